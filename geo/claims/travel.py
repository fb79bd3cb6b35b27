"""Claims of travel time: "a two-hour flight from A to B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.claims import world
from geo.claims.measures import CONVENTION, PRINTED, Answer, ends_of, gone
from geo.claims.model import Claim, Operand, Reading
from geo.claims.operands import preceding
from geo.claims.passage import PLACE, Passage
from geo.claims.story import Story
from geo.claims.wording import make
from geo.units import shown

__all__ = ["SPEEDS", "extract", "travel_time"]

SPEEDS = {
    "flight": (500.0, 900.0, 0.5),
    "drive": (40.0, 110.0, 0.0),
    "train": (40.0, 300.0, 0.0),
    "walk": (2.5, 6.5, 0.0),
    "boat": (8.0, 70.0, 0.0),
    "trip": (4.0, 900.0, 0.0),
}
"""Least and greatest km/h, and hours on the ground that a flight adds: house conventions."""
_NUMBER = (
    r"(?:(?:about|around|nearly|almost|roughly|some|over|more than|less than|under)\s)?"
    r"(?P<n>\d{1,3}(?:\.\d)?|an?|half\san|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|fifteen|twenty|thirty|forty|forty-five)(?P<half>\sand\sa\shalf|-and-a-half)?"
)
_UNIT = r"(?P<unit>hours?|hrs?|minutes?|mins?|days?)"
_MODE = (
    r"(?P<mode>flight|flying|fl(?:y|ies)|plane|drive|driving|car|road|bus|train|rail|walk|walking"
    r"|foot|hike|boat|ferry|ship|sail|trip|journey|ride)"
)
_NP = r"(?:the\s)?(?:[a-z]+\s){0,3}"
_PAIR = rf"(?:from|between)\s{_NP}(?P<a>{PLACE})\s(?:to|and)\s{_NP}(?P<b>{PLACE})"
_FULL = re.compile(
    rf"\b(?:(?:an?|the|just|only)\s)?{_NUMBER}[\s-]{_UNIT}['’]?s?['’]?[\s-]"
    rf"(?:(?:long|by|on|away by|direct|non-stop)\s)?{_MODE}\b\s"
    rf"(?:{_PAIR}|(?:from|to|away from|outside)\s{_NP}(?P<one>{PLACE})|away\sfrom\s(?P<two>{PLACE})"
    rf"|(?:north|south|east|west)\w*\sof\s(?P<three>{PLACE}))"
)
_TAKES = re.compile(
    rf"\b(?P<mode>flight|drive|train|trip|journey|walk|ride|ferry)\s{_PAIR}\s"
    rf"(?:takes|took|lasts|lasted|is|was)\s{_NUMBER}\s{_UNIT}"
)
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "forty-five": 45, "half an": 0.5,
}  # fmt: skip
_KINDS = {
    "fl": "flight", "pl": "flight", "dr": "drive", "ca": "drive", "ro": "drive", "bu": "drive",
    "ra": "train", "wa": "walk", "fo": "walk", "hi": "walk", "bo": "boat", "fe": "boat",
    "sh": "boat", "sa": "boat",
}  # fmt: skip


def extract(passage: Passage, story: Story) -> Iterator[Claim]:
    """Find claims of travel time.

    Parameters
    ----------
    passage : Passage
        The sentence.
    story : Story
        The article around it.

    Yields
    ------
    Claim
        In order.
    """
    if not re.search(r"hour|hrs?\b|minute|\bmins?\b|\bdays?\b", passage.mask):
        return
    for match in _TAKES.finditer(passage.mask):
        a, b = (passage.group(match[key]).head for key in "ab")
        yield _claim(passage, match, a, b)
    for match in _FULL.finditer(passage.mask):
        found = match.groupdict()
        if found["a"]:
            yield _claim(passage, match, passage.group(found["a"]).head,
                         passage.group(found["b"]).head)  # fmt: skip
            continue
        mark = found["one"] or found["two"] or found["three"]
        subject = preceding(passage, story, match.start())
        if mark and subject and subject.operand.feature:
            yield _claim(passage, match, subject.operand, passage.group(mark).head)


def _claim(passage: Passage, match: re.Match[str], a: Operand, b: Operand) -> Claim:
    hours = _WORDS.get(match["n"]) or float(match["n"])
    hours += 0.5 if match["half"] else 0.0
    unit = match["unit"]
    hours *= 1 / 60 if unit.startswith("min") else 24 if unit.startswith("day") else 1
    mode = "train" if match["mode"] == "train" else _KINDS.get(match["mode"][:2], "trip")
    return make(passage, "travel_time", match.span(), a, b, number=hours, traits=frozenset({mode}))


def travel_time(claim: Claim) -> Answer:
    """Read a travel time by the speeds that the way of travel allows.

    Parameters
    ----------
    claim : Claim
        Of kind ``travel_time``.

    Returns
    -------
    Answer
        Refuted only where no plausible speed would do.
    """
    ends, hours = ends_of(claim), claim.number
    if ends is None or not hours:
        return Answer(missing=gone(("start", claim.subject), ("end", claim.reference)))
    a, b = ends
    if world.is_area(a) or world.is_area(b):
        return Answer(missing=("a point in the area",))
    mode = next((m for m in SPEEDS if m in claim.traits), "trip")
    slow, fast, ground = SPEEDS[mode]
    away = world.geodesic(world.point(a), world.point(b))
    winding = 1.0 if mode == "flight" else 1.5
    spread = world.spread(a) + world.spread(b)
    quickest = max(0.0, away - spread) / 1000 / fast
    slowest = winding * (away + spread) / 1000 / slow + 2 * ground + (1.0 if ground else 0.0)
    held = "yes" if 0.85 * quickest <= hours <= 1.15 * slowest else "no"
    held = "near" if held == "no" and quickest / 2 <= hours <= 3 * slowest else held
    reading = Reading(
        label=f"{mode}, straight line and plausible speeds",
        assumptions=(f"{slow:g} to {fast:g} km/h", f"{winding:g} times the straight line at most"),
        basis="stated",
        source=f"{PRINTED}; speeds are {CONVENTION}",
        value_m=away,
        uncertainty_m=spread,
        holds=held,
        aspect="time",
        function="geo.geodesy.distance",
        points=(world.point(a), world.point(b)),
        constants=(("hours", hours), ("least_kmh", slow), ("greatest_kmh", fast)),
    )
    text = f"In a straight line it is {shown(away, 'km')} from {a.name} to {b.name}"
    return Answer(
        (reading,), reason=f"{text}, which takes {_time(quickest)} to {_time(slowest)} ({mode})."
    )


def _time(hours: float) -> str:
    return f"{60 * hours:.0f} minutes" if hours < 1 else f"{hours:.1f} hours"

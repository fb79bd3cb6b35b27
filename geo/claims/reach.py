"""Claims of reach: range, payload, runways and whose airspace a flight must cross."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from geo import geodesy
from geo.claims import outlines, world
from geo.claims.measures import PRINTED, Answer, ends_of, gone
from geo.claims.model import Claim, Operand, Reading
from geo.claims.operands import preceding
from geo.claims.passage import ADJ, LEN, PLACE, Passage
from geo.claims.reasons import joined
from geo.claims.scenario import Scenario, Weapon
from geo.claims.story import Story
from geo.claims.wording import clause, make
from geo.units import shown, shown_range

__all__ = ["extract", "overflight", "range_"]

_WEAPON = r"(?:missiles?|rockets?|drones?|artillery|shells?|torpedo(?:es)?|bombers?|jets?|aircraft)"
_RANGE = re.compile(
    rf"\brange\sof\s(?:[a-z]+\s){{0,3}}?(?P<len>{LEN})|(?P<len2>{LEN})[\s-]range\b"
    rf"|\brange\s(?:is|was)\s(?P<len3>{LEN})|\b(?:travel|fly|reach)\s(?P<len4>{LEN})\b"
)
_REACH = re.compile(
    rf"\b(?:reach|reaching|hit|hitting|strike|striking|struck|target|threaten)\s(?:targets\sin\s)?"
    rf"(?:the\s)?(?:[a-z]+\s){{0,2}}?(?P<mark>{PLACE})|\bin\s(?:striking\s)?range\sof\s(?P<mark2>{PLACE})"
)
_SUCH = re.compile(rf"\b{_WEAPON}\b", re.IGNORECASE)
_FLIES = re.compile(r"\b(?:missiles?|rockets?|drones?)\b")
_FROM = re.compile(
    rf"\b(?:from|in|off)\s(?:the\s)?(?:[a-z]+\s)?(?:[a-z-]+\s)?(?P<mark>{PLACE})"
    rf"(?:\sand\s(?:the\s)?(?P<mark2>{PLACE}))?"
)
_PAYLOAD = re.compile(
    r"\b(?:heav(?:y|ier)|bigger|larger|greater|smaller|lighter)\s(?:bomb\s)?"
    r"(?:payloads?|loads?|bombloads?)\b|\bpayloads?\sof\b",
    re.IGNORECASE,
)
_RUNWAY = re.compile(
    r"\btoo\s(?:big|large|heavy|long)\sfor\s(?:the\s)?(?:[A-Za-z]+\s)?"
    rf"(?:(?:air\s?bases?|airports?|airfields?|runways?|airstrips?)\b|(?P<base>{PLACE}))"
    r"|\brunways?\b[^.;]{0,40}\btoo\s(?:short|small|soft)\b",
)
_STRIP = re.compile(
    rf"(?P<len>{LEN})[\s-](?:long\s)?(?:runway|airstrip)\b"
    rf"|\b(?:runway|airstrip)\b[^.;{LEN[1:-1]}]{{0,30}}(?P<len2>{LEN})(?:\slong)?"
)
_CROSS = re.compile(
    rf"\b(?:cross|crosses|crossed|crossing|overfl(?:y|ew|ying|ies)|fl(?:y|ew|ying|ies)\s(?:over|through"
    rf"|across)|pass(?:es|ed|ing)?\s(?:over|through)|through|over)\s(?:the\s)?(?:(?:airspace|territory"
    rf"|skies)\s(?:of|over)\s(?:the\s)?(?P<a>{PLACE})|(?P<b>{PLACE}|{ADJ})(?:['’]s?)?\s"
    rf"(?:airspace|air\sspace|territory|skies)\b)"
)
_TRIP = re.compile(
    rf"\bfrom\s(?:the\s)?(?P<a>{PLACE})\s(?:to|into|toward)\s(?:the\s)?(?P<b>{PLACE})"
)


def extract(passage: Passage, story: Story) -> Iterator[Claim]:
    """Find claims of range, payload, runway length and overflight.

    Parameters
    ----------
    passage : Passage
        The sentence.
    story : Story
        The article around it.

    Yields
    ------
    Claim
        In order of kinds.
    """
    mask = passage.mask
    if _SUCH.search(mask):
        yield from _ranges(passage)
    for match in _PAYLOAD.finditer(mask):
        yield make(passage, "payload", clause(passage, match.span()), _words(passage, match))
    for match in _RUNWAY.finditer(mask):
        near = re.compile(rf"[^.;]{{0,60}}?\bin\s(?P<mark>{PLACE})").match(mask, match.end())
        mark = match["base"] or (near["mark"] if near else None)
        other = passage.group(mark).head if mark else None
        if match["base"] and not _field(other):
            continue
        yield make(passage, "runway", clause(passage, match.span()), _words(passage, match), other,
                   traits=frozenset({"too_short"}))  # fmt: skip
    if "runway" in mask or "airstrip" in mask:
        for match in _STRIP.finditer(mask):
            subject = preceding(passage, story, match.start())
            named = subject.operand if subject and subject.operand.feature else None
            places = re.findall(PLACE, mask)
            if named is None and len(places) == 1:
                named = replace(passage.group(places[0]).head, how="implied")
            quantity = passage.length(match["len"] or match["len2"])
            if named is not None:
                yield make(passage, "runway", match.span(), named, quantity=quantity)
    yield from _crossings(passage)


def _field(operand: Operand | None) -> bool:
    feature = operand.feature if operand else None
    return feature is not None and feature.kind == "airfield"


def _words(passage: Passage, match: re.Match[str]) -> Operand:
    start = passage.offset(match.start())
    words = passage.text(match.start(), match.end())
    return Operand(words, start, start + len(words))


def _ranges(passage: Passage) -> Iterator[Claim]:
    mask = passage.mask
    ranged = _RANGE.search(mask)
    goal = _REACH.search(mask)
    if ranged is None and goal is None:
        return
    mark = next((m for m in ranged.groups() if m), None) if ranged else None
    quantity = passage.length(mark) if mark else None
    target = passage.group(goal["mark"] or goal["mark2"]).head if goal else None
    start = _FROM.search(mask)
    origin = passage.group(start["mark"]).head if start else None
    others = (passage.group(start["mark2"]).head,) if start and start["mark2"] else ()
    can = re.search(r"\b(?:can|could|able|capable|range|used to|enough|would|that|type)\b", mask)
    if target is None or (
        quantity is None and not (can and re.search("missile|rocket|drone", mask))
    ):
        return
    if origin is not None and target.feature == origin.feature:
        origin = None
    first = goal.span() if goal else (0, 0)
    yield make(passage, "range", first, origin, target, quantity=quantity, others=others)


def _crossings(passage: Passage) -> Iterator[Claim]:
    for match in _CROSS.finditer(passage.mask):
        area = passage.group(match["a"] or match["b"]).head
        trip = _TRIP.search(passage.mask)
        ends = (passage.group(trip["a"]).head, passage.group(trip["b"]).head) if trip else ()
        if area.feature is None or not world.is_area(area.feature):
            continue
        must = re.search(r"\b(?:have to|must|need(?:s|ed)? to|would)\b", passage.mask)
        traits = frozenset({"must"}) if must else frozenset()
        yield make(passage, "overflight", match.span(), ends[0] if ends else None, area,
                   others=ends[1:], traits=traits)  # fmt: skip


def range_(claim: Claim, scenario: Scenario | None) -> Answer:
    """Read whether a weapon of a given range reaches a place.

    Parameters
    ----------
    claim : Claim
        Of kind ``range``.
    scenario : Scenario or None
        With weapons whose range is cited.

    Returns
    -------
    Answer
        Distances against the range in the text, or the one that is cited.
    """
    weapon = next(
        (w for w in (scenario.weapons if scenario else ()) if w.name in claim.sentence), None
    )
    if claim.quantity is None and weapon is not None:
        return _cited(weapon)
    ends = ends_of(claim)
    if ends is None or claim.quantity is None:
        lost = gone(("place of launch", claim.subject), ("target", claim.reference))
        return Answer(missing=(*lost, *(() if claim.quantity else ("a cited range",))))
    a, b = ends
    away = outlines.apart(a, b)
    unsure = world.uncertainty(a) + world.uncertainty(b)
    most = claim.quantity.high if math.isfinite(claim.quantity.high) else claim.quantity.metres
    if claim.quantity.hedge == "at least" and away > most:
        held = "borderline"
    else:
        held = "yes" if away + unsure <= most else "borderline" if away - unsure <= most else "no"
    reading = Reading(
        label="range, one way",
        assumptions=(f"from {a.name} to {b.name}", "in a straight line, one way"),
        basis="stated",
        source=PRINTED,
        value_m=away,
        uncertainty_m=unsure,
        holds=held,
        aspect="distance",
        function="geo.geodesy.distance",
        points=(world.point(a), world.point(b)),
        constants=(("range_m", most),),
    )
    says = f"From {a.name} to {b.name} it is {shown(away, claim.quantity.unit)} in a straight line"
    return Answer((reading,), reason=f"{says}; the range given is “{claim.quantity.text}”.")


def _cited(weapon: Weapon) -> Answer:
    source = "; ".join(f"{r.publisher}, {r.date}: {r.says} ({r.url})" for r in weapon.reports)
    readings = []
    for name, lon, lat, _ in weapon.fired_from:
        for goal, x, y, _stands in weapon.targets:
            away = world.geodesic((lon, lat), (x, y))
            held = (
                "yes" if away <= weapon.least_m else "borderline" if away <= weapon.most_m else "no"
            )
            readings.append(
                Reading(
                    label=f"{name} to {goal}",
                    assumptions=(f"fired from {name} at {goal}", "in a straight line, one way"),
                    basis="cited",
                    source=source,
                    value_m=away,
                    uncertainty_m=5000.0,
                    holds=held,
                    aspect="distance",
                    function="geo.geodesy.distance",
                    points=((lon, lat), (x, y)),
                    constants=(("least_range_m", weapon.least_m), ("range_m", weapon.most_m)),
                )
            )
    parts = []
    for name, *_ in weapon.fired_from:
        mine = [r for r in readings if r.label.startswith(f"{name} to ") and r.value_m is not None]
        sums = [f"{shown(r.value_m or 0, 'km')} to {r.label.split(' to ')[-1]}" for r in mine]
        parts.append(f"from the {name} it is {joined(sums)}" if "Sea" in name
                     else f"{name} {joined(sums)}")  # fmt: skip
    span = shown_range(weapon.least_m, weapon.most_m, "km")
    text = "; ".join(parts)
    return Answer(
        tuple(readings),
        reason=f"{text[:1].upper()}{text[1:]}; the cited range of {weapon.name} is {span}.",
    )


def overflight(claim: Claim, scenario: Scenario | None) -> Answer:
    """Read whether the way between two places lies over an area.

    Parameters
    ----------
    claim : Claim
        Of kind ``overflight``.
    scenario : Scenario or None
        Not used where the text names both ends.

    Returns
    -------
    Answer
        Whether the geodesic crosses it.
    """
    del scenario
    other = claim.others[0] if claim.others else None
    area = claim.reference.feature if claim.reference else None
    if claim.subject is None or other is None or area is None:
        return Answer(missing=("where the flight starts", "where it ends"))
    a, b = claim.subject.feature, other.feature
    shape = outlines.area_of(area)
    if a is None or b is None or shape is None:
        return Answer(missing=gone(("start", claim.subject), ("end", other)))
    line = geodesy.line(*world.point(a), *world.point(b))
    over = line.intersection(shape)
    inside = 0.0 if over.is_empty else float(geodesy.length(over))
    reading = Reading(
        label="straight line",
        assumptions=(f"from the point of {a.name} to that of {b.name}", "on the geodesic"),
        basis="stated" if "must" not in claim.traits else "conjectured",
        source=PRINTED,
        value_m=inside,
        uncertainty_m=2000.0,
        holds="yes" if inside > 0 else "near",
        aspect="over",
        function="geo.geodesy.line",
        points=(world.point(a), world.point(b)),
    )
    says = f"The straight line from {a.name} to {b.name} "
    says += f"lies over {area.name} for {shown(inside, 'km')}" if inside else f"misses {area.name}"
    if "must" in claim.traits:
        return Answer((replace(reading, basis="stated", holds="yes" if inside else "near"),),
                      reason=f"{says}; other ways round it are not ruled out.")  # fmt: skip
    return Answer((reading,), reason=f"{says}.")

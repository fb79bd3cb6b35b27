"""Claims that compare distances: "1,000 miles shorter", "closer to C than B is"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from geo.claims import outlines, world
from geo.claims.measures import CONVENTION, PRINTED, Answer, Line
from geo.claims.model import Claim, Operand, Reading
from geo.claims.operands import STOP, preceding
from geo.claims.passage import ADJ, LEN, PLACE, Passage
from geo.claims.reasons import joined
from geo.claims.saving import Saved, savings, story_of
from geo.claims.scenario import Scenario
from geo.claims.story import Story
from geo.claims.verdict import NEAR, holds
from geo.claims.wording import make, overlaps
from geo.gazetteer.feature import Feature
from geo.quantities import Quantity
from geo.units import METRES, shown

__all__ = ["comparison", "extract"]

_UNITS = {"nmi": "nautical miles", "km": "had the figure been km", "mi": "had it been miles"}
_MORE = r"shorter|closer|nearer|longer|farther|further"
_THAN = re.compile(
    rf"(?P<a>{PLACE})['’]?s?,?\s(?:(?!(?:{STOP.replace('is|', '').replace('was|', '')})\b)[a-z]+\s)"
    rf"{{0,4}}?(?:(?P<len>{LEN})\s)?(?P<how>closer|nearer|farther|further)(?:\saway)?\s(?:to|from)\s"
    rf"(?:the\s)?(?P<c>{PLACE})\sthan\s(?P<it>it\sis\s|is\s)?(?P<prep>to\s|from\s)?(?:the\s)?(?P<b>{PLACE})"
    rf"(?P<is>\sis)?"
)
_BY = re.compile(
    rf"(?P<len>{LEN})\s(?P<how>{_MORE})\b(?!\s(?:north|south|east|west|along|down|up)\b)"
)
_TRIP = re.compile(
    r"\b(?P<trip>(?:a|the|this|that|their|each|every)\s(?:[a-z]+\s)?"
    r"(?:trip|route|flight|journey|voyage|way|drive|crossing|path|distance)s?)\b"
)
_FROM = re.compile(rf"\bfrom\s(?:the\s)?(?P<mark>{PLACE})")
_CLOSER = re.compile(
    rf"\b(?:(?:so\s|that\s)?much|far|so|even)\s(?P<how>closer|nearer)\sto\s(?:the\s)?"
    rf"(?:(?P<adj>{ADJ})\s[a-z]+|(?P<mark>{PLACE}))"
)
_BASED = re.compile(
    r"\b(?:based?|bases|basing|station(?:ed|ing)?|launch\w*|fl(?:y|ew|ying)|start\w*)\b"
)


def extract(passage: Passage, story: Story) -> Iterator[Claim]:
    """Find claims that compare distances.

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
    if not re.search(_MORE, mask):
        return
    taken: list[tuple[int, int]] = []
    for match in _THAN.finditer(mask):
        a, b, c = (passage.group(match[key]).head for key in "abc")
        ends = frozenset({"farther" if match["how"] in {"farther", "further"} else "closer"})
        if match["prep"] or match["it"] == "it is ":
            ends |= {"than_to"}
        elif match["is"]:
            ends |= {"than_is"}
        quantity = passage.length(match["len"]) if match["len"] else None
        taken.append(match.span())
        yield make(passage, "comparison", match.span(), a, b, others=(c,), quantity=quantity,
                   traits=ends)  # fmt: skip
    for match in _BY.finditer(mask):
        if not overlaps(match.span(), taken):
            claim = _shorter(passage, match)
            if claim is not None:
                taken.append(match.span())
                yield claim
    for match in _CLOSER.finditer(mask):
        if _BASED.search(mask) and not overlaps(match.span(), taken):
            goal = passage.group(match["adj"] or match["mark"]).head
            yield make(passage, "comparison", match.span(), _it(passage, story, match.start()),
                       goal, traits=frozenset({"closer", "scenario"}))  # fmt: skip


def _shorter(passage: Passage, match: re.Match[str]) -> Claim | None:
    mask = passage.mask
    trips = list(_TRIP.finditer(mask[: match.start()]))
    origins = list(_FROM.finditer(mask))
    if not trips or not origins:
        return None
    trip, origin = trips[-1], origins[0]
    words = passage.text(trip.start(), trip.end())
    start = passage.offset(trip.start())
    subject = Operand(words, start, start + len(words))
    goals = _goals(passage, origin)
    how = "longer" if match["how"] in {"longer", "farther", "further"} else "shorter"
    return make(
        passage, "comparison", match.span(), subject, passage.group(origin["mark"]).head,
        quantity=passage.length(match["len"]), others=goals,
        traits=frozenset({how, "scenario", "trip"}),
    )  # fmt: skip


def _goals(passage: Passage, origin: re.Match[str]) -> tuple[Operand, ...]:
    """Give the place that the words send the trip to."""
    match = re.compile(rf"\sto\s(?:the\s)?(?P<mark>{PLACE})").match(passage.mask, origin.end())
    return (passage.group(match["mark"]).head,) if match else ()


def _it(passage: Passage, story: Story, at: int) -> Operand:
    found = preceding(passage, story, at)
    return found.operand if found else Operand("", -1, -1, how="implied")


def comparison(claim: Claim, scenario: Scenario | None, near: float = NEAR) -> Answer:
    """Read a comparison of distances.

    Parameters
    ----------
    claim : Claim
        Of kind ``comparison``.
    scenario : Scenario or None
        What the story leaves open.
    near : float
        Share by which a miss is still called near.

    Returns
    -------
    Answer
        With every place named, the two distances; with a scenario, the saving under every reading.
    """
    if "scenario" not in claim.traits:
        return _named(claim, near)
    found = savings(scenario) if scenario is not None else ()
    if scenario is None or not found:
        lost = (
            "where the trip used to start",
            "which way it takes",
            "whether it counts one way or there and back",
        )
        return Answer(missing=lost, reason=f"The story does not say {joined(lost, 'nor')}.")
    if claim.quantity is None:
        return Answer(
            tuple(_closer(found)), reason=story_of(found, scenario, None, claim.attribution)
        )
    readings = tuple(_saved(found, claim.quantity, near))
    return Answer(readings, reason=story_of(found, scenario, claim.quantity, claim.attribution))


def _saved(found: tuple[Saved, ...], quantity: Quantity, near: float) -> Iterator[Reading]:
    """Hold every saving against the printed figure: one way, there and back, in other units."""
    for saved in found:
        for trip in ("one way", "there and back"):
            if saved.value_m is None:
                yield _reading(saved, trip, None, 0.0, "not_computed")
                continue
            times = 1 if trip == "one way" else 2
            line = Line(times * saved.value_m, times * saved.unsure_m, saved.points, quantity, near)
            stated = _held(saved, trip, line)
            notes = (_note(line, stated.holds), saved.overflown() if saved.straight else "")
            yield replace(stated, note="; ".join(note for note in notes if note))
            for unit in {"mi": ("nmi", "km"), "km": ("mi",)}.get(quantity.unit, ()):
                ratio = METRES[quantity.unit] / METRES[unit]
                other = _held(saved, trip, line.times(ratio))
                yield replace(
                    other,
                    label=f"{other.label}, {_UNITS[unit]}",
                    group=f"{other.group}, {_UNITS[unit]}",
                    assumptions=(*other.assumptions, f"the figure is in {unit}"),
                    basis="conjectured",
                    source=CONVENTION,
                    constants=(*other.constants, ("ratio", ratio)),
                )


def _held(saved: Saved, trip: str, line: Line) -> Reading:
    held = holds(line.value, line.unsure, line.quantity, near=line.near)
    return _reading(saved, trip, line.value, line.unsure, held)


def _note(line: Line, held: str) -> str:
    """Say what a weaker reading of the figure or a longer track would change."""
    quantity, notes = line.quantity, []
    if held in {"no", "near"} and quantity.loose_low <= line.value <= quantity.loose_high:
        notes.append("yes where every zero is taken for rounding")
    if held != "yes" and line.value >= quantity.metres:
        notes.append("yes as “at least”")
    longer = holds(1.05 * line.value, line.unsure, quantity, near=line.near)
    if longer != held:
        notes.append(f"{longer} with both legs 5 % longer")
    return "; ".join(notes)


def _reading(saved: Saved, trip: str, value: float | None, unsure: float, held: str) -> Reading:
    return Reading(
        label=f"{saved.label}, {trip}",
        assumptions=(*saved.assumptions, trip),
        basis=saved.basis,
        source=saved.source,
        value_m=value,
        uncertainty_m=unsure,
        holds=held,
        aspect="distance",
        function="geo.routes.route",
        points=saved.points,
        constants=(("times", 2.0 if trip == "there and back" else 1.0),),
        routes=saved.routes,
        group=f"{saved.group}, {trip}",
        case=saved.target.feature.name,
    )


def _closer(found: tuple[Saved, ...]) -> Iterator[Reading]:
    for saved in found:
        held = "not_computed"
        if saved.value_m is not None:
            share = saved.value_m / max(saved.before_m, 1.0)
            held = "no" if saved.value_m <= saved.unsure_m else "near" if share < 0.05 else "yes"
            held = "borderline" if abs(saved.value_m) <= saved.unsure_m else held
        yield replace(
            _reading(saved, "one way", saved.value_m, saved.unsure_m, held),
            note="closer by less than 5 %" if held == "near" else "",
        )


def _named(claim: Claim, near: float) -> Answer:
    ends = (claim.subject, claim.reference, *claim.others)
    features = [operand.feature for operand in ends if operand is not None]
    if len(features) < 3 or any(feature is None for feature in features):
        return Answer(missing=("one of the three places",))
    a, b, c = (feature for feature in features if feature is not None)
    readings = []
    if "than_is" not in claim.traits:
        readings.append(_difference(claim, (a, b), (a, c), "than to the other place", near))
    if "than_to" not in claim.traits:
        readings.append(_difference(claim, (b, c), (a, c), "than the other place is", near))
    known = [r for r in readings if r is not None]
    names = [operand.name for operand in ends if operand is not None]
    d = [shown(outlines.apart(x, y), "km") for x, y in ((a, c), (a, b), (b, c))]
    says = (
        f"In a straight line it is {d[0]} from {names[0]} to {names[2]}, {d[1]} from {names[0]} to"
        f" {names[1]} and {d[2]} from {names[1]} to {names[2]}."
    )
    return Answer(tuple(known), reason=says)


def _difference(
    claim: Claim, other: tuple[Feature, Feature], this: tuple[Feature, Feature], how: str,
    near: float,
) -> Reading:  # fmt: skip
    lengths = [outlines.apart(a, b) for a, b in (other, this)]
    value = lengths[0] - lengths[1]
    value = -value if "farther" in claim.traits else value
    unsure = math.hypot(*(world.uncertainty(f) for f in {*other, *this}))
    if any(outlines.inside(x, y) for pair in (other, this) for x, y in (pair, pair[::-1])):
        held = "not_computed"
    elif claim.quantity is not None:
        held = holds(value, unsure, claim.quantity, near=near)
    else:
        held = "borderline" if abs(value) <= unsure else "yes" if value > 0 else "no"
    return Reading(
        label=how,
        assumptions=("straight lines", how),
        basis="stated",
        source=PRINTED,
        value_m=value,
        uncertainty_m=unsure,
        holds=held,
        aspect="distance",
        function="geo.geodesy.distance",
        points=tuple(world.point(f) for f in (*other, *this)),
    )

"""Readings of containment: inside an outline, and in a part of it by the winds from its middle."""

from __future__ import annotations

from collections.abc import Iterator

from geo import geodesy
from geo.claims import middles, outlines, world
from geo.claims.bearings import sector
from geo.claims.measures import CONVENTION, PRINTED, Answer, ends_of, gone
from geo.claims.model import Claim, Operand, Reading
from geo.claims.verdict import judge
from geo.claims.winds import deviation, spoken
from geo.gazetteer.feature import Feature

__all__ = ["containment", "lies", "part_of"]

THIRD = "in the outer third on that side"


def lies(feature: Feature, area: Feature, wind: str) -> bool:
    """Tell whether a place lies in a part of an area beyond doubt.

    Parameters
    ----------
    feature, area : Feature
        The place and the area.
    wind : str
        The part, one of the 16 winds.

    Returns
    -------
    bool
        Whether the stated reading holds.
    """
    return judge(tuple(sectors(feature, area, wind))) == "supported"


def containment(claim: Claim) -> Answer:
    """Read whether a place lies in an area.

    Parameters
    ----------
    claim : Claim
        Of kind ``containment``, or ``part_of`` without a wind.

    Returns
    -------
    Answer
        One reading.
    """
    ends = ends_of(claim)
    if ends is None:
        return Answer(missing=gone(("subject", claim.subject), ("area", claim.reference)))
    a, b = ends
    reading = _contained(a, b)
    if reading is None:
        return Answer(missing=(f"the outline of {b.name}",))
    assert claim.subject is not None
    assert claim.reference is not None
    name, area = claim.subject.name, claim.reference.feature.name if claim.reference.feature else ""
    held = reading.holds == "yes"
    what = f"{name} ({a.kind} in {_home(a)})"
    if "province" in claim.traits:
        what = (
            f"{name} is a first-level unit of {area}"
            if a.kind == "admin1"
            else f"{name} lies in {area}"
        )
        return Answer((reading,), reason=f"{what}." if held else "")
    return Answer((reading,), reason=f"{what} {'lies' if held else 'does not lie'} in {area}.")


def _home(feature: Feature) -> str:
    return ", ".join(part for part in (feature.admin1, feature.country) if part) or "the data"


def _contained(a: Feature, b: Feature) -> Reading | None:
    within = outlines.inside(a, b)
    if within is None:
        return None
    away = None if within else outlines.nearest(world.point(a), b)
    unsure = world.uncertainty(a) + world.spread(a)
    held = "yes" if within else "borderline" if away and away[0] <= unsure else "no"
    return Reading(
        label="inside",
        assumptions=(f"the point of {a.name}, the borders of {b.name} in the data",),
        basis="stated",
        source=PRINTED,
        value_m=away[0] if away else None,
        uncertainty_m=unsure if away else 0.0,
        holds=held,
        aspect="inside",
        function="geo.gazetteer.area",
        points=(world.point(a),),
    )


def part_of(claim: Claim) -> Answer:
    """Read whether a place lies in a part of an area.

    Parameters
    ----------
    claim : Claim
        Of kind ``part_of``.

    Returns
    -------
    Answer
        Whether it lies inside, and in which wind from the centre of the area.
    """
    ends = ends_of(claim)
    if ends is None or not claim.direction:
        return containment(claim)
    a, b = ends
    within = _contained(a, b)
    winds = tuple(sectors(a, b, claim.direction))
    if within is None or not winds:
        return Answer(missing=(f"the outline of {b.name}",))
    return Answer((within, *winds), reason=_part_reason(claim, within, winds))


def sectors(a: Feature, b: Feature, wind: str) -> Iterator[Reading]:
    """Give the bearing from each centre: 8 winds for northwest, 4 for north, 16 beside them."""
    place = world.point(a)
    half = 45.0 if len(wind) == 1 else 22.5 if len(wind) == 2 else 11.25
    names = {45.0: "4 winds", 22.5: "8 winds", 11.25: "16 winds"}
    for number, (definition, centre) in enumerate(middles.centres(b)):
        azimuth = world.azimuth(centre, place)
        off = deviation(azimuth, wind)
        held = sector(off, 0.1, half)
        if held == "no" and (off <= 90 or middles.is_central(place, b)):
            held = "near"
        third = held != "yes" and number == 0 and middles.outer_third(place, b, wind)
        held = "yes" if third else held
        yield Reading(
            label=f"{names[half]}, {definition}",
            assumptions=(
                f"the middle of {b.name} is the {definition}",
                "seen from there in that wind, or in the outer third on that side",
            ),
            basis="stated" if number == 0 else "conjectured",
            source=PRINTED if number == 0 else CONVENTION,
            holds=held,
            aspect="part",
            saves=number == 0,
            azimuth=azimuth,
            function="geo.geodesy.inverse",
            points=(centre, place),
            constants=(("half_sector_deg", half),),
            note=THIRD if third else "",
        )


def _part_reason(claim: Claim, within: Reading, winds: tuple[Reading, ...]) -> str:
    assert claim.subject is not None
    assert claim.reference is not None
    assert claim.reference.feature is not None
    seen = [reading.azimuth for reading in winds if reading.azimuth is not None]
    name, area = claim.subject.name, claim.reference.feature.name
    if within.holds == "no":
        return f"{name} does not lie in {area}."
    first = seen[0]
    low = min(first + (azimuth - first + 180) % 360 - 180 for azimuth in seen) % 360
    high = max(first + (azimuth - first + 180) % 360 - 180 for azimuth in seen) % 360
    half = winds[0].constants[0][1]
    edge = half - max(deviation(azimuth, claim.direction) for azimuth in seen)
    narrow = ", narrowly" if 0 <= edge < 10 else ""
    count = {45.0: 4, 22.5: 8, 11.25: 16}[half]
    if winds[0].note == THIRD:
        return (
            f"{name} lies in {area}, in its outer third to the {spoken(claim.direction)}, at"
            f" {low:.0f} to {high:.0f} degrees from its middle by {len(seen)} definitions."
        )
    held = {"yes": f"which is {spoken(claim.direction)} on {count} winds{narrow}"}.get(
        winds[0].holds, f"which is not {spoken(claim.direction)} on {count} winds"
    )
    finer = spoken(geodesy.wind(first, 16))
    beside = f"; on 16 winds it is {finer}" if finer != spoken(claim.direction) else ""
    return (
        f"{name} lies in {area}, at {low:.0f} to {high:.0f} degrees from its middle by"
        f" {len(seen)} definitions, {held}{beside}{_base(claim.subject)}."
    )


def _base(operand: Operand) -> str:
    """Say how far an airfield lies from the city whose name it bears."""
    feature, toponym = operand.feature, operand.toponym
    if feature is None or toponym is None or feature.kind != "airfield":
        return ""
    city = next((c.feature for c in toponym.candidates if c.feature.kind == "city"), None)
    if city is None:
        return ""
    away = world.geodesic(world.point(feature), world.point(city))
    return f"; the airfield lies {away / 1000:.1f} km from the city"

"""What the readings of distance, direction and coast come to."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from geo import geodesy
from geo.claims import outlines, world
from geo.claims.bearings import bearings, half_sector
from geo.claims.measures import ROAD, Answer, Line, anywhere, ends_of, gone, lengths
from geo.claims.model import Claim, Reading
from geo.claims.verdict import NEAR
from geo.claims.winds import degrees

__all__ = ["described", "direction", "distance", "off_coast", "route_length"]


def distance(claim: Claim, near: float = NEAR) -> Answer:
    """Read a distance, with or without a direction.

    Parameters
    ----------
    claim : Claim
        Of kind ``distance`` or ``distance_direction``.
    near : float
        Share by which a miss is still called near.

    Returns
    -------
    Answer
        The readings; where the subject is not known, the area that the words describe.
    """
    ends = ends_of(claim)
    if ends is None or claim.quantity is None:
        lost = gone(("subject", claim.subject), ("reference", claim.reference))
        return Answer(missing=lost or ("a length",), area=described(claim))
    readings = lengths(claim, near)
    if not readings:
        return Answer(missing=(f"the outline of {ends[0].name} or of {ends[1].name}",))
    return Answer(readings + bearings(claim))


def direction(claim: Claim) -> Answer:
    """Read a direction.

    Parameters
    ----------
    claim : Claim
        Of kind ``direction``.

    Returns
    -------
    Answer
        The readings.
    """
    lost = gone(("subject", claim.subject), ("reference", claim.reference))
    return Answer(bearings(claim), missing=lost)


def off_coast(claim: Claim, near: float = NEAR) -> Answer:
    """Read a distance from a coast or a border: nearest points, never centres.

    Parameters
    ----------
    claim : Claim
        Of kind ``off_coast``.
    near : float
        Share by which a miss is still called near.

    Returns
    -------
    Answer
        The readings.
    """
    ends, quantity = ends_of(claim), claim.quantity
    if ends is None or quantity is None:
        lost = gone(("subject", claim.subject), ("reference", claim.reference))
        return Answer(missing=lost or ("a length",))
    a, b = ends
    if not world.is_area(b):
        return distance(claim, near)
    least = outlines.gap(a, b) if world.is_area(a) else outlines.nearest(world.point(a), b)
    if least is None:
        return Answer(missing=(f"the outline of {b.name}",))
    edge = "coast" if "coast" in claim.traits else "border"
    line = Line(least[0], world.uncertainty(a) + 1000.0, least[1:], quantity, near)
    rim = world.spread(a) if a.kind in {"city", "suburb"} else 0.0
    wide = Line(line.value, line.unsure + rim, line.points, quantity, near)
    readings: tuple[Reading, ...] = (
        line.reading(
            f"nearest {edge}",
            f"nearest points of {a.name} and the {edge} of {b.name}",
            basis="stated",
            function="geo.geodesy.distance of the nearest points",
        ),
        line.band("by road", ROAD),
        wide.reading(
            "edge of the city", "from its edge", saves=True, constants=(("reach_m", rim),)
        ),
    )
    far = outlines.farthest(a, b) if world.is_area(a) else None
    if far is not None:
        readings += (anywhere(least[0], far, least[1:], quantity),)
    return Answer(readings + bearings(claim))


def route_length(claim: Claim, near: float = NEAR) -> Answer:
    """Read the length of a road, a stage or a pipeline: never shorter than the geodesic.

    Parameters
    ----------
    claim : Claim
        Of kind ``route_length``.
    near : float
        Share by which a miss is still called near.

    Returns
    -------
    Answer
        A straight line, and any way that winds.
    """
    answer = distance(claim, near)
    quantity = claim.quantity
    straight = next((r for r in answer.readings if r.label == "straight line"), None)
    if quantity is None or straight is None or straight.value_m is None:
        return answer
    winding = quantity.high >= straight.value_m - straight.uncertainty_m
    way = Reading(
        label="a way that winds",
        assumptions=("no shorter than the straight line; how much longer is not stated",),
        basis="conjectured",
        source=straight.source,
        value_m=straight.value_m,
        uncertainty_m=straight.uncertainty_m,
        holds="yes" if winding else "no",
        aspect="distance",
        saves=True,
        function=straight.function,
        points=straight.points,
    )
    return Answer((*answer.readings, way))


def described(claim: Claim) -> BaseGeometry | None:
    """Draw the area that a distance, with or without a direction, describes.

    Parameters
    ----------
    claim : Claim
        With a known reference.

    Returns
    -------
    shapely geometry or None
        A ring, or a piece of it; None where reference or length are not known.
    """
    place = claim.reference.feature if claim.reference else None
    quantity = claim.quantity
    if place is None or quantity is None or world.is_area(place):
        return None
    low, high = max(quantity.low, 0.0), min(quantity.high, 1.5 * quantity.metres)
    if not 0 < high < 2_000_000:
        return None
    if not claim.direction:
        disc = geodesy.buffer(*world.point(place), high)
        return disc.difference(geodesy.buffer(*world.point(place), low)) if low else disc
    middle, half = degrees(claim.direction), half_sector(claim.direction)
    turns = [middle + half * step / 8 for step in range(-8, 9)]
    outer = [_away(world.point(place), turn, high) for turn in turns]
    inner = (
        [_away(world.point(place), turn, low) for turn in turns] if low else [world.point(place)]
    )
    return shapely.Polygon([*outer, *reversed(inner)])


def _away(place: world.Lonlat, turn: float, metres: float) -> world.Lonlat:
    lon, lat, _ = geodesy.direct(*place, turn, metres)
    return round(float(lon), 6), round(float(lat), 6)

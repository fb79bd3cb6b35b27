"""Readings of a direction: on 8 winds, on 16, from any part of an area."""

from __future__ import annotations

import math
from dataclasses import replace

import shapely

from geo import geodesy
from geo.claims import outlines, world
from geo.claims.measures import CONVENTION, PRINTED, ends_of
from geo.claims.model import Claim, Reading
from geo.claims.winds import deviation, spoken
from geo.gazetteer.feature import Feature

__all__ = ["bearings", "half_sector", "sector"]


def half_sector(wind: str) -> float:
    """Give half the width of the sector that a wind names.

    Parameters
    ----------
    wind : str
        One of 16 winds.

    Returns
    -------
    float
        Degrees: 22.5 for one of the 8 winds, 11.25 for the others.

    Examples
    --------
    >>> half_sector("NW"), half_sector("WNW")
    (22.5, 11.25)
    """
    return 22.5 if len(wind) < 3 else 11.25


def sector(off: float, slack: float, half: float) -> str:
    """Place a deviation: in the sector, at its edge, in the wind next to it, or beyond.

    Parameters
    ----------
    off, slack : float
        Deviation from the wind and its uncertainty, degrees.
    half : float
        Half width of the sector, degrees.

    Returns
    -------
    str
        ``yes``, ``borderline`` (outside by less than the uncertainty), ``near`` (the next wind)
        or ``no``.

    Examples
    --------
    >>> [sector(off, 2, 22.5) for off in (10, 22, 24, 40, 80)]
    ['yes', 'yes', 'borderline', 'near', 'no']
    """
    if off <= half:
        return "yes"
    if off - slack <= half:
        return "borderline"
    return "near" if off - slack <= 3 * half else "no"


def bearings(claim: Claim) -> tuple[Reading, ...]:
    """Read the direction of a claim in every way.

    Parameters
    ----------
    claim : Claim
        With a direction and two known operands.

    Returns
    -------
    tuple of Reading
        The winds that the text uses, and 16 winds beside them.
    """
    ends = ends_of(claim)
    if ends is None or not claim.direction:
        return ()
    a, b = ends
    wind, half = claim.direction, half_sector(claim.direction)
    points = (world.point(b), world.point(a))
    azimuth = world.azimuth(*points)
    off, slack = deviation(azimuth, wind), _slack(a, b)
    held = sector(off, slack, half)
    if held != "yes":
        least = _least(a, b, wind)
        held = sector(least, slack, half) if least < off else held
    found = Reading(
        label="8 winds" if half > 20 else "16 winds",
        assumptions=(f"bearing from the point of {b.name} to that of {a.name}",),
        basis="stated",
        source=PRINTED,
        holds=held,
        aspect="direction",
        azimuth=azimuth,
        function="geo.geodesy.inverse",
        points=points,
        constants=(("half_sector_deg", half), ("uncertainty_deg", round(slack, 3))),
        note=f"{spoken(geodesy.wind(azimuth, 16))} on 16 winds",
    )
    if half < 20:
        return (found,)
    finer = replace(
        found,
        label="16 winds",
        assumptions=(f"{spoken(wind)} is one of 16 winds",),
        basis="conjectured",
        source=CONVENTION,
        holds="yes" if off <= 11.25 else "no",
        constants=(("half_sector_deg", 11.25),),
        note="",
    )
    return found, finer


def _slack(a: Feature, b: Feature) -> float:
    away = world.geodesic(world.point(a), world.point(b))
    unsure = math.hypot(world.POINT_M, world.POINT_M)
    return math.degrees(math.asin(unsure / away)) if away > unsure else 180.0


def _least(a: Feature, b: Feature, wind: str) -> float:
    """Give the smallest deviation that any part of an area has, seen from the other end."""
    found = 180.0
    for area, other, turn in ((a, b, 0.0), (b, a, 180.0)):
        shape = outlines.area_of(area) if world.is_area(area) else None
        if shape is None or outlines.inside(other, area):
            continue
        hull = shapely.get_coordinates(shape.convex_hull)
        lon, lat = world.point(other)
        seen = geodesy.inverse(lon, lat, hull[:, 0], hull[:, 1])[1]
        found = min(found, *(deviation(float(azimuth) + turn, wind) for azimuth in seen))
    return found

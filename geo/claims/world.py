"""Points: distances and bearings between them, and how sure they are."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from geo import geodesy
from geo.errors import GeoError
from geo.gazetteer.feature import AREA_KINDS, Feature

if TYPE_CHECKING:
    from geo.gazetteer import Runway

__all__ = [
    "POINT_M",
    "Lonlat",
    "azimuth",
    "geodesic",
    "is_area",
    "point",
    "runways",
    "spread",
    "uncertainty",
]

Lonlat = tuple[float, float]
_CITY_DENSITY = 3000.0
_WIDE = frozenset({"admin2", "desert", "island", "lake", "river", "peninsula", "strait", "area"})
_LOOSE_M = {"admin2": 15_000.0, "mountain": 5_000.0, "island": 10_000.0}
POINT_M = 1000.0
"""How far two gazetteers put the point of a village apart, metres: a house convention."""


def point(feature: Feature) -> Lonlat:
    """Give the representative point of a feature.

    Parameters
    ----------
    feature : Feature
        Any feature.

    Returns
    -------
    tuple of float
        Longitude and latitude, degrees.
    """
    return float(feature.lon), float(feature.lat)


def geodesic(a: Lonlat, b: Lonlat) -> float:
    """Measure the shortest way between two points.

    Parameters
    ----------
    a, b : tuple of float
        Longitude and latitude, degrees.

    Returns
    -------
    float
        Metres on the WGS 84 ellipsoid.

    Examples
    --------
    >>> round(geodesic((44.6031, 43.7875), (37.1343, 36.2021)) / 1000, 1)
    1055.5
    """
    return float(geodesy.distance(*map(float, a), *map(float, b)))


@lru_cache(maxsize=4096)
def azimuth(a: Lonlat, b: Lonlat) -> float:
    """Give the bearing at which the geodesic from one point to another starts.

    Parameters
    ----------
    a, b : tuple of float
        Longitude and latitude, degrees.

    Returns
    -------
    float
        Degrees clockwise from north, 0 to 360.
    """
    return float(geodesy.inverse(*a, *b)[1]) % 360


def spread(feature: Feature) -> float:
    """Estimate how far a city reaches from its point.

    Parameters
    ----------
    feature : Feature
        A feature with a population, or without.

    Returns
    -------
    float
        Radius in metres of a disc with 3,000 inhabitants a square kilometre; 1 km at least.

    Notes
    -----
    A house convention: UN-Habitat puts cities between 1,500 and 10,000.

    Examples
    --------
    >>> round(spread(Feature("x", "x", "city", 0, 0, population=1_000_000)))
    10301
    """
    return max(1000.0, 1000 * math.sqrt(feature.population / _CITY_DENSITY / math.pi))


def uncertainty(feature: Feature) -> float:
    """Estimate how far another gazetteer's point for the same feature may lie.

    Parameters
    ----------
    feature : Feature
        A feature taken as a point.

    Returns
    -------
    float
        Metres: 1 km, and a tenth of the radius of a city; 5 km for mountains, 10 for islands and
        15 for counties.
    """
    if feature.kind in {"point", "airfield"}:
        return POINT_M
    if feature.kind in _LOOSE_M:
        return _LOOSE_M[feature.kind]
    return POINT_M + 0.1 * (spread(feature) if feature.population else 0.0)


def is_area(feature: Feature) -> bool:
    """Tell whether a feature is too large to be taken as a point.

    Parameters
    ----------
    feature : Feature
        Any feature.

    Returns
    -------
    bool
        True for countries, provinces, seas, regions, rivers and the like.
    """
    return feature.kind in AREA_KINDS or feature.kind in _WIDE


def runways(feature_id: str) -> tuple[Runway, ...]:
    """Give the runways of an airfield.

    Parameters
    ----------
    feature_id : str
        Id of the airfield.

    Returns
    -------
    tuple of Runway
        Empty where none are known.
    """
    from geo import gazetteer

    try:
        return tuple(gazetteer.runways(feature_id))
    except GeoError:
        return ()

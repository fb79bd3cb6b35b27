"""Distances: between points, with azimuths, and the way from a point along an azimuth."""

from __future__ import annotations

from functools import cache
from typing import Any

from geo.geodesy import engine
from geo.geodesy.coordinates import halves, read
from geo.geodesy.ellipsoid import WGS84, Ellipsoid, geod
from geo.units import METRES, unit_name

__all__ = ["direct", "distance", "distance_matrix", "inverse"]


@cache
def _wgs84_inverse() -> Any:
    """Give pyproj's solver, which is the fastest for a single pair of floats."""
    return geod().inv


def distance(
    lon1: Any,
    lat1: Any,
    lon2: Any = None,
    lat2: Any = None,
    *,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> Any:
    if (
        type(lon1) is float
        and type(lat1) is float
        and type(lon2) is float
        and type(lat2) is float
        and ellipsoid is WGS84
    ):
        metres = _wgs84_inverse()(lon1, lat1, lon2, lat2)[2]
        if metres == metres:  # noqa: PLR0124 - False for NaN alone
            return metres if unit == "m" else metres / METRES[unit_name(unit)]
    arrays, form = read("lon1 lat1 lon2 lat2", lon1, lat1, lon2, lat2)
    metres = engine.distance(*arrays, ellipsoid, workers)
    return form.give(metres / METRES[unit_name(unit)])


def inverse(
    lon1: Any,
    lat1: Any,
    lon2: Any = None,
    lat2: Any = None,
    *,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> tuple[Any, Any, Any]:
    arrays, form = read("lon1 lat1 lon2 lat2", lon1, lat1, lon2, lat2)
    metres, azi1, azi2 = engine.inverse(*arrays, ellipsoid, workers)
    return form.give(metres / METRES[unit_name(unit)]), form.give(azi1), form.give(azi2)


def direct(
    lon: Any,
    lat: Any,
    azimuth: Any,
    distance: Any = None,
    *,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> tuple[Any, Any, Any]:
    arrays, form = read("lon lat azimuth distance", lon, lat, azimuth, distance)
    arrays[3] = arrays[3] * METRES[unit_name(unit)]
    lon2, lat2, azi2 = engine.direct(*arrays, ellipsoid, workers)
    return form.give(lon2), form.give(lat2), form.give(azi2)


def distance_matrix(
    lon1: Any,
    lat1: Any,
    lon2: Any = None,
    lat2: Any = None,
    *,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> Any:
    parts = [read("lon lat", *half) for half in halves(lon1, lat1, lon2, lat2)]
    (x1, y1), one = parts[0]
    (x2, y2), other = parts[1]
    metres = engine.matrix(x1, y1, x2, y2, ellipsoid, workers)
    metres = metres / METRES[unit_name(unit)]
    if one.index is not None and other.index is not None:
        import pandas as pd

        return pd.DataFrame(metres, index=one.index, columns=other.index)
    return metres

"""Rough distances for sorting candidates; for figures that are shown use `geo.geodesy`."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

__all__ = ["apart_km"]


def apart_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Give the distance of two points on a sphere.

    Parameters
    ----------
    a, b : (float, float)
        Degrees, longitude first.

    Returns
    -------
    float
        Kilometres, good to half a percent.
    """
    (lon1, lat1), (lon2, lat2) = ((radians(v) for v in p) for p in (a, b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * asin(min(1.0, sqrt(h)))

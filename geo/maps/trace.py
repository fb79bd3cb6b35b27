"""Geodesics and rings as points close enough that straight pieces of the map follow them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo import geodesy

__all__ = ["TOLERANCE_M", "deviation_m", "trace", "trace_ring", "unwrap"]

Array = NDArray[np.float64]

TOLERANCE_M = 110.0  # the promise is 200 m: the rest is for thinning, and rounding to 5 decimals
_THIN_M = 75.0
_EDGE = 84.0  # a Mercator map ends soon after this latitude
_RADIUS = 6_371_008.8
_MOST = 2048


def unwrap(lon: Array) -> Array:
    """Make longitudes run on across the antimeridian.

    Parameters
    ----------
    lon : array, degrees
        Longitudes of points that follow each other, each less than 180 degrees from the next.

    Returns
    -------
    array
        The same, with multiples of 360 added; the first is unchanged.

    Examples
    --------
    >>> unwrap(np.array([170.0, -175.0, -160.0])).tolist()
    [170.0, 185.0, 200.0]
    """
    step = np.diff(lon)
    turns = np.concatenate(([0.0], np.cumsum(np.round(step / 360.0))))
    return np.asarray(lon - 360.0 * turns)


def _mercator(lon: Array, lat: Array) -> Array:
    phi = np.radians(np.clip(lat, -89.0, 89.0))
    return np.stack([np.radians(lon), np.log(np.tan(np.pi / 4 + phi / 2))], axis=-1)


def deviation_m(lon: Array, lat: Array, mid_lon: Array, mid_lat: Array) -> Array:
    """Measure how far true points lie from the straight pieces that a Mercator map draws.

    Parameters
    ----------
    lon, lat : array of n + 1, degrees
        Ends of the pieces, longitudes running on.
    mid_lon, mid_lat : array of n, degrees
        A true point for each piece.

    Returns
    -------
    array of n, metres
        Distance on the ground at that latitude.

    Notes
    -----
    Mercator is conformal: a distance on the map is that on a sphere divided by the cosine of the
    latitude. The flattening changes the result by less than 1 %.
    """
    ends = _mercator(lon, lat)
    near = mid_lon + 360.0 * np.round((lon[:-1] - mid_lon) / 360.0)
    point = _mercator(near, mid_lat)
    start, run = ends[:-1], np.diff(ends, axis=0)
    square = np.maximum((run**2).sum(axis=1), 1e-30)
    along = np.clip(((point - start) * run).sum(axis=1) / square, 0.0, 1.0)
    gap = np.hypot(*(start + along[:, None] * run - point).T)
    return np.asarray(gap * np.cos(np.radians(mid_lat)) * _RADIUS)


def _refine(sample: Any, pieces: int) -> tuple[Array, Array]:
    """Double the number of pieces until every middle is within `TOLERANCE_M`.

    A line that leaves the map near a pole is sampled most finely, so that it runs up to the edge.
    """
    while True:
        share = np.linspace(0.0, 1.0, 2 * pieces + 1)
        lon, lat = sample(share)
        lon = unwrap(lon)
        off = deviation_m(lon[::2], lat[::2], lon[1::2], lat[1::2])
        seen = np.abs(lat[1::2]) < _EDGE
        fine = seen.all() and not np.any(off > TOLERANCE_M)
        if fine or pieces >= _MOST:
            return lon[::2], lat[::2]
        pieces *= 2


def _leg(start: Sequence[float], end: Sequence[float]) -> tuple[Array, Array]:
    length, azimuth, _ = geodesy.inverse(start[0], start[1], end[0], end[1])

    def sample(share: Array) -> tuple[Array, Array]:
        ones = np.ones_like(share)
        lon, lat, _ = geodesy.direct(
            start[0] * ones, start[1] * ones, azimuth * ones, length * share
        )
        return np.asarray(lon), np.asarray(lat)

    return _refine(sample, max(1, int(length // 250_000)))


def _thin(part: Array) -> Array:
    """Leave out points without which the line on the map moves by less than `_THIN_M`."""
    plane = shapely.linestrings(_mercator(part[:, 0], part[:, 1]))
    kept = shapely.get_coordinates(shapely.simplify(plane, _THIN_M / _RADIUS))
    lon, lat = np.degrees(kept[:, 0]), np.degrees(np.arctan(np.sinh(kept[:, 1])))
    return np.stack([lon, lat], axis=1)


def _visible(lon: Array, lat: Array) -> list[Array]:
    """Cut out what lies beyond the edge of a Mercator map, so that no bar runs along it."""
    keep = np.abs(lat) <= _EDGE
    if keep.all():
        return [_thin(np.stack([lon, lat], axis=1))]
    cuts = np.flatnonzero(np.diff(keep.astype(int))) + 1
    parts = np.split(np.arange(len(lat)), cuts)
    seen = [p for p in parts if keep[p[0]] and len(p) > 1]
    return [_thin(np.stack([lon[p], lat[p]], axis=1)) for p in seen]


def trace(points: Sequence[Sequence[float]]) -> list[Array]:
    """Draw the geodesics through the corners of a line.

    Parameters
    ----------
    points : sequence of (lon, lat), degrees
        Corners.

    Returns
    -------
    list of array (n, 2)
        Parts of the line with longitudes that run on; more than one only where it passes within
        6 degrees of a pole, which a Mercator map cannot show.

    Examples
    --------
    >>> [part] = trace([(139.7, 35.7), (-157.9, 21.3)])  # Tokyo to Honolulu
    >>> bool(part[-1, 0] > 180)
    True
    """
    lons: list[Array] = []
    lats: list[Array] = []
    for start, end in pairwise(points):
        lon, lat = _leg(start, end)
        skip = 1 if lons else 0
        lons.append(lon[skip:])
        lats.append(lat[skip:])
    if not lons:
        return []
    return _visible(unwrap(np.concatenate(lons)), np.concatenate(lats))


def trace_ring(lon: float, lat: float, radius_m: float) -> tuple[list[Array], bool]:
    """Draw all points at one distance from a centre.

    Parameters
    ----------
    lon, lat : float, degrees
        Centre.
    radius_m : float, metres
        Radius on the ellipsoid.

    Returns
    -------
    list of array (n, 2), bool
        Parts, and whether the ring goes round a pole: then it runs once round the map.
    """

    def sample(share: Array) -> tuple[Array, Array]:
        ones = np.ones_like(share)
        x, y, _ = geodesy.direct(lon * ones, lat * ones, 360.0 * share, radius_m * ones)
        return np.asarray(x), np.asarray(y)

    x, y = _refine(sample, 32)
    return _visible(x, y), bool(abs(x[-1] - x[0]) > 180.0)

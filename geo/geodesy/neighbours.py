"""Neighbours: the nearest of many sites, and all pairs within a radius."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import UsageError
from geo.geodesy import engine
from geo.geodesy.coordinates import halves, read
from geo.geodesy.ellipsoid import WGS84, Ellipsoid
from geo.geodesy.workers import threads
from geo.units import METRES, unit_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Indices = NDArray[np.intp]

__all__ = ["nearest", "pairs_within"]


_CHUNK = 200_000  # points asked about at once
_CELL = 0.5  # degrees: asking in the order of such cells keeps the tree's nodes in the cache


def nearest(
    lon: Any,
    lat: Any,
    site_lon: Any = None,
    site_lat: Any = None,
    *,
    k: int = 1,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> tuple[Any, Any]:
    """Find the nearest of many sites for each point.

    Parameters
    ----------
    lon, lat : float, array_like or Series; or points in place of both
        Where to look from, degrees.
    site_lon, site_lat : array_like or Series; or points in place of both
        The sites, degrees.
    k : int, default 1
        How many sites to give for each point.
    unit : str, default "m"
        Unit of the distances.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    index : int, ndarray of shape (...) or (..., k), or Series
        Positions among the sites, nearest first; equal distances in the order of the sites. -1
        where the point is missing, or where there are fewer than `k` sites.
    distance : float, ndarray or Series
        The distances; NaN where `index` is -1.

    Raises
    ------
    UsageError
        Where `k` is below 1 or there is no site.
    InvalidCoordinate, InvalidGeometry, UnknownName
        As for `geo.geodesy.distance`.

    Notes
    -----
    Exact. A k-d tree of Earth-centred coordinates gives candidates in the order of their chords,
    whose geodesics are then measured. No geodesic is shorter than its chord, so that a point is
    done when its k-th geodesic is no longer than the chord of the last candidate; the others get
    more candidates.

    Examples
    --------
    >>> where, far = nearest([0.0, 9.0], [0.0, 1.0], [1.0, 10.0], [0.0, 0.0], unit="km")
    >>> where.tolist(), far.round().tolist()
    ([0, 1], [111.0, 157.0])
    """
    (points, form), (sites, _) = (
        read("lon lat", *half) for half in halves(lon, lat, site_lon, site_lat)
    )
    if k < 1:
        raise UsageError(f"k is {k}; it must be at least 1")
    known = np.flatnonzero(_valid(*sites))
    if not len(known):
        raise UsageError("there is no site with coordinates")
    index = np.full((len(points[0]), k), -1, dtype=np.intp)
    metres = np.full((len(points[0]), k), np.nan)
    asked = np.flatnonzero(_valid(*points))
    asked = asked[_in_cells(points[0][asked], points[1][asked])]
    search = _Search(sites[0][known], sites[1][known], ellipsoid, threads(workers))
    for start in range(0, len(asked), _CHUNK):
        part = asked[start : start + _CHUNK]
        found, far = search.nearest(points[0][part], points[1][part], k)
        index[part, : found.shape[1]] = known[found]
        metres[part, : found.shape[1]] = far
    metres /= METRES[unit_name(unit)]
    if k == 1:
        return form.give(index[:, 0]), form.give(metres[:, 0])
    if form.index is not None:
        import pandas as pd

        return pd.DataFrame(index, index=form.index), pd.DataFrame(metres, index=form.index)
    shape = (*form.shape, k)
    return index.reshape(shape), metres.reshape(shape)


def _valid(lon: Array, lat: Array) -> NDArray[np.bool_]:
    return np.isfinite(lon) & (np.abs(lat) <= 90)


def _in_cells(lon: Array, lat: Array) -> Indices:
    """Order points so that neighbours come one after the other."""
    column = np.floor((lon % 360.0) / _CELL).astype(np.int64)
    band = np.floor(lat / _CELL).astype(np.int64)
    column = np.where(band % 2 == 0, column, 1000 - column)  # to and fro, like a plough
    return np.argsort(band * 2000 + column, kind="stable")


def cartesian(lon: Array, lat: Array, ellipsoid: Ellipsoid) -> Array:
    """Give Earth-centred coordinates of points on the ellipsoid.

    Parameters
    ----------
    lon, lat : ndarray, shape (n,)
        Degrees.
    ellipsoid : Ellipsoid
        The ellipsoid.

    Returns
    -------
    ndarray, shape (n, 3)
        Metres: x towards longitude 0, y towards 90 E, z towards the north pole.

    Examples
    --------
    >>> cartesian(np.array([90.0]), np.array([0.0]), WGS84).round().tolist()
    [[0.0, 6378137.0, 0.0]]
    """
    x, y = np.radians(lon), np.radians(lat)
    sine, cosine = (1 - ellipsoid.f) * np.sin(y), np.cos(y)
    scale = 1 / np.hypot(sine, cosine)
    ring = ellipsoid.a * cosine * scale
    return np.column_stack([ring * np.cos(x), ring * np.sin(x), ellipsoid.b * sine * scale])


class _Search:
    """Sites in a k-d tree."""

    def __init__(self, lon: Array, lat: Array, ellipsoid: Ellipsoid, threads: int) -> None:
        from scipy.spatial import cKDTree

        self.lon, self.lat = lon, lat
        self.ellipsoid = ellipsoid
        self.threads = threads
        self.tree = cKDTree(cartesian(lon, lat, ellipsoid))

    def nearest(self, lon: Array, lat: Array, k: int) -> tuple[Indices, Array]:
        """Give the k nearest sites (fewer where there are fewer) and their distances."""
        total = len(self.lon)
        k = min(k, total)
        xyz = cartesian(lon, lat, self.ellipsoid)
        index = np.empty((len(lon), k), dtype=np.intp)
        metres = np.empty((len(lon), k))
        left = np.arange(len(lon))
        width = k + 1
        while len(left):
            width = min(width, total)
            chord, place = self.tree.query(
                xyz[left], k=np.arange(1, width + 1), workers=self.threads
            )
            far = self._distances(lon[left], lat[left], place)
            order = np.lexsort((place, far))[:, :k]
            near = np.take_along_axis(far, order, 1)
            # A micrometre for rounding in the chord.
            done = (near[:, -1] + 1e-6 < chord[:, -1]) | (width == total)
            index[left[done]] = np.take_along_axis(place, order, 1)[done]
            metres[left[done]] = near[done]
            left = left[~done]
            width *= 2
        return index, metres

    def _distances(self, lon: Array, lat: Array, place: Indices) -> Array:
        each = np.repeat(lon, place.shape[1]), np.repeat(lat, place.shape[1])
        sites = self.lon[place.ravel()], self.lat[place.ravel()]
        s = engine.distance((*each, *sites), self.ellipsoid, self.threads)
        return s.reshape(place.shape)


def pairs_within(
    lon1: Any,
    lat1: Any,
    lon2: Any = None,
    lat2: Any = None,
    radius: float | None = None,
    *,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> tuple[Indices, Indices, Array]:
    """Find all pairs, one from each of two sets of points, that are no further apart than a radius.

    Parameters
    ----------
    lon1, lat1 : array_like or Series; or points in place of both
        The first set, degrees.
    lon2, lat2 : array_like or Series; or points in place of both
        The second set, degrees.
    radius : float
        Greatest distance, in `unit`.
    unit : str, default "m"
        Unit of the radius and of the distances.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    first, second : ndarray of int, shape (p,)
        Positions in the two sets, in rising order of the first, then of the second.
    distance : ndarray, shape (p,)
        The distances.

    Raises
    ------
    UsageError
        Where the radius is missing or negative.
    InvalidCoordinate, InvalidGeometry, UnknownName
        As for `geo.geodesy.distance`.

    Notes
    -----
    Exact: a k-d tree gives the pairs whose chord is within the radius, which no geodesic can be
    shorter than, and their geodesics are measured. Points that are missing are in no pair.

    Examples
    --------
    >>> first, second, far = pairs_within([0, 5], [0, 0], [1, 2], [0, 0], 250, unit="km")
    >>> first.tolist(), second.tolist()
    ([0, 0], [0, 1])
    """
    *given, limit = [value for value in (lon1, lat1, lon2, lat2, radius) if value is not None]
    (one, _), (other, _) = (read("lon lat", *half) for half in halves(*given))
    if np.ndim(limit) or not 0 <= limit < np.inf:
        raise UsageError(f"radius is {limit!r}; it must be a length of 0 or more")
    factor = METRES[unit_name(unit)]
    reach = float(limit) * factor
    from scipy.spatial import cKDTree

    here, there = np.flatnonzero(_valid(*one)), np.flatnonzero(_valid(*other))
    tree = cKDTree(cartesian(other[0][there], other[1][there], ellipsoid))
    firsts, seconds, lengths = [], [], []
    for start in range(0, len(here), _CHUNK):
        part = here[start : start + _CHUNK]
        xyz = cartesian(one[0][part], one[1][part], ellipsoid)
        # A micrometre for rounding in the chord, which is never longer than the axis.
        found = cKDTree(xyz).sparse_distance_matrix(
            tree, min(reach, 2 * ellipsoid.a) + 1e-6, output_type="ndarray"
        )
        i, j = part[found["i"]], there[found["j"]]
        ends = (one[0][i], one[1][i], other[0][j], other[1][j])
        s = engine.distance(ends, ellipsoid, workers)
        near = s <= reach
        i, j, s = i[near], j[near], s[near]
        order = np.lexsort((j, i))
        firsts.append(i[order])
        seconds.append(j[order])
        lengths.append(s[order] / factor)
    empty = np.empty(0, dtype=np.intp)
    return (
        np.concatenate([empty, *firsts]),
        np.concatenate([empty, *seconds]),
        np.concatenate([np.empty(0), *lengths]),
    )

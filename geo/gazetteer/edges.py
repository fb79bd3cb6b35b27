"""The edges of areas: which two areas share, and the point of a line nearest to a place."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from geo import geodesy
from geo.gazetteer.encode import UNITS
from geo.gazetteer.shapes import area
from geo.gazetteer.tables import Array

__all__ = ["closest", "edge_numbers", "edges_of", "length_of", "ring_edges", "shared", "to_lines"]

_KEPT = 48
_SAMPLES = 33


def ring_edges(geometry: Any) -> Array:
    """List the edges of polygons.

    Parameters
    ----------
    geometry : shapely geometry
        Polygons in degrees.

    Returns
    -------
    ndarray of int64, shape (n, 4)
        Ends of each edge in 1e-5 degree, the smaller end first, so that neighbours' edges match.
    """
    rings = shapely.get_rings(shapely.get_parts(geometry))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    whole = np.rint(xy * UNITS).astype(np.int64)
    same = ring[1:] == ring[:-1]
    ends = np.concatenate([whole[:-1], whole[1:]], axis=1)[same]
    swap = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[swap] = ends[swap][:, [2, 3, 0, 1]]
    return np.asarray(ends)


_MIX = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], np.uint64
)


def edge_numbers(ends: Array) -> Array:
    """Give each edge a 64-bit number, by which equal ones are found.

    Parameters
    ----------
    ends : ndarray of int64, shape (n, 4)
        As `ring_edges` gives them.

    Returns
    -------
    ndarray of uint64
        The numbers; two different edges of the world share one with a chance of 1 in 10 million.
    """
    mixed = ends.astype(np.uint64) * _MIX
    mixed ^= mixed >> np.uint64(29)
    total = mixed.sum(axis=1, dtype=np.uint64) * _MIX[1]
    return np.asarray(total ^ (total >> np.uint64(32)))


@lru_cache(maxsize=64)
def edges_of(area_id: str, borders: str) -> tuple[Array, Array]:
    """List the edges of an area, with their numbers.

    Parameters
    ----------
    area_id : str
        Such as ``country:SY``.
    borders : {"un", "de-facto"}
        Whose borders.

    Returns
    -------
    tuple of ndarray
        Edges as `ring_edges` gives them, and their numbers.
    """
    ends = ring_edges(area(area_id, borders=borders))
    return ends, edge_numbers(ends)


def shared(a: str, b: str, borders: str) -> Array:
    """List the edges that two areas share.

    Parameters
    ----------
    a, b : str
        Ids of the areas.
    borders : {"un", "de-facto"}
        Whose borders.

    Returns
    -------
    ndarray of float, shape (n, 2, 2)
        Ends of each edge, degrees (lon, lat).

    Notes
    -----
    Exact: Natural Earth draws the border of two countries once, and both keep its vertices.
    """
    (ends, one), (_, two) = edges_of(a, borders), edges_of(b, borders)
    return ends[np.isin(one, two)].reshape(-1, 2, 2) / UNITS


def length_of(edges: Array) -> float:
    """Give the length of edges on the ellipsoid.

    Parameters
    ----------
    edges : ndarray of float, shape (n, 2, 2)
        Ends of each, degrees.

    Returns
    -------
    float
        Metres.
    """
    if not len(edges):
        return 0.0
    (lon1, lat1), (lon2, lat2) = edges[:, 0].T, edges[:, 1].T
    return float(np.sum(geodesy.distance(lon1, lat1, lon2, lat2)))


def to_lines(edges: Array) -> Any:
    """Join edges to lines.

    Parameters
    ----------
    edges : ndarray of float, shape (n, 2, 2)
        Ends of each, degrees.

    Returns
    -------
    shapely.MultiLineString
        The lines.
    """
    merged = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(edges)))
    return shapely.multilinestrings(shapely.get_parts(merged))


def _rough(edges: Array, lon: float, lat: float) -> Array:
    """Give distances on a plane that touches the globe at the place, in degrees."""
    x = (edges[..., 0] - lon + 180) % 360 - 180
    x = x * np.cos(np.radians((edges[..., 1] + lat) / 2))
    y = edges[..., 1] - lat
    dx, dy = x[:, 1] - x[:, 0], y[:, 1] - y[:, 0]
    along = -(x[:, 0] * dx + y[:, 0] * dy) / np.maximum(dx * dx + dy * dy, 1e-18)
    along = np.clip(along, 0, 1)
    return np.asarray(np.hypot(x[:, 0] + along * dx, y[:, 0] + along * dy))


def closest(edges: Array, lon: float, lat: float) -> tuple[float, float, float, int]:
    """Find the point of edges that is nearest to a place.

    Parameters
    ----------
    edges : ndarray of float, shape (n, 2, 2)
        Ends of each, degrees; at least one.
    lon, lat : float
        The place.

    Returns
    -------
    tuple
        Metres on the ellipsoid, longitude and latitude of the point, number of the edge.

    Notes
    -----
    A plane picks the edges, geodesics decide between them at 33 points each, twice: a metre
    or better on edges of up to 100 km.
    """
    rough = _rough(edges, lon, lat)
    pick = np.argsort(rough, kind="stable")[:_KEPT]
    low, high = np.zeros(len(pick)), np.ones(len(pick))
    for _ in range(2):
        t = np.linspace(low, high, _SAMPLES, axis=1)
        start, end = edges[pick, 0][:, None], edges[pick, 1][:, None]
        xy = start + t[..., None] * (end - start)
        far = geodesy.distance(lon, lat, xy[..., 0].ravel(), xy[..., 1].ravel())
        far = np.asarray(far).reshape(t.shape)
        best = far.argmin(axis=1)
        step = (high - low) / (_SAMPLES - 1)
        middle = t[np.arange(len(pick)), best]
        low, high = np.maximum(low, middle - step), np.minimum(high, middle + step)
    row = int(far.min(axis=1).argmin())
    column = int(far[row].argmin())
    x, y = xy[row, column]
    return float(far[row, column]), float(x), float(y), int(pick[row])

"""Closed rings on the sphere, made of polygons that were cut at the antimeridian."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.routes.cut import parts
from geo.routes.sphere import RADIUS_M, vectors

__all__ = ["rings_of"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BEND_M = 0.5
LONGEST_M = 60_000.0
LONGEST_SIDE_DEG = 20.0


def rings_of(polygons: Any, *, rough: bool = False) -> tuple[Floats, Floats, Ints]:
    """Give the outlines of polygons as closed rings on the sphere, the area on their left.

    Parameters
    ----------
    polygons : shapely geometry
        As `geo.routes.cut.cut` gives it.
    rough : bool
        Whether sides may be read as great circles; none must pass half the Earth.

    Returns
    -------
    tuple of array
        Longitudes and latitudes of all vertices, and the first vertex of each ring with the
        number of vertices at the end. The last vertex of a ring joins its first.

    Notes
    -----
    Sides along the antimeridian that have their like on the other side, and sides at a pole, bound
    nothing and are taken out; what they cut is joined again. Sides are straight in longitude and
    latitude, so points are added until a great circle follows each to 0.5 m.
    """
    lon, lat, ring = _vertices(polygons)
    if not len(lon):
        return lon, lat, np.zeros(1, np.int64)
    following = _following(ring)
    kept = ~_seams(lon, lat, following)
    if kept.all():
        order, first = np.arange(len(lon)), np.flatnonzero(np.diff(ring, prepend=-1))
    else:
        order, first = _join(lon, lat, following, kept)
    if rough:
        return lon[order], lat[order], np.append(first, len(order))
    return _densify(lon[order], lat[order], np.append(first, len(order)))


def _vertices(polygons: Any) -> tuple[Floats, Floats, Ints]:
    """List the vertices of all rings, shells counterclockwise, holes clockwise, none repeated."""
    shaped = shapely.orient_polygons(np.array(parts(polygons), dtype=object), exterior_cw=False)
    if not len(shaped):
        return np.empty(0), np.empty(0), np.empty(0, np.int64)
    rings = shapely.get_rings(shapely.segmentize(shaped, LONGEST_SIDE_DEG))
    xy, ring = shapely.get_coordinates(_noded(rings), return_index=True)
    same = (ring[1:] == ring[:-1]) & (xy[1:] == xy[:-1]).all(axis=1)
    fresh = np.append(True, ~same)
    last = np.append(ring[1:] != ring[:-1], True)
    keep = fresh & ~last
    return xy[keep, 0].copy(), xy[keep, 1].copy(), ring[keep].astype(np.int64)


def _noded(rings: Any) -> Any:
    """Give both sides of the antimeridian the same vertices, so that their sides pair off."""
    xy = shapely.get_coordinates(rings)
    marks = np.unique(xy[np.abs(xy[:, 0]) == 180.0, 1])
    if not len(marks):
        return rings
    done = []
    for one in rings:
        c = shapely.get_coordinates(one)
        side = (np.abs(c[:-1, 0]) == 180.0) & (c[:-1, 0] == c[1:, 0])
        pieces = []
        for i in range(len(c) - 1):
            pieces.append(c[i : i + 1])
            if side[i]:
                a, b = c[i, 1], c[i + 1, 1]
                inner = marks[(marks > min(a, b)) & (marks < max(a, b))]
                inner = inner if b > a else inner[::-1]
                pieces.append(np.column_stack([np.full(len(inner), c[i, 0]), inner]))
        done.append(shapely.linearrings(np.vstack([*pieces, c[-1:]])) if side.any() else one)
    return np.array(done, dtype=object)


def _following(ring: Ints) -> Ints:
    """Give each vertex the one after it in its ring."""
    following = np.arange(1, len(ring) + 1)
    first = np.flatnonzero(np.diff(ring, prepend=-1))
    following[np.append(first[1:], len(ring)) - 1] = first
    return following


def _seams(lon: Floats, lat: Floats, following: Ints) -> NDArray[np.bool_]:
    """Mark sides that are no boundary: at a pole, or met by their like across the antimeridian."""
    lat2 = lat[following]
    seam = (np.abs(lat) == 90.0) & (lat == lat2)
    edge = (np.abs(lon) == 180.0) & (lon == lon[following]) & ~seam
    east = {(lat[i], lat2[i]): i for i in np.flatnonzero(edge & (lon > 0)).tolist()}
    for j in np.flatnonzero(edge & (lon < 0)).tolist():
        i = east.get((lat2[j], lat[j]))
        if i is not None:
            seam[i] = seam[j] = True
    return np.asarray(seam)


def _join(lon: Floats, lat: Floats, following: Ints, kept: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Follow the kept sides, across the antimeridian where one ends there, into closed rings."""
    arriving = np.zeros(len(lon), bool)
    arriving[following[kept]] = True
    heads: dict[tuple[float, float], list[int]] = {}
    for i in np.flatnonzero(kept & ~arriving).tolist():
        heads.setdefault(_key(lon[i], lat[i]), []).append(i)
    seen = np.zeros(len(lon), bool)
    order: list[int] = []
    first: list[int] = []
    for start in np.flatnonzero(kept).tolist():
        if seen[start]:
            continue
        first.append(len(order))
        i = start
        while not seen[i]:
            seen[i] = True
            order.append(i)
            i = int(following[i])
            if not kept[i]:
                waiting = [h for h in heads.get(_key(lon[i], lat[i]), []) if not seen[h]]
                i = waiting[0] if waiting else start
    return np.array(order, np.int64), np.array(first, np.int64)


def _key(lon: float, lat: float) -> tuple[float, float]:
    return (0.0, lat) if abs(lat) == 90.0 else (lon % 360.0, lat)


def _densify(lon: Floats, lat: Floats, first: Ints) -> tuple[Floats, Floats, Ints]:
    """Add points along the sides until great circles follow them."""
    ring = np.repeat(np.arange(len(first) - 1), np.diff(first))
    following = _following(ring)
    lon2, lat2 = lon[following], lat[following]
    shift = np.where(lon2 - lon > 180, -360.0, np.where(lon2 - lon < -180, 360.0, 0.0))
    lon2 = lon2 + shift
    at_pole = (np.abs(lat) == 90.0) | (np.abs(lat2) == 90.0)
    lon = np.where(np.abs(lat) == 90.0, lon2, lon)
    lon2 = np.where(np.abs(lat2) == 90.0, lon, lon2)
    a, b = vectors(lon, lat), vectors(lon2, lat2)
    normal = np.cross(a, b)
    size = np.linalg.norm(normal, axis=1)
    length = np.arctan2(size, (a * b).sum(axis=1)) * RADIUS_M
    middle = vectors((lon + lon2) / 2, (lat + lat2) / 2)
    off = np.abs((middle * normal).sum(axis=1)) / np.maximum(size, 1e-15) * RADIUS_M
    pieces = np.ceil(np.maximum(np.sqrt(off / BEND_M), length / LONGEST_M))
    pieces = np.maximum(1, np.where(at_pole, np.ceil(length / LONGEST_M), pieces)).astype(np.int64)
    own = np.repeat(np.arange(len(lon)), pieces)
    start = np.cumsum(pieces) - pieces
    t = (np.arange(len(own)) - start[own]) / pieces[own]
    lons = lon[own] + t * (lon2 - lon)[own]
    lats = lat[own] + t * (lat2 - lat)[own]
    lons = (lons + 180.0) % 360.0 - 180.0
    return lons, lats, np.append(start, len(own))[first]

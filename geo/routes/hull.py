"""Bays that no shortest way enters are filled, so that few vertices are left to search.

A corner that bends into an area is cut off where the triangle that it makes with its neighbours
holds no other vertex. A way that entered the triangle would have to leave by the same straight
side, along which it is shorter: filling changes no shortest way between points outside. (JTS's
PolygonHullSimplifier cuts off the same corners, in a plane, to simplify.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.routes.sphere import RADIUS_M, turn, vectors

__all__ = ["MOUTH_M", "fill"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

MOUTH_M = 250_000.0
"""Widest side that may be made: geodesics of this length follow great circles to 4.1 m, which is
less than the distance at which ways pass corners."""
HIGHEST_LAT = 85.0


@dataclass
class _Chain:
    """The vertices left, each with the one before and after it."""

    lon: Floats
    lat: Floats
    xyz: Floats
    before: Ints
    after: Ints
    alive: Mask
    fixed: Mask


def fill(
    lon: Floats,
    lat: Floats,
    before: Ints,
    after: Ints,
    *,
    fixed: Mask | None = None,
    obstacles: tuple[Floats, Floats] | None = None,
    mouth_m: float = MOUTH_M,
) -> Mask:
    """Cut off corners until none can be.

    Parameters
    ----------
    lon, lat : array of shape (n,)
        Vertices of outlines with the area on their left, degrees.
    before, after : array of shape (n,)
        Neighbours of each vertex.
    fixed : array of shape (n,), optional
        Vertices that stay.
    obstacles : tuple of array, optional
        Longitudes and latitudes of further points that no triangle may hold, such as the ends
        of a route.
    mouth_m : float
        Widest side that may be made, in metres.

    Returns
    -------
    array of shape (n,)
        True for the vertices that are left.
    """
    n = len(lon)
    chain = _Chain(
        lon, lat, vectors(lon, lat), before.copy(), after.copy(), np.ones(n, bool),
        np.zeros(n, bool) if fixed is None else fixed,
    )  # fmt: skip
    extra = obstacles if obstacles is not None else (np.empty(0), np.empty(0))
    blocked = np.zeros(n, bool)
    order = (np.arange(n) * 2654435761) % 4294967296
    tree, known = _Points(chain, extra), n
    while True:
        tried, cut = _round(chain, tree, blocked, order, mouth_m)
        if not len(tried):
            return chain.alive
        blocked[tried] = True
        if len(cut):
            chain.alive[cut] = False
            p, q = chain.before[cut], chain.after[cut]
            chain.after[p], chain.before[q] = q, p
            blocked[p] = blocked[q] = False
        left = int(chain.alive.sum())
        if left < 0.8 * known:
            tree, known = _Points(chain, extra), left


class _Points:
    """The vertices that are left, and further points, found by their place."""

    def __init__(self, chain: _Chain, extra: tuple[Floats, Floats]) -> None:
        self.index = np.flatnonzero(chain.alive)
        lon = np.concatenate([chain.lon[self.index], extra[0]])
        lat = np.concatenate([chain.lat[self.index], extra[1]])
        self.vertices = len(self.index)
        self.xyz = vectors(lon, lat)
        self.tree = shapely.STRtree(shapely.points(lon, lat))

    def near(self, low: Floats, high: Floats) -> NDArray[np.intp]:
        """Give pairs of a box's number and a point's in it; boxes may pass the antimeridian."""
        found = []
        for shift in (-360.0, 0.0, 360.0):
            touching = np.flatnonzero((low[:, 0] + shift < 180) & (high[:, 0] + shift > -180))
            if not len(touching):
                continue
            a, b = low[touching], high[touching]
            boxes = shapely.box(a[:, 0] + shift, a[:, 1], b[:, 0] + shift, b[:, 1])
            pairs = self.tree.query(boxes)
            found.append(np.stack([touching[pairs[0]], pairs[1]]))
        return np.concatenate(found, axis=1)


def _round(
    chain: _Chain, tree: _Points, blocked: Mask, order: Ints, mouth_m: float
) -> tuple[Ints, Ints]:
    """Try corners of which no two are neighbours; give those tried and those to cut off."""
    here = np.flatnonzero(chain.alive & ~blocked & ~chain.fixed)
    p, q = chain.before[here], chain.after[here]
    bends = turn(chain.xyz[p], chain.xyz[here], chain.xyz[q])
    wide = np.linalg.norm(chain.xyz[p] - chain.xyz[q], axis=1) * RADIUS_M
    able = (bends < 0) & (p != q) & (wide <= mouth_m) & (np.abs(chain.lat[here]) < HIGHEST_LAT)
    here = here[able]
    rank = np.full(len(order), -1, np.int64)
    rank[here] = order[here]
    here = here[(rank[here] > rank[chain.before[here]]) & (rank[here] > rank[chain.after[here]])]
    if not len(here):
        return here, here
    return here, here[~_holds_a_point(chain, tree, here)]


def _holds_a_point(chain: _Chain, tree: _Points, here: Ints) -> Mask:
    """Say for which corners the triangle with their neighbours holds another vertex."""
    corner = np.stack([chain.before[here], here, chain.after[here]])
    lat = chain.lat[corner]
    lon = chain.lon[here] + (chain.lon[corner] - chain.lon[here] + 180) % 360 - 180
    # A great circle rises above the latitudes of its ends: 1.25 km tan(lat) at 250 km.
    rise = 0.012 * np.tan(np.radians(np.abs(lat).max(axis=0))) + 1e-6
    low = np.column_stack([lon.min(axis=0), lat.min(axis=0) - rise])
    high = np.column_stack([lon.max(axis=0), lat.max(axis=0) + rise])
    which, point = tree.near(low, high)
    a, b, c = (chain.xyz[corner[k][which]] for k in range(3))
    x = tree.xyz[point]
    # The corner turns right, so its triangle runs clockwise: a point in it is on the right of all.
    inside = (turn(a, b, x) <= 0) & (turn(b, c, x) <= 0) & (turn(c, a, x) <= 0)
    for end in (a, b, c):
        inside &= (x != end).any(axis=1)
    own = point < tree.vertices
    alive = np.ones(len(point), bool)
    alive[own] = chain.alive[tree.index[point[own]]]
    held = np.zeros(len(here), bool)
    held[which[inside & alive]] = True
    return held

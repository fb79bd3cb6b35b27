"""Which corners see each other: worked out once for shipped policies, then only followed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from geo.routes.corners import Links
from geo.routes.obstacles import Obstacles
from geo.routes.search import taut
from geo.routes.sphere import inverse

__all__ = ["linked"]

Ints = NDArray[np.int64]


def linked(obstacles: Obstacles) -> Obstacles:
    """Work out every leg between corners that a shortest way may take.

    Parameters
    ----------
    obstacles : Obstacles
        Any; milliseconds a corner.

    Returns
    -------
    Obstacles
        The same with links.
    """
    corners = obstacles.corners
    n = len(corners.lon)
    found = [_seen(obstacles, u) for u in range(n)]
    one = np.repeat(np.arange(n), [len(f) for f in found])
    other = np.concatenate(found) if found else np.empty(0, np.int64)
    start, end = np.append(one, other), np.append(other, one)
    order = np.lexsort((end, start))
    offsets = np.searchsorted(start[order], np.arange(n + 1))
    return replace(obstacles, links=Links(corners.vertex, offsets, end[order]))


def _seen(obstacles: Obstacles, u: int) -> Ints:
    """List the later corners that a corner sees along a taut leg."""
    corners = obstacles.corners
    near = np.flatnonzero(taut(corners, corners.xyz, u))
    near = near[near > u]
    if obstacles.rough is not None:
        near = near[~obstacles.rough.bars(corners.xyz[u], corners.xyz[near])]
    here = (float(corners.lon[u]), float(corners.lat[u]))
    az, length = inverse(*here, corners.lon[near], corners.lat[near])
    clear = ~obstacles.blocked(here, (corners.lon[near], corners.lat[near]), az, length)
    return near[clear & (length > 1e-4)]

"""Bays that hold an end of a route: opened again, and filled round it."""

from __future__ import annotations

import numpy as np

from geo.routes.corners import Corners, corners_of
from geo.routes.hull import fill
from geo.routes.obstacles import Obstacles

__all__ = ["bay_corners"]

Place = tuple[float, float]


def bay_corners(obstacles: Obstacles, start: Place, end: Place) -> Corners | None:
    """Open the filled bays that hold an end, and fill them again round it.

    Parameters
    ----------
    obstacles : Obstacles
        Whose bays these are.
    start, end : tuple of float
        (lon, lat) in degrees.

    Returns
    -------
    Corners or None
        Further corners; None where no end lies in a bay.
    """
    shores = {int(s[0]): s for s in [*obstacles.pockets(*start), *obstacles.pockets(*end)]}
    if not shores:
        return None
    vertex = np.concatenate(list(shores.values()))
    size = np.array([len(s) for s in shores.values()])
    last = np.cumsum(size) - 1
    first = last - size + 1
    before, after = np.arange(len(vertex)) - 1, np.arange(len(vertex)) + 1
    before[first], after[last] = first, last
    fixed = np.zeros(len(vertex), bool)
    fixed[first] = fixed[last] = True
    ends = (np.array([start[0], end[0]]), np.array([start[1], end[1]]))
    lon, lat = obstacles.lon[vertex], obstacles.lat[vertex]
    kept = np.flatnonzero(fill(lon, lat, before, after, fixed=fixed, obstacles=ends))
    here = vertex[kept]
    before, after = np.roll(here, 1), np.roll(here, -1)
    # The two ends of a shore keep their outer neighbours.
    left = np.flatnonzero(obstacles.alive)
    outer = obstacles.left_after(left, np.searchsorted(obstacles.first, left, side="right") - 1)
    at_first, at_last = np.isin(kept, first), np.isin(kept, last)
    after[at_last] = outer[np.searchsorted(left, here[at_last])]
    inner = left[np.argsort(outer, kind="stable")]
    before[at_first] = inner[np.searchsorted(left, here[at_first])]
    return corners_of(obstacles.xyz, obstacles.inside, here, before, after)

"""Lower bounds of the way that is left: the shortest way round a rough set inside the obstacles.

Whatever goes round the obstacles goes round what lies inside them, so the shortest way round a
rough inner set is never longer. It has few corners, and tells A* what to leave alone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from geo.routes.obstacles import Obstacles
from geo.routes.search import SHORTEST_RADIUS_M, flood
from geo.routes.sphere import angles, inverse, vectors

__all__ = ["bounds_to"]

SAFE = 0.9995
"""The inner set's sides are great circles where the obstacles' are not: by far less than this."""
CHUNK = 16


def bounds_to(rough: Obstacles, end: tuple[float, float]) -> Callable[[float, float], float]:
    """Give the function that bounds the way from a point to an end.

    Parameters
    ----------
    rough : Obstacles
        The outline of `geo.routes.rough.Rough`.
    end : tuple of float
        (lon, lat), degrees.

    Returns
    -------
    callable
        (lon, lat) to metres.
    """
    known = flood(rough, end)
    xyz = vectors(known.lon, known.lat)

    def bound(lon: float, lat: float) -> float:
        least = angles(xyz @ vectors(lon, lat)) * SHORTEST_RADIUS_M + known.cost
        order = np.argsort(least)
        best = np.inf
        for at in range(0, len(order), CHUNK):
            some = order[at : at + CHUNK]
            some = some[least[some] < best]
            if not len(some):
                break
            az, length = inverse(lon, lat, known.lon[some], known.lat[some])
            whole = length + known.cost[some]
            ends = (known.lon[some], known.lat[some])
            clear = ~rough.blocked((lon, lat), ends, az, length)
            best = min(best, whole[clear].min(initial=np.inf))
        return float(best * SAFE) if np.isfinite(best) else 0.0

    return bound

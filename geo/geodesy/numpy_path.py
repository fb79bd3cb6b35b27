"""The numpy path: the two problems on chunks of arrays, where numba is absent or not worth it.

Each function has the signature of its like in `geo.geodesy.kernels`: inputs, then outputs to fill.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.geodesy import inverse_problem
from geo.geodesy.direct_problem import destination as _destination
from geo.geodesy.series import Figure, reduced

__all__ = ["CHUNK", "azimuths", "destination", "distance", "hard_azimuths", "hard_distance", "rows"]

Array = NDArray[np.float64]

CHUNK = 8192
"""Pairs worked on at once: their temporaries stay in the second-level cache."""


def _inverse(solve: Callable[..., Any]) -> Callable[..., None]:
    """Make a solution of the inverse problem fill arrays."""

    def fill(lon1: Array, lat1: Array, lon2: Array, lat2: Array, *rest: Any) -> None:
        *outputs, figure = rest
        with np.errstate(all="ignore"):
            s1, c1 = reduced(lat1, figure)
            s2, c2 = reduced(lat2, figure)
            for output, values in zip(
                outputs, solve(s1, c1, lon1, s2, c2, lon2, figure), strict=True
            ):
                output[:] = values

    return fill


distance = _inverse(inverse_problem.distance)
hard_distance = _inverse(inverse_problem.hard_distance)
azimuths = _inverse(inverse_problem.azimuths)
hard_azimuths = _inverse(inverse_problem.hard_azimuths)


def destination(
    lon1: Array,
    lat1: Array,
    azi1: Array,
    s12: Array,
    lon2: Array,
    lat2: Array,
    azi2: Array,
    figure: Figure,
) -> None:
    """Fill in where geodesics end."""
    with np.errstate(all="ignore"):
        lon2[:], lat2[:], azi2[:] = _destination(lon1, lat1, azi1, s12, figure)


def rows(
    lon1: Array, lat1: Array, lon2: Array, lat2: Array, s: Array, doubt: Array, figure: Figure
) -> None:
    """Fill in the distances from each first point (rows) to each second one (columns)."""
    with np.errstate(all="ignore"):
        s1, c1 = reduced(lat1[:, None], figure)
        s2, c2 = reduced(lat2, figure)
        s[:], doubt[:] = inverse_problem.distance(s1, c1, lon1[:, None], s2, c2, lon2, figure)

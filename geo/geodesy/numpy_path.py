"""The numpy path: the two problems on chunks of arrays, where numba is absent or not worth it.

Each function has the signature of its like in `geo.geodesy.kernels`: inputs, outputs to fill, and
the numbers of the ellipsoid.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.geodesy import inverse_problem
from geo.geodesy.direct_problem import destination as _destination
from geo.geodesy.series import Figure, reduced

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = Sequence[NDArray[np.float64]]


CHUNK = 8192
"""Pairs worked on at once: their temporaries stay in the second-level cache."""

# glibc gives freed memory back to the system, page by page, and each chunk would fetch it again:
# half of the time. Having freed one large block it keeps twice as much.
np.empty(2**20)


def _inverse(solve: Callable[..., Any]) -> Callable[..., None]:
    """Make a solution of the inverse problem fill arrays."""

    def fill(inputs: Arrays, outputs: Arrays, figure: Figure) -> None:
        lon1, lat1, lon2, lat2 = inputs
        with np.errstate(all="ignore"):
            one, other = (*reduced(lat1, figure), lon1), (*reduced(lat2, figure), lon2)
            for output, values in zip(outputs, solve(one, other, figure), strict=True):
                output[...] = values

    return fill


distance = _inverse(inverse_problem.distance)
hard_distance = _inverse(inverse_problem.hard_distance)
azimuths = _inverse(inverse_problem.azimuths)
hard_azimuths = _inverse(inverse_problem.hard_azimuths)


def destination(inputs: Arrays, outputs: Arrays, figure: Figure) -> None:
    """Fill in where geodesics end."""
    with np.errstate(all="ignore"):
        lon, lat, azimuth, s = inputs
        for output, values in zip(outputs, _destination(lon, lat, azimuth, s, figure), strict=True):
            output[...] = values


def rows(inputs: Arrays, outputs: Arrays, figure: Figure) -> None:
    """Fill in the distances from each first point (rows) to each second one (columns)."""
    lon1, lat1, lon2, lat2 = inputs
    distance((lon1[:, None], lat1[:, None], lon2, lat2), outputs, figure)

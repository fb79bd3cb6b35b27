"""The numpy path: the two problems on chunks of arrays, where numba is absent or not worth it.

Each function has the signature of its like in `geo.geodesy.kernels`: inputs, outputs to fill, the
numbers of the ellipsoid, the queue of chunks and the number of the thread. It takes chunks until
there are no more, and gives the places of the pairs that are still in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.geodesy import inverse_problem
from geo.geodesy.direct_problem import destination as _destination
from geo.geodesy.primitives import reduced
from geo.geodesy.series import Figure
from geo.geodesy.workers import tile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = Sequence[NDArray[np.float64]]
    Places = NDArray[np.intp]
    Queue = list[Iterator[int]]


CHUNK = 12288
"""Pairs worked on at once: their temporaries stay in the second-level cache."""


def queue(pieces: int, workers: int) -> Queue:
    """Give the numbers of the pieces in each thread's share."""
    bounds = [worker * pieces // workers for worker in range(workers + 1)]
    return [iter(range(*share)) for share in pairwise(bounds)]


def take(queue: Queue, mine: int) -> Iterator[int]:
    """Take the pieces of one's own share, then what is left of the others'."""
    return chain(*queue[mine:], *queue[:mine])


def _inverse(easy: Callable[..., Any], hard: Callable[..., Any]) -> Callable[..., Places]:
    """Make solutions of the inverse problem fill arrays."""

    def fill(inputs: Arrays, outputs: Arrays, figure: Figure, queue: Queue, mine: int) -> Places:
        left = [np.empty(0, np.intp)]
        for piece in take(queue, mine):
            part = slice(piece * CHUNK, (piece + 1) * CHUNK)
            pairs = tuple(array[part] for array in inputs)
            unsure = _fill(easy, pairs, tuple(array[part] for array in outputs), figure)
            if len(unsure):
                pairs = tuple(array[unsure] for array in pairs)
                better = tuple(np.empty(len(unsure)) for _ in outputs)
                doubtful = _fill(hard, pairs, better, figure)
                for output, values in zip(outputs, better, strict=True):
                    output[part.start + unsure] = values
                left.append(part.start + unsure[doubtful])
        return np.concatenate(left)

    return fill


def _fill(solve: Callable[..., Any], pairs: Arrays, outputs: Arrays, figure: Figure) -> Places:
    """Write solutions, and tell which of them are in doubt."""
    lon1, lat1, lon2, lat2 = pairs
    with np.errstate(all="ignore"):
        one, other = (*reduced(lat1, figure.f), lon1), (*reduced(lat2, figure.f), lon2)
        *found, doubt = solve(one, other, figure)
    for output, values in zip(outputs, found, strict=True):
        output[...] = values
    return np.flatnonzero(doubt > 1)


distance = _inverse(inverse_problem.distance, inverse_problem.hard_distance)
azimuths = _inverse(inverse_problem.azimuths, inverse_problem.hard_azimuths)


def destination(inputs: Arrays, outputs: Arrays, figure: Figure, queue: Queue, mine: int) -> None:
    """Fill in where geodesics end."""
    for piece in take(queue, mine):
        part = slice(piece * CHUNK, (piece + 1) * CHUNK)
        lon, lat, azimuth, s = (array[part] for array in inputs)
        with np.errstate(all="ignore"):
            found = _destination(lon, lat, azimuth, s, figure)
        for output, values in zip(outputs, found, strict=True):
            output[part] = values


def rows(inputs: Arrays, outputs: Arrays, figure: Figure, queue: Queue, mine: int) -> Places:
    """Fill in the distances from each first point (rows) to each second one (columns)."""
    lon1, lat1, lon2, lat2 = inputs
    (s,) = outputs
    height, width = s.shape
    left = [np.empty(0, np.intp)]
    for piece in take(queue, mine):
        top, bottom, side, end = tile(piece, height, width, CHUNK)
        pairs = lon1[top:bottom, None], lat1[top:bottom, None], lon2[side:end], lat2[side:end]
        unsure = _fill(inverse_problem.distance, pairs, (s[top:bottom, side:end],), figure)
        row, column = np.divmod(unsure, end - side)
        left.append((top + row) * width + side + column)
    return np.concatenate(left)

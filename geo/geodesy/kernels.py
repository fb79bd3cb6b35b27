"""Kernels: the formulas compiled by numba, for arrays large enough to repay its import.

Nothing is written twice: numba compiles the functions of `series`, `inverse_problem` and
`direct_problem` as they stand. Only the primitives have forms of their own, in `forms`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numba
import numpy as np
from numba.extending import intrinsic, register_jitable

from geo.geodesy import direct_problem, forms, inverse_problem, series, workers
from geo.geodesy.forms import MATHS
from geo.geodesy.primitives import reduced
from geo.geodesy.series import Figure

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CHUNK", "LOOPS", "compiled", "queue"]

CHUNK = 8192
"""Pairs worked on at once: what they write stays in the second-level cache."""


def _counting(_typing: Any, queue: Any, place: Any) -> Any:
    """Count up a number that other threads count up too; none gets the same."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        numbers = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        one = context.get_constant(numba.types.int64, 1)
        return builder.atomic_rmw("add", builder.gep(numbers, [arguments[1]]), one, "monotonic")

    return numba.types.int64(queue, place), generate


_count: Any = intrinsic(_counting)


@register_jitable(**MATHS)
def take(queue: Any, mine: int) -> int:
    """Take a piece of one's own share, or where none is left of another's; -1: none is left."""
    workers = len(queue) // 2
    for other in range(workers):
        place = (mine + other) % workers
        end = queue[workers + place]
        if queue[place] < end:
            piece = _count(queue, place)
            if piece < end:
                return int(piece)
    return -1


def queue(pieces: int, workers: int) -> NDArray[np.int64]:
    """Share pieces of work out among threads.

    Parameters
    ----------
    pieces : int
        How many there are.
    workers : int
        How many threads.

    Returns
    -------
    ndarray of int64
        For each thread the number of the next piece of its share, then for each the end of it.

    Examples
    --------
    >>> queue(10, 2)
    array([ 0,  5,  5, 10])
    """
    bounds = np.arange(workers + 1) * pieces // workers
    return np.concatenate([bounds[:-1], bounds[1:]]).astype(np.int64)


@register_jitable(**MATHS)
def _four(arrays: Any, part: slice) -> Any:
    one, two, three, four = arrays
    return one[part], two[part], three[part], four[part]


@register_jitable(**MATHS)
def _three(arrays: Any, part: slice) -> Any:
    one, two, three = arrays
    return one[part], two[part], three[part]


def _lengths(solve: Any) -> Any:
    """Make a loop over pairs that writes distances and doubts."""

    @register_jitable(**MATHS)
    def fill(inputs: Any, outputs: Any, part: slice, doubt: Any, figure: Figure) -> None:
        lon1, lat1, lon2, lat2 = _four(inputs, part)
        s = outputs[0][part]
        for i in range(len(s)):
            s1, c1 = reduced(lat1[i], figure.f)
            s2, c2 = reduced(lat2[i], figure.f)
            s[i], doubt[i] = solve((s1, c1, lon1[i]), (s2, c2, lon2[i]), figure)

    return fill


def _inverses(solve: Any) -> Any:
    """Make a loop over pairs that writes distances, azimuths and doubts."""

    @register_jitable(**MATHS)
    def fill(inputs: Any, outputs: Any, part: slice, doubt: Any, figure: Figure) -> None:
        lon1, lat1, lon2, lat2 = _four(inputs, part)
        s, azi1, azi2 = _three(outputs, part)
        for i in range(len(s)):
            s1, c1 = reduced(lat1[i], figure.f)
            s2, c2 = reduced(lat2[i], figure.f)
            one, other = (s1, c1, lon1[i]), (s2, c2, lon2[i])
            s[i], azi1[i], azi2[i], doubt[i] = solve(one, other, figure)

    return fill


@register_jitable(**MATHS)
def _in_doubt(doubt: Any, start: int, size: int, places: Any) -> int:
    """Write down the places from `start` on where the doubt is above 1, and count them."""
    found = 0
    for i in range(size):
        if doubt[i] > 1.0:
            places[found] = start + i
            found += 1
    return found


@register_jitable(**MATHS)
def _add(places: Any, found: int, left: Any, total: int) -> Any:
    """Add places to those left, of which there are `total`, with more room where they need it."""
    if total + found > len(left):
        larger = np.empty(2 * (total + found), np.intp)
        for i in range(total):
            larger[i] = left[i]
        left = larger
    for i in range(found):
        left[total + i] = places[i]
    return left, total + found


def _sweep(easy: Any, hard: Any) -> Callable[..., Any]:
    """Make a loop that solves chunk after chunk, and in each the pairs in doubt more tightly."""

    def loop(inputs: Any, outputs: Any, figure: Figure, queue: Any, mine: int) -> Any:
        few = np.empty(CHUNK), np.empty(CHUNK), np.empty(CHUNK), np.empty(CHUNK)
        better = (np.empty(CHUNK), np.empty(CHUNK), np.empty(CHUNK))[: len(outputs)]
        doubt, unsure = np.empty(CHUNK), np.empty(CHUNK, np.intp)
        left, total = np.empty(0, np.intp), 0
        piece = take(queue, mine)
        while piece >= 0:
            start, stop = piece * CHUNK, min((piece + 1) * CHUNK, len(inputs[0]))
            easy(inputs, outputs, slice(start, stop), doubt, figure)
            found = _in_doubt(doubt, start, stop - start, unsure)
            for k in range(len(inputs)):
                for i in range(found):
                    few[k][i] = inputs[k][unsure[i]]
            hard(few, better, slice(0, found), doubt, figure)
            for k in range(len(outputs)):
                for i in range(found):
                    outputs[k][unsure[i]] = better[k][i]
            doubtful = 0
            for i in range(found):
                if doubt[i] > 1.0:
                    unsure[doubtful] = unsure[i]
                    doubtful += 1
            left, total = _add(unsure, doubtful, left, total)
            piece = take(queue, mine)
        return left[:total]

    return loop


def _destination_loop(inputs: Any, outputs: Any, figure: Figure, queue: Any, mine: int) -> Any:
    piece = take(queue, mine)
    while piece >= 0:
        part = slice(piece * CHUNK, min((piece + 1) * CHUNK, len(inputs[0])))
        lon1, lat1, azi1, s12 = _four(inputs, part)
        lon2, lat2, azi2 = _three(outputs, part)
        for i in range(len(lon2)):
            lon2[i], lat2[i], azi2[i] = _destination(lon1[i], lat1[i], azi1[i], s12[i], figure)
        piece = take(queue, mine)
    return np.empty(0, np.intp)


def _rows_loop(inputs: Any, outputs: Any, figure: Figure, queue: Any, mine: int) -> Any:
    lon1, lat1, lon2, lat2 = inputs
    height, width = outputs[0].shape
    s2, c2 = np.empty(width), np.empty(width)
    for j in range(width):
        s2[j], c2[j] = reduced(lat2[j], figure.f)
    doubt, unsure = np.empty(CHUNK), np.empty(CHUNK, np.intp)
    left, total = np.empty(0, np.intp), 0
    piece = take(queue, mine)
    while piece >= 0:
        top, bottom, side, end = _tile(piece, height, width, CHUNK)
        sines, cosines, lons = s2[side:end], c2[side:end], lon2[side:end]
        for i in range(top, bottom):
            s1, c1 = reduced(lat1[i], figure.f)
            s = outputs[0][i, side:end]
            for j in range(len(s)):
                one, other = (s1, c1, lon1[i]), (sines[j], cosines[j], lons[j])
                s[j], doubt[j] = _distance(one, other, figure)
            found = _in_doubt(doubt, i * width + side, len(s), unsure)
            left, total = _add(unsure, found, left, total)
        piece = take(queue, mine)
    return left[:total]


_destination = direct_problem.destination
_distance = inverse_problem.distance
_tile = register_jitable(**MATHS)(workers.tile)

LOOPS: dict[str, tuple[Callable[..., Any], int, int]] = {
    "distance": (
        _sweep(_lengths(inverse_problem.distance), _lengths(inverse_problem.hard_distance)),
        1,
        1,
    ),
    "azimuths": (
        _sweep(_inverses(inverse_problem.azimuths), _inverses(inverse_problem.hard_azimuths)),
        3,
        1,
    ),
    "destination": (_destination_loop, 3, 1),
    "rows": (_rows_loop, 1, 2),
}
"""Each loop with the number of its outputs and of their dimensions; all have four inputs."""


@cache
def compiled(name: str) -> Callable[..., Any]:
    """Compile a loop, or load it from the cache that an earlier process left.

    Parameters
    ----------
    name : str
        One of `LOOPS`.

    Returns
    -------
    callable
        Takes a tuple of inputs, a tuple of outputs to fill (contiguous float64), a `Figure`, a
        `queue` and the number of the thread. It releases the interpreter's lock, takes pieces until
        there are no more, and gives the places of the pairs that are still in doubt.

    Notes
    -----
    The cache lies beside this file, or in the user's cache folder where that cannot be written.
    Where neither can, the loop is compiled for this process alone.

    Examples
    --------
    >>> compiled("distance") is compiled("distance")
    True
    """
    function, outputs, dimensions = LOOPS[name]
    types: Any = numba.types
    njit: Any = numba.njit
    signature = (
        types.UniTuple(types.Array(numba.float64, 1, "C", readonly=True), 4),
        types.UniTuple(types.Array(numba.float64, dimensions, "C"), outputs),
        types.NamedUniTuple(numba.float64, len(Figure._fields), Figure),
        types.Array(numba.int64, 1, "C"),
        numba.int64,
    )
    # numba looks for changes in the file of the loop alone: the name stands for the other files.
    function.__qualname__ = f"{name}_{_digest()}"
    try:
        return njit(signature, cache=True, nogil=True, **MATHS)(function)  # type: ignore[no-any-return]
    except Exception:  # noqa: BLE001 - no folder to write to, a full disk, a damaged cache
        return njit(signature, nogil=True, **MATHS)(function)  # type: ignore[no-any-return]


@cache
def _digest() -> str:
    """Give a name to the state of the formulas."""
    modules = (series, inverse_problem, direct_problem, forms, workers)
    try:
        sources = b"".join(Path(module.__file__ or "").read_bytes() for module in modules)
    except OSError:
        return "unknown"
    return hashlib.sha256(sources).hexdigest()[:12]

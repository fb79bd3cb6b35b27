"""Engine: the inverse and direct problems on flat arrays, by the fastest exact way at hand.

A few pairs go to PROJ, more of them to the numpy path, and arrays that repay its import to the
kernels of numba; all agree within 20 nm. Pairs that the first solution leaves in doubt (0.7 % of
random ones) get a tighter one, and last PROJ's, which also serves ellipsoids that the series do not
reach.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import UsageError
from geo.geodesy.ellipsoid import Ellipsoid, geod
from geo.geodesy.series import Figure, figure_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Arrays = Sequence[Array]
    Places = NDArray[np.intp]

__all__ = ["direct", "distance", "inverse", "matrix", "threads"]

Loop = Callable[..., None]

_FEW = 300  # pairs up to which PROJ is faster than the numpy path
_SOME = 15  # the same against kernels that are loaded
# Importing numba takes as long as some four million pairs take without it. Whoever has asked for
# one million, in one call or several, is taken to ask for more.
_MANY = 1_000_000

_asked: Counter[str] = Counter()  # pairs so far, for each loop
_loaded: dict[str, Loop] = {}
_broken: list[Exception] = []  # why numba is of no use; it is not tried again


def _load(*names: str) -> bool:
    """Compile loops, or load them; tell whether that went well."""
    if not _broken and not all(name in _loaded for name in names):
        try:
            from geo.geodesy import kernels

            _loaded.update({name: kernels.compiled(name) for name in names})
        except Exception as problem:  # noqa: BLE001 - numba absent or broken costs speed alone
            _broken.append(problem)
    return not _broken


@cache
def _has_numba() -> bool:
    from importlib.util import find_spec

    return find_spec("numba") is not None


def _loops(pairs: int, *names: str) -> tuple[int, list[Loop]] | None:
    """Choose for so many pairs: a chunk size and the loops, or None for PROJ."""
    ready = names[0] in _loaded
    if pairs <= (_SOME if ready else _FEW):
        return None
    _asked[names[0]] += pairs
    if ready or (_asked[names[0]] >= _MANY and _has_numba() and _load(*names)):
        from geo.geodesy.kernels import CHUNK

        return CHUNK, [_loaded[name] for name in names]
    from geo.geodesy import numpy_path

    return numpy_path.CHUNK, [getattr(numpy_path, name) for name in names]


def threads(workers: int) -> int:
    """Read the number of threads asked for.

    Parameters
    ----------
    workers : int
        At least 1, or -1 for all cores that this process may use.

    Returns
    -------
    int
        At least 1.

    Raises
    ------
    UsageError
        Where it is neither.

    Examples
    --------
    >>> threads(2)
    2
    """
    if workers == -1:
        usable = getattr(os, "sched_getaffinity", None)
        return len(usable(0)) if usable else os.cpu_count() or 1
    if workers < 1:
        raise UsageError(f"workers is {workers!r}; it must be at least 1, or -1 for all cores")
    return int(workers)


def _spread(work: Callable[[int], Any], starts: Sequence[int], workers: int) -> list[Any]:
    """Do pieces of work, on several threads if asked; loops release the interpreter's lock."""
    if workers == 1 or len(starts) < 2:
        return [work(start) for start in starts]
    # A pool would take half a millisecond to set up; here the calling thread takes its share.
    left = deque(enumerate(starts))
    done: list[Any] = [None] * len(starts)
    failures: list[BaseException] = []

    def serve() -> None:
        while not failures:
            try:
                place, start = left.popleft()
            except IndexError:
                return
            try:
                done[place] = work(start)
            except BaseException as failure:  # noqa: BLE001 - raised by the thread that called
                failures.append(failure)

    helpers = [Thread(target=serve) for _ in range(min(workers, len(starts)) - 1)]
    for helper in helpers:
        helper.start()
    serve()
    for helper in helpers:
        helper.join()
    if failures:
        raise failures[0]
    return done


def _cut(arrays: Arrays, part: slice | Places) -> Arrays:
    return tuple(array[part] for array in arrays)


def _sweep(
    loop: Loop,
    inputs: Arrays,
    outputs: Arrays,
    *,
    chunk: int,
    limit: float,
    figure: Figure,
    workers: int,
) -> Places:
    """Run a loop over chunks, and give the places of the pairs that it leaves in doubt."""
    total = len(inputs[0])

    def piece(start: int) -> Places:
        part = slice(start, min(start + chunk, total))
        doubt = np.empty(part.stop - part.start)
        loop(_cut(inputs, part), (*_cut(outputs, part), doubt), figure)
        return np.flatnonzero(doubt > limit) + start

    return np.concatenate(_spread(piece, range(0, total, chunk), workers))


def _proj(ellipsoid: Ellipsoid) -> Any:
    return geod(ellipsoid)


def _exact_distance(points: Arrays, ellipsoid: Ellipsoid) -> Arrays:
    return (np.asarray(_proj(ellipsoid).inv(*points)[2]),)


def _exact_azimuths(points: Arrays, ellipsoid: Ellipsoid) -> Arrays:
    azi1, azi2, s = _proj(ellipsoid).inv(*points, return_back_azimuth=False)
    return np.asarray(s), np.asarray(azi1), np.asarray(azi2)


@dataclass(frozen=True, slots=True)
class _Problem:
    """A form of the inverse problem: its solutions from the fastest to the safest."""

    easy: str
    hard: str
    exact: Callable[[Arrays, Ellipsoid], Arrays]
    limit: float  # greatest doubt at which a solution stands; see `inverse_problem`
    outputs: int


_DISTANCE = _Problem("distance", "hard_distance", _exact_distance, 1e-5, 1)
_AZIMUTHS = _Problem("azimuths", "hard_azimuths", _exact_azimuths, 1e-10, 3)


def _solve(problem: _Problem, points: Arrays, ellipsoid: Ellipsoid, workers: int) -> Arrays:
    """Solve the inverse problem for pairs of points."""
    workers = threads(workers)
    total = len(points[0])
    chosen = _loops(total, problem.easy, problem.hard) if ellipsoid.in_series else None
    if chosen is None:
        return problem.exact(points, ellipsoid)
    chunk, (easy, hard) = chosen
    sweep = partial(_sweep, limit=problem.limit, figure=figure_of(ellipsoid), workers=workers)
    found = tuple(np.empty(total) for _ in range(problem.outputs))
    unsure = sweep(easy, points, found, chunk=chunk)
    if not len(unsure):
        return found
    fewer = _cut(points, unsure)
    better = tuple(np.empty(len(unsure)) for _ in found)
    left = sweep(hard, fewer, better, chunk=chunk if workers == 1 else chunk // 8)
    if len(left):
        for values, exact in zip(better, problem.exact(_cut(fewer, left), ellipsoid), strict=True):
            values[left] = exact
    for values, new in zip(found, better, strict=True):
        values[unsure] = new
    return found


def distance(points: Arrays, ellipsoid: Ellipsoid, workers: int = 1) -> Array:
    """Give the distances between pairs of points.

    Parameters
    ----------
    points : sequence of four ndarray, shape (n,)
        lon1, lat1, lon2, lat2 in degrees, contiguous float64.
    ellipsoid : Ellipsoid
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    ndarray, shape (n,)
        Metres; NaN where a coordinate is none.

    Examples
    --------
    >>> distance(np.array([[0.0], [0.0], [1.0], [0.0]]), Ellipsoid()).round(3)
    array([111319.491])
    """
    return _solve(_DISTANCE, points, ellipsoid, workers)[0]


def inverse(points: Arrays, ellipsoid: Ellipsoid, workers: int = 1) -> tuple[Array, Array, Array]:
    """Give the distances between pairs of points, and the azimuths at both ends.

    Parameters
    ----------
    points : sequence of four ndarray, shape (n,)
        lon1, lat1, lon2, lat2 in degrees, contiguous float64.
    ellipsoid : Ellipsoid
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    distance, azimuth1, azimuth2 : ndarray, shape (n,)
        Metres and degrees; the second azimuth is that of the way on, not back.

    Examples
    --------
    >>> inverse(np.array([[0.0], [0.0], [1.0], [0.0]]), Ellipsoid())[1:]
    (array([90.]), array([90.]))
    """
    s, azi1, azi2 = _solve(_AZIMUTHS, points, ellipsoid, workers)
    return s, azi1, azi2


def direct(starts: Arrays, ellipsoid: Ellipsoid, workers: int = 1) -> tuple[Array, Array, Array]:
    """Give the points that lie a distance away along an azimuth.

    Parameters
    ----------
    starts : sequence of four ndarray, shape (n,)
        lon, lat and azimuth in degrees and the distance in metres, contiguous float64.
    ellipsoid : Ellipsoid
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    lon, lat, azimuth : ndarray, shape (n,)
        The points and the azimuths on from them, degrees.

    Examples
    --------
    >>> direct(np.array([[0.0], [0.0], [0.0], [1e6]]), Ellipsoid())[1].round(6)
    array([9.042944])
    """
    workers = threads(workers)
    total = len(starts[0])
    chosen = _loops(total, "destination") if ellipsoid.in_series else None
    if chosen is None:
        lon, lat, azimuth = _proj(ellipsoid).fwd(*starts, return_back_azimuth=False)
        return np.asarray(lon), np.asarray(lat), np.asarray(azimuth)
    chunk, (loop,) = chosen
    figure = figure_of(ellipsoid)
    ends = (np.empty(total), np.empty(total), np.empty(total))

    def piece(start: int) -> None:
        part = slice(start, start + chunk)
        loop(_cut(starts, part), _cut(ends, part), figure)

    _spread(piece, range(0, total, chunk), workers)
    return ends


def matrix(one: Arrays, other: Arrays, ellipsoid: Ellipsoid, workers: int = 1) -> Array:
    """Give the distances from each of some points to each of others.

    Parameters
    ----------
    one : sequence of two ndarray, shape (n,)
        lon and lat in degrees, contiguous float64.
    other : sequence of two ndarray, shape (m,)
        The same.
    ellipsoid : Ellipsoid
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    ndarray, shape (n, m)
        Metres.

    Examples
    --------
    >>> matrix(np.zeros((2, 2)), np.ones((2, 3)), Ellipsoid()).shape
    (2, 3)
    """
    workers = threads(workers)
    height, width = len(one[0]), len(other[0])
    chosen = (
        _loops(height * width, "rows", "distance", "hard_distance") if ellipsoid.in_series else None
    )
    if chosen is None:
        pairs = [np.repeat(a, width) for a in one] + [np.tile(a, height) for a in other]
        return _exact_distance(pairs, ellipsoid)[0].reshape(height, width)
    chunk, (loop, *_) = chosen
    figure = figure_of(ellipsoid)
    s = np.empty((height, width))
    band = max(1, chunk // width)

    def piece(start: int) -> Places:
        part = slice(start, min(start + band, height))
        doubt = np.empty((part.stop - part.start, width))
        loop((*_cut(one, part), *other), (s[part], doubt), figure)
        return np.flatnonzero(doubt.ravel() > _DISTANCE.limit) + start * width

    unsure = np.concatenate(_spread(piece, range(0, height, band), workers))
    row, column = np.divmod(unsure, width)
    s[row, column] = distance((*_cut(one, row), *_cut(other, column)), ellipsoid, workers)
    return s

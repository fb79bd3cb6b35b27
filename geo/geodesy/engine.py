"""Engine: the inverse and direct problems on flat arrays, by the fastest exact way at hand.

A few pairs go to PROJ, more of them to the numpy path, and arrays that repay its import to the
kernels of numba; all agree within 20 nm. Pairs that the first solution leaves in doubt (0.7 % of
random ones) get a tighter one, and last PROJ's, which also serves ellipsoids that the series do not
reach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.geodesy.ellipsoid import Ellipsoid, geod
from geo.geodesy.series import figure_of
from geo.geodesy.workers import threads, tiles, together

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Arrays = Sequence[Array]
    Places = NDArray[np.intp]

__all__ = ["direct", "distance", "inverse", "matrix"]

Loop = Callable[..., Any]

_FEW = 300  # pairs up to which PROJ is faster than the numpy path
_SOME = 15  # the same against kernels that are loaded
# Importing numba takes as long as some four million pairs take without it. Whoever has asked for
# one million, in one call or several, is taken to ask for more.
_MANY = 1_000_000

_asked: Counter[str] = Counter()  # pairs so far, for each loop
_loaded: dict[str, Loop] = {}
_broken: list[Exception] = []  # why numba is of no use; it is not tried again


def _load(name: str) -> bool:
    """Compile a loop, or load it; tell whether that went well."""
    if not _broken:
        try:
            from geo.geodesy import kernels

            _loaded[name] = kernels.compiled(name)
        except Exception as problem:  # noqa: BLE001 - numba absent or broken costs speed alone
            _broken.append(problem)
    return not _broken


@cache
def _has_numba() -> bool:
    from importlib.util import find_spec

    return find_spec("numba") is not None


@cache
def _keep_memory() -> None:
    """Have glibc keep the memory that results and chunks give back.

    Otherwise it returns it to the system, and the next call fetches it again page by page: half of
    the time of the numpy path, a tenth of that of the kernels, and more where threads meet. Having
    freed one block it keeps twice as much at the end of its heap; 32 MB is the largest that counts.
    """
    np.empty(2**22 - 2**10)


@dataclass(frozen=True, slots=True)
class _Path:
    """A loop over pairs, its queue for threads, and how many pairs it takes at once."""

    loop: Loop
    queue: Callable[[int, int], Any]
    chunk: int

    def share(
        self, work: Callable[[Any, int], Any], shape: tuple[int, ...], workers: int
    ) -> list[Any]:
        """Do work of this shape on threads, each of which is given the queue and its number."""
        pieces = tiles(shape[0], shape[-1] if len(shape) > 1 else 1, self.chunk)
        workers = max(1, min(workers, pieces))
        queue = self.queue(pieces, workers)
        return together(lambda mine: work(queue, mine), workers)


def _path(pairs: int, name: str) -> _Path | None:
    """Choose the way to solve so many pairs; None is PROJ."""
    ready = name in _loaded
    if pairs <= (_SOME if ready else _FEW):
        return None
    _keep_memory()
    _asked[name] += pairs
    if ready or (_asked[name] >= _MANY and _has_numba() and _load(name)):
        from geo.geodesy import kernels

        return _Path(_loaded[name], kernels.queue, kernels.CHUNK)
    from geo.geodesy import numpy_path

    return _Path(getattr(numpy_path, name), numpy_path.queue, numpy_path.CHUNK)


def _cut(arrays: Arrays, places: Places) -> Arrays:
    return tuple(array[places] for array in arrays)


def _exact_distance(points: Arrays, ellipsoid: Ellipsoid) -> Arrays:
    proj: Any = geod(ellipsoid)
    return (np.asarray(proj.inv(*points)[2]),)


def _exact_azimuths(points: Arrays, ellipsoid: Ellipsoid) -> Arrays:
    proj: Any = geod(ellipsoid)
    azi1, azi2, s = proj.inv(*points, return_back_azimuth=False)
    return np.asarray(s), np.asarray(azi1), np.asarray(azi2)


@dataclass(frozen=True, slots=True)
class _Problem:
    """A form of the inverse problem."""

    loop: str
    exact: Callable[[Arrays, Ellipsoid], Arrays]
    outputs: int


_DISTANCE = _Problem("distance", _exact_distance, 1)
_AZIMUTHS = _Problem("azimuths", _exact_azimuths, 3)


def _solve(problem: _Problem, points: Arrays, ellipsoid: Ellipsoid, workers: int) -> Arrays:
    """Solve the inverse problem for pairs of points."""
    workers = threads(workers)
    total = len(points[0])
    path = _path(total, problem.loop) if ellipsoid.in_series else None
    if path is None:
        return problem.exact(points, ellipsoid)
    points, found = tuple(points), tuple(np.empty(total) for _ in range(problem.outputs))
    figure = figure_of(ellipsoid)

    def work(queue: Any, mine: int) -> None:
        left = path.loop(points, found, figure, queue, mine)
        if len(left):
            exact = problem.exact(_cut(points, left), ellipsoid)
            for values, better in zip(found, exact, strict=True):
                values[left] = better

    path.share(work, (total,), workers)
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
    path = _path(total, "destination") if ellipsoid.in_series else None
    if path is None:
        proj: Any = geod(ellipsoid)
        lon, lat, azimuth = proj.fwd(*starts, return_back_azimuth=False)
        return np.asarray(lon), np.asarray(lat), np.asarray(azimuth)
    ends = (np.empty(total), np.empty(total), np.empty(total))
    starts, figure = tuple(starts), figure_of(ellipsoid)

    def work(queue: Any, mine: int) -> None:
        path.loop(starts, ends, figure, queue, mine)

    path.share(work, (total,), workers)
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
    total = height * width
    path = _path(total, "rows") if ellipsoid.in_series else None
    if path is None:
        pairs = [np.repeat(a, width) for a in one] + [np.tile(a, height) for a in other]
        return _exact_distance(pairs, ellipsoid)[0].reshape(height, width)
    s = np.empty((height, width))
    points, figure = (*one, *other), figure_of(ellipsoid)

    def work(queue: Any, mine: int) -> Places:
        return path.loop(points, (s,), figure, queue, mine)  # type: ignore[no-any-return]

    # Sorted, so that each pair is solved beside the same ones however many threads there are.
    unsure = np.sort(np.concatenate(path.share(work, s.shape, workers)))
    row, column = np.divmod(unsure, width)
    s[row, column] = distance((*_cut(one, row), *_cut(other, column)), ellipsoid, workers)
    return s

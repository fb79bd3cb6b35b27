"""Engine: the inverse and direct problems on flat arrays, by the fastest exact way at hand.

A few pairs go to PROJ, more of them to the numpy path, and arrays that repay its import to the
kernels of numba; all agree within 20 nm. Pairs that the first solution leaves in doubt (0.7 % of
random ones) get a tighter one, and last PROJ's, which also serves ellipsoids that the series do not
reach.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import UsageError
from geo.geodesy.ellipsoid import Ellipsoid, geod
from geo.geodesy.series import figure_of

__all__ = ["direct", "distance", "inverse", "matrix", "threads"]

Array = NDArray[np.float64]
Loop = Callable[..., None]

_FEW = 400  # pairs up to which PROJ is faster than the numpy path
_SOME = 40  # the same against kernels that are loaded
_MANY = 1_000_000  # pairs, in one call or several, after which importing numba is repaid

# Greatest doubt at which a solution stands; see `inverse_problem`.
_DISTANCE_DOUBT = 1e-5
_AZIMUTH_DOUBT = 1e-10

_asked: Counter[str] = Counter()  # pairs so far, for each loop
_loaded: dict[str, Loop] = {}


def _load(*names: str) -> bool:
    """Compile loops, or load them; tell whether that went well."""
    if not all(name in _loaded for name in names):
        try:
            from geo.geodesy import kernels

            _loaded.update({name: kernels.compiled(name) for name in names})
        except Exception:  # noqa: BLE001 - numba absent or broken costs speed alone
            return False
    return True


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


def _spread(work: Callable[[int], Any], starts: Iterable[int], workers: int) -> list[Any]:
    """Do pieces of work, on several threads if asked; loops and PROJ release the lock."""
    number = threads(workers)
    if number == 1:
        return [work(start) for start in starts]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(work, starts))


def _sweep(
    loop: Loop,
    chunk: int,
    inputs: Sequence[Array],
    outputs: Sequence[Array],
    figure: Any,
    limit: float,
    workers: int,
) -> NDArray[np.intp]:
    """Run a loop over chunks, and give the places of the pairs that it leaves in doubt."""
    total = len(inputs[0])

    def piece(start: int) -> NDArray[np.intp]:
        part = slice(start, min(start + chunk, total))
        doubt = np.empty(part.stop - part.start)
        loop(*(a[part] for a in inputs), *(a[part] for a in outputs), doubt, figure)
        return np.flatnonzero(doubt > limit) + start

    return np.concatenate(_spread(piece, range(0, total, chunk), workers))


def _settle(
    places: NDArray[np.intp],
    hard: Loop,
    chunk: int,
    exact: Callable[..., Sequence[Array]],
    inputs: Sequence[Array],
    outputs: Sequence[Array],
    ellipsoid: Ellipsoid,
    limit: float,
    workers: int,
) -> None:
    """Solve pairs in doubt by the tighter loop, and by PROJ what it leaves."""
    if not len(places):
        return
    given = [a[places] for a in inputs]
    found = [np.empty(len(places)) for _ in outputs]
    left = _sweep(hard, chunk, given, found, figure_of(ellipsoid), limit, workers)
    if len(left):
        for values, better in zip(found, exact(*(a[left] for a in given), ellipsoid), strict=True):
            values[left] = better
    for output, values in zip(outputs, found, strict=True):
        output[places] = values


def _exact_distance(
    lon1: Array, lat1: Array, lon2: Array, lat2: Array, ellipsoid: Ellipsoid
) -> Sequence[Array]:
    return (np.asarray(geod(ellipsoid).inv(lon1, lat1, lon2, lat2)[2]),)


def _exact_inverse(
    lon1: Array, lat1: Array, lon2: Array, lat2: Array, ellipsoid: Ellipsoid
) -> Sequence[Array]:
    azi1, azi2, s = geod(ellipsoid).inv(lon1, lat1, lon2, lat2, return_back_azimuth=False)
    return np.asarray(s), np.asarray(azi1), np.asarray(azi2)


def distance(
    lon1: Array, lat1: Array, lon2: Array, lat2: Array, ellipsoid: Ellipsoid, workers: int = 1
) -> Array:
    """Give the distances between pairs of points.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : ndarray, shape (n,)
        Degrees, contiguous float64.
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
    >>> distance(*np.array([[0.0], [0.0], [1.0], [0.0]]), Ellipsoid()).round(3)
    array([111319.491])
    """
    inputs = (lon1, lat1, lon2, lat2)
    chosen = _loops(len(lon1), "distance", "hard_distance") if ellipsoid.in_series else None
    if chosen is None:
        return _exact_distance(*inputs, ellipsoid)[0]
    chunk, (loop, hard) = chosen
    s = np.empty(len(lon1))
    limit = _DISTANCE_DOUBT
    places = _sweep(loop, chunk, inputs, [s], figure_of(ellipsoid), limit, workers)
    _settle(places, hard, chunk, _exact_distance, inputs, [s], ellipsoid, limit, workers)
    return s


def inverse(
    lon1: Array, lat1: Array, lon2: Array, lat2: Array, ellipsoid: Ellipsoid, workers: int = 1
) -> tuple[Array, Array, Array]:
    """Give the distances between pairs of points, and the azimuths at both ends.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : ndarray, shape (n,)
        Degrees, contiguous float64.
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
    >>> inverse(*np.array([[0.0], [0.0], [1.0], [0.0]]), Ellipsoid())[1:]
    (array([90.]), array([90.]))
    """
    inputs = (lon1, lat1, lon2, lat2)
    chosen = _loops(len(lon1), "azimuths", "hard_azimuths") if ellipsoid.in_series else None
    if chosen is None:
        s, azi1, azi2 = _exact_inverse(*inputs, ellipsoid)
        return s, azi1, azi2
    chunk, (loop, hard) = chosen
    s, azi1, azi2 = (np.empty(len(lon1)) for _ in range(3))
    outputs = (s, azi1, azi2)
    limit = _AZIMUTH_DOUBT
    places = _sweep(loop, chunk, inputs, outputs, figure_of(ellipsoid), limit, workers)
    _settle(places, hard, chunk, _exact_inverse, inputs, outputs, ellipsoid, limit, workers)
    return s, azi1, azi2


def direct(
    lon: Array, lat: Array, azimuth: Array, s: Array, ellipsoid: Ellipsoid, workers: int = 1
) -> tuple[Array, Array, Array]:
    """Give the points that lie a distance away along an azimuth.

    Parameters
    ----------
    lon, lat, azimuth : ndarray, shape (n,)
        Degrees, contiguous float64.
    s : ndarray, shape (n,)
        Metres, contiguous float64.
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
    >>> direct(*np.array([[0.0], [0.0], [0.0], [1e6]]), Ellipsoid())[1].round(6)
    array([9.042944])
    """
    chosen = _loops(len(lon), "destination") if ellipsoid.in_series else None
    if chosen is None:
        lon2, lat2, azi2 = geod(ellipsoid).fwd(lon, lat, azimuth, s, return_back_azimuth=False)
        return np.asarray(lon2), np.asarray(lat2), np.asarray(azi2)
    chunk, (loop,) = chosen
    figure = figure_of(ellipsoid)
    inputs = (lon, lat, azimuth, s)
    lon2, lat2, azi2 = (np.empty(len(lon)) for _ in range(3))

    def piece(start: int) -> None:
        part = slice(start, start + chunk)
        loop(*(a[part] for a in inputs), lon2[part], lat2[part], azi2[part], figure)

    _spread(piece, range(0, len(lon), chunk), workers)
    return lon2, lat2, azi2


def matrix(
    lon1: Array, lat1: Array, lon2: Array, lat2: Array, ellipsoid: Ellipsoid, workers: int = 1
) -> Array:
    """Give the distances from each of some points to each of others.

    Parameters
    ----------
    lon1, lat1 : ndarray, shape (n,)
        Degrees, contiguous float64.
    lon2, lat2 : ndarray, shape (m,)
        Degrees, contiguous float64.
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
    >>> one, other = np.zeros(2), np.array([0.0, 1.0, 2.0])
    >>> matrix(one, one, other, other, Ellipsoid()).shape
    (2, 3)
    """
    shape = (len(lon1), len(lon2))
    s = np.empty(shape)
    chosen = _loops(s.size, "rows", "hard_distance") if ellipsoid.in_series else None
    if chosen is None:
        pairs = (np.broadcast_to(a, shape).ravel() for a in (lon1[:, None], lat1[:, None], lon2, lat2))
        return _exact_distance(*pairs, ellipsoid)[0].reshape(shape)
    chunk, (loop, hard) = chosen
    figure = figure_of(ellipsoid)
    limit = _DISTANCE_DOUBT
    height = max(1, chunk // max(1, shape[1]))

    def piece(start: int) -> NDArray[np.intp]:
        part = slice(start, min(start + height, shape[0]))
        doubt = np.empty((part.stop - part.start, shape[1]))
        loop(lon1[part], lat1[part], lon2, lat2, s[part], doubt, figure)
        return np.flatnonzero(doubt.ravel() > limit) + start * shape[1]

    places = np.concatenate(_spread(piece, range(0, shape[0], height), workers))
    i, j = np.divmod(places, max(1, shape[1]))
    inputs = (lon1[i], lat1[i], lon2[j], lat2[j])
    whole = np.arange(len(places))
    found = np.empty(len(places))
    _settle(whole, hard, chunk, _exact_distance, inputs, [found], ellipsoid, limit, workers)
    s.ravel()[places] = found
    return s

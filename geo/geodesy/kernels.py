"""Kernels: the formulas compiled by numba, for arrays large enough to repay its import.

Nothing is written twice: numba compiles the functions of `series`, `inverse_problem` and
`direct_problem` as they stand. Only the primitives have forms of their own here, without a branch
and without a call, for one call in the loop would keep it from working on eight numbers at once.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

import numba
import numpy as np
from numba.extending import intrinsic, overload, register_jitable

from geo.geodesy import direct_problem, inverse_problem, primitives, series
from geo.geodesy.primitives import reduced
from geo.geodesy.series import Figure
from geo.geodesy.workers import tile

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CHUNK", "LOOPS", "compiled", "queue"]

CHUNK = 8192
"""Pairs worked on at once: what they write stays in the second-level cache."""

# Contraction allows fused multiply-add; nothing here relies on the sign of zero. Full fastmath
# would do away with NaN.
_MATHS: dict[str, Any] = {"fastmath": {"contract", "nsz"}, "error_model": "numpy"}
# Without forced inlining the loops are not vectorised and run at a twentieth of the speed.
_INLINE: dict[str, Any] = {**_MATHS, "forceinline": True}

_TINY = 1e-100  # cosine of the latitude of a pole, so that an azimuth there has a meaning
_ROUND = 6755399441055744.0  # 1.5 * 2^52: adding it leaves no bits behind the binary point

# Chebyshev interpolation of (atan(t) / t - 1) / t^2 in t^2 up to tan(22.5 deg)^2; 1.3e-16 of atan.
_ATAN = (
    -0.3333333333333325,
    0.19999999999898407,
    -0.1428571426609662,
    0.11111109636534361,
    -0.09090852557176049,
    0.0769105515839315,
    -0.06649613695291669,
    0.05736332165907643,
    -0.04483334622272886,
    0.02275052699336167,
)
_P0, _P1, _P2, _P3, _P4, _P5, _P6, _P7, _P8, _P9 = _ATAN


def _select(condition: Any, yes: Any, no: Any) -> Any:
    return yes if condition else no


@register_jitable(**_INLINE)
def _rint(x: float) -> float:
    return (x + _ROUND) - _ROUND


def _sincosd(degrees: float) -> Any:
    """Reduce to 45 degrees without error, then take Taylor's series to 5e-17."""
    quarter = _rint(degrees * (1 / 90.0))
    x = (degrees - 90.0 * quarter) * (math.pi / 180)
    z = x * x
    p = 1 / 362880 + z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000)))
    sine = x + x * z * (-1 / 6 + z * (1 / 120 + z * (-1 / 5040 + z * p)))
    p = 1 / 3628800 - z * (1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888000)))
    p = 1 / 24 + z * (-1 / 720 + z * (1 / 40320 - z * p))
    cosine = 1 + z * (-1 / 2 + z * p)
    turn = quarter - 4 * _rint(quarter * 0.25)
    odd = abs(turn) == 1
    s = cosine if odd else sine
    c = sine if odd else cosine
    s = -s if (abs(turn) == 2 or turn == -1) else s
    c = -c if (abs(turn) == 2 or turn == 1) else c
    return s, c


def _atan2(y: float, x: float) -> float:
    """Bring the angle into 0 to 22.5 degrees, then evaluate a polynomial."""
    ax, ay = abs(x), abs(y)
    small, large = min(ax, ay), max(ax, ay)
    beyond = small > 0.41421356237309503 * large
    above = small - large if beyond else small
    below = small + large if beyond else large
    t = above / max(below, 1e-300)
    z = t * t
    p = _P5 + z * (_P6 + z * (_P7 + z * (_P8 + z * _P9)))
    p = _P0 + z * (_P1 + z * (_P2 + z * (_P3 + z * (_P4 + z * p))))
    angle = t + t * z * p + (math.pi / 4 if beyond else 0.0)
    angle = angle if ay < ax else math.pi / 2 - angle
    angle = math.pi - angle if x < 0 else angle
    return math.copysign(angle, y)


def _home(degrees: float) -> float:
    return degrees - 360.0 * _rint(degrees * (1 / 360.0))


def _reduced(lat: float, f: float) -> Any:
    s, c = primitives.sincosd(lat)
    s = s * (1 - f)
    c = max(c, _TINY)
    scale = (1.0 if abs(lat) <= 90.0 else math.nan) / math.sqrt(s * s + c * c)
    return s * scale, c * scale


def _polynomial(x: Any, factors: Any) -> Callable[..., Any]:  # noqa: ARG001 - x is a type too
    """Write out Horner's rule for as many factors as there are."""
    if len(factors) == 1:
        return lambda x, factors: factors[0]  # noqa: ARG005
    return lambda x, factors: factors[0] + x * primitives.polynomial(x, factors[1:])


def _register() -> None:
    """Tell numba how to compile the formulas and their primitives."""
    forms: dict[str, Any] = {
        "select": _select,
        "sincosd": _sincosd,
        "atan2": _atan2,
        "home": _home,
        "reduced": _reduced,
    }
    declare: Any = overload
    for name, form in forms.items():
        declare(getattr(primitives, name), jit_options=_INLINE, strict=False)(_giving(form))
    declare(primitives.polynomial, jit_options=_INLINE, strict=False)(_polynomial)
    for module in (series, inverse_problem, direct_problem):
        for function in vars(module).values():
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                register_jitable(**_INLINE)(function)


def _giving(form: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function that gives numba the form of a primitive, whatever the types."""

    def give(*types: Any) -> Callable[..., Any]:  # noqa: ARG001 - numba passes the types
        return form

    return give


_register()
# Names that numba finds when it compiles the loops.
_distance, _hard_distance = inverse_problem.distance, inverse_problem.hard_distance
_azimuths, _hard_azimuths = inverse_problem.azimuths, inverse_problem.hard_azimuths
_destination = direct_problem.destination


def _counting(_typing: Any, queue: Any, place: Any) -> Any:
    """Count up a number that other threads count up too; none gets the same."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        numbers = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        one = context.get_constant(numba.types.int64, 1)
        return builder.atomic_rmw("add", builder.gep(numbers, [arguments[1]]), one, "monotonic")

    return numba.types.int64(queue, place), generate


_count: Any = intrinsic(_counting)


@register_jitable(**_MATHS)
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
    """Give the numbers of the next piece of each thread's share, and those that end the shares."""
    bounds = np.arange(workers + 1) * pieces // workers
    return np.concatenate([bounds[:-1], bounds[1:]]).astype(np.int64)


def _four(arrays: Any, part: slice) -> Any:
    one, two, three, four = arrays
    return one[part], two[part], three[part], four[part]


def _three(arrays: Any, part: slice) -> Any:
    one, two, three = arrays
    return one[part], two[part], three[part]


def _distances(inputs: Any, outputs: Any, part: slice, doubt: Any, figure: Figure) -> None:
    lon1, lat1, lon2, lat2 = _four(inputs, part)
    s = outputs[0][part]
    for i in range(len(s)):
        s1, c1 = reduced(lat1[i], figure.f)
        s2, c2 = reduced(lat2[i], figure.f)
        s[i], doubt[i] = _distance((s1, c1, lon1[i]), (s2, c2, lon2[i]), figure)


def _hard_distances(inputs: Any, outputs: Any, part: slice, doubt: Any, figure: Figure) -> None:
    lon1, lat1, lon2, lat2 = _four(inputs, part)
    s = outputs[0][part]
    for i in range(len(s)):
        s1, c1 = reduced(lat1[i], figure.f)
        s2, c2 = reduced(lat2[i], figure.f)
        s[i], doubt[i] = _hard_distance((s1, c1, lon1[i]), (s2, c2, lon2[i]), figure)


def _inverses(inputs: Any, outputs: Any, part: slice, doubt: Any, figure: Figure) -> None:
    lon1, lat1, lon2, lat2 = _four(inputs, part)
    s, azi1, azi2 = _three(outputs, part)
    for i in range(len(s)):
        s1, c1 = reduced(lat1[i], figure.f)
        s2, c2 = reduced(lat2[i], figure.f)
        one, other = (s1, c1, lon1[i]), (s2, c2, lon2[i])
        s[i], azi1[i], azi2[i], doubt[i] = _azimuths(one, other, figure)


def _hard_inverses(inputs: Any, outputs: Any, part: slice, doubt: Any, figure: Figure) -> None:
    lon1, lat1, lon2, lat2 = _four(inputs, part)
    s, azi1, azi2 = _three(outputs, part)
    for i in range(len(s)):
        s1, c1 = reduced(lat1[i], figure.f)
        s2, c2 = reduced(lat2[i], figure.f)
        one, other = (s1, c1, lon1[i]), (s2, c2, lon2[i])
        s[i], azi1[i], azi2[i], doubt[i] = _hard_azimuths(one, other, figure)


def _in_doubt(doubt: Any, places: Any) -> int:
    """Write down where the doubt is above 1, and count these places."""
    found = 0
    for i in range(len(doubt)):
        if doubt[i] > 1.0:
            places[found] = i
            found += 1
    return found


def _add(places: Any, left: Any, total: int) -> Any:
    """Add places to those left, of which there are `total`, with more room where they need it."""
    if total + len(places) > len(left):
        left = np.concatenate((left, np.empty(len(left) + len(places), np.intp)))
    left[total : total + len(places)] = places
    return left, total + len(places)


def _sweep(solutions: Any, arrays: Any, better: Any, figure: Figure, job: Any) -> Any:
    """Solve chunk after chunk, the pairs in doubt more tightly; give the places that are left."""
    easy, hard = solutions
    inputs, outputs = arrays
    queue, mine = job
    few = np.empty(CHUNK), np.empty(CHUNK), np.empty(CHUNK), np.empty(CHUNK)
    doubt, unsure, still = np.empty(CHUNK), np.empty(CHUNK, np.intp), np.empty(CHUNK, np.intp)
    left, total = np.empty(0, np.intp), 0
    piece = take(queue, mine)
    while piece >= 0:
        start, stop = piece * CHUNK, min((piece + 1) * CHUNK, len(inputs[0]))
        easy(inputs, outputs, slice(start, stop), doubt, figure)
        found = _in_doubt(doubt[: stop - start], unsure)
        unsure[:found] += start
        for k in range(len(inputs)):
            for i in range(found):
                few[k][i] = inputs[k][unsure[i]]
        hard(few, better, slice(0, found), doubt, figure)
        for k in range(len(outputs)):
            for i in range(found):
                outputs[k][unsure[i]] = better[k][i]
        found = _in_doubt(doubt[:found], still)
        left, total = _add(unsure[still[:found]], left, total)
        piece = take(queue, mine)
    return left[:total]


def _distance_loop(inputs: Any, outputs: Any, figure: Figure, queue: Any, mine: int) -> Any:
    solutions, better = (_distances, _hard_distances), (np.empty(CHUNK),)
    return _sweep(solutions, (inputs, outputs), better, figure, (queue, mine))


def _azimuths_loop(inputs: Any, outputs: Any, figure: Figure, queue: Any, mine: int) -> Any:
    solutions = _inverses, _hard_inverses
    better = np.empty(CHUNK), np.empty(CHUNK), np.empty(CHUNK)
    return _sweep(solutions, (inputs, outputs), better, figure, (queue, mine))


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
            found = _in_doubt(doubt[: len(s)], unsure)
            left, total = _add(unsure[:found] + (i * width + side), left, total)
        piece = take(queue, mine)
    return left[:total]


_PARTS: tuple[Any, ...] = (_four, _three, _distances, _hard_distances, _inverses, _hard_inverses)
for _part in (*_PARTS, _in_doubt, _add, _sweep):
    register_jitable(**_MATHS)(_part)
_tile = register_jitable(**_MATHS)(tile)

LOOPS: dict[str, tuple[Callable[..., Any], int, int]] = {
    "distance": (_distance_loop, 1, 1),
    "azimuths": (_azimuths_loop, 3, 1),
    "destination": (_destination_loop, 3, 1),
    "rows": (_rows_loop, 1, 2),
}
"""Each loop with the number of its outputs and of their dimensions; all have four inputs."""


@cache
def compiled(name: str) -> Callable[..., None]:
    """Compile a loop, or load it from the cache that an earlier process left.

    Parameters
    ----------
    name : str
        One of `LOOPS`.

    Returns
    -------
    callable
        Takes a tuple of inputs, a tuple of outputs to fill (contiguous float64) and a `Figure`;
        releases the interpreter's lock.

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
    function.__qualname__ = f"{function.__name__}_{_digest()}"
    try:
        return njit(signature, cache=True, nogil=True, **_MATHS)(function)  # type: ignore[no-any-return]
    except Exception:  # noqa: BLE001 - no folder to write to, a full disk, a damaged cache
        return njit(signature, nogil=True, **_MATHS)(function)  # type: ignore[no-any-return]


@cache
def _digest() -> str:
    """Give a name to the state of the formulas."""
    modules = (series, inverse_problem, direct_problem)
    try:
        sources = b"".join(Path(module.__file__ or "").read_bytes() for module in modules)
    except OSError:
        return "unknown"
    return hashlib.sha256(sources).hexdigest()[:12]

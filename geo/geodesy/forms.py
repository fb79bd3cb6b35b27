"""Forms: the primitives as numba compiles them, without a branch and without a call.

One call in a loop would keep it from working on eight numbers at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from types import FunctionType
from typing import Any

from numba.extending import overload, register_jitable

from geo.geodesy import direct_problem, inverse_problem, primitives, series

__all__ = ["MATHS"]

# Contraction allows fused multiply-add; nothing here relies on the sign of zero. Full fastmath
# would do away with NaN.
MATHS: dict[str, Any] = {"fastmath": {"contract", "nsz"}, "error_model": "numpy"}
# Without forced inlining the loops are not vectorised and run at a twentieth of the speed.
INLINE: dict[str, Any] = {**MATHS, "forceinline": True}

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


@register_jitable(**INLINE)
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
        declare(getattr(primitives, name), jit_options=INLINE, strict=False)(_giving(form))
    declare(primitives.polynomial, jit_options=INLINE, strict=False)(_polynomial)
    for module in (series, inverse_problem, direct_problem):
        for function in vars(module).values():
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                register_jitable(**INLINE)(function)


def _giving(form: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function that gives numba the form of a primitive, whatever the types."""

    def give(*types: Any) -> Callable[..., Any]:  # noqa: ARG001 - numba passes the types
        return form

    return give


_register()

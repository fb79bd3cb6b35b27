"""Series: the expansions of Karney (2013) in the third flattening, for numbers and arrays alike.

"Eq." in a comment is an equation of C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013)
43-55, doi:10.1007/s00190-012-0578-z, whose letters are kept: beta is the reduced latitude, omega
and sigma are longitude and arc on the auxiliary sphere, eps is the expansion parameter of eq. 16.

The functions here and in `inverse_problem` and `direct_problem` run twice: numpy calls them with
arrays, and `kernels` compiles them for single numbers. They have no branches, so that the compiled
loop works on eight numbers at once; what needs one comes from `primitives`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from geo.geodesy.ellipsoid import Ellipsoid
from geo.geodesy.primitives import polynomial

Real = Any  # a float in the compiled kernels, an array in the numpy path


class Figure(NamedTuple):
    """Numbers that depend on the ellipsoid alone.

    ``A3j`` is the factor of eps^j in f A3 (eq. 24), ``Clj`` that of eps^j in C3l (eq. 25). Terms in
    eps^5 would be below 1e-17.
    """

    a: float
    b: float
    f: float
    ep: float
    ep2: float
    A30: float
    A31: float
    A32: float
    A33: float
    A34: float
    C11: float
    C12: float
    C13: float
    C14: float
    C22: float
    C23: float
    C24: float
    C33: float
    C34: float
    C44: float


def figure_of(ellipsoid: Ellipsoid) -> Figure:
    """Work out the numbers that depend on the ellipsoid alone.

    Parameters
    ----------
    ellipsoid : Ellipsoid
        An ellipsoid whose flattening the series allow.

    Returns
    -------
    Figure
        Its radii, second eccentricity squared, and the polynomials in n of eqs. 24 and 25.

    Examples
    --------
    >>> round(figure_of(Ellipsoid()).ep2, 9)
    0.006739497
    """
    f = ellipsoid.f
    n, ep2 = f / (2 - f), f * (2 - f) / (1 - f) ** 2
    return Figure(
        a=ellipsoid.a,
        b=ellipsoid.b,
        f=f,
        ep=ep2**0.5,
        ep2=ep2,
        A30=f,
        A31=-f * (1 / 2 - n / 2),
        A32=-f * (1 / 4 + n / 8 - 3 * n * n / 8),
        A33=-f * (1 / 16 + 3 * n / 16 + n * n / 16),
        A34=-f * (3 / 64 + n / 32),
        C11=1 / 4 - n / 4,
        C12=1 / 8 - n * n / 8,
        C13=3 / 64 + 3 * n / 64 - n * n / 64,
        C14=5 / 128 + n / 64,
        C22=1 / 16 - 3 * n / 32 + n * n / 32,
        C23=3 / 64 - n / 32 - 3 * n * n / 64,
        C24=3 / 128 + n / 128,
        C33=5 / 192 - 3 * n / 64 + 5 * n * n / 192,
        C34=3 / 128 - 5 * n / 192,
        C44=7 / 512 - 7 * n / 256,
    )


def expansion(ca2: Real, figure: Figure) -> Real:
    """Give eps / cos(alpha0)^2, eqs. 9 and 16."""
    root = figure.ep / (1 + np.sqrt(1 + figure.ep2 * ca2))
    return root * root


def turn(s: Real, c: Real, x: Real) -> Any:
    """Sine and cosine after turning by a small angle x; 4e-17 for x up to 0.0055."""
    x2 = x * x
    sx, cx = x * polynomial(x2, (1.0, -1 / 6, 1 / 120)), polynomial(x2, (1.0, -1 / 2, 1 / 24))
    return s * cx + c * sx, c * cx - s * sx


def distance_factor(eps: Real, figure: Figure) -> Real:
    """Give b A1, eq. 17."""
    return polynomial(eps * eps, (figure.b, figure.b / 4, figure.b / 64)) / (1 - eps)


def longitude_factor(eps: Real, figure: Figure) -> Real:
    """Give f A3, eq. 24."""
    return polynomial(eps, (figure.A30, figure.A31, figure.A32, figure.A33, figure.A34))


def waves(u: Real, eps: Real, ss: Real, cs: Real) -> Any:
    """2 eps^l cos(2l sigma_m) sin(l sigma12) for l = 1 to 4, from u = eps cos(2 sigma_m).

    Last comes what the next would be made of.
    """
    e2, u2, c2, s1 = eps * eps, 2 * u, 2 * cs, 2 * ss
    t2 = u2 * u - e2
    t3 = u2 * t2 - e2 * u
    t4 = u2 * t3 - e2 * t2
    s2 = c2 * s1
    s3 = c2 * s2 - s1
    s4 = c2 * s3 - s2
    return u * s1, t2 * s2, t3 * s3, t4 * s4, (e2, u2, c2, t3, t4, s3, s4)


def longitude_waves(w: Any, eps: Real, figure: Figure) -> Real:
    """Sum of C3l (sin 2l sigma2 - sin 2l sigma1), eqs. 23 and 25."""
    w1, w2, w3, w4, _ = w
    total = w1 * polynomial(eps, (figure.C11, figure.C12, figure.C13, figure.C14))
    total = total + w2 * polynomial(eps, (figure.C22, figure.C23, figure.C24))
    return total + w3 * polynomial(eps, (figure.C33, figure.C34)) + w4 * figure.C44


def distance_waves(w: Any) -> Real:
    """Sum of C1l (sin 2l sigma2 - sin 2l sigma1), eqs. 15 and 18."""
    w1, w2, w3, w4, (e2, u2, c2, t3, t4, s3, s4) = w
    w5 = (u2 * t4 - e2 * t3) * (c2 * s4 - s3)
    total = w1 * polynomial(e2, (-1 / 2, 3 / 16, -1 / 32))
    total = total + w2 * polynomial(e2, (-1 / 16, 1 / 32))
    total = total + w3 * polynomial(e2, (-1 / 48, 3 / 256))
    return total - w4 * (5 / 512) - w5 * (7 / 1280)


def _by_powers(c: Sequence[Sequence[float]]) -> Any:
    """Turn sines of multiples into powers of a cosine.

    Of the sum of eps^l c[l - 1] sin 2l x, where c[l - 1] are the factors of 1, eps^2, ..., give the
    factors of z^0, z^1, ... in the same sum divided by eps sin 2x, with z = eps cos 2x; the first
    three are themselves factors of 1, eps^2, ...
    """
    (c10, c11, c12), (c20, c21), (c30, c31), (c40,), (c50,) = c
    p0 = c10, c11 - c30, c12 - c31 + c50
    p1 = 2 * c20, 2 * c21 - 4 * c40
    p2 = 4 * c30, 4 * c31 - 12 * c50
    return p0, p1, p2, 8 * c40, 16 * c50


# Eqs. 18 and 21: the factors of eps^l, eps^(l + 2), ... in C1l and C1'l.
_ARC = _by_powers(
    ((-1 / 2, 3 / 16, -1 / 32), (-1 / 16, 1 / 32), (-1 / 48, 3 / 256), (-5 / 512,), (-7 / 1280,))
)
_ARC_INVERSE = _by_powers(
    (
        (1 / 2, -9 / 32, 205 / 1536),
        (5 / 16, -37 / 96),
        (29 / 96, -75 / 128),
        (539 / 1536,),
        (3467 / 7680,),
    )
)


def sine_sum(s: Real, c: Real, eps: Real, factors: Any) -> Real:
    """Sum of sines of multiples of 2x, by `_by_powers`, from the sine and cosine of x."""
    p0, p1, p2, p3, p4 = factors
    e2, h = eps * eps, 2 * eps * s
    p = polynomial(e2, p0), polynomial(e2, p1), polynomial(e2, p2), p3, p4
    return h * c * polynomial(eps - h * s, p)


def arc_integral(s: Real, c: Real, eps: Real) -> Real:
    """Sum of C1l sin 2l sigma, eqs. 15 and 18."""
    return sine_sum(s, c, eps, _ARC)


def arc_inverse(s: Real, c: Real, eps: Real) -> Real:
    """Sum of C1'l sin 2l tau, eqs. 20 and 21."""
    return sine_sum(s, c, eps, _ARC_INVERSE)

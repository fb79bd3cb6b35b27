"""Series: the expansions of Karney (2013) in the third flattening, for numbers and arrays alike.

"Eq." in a comment is an equation of C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013)
43-55, doi:10.1007/s00190-012-0578-z, whose letters are kept: beta is the reduced latitude, omega
and sigma are longitude and arc on the auxiliary sphere, eps is the expansion parameter of eq. 16.

The functions here and in `inverse_problem` and `direct_problem` run twice: numpy calls them with
arrays, and `kernels` compiles them for single numbers. They have no branches, so that the compiled
loop works on eight numbers at once; `select`, `sincosd` and `atan2` come from `primitives`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from geo.geodesy.ellipsoid import Ellipsoid
from geo.geodesy.primitives import select, sincosd

Real = Any  # a float in the compiled kernels, an array in the numpy path

_TINY = 1e-150  # cosine of the latitude of a pole, so that an azimuth there has a meaning


class Figure(NamedTuple):
    """Numbers that depend on the ellipsoid alone.

    ``A3j`` is the factor of -eps^j in A3 (eq. 24), ``Clj`` that of eps^j in C3l (eq. 25).
    """

    a: float
    b: float
    f: float
    ep2: float
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
    n = f / (2 - f)
    return Figure(
        a=ellipsoid.a,
        b=ellipsoid.b,
        f=f,
        ep2=f * (2 - f) / (1 - f) ** 2,
        A31=1 / 2 - n / 2,
        A32=1 / 4 + n / 8 - 3 * n * n / 8,
        A33=1 / 16 + 3 * n / 16 + n * n / 16,
        A34=3 / 64 + n / 32,
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


def reduced(lat: Real, figure: Figure) -> Any:
    """Sine and cosine of the reduced latitude, eq. 6; NaN beyond the poles."""
    s, c = sincosd(lat)
    s = s * (1 - figure.f)
    c = np.maximum(c, _TINY)
    scale = select(abs(lat) <= 90.0, 1.0, np.nan) / np.sqrt(s * s + c * c)
    return s * scale, c * scale


def turn(s: Real, c: Real, x: Real) -> Any:
    """Sine and cosine after turning by a small angle x; 1e-19 for x up to 0.01."""
    x2 = x * x
    sx = x * (1 + x2 * (-1 / 6 + x2 * (1 / 120 - x2 * (1 / 5040))))
    cx = 1 + x2 * (-1 / 2 + x2 * (1 / 24 - x2 * (1 / 720)))
    return s * cx + c * sx, c * cx - s * sx


def distance_factor(eps: Real) -> Real:
    """A1, eq. 17."""
    e2 = eps * eps
    return (1 + e2 * (1 / 4 + e2 * (1 / 64))) / (1 - eps)


def longitude_factor(eps: Real, figure: Figure) -> Real:
    """A3, eq. 24."""
    p = figure.A33 + eps * (figure.A34 + eps * (3 / 128))
    return 1 - eps * (figure.A31 + eps * (figure.A32 + eps * p))


def waves(u: Real, eps: Real, ss: Real, cs: Real) -> Any:
    """eps^l cos(2l sigma_m) sin(l sigma12) for l = 1 to 5, from u = eps cos(2 sigma_m)."""
    e2, u2, c2 = eps * eps, 2 * u, 2 * cs
    t2 = u2 * u - e2
    t3 = u2 * t2 - e2 * u
    t4 = u2 * t3 - e2 * t2
    t5 = u2 * t4 - e2 * t3
    s2 = c2 * ss
    s3 = c2 * s2 - ss
    s4 = c2 * s3 - s2
    s5 = c2 * s4 - s3
    return u * ss, t2 * s2, t3 * s3, t4 * s4, t5 * s5


def longitude_waves(w: Any, eps: Real, figure: Figure) -> Real:
    """Half of the sum of C3l (sin 2l sigma2 - sin 2l sigma1), eqs. 23 and 25."""
    w1, w2, w3, w4, _ = w
    p = figure.C13 + eps * (figure.C14 + eps * (3 / 128))
    total = w1 * (figure.C11 + eps * (figure.C12 + eps * p))
    p = figure.C23 + eps * (figure.C24 + eps * (5 / 256))
    total = total + w2 * (figure.C22 + eps * p)
    total = total + w3 * (figure.C33 + eps * (figure.C34 + eps * (7 / 512)))
    return total + w4 * figure.C44


def distance_waves(w: Any, eps: Real) -> Real:
    """Half of the sum of C1l (sin 2l sigma2 - sin 2l sigma1), eqs. 15 and 18."""
    w1, w2, w3, w4, w5 = w
    e2 = eps * eps
    total = w1 * (-1 / 2 + e2 * (3 / 16 - e2 * (1 / 32)))
    total = total + w2 * (-1 / 16 + e2 * (1 / 32))
    total = total + w3 * (-1 / 48 + e2 * (3 / 256))
    return total - w4 * (5 / 512) - w5 * (7 / 1280)


def sine_sum(s: Real, c: Real, k: Any) -> Real:
    """Sum of k[l - 1] sin(2l x) from the sine and cosine of x, by Clenshaw's recurrence."""
    k1, k2, k3, k4, k5 = k
    twice = 2 * (c - s) * (c + s)
    y4 = twice * k5 + k4
    y3 = twice * y4 - k5 + k3
    y2 = twice * y3 - y4 + k2
    y1 = twice * y2 - y3 + k1
    return 2 * s * c * y1


def arc_integral(s: Real, c: Real, eps: Real) -> Real:
    """Sum of C1l sin 2l sigma, eqs. 15 and 18."""
    e2 = eps * eps
    k1 = eps * (-1 / 2 + e2 * (3 / 16 - e2 * (1 / 32)))
    k2 = e2 * (-1 / 16 + e2 * (1 / 32))
    k3 = e2 * eps * (-1 / 48 + e2 * (3 / 256))
    return sine_sum(s, c, (k1, k2, k3, e2 * e2 * (-5 / 512), e2 * e2 * eps * (-7 / 1280)))


def arc_inverse(s: Real, c: Real, eps: Real) -> Real:
    """Sum of C1'l sin 2l tau, eqs. 20 and 21."""
    e2 = eps * eps
    k1 = eps * (1 / 2 + e2 * (-9 / 32 + e2 * (205 / 1536)))
    k2 = e2 * (5 / 16 - e2 * (37 / 96))
    k3 = e2 * eps * (29 / 96 - e2 * (75 / 128))
    return sine_sum(s, c, (k1, k2, k3, e2 * e2 * (539 / 1536), e2 * e2 * eps * (3467 / 7680)))


def longitude_integral(s: Real, c: Real, eps: Real, figure: Figure) -> Real:
    """Sum of C3l sin 2l sigma, eqs. 23 and 25."""
    e2 = eps * eps
    p = figure.C13 + eps * (figure.C14 + eps * (3 / 128))
    k1 = eps * (figure.C11 + eps * (figure.C12 + eps * p))
    k2 = e2 * (figure.C22 + eps * (figure.C23 + eps * (figure.C24 + eps * (5 / 256))))
    k3 = e2 * eps * (figure.C33 + eps * (figure.C34 + eps * (7 / 512)))
    k4 = e2 * e2 * (figure.C44 + eps * (7 / 512))
    return sine_sum(s, c, (k1, k2, k3, k4, e2 * e2 * eps * (21 / 2560)))

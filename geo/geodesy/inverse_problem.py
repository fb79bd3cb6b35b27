"""The inverse problem: distance and azimuths between two points, without a branch.

Equations and letters are those of Karney (2013); see `geo.geodesy.series`.

The unknown is omega12 where the paper has alpha1. Given omega12, the auxiliary sphere gives sigma12
and sin(alpha0) at once, and the longitude equation (eq. 8)

    lambda12 = omega12 - f sin(alpha0) [I3(sigma2) - I3(sigma1)]

leaves a residual in lambda12. Its slope is known well enough from the sphere for quasi-Newton
steps, and the distance is corrected for what residual remains by Clairaut's relation,
d s12 / d lambda12 = a sin(alpha0). Differences of sines are products round the middle of the arc,

    sin(2l sigma2) - sin(2l sigma1) = 2 cos(2l sigma_m) sin(l sigma12),

so that nothing is divided by cos(alpha0), and a geodesic along the equator is nothing special.

Each solution comes with a doubt: the residual before the last correction as a share of
sin(sigma12), and of what is allowed. Where it is above 1, as near antipodes, a tighter solution is
taken, and last PROJ's.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.geodesy.primitives import atan2, home, polynomial, select, sincosd
from geo.geodesy.series import (
    Figure,
    distance_factor,
    distance_waves,
    expansion,
    longitude_factor,
    longitude_waves,
    turn,
    waves,
)

Real = Any  # a float in the compiled kernels, an array in the numpy path

_TINY = 1e-150  # keeps 1 / sin(sigma12) finite for points that coincide
_SAME = 1e-16  # sin(sigma12) of points that coincide
_DEGREE = 180 / np.pi
_NEAR = 1e-5  # residual from which one correction leads to a distance good to 15 nm
_NEARER = 1e-10  # the same for azimuths, 20 nm at the other end
_FAR = 0.02  # omega12 - lambda12 is less, in radians, for every shortest line on the Earth


def longitude_difference(lon1: Real, lon2: Real) -> Real:
    """Give lon2 - lon1 from -180 to 180, with the rounding error of the difference put back."""
    d = lon2 - lon1
    other = d - lon2
    lost = (lon2 - (d - other)) - (lon1 + other)
    return home(d) + lost


def pair(one: Any, other: Any) -> Any:
    """Products of two reduced latitudes that every triangle between them needs."""
    s1, c1, _ = one
    s2, c2, _ = other
    # c1 s2 - s1 c2 in a form that is exactly 0 for equal latitudes, also under fused arithmetic.
    rise = c1 * (s2 - s1) - s1 * (c2 - c1)
    P, K = s1 * s2, c1 * c2
    return c2, rise, s1 * c2, K, P, P + K


def triangle(points: Any, half: Any) -> Any:
    """Sine and versine of omega12, sine and cosine of sigma12, from those of omega12 / 2."""
    c2, rise, Q, K, _, most = points
    sh, ch = half
    chord = 2 * sh
    sin_omega, versine = chord * ch, chord * sh
    y = c2 * sin_omega
    x = rise + Q * versine
    return sin_omega, versine, np.sqrt(x * x + y * y), most - K * versine


def clairaut(points: Any, sides: Any, figure: Figure) -> Any:
    """Equatorial azimuth of the triangle's geodesic, and the parameters of its series.

    eps is eq. 16 with k of eq. 9; u is eps cos(sigma1 + sigma2); slope is
    d sin(alpha0) / d omega12; over is 1 / sin(sigma12).
    """
    _, _, _, K, P, _ = points
    sin_omega, _, ss, cs = sides
    over = 1 / (ss + _TINY)
    sa = K * sin_omega * over
    sa2 = sa * sa
    ca2 = 1 - sa2
    w = expansion(ca2, figure)
    middle = ca2 * cs - P
    return sa, sa2, ca2 * w, (middle - P) * w, middle * over, over


def arc_change(old: Any, new: Any) -> Real:
    """How much sigma12 grew from one triangle to the next: the arc sine of a small sine."""
    _, _, ss0, cs0 = old
    _, _, ss1, cs1 = new
    t = ss1 * cs0 - cs1 * ss0
    return t * polynomial(t * t, (1.0, 1 / 6, 3 / 40, 15 / 336))


def move(points: Any, state: Any, change: Real) -> Any:
    """Turn omega12 by a small angle: the new half angle, triangle, arc and omega12 - lambda12."""
    half, sides, sigma, delta = state
    half = turn(half[0], half[1], change * 0.5)
    new = triangle(points, half)
    return half, new, sigma + arc_change(sides, new), delta + change


def begin(points: Any, d: Real, figure: Figure) -> Any:
    """Put omega12 to a first guess; every solution goes on from here."""
    half = sincosd(0.5 * abs(d))
    sides = triangle(points, half)
    return rough_step(points, (half, sides, atan2(sides[2], sides[3]), 0.0), figure)


def rough_step(points: Any, state: Any, figure: Figure) -> Any:
    """One quasi-Newton step of omega12 on the series to eps^2: 1e-12 from the solution at best."""
    _, sides, sigma, delta = state
    sa, sa2, eps, u, slope, _ = clairaut(points, sides, figure)
    f3 = polynomial(eps, (figure.A30, figure.A31, figure.A32))
    total = u * polynomial(eps, (figure.C11, figure.C12))
    total = total + 2 * figure.C22 * sides[3] * (2 * u * u - eps * eps)
    excess = f3 * sa * (sigma + 2 * sides[2] * total) - delta
    return move(points, state, excess / (1 - f3 * (sa2 + sigma * slope)))


def evaluate(points: Any, state: Any, figure: Figure) -> Any:
    """Put omega12 = lambda12 + delta into eq. 8: what is left, and how it falls with omega12."""
    _, sides, sigma, delta = state
    sa, sa2, eps, u, slope, over = clairaut(points, sides, figure)
    w = waves(u, eps, sides[2], sides[3])
    f3 = longitude_factor(eps, figure)
    residual = f3 * sa * (sigma + longitude_waves(w, eps, figure)) - delta
    fall = 1 - f3 * (sa2 + sigma * slope)
    return residual, fall, sa, slope, over, eps, w


def step(points: Any, state: Any, figure: Figure) -> Any:
    """One quasi-Newton step of omega12 on the full series."""
    left = evaluate(points, state, figure)
    return move(points, state, left[0] / left[1])


def arc_length(state: Any, left: Any, figure: Figure) -> Real:
    """Distance, eqs. 7 and 15, and what the residual in longitude adds, to its second order."""
    residual, fall, sa, slope, _, eps, w = left
    more = residual * (sa + slope * residual / (2 * fall))
    return distance_factor(eps, figure) * (state[2] + distance_waves(w)) + figure.a * more


def doubt(state: Any, left: Any, limit: float) -> Real:
    """Tell how far from solved the longitude equation was; above 1 the solution is not to stand."""
    return abs(left[0]) * left[4] * (1 / limit) + select(abs(state[3]) > _FAR, 2.0, 0.0)


def distance(one: Any, other: Any, figure: Figure) -> Any:
    """Distance after one evaluation of the series, and the doubt.

    A point is the sine and cosine of its reduced latitude, and its longitude in degrees.
    """
    points = pair(one, other)
    state = begin(points, longitude_difference(one[2], other[2]), figure)
    left = evaluate(points, state, figure)
    return arc_length(state, left, figure), doubt(state, left, _NEAR)


def hard_distance(one: Any, other: Any, figure: Figure) -> Any:
    """Distance after four evaluations, for pairs that the first leaves in doubt."""
    points = pair(one, other)
    state = begin(points, longitude_difference(one[2], other[2]), figure)
    state = step(points, step(points, step(points, state, figure), figure), figure)
    left = evaluate(points, state, figure)
    return arc_length(state, left, figure), doubt(state, left, _NEAR)


def azimuths(one: Any, other: Any, figure: Figure) -> Any:
    """Distance, both azimuths and the doubt after a rough step and an evaluation."""
    points = pair(one, other)
    d = longitude_difference(one[2], other[2])
    state = rough_step(points, begin(points, d, figure), figure)
    return finish(points, (one, other), d, state, figure)


def hard_azimuths(one: Any, other: Any, figure: Figure) -> Any:
    """Distance, both azimuths and the doubt after five evaluations."""
    points = pair(one, other)
    d = longitude_difference(one[2], other[2])
    state = step(points, step(points, begin(points, d, figure), figure), figure)
    state = step(points, step(points, state, figure), figure)
    return finish(points, (one, other), d, state, figure)


def finish(points: Any, ends: Any, d: Real, state: Any, figure: Figure) -> Any:
    """Distance and azimuths (degrees), from a last evaluation and a last turn of omega12."""
    (s1, c1, _), (s2, c2, _) = ends
    _, rise, Q, _, _, _ = points
    left = evaluate(points, state, figure)
    sine, versine, ss, _ = state[1]
    change = left[0] / left[1]
    sin_omega = np.copysign(sine + change * (1 - versine), d)
    versine = versine + change * sine
    azi1 = atan2(c2 * sin_omega, rise + Q * versine) * _DEGREE
    azi2 = atan2(c1 * sin_omega, rise - c1 * s2 * versine) * _DEGREE
    # Between points that coincide the azimuth is that of PROJ, towards the equator; at a pole it
    # depends on the longitudes, and is left to PROJ.
    same = ss <= _SAME
    nowhere = select(s1 >= 0, 180.0, 0.0)
    unsure = doubt(state, left, _NEARER) + select(same & (d != 0), 2.0, 0.0)
    azi1, azi2 = select(same, nowhere, azi1), select(same, nowhere, azi2)
    return arc_length(state, left, figure), azi1, azi2, unsure

"""The direct problem: where a geodesic from a point ends, without a branch.

Equations and letters are those of Karney (2013); see `geo.geodesy.series`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.geodesy.primitives import atan2, home, reduced, sincosd
from geo.geodesy.series import (
    Figure,
    arc_integral,
    arc_inverse,
    distance_factor,
    expansion,
    longitude_factor,
    longitude_waves,
    turn,
    waves,
)

Real = Any  # a float in the compiled kernels, an array in the numpy path

_DEGREE = 180 / np.pi
_TINY = 1e-150  # gives a start along the equator an arc of 0


def destination(lon1: Real, lat1: Real, azi1: Real, s12: Real, figure: Figure) -> Any:
    """Longitude, latitude and azimuth at the end, all in degrees."""
    s1, c1 = reduced(lat1, figure.f)
    sin1, cos1 = sincosd(azi1)
    # Eqs. 10 and 11: the azimuth at the equator crossing, and the arc from there, which is 0 for a
    # start along the equator.
    sa = sin1 * c1
    x = cos1 * c1 + _TINY
    sa2, ca2 = sa * sa, x * x + s1 * s1
    ca = np.sqrt(ca2)
    ss1, cs1 = s1 / ca, x / ca
    eps = ca2 * expansion(ca2, figure)
    # Eqs. 15 and 19: distance as the angle tau, where tau1 = sigma1 + shift1.
    shift1 = arc_integral(ss1, cs1, eps)
    tau12 = s12 / distance_factor(eps, figure)
    st, ct = sincosd((tau12 + shift1) * _DEGREE)
    st2, ct2 = ss1 * ct + cs1 * st, cs1 * ct - ss1 * st
    # Eq. 20: back to the arc, where sigma2 = tau2 + shift2.
    shift2 = arc_inverse(st2, ct2, eps)
    ss2, cs2 = turn(st2, ct2, shift2)
    sigma12 = tau12 + shift1 + shift2
    # Eq. 12, as a difference; eq. 8 with eq. 23, the sines from products as in the inverse problem.
    ss, P, K = ss2 * cs1 - cs2 * ss1, ss1 * ss2, cs1 * cs2
    omega12 = atan2(sa * ss, K + sa2 * P)
    w = waves(eps * (K - P), eps, ss, K + P)
    i3 = sigma12 + longitude_waves(w, eps, figure)
    lambda12 = omega12 - longitude_factor(eps, figure) * sa * i3
    lon2 = home(home(lon1) + lambda12 * _DEGREE)
    # Eqs. 13, 6 and 14.
    q = ca * cs2
    lat2 = atan2(ca * ss2, (1 - figure.f) * np.sqrt(sa2 + q * q)) * _DEGREE
    return lon2, lat2, atan2(sa, q) * _DEGREE

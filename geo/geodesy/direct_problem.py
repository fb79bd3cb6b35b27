"""The direct problem: where a geodesic from a point ends, without a branch.

Equations and letters are those of Karney (2013); see `geo.geodesy.series`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.geodesy.primitives import atan2, select, sincosd
from geo.geodesy.series import (
    Figure,
    arc_integral,
    arc_inverse,
    distance_factor,
    longitude_factor,
    longitude_integral,
    reduced,
    turn,
)

Real = Any  # a float in the compiled kernels, an array in the numpy path

_DEGREE = 180 / np.pi


def destination(lon1: Real, lat1: Real, azi1: Real, s12: Real, figure: Figure) -> Any:
    """Longitude, latitude and azimuth at the end, all in degrees."""
    s1, c1 = reduced(lat1, figure)
    sin1, cos1 = sincosd(azi1)
    # Eq. 10: the azimuth at the equator crossing.
    sa = sin1 * c1
    t = sin1 * s1
    ca2 = cos1 * cos1 + t * t
    ca = np.sqrt(ca2)
    # Eq. 11: the arc from the equator crossing, 0 for a start along the equator.
    x = cos1 * c1
    square = x * x + s1 * s1
    along = square < 1e-300
    scale = 1 / np.sqrt(select(along, 1.0, square))
    ss1, cs1 = s1 * scale, select(along, 1.0, x) * scale
    # Eqs. 9 and 16.
    k2 = figure.ep2 * ca2
    eps = k2 / (2 * (1 + np.sqrt(1 + k2)) + k2)
    # Eqs. 15 and 19: distance as the angle tau, tau2 = tau1 + tau12.
    shift1 = arc_integral(ss1, cs1, eps)
    st1, ct1 = turn(ss1, cs1, shift1)
    tau12 = s12 / (figure.b * distance_factor(eps))
    st, ct = sincosd(tau12 * _DEGREE)
    st2, ct2 = st1 * ct + ct1 * st, ct1 * ct - st1 * st
    # Eq. 20: back to the arc.
    shift2 = arc_inverse(st2, ct2, eps)
    ss2, cs2 = turn(st2, ct2, shift2)
    sigma12 = tau12 + shift1 + shift2
    # Eq. 12, as a difference; eq. 8 with eq. 23.
    omega12 = atan2(sa * (ss2 * cs1 - cs2 * ss1), cs1 * cs2 + sa * sa * ss1 * ss2)
    i3 = longitude_integral(ss2, cs2, eps, figure) - longitude_integral(ss1, cs1, eps, figure)
    lambda12 = omega12 - figure.f * sa * longitude_factor(eps, figure) * (sigma12 + i3)
    lon2 = (lon1 - 360.0 * np.rint(lon1 * (1 / 360.0))) + lambda12 * _DEGREE
    lon2 = lon2 - 360.0 * np.rint(lon2 * (1 / 360.0))
    # Eqs. 13, 6 and 14.
    q = ca * cs2
    lat2 = atan2(ca * ss2, (1 - figure.f) * np.sqrt(sa * sa + q * q)) * _DEGREE
    return lon2, lat2, atan2(sa, q) * _DEGREE

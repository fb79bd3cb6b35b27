"""Engine: the inverse and direct problems on flat arrays, by the fastest exact way at hand."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.geodesy.ellipsoid import Ellipsoid, geod

Array = NDArray[np.float64]


def distance(
    lon1: Array, lat1: Array, lon2: Array, lat2: Array, ellipsoid: Ellipsoid, workers: int = 1
) -> Array:
    return np.asarray(geod(ellipsoid).inv(lon1, lat1, lon2, lat2)[2])


def inverse(
    lon1: Array, lat1: Array, lon2: Array, lat2: Array, ellipsoid: Ellipsoid, workers: int = 1
) -> tuple[Array, Array, Array]:
    azi1, azi2, s = geod(ellipsoid).inv(lon1, lat1, lon2, lat2, return_back_azimuth=False)
    return np.asarray(s), np.asarray(azi1), np.asarray(azi2)


def direct(
    lon: Array, lat: Array, azi: Array, s: Array, ellipsoid: Ellipsoid, workers: int = 1
) -> tuple[Array, Array, Array]:
    lon2, lat2, azi2 = geod(ellipsoid).fwd(lon, lat, azi, s, return_back_azimuth=False)
    return np.asarray(lon2), np.asarray(lat2), np.asarray(azi2)

"""Circles: the places at one distance from a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import UsageError
from geo.geodesy import engine
from geo.geodesy.coordinates import read
from geo.geodesy.ellipsoid import WGS84, Ellipsoid
from geo.units import METRES, unit_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["ring"]


def ring(
    lon: Any,
    lat: Any = None,
    radius: Any = None,
    *,
    points: int = 180,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
) -> tuple[Array, Array]:
    """Give points at one distance from a place, all round it.

    Parameters
    ----------
    lon, lat : float, array_like or Series, degrees; or points in place of both
        The centres.
    radius : float, array_like or Series
        The distance, in `unit`.
    points : int, default 180
        How many points; the first comes again at the end.
    unit : str, default "m"
        Unit of the radius.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.

    Returns
    -------
    lon, lat : ndarray, shape (..., points + 1)
        Degrees, from north against the clock, longitudes from -180 to 180.

    Raises
    ------
    UsageError
        Where there are fewer than 3 points.
    InvalidCoordinate, InvalidGeometry, UnknownName
        As for `geo.geodesy.distance`.

    Notes
    -----
    The ends of geodesics of that length; each is the nearest way as long as the radius is below
    19,900 km. `buffer` makes a polygon of a ring, also over a pole or the antimeridian.

    Examples
    --------
    >>> lon, lat = ring(0, 0, 100, points=4, unit="km")
    >>> lat.round(3).tolist()
    [0.904, 0.0, -0.904, 0.0, 0.904]
    """
    arrays, form = read("lon lat radius", lon, lat, radius)
    if points < 3:
        raise UsageError(f"a ring needs 3 points, not {points}")
    metres = arrays[2] * METRES[unit_name(unit)]
    azimuth = -np.linspace(0, 360, points + 1)
    many = [np.repeat(values, points + 1) for values in (arrays[0], arrays[1], metres)]
    azimuths = np.tile(azimuth, len(metres))
    x, y, _ = engine.direct((many[0], many[1], azimuths, many[2]), ellipsoid)
    shape = (*form.shape, points + 1)
    return x.reshape(shape), y.reshape(shape)

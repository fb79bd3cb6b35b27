"""Lines: points along the geodesic between two places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import UsageError
from geo.geodesy import engine
from geo.geodesy.antimeridian import unwrap
from geo.geodesy.coordinates import read
from geo.geodesy.ellipsoid import WGS84, Ellipsoid
from geo.units import METRES, unit_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["densify", "interpolate", "line", "midpoint"]


_ROUNDS = 40  # halvings; the Earth's half turn halved so often is a hundredth of a millimetre


def midpoint(
    lon1: Any,
    lat1: Any,
    lon2: Any = None,
    lat2: Any = None,
    *,
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> tuple[Any, Any]:
    """Give the point half-way along a geodesic.

    Parameters
    ----------
    lon1, lat1 : float, array_like or Series, degrees; or points in place of both
        Where the geodesics begin.
    lon2, lat2 : float, array_like or Series, degrees; or points in place of both
        Where they end.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    lon, lat : float, ndarray or pandas.Series
        Degrees, the longitude from -180 to 180.

    Raises
    ------
    InvalidCoordinate, InvalidGeometry, UnknownName, UsageError
        As for `geo.geodesy.distance`.

    Notes
    -----
    Good to 20 nm along the line.

    Examples
    --------
    >>> lon, lat = midpoint(-30, 50, 30, 50)
    >>> abs(round(lon, 9)), round(lat, 3)
    (0.0, 54.005)
    """
    arrays, form = read("lon1 lat1 lon2 lat2", lon1, lat1, lon2, lat2)
    metres, azi1, _ = engine.inverse(arrays, ellipsoid, workers)
    lon, lat, _ = engine.direct((*arrays[:2], azi1, metres / 2), ellipsoid, workers)
    return form.give(lon), form.give(lat)


def interpolate(
    lon1: Any,
    lat1: Any,
    lon2: Any = None,
    lat2: Any = None,
    fraction: Any = None,
    *,
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> tuple[Any, Any]:
    """Give points at fractions of the way along a geodesic.

    Parameters
    ----------
    lon1, lat1 : float, array_like or Series, degrees; or points in place of both
        Where the geodesics begin.
    lon2, lat2 : float, array_like or Series, degrees; or points in place of both
        Where they end.
    fraction : float, array_like or Series
        0 for the beginning, 1 for the end; beyond both the geodesic goes on.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    lon, lat : float, ndarray or pandas.Series
        Degrees, the longitude from -180 to 180.

    Raises
    ------
    InvalidCoordinate, InvalidGeometry, UnknownName, UsageError
        As for `geo.geodesy.distance`.

    Examples
    --------
    >>> lon, lat = interpolate(0, 0, 90, 0, [0, 0.5, 1])
    >>> lon.round(6).tolist()
    [0.0, 45.0, 90.0]
    """
    arrays, form = read("lon1 lat1 lon2 lat2 fraction", lon1, lat1, lon2, lat2, fraction)
    metres, azi1, _ = engine.inverse(arrays[:4], ellipsoid, workers)
    lon, lat, _ = engine.direct((*arrays[:2], azi1, metres * arrays[4]), ellipsoid, workers)
    return form.give(lon), form.give(lat)


def line(
    lon1: Any,
    lat1: Any,
    lon2: Any = None,
    lat2: Any = None,
    *,
    error: float = 100.0,
    unit: str = "m",
    split: bool = True,
    ellipsoid: Ellipsoid = WGS84,
) -> Any:
    """Draw a geodesic as a line that a flat map shows in its right place.

    Parameters
    ----------
    lon1, lat1 : float, array_like or Series, degrees; or points in place of both
        Where the geodesics begin.
    lon2, lat2 : float, array_like or Series, degrees; or points in place of both
        Where they end.
    error : float, default 100.0
        Greatest distance, in `unit`, between the geodesic and the straight lines in longitude and
        latitude between neighbouring vertices.
    unit : str, default "m"
        Unit of `error`.
    split : bool, default True
        Cut the line at the antimeridian. Otherwise its longitudes run on beyond 180.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.

    Returns
    -------
    shapely.LineString or MultiLineString, ndarray of them, or geopandas.GeoSeries
        The lines; None where a coordinate is missing.

    Raises
    ------
    UsageError
        Where `error` is not above 0.
    InvalidCoordinate, InvalidGeometry, UnknownName
        As for `geo.geodesy.distance`.

    Notes
    -----
    The line is halved where it is off, and half-way between two vertices is where it is looked at.
    Near a pole, where longitudes turn fast, vertices lie as close as twice the error.

    Examples
    --------
    >>> path = line(37.6, 55.8, -122.4, 37.8, error=1, unit="km")
    >>> round(path.bounds[3])
    81
    """
    import shapely

    from geo.geodesy.antimeridian import split_antimeridian

    arrays, form = read("lon1 lat1 lon2 lat2", lon1, lat1, lon2, lat2)
    if not error > 0:
        raise UsageError(f"error is {error!r}; it must be a length above 0")
    metres, azi1, _ = engine.inverse(arrays, ellipsoid)
    lines = np.empty(len(metres), dtype=object)
    for i, (lon, lat, azi, s) in enumerate(zip(*arrays[:2], azi1, metres, strict=True)):
        if not np.isfinite(s):
            continue

        def curve(
            t: Array, lon: float = lon, lat: float = lat, azi: float = azi, s: float = s
        ) -> tuple[Array, Array]:
            one = np.ones_like(t)
            x, y, _ = engine.direct((lon * one, lat * one, azi * one, s * t), ellipsoid)
            return x, y

        start = np.linspace(0, 1, 2 * int(np.ceil(s / 1e6)) + 1)
        x, y = densify(curve, start, error * METRES[unit_name(unit)], ellipsoid)
        x[0], y[0] = lon, lat
        x = unwrap(x)
        x[-1] = arrays[2][i] + 360 * np.rint((x[-1] - arrays[2][i]) / 360)
        y[-1] = arrays[3][i]
        path = shapely.LineString(np.column_stack([x, y]))
        lines[i] = split_antimeridian(path) if split else path
    return form.give_geometry(lines)


def densify(
    curve: Callable[[Array], tuple[Array, Array]], start: Array, error: float, ellipsoid: Ellipsoid
) -> tuple[Array, Array]:
    """Take points on a curve until straight lines between them on the map keep to it.

    Parameters
    ----------
    curve : callable
        Gives longitudes and latitudes for an array of parameters.
    start : ndarray, shape (n,)
        Parameters to begin with, rising.
    error : float
        Greatest distance allowed, metres, between the curve and the straight line in longitude and
        latitude, measured half-way between neighbouring points.
    ellipsoid : Ellipsoid
        The ellipsoid.

    Returns
    -------
    lon, lat : ndarray, shape (m,)
        Points of the curve, in order.

    Examples
    --------
    >>> lon, lat = densify(lambda t: (t, 60 + 0 * t), np.array([0.0, 10.0]), 1.0, WGS84)
    >>> lon.tolist()
    [0.0, 10.0]
    """
    t = start
    lon, lat = curve(t)
    coarse = np.ones(len(t) - 1, dtype=bool)
    for _ in range(_ROUNDS):
        left = np.flatnonzero(coarse)
        if not len(left):
            break
        middle = (t[left] + t[left + 1]) / 2
        x, y = curve(middle)
        step = lon[left + 1] - lon[left]
        flat_x = lon[left] + (step - 360 * np.rint(step / 360)) / 2
        flat_y = (lat[left] + lat[left + 1]) / 2
        off = engine.distance((x, y, flat_x, flat_y), ellipsoid) > error
        place = left[off] + 1
        t = np.insert(t, place, middle[off])
        lon, lat = np.insert(lon, place, x[off]), np.insert(lat, place, y[off])
        # Both halves of what was halved are looked at in the next round.
        halved = np.zeros(len(coarse), dtype=int)
        halved[left[off]] = 1
        coarse = np.repeat(halved.astype(bool), 1 + halved)
    return lon, lat

"""Distances: between points, with azimuths, and the way from a point along an azimuth."""

from __future__ import annotations

from functools import cache
from typing import Any

from geo.geodesy import engine
from geo.geodesy.coordinates import halves, read
from geo.geodesy.ellipsoid import WGS84, Ellipsoid, geod
from geo.units import METRES, unit_name

__all__ = ["direct", "distance", "distance_matrix", "inverse"]


@cache
def _wgs84_inverse() -> Any:
    """Give PROJ's solver, which is the fastest for a single pair of floats."""
    return geod().inv


def distance(
    lon1: Any,
    lat1: Any,
    lon2: Any = None,
    lat2: Any = None,
    *,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> Any:
    """Measure the geodesic distance between points.

    Longitude comes before latitude, as in pyproj, and both are in degrees. Two numbers are a point;
    so are a shapely Point and anything with ``lon`` and ``lat``. The distance is in metres unless
    `unit` says otherwise:

    >>> round(distance(37.157, 36.203, 48.516, 34.799))
    1041660
    >>> from shapely import Point
    >>> round(distance(Point(37.157, 36.203), Point(48.516, 34.799), unit="mi"), 1)
    647.3

    Arrays, lists and Series are taken element by element and broadcast, so that one call measures
    from one place to many, and `distance_matrix` from many to many:

    >>> distance(37.157, 36.203, [48.516, 44.366], [34.799, 33.315], unit="km").round(1)
    array([1041.7,  733.4])

    A GeoSeries gives a Series with its index. Its reference system must be geographic: one in
    metres raises `InvalidGeometry`, where others give a wrong answer.

    Parameters
    ----------
    lon1, lat1 : float, array_like or Series, degrees; or points in place of both
        The first points. Longitudes may be of any turn.
    lon2, lat2 : float, array_like or Series, degrees; or points in place of both
        The second points.
    unit : str, default "m"
        Unit of the result: m, km, mi, nmi, ft, yd or their long names.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    float, ndarray or pandas.Series
        The distance, never negative, and exactly 0 for points that are the same. The form follows
        the input: a float for scalars. In arrays a coordinate that is NaN, infinite or a latitude
        beyond 90 gives NaN.

    Raises
    ------
    InvalidCoordinate
        Where the points are scalars, and a coordinate is not finite or a latitude beyond 90.
    InvalidGeometry
        Where a geometry is no point, or its reference system is not geographic in degrees.
    UnknownName
        Where there is no such unit.
    UsageError
        Where arguments are missing or do not fit each other.

    Notes
    -----
    *Model.* The shortest line on the surface of the ellipsoid at height 0. A sphere would be up to
    0.56 % off. Roads, terrain and altitude do not come in.

    *Error.* At most 20 nm against exact geodesics, points near antipodes included. That bound is
    absolute: for points a millimetre apart it is 2e-5 of the distance.

    *Cost.* About a microsecond for a pair of floats. A large array takes some 20 ns a pair on one
    core with AVX-512, after numba has compiled the loop once for each machine, which takes seconds;
    numba is imported when a process has asked for a million pairs. Without numba it is some 90 ns,
    and `workers` gain little. ``make bench`` prints the figures.

    *Source.* C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013) 43-55,
    doi:10.1007/s00190-012-0578-z; for single pairs and those nearest to antipodes his own code in
    PROJ.

    Examples
    --------
    The way round the pole is shorter than along the parallel:

    >>> round(distance(0, 80, 180, 80, unit="km"))
    2234
    """
    if (
        type(lon1) is float
        and type(lat1) is float
        and type(lon2) is float
        and type(lat2) is float
        and ellipsoid is WGS84
    ):  # written out, for a call to ask would take as long as the answer
        metres = _wgs84_inverse()(lon1, lat1, lon2, lat2)[2]
        if metres >= 0:  # not so for NaN
            return metres if unit == "m" else metres / METRES[unit_name(unit)]
    arrays, form = read("lon1 lat1 lon2 lat2", lon1, lat1, lon2, lat2)
    metres = engine.distance(arrays, ellipsoid, workers)
    return form.give(in_unit(metres, unit))


def _are_floats(*values: Any) -> bool:
    """Tell whether PROJ's functions for single floats can be asked straight away."""
    return all(type(value) is float for value in values)


def in_unit(metres: Any, unit: str) -> Any:
    """Turn metres into a unit, without a pass over the array where it is metres.

    Parameters
    ----------
    metres : ndarray
        Lengths.
    unit : str
        The unit wanted.

    Returns
    -------
    ndarray
        The lengths in that unit.

    Examples
    --------
    >>> in_unit(1852.0, "nmi")
    1.0
    """
    return metres if unit == "m" else metres / METRES[unit_name(unit)]


def inverse(
    lon1: Any,
    lat1: Any,
    lon2: Any = None,
    lat2: Any = None,
    *,
    unit: str = "m",
    return_back_azimuth: bool = False,
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> tuple[Any, Any, Any]:
    """Measure the distance between points and the azimuths of the geodesic at both.

    Parameters
    ----------
    lon1, lat1 : float, array_like or Series, degrees; or points in place of both
        The first points.
    lon2, lat2 : float, array_like or Series, degrees; or points in place of both
        The second points.
    unit : str, default "m"
        Unit of the distance.
    return_back_azimuth : bool, default False
        Give the second azimuth as that of the way back to the first point, as pyproj does.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    distance : float, ndarray or pandas.Series
        As `distance` gives it.
    azimuth1, azimuth2 : float, ndarray or pandas.Series
        Degrees clockwise from north, -180 to 180: in which the geodesic leaves the first point, and
        in which it arrives at the second and goes on.

    Raises
    ------
    InvalidCoordinate, InvalidGeometry, UnknownName, UsageError
        As for `distance`.

    Notes
    -----
    Karney (2013); the distance is good to 20 nm. An azimuth is good to the angle that moves the
    other end by 20 nm, at least 1e-11 degrees: two points a metre apart have an azimuth to 1e-6
    degrees. Where several geodesics are shortest, as between antipodes, PROJ's choice is given;
    between points that are the same the azimuth is 180 on the northern half and 0 on the southern.

    Examples
    --------
    >>> s, there, on = inverse(37.157, 36.203, 48.516, 34.799, unit="km")
    >>> round(s, 1), round(there, 2), round(on, 2)
    (1041.7, 95.26, 101.87)
    """
    if _are_floats(lon1, lat1, lon2, lat2):
        back = return_back_azimuth
        azi1, azi2, metres = geod(ellipsoid).inv(lon1, lat1, lon2, lat2, return_back_azimuth=back)
        if metres >= 0:  # not so for NaN
            return in_unit(metres, unit), azi1, azi2
    arrays, form = read("lon1 lat1 lon2 lat2", lon1, lat1, lon2, lat2)
    metres, azi1, azi2 = engine.inverse(arrays, ellipsoid, workers)
    if return_back_azimuth:
        import numpy as np

        azi2 = np.where(azi2 > 0, azi2 - 180.0, azi2 + 180.0)
    return form.give(in_unit(metres, unit)), form.give(azi1), form.give(azi2)


def direct(
    lon: Any,
    lat: Any = None,
    azimuth: Any = None,
    distance: Any = None,
    *,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> tuple[Any, Any, Any]:
    """Go a distance from a point along an azimuth.

    Parameters
    ----------
    lon, lat : float, array_like or Series, degrees; or points in place of both
        Where to start.
    azimuth : float, array_like or Series
        Degrees clockwise from north.
    distance : float, array_like or Series
        How far, in `unit`; negative for the way back.
    unit : str, default "m"
        Unit of `distance`.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    lon, lat : float, ndarray or pandas.Series
        Where the way ends, degrees, the longitude from -180 to 180.
    azimuth : float, ndarray or pandas.Series
        The azimuth there, in which the geodesic goes on.

    Raises
    ------
    InvalidCoordinate, InvalidGeometry, UnknownName, UsageError
        As for `distance`.

    Notes
    -----
    Karney (2013), sections 2 and 3; the end is good to 20 nm.

    Examples
    --------
    >>> lon, lat, on = direct(37.157, 36.203, 95.26, 1041.66, unit="km")
    >>> round(lon, 2), round(lat, 2), round(on, 2)
    (48.52, 34.8, 101.87)
    """
    if _are_floats(lon, lat, azimuth, distance) and -90 <= lat <= 90:
        metres = distance * METRES[unit_name(unit)]
        end = geod(ellipsoid).fwd(lon, lat, azimuth, metres, return_back_azimuth=False)
        if end[1] == end[1]:
            return end
    arrays, form = read("lon lat azimuth distance", lon, lat, azimuth, distance)
    if unit != "m":
        arrays[3] = arrays[3] * METRES[unit_name(unit)]
    lon2, lat2, azi2 = engine.direct(arrays, ellipsoid, workers)
    return form.give(lon2), form.give(lat2), form.give(azi2)


def distance_matrix(
    lon1: Any,
    lat1: Any,
    lon2: Any = None,
    lat2: Any = None,
    *,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> Any:
    """Measure the distance from each of some points to each of others.

    Parameters
    ----------
    lon1, lat1 : array_like or Series, degrees; or points in place of both
        The points of the rows.
    lon2, lat2 : array_like or Series, degrees; or points in place of both
        The points of the columns.
    unit : str, default "m"
        Unit of the result.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    ndarray, shape (n, m), or pandas.DataFrame
        The distances; a DataFrame with both indexes for two Series.

    Raises
    ------
    InvalidCoordinate, InvalidGeometry, UnknownName, UsageError
        As for `distance`.

    Notes
    -----
    The same solution and error as `distance`; what depends on one point alone is worked out once.

    Examples
    --------
    >>> distance_matrix([0, 10], [0, 0], [0, 0, 0], [1, 2, 3], unit="km").round()
    array([[ 111.,  221.,  332.],
           [1119., 1135., 1161.]])
    """
    (one, rows), (other, columns) = (
        read("lon lat", *half) for half in halves(lon1, lat1, lon2, lat2)
    )
    metres = in_unit(engine.matrix(one, other, ellipsoid, workers), unit)
    if rows.index is not None and columns.index is not None:
        import pandas as pd

        return pd.DataFrame(metres, index=rows.index, columns=columns.index)
    return metres

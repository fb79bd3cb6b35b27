"""Tracks: how far off a geodesic a point lies, and where two geodesics cross."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.geodesy import engine
from geo.geodesy.coordinates import read
from geo.geodesy.ellipsoid import WGS84, Ellipsoid
from geo.units import METRES, unit_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["cross_track", "intersect"]


_ROUNDS = 12  # the steps shrink with their square: four suffice, but near a quarter turn
_CLOSE = 1e-7  # metres
_ALONG = 1e-9  # sine of the angle at which lines count as one


def cross_track(  # noqa: PLR0917 - three points are six coordinates
    lon: Any,
    lat: Any,
    lon1: Any,
    lat1: Any = None,
    lon2: Any = None,
    lat2: Any = None,
    *,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> tuple[Any, Any]:
    """Measure how far off a geodesic a point lies, and how far along it.

    Parameters
    ----------
    lon, lat : float, array_like or Series, degrees; or points in place of both
        The points.
    lon1, lat1 : float, array_like or Series, degrees; or points in place of both
        Where the geodesic begins.
    lon2, lat2 : float, array_like or Series, degrees; or points in place of both
        A second point, towards which it runs.
    unit : str, default "m"
        Unit of the results.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    cross : float, ndarray or pandas.Series
        Distance to the nearest point of the geodesic: above 0 to the right of it, below 0 to the
        left. The geodesic runs on beyond both points.
    along : float, ndarray or pandas.Series
        Distance from the first point to that nearest point, below 0 behind it.

    Raises
    ------
    InvalidCoordinate, InvalidGeometry, UnknownName, UsageError
        As for `geo.geodesy.distance`.

    Notes
    -----
    The foot of the perpendicular on a sphere, taken again from that foot until it stays (Karney
    2013, section 8, with spherical triangles in place of the gnomonic projection). Good to 100 nm
    but for points near a quarter turn off, where the foot itself is ill-defined.

    Examples
    --------
    >>> cross, along = cross_track(1, 1, 0, 0, 10, 0, unit="km")
    >>> round(cross, 1), round(along, 1)
    (-110.6, 111.3)
    """
    arrays, form = read("lon lat lon1 lat1 lon2 lat2", lon, lat, lon1, lat1, lon2, lat2)
    x, y, x1, y1, x2, y2 = arrays
    _, course, _ = engine.inverse((x1, y1, x2, y2), ellipsoid, workers)
    along = np.zeros(len(x))
    for _ in range(_ROUNDS):
        foot_x, foot_y, heading = engine.direct((x1, y1, course, along), ellipsoid, workers)
        s, azimuth, _ = engine.inverse((foot_x, foot_y, x, y), ellipsoid, workers)
        angle, arc = np.radians(azimuth - heading), s / ellipsoid.a
        step = ellipsoid.a * np.arctan2(np.sin(arc) * np.cos(angle), np.cos(arc))
        along = along + step
        if not np.any(np.abs(step) > _CLOSE):
            break
    cross = np.copysign(s, np.sin(angle))
    metres = METRES[unit_name(unit)]
    return form.give(cross / metres), form.give(along / metres)


def intersect(  # noqa: PLR0917 - four points are eight coordinates
    lon1: Any,
    lat1: Any,
    lon2: Any,
    lat2: Any,
    lon3: Any = None,
    lat3: Any = None,
    lon4: Any = None,
    lat4: Any = None,
    *,
    extended: bool = False,
    ellipsoid: Ellipsoid = WGS84,
    workers: int = 1,
) -> tuple[Any, Any]:
    """Find where two geodesics cross.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : float, array_like or Series, degrees; or two points in place of them
        The ends of the first geodesic.
    lon3, lat3, lon4, lat4 : float, array_like or Series, degrees; or two points in place of them
        The ends of the second.
    extended : bool, default False
        Take the geodesics beyond their ends, and give the crossing nearest to their middles.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    lon, lat : float, ndarray or pandas.Series
        Degrees; NaN where they do not cross, or run along each other.

    Raises
    ------
    InvalidCoordinate, InvalidGeometry, UnknownName, UsageError
        As for `geo.geodesy.distance`.

    Notes
    -----
    The spherical triangle of a point on each line and the crossing is solved for the way to go on
    both, until the points meet. Good to a micrometre for lines that do not cross at a glance.

    Examples
    --------
    >>> lon, lat = intersect(0, 0, 10, 10, 0, 10, 10, 0)
    >>> round(lon, 6), round(lat, 6)
    (5.0, 5.057771)
    """
    arrays, form = read(
        "lon1 lat1 lon2 lat2 lon3 lat3 lon4 lat4", lon1, lat1, lon2, lat2, lon3, lat3, lon4, lat4
    )
    one, other = arrays[:4], arrays[4:]
    length1, course1, _ = engine.inverse(one, ellipsoid, workers)
    length2, course2, _ = engine.inverse(other, ellipsoid, workers)
    along1, along2 = length1 / 2, length2 / 2
    for _ in range(_ROUNDS):
        x1, y1, heading1 = engine.direct((*one[:2], course1, along1), ellipsoid, workers)
        x2, y2, heading2 = engine.direct((*other[:2], course2, along2), ellipsoid, workers)
        s, azi1, azi2 = engine.inverse((x1, y1, x2, y2), ellipsoid, workers)
        step1, step2 = _to_crossing(s / ellipsoid.a, heading1 - azi1, heading2 - azi2)
        along1 = along1 + ellipsoid.a * step1
        along2 = along2 + ellipsoid.a * step2
        if not np.any(s > _CLOSE):
            break
    lon, lat, _ = engine.direct((*one[:2], course1, along1), ellipsoid, workers)
    # Lines that run along each other meet everywhere, and cross nowhere.
    missed = ~(s <= 1e-3) | (np.abs(np.sin(np.radians(heading1 - heading2))) < _ALONG)
    if not extended:
        missed |= ~((along1 >= -1e-6) & (along1 <= length1 + 1e-6))
        missed |= ~((along2 >= -1e-6) & (along2 <= length2 + 1e-6))
    lon, lat = np.where(missed, np.nan, lon), np.where(missed, np.nan, lat)
    return form.give(lon), form.give(lat)


def _to_crossing(arc: Array, turn1: Array, turn2: Array) -> tuple[Array, Array]:
    """Solve the spherical triangle between two points and the crossing of the lines through them.

    `arc` is the side between the points, radians; `turn1` and `turn2` how far each line's heading
    lies clockwise of that side's, degrees. Gives the way along each line to the nearer crossing.
    """
    sin1, cos1 = np.sin(np.radians(turn1)), np.cos(np.radians(turn1))
    sin2, cos2 = np.sin(np.radians(turn2)), np.cos(np.radians(turn2))
    sin, cos = np.sin(arc), np.cos(arc)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = np.arctan(-sin2 * sin / (sin1 * cos2 - cos1 * sin2 * cos))
        second = np.arctan(sin1 * sin / (cos1 * sin2 - sin1 * cos2 * cos))
    at_it = arc == 0
    return np.where(at_it, 0.0, first), np.where(at_it, 0.0, second)

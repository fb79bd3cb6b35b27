"""Areas and lengths of geometries whose edges are geodesics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import InvalidGeometry
from geo.geodesy import engine
from geo.geodesy.antimeridian import unwrap
from geo.geodesy.coordinates import Form, geometries
from geo.geodesy.ellipsoid import WGS84, Ellipsoid, geod
from geo.units import METRES, unit_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["area", "length"]


def length(
    geometry: Any, *, unit: str = "m", ellipsoid: Ellipsoid = WGS84, workers: int = 1
) -> Any:
    """Measure the length of lines, or the perimeter of polygons.

    Parameters
    ----------
    geometry : shapely geometry, array of them, GeoSeries or GeoDataFrame
        In degrees; edges are the geodesics between their vertices.
    unit : str, default "m"
        Unit of the result.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    float, ndarray or pandas.Series
        The length; 0 for points and what is empty, NaN for what is missing.

    Raises
    ------
    InvalidGeometry
        Where the reference system is not geographic.
    UnknownName
        Where there is no such unit.

    Notes
    -----
    The sum of `geo.geodesy.distance` over the edges: 20 nm for each.

    Examples
    --------
    >>> from shapely import LineString
    >>> round(length(LineString([(0, 0), (1, 0), (1, 1)]), unit="km"), 3)
    221.894
    """
    import shapely

    items, index, _ = geometries(geometry)
    flat = items.ravel()
    rings, owner = _runs(flat)
    points, run = shapely.get_coordinates(rings, return_index=True)
    edge = np.flatnonzero(run[1:] == run[:-1])
    lon, lat = np.ascontiguousarray(points.T)
    ends = (lon[edge], lat[edge], lon[edge + 1], lat[edge + 1])
    steps = engine.distance(ends, ellipsoid, workers)
    total = np.bincount(owner[run[edge]], steps, len(flat))
    total[shapely.is_missing(flat)] = np.nan
    return Form(items.shape, index).give(total / METRES[unit_name(unit)])


def _runs(items: Any) -> tuple[Any, Any]:
    """Take geometries apart into lines and rings, and tell which each belongs to."""
    import shapely

    parts, owner = items, np.arange(len(items))
    while np.any(shapely.get_type_id(parts) > shapely.GeometryType.POLYGON):
        parts, inner = shapely.get_parts(parts, return_index=True)
        owner = owner[inner]
    polygons = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings, inner = shapely.get_rings(parts[polygons], return_index=True)
    lines = ~polygons & (shapely.get_dimensions(parts) == 1)
    return (
        np.concatenate([parts[lines], rings]),
        np.concatenate([owner[lines], owner[polygons][inner]]),
    )


def area(geometry: Any, *, unit: str = "m", ellipsoid: Ellipsoid = WGS84) -> Any:
    """Measure the area of polygons.

    Parameters
    ----------
    geometry : shapely geometry, array of them, GeoSeries or GeoDataFrame
        Polygons in degrees; edges are the geodesics between their vertices. They may cross the
        antimeridian or enclose a pole.
    unit : str, default "m"
        Unit of length; the area is in its square: ``"km"`` gives square kilometres.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.

    Returns
    -------
    float, ndarray or pandas.Series
        The area, holes taken off; 0 for lines and points, NaN for what is missing.

    Raises
    ------
    InvalidGeometry
        Where the reference system is not geographic.
    UnknownName
        Where there is no such unit.

    Notes
    -----
    Karney (2013), section 6, as PROJ computes it: 0.1 m2 for a vertex. The inside is what lies
    inside on the map, also where it is more than half of the Earth. An edge meant to follow a
    parallel, as the border at 49 N does, must be densified first.

    Examples
    --------
    >>> from shapely import box
    >>> round(area(box(0, 0, 1, 1), unit="km"), 1)
    12308.8
    """
    items, index, _ = geometries(geometry)
    squares = [_area(item, ellipsoid) for item in items.ravel()]
    values = np.array(squares, dtype=float) / METRES[unit_name(unit)] ** 2
    return Form(items.shape, index).give(values)


def _area(geometry: Any, ellipsoid: Ellipsoid) -> float:
    if geometry is None:
        return float("nan")
    if not hasattr(geometry, "geom_type"):
        raise InvalidGeometry(f"not a geometry: {geometry!r:.80}")
    if hasattr(geometry, "geoms"):
        return sum(_area(part, ellipsoid) for part in geometry.geoms)
    if geometry.geom_type != "Polygon" or geometry.is_empty:
        return 0.0
    holes = sum(_ring_area(hole, ellipsoid) for hole in geometry.interiors)
    return _ring_area(geometry.exterior, ellipsoid) - holes


def _ring_area(ring: Any, ellipsoid: Ellipsoid) -> float:
    """Measure what a ring encloses, on the side where its inside lies on the map."""
    import shapely

    lon, lat = _along_parallels(*shapely.get_coordinates(ring).T)
    signed, _ = geod(ellipsoid).polygon_area_perimeter(lon[:-1], lat[:-1])
    x, y = (lon if np.abs(np.diff(lon)).max() < 180 else unwrap(lon)), lat
    if abs(x[-1] - x[0]) > 180:  # round a pole: the map has no inside, the smaller side is meant
        return abs(signed)
    # The strips between edges and the equator, on a sphere, tell the inside from the outside.
    height = np.sin(np.radians(y))
    turned = -np.sum(np.radians(np.diff(x)) * (height[1:] + height[:-1]) / 2) / (4 * np.pi)
    whole = surface(ellipsoid)
    inside, outside = abs(signed), whole - abs(signed)
    if 0.25 < abs(turned) < 0.75:  # too near to half of the Earth: the sense of the ring decides
        return inside if signed * turned > 0 else outside
    return min(inside, outside, key=lambda side: abs(side / whole - abs(turned)))


def _along_parallels(lon: Array, lat: Array) -> tuple[Array, Array]:
    """Give an edge along a pole, or along the whole width of the map, points to keep it there."""
    place = np.arange(len(lon))
    width, at_pole = np.abs(np.diff(lon)), (np.abs(lat[1:]) == 90) & (lat[1:] == lat[:-1])
    wide = np.flatnonzero((width == 360) | (at_pole & (width >= 180)))
    if not len(wide):
        return lon, lat
    at = np.unique(np.concatenate([place, *(np.linspace(i, i + 1, 721) for i in wide)]))
    return np.interp(at, place, lon), np.interp(at, place, lat)


def surface(ellipsoid: Ellipsoid = WGS84) -> float:
    """Give the area of a whole ellipsoid.

    Parameters
    ----------
    ellipsoid : Ellipsoid, default WGS84
        An oblate ellipsoid or a sphere.

    Returns
    -------
    float
        Square metres.

    Examples
    --------
    >>> round(surface() / 1e12, 3)
    510.066
    """
    eccentricity = (ellipsoid.f * (2 - ellipsoid.f)) ** 0.5
    ratio = np.arctanh(eccentricity) / eccentricity if eccentricity else 1.0
    return float(2 * np.pi * (ellipsoid.a**2 + ellipsoid.b**2 * ratio))

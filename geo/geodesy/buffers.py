"""Buffers: all places within a distance of a place, a line or an area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import UsageError
from geo.geodesy import engine
from geo.geodesy.antimeridian import polygon_of, split_antimeridian, unwrap
from geo.geodesy.coordinates import Form, geometries, is_pointlike, read
from geo.geodesy.ellipsoid import WGS84, Ellipsoid
from geo.geodesy.lines import densify
from geo.units import METRES, unit_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["buffer"]


_PLAIN = 5e5  # metres: smaller discs away from the poles need no care for the curvature of the map
_WHOLE = 1.98e7  # metres: further off, geodesics from a point begin to cross each other
_OPPOSITE = 3e5  # metres: no place is so far from the antipode, and _WHOLE from the point


def buffer(
    lon: Any,
    lat: Any = None,
    radius: Any = None,
    *,
    error: float | None = None,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
) -> Any:
    """Draw all places within a distance of points, lines or polygons.

    Parameters
    ----------
    lon, lat : float, array_like or Series, degrees; or any geometries in place of both
        Points, or shapely geometries, arrays of them, a GeoSeries or a GeoDataFrame.
    radius : float, array_like or Series
        The distance, in `unit`; one for all where lines or polygons are given.
    error : float, optional
        How far off the true edge the drawn one may lie, in `unit`; a thousandth of the radius
        by default.
    unit : str, default "m"
        Unit of the radius and of `error`.
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.

    Returns
    -------
    shapely.Polygon or MultiPolygon, ndarray of them, or geopandas.GeoSeries
        Longitudes from -180 to 180: cut at the antimeridian, and closed along the map's edge where
        a pole is inside. None where a coordinate is missing.

    Raises
    ------
    UsageError
        Where the radius is negative or missing.
    InvalidCoordinate, InvalidGeometry, UnknownName
        As for `geo.geodesy.distance`.

    Notes
    -----
    A disc is drawn through ends of geodesics (`geo.geodesy.ring`), more of them where the map bends
    it. A line is the union of discs along it, an area that of itself and its edge's discs.

    Examples
    --------
    >>> buffer(179, 0, 500, unit="km").geom_type
    'MultiPolygon'
    >>> from shapely import LineString
    >>> around = buffer(LineString([(0, 0), (5, 0)]), 12, unit="nmi")
    >>> round(around.bounds[3], 2)
    0.2
    """
    factor = METRES[unit_name(unit)]
    if is_pointlike(lon):
        lat, radius = None, lat if radius is None else radius
    if radius is None:
        raise UsageError("expected lon, lat, radius, or geometries and a radius")
    if lat is None and not _all_points(lon):
        if not np.isscalar(radius):
            raise UsageError("lines and polygons take one radius for all")
        items, index, crs = geometries(lon)
        reach, allowed = _reach(np.array([radius], dtype=float) * factor, error, factor)[0].tolist()
        shapes = np.empty(items.size, dtype=object)
        for i, item in enumerate(items.ravel()):
            shapes[i] = None if item is None else _around(item, reach, allowed, ellipsoid)
        return Form(items.shape, index, crs).give_geometry(shapes)
    (x, y, r), form = read("lon lat radius", lon, lat, radius)
    return form.give_geometry(_discs(x, y, _reach(r * factor, error, factor), ellipsoid))


def _all_points(value: Any) -> bool:
    """Tell whether point-like values hold nothing but points."""
    if not hasattr(value, "geom_type") and hasattr(value, "lon"):
        return True
    import shapely

    kinds = shapely.get_type_id(geometries(value)[0])
    return bool(np.all(kinds <= shapely.GeometryType.POINT))


def _reach(metres: Array, error: float | None, factor: float) -> Array:
    """Pair each radius with the error allowed, in metres."""
    if np.any(metres < 0):
        raise UsageError("a radius is negative")
    if error is not None and not error > 0:
        raise UsageError(f"error is {error!r}; it must be a length above 0")
    allowed = metres / 1000 if error is None else np.full(len(metres), error * factor)
    return np.column_stack([metres, np.maximum(allowed, 1e-3)])


def _around(geometry: Any, radius: float, error: float, ellipsoid: Ellipsoid) -> Any:
    """Draw all places within `radius` metres of a geometry."""
    import shapely

    runs = [shapely.get_coordinates(part) for part in _edges(geometry)]
    spacing = np.sqrt(8 * radius * error / 2) if radius else np.inf
    points = [shapely.get_coordinates(_points(geometry))]
    points += [_spaced(run, spacing, ellipsoid) for run in runs]
    lon, lat = np.unique(np.concatenate(points), axis=0).T
    reach = np.tile([radius, error / 2], (len(lon), 1))
    discs = _discs(np.ascontiguousarray(lon), np.ascontiguousarray(lat), reach, ellipsoid)
    areas = [split_antimeridian(part) for part in _parts(geometry) if part.geom_type == "Polygon"]
    return shapely.union_all([*discs, *areas])


def _parts(geometry: Any) -> list[Any]:
    """Take a geometry apart, collections in collections too."""
    if hasattr(geometry, "geoms"):
        return [part for member in geometry.geoms for part in _parts(member)]
    return [geometry]


def _edges(geometry: Any) -> list[Any]:
    """List the lines and rings of a geometry."""
    edges = []
    for part in _parts(geometry):
        if part.geom_type == "Polygon":
            edges += [part.exterior, *part.interiors]
        elif part.geom_type != "Point":
            edges.append(part)
    return [edge for edge in edges if not edge.is_empty]


def _points(geometry: Any) -> list[Any]:
    return [part for part in _parts(geometry) if part.geom_type == "Point"]


def _spaced(run: Array, spacing: float, ellipsoid: Ellipsoid) -> Array:
    """Give the vertices of a line, and points between them no further apart than `spacing`."""
    lon, lat = np.ascontiguousarray(run.T)
    s, azimuth, _ = engine.inverse((lon[:-1], lat[:-1], lon[1:], lat[1:]), ellipsoid)
    parts = np.maximum(1, np.ceil(s / spacing)).astype(int)
    edge = np.repeat(np.arange(len(s)), parts)
    share = (np.arange(len(edge)) - np.repeat(np.cumsum(parts) - parts, parts)) / parts[edge]
    x, y, _ = engine.direct((lon[edge], lat[edge], azimuth[edge], s[edge] * share), ellipsoid)
    return np.concatenate([run, np.column_stack([x, y])[share > 0]])


def _discs(lon: Array, lat: Array, reach: Array, ellipsoid: Ellipsoid) -> Any:
    """Draw discs: plain ones all at once, those near a pole or the antimeridian one by one."""
    import shapely

    discs = np.empty(len(lon), dtype=object)
    radius, error = reach.T
    known = np.isfinite(lon) & np.isfinite(radius) & (np.abs(lat) <= 90)
    discs[known & (radius == 0)] = shapely.Polygon()
    degrees = np.degrees(1.01 * radius / ellipsoid.b)
    plain = known & (radius > 0) & (radius < _PLAIN) & (np.abs(lat) + degrees < 75)
    away = np.abs(lon) + degrees / np.cos(np.radians(np.minimum(np.abs(lat) + degrees, 89))) < 180
    at = np.flatnonzero(plain & away)
    if len(at):
        sides = int(np.ceil(np.pi / np.sqrt(np.min(error[at] / radius[at]))))
        azimuth = np.append(np.arange(0, -360, -360 / max(sides, 36)), 0.0)
        count = len(azimuth)
        start = (np.repeat(a, count) for a in (lon[at], lat[at]))
        ends = (*start, np.tile(azimuth, len(at)), np.repeat(radius[at], count))
        x, y, _ = engine.direct(ends, ellipsoid)
        discs[at] = shapely.polygons(np.stack([x, y], -1).reshape(len(at), count, 2))
    for i in np.flatnonzero(known & (radius > 0) & ~(plain & away)):
        place = float(lon[i]), float(lat[i])
        discs[i] = _disc(place, float(radius[i]), float(error[i]), ellipsoid)
    return discs


def _disc(place: tuple[float, float], radius: float, error: float, ellipsoid: Ellipsoid) -> Any:
    """Draw all places within `radius` metres of a point, wherever it lies."""
    import shapely

    world = shapely.box(-180, -90, 180, 90)
    lon, lat = place
    lon = lon if abs(lon) <= 180 else (lon + 180) % 360 - 180
    if radius > _WHOLE:
        return shapely.difference(world, _beyond(lon, lat, radius, ellipsoid))

    def circle(azimuth: Array) -> tuple[Array, Array]:
        one = np.ones_like(azimuth)
        x, y, _ = engine.direct((lon * one, lat * one, -azimuth, radius * one), ellipsoid)
        return x, y

    x, y = densify(circle, np.linspace(0, 360, 73), error, ellipsoid)
    x[-1], y[-1] = x[0], y[0]
    one = np.ones(2)
    poles = (lon * one, lat * one, lon * one, np.array([90.0, -90.0]))
    to_north, to_south = engine.distance(poles, ellipsoid)
    if to_north < radius and to_south < radius:
        return shapely.difference(world, polygon_of(x, y))
    turned = unwrap(x)
    if abs(turned[-1] - turned[0]) > 180:
        # The nearer pole, not the one that lies within: a ring may run through it, to rounding.
        return polygon_of(x, y, 90.0 if to_north < to_south else -90.0)
    return polygon_of(x, y)


def _beyond(lon: float, lat: float, radius: float, ellipsoid: Ellipsoid) -> Any:
    """Draw the places further off than `radius`, which lie round the antipode."""
    import shapely

    azimuth = np.linspace(0, 360, 181)
    one = np.ones_like(azimuth)
    there = ((lon + 180) * one, -lat * one, azimuth)
    low, high = 0 * one, _OPPOSITE * one
    for _ in range(40):
        middle = (low + high) / 2
        x, y, _ = engine.direct((*there, middle), ellipsoid)
        outside = engine.distance((lon * one, lat * one, x, y), ellipsoid) > radius
        low, high = np.where(outside, middle, low), np.where(outside, high, middle)
    if high.max() < 1:
        return shapely.Polygon()
    x, y, _ = engine.direct((*there, low), ellipsoid)
    x[-1], y[-1] = x[0], y[0]
    return polygon_of(x, y, 90.0 if lat < 0 else -90.0)

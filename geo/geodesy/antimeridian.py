"""Antimeridian: geometries cut at 180 degrees, so that a flat map draws them right."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["polygon_of", "split_antimeridian", "unwrap"]


def unwrap(lon: Array) -> Array:
    """Make a run of longitudes continuous: no step is longer than half a turn.

    Parameters
    ----------
    lon : ndarray, shape (n,)
        Degrees.

    Returns
    -------
    ndarray, shape (n,)
        The same meridians, beyond 180 degrees where need be; the first one as it was.

    Examples
    --------
    >>> unwrap(np.array([170.0, -170.0, -150.0]))
    array([170., 190., 210.])
    """
    turns = np.cumsum(np.rint(np.diff(lon) / 360.0))
    return np.concatenate([lon[:1], lon[1:] - 360.0 * turns])


def split_antimeridian(geometry: Any) -> Any:
    """Cut a geometry at the antimeridian.

    Parameters
    ----------
    geometry : shapely geometry, array of them or GeoSeries
        In degrees. An edge that steps over more than 180 degrees of longitude is taken to cross the
        antimeridian; longitudes may also run on beyond 180.

    Returns
    -------
    shapely geometry, ndarray or GeoSeries
        The same places with longitudes from -180 to 180, in several parts where cut. What does not
        reach beyond comes back as it is.

    Notes
    -----
    A ring that goes once round the Earth encloses the pole of the hemisphere in which most of its
    vertices lie; the polygon is closed along that pole's edge of the map. Cuts are made on the
    straight line in longitude and latitude: densify long edges first (`geo.geodesy.line`).

    Examples
    --------
    >>> from shapely import LineString
    >>> split_antimeridian(LineString([(170, 10), (-170, 20)])).wkt
    'MULTILINESTRING ((170 10, 180 15), (-180 15, -170 20))'
    """
    if hasattr(geometry, "iloc"):
        from geo.geodesy.coordinates import geometries

        items, index, crs = geometries(geometry)
        import geopandas as gpd

        return gpd.GeoSeries([_split(item) for item in items], index=index, crs=crs)
    if isinstance(geometry, (np.ndarray, list, tuple)):
        items = np.asarray(geometry, dtype=object)
        cut = np.empty(items.shape, dtype=object)
        cut.ravel()[:] = [_split(item) for item in items.ravel()]
        return cut
    return _split(geometry)


def _split(geometry: Any) -> Any:
    """Cut one geometry of any type."""
    import shapely

    if geometry is None or shapely.is_empty(geometry):
        return geometry
    if geometry.geom_type == "Point":
        lon = geometry.x
        return geometry if abs(lon) <= 180 else shapely.Point(_home(lon), geometry.y)
    if geometry.geom_type == "Polygon":
        return _split_polygon(geometry)
    if geometry.geom_type in ("LineString", "LinearRing"):
        return _split_line(geometry)
    parts = [_split(part) for part in geometry.geoms]
    if all(new is old for new, old in zip(parts, geometry.geoms, strict=True)):
        return geometry
    flat = [piece for part in parts for piece in getattr(part, "geoms", [part])]
    if geometry.geom_type == "MultiPolygon":
        return shapely.union_all(flat)
    if geometry.geom_type == "GeometryCollection":
        return shapely.GeometryCollection(flat)
    return type(geometry)(flat)


def _home(lon: float) -> float:
    """Bring a longitude into -180 to 180."""
    return float((lon + 180.0) % 360.0 - 180.0)


def _fits(points: Array, geometry: Any) -> bool:
    """Tell whether a run of points is planar-safe as it is."""
    lon, lat = points.T
    if np.abs(lon).max() > 180:
        return False
    step = np.abs(np.diff(lon))
    at_pole = (np.abs(lat[1:]) == 90) & (np.abs(lat[:-1]) == 90)
    if np.any((step > 180) & (step < 360) & ~at_pole):
        return False
    return not np.any((step == 360) & ~at_pole) or (
        geometry.geom_type == "Polygon" and bool(geometry.is_valid)
    )


def _split_line(line: Any) -> Any:
    """Cut a line where it passes from one turn of longitude to the next."""
    import shapely

    points = shapely.get_coordinates(line)
    if _fits(points, line):
        return line
    lon, lat = unwrap(points[:, 0]), points[:, 1]
    # Parameters (vertex number and fraction) at which the line meets an odd multiple of 180.
    cuts = []
    for i in range(len(lon) - 1):
        low, high = sorted((lon[i], lon[i + 1]))
        seams = np.arange(np.ceil((low - 180) / 360), np.floor((high - 180) / 360) + 1) * 360 + 180
        cuts += [i + (seam - lon[i]) / (lon[i + 1] - lon[i]) for seam in seams if low < high]
    ends = np.unique([0.0, *cuts, len(lon) - 1.0])
    place = np.arange(len(lon))
    pieces = []
    for start, end in pairwise(ends):
        at = np.unique([start, *place[(place > start) & (place < end)], end])
        x, y = np.interp(at, place, lon), np.interp(at, place, lat)
        turn = np.round(x.mean() / 360.0) * 360.0
        pieces.append(np.clip(np.column_stack([x - turn, y]), [-180, -90], [180, 90]))
    lines = [shapely.LineString(piece) for piece in pieces]
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)


def _split_polygon(polygon: Any) -> Any:
    """Cut a polygon: its shell and its holes each by itself."""
    import shapely

    rings = [polygon.exterior, *polygon.interiors]
    coordinates = [shapely.get_coordinates(ring) for ring in rings]
    if all(_fits(points, polygon) for points in coordinates):
        return polygon
    shell, *holes = [polygon_of(*points.T) for points in coordinates]
    return shapely.difference(shell, shapely.union_all(holes)) if holes else shell


def polygon_of(lon: Array, lat: Array, pole: float | None = None) -> Any:
    """Build the planar-safe polygon that a ring on the Earth encloses.

    Parameters
    ----------
    lon, lat : ndarray, shape (n,)
        The ring in degrees, closed.
    pole : {90.0, -90.0}, optional
        The pole enclosed by a ring that goes round the Earth; by default the nearer one.

    Returns
    -------
    shapely.Polygon or shapely.MultiPolygon
        Longitudes from -180 to 180.

    Examples
    --------
    >>> lon = np.array([0.0, 90.0, 180.0, -90.0, 0.0])
    >>> polygon_of(lon, np.full(5, 80.0)).bounds
    (-180.0, 80.0, 180.0, 90.0)
    """
    import shapely
    from shapely.affinity import translate

    x, y = unwrap(lon), lat
    if abs(x[-1] - x[0]) > 180:
        edge = pole if pole is not None else (90.0 if y[:-1].mean() >= 0 else -90.0)
        x = np.concatenate([x, [x[-1], x[0], x[0]]])
        y = np.concatenate([y, [edge, edge, y[0]]])
    whole = shapely.make_valid(shapely.Polygon(np.column_stack([x, y])))
    pieces = []
    for turn in range(int((x.min() + 180) // 360), int((x.max() + 180) // 360) + 1):
        window = shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
        piece = translate(shapely.intersection(whole, window), -360 * turn)
        pieces += [part for part in shapely.get_parts(piece) if part.geom_type == "Polygon"]
    return shapely.union_all(pieces)

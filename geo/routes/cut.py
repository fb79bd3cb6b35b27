"""Polygons in longitude and latitude, cut at the antimeridian and closed at the poles."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate

from geo.errors import InvalidCoordinate, InvalidGeometry

__all__ = ["check_polygon", "cut", "parts"]

WORLD = shapely.box(-180.0, -90.0, 180.0, 90.0)


def parts(geometry: Any) -> list[Polygon]:
    """Give the polygons of any geometry; points and lines are dropped.

    Parameters
    ----------
    geometry : shapely geometry
        Any.

    Returns
    -------
    list of Polygon
        Without empty ones.
    """
    found = shapely.get_parts(shapely.get_parts(geometry))
    return [p for p in found if p.geom_type == "Polygon" and not p.is_empty]


def check_polygon(geometry: Any, name: str) -> None:
    """Refuse what is not a usable area in degrees.

    Parameters
    ----------
    geometry : shapely geometry
        Longitude, latitude.
    name : str
        What to call it in the message.

    Raises
    ------
    InvalidGeometry
        Empty, not a polygon, self-crossing, or in a projected system.
    InvalidCoordinate
        NaN, infinity, or a latitude beyond 90.
    """
    if geometry is None or geometry.is_empty:
        raise InvalidGeometry(f"{name} is empty: an area needs a polygon")
    if geometry.geom_type not in {"Polygon", "MultiPolygon"}:
        raise InvalidGeometry(f"{name} is a {geometry.geom_type}: an area needs a polygon")
    xy = shapely.get_coordinates(geometry)
    if not np.isfinite(xy).all():
        raise InvalidCoordinate(f"{name} has a coordinate that is not a finite number")
    if np.abs(xy[:, 0]).max() > 540 or np.abs(xy[:, 1]).max() > 1000:
        raise InvalidGeometry(f"{name} is not in degrees of longitude and latitude (EPSG:4326)")
    if np.abs(xy[:, 1]).max() > 90:
        worst = xy[np.argmax(np.abs(xy[:, 1])), 1]
        raise InvalidCoordinate(f"{name} has latitude {worst:g}: latitudes end at 90")
    for polygon in parts(geometry):
        whole = _unwrapped(polygon)
        if not whole.is_valid:
            raise InvalidGeometry(f"{name} crosses itself: {shapely.is_valid_reason(whole)}")


def cut(geometry: Any) -> MultiPolygon:
    """Cut polygons at the antimeridian and close those that hold a pole.

    Parameters
    ----------
    geometry : shapely geometry
        Polygons, longitude and latitude in degrees. A jump of more than 180 degrees between
        neighbouring vertices is read as a crossing of the antimeridian. Sides are straight in
        longitude and latitude, as in GeoJSON (RFC 7946, 3.1.1).

    Returns
    -------
    MultiPolygon
        Valid, within longitudes -180 to 180.

    Notes
    -----
    Unless this is done first, a country that is stitched across the antimeridian becomes a wall
    round the pole in any plane: Helsinki to Tokyo grows by 6 % without a word.
    """
    inside = []
    if not geometry.is_empty and geometry.is_valid and _lies_flat(geometry):
        return MultiPolygon(parts(geometry))
    for polygon in parts(geometry):
        if _lies_flat(polygon):
            inside.append(polygon if polygon.is_valid else shapely.make_valid(polygon))
            continue
        whole = _unwrapped(polygon)
        whole = whole if whole.is_valid else shapely.make_valid(whole)
        inside += [
            translate(whole, shift).intersection(WORLD) for shift in (-720, -360, 0, 360, 720)
        ]
    return MultiPolygon(parts(shapely.union_all([p for one in inside for p in parts(one)])))


def _lies_flat(geometry: Any) -> bool:
    """Say whether polygons stay within -180 to 180 and none crosses the antimeridian."""
    low, _, high, _ = geometry.bounds
    rings = shapely.get_rings(parts(geometry))
    return (
        low >= -180
        and high <= 180
        and not any(_jumps(shapely.get_coordinates(ring)).any() for ring in rings)
    )


def _unwrapped(polygon: Polygon) -> Polygon:
    """Take the jumps out of a polygon's rings and close it over a pole where it winds round one."""
    if not _jumps(shapely.get_coordinates(polygon)).any():
        return polygon
    shell = _unroll(shapely.get_coordinates(polygon.exterior))
    if abs(shell[-1, 0] - shell[0, 0]) > 180:
        pole = 90.0 if shell[:, 1].mean() > 0 else -90.0
        shell = np.vstack([shell, [[shell[-1, 0], pole], [shell[0, 0], pole]], shell[:1]])
    middle = shell[:, 0].mean()
    holes = []
    for ring in polygon.interiors:
        hole = _unroll(shapely.get_coordinates(ring))
        hole[:, 0] -= 360 * np.round((hole[:, 0].mean() - middle) / 360)
        holes.append(hole)
    return Polygon(shell, holes)


def _unroll(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Make the longitudes of a ring continuous."""
    rolled = ring.copy()
    rolled[1:, 0] -= 360 * np.cumsum(np.round(np.diff(ring[:, 0]) / 360) * _jumps(ring))
    return rolled


def _jumps(ring: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Mark the sides that cross the antimeridian; one of 360 degrees goes round the world."""
    step = np.abs(np.diff(ring[:, 0]))
    return np.asarray((step > 180) & (step != 360))

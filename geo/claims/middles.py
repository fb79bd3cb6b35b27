"""The middle of an area by eight definitions, and its outer thirds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo import geodesy
from geo.claims.outlines import area_of
from geo.claims.world import Lonlat, geodesic
from geo.gazetteer.feature import Feature

__all__ = ["centres", "is_central", "mainland", "outer_third"]

_STEP = 5.0


@lru_cache(maxsize=256)
def mainland(feature: Feature) -> BaseGeometry | None:
    """Give the polygon of a feature without what lies far across the sea.

    Parameters
    ----------
    feature : Feature
        A country or the like.

    Returns
    -------
    shapely geometry or None
        The largest part and all that can be reached from it by steps of 5 degrees: France without
        Guiana, Indonesia with every island.
    """
    shape = area_of(feature)
    if shape is None or "Polygon" not in shape.geom_type:
        return None
    if shape.geom_type == "Polygon":
        return shape
    parts = shapely.get_parts(shape)
    rest = sorted(range(len(parts)), key=lambda i: -parts[i].area)
    kept, fresh = [rest[0]], [rest[0]]
    rest = rest[1:]
    while fresh and rest:
        near = shapely.MultiPolygon([parts[i] for i in fresh]).convex_hull
        away = shapely.distance(parts[rest], near)
        fresh = [i for i, gap in zip(rest, away, strict=True) if gap <= _STEP]
        kept += fresh
        rest = [i for i, gap in zip(rest, away, strict=True) if gap > _STEP]
    return shapely.MultiPolygon([parts[i] for i in sorted(kept)])


@lru_cache(maxsize=4096)
def is_central(place: Lonlat, feature: Feature) -> bool:
    """Tell whether a place is so near to the middle of an area that no wind can be told.

    Parameters
    ----------
    place : tuple of float
        Longitude and latitude, degrees.
    feature : Feature
        A feature with a polygon.

    Returns
    -------
    bool
        Whether it lies within a quarter of the radius of a disc of the same area.

    Notes
    -----
    Pingliang, in what is called northwest China, lies 300 km southeast of China's centroid.
    """
    shape = mainland(feature)
    if shape is None:
        return False
    radius = math.sqrt(float(geodesy.area(shape)) / math.pi)
    return geodesic((shape.centroid.x, shape.centroid.y), place) < 0.25 * radius


def outer_third(place: Lonlat, feature: Feature, wind: str) -> bool:
    """Tell whether a place lies in the outer third of an area on each side that a wind names.

    Parameters
    ----------
    place : tuple of float
        Longitude and latitude, degrees.
    feature : Feature
        A feature with a polygon.
    wind : str
        One of the 16 winds.

    Returns
    -------
    bool
        By the box around the area; False without a polygon.
    """
    shape = mainland(feature)
    if shape is None:
        return False
    west, south, east, north = shape.bounds
    x, y = (place[0] - west) / (east - west), (place[1] - south) / (north - south)
    sides = {"N": y >= 2 / 3, "S": y <= 1 / 3, "E": x >= 2 / 3, "W": x <= 1 / 3}
    return all(sides[letter] for letter in wind)


@lru_cache(maxsize=256)
def centres(feature: Feature) -> tuple[tuple[str, Lonlat], ...]:
    """Give the centre of an area by eight definitions.

    Parameters
    ----------
    feature : Feature
        A feature with a polygon.

    Returns
    -------
    tuple of (str, (lon, lat))
        Name of the definition, and the point; empty without a polygon.
    """
    shape = mainland(feature)
    if shape is None:
        return ()
    west, south, east, north = shape.bounds
    corners = shapely.get_coordinates(shape)
    shrink = max(math.cos(math.radians((south + north) / 2)), 0.05)
    flat = shapely.transform(shape, lambda xy: xy * [shrink, 1.0])
    pole = shapely.maximum_inscribed_circle(flat, tolerance=0.05).coords[0]
    ring = shapely.minimum_bounding_circle(flat).centroid
    equal = shapely.transform(shape, _cylindrical).centroid
    local = _azimuthal(shape)
    found: Sequence[tuple[str, Any]] = (
        ("centroid in degrees", (shape.centroid.x, shape.centroid.y)),
        ("centroid of equal area, azimuthal", local),
        ("centroid of equal area, cylindrical",
         (equal.x, math.degrees(math.asin(max(-1.0, min(1.0, equal.y)))))),
        ("centre of the bounding box", ((west + east) / 2, (south + north) / 2)),
        ("mean of the corners", tuple(corners.mean(axis=0))),
        ("a point inside", shape.representative_point().coords[0]),
        ("centre of the smallest circle around", (ring.x / shrink, ring.y)),
        ("point farthest from the edge", (pole[0] / shrink, pole[1])),
    )  # fmt: skip
    return tuple((name, (float(p[0]), float(p[1]))) for name, p in found)


def _cylindrical(xy: Any) -> Any:
    return np.column_stack((xy[:, 0], np.sin(np.radians(xy[:, 1]))))


def _azimuthal(shape: BaseGeometry) -> Lonlat:
    """Give the centroid on Lambert's azimuthal projection of the sphere (Snyder 1987, page 185)."""
    lon0, lat0 = np.radians((shape.centroid.x, shape.centroid.y))

    def forth(xy: Any) -> Any:
        lon, lat = np.radians(xy).T
        across = np.cos(lat) * np.cos(lon - lon0)
        k = np.sqrt(2 / np.maximum(1 + np.sin(lat0) * np.sin(lat) + np.cos(lat0) * across, 1e-9))
        x = k * np.cos(lat) * np.sin(lon - lon0)
        y = k * (np.cos(lat0) * np.sin(lat) - np.sin(lat0) * across)
        return np.column_stack((x, y))

    at = shapely.transform(shape, forth).centroid
    rho = math.hypot(at.x, at.y)
    if rho < 1e-12:
        return float(np.degrees(lon0)), float(np.degrees(lat0))
    c = 2 * math.asin(min(1.0, rho / 2))
    up = math.cos(c) * math.sin(lat0) + at.y * math.sin(c) * math.cos(lat0) / rho
    down = rho * math.cos(lat0) * math.cos(c) - at.y * math.sin(lat0) * math.sin(c)
    lon = lon0 + math.atan2(at.x * math.sin(c), down)
    return math.degrees(lon), math.degrees(math.asin(up))

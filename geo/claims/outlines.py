"""Outlines: what lies inside an area, how near its edge is, where its middle is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo import geodesy
from geo.claims.world import Lonlat, geodesic, point
from geo.errors import GeoError
from geo.gazetteer.feature import Feature

__all__ = [
    "Nearest",
    "area_of",
    "centres",
    "gap",
    "inside",
    "mainland",
    "nearest",
    "next_country",
    "reach",
    "shared",
]

Nearest = tuple[float, Lonlat, Lonlat]
VIEWS = ("un", "de-facto")
_STEP = 5.0
_TOUCH = 0.01


def area_of(feature: Feature, borders: str = "un") -> BaseGeometry | None:
    """Give the polygon of a feature.

    Parameters
    ----------
    feature : Feature
        The feature.
    borders : {"un", "de-facto"}
        The view of disputed areas.

    Returns
    -------
    shapely geometry or None
        None where the gazetteer has none.
    """
    return _area(feature.area_id, borders) if feature.area_id else None


@lru_cache(maxsize=512)
def _area(area_id: str, borders: str) -> BaseGeometry | None:
    from geo import gazetteer

    try:
        shape: BaseGeometry | None = gazetteer.area(area_id, borders=borders)
    except GeoError:
        return None
    if shape is None or "Polygon" not in shape.geom_type:
        return None
    shapely.prepare(shape)
    return shape


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
    if shape is None or shape.geom_type == "Polygon":
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


@lru_cache(maxsize=8192)
def inside(feature: Feature, container: Feature) -> bool | None:
    """Tell whether a feature lies in another.

    Parameters
    ----------
    feature, container : Feature
        The two.

    Returns
    -------
    bool or None
        None where neither codes nor a polygon tell. Where views of a border differ, a place that
        lies inside under one of them counts as inside.
    """
    if container.kind == "country" and feature.country and feature.country == container.country:
        return True
    if container.kind == "admin1" and container.name in {feature.admin1, feature.name}:
        return feature.country == container.country
    here = Point(feature.lon, feature.lat)
    known = False
    for view in VIEWS if container.kind in {"country", "admin1"} else VIEWS[:1]:
        shape = area_of(container, view)
        known = known or shape is not None
        if shape is not None and shape.covers(here):
            return True
    if known:
        return False
    if container.kind == "country" and feature.country and container.country:
        return False
    return None


@lru_cache(maxsize=4096)
def nearest(place: Lonlat, feature: Feature) -> Nearest | None:
    """Find the point of an area that is nearest to a place.

    Parameters
    ----------
    place : tuple of float
        Longitude and latitude, degrees.
    feature : Feature
        A feature with a polygon.

    Returns
    -------
    tuple or None
        Metres, the place, and the nearest point of the area or, from within, of its edge.

    Notes
    -----
    Found on a plane whose longitudes are shrunk at the place, then measured as a geodesic: at 500
    km the point may be off by some kilometres along the edge, the distance by less than 1 %.
    """
    shape = area_of(feature)
    return None if shape is None else _nearest(Point(place), shape.boundary)


@lru_cache(maxsize=2048)
def gap(a: Feature, b: Feature) -> Nearest | None:
    """Find the shortest way between two areas.

    Parameters
    ----------
    a, b : Feature
        Features with polygons.

    Returns
    -------
    tuple or None
        Metres, and the two points; 0 where they touch; None without polygons.
    """
    one, other = area_of(a), area_of(b)
    if one is None or other is None:
        return None
    if one.intersects(other):
        return 0.0, point(a), point(b)
    return _nearest(one, other)


def _nearest(one: BaseGeometry, other: BaseGeometry) -> Nearest:
    middle = shapely.shortest_line(one, other).coords[0][1]
    shrink = max(math.cos(math.radians(middle)), 0.05)
    flat = [shapely.transform(shape, lambda xy: xy * [shrink, 1.0]) for shape in (one, other)]
    ends = [(x / shrink, y) for x, y in shapely.shortest_line(*flat).coords]
    return geodesic(ends[0], ends[1]), ends[0], ends[1]


@lru_cache(maxsize=512)
def shared(a: Feature, b: Feature) -> float | None:
    """Measure the border that two areas share.

    Parameters
    ----------
    a, b : Feature
        Features with polygons.

    Returns
    -------
    float or None
        Metres along the part of the one's edge within 0.01 degree of the other; None where they
        have no outline or do not touch.
    """
    one, other = area_of(a), area_of(b)
    if one is None or other is None or one.distance(other) > _TOUCH:
        return None
    window = shapely.box(*other.bounds).buffer(_TOUCH)
    edge = shapely.intersection(one.boundary, window)
    border = shapely.intersection(edge, shapely.intersection(other, window).buffer(_TOUCH))
    metres = float(geodesy.length(border))
    return metres or None


@lru_cache(maxsize=256)
def next_country(feature: Feature) -> tuple[str, float] | None:
    """Find the country nearest to another.

    Parameters
    ----------
    feature : Feature
        A country.

    Returns
    -------
    tuple or None
        Its name and the gap in metres; None without outlines.
    """
    from geo import gazetteer

    shape = area_of(feature)
    if shape is None:
        return None
    best: tuple[float, Feature] | None = None
    for other in gazetteer.countries():
        away = other.country not in {feature.country, "UM"}
        outline = area_of(other) if away else None
        if outline is None:
            continue
        apart = float(shapely.box(*shape.bounds).distance(shapely.box(*outline.bounds)))
        if best is None or apart < best[0]:
            apart = float(shape.distance(outline))
            best = min(best or (apart, other), (apart, other), key=lambda pair: pair[0])
            if not apart:
                break
    if best is None:
        return None
    found = gap(feature, best[1])
    return (best[1].name, found[0]) if found else None


def reach(place: Lonlat, feature: Feature) -> float | None:
    """Measure how far the farthest part of an area is from a place.

    Parameters
    ----------
    place : tuple of float
        Longitude and latitude, degrees.
    feature : Feature
        A feature with a polygon.

    Returns
    -------
    float or None
        Metres to the farthest corner of its hull; None without a polygon.
    """
    shape = area_of(feature)
    if shape is None:
        return None
    hull = shapely.get_coordinates(shape.convex_hull)
    return float(max(geodesy.distance(place[0], place[1], hull[:, 0], hull[:, 1])))


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

"""Outlines: what lies inside an area, how near its edge is, where its middle is."""

from __future__ import annotations

import math
from functools import lru_cache

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo import geodesy
from geo.claims.world import Lonlat, geodesic, point
from geo.errors import GeoError
from geo.gazetteer.feature import Feature

__all__ = [
    "Nearest",
    "apart",
    "area_of",
    "farthest",
    "gap",
    "inside",
    "nearest",
    "next_country",
    "reach",
    "shared",
]

Nearest = tuple[float, Lonlat, Lonlat]
VIEWS = ("un", "de-facto")
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
    if shape is None or shape.geom_type == "Point":
        return None
    shapely.prepare(shape)
    return shape


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
    if shape is None:
        return None
    return _nearest(Point(place), shape.boundary if "Polygon" in shape.geom_type else shape)


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


def farthest(a: Feature, b: Feature) -> float | None:
    """Bound how far apart any two points of two areas are.

    Parameters
    ----------
    a, b : Feature
        Features with polygons.

    Returns
    -------
    float or None
        Metres between their points, and from each to the farthest corner of its area.
    """
    ends = [reach(point(feature), feature) for feature in (a, b)]
    if ends[0] is None or ends[1] is None:
        return None
    return geodesic(point(a), point(b)) + ends[0] + ends[1]


def apart(a: Feature, b: Feature) -> float:
    """Measure two features at their nearest points, areas by their edges.

    Parameters
    ----------
    a, b : Feature
        Any features.

    Returns
    -------
    float
        Metres.
    """
    wide = [area_of(feature) is not None for feature in (a, b)]
    found = None
    if all(wide):
        found = gap(a, b)
    elif any(wide):
        area, other = (a, b) if wide[0] else (b, a)
        found = (0.0, point(a), point(b)) if inside(other, area) else nearest(point(other), area)
    return found[0] if found else geodesic(point(a), point(b))

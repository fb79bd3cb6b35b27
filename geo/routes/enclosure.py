"""Ends that lie in a closed area or are enclosed by them: who closes them in."""

from __future__ import annotations

import numpy as np
import shapely

from geo.errors import NoRoute
from geo.routes.corners import CLEARANCE_M
from geo.routes.obstacles import Obstacles
from geo.routes.policy import Policy
from geo.routes.search import reach
from geo.routes.sphere import RADIUS_M, vectors

__all__ = ["TOLERANCE_M", "no_route", "stand"]

Place = tuple[float, float]
TOLERANCE_M = 1.0
"""An end that lies this far inside an outline, or less, stands on it."""
TOUCH_DEG = 0.002


def stand(obstacles: Obstacles, stop: Place, which: str, policy: Policy, buffer_m: float) -> Place:
    """Give the point from which a way can leave a stop.

    Parameters
    ----------
    obstacles : Obstacles
        What ways go round.
    stop : tuple of float
        (lon, lat), degrees.
    which : str
        ``start`` or ``end``, for the message.
    policy : Policy
        Whose areas these are.
    buffer_m : float
        Further distance kept from them.

    Returns
    -------
    tuple of float
        The stop itself, or a point a few metres off where it stands on an outline.

    Raises
    ------
    NoRoute
        It lies in a closed area; the message names which.
    """
    if not len(obstacles.lon):
        return stop
    inside = bool(obstacles.inside([stop[0]], [stop[1]])[0])
    gap, moved = _nearest(obstacles, stop)
    if gap > TOLERANCE_M:
        if inside:
            names = _holding(stop, policy, buffer_m)
            raise NoRoute(f"the {which} lies in a closed area: {', '.join(names)}", names)
        return stop
    return moved


def _nearest(obstacles: Obstacles, stop: Place) -> tuple[float, Place]:
    """Measure to the nearest side, and give a point off it by the clearance."""
    here = vectors(*stop)
    a, b = obstacles.xyz, obstacles.xyz[obstacles.after]
    side = b - a
    share = ((here - a) * side).sum(axis=1) / np.maximum((side * side).sum(axis=1), 1e-300)
    foot = a + np.clip(share, 0, 1)[:, None] * side
    foot /= np.linalg.norm(foot, axis=1, keepdims=True)
    gap = np.linalg.norm(foot - here, axis=1)
    best = int(np.argmin(gap))
    if gap[best] * RADIUS_M > TOLERANCE_M:
        return float(gap[best] * RADIUS_M), stop
    outward = np.cross(side[best], here)
    outward /= np.linalg.norm(outward)
    moved = foot[best] + outward * (CLEARANCE_M / RADIUS_M)
    lon, lat = (
        np.degrees(np.arctan2(moved[1], moved[0])),
        np.degrees(np.arctan2(moved[2], np.hypot(moved[0], moved[1]))),
    )
    return float(gap[best] * RADIUS_M), (float(lon), float(lat))


def _holding(stop: Place, policy: Policy, buffer_m: float) -> list[str]:
    """Name the closed areas that hold a point, else those nearest to it."""
    from geo.routes.areas import closed_areas

    areas = closed_areas(policy)
    point = shapely.Point(stop)
    names = [name for name, shape in areas if shape.covers(point)]
    if names:
        return names
    near = sorted((shape.distance(point), name) for name, shape in areas)
    kept = f" (kept {buffer_m / 1000:g} km off)" if buffer_m else ""
    return [near[0][1] + kept]


def no_route(
    obstacles: Obstacles, start: Place, end: Place, policy: Policy, buffer_m: float
) -> NoRoute:
    """Say which end is enclosed, and by which areas.

    Parameters
    ----------
    obstacles : Obstacles
        What ways go round.
    start, end : tuple of float
        (lon, lat), degrees.
    policy : Policy
        Whose areas these are.
    buffer_m : float
        Further distance kept from them.

    Returns
    -------
    NoRoute
        To be raised.
    """
    from geo.routes.areas import closed_areas

    areas = closed_areas(policy)
    for which, stop in (("start", start), ("end", end)):
        ring = _hole(obstacles, stop)
        if ring is not None:
            names = [
                n for n, shape in areas if shape.distance(ring) < TOUCH_DEG + buffer_m / 100_000
            ]
            return NoRoute(f"the {which} is enclosed by {', '.join(names)}", names)
    seen = {"start": reach(obstacles, start), "end": reach(obstacles, end)}
    which = min(seen, key=lambda w: len(seen[w]))
    shores = seen[which]
    points = shapely.points(obstacles.lon[shores], obstacles.lat[shores])
    names = []
    for name, shape in areas:
        shapely.prepare(shape)
        if shapely.dwithin(shape, points, TOUCH_DEG + buffer_m / 100_000).any():
            names.append(name)
    return NoRoute(f"the {which} is enclosed by {', '.join(names)}", names)


def _hole(obstacles: Obstacles, stop: Place) -> shapely.LinearRing | None:
    """Find the hole in the closed areas that holds a point, where one does."""
    point = shapely.Point(stop)
    for polygon in obstacles.polygons.geoms:
        for ring in polygon.interiors:
            if shapely.Polygon(ring).contains(point):
                return ring
    return None

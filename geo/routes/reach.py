"""How far a path of a given length reaches round closed areas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import InvalidCoordinate, InvalidGeometry
from geo.routes.cut import cut, parts
from geo.routes.enclosure import stand
from geo.routes.obstacles import Obstacles, outlined
from geo.routes.policy import Policy
from geo.routes.router import place, policy_with
from geo.routes.search import Flood, flood
from geo.routes.sphere import GEOD, PIECE_M, face_of, face_xy, inverse, vectors
from geo.routes.store import obstacles_of

__all__ = ["FARTHEST_M", "reachable"]

FARTHEST_M = 9_900_000.0
"""A little less than a quarter of the way round the Earth."""
BAY_M = 50_000.0
"""What lies hidden in bays with narrower mouths is left out."""
RAYS = 360
PAST_DEG = 1e-3
Floats = NDArray[np.float64]


def reachable(
    point: Any,
    distance_m: float,
    policy: Policy | str | Path | None = None,
    *,
    avoid: Any = (),
) -> Any:
    """Draw the area that paths of a length reach round what a policy avoids.

    Parameters
    ----------
    point : Feature or shapely Point
        Where the paths start.
    distance_m : float
        Their length in metres, up to 9,900 km.
    policy : Policy, str, pathlib.Path or None
        A policy, its name or its file; None gives the plain range ring.
    avoid : iterable
        What else is avoided, as for `geo.routes.route`.

    Returns
    -------
    MultiPolygon
        Longitude and latitude, cut at the antimeridian.

    Raises
    ------
    InvalidGeometry
        The length is such that the area would wind round the far side of the Earth.
    NoRoute
        The point lies in a closed area.
    InvalidCoordinate
        A length that is negative or not finite.

    Notes
    -----
    The union of what is seen, within the length that is left, from the point and from every corner
    at which a shortest path may bend, there in the directions in which it may go on; a geodesic
    ray each degree, and one just past each side of every corner. Between rays edges are straight:
    0.004 % of the radius is lost there. What lies round a corner inside a bay whose mouth is
    narrower than 50 km is left out.
    """
    if not np.isfinite(distance_m) or distance_m <= 0:
        raise InvalidCoordinate(f"a length of {distance_m:g} m: it must be positive")
    if distance_m > FARTHEST_M:
        raise InvalidGeometry(
            f"an area of {distance_m / 1000:,.0f} km would wind round the far side of the Earth: "
            f"at most {FARTHEST_M / 1000:,.0f} km can be drawn"
        )
    whole = policy_with(policy, avoid)
    obstacles = obstacles_of(whole)
    start = stand(obstacles, place(point), "start", whole, 0.0)
    obstacles = outlined(obstacles.polygons, mouth_m=BAY_M)
    known = flood(obstacles, start, distance_m)
    order = np.argsort(known.cost, kind="stable")
    stars = [
        _star(obstacles, known, int(i), distance_m - float(known.cost[i]))
        for i in order
        if distance_m - known.cost[i] > 1.0
    ]
    whole_area = shapely.union_all([p for star in stars for p in parts(cut(star))])
    free = shapely.difference(whole_area, obstacles.polygons)
    return shapely.MultiPolygon(parts(free))


def _star(obstacles: Obstacles, known: Flood, number: int, left_m: float) -> Any:
    """Draw what a point sees within the length that is left, where the way may go on from it."""
    lon, lat = float(known.lon[number]), float(known.lat[number])
    az, length = inverse(lon, lat, known.lon, known.lat)
    near = az[(length < left_m) & (length > 1.0)]
    start, wide = (0.0, 360.0) if known.parent[number] < 0 else _sector(known, number)
    rays = max(2, int(np.ceil(abs(wide) / 360 * RAYS)))
    past = ((np.concatenate([near - PAST_DEG, near + PAST_DEG]) - start) * np.sign(wide)) % 360
    turned = np.unique(np.append(np.linspace(0, abs(wide), rays + 1), past[past < abs(wide)]))
    azimuth = start + turned * np.sign(wide)
    far = _seen(obstacles, (lon, lat), azimuth, left_m)
    n = len(azimuth)
    x, y, _ = GEOD.fwd(np.full(n, lon), np.full(n, lat), azimuth, far)
    rim = np.column_stack([x, y])
    return shapely.Polygon(rim if abs(wide) == 360 else np.vstack([[lon, lat], rim]))


def _sector(known: Flood, number: int) -> tuple[float, float]:
    """Give the directions in which a shortest way may leave a corner: the first and the angle."""
    parent = int(known.parent[number])
    here = vectors(known.lon[number], known.lat[number])
    came = vectors(known.lon[parent], known.lat[parent])
    back = inverse(
        float(known.lon[number]), float(known.lat[number]),
        known.lon[parent : parent + 1], known.lat[parent : parent + 1],
    )[0][0]  # fmt: skip
    start = float(back) + 180.0
    beside = np.stack([known.before[number], known.after[number]]) - here
    left = np.dot(np.cross(came, here), beside.sum(axis=0)) > 0
    ahead = here + beside[int(np.argmax(beside @ (here - came)))]
    east = np.array([-here[1], here[0], 0.0])
    north = np.cross(here, east)
    toward = np.degrees(np.arctan2(ahead @ east, ahead @ north))
    angle = float((start - toward if left else toward - start) % 360)
    angle = min(angle + 0.1, 180.0) if angle < 270 else 0.1
    return start, -angle if left else angle


def _seen(
    obstacles: Obstacles, here: tuple[float, float], azimuth: Floats, left_m: float
) -> Floats:
    """Measure along rays to where each meets an outline."""
    n = len(azimuth)
    far = np.full(n, left_m)
    if not len(obstacles.lon):
        return far
    count = int(np.ceil(left_m / PIECE_M)) + 1
    at = np.linspace(0.0, left_m, count)
    lon, lat, _ = GEOD.fwd(
        np.full(n * count, here[0]), np.full(n * count, here[1]),
        np.repeat(azimuth, count), np.tile(at, n),
    )  # fmt: skip
    xyz = vectors(lon, lat)
    piece = np.flatnonzero(np.tile(np.arange(count) < count - 1, n))
    face = face_of(xyz[piece])
    for number, outline in obstacles.faces.items():
        own = piece[face == number]
        ends = np.stack([face_xy(xyz[own], number), face_xy(xyz[own + 1], number)], axis=1)
        hit = shapely.intersects(outline, shapely.linestrings(ends))
        own, ends = own[hit], ends[hit]
        first = np.unique(own // count, return_index=True)[1]
        own, ends = own[first], ends[first]
        met = shapely.intersection(outline, shapely.linestrings(ends))
        share = shapely.distance(shapely.points(ends[:, 0]), met)
        share /= np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
        ray = own // count
        far[ray] = np.minimum(far[ray], at[own % count] + share * (at[1] - at[0]))
    return far

"""The shortest way between two points round prepared obstacles: A* over corners."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.routes.hull import fill
from geo.routes.obstacles import Corners, Obstacles, corners_of
from geo.routes.sphere import RADIUS_M, inverse, turn, vectors

__all__ = ["reach", "shortest"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Place = tuple[float, float]

SLACK = 3e-3
"""A leg may cut a corner by this angle and still be tried: geodesics leave great circles by less."""


@dataclass
class _Graph:
    """Corners and the two ends, with what the search has found."""

    obstacles: Obstacles
    corners: Corners
    lon: Floats
    lat: Floats
    xyz: Floats
    to_end: Floats
    cost: Floats
    parent: Ints
    done: Mask


def shortest(obstacles: Obstacles, start: Place, end: Place) -> list[Place] | None:
    """Find the shortest way.

    Parameters
    ----------
    obstacles : Obstacles
        What ways go round.
    start, end : tuple of float
        (lon, lat) in degrees, outside the obstacles.

    Returns
    -------
    list of tuple of float or None
        The points at which the way bends, ends included; None where every way is barred.

    Notes
    -----
    A*, its estimate the geodesic to the end; legs are tested when their corner is reached. A leg is
    tried only where it touches the corners at both its ends (a shortest way is taut).
    """
    az, length = inverse(*start, np.array([end[0]]), np.array([end[1]]))
    ends = (np.array([end[0]]), np.array([end[1]]))
    if not obstacles.blocked(start, ends, az, length)[0]:
        return [start, end]
    graph = _graph(obstacles, start, end)
    return _path(graph) if _search(graph) else None


def reach(obstacles: Obstacles, start: Place, end: Place) -> Ints:
    """List the vertices that bound what can be reached from an enclosed point.

    Parameters
    ----------
    obstacles : Obstacles
        What ways go round.
    start, end : tuple of float
        (lon, lat) in degrees: the point, and one that cannot be reached from it.

    Returns
    -------
    array of int
        Vertices of the corners reached, and all that the point itself sees.
    """
    graph = _graph(obstacles, start, end)
    _search(graph)
    n = len(graph.corners.lon)
    around = np.arange(len(obstacles.lon))[:: max(1, len(obstacles.lon) // 5000)]
    # Just short of the vertex: the leg to the vertex itself always touches its outline.
    near = vectors(*start) * 1e-5 + obstacles.xyz[around] * (1 - 1e-5)
    lon = np.degrees(np.arctan2(near[:, 1], near[:, 0]))
    lat = np.degrees(np.arctan2(near[:, 2], np.hypot(near[:, 0], near[:, 1])))
    az, length = inverse(*start, lon, lat)
    seen = ~obstacles.blocked(start, (lon, lat), az, length)
    return np.union1d(graph.corners.vertex[graph.done[:n]], around[seen])


def _search(graph: _Graph) -> bool:
    """Search until the end is reached or nothing is left."""
    goal = len(graph.lon) - 1
    queue = [(graph.to_end[goal - 1], goal - 1)]
    graph.cost[goal - 1] = 0.0
    while queue:
        _, u = heapq.heappop(queue)
        if graph.done[u]:
            continue
        graph.done[u] = True
        if u == goal:
            return True
        for v in _expand(graph, u):
            heapq.heappush(queue, (graph.cost[v] + graph.to_end[v], int(v)))
    return False


def _graph(obstacles: Obstacles, start: Place, end: Place) -> _Graph:
    """Set up the search: the corners, those of bays in which an end lies, and the ends."""
    corners = obstacles.corners
    bays = [_bay_corners(obstacles, start, end)]
    sets = [corners, *[b for b in bays if b is not None]]
    joined = Corners(
        *(np.concatenate([getattr(s, name) for s in sets]) for name in Corners.__annotations__)
    )
    lon = np.concatenate([joined.lon, [start[0], end[0]]])
    lat = np.concatenate([joined.lat, [start[1], end[1]]])
    n = len(lon)
    return _Graph(
        obstacles, joined, lon, lat, np.vstack([joined.xyz, vectors(lon[-2:], lat[-2:])]),
        inverse(*end, lon, lat)[1], np.full(n, np.inf), np.full(n, -1), np.zeros(n, bool),
    )  # fmt: skip


def _bay_corners(obstacles: Obstacles, start: Place, end: Place) -> Corners | None:
    """Open the filled bays that hold an end, and fill them again round it."""
    shores = {int(s[0]): s for s in [*obstacles.pockets(*start), *obstacles.pockets(*end)]}
    if not shores:
        return None
    vertex = np.concatenate(list(shores.values()))
    size = np.array([len(s) for s in shores.values()])
    last = np.cumsum(size) - 1
    first = last - size + 1
    before, after = np.arange(len(vertex)) - 1, np.arange(len(vertex)) + 1
    before[first], after[last] = first, last
    fixed = np.zeros(len(vertex), bool)
    fixed[first] = fixed[last] = True
    ends = (np.array([start[0], end[0]]), np.array([start[1], end[1]]))
    lon, lat = obstacles.lon[vertex], obstacles.lat[vertex]
    kept = np.flatnonzero(fill(lon, lat, before, after, fixed=fixed, obstacles=ends))
    here = vertex[kept]
    before, after = np.roll(here, 1), np.roll(here, -1)
    # The two ends of a shore keep their outer neighbours.
    left = np.flatnonzero(obstacles.alive)
    outer = obstacles.left_after(left, np.searchsorted(obstacles.first, left, side="right") - 1)
    at_first, at_last = np.isin(kept, first), np.isin(kept, last)
    after[at_last] = outer[np.searchsorted(left, here[at_last])]
    inner = left[np.argsort(outer, kind="stable")]
    before[at_first] = inner[np.searchsorted(left, here[at_first])]
    return corners_of(obstacles, here, before, after)


def _expand(graph: _Graph, u: int) -> Ints:
    """Try the legs from a point; give the points that are reached more cheaply by one."""
    n, goal = len(graph.corners.lon), len(graph.lon) - 1
    able = np.zeros(n + 2, bool)
    able[:n] = _touching(graph, u, n)
    able[goal] = True
    able &= ~graph.done
    able[n] = False
    near = np.flatnonzero(able)
    # The straight chord through the Earth is a lower bound that costs nothing.
    chord = np.linalg.norm(graph.xyz[near] - graph.xyz[u], axis=1) * 6_335_000.0
    limit = np.minimum(graph.cost[near], graph.cost[goal] - graph.to_end[near])
    near = near[graph.cost[u] + chord < limit]
    az, length = inverse(graph.lon[u], graph.lat[u], graph.lon[near], graph.lat[near])
    reached = graph.cost[u] + length
    limit = np.minimum(graph.cost[near], graph.cost[goal] - graph.to_end[near] + 1e-6)
    better = (reached < limit) & (length > 1e-4)
    near, az, length, reached = near[better], az[better], length[better], reached[better]
    start = (float(graph.lon[u]), float(graph.lat[u]))
    open_ = ~graph.obstacles.blocked(start, (graph.lon[near], graph.lat[near]), az, length)
    near = near[open_]
    graph.cost[near] = reached[open_]
    graph.parent[near] = u
    return near


def _touching(graph: _Graph, u: int, n: int) -> Mask:
    """Say to which corners a leg is taut, at both its ends and where it follows another."""
    corners = graph.corners
    here = graph.xyz[u]
    able = _tangent(here, corners.xyz, corners.before, corners.after)
    if u < n:
        there = corners.xyz
        able &= _tangent(there, here, corners.before[u], corners.after[u])
        came = graph.xyz[graph.parent[u]]
        side = _side(came, here, corners.before[u] + corners.after[u] - 2 * here)
        bend = turn(came, here, there) / np.maximum(
            np.linalg.norm(np.cross(came, here)) * np.linalg.norm(there - here, axis=1), 1e-300
        )
        able &= (bend * side) >= -SLACK
    return able


def _side(a: Floats, b: Floats, direction: Floats) -> float:
    """Say on which side of the way from a to b a direction at b points."""
    return float(np.sign(np.dot(np.cross(a, b), direction)))


def _tangent(origin: Floats, corner: Floats, before: Floats, after: Floats) -> Mask:
    """Say where lines from origins leave both neighbours of a corner on one side, or nearly so."""
    normal = np.cross(origin, corner)
    size = np.maximum(np.linalg.norm(normal, axis=-1), 1e-300)
    sides = []
    for other in (before, after):
        gap = other - corner
        off = (normal * other).sum(axis=-1) / size
        allowed = SLACK * np.linalg.norm(gap, axis=-1) + 12.0 / RADIUS_M
        sides.append((off, allowed))
    (p, p_slack), (q, q_slack) = sides
    return np.asarray((p * q >= 0) | (np.abs(p) <= p_slack) | (np.abs(q) <= q_slack))


def _path(graph: _Graph) -> list[Place]:
    """Follow the parents back."""
    path: list[Place] = []
    u = len(graph.lon) - 1
    while u >= 0:
        path.append((float(graph.lon[u]), float(graph.lat[u])))
        u = int(graph.parent[u])
    return path[::-1]

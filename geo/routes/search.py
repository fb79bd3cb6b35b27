"""The shortest way between two points round prepared obstacles: A* over corners."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.routes.bays import bay_corners
from geo.routes.corners import Corners, joined
from geo.routes.obstacles import Obstacles
from geo.routes.sphere import SLACK, angles, inverse, vectors

__all__ = ["SHORTEST_RADIUS_M", "Bound", "Flood", "flood", "reach", "shortest", "taut"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Place = tuple[float, float]
Bound = Callable[[float, float], float]

SHORTEST_RADIUS_M = 6_335_439.0
"""Least radius of curvature of WGS 84, at the equator along the meridian: lengths are no less than
this times the angle between normals."""


@dataclass
class _Graph:
    """Corners and ends (start last but one, end last), with what the search has found."""

    obstacles: Obstacles
    corners: Corners
    lon: Floats
    lat: Floats
    xyz: Floats
    to_end: Floats
    refined: Mask
    cost: Floats
    parent: Ints
    done: Mask
    queue: list[tuple[float, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Flood:
    """What can be reached from a point, and how far it is.

    Attributes
    ----------
    lon, lat : array of shape (n,)
        The point itself, then the corners reached.
    cost : array of shape (n,)
        Metres from the point.
    vertex : array of shape (n,)
        Vertices of the corners; -1 for the point.
    parent : array of shape (n,)
        Where in these arrays the way came from; -1 for the point.
    before, after : array of shape (n, 3)
        Unit vectors of the corners' neighbours; zeros for the point.
    """

    lon: Floats
    lat: Floats
    cost: Floats
    vertex: Ints
    parent: Ints
    before: Floats
    after: Floats


def shortest(
    obstacles: Obstacles, start: Place, end: Place, bound: Bound | None = None
) -> list[Place] | None:
    """Find the shortest way.

    Parameters
    ----------
    obstacles : Obstacles
        What ways go round.
    start, end : tuple of float
        (lon, lat) in degrees, outside the obstacles.
    bound : callable, optional
        Gives for (lon, lat) a lower bound of the way to the end in metres, better than the
        geodesic.

    Returns
    -------
    list of tuple of float or None
        The points at which the way bends, ends included; None where every way is barred.

    Notes
    -----
    A*; legs are tested when their corner is reached. A leg is tried only where it touches the
    corners at both its ends and goes on round the one that it leaves: a shortest way is taut.
    """
    az, length = inverse(*start, np.array([end[0]]), np.array([end[1]]))
    ends = (np.array([end[0]]), np.array([end[1]]))
    if not obstacles.blocked(start, ends, az, length)[0]:
        return [start, end]
    graph = _graph(obstacles, start, end)
    return _path(graph) if _search(graph, bound) else None


def flood(obstacles: Obstacles, start: Place, limit_m: float = np.inf) -> Flood:
    """Find the shortest ways from a point to all corners.

    Parameters
    ----------
    obstacles : Obstacles
        What ways go round.
    start : tuple of float
        (lon, lat) in degrees, outside the obstacles.
    limit_m : float
        Corners farther off than this are left out.

    Returns
    -------
    Flood
        Corners reached.
    """
    graph = _graph(obstacles, start, start)
    goal = len(graph.lon) - 1
    graph.to_end[:] = 0.0
    graph.refined[:] = True
    graph.done[goal] = True
    graph.cost[goal] = limit_m
    _search(graph, None)
    found = np.flatnonzero(graph.done[:goal])
    found = np.concatenate([[goal - 1], found[found != goal - 1]])
    vertex = np.append(graph.corners.vertex, [-1, -1])[found]
    place = np.full(len(graph.lon) + 1, -1)
    place[found] = np.arange(len(found))
    none = np.zeros((2, 3))
    return Flood(
        graph.lon[found], graph.lat[found], graph.cost[found], vertex, place[graph.parent[found]],
        np.vstack([graph.corners.before, none])[found],
        np.vstack([graph.corners.after, none])[found],
    )  # fmt: skip


def reach(obstacles: Obstacles, start: Place) -> Ints:
    """List the vertices that bound what can be reached from a point.

    Parameters
    ----------
    obstacles : Obstacles
        What ways go round.
    start : tuple of float
        (lon, lat) in degrees.

    Returns
    -------
    array of int
        Vertices of the corners reached, and those that the point itself sees (5,000 at most are
        looked at).
    """
    around = np.arange(len(obstacles.lon))[:: max(1, len(obstacles.lon) // 5000)]
    # Just short of the vertex: a leg to the vertex itself always touches its outline.
    near = vectors(*start) * 1e-5 + obstacles.xyz[around] * (1 - 1e-5)
    lon = np.degrees(np.arctan2(near[:, 1], near[:, 0]))
    lat = np.degrees(np.arctan2(near[:, 2], np.hypot(near[:, 0], near[:, 1])))
    az, length = inverse(*start, lon, lat)
    seen = ~obstacles.blocked(start, (lon, lat), az, length)
    return np.union1d(flood(obstacles, start).vertex[1:], around[seen])


def _graph(obstacles: Obstacles, start: Place, end: Place) -> _Graph:
    """Set up the search: the corners, those of bays in which an end lies, and the ends."""
    opened = bay_corners(obstacles, start, end)
    corners = obstacles.corners if opened is None else joined(obstacles.corners, opened)
    lon = np.concatenate([corners.lon, [start[0], end[0]]])
    lat = np.concatenate([corners.lat, [start[1], end[1]]])
    xyz = np.vstack([corners.xyz, vectors(lon[-2:], lat[-2:])])
    n = len(lon)
    graph = _Graph(
        obstacles, corners, lon, lat, xyz, angles(xyz @ xyz[-1]) * SHORTEST_RADIUS_M,
        np.zeros(n, bool), np.full(n, np.inf), np.full(n, -1), np.zeros(n, bool),
    )  # fmt: skip
    graph.cost[n - 2] = 0.0
    graph.queue.append((float(graph.to_end[n - 2]), n - 2))
    return graph


def _search(graph: _Graph, bound: Bound | None) -> bool:
    """Search until the end is reached or nothing is left."""
    goal = len(graph.lon) - 1
    while graph.queue:
        entry, u = heapq.heappop(graph.queue)
        if graph.done[u]:
            continue
        if not graph.refined[u]:
            _refine(graph, u, bound)
        whole = float(graph.cost[u] + graph.to_end[u])
        if whole > entry + 1e-6:  # entered before its estimate grew: its turn is later
            heapq.heappush(graph.queue, (whole, u))
            continue
        graph.done[u] = True
        if u == goal:
            return True
        for v in _expand(graph, u):
            heapq.heappush(graph.queue, (float(graph.cost[v] + graph.to_end[v]), int(v)))
    return False


def _refine(graph: _Graph, u: int, bound: Bound | None) -> None:
    """Estimate the way to the end better."""
    graph.refined[u] = True
    lon, lat = float(graph.lon[u]), float(graph.lat[u])
    if bound is None:
        better = float(inverse(lon, lat, graph.lon[-1:], graph.lat[-1:])[1][0])
    else:
        better = bound(lon, lat)
    graph.to_end[u] = max(better, graph.to_end[u])


def _expand(graph: _Graph, u: int) -> Ints:
    """Try the legs from a point; give the points that are reached more cheaply by one."""
    known = _known(graph, u)
    near = _candidates(graph, u, 0 if known is None else len(graph.obstacles.corners.lon))
    if graph.obstacles.rough is not None:
        near = near[~graph.obstacles.rough.bars(graph.xyz[u], graph.xyz[near])]
    near, az, length = _cheaper(graph, u, near)
    start = (float(graph.lon[u]), float(graph.lat[u]))
    clear = ~graph.obstacles.blocked(start, (graph.lon[near], graph.lat[near]), az, length)
    near, length = near[clear], length[clear]
    if known is not None:
        linked, _, far = _cheaper(graph, u, known)
        near, length = np.append(near, linked), np.append(length, far)
    graph.cost[near] = graph.cost[u] + length
    graph.parent[near] = u
    return near


def _known(graph: _Graph, u: int) -> Ints | None:
    """Give the corners to which legs are known to be free, None where that was not worked out."""
    legs = graph.obstacles.legs
    if legs is None or u >= len(legs.vertex):
        return None
    found = legs.target[legs.start[u] : legs.start[u + 1]]
    return found[~graph.done[found]]


def _cheaper(graph: _Graph, u: int, near: Ints) -> tuple[Ints, Floats, Floats]:
    """Measure legs; keep those by which a point is reached more cheaply."""
    goal = len(graph.lon) - 1
    az, length = inverse(graph.lon[u], graph.lat[u], graph.lon[near], graph.lat[near])
    limit = np.minimum(graph.cost[near], graph.cost[goal] - graph.to_end[near] + 1e-6)
    better = (graph.cost[u] + length < limit) & (length > 1e-4)
    return near[better], az[better], length[better]


def _candidates(graph: _Graph, u: int, first: int) -> Ints:
    """Choose the points, from a number on, to which a leg would be taut and cheaper."""
    n, goal = len(graph.corners.lon), len(graph.lon) - 1
    here = graph.xyz[u]
    angle = angles(graph.xyz[first:] @ here)
    limit = np.minimum(graph.cost[first:], graph.cost[goal] - graph.to_end[first:])
    able = (graph.cost[u] + angle * SHORTEST_RADIUS_M < limit) & ~graph.done[first:]
    able[n - first] = False
    some = np.flatnonzero(able) + first
    came = graph.xyz[graph.parent[u]] if u < n else None
    return some[taut(graph.corners, graph.xyz[some], u, number=some, here=here, came=came)]


def taut(
    corners: Corners,
    there: Floats,
    u: int,
    *,
    number: Ints | None = None,
    here: Floats | None = None,
    came: Floats | None = None,
) -> Mask:
    """Say to which points a leg would touch the corners at both its ends.

    Parameters
    ----------
    corners : Corners
        All corners.
    there : array of shape (k, 3)
        The points, unit vectors.
    u : int
        Number of the corner that is left; beyond the corners, a point without corner.
    number : array of shape (k,), optional
        Which corners the points are; numbers beyond the corners are free points. All in order
        where left out.
    here : array of shape (3,), optional
        The point that is left, where it is no corner.
    came : array of shape (3,), optional
        Where the way came from: it must go on round the corner.

    Returns
    -------
    array of shape (k,)
        True where the leg is worth trying.
    """
    n = len(corners.lon)
    here = corners.xyz[u] if here is None else here
    number = np.arange(n) if number is None else number
    angle = angles(there @ here)
    able = np.ones(len(number), bool)
    own = number < n
    k = number[own]
    before, after = corners.normals[k] @ here, corners.normals[k + n] @ here
    able[own] = _alike(before, after, angle[own], corners.slack[0, k], corners.slack[1, k])
    if u < n:
        p, q = corners.before[u], corners.after[u]
        seen = there @ np.stack([np.cross(here, p), np.cross(here, q)], axis=1)
        able &= _alike(seen[:, 0], seen[:, 1], angle, corners.slack[0, u], corners.slack[1, u])
        if came is not None:
            on = np.cross(came, here)
            side = np.sign(np.dot(on, p + q - 2 * here))
            able &= (there @ on) * side >= -SLACK * angle * np.linalg.norm(on)
    return able


def _alike(one: Floats, other: Floats, angle: Floats, slack: Any, slack2: Any) -> Mask:
    """Say where a line leaves both neighbours of a corner on one side, or nearly so."""
    return np.asarray(
        (one * other >= 0) | (np.abs(one) <= angle * slack) | (np.abs(other) <= angle * slack2)
    )


def _path(graph: _Graph) -> list[Place]:
    """Follow the parents back."""
    path: list[Place] = []
    u = len(graph.lon) - 1
    while u >= 0:
        path.append((float(graph.lon[u]), float(graph.lat[u])))
        u = int(graph.parent[u])
    return path[::-1]

"""Corners: the points at which a shortest way may bend, and which of them see each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.routes.sphere import RADIUS_M, SLACK, turn

__all__ = ["CLEARANCE_M", "Corners", "Links", "corners_of", "joined"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

CLEARANCE_M = 5.0
"""Ways pass corners at this distance; it is more than a leg's drawing errs by."""


@dataclass(frozen=True)
class Corners:
    """Points at which a shortest way may bend.

    Attributes
    ----------
    lon, lat : array of shape (n,)
        Where ways pass, degrees.
    xyz : array of shape (n, 3)
        The same as unit vectors.
    before, after : array of shape (n, 3)
        Unit vectors of the corner's neighbours on the filled outline.
    vertex : array of shape (n,)
        Numbers of the vertices.
    normals : array of shape (2 n, 3)
        Normals of the planes through each corner and its neighbours, first those before.
    slack : array of shape (2, n)
        How far a line may pass a neighbour on the wrong side and still be tried.
    """

    lon: Floats
    lat: Floats
    xyz: Floats
    before: Floats
    after: Floats
    vertex: Ints
    normals: Floats
    slack: Floats


@dataclass(frozen=True)
class Links:
    """Which corners see each other along a leg that is taut at both.

    Attributes
    ----------
    vertex : array of shape (n,)
        The vertices of the corners for which this was worked out.
    start : array of shape (n + 1,)
        Where each corner's targets start.
    target : array
        Numbers of corners.
    """

    vertex: Ints
    start: Ints
    target: Ints


def corners_of(
    xyz: Floats, inside: Callable[[Floats, Floats], Mask], index: Ints, before: Ints, after: Ints
) -> Corners:
    """Move convex vertices off their area and leave out those that lie in another.

    Parameters
    ----------
    xyz : array of shape (n, 3)
        All vertices, unit vectors.
    inside : callable
        Says which points lie in a closed area.
    index, before, after : array of shape (k,)
        Vertices and their neighbours.

    Returns
    -------
    Corners
        Those that are convex and free.
    """
    v, p, n = xyz[index], xyz[before], xyz[after]
    convex = turn(p, v, n) > 0
    v, p, n, index = v[convex], p[convex], n[convex], index[convex]
    arrive, leave = _unit(_flat(v - p, v)), _unit(_flat(n - v, v))
    outward = _unit(np.cross(arrive, v) + np.cross(leave, v))
    # Where sides meet sharply the mitre would run far out; two clearances pass the tip as well.
    slant = np.maximum((outward * np.cross(leave, v)).sum(axis=1), 0.5)
    xyz = _unit(v + outward * (CLEARANCE_M / RADIUS_M / slant)[:, None])
    lon = np.degrees(np.arctan2(xyz[:, 1], xyz[:, 0]))
    lat = np.degrees(np.arctan2(xyz[:, 2], np.hypot(xyz[:, 0], xyz[:, 1])))
    free = ~inside(lon, lat)
    xyz, p, n = xyz[free], p[free], n[free]
    gaps = np.stack([np.linalg.norm(p - xyz, axis=1), np.linalg.norm(n - xyz, axis=1)])
    return Corners(
        lon[free], lat[free], xyz, p, n, index[free],
        np.vstack([np.cross(xyz, p), np.cross(xyz, n)]), SLACK * gaps + 12.0 / RADIUS_M,
    )  # fmt: skip


def joined(one: Corners, other: Corners) -> Corners:
    """Put two sets of corners together.

    Parameters
    ----------
    one, other : Corners
        Of the same obstacles.

    Returns
    -------
    Corners
        First those of one.
    """
    n, m = len(one.lon), len(other.lon)
    normals = [one.normals[:n], other.normals[:m], one.normals[n:], other.normals[m:]]
    return Corners(
        np.append(one.lon, other.lon), np.append(one.lat, other.lat),
        np.vstack([one.xyz, other.xyz]), np.vstack([one.before, other.before]),
        np.vstack([one.after, other.after]), np.append(one.vertex, other.vertex),
        np.vstack(normals), np.hstack([one.slack, other.slack]),
    )  # fmt: skip


def _flat(step: Floats, at: Floats) -> Floats:
    return np.asarray(step - (step * at).sum(axis=1)[:, None] * at)


def _unit(v: Floats) -> Floats:
    return np.asarray(v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-300))

"""One prepared set of obstacles: what is closed, its outlines on the sphere, its corners."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from geo.routes.corners import Corners, Links, corners_of
from geo.routes.cut import parts
from geo.routes.hull import MOUTH_M, fill
from geo.routes.rings import rings_of
from geo.routes.sphere import (
    PIECE_M,
    azimuths,
    face_of,
    face_xy,
    in_face,
    polylines,
    vectors,
)

__all__ = ["UNITS", "Obstacles", "outlined", "prepare"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

UNITS = 10_000_000
"""Steps a degree to which outlines are rounded: 1 cm."""
CORNERS_WORTH_IT = 800
"""With fewer corners the plain search is faster."""
SEAM_DEG = 0.0005
"""Neighbouring areas from different sources leave slits; those up to about 100 m are closed."""


@dataclass(frozen=True)
class Obstacles:
    """Areas that ways go round, ready to be searched.

    Attributes
    ----------
    polygons : MultiPolygon
        The closed areas in longitude and latitude, cut at the antimeridian.
    lon, lat : array of shape (n,)
        Vertices of the outlines on the sphere, area on the left.
    first : array of shape (rings + 1,)
        First vertex of each ring.
    alive : array of shape (n,)
        Vertices that are left by the filling of bays.
    links : Links or None
        The legs between corners, where they were worked out.
    """

    polygons: MultiPolygon
    lon: Floats
    lat: Floats
    first: Ints
    alive: Mask
    links: Links | None = None

    @cached_property
    def rough(self) -> Any:
        """The rough set inside, None where the corners are so few that it would not pay."""
        if len(self.corners.lon) < CORNERS_WORTH_IT:
            return None
        from geo.routes.rough import inner

        return inner(self.polygons)

    @cached_property
    def xyz(self) -> Floats:
        """Unit vectors of the vertices."""
        return vectors(self.lon, self.lat)

    @cached_property
    def after(self) -> Ints:
        """The vertex after each."""
        following = np.arange(1, len(self.lon) + 1)
        following[self.first[1:] - 1] = self.first[:-1]
        return following

    @cached_property
    def faces(self) -> dict[int, Any]:
        """The outlines on each face of the cube that they touch, indexed for crossing."""
        found = {}
        ring = np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))
        for face in range(6):
            near = in_face(self.xyz, face)
            if near.any():
                found[face] = self._outline(face, near, ring)
        return found

    def _outline(self, face: int, near: Mask, ring: Ints) -> Any:
        """Draw on one face the sides of which an end is near it."""
        start = np.flatnonzero(near | near[self.after])
        stop = self.after[start]
        fresh = np.append(True, (start[1:] != stop[:-1]) | (ring[start[1:]] != ring[start[:-1]]))
        line = np.cumsum(fresh) - 1
        ends = np.append(np.flatnonzero(fresh)[1:], len(start)) - 1
        point = np.concatenate([start, stop[ends]])
        owner = np.concatenate([line, np.arange(len(ends))])
        sort = np.argsort(owner, kind="stable")
        lines = shapely.linestrings(face_xy(self.xyz[point[sort]], face), indices=owner[sort])
        outline = shapely.multilinestrings(lines)
        shapely.prepare(outline)
        return outline

    @cached_property
    def corners(self) -> Corners:
        """The corners of the filled outlines."""
        left = np.flatnonzero(self.alive)
        if not len(left):
            return corners_of(self.xyz, self.inside, left, left, left)
        ring = np.searchsorted(self.first, left, side="right") - 1
        after = self.left_after(left, ring)
        before = np.empty_like(left)
        before[np.searchsorted(left, after)] = left
        return corners_of(self.xyz, self.inside, left, before, after)

    @cached_property
    def legs(self) -> Links | None:
        """The links, unless this machine's arithmetic gives other corners than theirs."""
        same = self.links is not None and np.array_equal(self.links.vertex, self.corners.vertex)
        return self.links if same else None

    def inside(self, lon: Any, lat: Any) -> Mask:
        """Say which points lie in a closed area.

        Parameters
        ----------
        lon, lat : array of shape (n,)
            Degrees.

        Returns
        -------
        array of shape (n,)
            True inside.
        """
        shapely.prepare(self.polygons)
        return np.asarray(shapely.contains_xy(self.polygons, lon, lat))

    def blocked(
        self, start: tuple[float, float], ends: tuple[Floats, Floats], az: Floats, length: Floats
    ) -> Mask:
        """Say which geodesics from one point to others cross an outline.

        Parameters
        ----------
        start : tuple of float
            (lon, lat), degrees.
        ends : tuple of array
            (lons, lats), degrees.
        az, length : array of shape (n,)
            Azimuths in degrees and lengths in metres.

        Returns
        -------
        array of shape (n,)
            True where the way is barred.
        """
        hit = np.zeros(len(length), bool)
        if not len(self.lon) or not len(length):
            return hit
        lon, lat, line = polylines(start, ends, az, length, piece_m=PIECE_M)
        xyz = vectors(lon, lat)
        face = face_of(xyz)
        # A piece lies on the face of its first point, and a line changes face only at points.
        run = np.cumsum(np.append(True, (line[1:] != line[:-1]) | (face[1:] != face[:-1]))) - 1
        crossing = np.flatnonzero((face[1:] != face[:-1]) & (line[1:] == line[:-1])) + 1
        owner = np.concatenate([run, run[crossing - 1]])
        point = np.concatenate([np.arange(len(line)), crossing])
        for number, outline in self.faces.items():
            mine = face[np.where(np.arange(len(owner)) < len(line), point, point - 1)] == number
            own, where = owner[mine], point[mine]
            sort = np.argsort(own, kind="stable")
            own, where = own[sort], where[sort]
            size = np.bincount(own, minlength=run[-1] + 1)
            keep = size[own] > 1
            own, where = own[keep], where[keep]
            if not len(own):
                continue
            runs, dense = np.unique(own, return_inverse=True)
            drawn = shapely.linestrings(face_xy(xyz[where], number), indices=dense)
            crossed = shapely.intersects(outline, drawn)
            first = np.searchsorted(run, runs[crossed])
            hit[line[first]] = True
        return hit

    def pockets(self, lon: float, lat: float) -> list[Ints]:
        """Find the filled bays that hold a point.

        Parameters
        ----------
        lon, lat : float
            Degrees.

        Returns
        -------
        list of array
            The vertices of each bay's shore, from mouth to mouth.
        """
        left = np.flatnonzero(self.alive)
        if not len(left):
            return []
        angle = azimuths(vectors(lon, lat), self.xyz)
        total = np.concatenate([[0.0], np.cumsum(_wrap(angle[self.after] - angle))])
        ring = np.searchsorted(self.first, left, side="right") - 1
        start, stop = self.first[ring], self.first[ring + 1]
        nxt = self.left_after(left, ring)
        winding = total[nxt] - total[left] + _wrap(angle[left] - angle[nxt])
        around = nxt <= left
        winding[around] += (total[stop] - total[start])[around]
        held = (np.abs(winding) > np.pi) & (nxt != self.after[left])
        found = []
        for a, b, k in zip(left[held], nxt[held], np.flatnonzero(held), strict=True):
            if b > a:
                found.append(np.arange(a, b + 1))
            else:
                found.append(np.concatenate([np.arange(a, stop[k]), np.arange(start[k], b + 1)]))
        return found

    def left_after(self, left: Ints, ring: Ints) -> Ints:
        """Give for each vertex that is left the next one of its ring.

        Parameters
        ----------
        left, ring : array of shape (k,)
            Vertices left by the filling, in order, and their rings.

        Returns
        -------
        array of shape (k,)
            Vertices.
        """
        nxt = np.roll(left, -1)
        last = np.flatnonzero(np.append(ring[1:] != ring[:-1], True))
        first = np.append(0, last[:-1] + 1)
        nxt[last] = left[first]
        return nxt


def _wrap(angle: Floats) -> Floats:
    return np.asarray((angle + np.pi) % (2 * np.pi) - np.pi)


def prepare(geometry: Any, *, slits: bool = True) -> Obstacles:
    """Prepare areas for searching.

    Parameters
    ----------
    geometry : shapely geometry
        Polygons, longitude and latitude, cut at the antimeridian.
    slits : bool
        Whether slits between areas are to be closed; areas of one source have none.

    Returns
    -------
    Obstacles
        With bays filled.
    """
    polygons = MultiPolygon(parts(geometry))
    return outlined(_snapped(_closed(polygons) if slits else polygons))


def outlined(
    polygons: MultiPolygon,
    alive: Mask | None = None,
    *,
    rough: bool = False,
    mouth_m: float = MOUTH_M,
) -> Obstacles:
    """Draw the outlines of polygons on the sphere.

    Parameters
    ----------
    polygons : MultiPolygon
        Cut at the antimeridian and rounded.
    alive : array of shape (n,), optional
        The vertices left by the filling, where that is known; in the order of `Obstacles`.
    rough : bool
        Whether sides may be read as great circles.
    mouth_m : float
        Widest mouth of bays that are filled.

    Returns
    -------
    Obstacles
        Ready to be searched.
    """
    lon, lat, first = rings_of(polygons, rough=rough)
    if alive is None:
        after = np.arange(1, len(lon) + 1)
        after[first[1:] - 1] = first[:-1]
        before = np.empty_like(after)
        before[after] = np.arange(len(after))
        alive = fill(lon, lat, before, after, mouth_m=mouth_m)
    return Obstacles(polygons, lon, lat, first, alive)


def _snapped(polygons: MultiPolygon) -> MultiPolygon:
    """Round to the grid of the tables (1 cm), so that what is read is what was made."""
    rounded = shapely.set_precision(polygons, 1 / UNITS)
    exact = shapely.transform(rounded, lambda xy: np.rint(xy * UNITS) / UNITS)
    return MultiPolygon(parts(exact))


def _closed(polygons: MultiPolygon) -> MultiPolygon:
    """Close slits between neighbouring areas."""
    if len(polygons.geoms) < 2:
        return polygons
    wide = polygons.buffer(SEAM_DEG, join_style="mitre", mitre_limit=2.0)
    narrow = wide.buffer(-SEAM_DEG, join_style="mitre", mitre_limit=2.0)
    both = shapely.union(polygons, narrow)
    return MultiPolygon(parts(shapely.intersection(both, shapely.box(-180, -90, 180, 90))))

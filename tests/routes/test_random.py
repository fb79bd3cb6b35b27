"""Random problems against what owes nothing to the router: a plane of its own, a grid and Dijkstra."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from pyproj import Geod, Proj
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree
from shapely import Point, Polygon

from geo.errors import NoRoute
from geo.routes import route

GEOD = Geod(ellps="WGS84")
NODES = 1500
NEIGHBOURS = 20


class Problem:
    """Obstacles, two ends, and an azimuthal equidistant plane round their middle."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.scale = float(np.exp(rng.uniform(np.log(50e3), np.log(9e6))))
        lon, lat = middle(rng, seed)
        self.plane = Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")
        shapes = [self.blob(rng) for _ in range(rng.integers(1, 13))]
        shapes += [self.enclosure(rng, gap=seed % 3 == 0)] if seed % 5 == 2 else []
        shapes += [self.blob(rng) for _ in range(40)] if seed % 10 == 7 else []
        pole = Point(*self.plane(0, 90 if lat > 0 else -90))
        usable = [s for s in shapes if s.boundary.distance(pole) > 0.05 * self.scale]
        self.areas = [
            Polygon(self.lonlat(s.exterior), [self.lonlat(h) for h in s.interiors]) for s in usable
        ]
        self.closed = shapely.union_all([self.drawn(area) for area in self.areas])
        shapely.prepare(self.closed)
        self.ends = [self.free(rng) for _ in range(2)]

    def blob(self, rng: np.random.Generator) -> Polygon:
        """A star-shaped area in the plane."""
        n = int(rng.integers(4, 30))
        around = np.sort(rng.uniform(0, 2 * np.pi, n))
        if np.diff(around, append=around[0] + 2 * np.pi).max() > 2.5:
            around = np.linspace(0, 2 * np.pi, n, endpoint=False)
        size = self.scale * rng.uniform(0.05, 0.3)
        far = size * rng.uniform(0.3, 1.0, n)
        at = rng.uniform(-0.7, 0.7, 2) * self.scale
        xy = at + np.column_stack([far * np.cos(around), far * np.sin(around)])
        return shapely.segmentize(Polygon(xy), self.scale / 60)

    def enclosure(self, rng: np.random.Generator, *, gap: bool) -> Polygon:
        """A thick ring, with a gap or without: what lies in it is enclosed, or in a deep bay."""
        at = Point(rng.uniform(-0.3, 0.3, 2) * self.scale)
        ring = at.buffer(0.6 * self.scale).difference(at.buffer(0.5 * self.scale))
        if gap:
            ring = ring.difference(shapely.box(at.x, at.y - self.scale / 20, 9e9, at.y))
        return shapely.segmentize(ring, self.scale / 60)

    def lonlat(self, ring) -> np.ndarray:
        xy = shapely.get_coordinates(ring)[:-1]
        return np.column_stack(self.plane(xy[:, 0], xy[:, 1], inverse=True))

    def drawn(self, area: Polygon) -> Polygon:
        """The area in the plane, its sides straight in longitude and latitude."""
        rings = [
            self.followed(shapely.get_coordinates(r)) for r in (area.exterior, *area.interiors)
        ]
        return shapely.make_valid(Polygon(rings[0], rings[1:]))

    def followed(self, ring: np.ndarray) -> np.ndarray:
        step = np.diff(ring, axis=0)
        step[:, 0] = (step[:, 0] + 180) % 360 - 180
        t = np.linspace(0, 1, 9)[:-1]
        fine = (ring[:-1, None] + t[None, :, None] * step[:, None]).reshape(-1, 2)
        return np.column_stack(self.plane(fine[:, 0], fine[:, 1]))

    def free(self, rng: np.random.Generator) -> Point:
        while True:
            xy = rng.uniform(-1, 1, 2) * self.scale
            if self.closed.distance(Point(xy)) > 20:
                return Point(self.plane(*xy, inverse=True))

    def route(self):
        return route(*self.ends, avoid=self.areas)

    def deepest(self, points: list) -> float:
        """Metres inside the closed areas, at most, of a path looked at every kilometre."""
        worst = 0.0
        for (x1, y1), (x2, y2) in pairwise(points):
            count = int(GEOD.inv(x1, y1, x2, y2)[2] // 1000) + 2
            path = np.array([(x1, y1), *GEOD.npts(x1, y1, x2, y2, count), (x2, y2)])
            xy = np.column_stack(self.plane(path[:, 0], path[:, 1]))
            inside = shapely.contains_xy(self.closed, xy[:, 0], xy[:, 1])
            if inside.any():
                depth = shapely.distance(shapely.points(xy[inside]), self.closed.boundary)
                worst = max(worst, float(depth.max()))
        return worst

    def grid_length(self) -> float:
        """Dijkstra over points spread evenly, joined to their neighbours: no way is shorter."""
        k = np.arange(NODES)
        far, around = 1.5 * self.scale * np.sqrt((k + 0.5) / NODES), k * np.pi * (3 - 5**0.5)
        xy = np.column_stack([far * np.cos(around), far * np.sin(around)])
        ends = [self.plane(p.x, p.y) for p in self.ends]
        xy = np.vstack([xy[~shapely.contains_xy(self.closed, xy[:, 0], xy[:, 1])], ends])
        lon, lat = self.plane(xy[:, 0], xy[:, 1], inverse=True)
        a, b = np.radians(lon), np.radians(lat)
        xyz = np.column_stack([np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)])
        _, near = cKDTree(xyz).query(xyz, NEIGHBOURS)
        one, other = np.repeat(np.arange(len(xyz)), NEIGHBOURS), near.ravel()
        one, other = one[one < other], other[one < other]
        t = np.linspace(0, 1, 12)[None, :, None]
        line = xyz[one][:, None] * (1 - t) + xyz[other][:, None] * t
        line /= np.linalg.norm(line, axis=2, keepdims=True)
        x, y = self.plane(
            np.degrees(np.arctan2(line[..., 1], line[..., 0])).ravel(),
            np.degrees(np.arcsin(np.clip(line[..., 2], -1, 1))).ravel(),
        )
        drawn = shapely.linestrings(np.stack([x, y], -1).reshape(len(one), -1, 2))
        clear = ~shapely.intersects(self.closed, drawn)
        one, other = one[clear], other[clear]
        length = GEOD.inv(lon[one], lat[one], lon[other], lat[other])[2]
        n = len(xyz)
        graph = coo_array((length, (one, other)), shape=(n, n)).tocsr()
        return float(dijkstra(graph, directed=False, indices=n - 2)[n - 1])


def middle(rng: np.random.Generator, seed: int) -> tuple[float, float]:
    """Every fourth problem lies by a pole, every fourth on the antimeridian."""
    if seed % 4 == 0:
        return float(rng.uniform(-180, 180)), float(rng.choice([-1, 1]) * rng.uniform(80, 90))
    if seed % 4 == 1:
        return float((180 + rng.uniform(-3, 3) + 180) % 360 - 180), float(rng.uniform(-70, 70))
    return float(rng.uniform(-180, 180)), float(np.degrees(np.arcsin(rng.uniform(-0.95, 0.95))))


def look(seed: int) -> None:
    problem = Problem(seed)
    a, b = problem.ends
    straight = GEOD.inv(a.x, a.y, b.x, b.y)[2]
    grid = problem.grid_length()
    try:
        found = problem.route()
    except NoRoute:
        assert np.isinf(grid), "a grid found a way where the router found none"
        return
    assert found.length_m >= straight - 1e-6
    assert found.length_m <= grid + 1e-3
    assert problem.deepest(found.points) <= 1.0
    if len(found.points) == 2:
        assert found.length_m == pytest.approx(straight, abs=1e-3)
    back = route(b, a, avoid=problem.areas)
    assert back.length_m == pytest.approx(found.length_m, abs=1e-3)


@pytest.mark.parametrize("seed", range(32))
def test_random_problem(seed: int) -> None:
    """Independent checks on small and world-wide problems, over poles and the antimeridian."""
    look(seed)


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(32, 200))
def test_random_problem_sweep(seed: int) -> None:
    """The rest of the two hundred."""
    look(seed)

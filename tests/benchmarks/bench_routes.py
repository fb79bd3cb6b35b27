"""Routes: times of whole calls, and the same problem given to other routers."""

import importlib.util
import subprocess
import sys
import time
from itertools import pairwise

import numpy as np
import shapely
from pyproj import Geod
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from shapely import Point

from geo.errors import GeoError
from geo.gazetteer import area
from geo.routes import Belt, Policy, route

GEOD = Geod(ellps="WGS84")
MOZDOK, DEIR = Point(44.6031, 43.7875), Point(40.1408, 35.3359)
HELSINKI, NARITA = Point(24.9633, 60.3172), Point(140.3929, 35.7720)
OLENYA, COAST = Point(33.4639, 68.1519), Point(35.5, 35.4)
NEAR = (  # closed: every country within about 3,500 km of the Caucasus but these four
    "AE AF AL AM AT AZ BA BG BH BY CY CZ DJ DE DK EE EG ER ET FI GE GR HR HU IL IN JO KG KW KZ LB "
    "LT LV MD ME MK OM PK PL PS QA RO RS SA SD SE SI SK TJ TM TR UA UZ XK YE"
).split()
FRESH = """
import time; start = time.perf_counter(); cpu = time.process_time()
from shapely import Point
from geo.routes import {names}
{body}
print(time.perf_counter() - start, time.process_time() - cpu)
"""
ONE = "route(Point(44.6031, 43.7875), Point(40.1408, 35.3359), policy='E')"
THIRTY = """
bases = [Point(44.6031, 43.7875), Point(46.2106, 51.4811), Point(48.6534, 35.2117)]
targets = [Point(37.1343, 36.2021), Point(36.6339, 35.9306), Point(40.1408, 35.3359)]
for policy in "ABCDE":
    routes(bases, targets, policy)
"""


def fresh(names: str, body: str) -> tuple[float, float]:
    """Wall and processor seconds of a new process, imports included: the better of three."""
    code = FRESH.format(names=names, body=body)
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
        for _ in range(3)
    ]
    return min(tuple(float(x) for x in run.stdout.split()) for run in runs)


def warm(a: Point, b: Point, policy: Policy | str) -> tuple[float, float, float]:
    """Wall and processor seconds of a call with prepared data, and kilometres."""
    route(a, b, policy=policy)
    start, cpu = time.perf_counter(), time.process_time()
    found = route(a, b, policy=policy)
    return time.perf_counter() - start, time.process_time() - cpu, found.length("km")


def inside_m(points: list, closed) -> float:
    """Metres of a path that lie in closed areas, its legs flown as geodesics."""
    total = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        length = GEOD.inv(x1, y1, x2, y2)[2]
        count = int(length // 100) + 2
        xy = np.array(GEOD.npts(x1, y1, x2, y2, count))
        total += length * shapely.contains_xy(closed, xy[:, 0], xy[:, 1]).mean()
    return total


def length_km(points: list) -> float:
    """Length of a path of geodesics."""
    lon, lat = np.array(points).T
    return float(GEOD.line_length(lon, lat)) / 1000


def peers() -> list[tuple[str, float, float, float]]:
    """Policy D, land simplified outward to a few hundred vertices, given to each router."""
    codes = ("TR", "GE", "UA", "AM", "AZ")
    land = shapely.union_all([area(f"country:{c}") for c in codes])
    near = max(shapely.get_parts(land.buffer(0.03).simplify(0.02)), key=lambda p: p.area)
    closed = shapely.Polygon(near.exterior)
    shapely.prepare(closed)
    rows = []
    for name, solve in (
        ("dateline", ours),
        ("extremitypathfinder", extremity),
        ("pyvisgraph", visibility),
        ("grid of 10 km, 8 neighbours", grid),
    ):
        start = time.perf_counter()
        try:
            path = solve(closed)
        except ImportError:
            rows.append((f"{name} (not installed)", np.nan, np.nan, np.nan))
            continue
        took = time.perf_counter() - start
        rows.append((name, took, length_km(path), inside_m(path, closed)))
    return rows


def ours(closed) -> list:
    return list(route(MOZDOK, DEIR, avoid=[closed]).points)


def extremity(closed) -> list:
    from extremitypathfinder import PolygonEnvironment

    env = PolygonEnvironment()
    hole = list(closed.exterior.coords)[:-1]
    hole = hole if not closed.exterior.is_ccw else hole[::-1]
    env.store([(15, 20), (70, 20), (70, 60), (15, 60)], [hole], validate=False)
    return env.find_shortest_path((MOZDOK.x, MOZDOK.y), (DEIR.x, DEIR.y))[0]


def visibility(closed) -> list:
    import pyvisgraph as vg

    graph = vg.VisGraph()
    graph.build([[vg.Point(*c) for c in list(closed.exterior.coords)[:-1]]], status=False)
    path = graph.shortest_path(vg.Point(MOZDOK.x, MOZDOK.y), vg.Point(DEIR.x, DEIR.y))
    return [(p.x, p.y) for p in path]


def grid(closed) -> list:
    """Dijkstra over a grid of longitude and latitude."""
    lon, lat = np.meshgrid(np.arange(35, 60, 0.12), np.arange(32, 48, 0.09))
    free = ~shapely.contains_xy(closed, lon, lat)
    number = np.arange(lon.size).reshape(lon.shape)
    rows, n = [], lon.size
    height, width = lon.shape
    for dy, dx in ((0, 1), (1, 0), (1, 1), (1, -1)):
        y = slice(0, height - dy)
        x1 = slice(max(0, -dx), width - max(0, dx))
        x2 = slice(max(0, dx), width + min(0, dx))
        y2 = slice(dy, height)
        both = free[y, x1] & free[y2, x2]
        rows.append((number[y, x1][both], number[y2, x2][both]))
    one, other = (np.concatenate(c) for c in zip(*rows, strict=True))
    x, y = lon.ravel(), lat.ravel()
    far = GEOD.inv(x[one], y[one], x[other], y[other])[2]
    graph = coo_array((far, (one, other)), shape=(n, n)).tocsr()
    ends = [int(np.argmin(np.hypot(x - p.x, y - p.y) + 99 * ~free.ravel())) for p in (MOZDOK, DEIR)]
    _, before = dijkstra(graph, directed=False, indices=ends[0], return_predecessors=True)
    path, at = [], ends[1]
    while at >= 0:
        path.append((x[at], y[at]))
        at = before[at]
    return [(MOZDOK.x, MOZDOK.y), *path[::-1], (DEIR.x, DEIR.y)]


def main() -> None:
    """Print the table."""
    print(f"{'case':58} {'wall s':>8} {'cpu s':>8} {'bound':>6} {'km':>9}")
    for label, names, body, bound in (
        ("Mozdok to Deir al-Zour under E, fresh process", "route", ONE, 1.0),
        ("45 routes (3 bases, 3 targets, A to E), fresh process", "routes", THIRTY, 1.0),
    ):
        wall, cpu = fresh(names, body)
        print(f"{label:58} {wall:8.3f} {cpu:8.3f} {bound:6.2f}")
    # Its first preparation takes minutes; it is kept in the cache folder.
    world = Policy("all but RU, SY", open_countries=("RU", "SY"), belt=Belt(12 * 1852.0))
    for label, a, b, policy, bound in (
        ("Mozdok to Deir al-Zour under E", MOZDOK, DEIR, "E", 0.15),
        ("the same with 50 and more countries closed", MOZDOK, DEIR, closed_near(), 0.6),
        ("Helsinki to Narita, RU BY UA closed", HELSINKI, NARITA, "eu-carriers-2022", 2.0),
        ("Olenya to Syria's coast, all but RU SY closed, belts", OLENYA, COAST, world, 10.0),
    ):
        try:
            wall, cpu, km = warm(a, b, policy)
        except GeoError as error:
            print(f"{label:58} {error}")
            continue
        print(f"{label:58} {wall:8.3f} {cpu:8.3f} {bound:6.2f} {km:9.1f}")
    print()
    print(f"{'Mozdok to Deir al-Zour, D in few vertices':58} {'s':>8} {'km':>8} {'m inside':>9}")
    for name, took, km, wrong in peers():
        print(f"{name:58} {took:8.3f} {km:8.1f} {wrong:9.0f}")


def closed_near() -> Policy:
    """Every country near the Caucasus but Russia, Iran, Iraq and Syria."""
    from geo.routes import policy_with

    return policy_with(None, NEAR)


if __name__ == "__main__":
    if importlib.util.find_spec("scipy") is None:
        sys.exit("scipy is needed")
    main()

"""Routes over the pole, across the antimeridian, round the far side, through holes and straits."""

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely import Point, Polygon, box

from geo.errors import NoRoute
from geo.gazetteer import area
from geo.routes import Area, Belt, Policy, route

GEOD = Geod(ellps="WGS84")
HELSINKI, NARITA = Point(24.9633, 60.3172), Point(140.3929, 35.7720)


def sampled(found) -> np.ndarray:
    points = []
    for leg in found.legs:
        count = int(leg.length_m // 1000) + 1
        points += [leg.start, *GEOD.npts(*leg.start, *leg.end, count), leg.end]
    return np.array(points)


def test_helsinki_to_tokyo_round_russia() -> None:
    """Over the Arctic and the Bering Strait; stitched at the antimeridian it was 11,264 km."""
    found = route(HELSINKI, NARITA, policy="eu-carriers-2022")
    assert found.length("km") == pytest.approx(10_632, abs=15)
    back = route(NARITA, HELSINKI, policy="eu-carriers-2022")
    assert back.length_m == pytest.approx(found.length_m, abs=1e-3)
    assert "Russia" not in dict(found.overflown())


def test_nowhere_more_than_a_metre_inside() -> None:
    found = route(HELSINKI, NARITA, policy="eu-carriers-2022")
    closed = shapely.union_all([area(f"country:{c}") for c in ("RU", "BY", "UA")])
    shapely.prepare(closed)
    points = sampled(found)
    inside = points[shapely.contains_xy(closed, points[:, 0], points[:, 1])]
    depth = [closed.boundary.distance(Point(p)) * 111_320 for p in inside]
    assert max(depth, default=0.0) <= 1.0


def test_geometry_is_cut_at_the_antimeridian() -> None:
    found = route(Point(170, 10), Point(-170, 10))
    assert found.geometry.geom_type == "MultiLineString"
    assert found.length_m == pytest.approx(GEOD.inv(170, 10, -170, 10)[2], abs=1e-3)
    xs = [x for line in found.geometry.geoms for x, _ in line.coords]
    assert max(abs(x) for x in xs) == 180


def test_a_box_across_the_antimeridian_is_a_wall_in_the_middle() -> None:
    """The same box written with jumping longitudes, past 180, and cut in two."""
    a, b = Point(160, 0), Point(-160, 1)
    jump = Polygon([(170, -20), (-170, -20), (-170, 20), (170, 20)])
    past = box(170, -20, 190, 20)
    halves = shapely.MultiPolygon([box(170, -20, 180, 20), box(-180, -20, -170, 20)])
    lengths = [route(a, b, avoid=[shape]).length_m for shape in (jump, past, halves)]
    assert lengths[0] == pytest.approx(lengths[1], abs=1e-3)
    assert lengths[0] == pytest.approx(lengths[2], abs=0.1)
    assert lengths[0] > GEOD.inv(160, 0, -160, 1)[2] + 1e6


def test_a_cap_round_the_pole() -> None:
    """Over a closed cap north of 80, the way touches the parallel of 80."""
    cap = Polygon([(x, 80) for x in range(-180, 180, 5)])
    found = route(Point(0, 70), Point(180, 70), avoid=[cap])
    assert max(y for _, y in found.points) == pytest.approx(80, abs=0.02)
    assert found.length_m > GEOD.inv(0, 70, 180, 70)[2] + 200e3


@pytest.mark.sweep
def test_round_the_far_side() -> None:
    """A wall from pole to pole but for a gap beyond the antimeridian of the start."""
    wall = box(10, -89.9, 12, 89.9)
    poles = [box(-180, 85, 180, 90), box(-180, -90, 180, -85)]
    found = route(Point(5, 0), Point(17, 0), avoid=[wall, *poles])
    assert found.length_m > 20_000e3
    assert min(abs(abs(x) - 180) for x, _ in sampled(found)) < 1


def test_an_end_in_a_hole_is_enclosed() -> None:
    """Lesotho lies within South Africa."""
    with pytest.raises(NoRoute, match="South Africa") as caught:
        route(Point(28.0, -29.5), Point(28.2, -20.0), avoid=["ZA"])
    assert caught.value.enclosing == ("South Africa",)


def test_a_way_within_a_hole() -> None:
    """Within Lesotho the way stays within, though South Africa is closed."""
    a, b = Point(27.5, -29.3), Point(29.0, -29.7)
    found = route(a, b, avoid=["ZA"])
    assert found.length_m == pytest.approx(GEOD.inv(a.x, a.y, b.x, b.y)[2], abs=1e-3)


def test_several_enclose() -> None:
    """Armenia's neighbours: Georgia, Azerbaijan, Iran and Turkey."""
    with pytest.raises(NoRoute) as caught:
        route(Point(44.5, 40.2), Point(30, 50), avoid=["GE", "AZ", "IR", "TR"])
    assert set(caught.value.enclosing) == {"Georgia", "Azerbaijan", "Iran", "Turkey"}
    assert "start is enclosed" in str(caught.value)


def test_an_end_in_a_closed_area() -> None:
    with pytest.raises(NoRoute, match="the end lies in a closed area: Turkey"):
        route(Point(37.1343, 36.2021), Point(32.85, 39.93), avoid=["TR"])


def test_an_end_in_the_buffer() -> None:
    """Aleppo is 45 km from Turkey."""
    with pytest.raises(NoRoute, match="Turkey"):
        route(Point(37.1343, 36.2021), Point(40, 33), avoid=["TR"], buffer_m=100e3)


def test_an_end_on_an_outline() -> None:
    """A start on the side of a box, and half a metre inside it."""
    closed = box(10, 10, 20, 20)
    for lon in (10.0, 10.000004):
        found = route(Point(lon, 15), Point(5, 15), avoid=[closed])
        assert found.points[0] == (lon, 15)
        assert found.length_m == pytest.approx(GEOD.inv(lon, 15, 5, 15)[2], abs=6)
    assert route(Point(9.99999, 15), Point(25, 15), avoid=[closed]).length_m > 2000e3


def test_a_buffer_is_kept() -> None:
    """From a point of 100 by 100 m at the equator the way keeps 50 km."""
    small = box(-0.0005, -0.0005, 0.0005, 0.0005)
    found = route(Point(-2, 0), Point(2, 0), avoid=[small], buffer_m=50e3)
    near = min(GEOD.inv(x, y, 0, 0)[2] for x, y in sampled(found))
    assert near == pytest.approx(50e3, abs=200)


def test_via() -> None:
    a, b, c = Point(0, 0), Point(5, 5), Point(10, 0)
    found = route(a, c, via=[b])
    assert found.points == ((0, 0), (5, 5), (10, 0))
    assert found.length_m == pytest.approx(route(a, b).length_m + route(b, c).length_m)


@pytest.mark.sweep
def test_gibraltar_stays_open_by_rule() -> None:
    """The strait is 14 km wide: belts of 12 miles from both shores would close it."""
    areas = tuple(Area(c, country=c) for c in ("ES", "MA", "GI", "PT", "DZ", "FR"))
    policy = Policy("strait", areas=areas, belt=Belt(12 * 1852.0))
    atlantic, alboran = Point(-9.5, 35.0), Point(-3.2, 36.0)
    found = route(atlantic, alboran, policy=policy)
    assert found.length_m < 1.1 * GEOD.inv(-9.5, 35.0, -3.2, 36.0)[2]
    shut = Policy("strait", areas=areas, belt=Belt(12 * 1852.0, straits_open=False))
    with pytest.raises(NoRoute):
        route(alboran, atlantic, policy=shut, avoid=[box(-2, 30, 0, 45)])

"""The ground: where land is, and how disputed borders are drawn under each view."""

import json

import pytest
import shapely
from shapely.geometry import Point

from geo.maps.ground import encode, ground, sheet
from geo.maps.view import View, view_of


def drawn_near(lines, lon, lat, degrees=0.15):
    return any(line.distance(Point(lon, lat)) < degrees for line in lines)


# Places on disputed lines, and on agreed ones.
PEREKOP = (33.7, 46.13)  # isthmus between mainland Ukraine and Crimea
BERM = (-11.5, 26.6)  # Moroccan wall in Western Sahara
PARALLEL = (-11.0, 27.6667)  # northern border of Western Sahara, 27 degrees 40 minutes
DMZ = (127.0, 38.1)
KASHMIR = (74.3, 34.0)  # line of control
GREEN_LINE = (33.4, 35.17)  # Cyprus
SOMALILAND = (48.94, 10.8)


@pytest.fixture(scope="module")
def world():
    box = View(-180.0, -60.0, 180.0, 80.0)
    return {view: sheet(box, "10m", 0.0, view) for view in ("un", "de-facto")}


@pytest.mark.parametrize("spot", [PEREKOP, PARALLEL, DMZ, KASHMIR])
def test_disputed_lines_are_dashed_by_default(world, spot):
    assert drawn_near(world["un"].dashed, *spot)
    assert not drawn_near(world["un"].borders, *spot, 0.05)


@pytest.mark.parametrize("spot", [BERM, SOMALILAND, GREEN_LINE])
def test_borders_that_the_un_does_not_know_are_left_out_by_default(world, spot):
    assert not drawn_near(world["un"].borders, *spot)
    assert not drawn_near(world["un"].dashed, *spot)


@pytest.mark.parametrize("spot", [PEREKOP, BERM, DMZ, KASHMIR, SOMALILAND])
def test_lines_of_control_are_dashed_de_facto(world, spot):
    assert drawn_near(world["de-facto"].dashed, *spot)


@pytest.mark.parametrize("spot", [(9.7, 50.5), (7.6, 47.59), (-110.0, 49.0)])
def test_agreed_borders_are_whole_lines_under_both_views(world, spot):
    # Basel (Germany and Switzerland) and the 49th parallel have a border; Fulda, since 1990, none.
    for view in world.values():
        assert drawn_near(view.borders, *spot) == (spot != (9.7, 50.5))


def test_land_lies_where_it_is_on_both_sides_of_180():
    part = sheet(View(160.0, 60.0, 200.0, 75.0), "50m", 0.01)
    land = shapely.union_all(part.land)
    assert land.contains(Point(177.5, 66.0))  # Chukotka
    assert land.contains(Point(-172.0 + 360.0, 65.9))  # Chukotka beyond 180
    assert land.contains(Point(-162.0 + 360.0, 65.5))  # Seward Peninsula
    assert not land.contains(Point(-169.0 + 360.0, 65.0))  # Bering Strait


def test_great_lakes_and_the_caspian_are_water():
    part = sheet(View(-95.0, 40.0, -75.0, 50.0), "50m", 0.01)
    assert shapely.union_all(part.lakes).contains(Point(-87.0, 44.0))  # Lake Michigan
    east = sheet(View(45.0, 35.0, 56.0, 48.0), "10m", 0.01)
    assert not shapely.union_all(east.land).contains(Point(50.8, 42.0))


def test_a_region_takes_no_more_than_its_budget():
    view = view_of([(35.8, 35.4), (48.7, 35.2), (46.2, 51.5)])
    base = ground(view, budget=60_000)
    shapes = (*base.fine.land, *base.fine.lakes, *base.fine.borders, *base.fine.dashed)
    assert len(json.dumps(encode(shapes, base.decimals), separators=(",", ":"))) <= 60_000


def test_names_stand_inside_their_countries():
    base = ground(view_of([(35.8, 35.4), (48.7, 35.2), (46.2, 51.5)]))
    at = {n.text: Point(n.lon, n.lat) for n in base.names}
    assert shapely.box(44, 25, 63.5, 40).contains(at["Iran"])
    assert shapely.box(26, 35.8, 45, 42.2).contains(at["Turkey"])
    assert "Black Sea" in at
    assert "Northern Cyprus" not in at


def test_encoding_keeps_points_to_its_last_decimal():
    line = shapely.LineString([(1.23456, 2.34567), (3.45678, 4.56789), (-5.4, 6.1)])
    [flat] = encode((line,), 3)
    x = [sum(flat[0 : i + 1 : 2]) / 1000 for i in range(0, len(flat), 2)]
    assert x == pytest.approx([1.235, 3.457, -5.4], abs=1e-9)

"""Areas on the ellipsoid."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import LineString, Point, Polygon, box

from geo import geodesy
from geo.geodesy import Ellipsoid
from geo.geodesy.areas import surface

from .pairs import GEOD

EARTH = 510065621.724  # km2, WGS 84: 4 pi times the square of the authalic radius 6371.0071809 km


def test_the_whole_earth_and_its_halves() -> None:
    assert surface() / 1e6 == pytest.approx(EARTH, abs=0.001)
    assert geodesy.area(box(-180, -90, 180, 90), unit="km") == pytest.approx(EARTH, abs=0.01)
    assert geodesy.area(box(-180, 0, 180, 90), unit="km") == pytest.approx(EARTH / 2, abs=0.01)
    assert geodesy.area(box(0, -90, 180, 90), unit="km") == pytest.approx(EARTH / 2, abs=0.01)
    assert surface(Ellipsoid(1.0, 0.0)) == pytest.approx(4 * np.pi)


def test_a_polygon_as_proj_has_it() -> None:
    shape = Polygon([(0, 0), (30, 5), (20, 40)], [[(10, 10), (15, 10), (15, 15)]])
    true = abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(shape))[0])
    assert geodesy.area(shape) == pytest.approx(true, abs=1)
    assert geodesy.area(shapely.reverse(shape)) == pytest.approx(true, abs=1)


def test_an_area_across_the_antimeridian_is_the_same_elsewhere() -> None:
    here = geodesy.area(box(0, 10, 4, 12))
    for there in (
        box(178, 10, 182, 12),
        Polygon([(178, 10), (-178, 10), (-178, 12), (178, 12)]),
    ):
        assert geodesy.area(there) == pytest.approx(here, abs=1)
    cut = geodesy.split_antimeridian(box(178, 10, 182, 12))
    assert geodesy.area(cut) == pytest.approx(here, rel=1e-3)  # the cut adds two vertices


def test_a_ring_round_the_pole_holds_the_cap() -> None:
    ring = Polygon(np.column_stack([np.arange(-180, 180, 0.5), np.full(720, 80.0)]))
    cap = geodesy.area(box(-180, 80, 180, 90), unit="km")
    assert geodesy.area(ring, unit="km") == pytest.approx(cap, rel=1e-4)
    assert cap == pytest.approx(3_901_000, rel=2e-3)


def test_a_part_of_a_polar_cap() -> None:
    """Its upper edge lies on the pole, and is longer on the map than half of its width."""
    cap = geodesy.area(box(-180, 80, 180, 90))
    part = Polygon([*((x, 80) for x in range(-100, 91)), (90, 90), (-100, 90)])
    assert geodesy.area(part) == pytest.approx(cap * 190 / 360, rel=1e-4)


def test_a_sliver_that_geodesic_edges_turn_inside_out_is_small() -> None:
    """The geodesic from 0 to 10 E along 50 N bulges north of 50.05."""
    assert geodesy.area(Polygon([(0, 50), (10, 50), (5, 50.05)]), unit="km") < 1e5


def test_more_than_half_of_the_earth() -> None:
    land = box(10, 40, 20, 50)
    rest = shapely.difference(box(-180, -90, 180, 90), land)
    whole = geodesy.area(land, unit="km") + geodesy.area(rest, unit="km")
    assert whole == pytest.approx(EARTH, rel=1e-6)


def test_forms() -> None:
    items = np.array(
        [box(0, 0, 1, 1), None, Point(0, 0), LineString([(0, 0), (1, 1)])], dtype=object
    )
    found = geodesy.area(items, unit="mi")
    assert found[0] == pytest.approx(12308.778e6 / 1609.344**2, rel=1e-6)
    assert np.isnan(found[1])
    assert found[2:].tolist() == [0, 0]
    series = gpd.GeoSeries([box(0, 0, 1, 1)], index=["x"], crs=4326)
    assert geodesy.area(series)["x"] == geodesy.area(series.iloc[0])

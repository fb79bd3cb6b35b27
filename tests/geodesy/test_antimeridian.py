"""Cuts at the antimeridian."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, Point, Polygon, box

from geo.geodesy import split_antimeridian

FIJI = Polygon([(177, -20), (-178, -20), (-178, -15), (177, -15)])


def test_what_does_not_cross_comes_back_as_it_is() -> None:
    whole = [
        box(0, 0, 10, 10),
        LineString([(0, 0), (170, 1)]),
        box(-180, -90, 180, 90),
        Point(1, 2),
    ]
    whole.append(box(-180, 60, 180, 90))
    for shape in whole:
        assert split_antimeridian(shape) is shape
    assert split_antimeridian(None) is None


@pytest.mark.parametrize("shape", [FIJI, box(177, -20, 182, -15), box(-183, -20, -178, -15)])
def test_a_polygon_across_is_cut_in_two(shape: Polygon) -> None:
    cut = split_antimeridian(shape)
    assert cut.geom_type == "MultiPolygon"
    assert cut.area == pytest.approx(25)
    assert cut.equals(shapely.union(box(177, -20, 180, -15), box(-180, -20, -178, -15)))


def test_a_hole_across_is_cut_too() -> None:
    ring = shapely.Polygon(
        [(170, -5), (-170, -5), (-170, 5), (170, 5)], [[(178, -1), (-178, -1), (-178, 1), (178, 1)]]
    )
    cut = split_antimeridian(ring)
    assert cut.is_valid
    assert cut.area == pytest.approx(200 - 8)
    assert not cut.contains(Point(179, 0))


def test_a_line_across_is_cut_where_it_crosses() -> None:
    cut = split_antimeridian(LineString([(170, 10), (-170, 20), (-150, 20)]))
    assert isinstance(cut, MultiLineString)
    assert [list(part.coords) for part in cut.geoms] == [
        [(170, 10), (180, 15)],
        [(-180, 15), (-170, 20), (-150, 20)],
    ]
    twice = split_antimeridian(LineString([(170, 0), (190, 10), (170, 20)]))
    assert len(twice.geoms) == 3
    along = LineString([(170, 0), (180, 0), (180, 10)])
    assert split_antimeridian(along) is along


@pytest.mark.parametrize("sign", [1, -1])
def test_a_ring_round_a_pole_holds_it(sign: int) -> None:
    lon = np.arange(-170, 190, 20) * -sign
    ring = Polygon(np.column_stack([lon, np.full(len(lon), sign * 70.0)]))
    cap = split_antimeridian(ring)
    assert cap.is_valid
    assert cap.bounds == (-180, min(sign * 70, sign * 90), 180, max(sign * 70, sign * 90))
    assert cap.area == pytest.approx(360 * 20)


def test_collections_and_series() -> None:
    both = shapely.MultiPolygon([box(0, 0, 1, 1), box(179, 0, 181, 1)])
    assert split_antimeridian(both).area == pytest.approx(3)
    mixed = shapely.GeometryCollection([Point(190, 5), LineString([(170, 0), (-170, 0)])])
    cut = split_antimeridian(mixed)
    assert cut.geoms[0] == Point(-170, 5)
    assert len(cut.geoms) == 3
    series = gpd.GeoSeries([FIJI, None], index=["f", "n"], crs=4326)
    found = split_antimeridian(series)
    assert found.crs == 4326
    assert found["n"] is None
    assert found["f"].area == pytest.approx(25)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-500, 500), st.floats(-90, 90)), min_size=2, max_size=12, unique=True
    )
)
def test_a_cut_line_keeps_its_length_and_stays_on_the_map(points: list) -> None:
    x = np.array([p[0] for p in points])
    line = LineString(points)
    cut = split_antimeridian(line)
    assert cut.bounds[0] >= -180
    assert cut.bounds[2] <= 180
    if np.abs(np.diff(x)).max() < 180:  # no step is taken the other way round
        assert cut.length == pytest.approx(line.length, rel=1e-9, abs=1e-9)

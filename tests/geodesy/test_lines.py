"""Points and lines along geodesics."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import LineString, Point

from geo import geodesy
from geo.errors import UsageError

from .pairs import CLASSES, GEOD

MOSCOW, SAN_FRANCISCO = (37.62, 55.75), (-122.42, 37.77)


def test_points_at_fractions_are_those_of_proj() -> None:
    true = np.array(GEOD.npts(*MOSCOW, *SAN_FRANCISCO, 3))
    lon, lat = geodesy.interpolate(*MOSCOW, *SAN_FRANCISCO, [0.25, 0.5, 0.75])
    assert np.abs(lon - true[:, 0]).max() < 1e-9
    assert np.abs(lat - true[:, 1]).max() < 1e-9
    assert geodesy.midpoint(*MOSCOW, *SAN_FRANCISCO) == (lon[1], lat[1])


@pytest.mark.parametrize("make", CLASSES[:2] + CLASSES[9:11], ids=lambda make: make.__name__)
def test_midpoints_are_as_far_from_both_ends(make) -> None:
    pairs = make(np.random.default_rng(1), 1000)
    lon, lat = geodesy.midpoint(*pairs)
    half = geodesy.distance(*pairs) / 2
    assert np.abs(geodesy.distance(*pairs[:2], lon, lat) - half).max() < 60e-9
    assert np.abs(geodesy.distance(*pairs[2:], lon, lat) - half).max() < 60e-9


@pytest.mark.parametrize("error", [100.0, 5000.0])
@pytest.mark.parametrize(
    "ends",
    [
        (*MOSCOW, *SAN_FRANCISCO),
        (-60, -30, 60, 30),  # its middle lies on the straight line by symmetry
        (10, 60, -171, 62),  # 1 degree from the pole
        (0, 50, 180, 50),  # over the pole itself
        (170, -20, -160, 10),
        (5, 5, 5.001, 5.001),
        (0, 0, 90, 0),
    ],
)
def test_a_line_keeps_to_its_geodesic(ends: tuple[float, ...], error: float) -> None:
    path = geodesy.line(*ends, error=error)
    parts = shapely.get_parts(path)
    assert shapely.bounds(path)[0] >= -180
    assert shapely.bounds(path)[2] <= 180
    for part in parts:
        x, y = shapely.get_coordinates(part).T
        for share in (0.3, 0.5, 0.7):
            lon, lat = x[:-1] + share * np.diff(x), y[:-1] + share * np.diff(y)
            off, _ = geodesy.cross_track(lon, lat, *ends)
            assert np.abs(off).max() <= 1.05 * error
    ends_drawn = shapely.get_coordinates(path)[[0, -1]]
    assert np.abs(ends_drawn[:, 1] - np.array(ends)[[1, 3]]).max() < 1e-12
    assert geodesy.length(path) == pytest.approx(geodesy.distance(*ends), rel=2e-3, abs=1)


def test_a_line_may_run_on_beyond_the_antimeridian() -> None:
    whole = geodesy.line(170, 0, -170, 5, split=False)
    assert whole.geom_type == "LineString"
    assert whole.coords[0] == (170, 0)
    assert whole.coords[-1] == (190, 5)
    cut = geodesy.line(170, 0, -170, 5)
    assert [part.coords[0][0] for part in cut.geoms] == [170, -180]


def test_lines_of_a_geoseries() -> None:
    points = gpd.GeoSeries([Point(0, 0), None], index=["a", "b"], crs=4326)
    lines = geodesy.line(points, Point(10, 10))
    assert isinstance(lines, gpd.GeoSeries)
    assert lines.crs == 4326
    assert lines["b"] is None
    with pytest.raises(UsageError, match="error"):
        geodesy.line(0, 0, 1, 1, error=0)


def test_length_is_the_sum_of_edges() -> None:
    line = LineString([(0, 0), (10, 5), (179, 5), (-179, 6)])
    true = GEOD.geometry_length(line)
    assert geodesy.length(line) == pytest.approx(true, abs=1e-6)
    square = shapely.box(0, 0, 1, 1)
    both = shapely.GeometryCollection([line, shapely.MultiPolygon([square])])
    assert geodesy.length(both) == pytest.approx(true + GEOD.geometry_length(square), abs=1e-6)
    found = geodesy.length(np.array([line, None, Point(0, 0), LineString()], dtype=object))
    assert found[0] == pytest.approx(true)
    assert np.isnan(found[1])
    assert found[2:].tolist() == [0, 0]

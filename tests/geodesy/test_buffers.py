"""Rings and buffers, over poles and the antimeridian too."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPoint, Point

from geo import geodesy
from geo.errors import UsageError

PLACES = [
    (0, 0, 1e6),
    (179.9, 0, 1e6),
    (-179.99, 45, 3e4),
    (20, 85, 1e6),
    (20, -85, 1e6),
    (0, 90, 1e6),
    (0, -90, 3e6),
    (170, 60, 3.2e6),
    (0, 89.99, 2e3),
    (0, 10, 1.2e7),  # both poles inside
    (10, 20, 1.5e7),
    (10, 20, 1.95e7),
    (10, -20, 1.9998e7),  # all but a spot round the antipode
    (5, 5, 2.1e7),  # the whole Earth
    (30, 45, 5017021.351334979),  # through the pole itself
    (30, 45, 5017021.351334977),  # and to rounding on either side of it
    (30, 45, 5017021.351334981),
    (30, -45, 5017021.351334977),
]


def spread(n: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(4)
    return rng.uniform(-180, 180, n), np.degrees(np.arcsin(rng.uniform(-1, 1, n)))


@pytest.mark.parametrize("place", PLACES)
def test_a_buffer_holds_the_places_within_its_radius(place: tuple[float, float, float]) -> None:
    lon, lat, radius = place
    area = geodesy.buffer(lon, lat, radius)
    assert area.is_valid
    west, south, east, north = area.bounds
    assert min(west, -east) >= -180
    assert min(south, -north) >= -90
    x, y = spread()
    # Many of the places near the edge, where it matters.
    reach = np.minimum(radius, 1.99e7) * np.linspace(0.9, 1.1, 2000)
    edge = geodesy.direct(lon, lat, np.linspace(0, 3600, 2000), reach)
    x, y = np.append(x, edge[0]), np.append(y, edge[1])
    far = geodesy.distance(lon, lat, x, y)
    clear = np.abs(far - radius) > radius / 900
    inside = shapely.intersects_xy(area, x, y)  # the edge of the map is inside
    assert np.array_equal(inside[clear], far[clear] < radius)


def test_an_error_asked_for_is_kept() -> None:
    for lat in (0, 60, 88):
        fine = geodesy.buffer(10, lat, 500, error=0.01, unit="km")
        x, y = shapely.get_coordinates(fine.exterior).T
        x, y = (x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2
        away = (np.abs(x) < 179) & (np.abs(y) < 90)  # not the edge of the map
        off = 500 - geodesy.distance(10, lat, x[away], y[away], unit="km")
        assert off.max() <= 0.011


@pytest.mark.parametrize("radius", [1e3, 1e6, 9e6])
def test_a_ring_is_everywhere_as_far(radius: float) -> None:
    lon, lat = geodesy.ring([10, 179], [50, 89], radius, points=36)
    assert lon.shape == (2, 37)
    assert np.array_equal(lon[:, 0], lon[:, -1])
    for i, (x, y) in enumerate(((10, 50), (179, 89))):
        assert np.abs(geodesy.distance(x, y, lon[i], lat[i]) - radius).max() < 50e-9


def test_a_line_and_an_area_grow_by_the_radius() -> None:
    ends = (150.0, 50.0, -150.0, 60.0)
    grown = geodesy.buffer(LineString([ends[:2], ends[2:]]), 300, unit="km")
    x, y = spread()
    cross, along = geodesy.cross_track(x, y, *ends)
    whole = geodesy.distance(*ends)
    near_end = np.minimum(geodesy.distance(x, y, *ends[:2]), geodesy.distance(x, y, *ends[2:]))
    far = np.where((along >= 0) & (along <= whole), np.abs(cross), near_end)
    clear = np.abs(far - 3e5) > 400
    assert np.array_equal(shapely.contains_xy(grown, x, y)[clear], far[clear] < 3e5)

    square = shapely.box(178, -10, 182, -6)
    grown = geodesy.buffer(square, 12, unit="nmi")
    assert grown.covers(geodesy.split_antimeridian(square))
    assert grown.bounds == pytest.approx((-180, -10.2, 180, -5.8), abs=0.01)


def test_the_territorial_sea_of_a_straight_coast_is_its_length_times_12_miles() -> None:
    coast = geodesy.line(0, 0, 0, 10, error=10)
    area = geodesy.area(geodesy.buffer(coast, 12, unit="nmi"), unit="nmi")
    length = geodesy.length(coast, unit="nmi")
    assert area == pytest.approx(2 * 12 * length + np.pi * 144, rel=1e-3)


def test_forms_and_refusals() -> None:
    points = gpd.GeoSeries([Point(0, 0), None, Point()], index=list("abc"), crs=4326)
    grown = geodesy.buffer(points, 10, unit="km")
    assert list(grown.index) == list("abc")
    assert grown.isna().tolist() == [False, True, True]
    assert geodesy.buffer(MultiPoint([(0, 0), (10, 0)]), 1e4).geom_type == "MultiPolygon"
    assert geodesy.buffer(0, 0, 0).is_empty
    with pytest.raises(UsageError, match="negative"):
        geodesy.buffer(0, 0, -1)
    with pytest.raises(UsageError, match="radius"):
        geodesy.buffer(0, 0)
    with pytest.raises(UsageError, match="3 points"):
        geodesy.ring(0, 0, 1, points=2)


@settings(max_examples=60, deadline=None)
@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(1, 1.98e7))
def test_any_disc_is_valid_and_of_the_right_size(lon: float, lat: float, radius: float) -> None:
    disc = geodesy.buffer(lon, lat, radius)
    assert disc.is_valid
    sphere = 2 * np.pi * 6371007**2 * (1 - np.cos(radius / 6371007))
    assert geodesy.area(disc) == pytest.approx(sphere, rel=0.02)

"""What may be passed in, what comes back, and what is refused."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import LineString, Point

from geo import geodesy
from geo.errors import InvalidCoordinate, InvalidGeometry, UnknownName, UsageError
from geo.gazetteer.feature import Feature

ALEPPO, HAMADAN = (37.157, 36.203), (48.516, 34.799)
METRES = geodesy.distance(*ALEPPO, *HAMADAN)


def test_a_float_for_floats() -> None:
    for numbers in (ALEPPO + HAMADAN, tuple(map(np.float64, ALEPPO + HAMADAN))):
        assert type(geodesy.distance(*numbers)) is float
    assert geodesy.distance(0, 0, 1, 0) == geodesy.distance(0.0, 0.0, 1.0, 0.0)
    assert all(type(x) is float for x in geodesy.inverse(*ALEPPO, *HAMADAN))
    assert all(type(x) is float for x in geodesy.direct(*ALEPPO, 90, 1000))


def test_an_array_for_lists_and_arrays() -> None:
    lon = [48.516, 44.366]
    found = geodesy.distance(*ALEPPO, lon, [34.799, 33.315])
    assert isinstance(found, np.ndarray)
    assert found.shape == (2,)
    assert found[0] == pytest.approx(METRES, abs=1e-7)
    table = geodesy.distance(np.zeros((3, 1)), np.zeros((3, 1)), np.arange(4), np.zeros(4))
    assert table.shape == (3, 4)
    assert geodesy.distance([], [], [], []).shape == (0,)
    assert geodesy.distance(np.zeros((0, 3)), 0, 0, 0).shape == (0, 3)


def test_inputs_of_every_layout_are_read(way: str) -> None:
    numbers = np.random.default_rng(1).uniform(-80, 80, (4, 5000))
    true = geodesy.distance(*numbers)
    strided = np.repeat(numbers, 2, axis=1)[:, ::2]
    frozen = numbers.copy()
    frozen.flags.writeable = False
    for other in (strided, frozen, np.asfortranarray(numbers), numbers.astype(object)):
        assert np.array_equal(geodesy.distance(*other), true)
    single = numbers.astype(np.float32)
    assert np.abs(geodesy.distance(*single) - true).max() < 10
    before = numbers.copy()
    geodesy.direct(*numbers, unit="km")
    assert np.array_equal(numbers, before)


def test_a_series_with_its_index_for_a_series() -> None:
    lat = pd.Series([36.203, None, 91.0], index=["a", "b", "c"], name="lat")
    found = geodesy.distance(37.157, lat, *HAMADAN, unit="km")
    assert isinstance(found, pd.Series)
    assert list(found.index) == ["a", "b", "c"]
    assert found["a"] == pytest.approx(METRES / 1000)
    assert found[["b", "c"]].isna().all()
    nullable = pd.Series([36.203, None], dtype="Float64")
    assert geodesy.distance(37.157, nullable, *HAMADAN).isna().tolist() == [False, True]


def test_series_of_different_indexes_are_refused() -> None:
    one, other = pd.Series([1.0, 2.0]), pd.Series([1.0, 2.0], index=[1, 0])
    with pytest.raises(UsageError, match="different indexes"):
        geodesy.distance(one, one, other, other)


def test_points_stand_for_two_numbers() -> None:
    place = Feature("x:1", "Aleppo", "city", *ALEPPO)
    for a in (Point(ALEPPO), place):
        assert geodesy.distance(a, Point(HAMADAN)) == METRES
        assert geodesy.distance(a, *HAMADAN) == METRES
        assert geodesy.inverse(a, Point(HAMADAN))[0] == METRES
    many = geodesy.distance([Point(ALEPPO), None, Point()], Point(HAMADAN))
    assert many[0] == METRES
    assert np.isnan(many[1:]).all()


def test_points_go_with_named_arguments() -> None:
    here, there = Point(ALEPPO), Point(HAMADAN)
    assert geodesy.direct(here, azimuth=90, distance=1000) == geodesy.direct(*ALEPPO, 90, 1000)
    assert geodesy.interpolate(here, there, fraction=0.5) == geodesy.midpoint(here, there)
    assert geodesy.buffer(here, radius=10).equals(geodesy.buffer(*ALEPPO, 10))
    assert geodesy.ring(here, radius=10)[0][0] == geodesy.ring(*ALEPPO, 10)[0][0]
    first, second, _ = geodesy.pairs_within([here], [here, there], radius=10)
    assert (first.tolist(), second.tolist()) == ([0], [0])


def test_geoseries_and_geodataframes_are_read() -> None:
    points = gpd.GeoSeries([Point(ALEPPO), Point(HAMADAN)], index=["x", "y"], crs=4326)
    for given in (points, points.to_frame("geometry"), gpd.GeoDataFrame(geometry=points)):
        found = geodesy.distance(given, Point(HAMADAN))
        assert list(found.index) == ["x", "y"]
        assert found.tolist() == [METRES, 0.0]
    assert geodesy.distance(points.values, Point(HAMADAN)).tolist() == [METRES, 0.0]
    assert geodesy.distance(points.set_crs(None, allow_override=True), points).tolist() == [0, 0]


@pytest.mark.parametrize("epsg", [3857, 32637, 4978, 4807])
def test_a_system_not_in_degrees_is_an_error(epsg: int) -> None:
    """Mercator, UTM, Earth-centred metres, and NTF (Paris), whose longitudes are in grads."""
    points = gpd.GeoSeries([Point(1, 2)], crs=epsg)
    for call in (
        lambda: geodesy.distance(points, Point(1, 2)),
        lambda: geodesy.buffer(points, 10),
        lambda: geodesy.length(points),
        lambda: geodesy.area(points),
        lambda: geodesy.split_antimeridian(points),
    ):
        with pytest.raises(InvalidGeometry, match="to_crs"):
            call()


def test_a_geometry_that_is_no_point_is_an_error() -> None:
    with pytest.raises(InvalidGeometry, match="no point"):
        geodesy.distance(LineString([(0, 0), (1, 1)]), Point(0, 0))


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf"), 90.0001, -95.0])
@pytest.mark.parametrize("place", range(4))
def test_scalars_that_are_no_coordinate_raise_and_arrays_give_nan(
    wrong: float, place: int, way: str
) -> None:
    numbers = [10.0, 20.0, 30.0, 40.0]
    numbers[place] = wrong
    if place % 2 == 0 and abs(wrong) < 1000:
        assert geodesy.distance(*numbers) > 0  # a longitude may be of any turn
        return
    for function in (geodesy.distance, geodesy.inverse):
        with pytest.raises(InvalidCoordinate):
            function(*numbers)
    arrays = [np.array([x, y]) for x, y in zip(numbers, [1.0, 2.0, 3.0, 4.0], strict=True)]
    s, azi1, azi2 = geodesy.inverse(*arrays)
    for values in (s, azi1, azi2, geodesy.distance(*arrays)):
        assert np.isnan(values).tolist() == [True, False]


def test_nan_goes_through_the_direct_problem(way: str) -> None:
    for place in range(4):
        arrays = [np.array([1.0, 2.0]) for _ in range(4)]
        arrays[place][0] = np.nan
        for values in geodesy.direct(*arrays):
            assert np.isnan(values).tolist()[1] is False
        assert np.isnan(geodesy.direct(*arrays)[0][0])
    with pytest.raises(InvalidCoordinate):
        geodesy.direct(0, 91, 0, 1000)


def test_what_does_not_fit_is_refused() -> None:
    for wrong in ((1, 2, 3), (Point(0, 0), Point(1, 1), 3)):
        with pytest.raises(UsageError, match="expected"):
            geodesy.distance(*wrong)
    with pytest.raises(UsageError, match="shapes"):
        geodesy.distance([1, 2], [1, 2], [1, 2, 3], [1, 2, 3])
    with pytest.raises(InvalidCoordinate, match="not a number"):
        geodesy.distance("x", 0, 0, 0)
    with pytest.raises(UnknownName):
        geodesy.distance(0, 0, 1, 1, unit="parsec")
    with pytest.raises(UsageError, match="workers"):
        geodesy.distance(np.zeros(9), 0, 1, 1, workers=0)


def test_systems_that_differ_are_an_error() -> None:
    one, other = gpd.GeoSeries([Point(1, 2)], crs=4326), gpd.GeoSeries([Point(1, 2)], crs=4267)
    with pytest.raises(InvalidGeometry, match="to_crs"):
        geodesy.distance(one, other)


@pytest.mark.parametrize(("unit", "metres"), [("km", 1000), ("mi", 1609.344), ("nmi", 1852)])
def test_units(unit: str, metres: float) -> None:
    assert geodesy.distance(*ALEPPO, *HAMADAN, unit=unit) == pytest.approx(METRES / metres)
    there = geodesy.direct(*ALEPPO, 45, 100, unit=unit)
    assert there == geodesy.direct(*ALEPPO, 45, 100 * metres)


def test_a_matrix_of_series_is_a_frame() -> None:
    one = gpd.GeoSeries([Point(ALEPPO), Point(HAMADAN)], index=["x", "y"], crs=4326)
    table = geodesy.distance_matrix(one, one)
    assert isinstance(table, pd.DataFrame)
    assert table.loc["x", "y"] == pytest.approx(METRES, abs=1e-7)
    assert geodesy.distance_matrix([], [], [1.0], [2.0]).shape == (0, 1)
    with pytest.raises(UsageError, match="two sets"):
        geodesy.distance_matrix([1.0], [2.0])

"""The nearest sites and pairs within a radius, against brute force."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point

from geo import geodesy
from geo.errors import UsageError


def places(seed: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.uniform(-180, 180, n), np.degrees(np.arcsin(rng.uniform(-1, 1, n)))


@pytest.mark.parametrize("sites", [1, 2, 7, 3000])
@pytest.mark.parametrize("k", [1, 5])
def test_nearest_is_what_brute_force_finds(sites: int, k: int) -> None:
    here, there = places(1, 2000), places(2, sites)
    index, far = geodesy.nearest(*here, *there, k=k)
    table = geodesy.distance_matrix(*here, *there)
    order = np.argsort(table, axis=1, kind="stable")[:, :k]
    found = index.reshape(2000, k)[:, : order.shape[1]]
    assert np.array_equal(found, order)
    true = np.take_along_axis(table, order, 1)
    assert np.abs(far.reshape(2000, k)[:, : order.shape[1]] - true).max() < 40e-9
    if k > sites:
        assert (index[:, sites:] == -1).all()
        assert np.isnan(far[:, sites:]).all()


def test_chord_and_geodesic_order_differ_and_the_geodesic_counts() -> None:
    """Over a pole the chord to 120 E is longer, but the geodesic is the one that is flown."""
    rng = np.random.default_rng(3)
    lon, lat = 0.0, 0.0
    # Sites a quarter turn away, all within a hundred metres of equal distance.
    azimuth = rng.uniform(0, 360, 4000)
    x, y, _ = geodesy.direct(lon, lat, azimuth, 1e7 + rng.uniform(0, 100, 4000))
    index, far = geodesy.nearest(lon, lat, x, y)
    true = geodesy.distance(lon, lat, x, y)
    assert far == pytest.approx(true.min(), abs=40e-9)
    assert index == true.argmin()


def test_equal_distances_come_in_the_order_of_the_sites() -> None:
    index, far = geodesy.nearest(0.0, 0.0, [1.0, -1.0, 1.0], [0.0, 0.0, 0.0], k=3)
    assert index.tolist() == [0, 1, 2]
    assert far[0] == far[1] == far[2]


def test_missing_points_have_no_nearest() -> None:
    index, far = geodesy.nearest([0, np.nan], [0, 1], [np.nan, 3, 4], [0, 0, 95], k=2)
    assert index.tolist() == [[1, -1], [-1, -1]]
    assert np.isnan(far).tolist() == [[False, True], [True, True]]
    with pytest.raises(UsageError, match="no site"):
        geodesy.nearest([0.0], [0.0], [np.nan], [0.0])
    with pytest.raises(UsageError, match="k is 0"):
        geodesy.nearest([0.0], [0.0], [0.0], [0.0], k=0)


@pytest.mark.parametrize("radius", [0, 50, 3000, 19_900])
def test_pairs_within_are_what_brute_force_finds(radius: float) -> None:
    here, there = places(4, 400), places(5, 500)
    first, second, far = geodesy.pairs_within(*here, *there, radius, unit="km")
    table = geodesy.distance_matrix(*here, *there, unit="km")
    rows, columns = np.nonzero(table <= radius)
    assert np.array_equal(first, rows)
    assert np.array_equal(second, columns)
    assert np.allclose(far, table[rows, columns], rtol=0, atol=1e-10)


def test_pairs_of_points_themselves() -> None:
    points = [Point(0, 0), Point(0, 1), Point(0, 0), None]
    first, second, far = geodesy.pairs_within(points, points, 10)
    assert list(zip(first, second, strict=True)) == [(0, 0), (0, 2), (1, 1), (2, 0), (2, 2)]
    assert not far.any()
    for wrong in (-1, float("nan"), [1, 2]):
        with pytest.raises(UsageError, match="radius"):
            geodesy.pairs_within(points, points, wrong)


def test_forms() -> None:
    index, far = geodesy.nearest(0.0, 0.0, [3.0, 1.0], [0.0, 0.0], unit="km")
    assert (type(index), type(far)) == (int, float)
    assert index == 1
    series = gpd.GeoSeries([Point(0, 0), Point(2.9, 0)], index=["a", "b"], crs=4326)
    index, far = geodesy.nearest(series, gpd.GeoSeries([Point(1, 0), Point(3, 0)], crs=4326))
    assert isinstance(index, pd.Series)
    assert index.to_dict() == {"a": 0, "b": 1}
    several, _ = geodesy.nearest(series, [Point(1, 0), Point(3, 0)], k=2)
    assert several.loc["b"].tolist() == [1, 0]


@pytest.mark.sweep
def test_a_million_points_against_a_hundred_thousand_sites() -> None:
    here, there = places(6, 1_000_000), places(7, 100_000)
    index, far = geodesy.nearest(*here, *there)
    some = np.random.default_rng(8).integers(0, 1_000_000, 500)
    table = geodesy.distance_matrix(here[0][some], here[1][some], *there)
    assert np.array_equal(table.argmin(1), index[some])
    assert np.abs(table.min(1) - far[some]).max() < 40e-9

"""The inverse and direct problems against published and independent truth."""

from __future__ import annotations

import gzip
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo import geodesy
from geo.geodesy import Ellipsoid

from .pairs import CLASSES, GEOD, Pairs

LIMIT = 20e-9  # metres

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)
places = st.tuples(longitudes, latitudes)
Place = tuple[float, float]


@pytest.fixture(scope="module")
def geodtest(shared: Path) -> np.ndarray:
    """Karney's test set: lat1 lon1 azi1 lat2 lon2 azi2 s12 a12 m12 S12, doi:10.5281/zenodo.32156."""
    path = shared / "geodesic" / "GeodTest-short.dat.gz"
    if not path.exists():
        pytest.skip("no GeodTest-short.dat.gz")
    with gzip.open(path, "rt") as file:
        return np.loadtxt(file).T


def apart(lon1, lat1, lon2, lat2):
    return np.asarray(GEOD.inv(lon1, lat1, lon2, lat2)[2])


def test_distances_of_the_published_test_set(geodtest: np.ndarray, way: str) -> None:
    lat1, lon1, _, lat2, lon2, _, s12, *_ = geodtest
    assert np.abs(geodesy.distance(lon1, lat1, lon2, lat2) - s12).max() <= LIMIT


def test_azimuths_of_the_published_test_set(geodtest: np.ndarray, way: str) -> None:
    lat1, lon1, azi1, lat2, lon2, azi2, s12, _, m12, _ = geodtest
    s, one, two = geodesy.inverse(lon1, lat1, lon2, lat2)
    assert np.abs(s - s12).max() <= LIMIT
    # An azimuth moves the other end by its error times the reduced length m12.
    for found, true in ((one, azi1), (two, azi2)):
        off = np.radians(np.abs((found - true + 180) % 360 - 180)) * np.abs(m12)
        assert off.max() <= LIMIT


def test_ends_of_the_published_test_set(geodtest: np.ndarray, way: str) -> None:
    lat1, lon1, azi1, lat2, lon2, _, s12, *_ = geodtest
    lon, lat, _ = geodesy.direct(lon1, lat1, azi1, s12)
    assert apart(lon, lat, lon2, lat2).max() <= LIMIT


# Karney (2013), section 5, and the parameters of the ellipsoid (NIMA TR8350.2, table 3.5).
KNOWN = [
    ((0, 0, 0, 90), 10001965.729312),  # the quarter meridian
    ((0, 0, 90, 0), math.pi / 2 * 6378137.0),  # a quarter of the equator
    ((0, 0, 180, 0), 20003931.458625),  # over a pole, shorter than along the equator
    ((0, 90, 0, -90), 20003931.458625),
    ((0, -30, 179.8, 29.9), 19989832.827610),  # Karney (2013), table 4
]


@pytest.mark.parametrize(("pair", "metres"), KNOWN)
def test_published_lengths(pair: tuple[float, ...], metres: float, way: str) -> None:
    assert geodesy.distance(*pair) == pytest.approx(metres, abs=1e-6)
    assert geodesy.distance(*([x] for x in pair))[0] == pytest.approx(metres, abs=1e-6)


def test_geographiclib_agrees(way: str) -> None:
    rng = np.random.default_rng(11)
    pairs = CLASSES[0](rng, 300)
    s, azi1, azi2 = geodesy.inverse(*pairs)
    for i, (lon1, lat1, lon2, lat2) in enumerate(zip(*pairs, strict=True)):
        true = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)
        assert s[i] == pytest.approx(true["s12"], abs=LIMIT)
        assert azi1[i] == pytest.approx(true["azi1"], abs=1e-9)
        assert azi2[i] == pytest.approx(true["azi2"], abs=1e-9)


def check_class(make: Callable[..., Pairs], n: int) -> None:
    """Hold a class of pairs against PROJ, which is itself within 7.5 nm of the published set."""
    pairs = make(np.random.default_rng(5), n)
    _, _, true = GEOD.inv(*pairs)
    assert np.abs(geodesy.distance(*pairs) - true).max() <= LIMIT
    s, azi1, azi2 = geodesy.inverse(*pairs)
    assert np.abs(s - true).max() <= LIMIT
    # Going by either azimuth, PROJ lands at the other end, each within its own error.
    x, y, _ = GEOD.fwd(pairs[0], pairs[1], azi1, s)
    assert apart(x, y, pairs[2], pairs[3]).max() <= 2 * LIMIT
    x, y, _ = GEOD.fwd(pairs[2], pairs[3], azi2 + 180, s)
    assert apart(x, y, pairs[0], pairs[1]).max() <= 2 * LIMIT
    lon, lat, _ = geodesy.direct(pairs[0], pairs[1], azi1, s)
    assert apart(lon, lat, pairs[2], pairs[3]).max() <= 2 * LIMIT


@pytest.mark.parametrize("make", CLASSES, ids=lambda make: make.__name__)
def test_hard_classes(make: Callable[..., Pairs], way: str) -> None:
    check_class(make, 4000)


@pytest.mark.sweep
@pytest.mark.parametrize("make", CLASSES, ids=lambda make: make.__name__)
def test_hard_classes_in_full(make: Callable[..., Pairs], way: str) -> None:
    check_class(make, 200_000)


@pytest.mark.parametrize("f", [0.0, 1 / 1000, 1 / 293.4663, 1 / 299.1528128, 1 / 200])
def test_other_ellipsoids(f: float, way: str) -> None:
    figure = Ellipsoid(6377397.155, f)
    other = Geod(a=figure.a, f=f)
    for make in CLASSES:
        pairs = make(np.random.default_rng(6), 500)
        _, _, true = other.inv(*pairs)
        assert np.abs(geodesy.distance(*pairs, ellipsoid=figure) - true).max() <= LIMIT


@pytest.mark.parametrize("f", [1 / 50, -1 / 100])
def test_ellipsoids_beyond_the_series_are_left_to_proj(f: float, way: str) -> None:
    figure = Ellipsoid(6.4e6, f)
    pairs = CLASSES[0](np.random.default_rng(7), 100)
    _, _, true = Geod(a=6.4e6, f=f).inv(*pairs)
    assert np.array_equal(geodesy.distance(*pairs, ellipsoid=figure), true)


def test_matrix_is_made_of_distances(way: str) -> None:
    lon1, lat1, lon2, lat2 = CLASSES[12](np.random.default_rng(8), 60)  # near antipodes too
    table = geodesy.distance_matrix(lon1, lat1, lon2, lat2)
    assert table.shape == (60, 60)
    _, _, true = GEOD.inv(lon1.repeat(60), lat1.repeat(60), np.tile(lon2, 60), np.tile(lat2, 60))
    assert np.abs(table.ravel() - true).max() <= LIMIT


@pytest.mark.parametrize(
    "make", [CLASSES[0], CLASSES[1], CLASSES[12]], ids=lambda make: make.__name__
)
def test_threads_change_nothing(make: Callable[..., Pairs], way: str) -> None:
    pairs = make(np.random.default_rng(9), 50_000)
    for measure in (geodesy.distance, geodesy.inverse, geodesy.direct):
        one = measure(*pairs)
        for workers in (2, 3, -1):
            assert np.array_equal(one, measure(*pairs, workers=workers))
    few = [x[:400] for x in pairs]
    table = geodesy.distance_matrix(*few)
    assert np.array_equal(table, geodesy.distance_matrix(*few, workers=2))


@settings(max_examples=300, deadline=None)
@given(longitudes, latitudes, longitudes, latitudes)
def test_distance_is_symmetric(lon1: float, lat1: float, lon2: float, lat2: float) -> None:
    there = geodesy.distance(lon1, lat1, lon2, lat2)
    assert there == pytest.approx(geodesy.distance(lon2, lat2, lon1, lat1), abs=LIMIT)
    assert there >= 0
    mirrored = geodesy.distance(-lon1, -lat1, -lon2, -lat2)
    assert there == pytest.approx(mirrored, abs=LIMIT)


@settings(max_examples=300, deadline=None)
@given(places, places, places)
def test_triangle_inequality(a: Place, b: Place, c: Place) -> None:
    direct_way = geodesy.distance(*a, *c)
    assert direct_way <= geodesy.distance(*a, *b) + geodesy.distance(*b, *c) + 3 * LIMIT


@settings(max_examples=300, deadline=None)
@given(longitudes, latitudes, st.floats(-180, 180), st.floats(0, 1.9e7))
def test_going_and_measuring_agree(lon: float, lat: float, azimuth: float, far: float) -> None:
    x, y, _ = geodesy.direct(lon, lat, azimuth, far)
    assert geodesy.distance(lon, lat, x, y) == pytest.approx(far, abs=3 * LIMIT)


def test_same_points_are_exactly_0_apart(way: str) -> None:
    lon, lat, _, _ = CLASSES[0](np.random.default_rng(10), 2000)
    assert not geodesy.distance(lon, lat, lon, lat).any()
    assert not geodesy.distance(lon, lat, lon + 360, lat).max() > LIMIT
    assert geodesy.distance(12.5, 41.9, 12.5, 41.9) == 0
    s, azi1, azi2 = geodesy.inverse(lon, lat, lon, lat)
    true1, true2, _ = GEOD.inv(lon, lat, lon, lat, return_back_azimuth=False)
    assert not s.any()
    assert np.array_equal(azi1, true1)
    assert np.array_equal(azi2, true2)


@pytest.mark.parametrize("lat", [-90.0, -30.0, 0.0, 30.0, 90.0])
@pytest.mark.parametrize("lon", [-180.0, 0.0, 180.0])
def test_signs_are_those_of_pyproj(lon: float, lat: float, way: str) -> None:
    lon2 = np.array([-180.0, -10.0, 0.0, 10.0, 180.0]).repeat(5)
    lat2 = np.tile([-90.0, -40.0, 0.0, 40.0, 90.0], 5)
    true1, true2, s = GEOD.inv(np.full(25, lon), np.full(25, lat), lon2, lat2)
    found = geodesy.inverse(lon, lat, lon2, lat2, return_back_azimuth=True)
    clear = (s > 1e-6) & (s < 2.0003e7)  # elsewhere the azimuth is a convention
    for azimuth, true in ((found[1], true1), (found[2], true2)):
        off = np.abs((azimuth - true + 180) % 360 - 180)[clear]
        assert off.max() < 1e-9
        sided = clear & (np.abs(true) > 1e-9) & (np.abs(true) < 180 - 1e-9)
        assert np.array_equal(np.sign(azimuth[sided]), np.sign(np.asarray(true)[sided]))

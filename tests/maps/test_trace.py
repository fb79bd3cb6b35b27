"""Lines on the map follow the geodesic to 200 m, across the antimeridian and over the poles."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.maps.trace import trace, trace_ring, unwrap

GEOD = Geod(ellps="WGS84")
EDGE = 83.8
CASES = {
    "Tokyo to Honolulu, over 180": ((139.69, 35.69), (-157.86, 21.31)),
    "Suva to Tokyo, over 180": ((178.44, -18.14), (139.69, 35.69)),
    "Mozdok to Aleppo": ((44.6, 43.79), (37.13, 36.2)),
    "Anchorage to Moscow, near the pole": ((-150.0, 61.2), (37.6, 55.8)),
    "along the equator": ((10.0, 0.0), (95.0, 0.0)),
    "along a meridian": ((30.0, -40.0), (30.0, 70.0)),
    "nearly antipodal": ((10.0, 20.0), (-171.0, -19.0)),
}


def mercator(lon, lat):
    return np.stack([np.radians(lon), np.arcsinh(np.tan(np.radians(lat)))], axis=-1)


def farthest(parts, lon, lat):
    """Greatest distance on the ground from true points to the drawn straight pieces, metres."""
    seen = np.abs(lat) < EDGE
    drawn = shapely.union_all([shapely.linestrings(mercator(p[:, 0], p[:, 1])) for p in parts])
    best = np.full(len(lon), np.inf)
    for turn in (-360.0, 0.0, 360.0):
        found = shapely.distance(shapely.points(mercator(lon + turn, np.clip(lat, -89, 89))), drawn)
        best = np.minimum(best, found)
    return (best * np.cos(np.radians(lat)) * 6_378_137.0)[seen].max(initial=0.0)


def truth(a, b, n=3000):
    azimuth, _, length = GEOD.inv(*a, *b)
    along = np.linspace(0, length, n)
    lon, lat, _ = GEOD.fwd(np.full(n, a[0]), np.full(n, a[1]), np.full(n, azimuth), along)
    return lon, lat


@pytest.mark.parametrize("name", CASES)
def test_a_line_is_drawn_to_200_m(name):
    a, b = CASES[name]
    assert farthest(trace([a, b]), *truth(a, b)) < 200.0


point = st.tuples(st.floats(-180, 180), st.floats(-80, 80))


@settings(max_examples=60, deadline=None)
@given(point, point)
def test_any_line_is_drawn_to_200_m(a, b):
    _, _, length = GEOD.inv(*a, *b)
    if length < 1000.0 or length > 19_900_000.0:
        return
    assert farthest(trace([a, b]), *truth(a, b, 800)) < 200.0


@pytest.mark.parametrize(
    ("lon", "lat", "radius"),
    [(178.44, -18.14, 1.5e6), (48.65, 35.2, 5e5), (177.5, 64.73, 4e6), (0, -89, 2e6)],
)
def test_a_ring_is_drawn_to_200_m(lon, lat, radius):
    parts, polar = trace_ring(lon, lat, radius)
    n = 3000
    x, y, _ = GEOD.fwd(np.full(n, lon), np.full(n, lat), np.linspace(0, 360, n), np.full(n, radius))
    assert farthest(parts, x, y) < 200.0
    assert polar == (radius > (90 - abs(lat)) * 111_000)


def test_no_piece_runs_across_the_world():
    for a, b in CASES.values():
        for part in trace([a, b]):
            assert np.abs(np.diff(part[:, 0])).max(initial=0.0) < 180.0


def test_longitudes_run_on_across_the_antimeridian():
    lon = unwrap(np.array([170.0, -175.0, 175.0, 10.0 + 170.0]))
    assert lon.tolist() == [170.0, 185.0, 175.0, 180.0]


def test_a_line_that_leaves_the_map_at_the_pole_has_two_parts():
    parts = trace([(-150.0, 70.0), (30.0, 70.0)])
    assert len(parts) == 2
    assert all(np.abs(p[:, 1]).max() <= 84.0 for p in parts)
    assert min(p[:, 1].max() for p in parts) > 83.9

"""Areas that a path of a length reaches; fuel and payload."""

import numpy as np
import pytest
from pyproj import Geod
from shapely import Point, box

from geo.errors import InvalidCoordinate, InvalidGeometry, NoRoute, UnknownName
from geo.routes import aircraft, fuel, payload, reachable, route

GEOD = Geod(ellps="WGS84")
MOZDOK = Point(44.6031, 43.7875)


def test_with_nothing_closed_it_is_the_range_ring() -> None:
    found = reachable(MOZDOK, 1000e3)
    for azimuth in range(0, 360, 7):
        near = GEOD.fwd(44.6031, 43.7875, azimuth, 999.8e3)[:2]
        far = GEOD.fwd(44.6031, 43.7875, azimuth, 1000.1e3)[:2]
        assert found.covers(Point(near))
        assert not found.covers(Point(far))


def test_it_agrees_with_routes() -> None:
    """A random point lies in the area where, and only where, the route is short enough."""
    rng = np.random.default_rng(7)
    closed = [box(45, 40, 47, 46), box(40, 45, 44, 45.5)]
    found = reachable(MOZDOK, 700e3, avoid=closed)
    seen = set()
    for _ in range(120):
        point = Point(rng.uniform(36, 53), rng.uniform(37, 50))
        try:
            length = route(MOZDOK, point, avoid=closed).length_m
        except NoRoute:
            assert not found.covers(point)
            continue
        if abs(length - 700e3) > 500:
            assert found.covers(point) == (length < 700e3)
            seen.add(length < 700e3)
    assert seen == {True, False}


def test_across_the_antimeridian() -> None:
    found = reachable(Point(179, 0), 500e3)
    assert found.covers(Point(-178, 0))
    assert found.bounds[0] == -180


def test_the_far_side_is_refused() -> None:
    with pytest.raises(InvalidGeometry, match="far side"):
        reachable(MOZDOK, 12_000e3)
    with pytest.raises(InvalidCoordinate):
        reachable(MOZDOK, -5)


@pytest.mark.parametrize(
    ("km", "low", "high"),
    [(774.4, 12, 15), (1047.6, 15, 20), (2020.8, 28, 38), (2659.7, 37, 52)],
)
def test_fuel_for_three_tonnes(km: float, low: float, high: float) -> None:
    """From Nojeh to Deir al-Zour and Aleppo, and from Mozdok and Engels round what E avoids."""
    need = fuel(aircraft("Tu-22M3"), km * 1000, 3.0)
    assert need.low == pytest.approx(low, abs=1.5)
    assert need.high == pytest.approx(high, abs=1.5)
    assert "estimate" in need.label


def test_payload_falls_with_distance() -> None:
    """24 t from Nojeh in every model; from Engels round E as little as 6 to 8 t in one."""
    craft = aircraft("Tu-22MS")
    near, far = payload(craft, 1047.6e3), payload(craft, 2659.7e3)
    assert near.low == near.high == 24
    assert 4 < far.low < 9
    assert far.high > 18
    assert payload(craft, 9000e3).possible is False


def test_unknown_aircraft() -> None:
    with pytest.raises(UnknownName, match="Tu-22M3"):
        aircraft("Tu-22M4")

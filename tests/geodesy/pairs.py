"""Fourteen classes of pairs of points on which solutions of the inverse problem have failed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Array = NDArray[np.float64]
Pairs = tuple[Array, Array, Array, Array]

GEOD = Geod(ellps="WGS84")


def _places(rng: np.random.Generator, n: int) -> tuple[Array, Array]:
    """Points spread evenly over the sphere."""
    return rng.uniform(-180, 180, n), np.degrees(np.arcsin(rng.uniform(-1, 1, n)))


def _around(rng: np.random.Generator, lon: Array, lat: Array, reach: Array) -> Pairs:
    """The points, and others within a distance of the same or another place."""
    x, y, _ = GEOD.fwd(lon, lat, rng.uniform(0, 360, len(lon)), reach)
    return lon, lat, np.asarray(x), np.asarray(y)


def everywhere(rng: np.random.Generator, n: int) -> Pairs:
    return (*_places(rng, n), *_places(rng, n))


def short(rng: np.random.Generator, n: int) -> Pairs:
    return _around(rng, *_places(rng, n), rng.uniform(0, 5e5, n))


def tiny(rng: np.random.Generator, n: int) -> Pairs:
    lon, lat = _places(rng, n)
    lat = lat * 0.999
    step = 10 ** rng.uniform(-13, -4, n)
    turn = rng.uniform(0, 2 * np.pi, n)
    return lon, lat, lon + step * np.cos(turn), lat + step * np.sin(turn)


def equator(rng: np.random.Generator, n: int) -> Pairs:
    return rng.uniform(-180, 180, n), np.zeros(n), rng.uniform(-180, 180, n), np.zeros(n)


def near_equator(rng: np.random.Generator, n: int) -> Pairs:
    lat = [rng.choice([-1, 1], n) * 10 ** rng.uniform(-15, -2, n) for _ in range(2)]
    return rng.uniform(-180, 180, n), lat[0], rng.uniform(-180, 180, n), lat[1]


def poles(rng: np.random.Generator, n: int) -> Pairs:
    lon, lat = _places(rng, n)
    return rng.uniform(-180, 180, n), rng.choice([-90.0, 90.0], n), lon, lat


def near_poles(rng: np.random.Generator, n: int) -> Pairs:
    lat = [rng.choice([-1, 1], n) * (90 - 10 ** rng.uniform(-12, 0, n)) for _ in range(2)]
    return rng.uniform(-180, 180, n), lat[0], rng.uniform(-180, 180, n), lat[1]


def meridian(rng: np.random.Generator, n: int) -> Pairs:
    lon, lat = _places(rng, n)
    return lon, lat, lon + rng.choice([0.0, 360.0], n), rng.uniform(-90, 90, n)


def opposite_meridian(rng: np.random.Generator, n: int) -> Pairs:
    lon, lat = np.round(rng.uniform(-180, 180, n)), rng.uniform(-90, 90, n)
    return lon, lat, lon + rng.choice([-180.0, 180.0], n), rng.uniform(-90, 90, n)


def antimeridian(rng: np.random.Generator, n: int) -> Pairs:
    lat = np.clip(rng.normal(0, 30, (2, n)), -90, 90)
    reach = 10 ** rng.uniform(-9, 1, (2, n))
    return 180 - reach[0], lat[0], reach[1] - 180, lat[1]


def same_parallel(rng: np.random.Generator, n: int) -> Pairs:
    lon, lat = _places(rng, n)
    return lon, lat, rng.uniform(-180, 180, n), lat


def mirrored_parallel(rng: np.random.Generator, n: int) -> Pairs:
    lon, lat = _places(rng, n)
    return lon, lat, lon + rng.uniform(160, 180, n), -lat


def near_antipodes(rng: np.random.Generator, n: int) -> Pairs:
    lon, lat = _places(rng, n)
    _, _, x, y = _around(rng, lon + 180, -lat, 10 ** rng.uniform(-3, 5.7, n))
    return lon, lat, x, y


def far_turns(rng: np.random.Generator, n: int) -> Pairs:
    lon1, lat1, lon2, lat2 = everywhere(rng, n)
    turns = rng.integers(-2778, 2778, (2, n)) * 360.0
    return lon1 + turns[0], lat1, lon2 + turns[1], lat2


CLASSES: tuple[Callable[[np.random.Generator, int], Pairs], ...] = (
    everywhere,
    short,
    tiny,
    equator,
    near_equator,
    poles,
    near_poles,
    meridian,
    opposite_meridian,
    antimeridian,
    same_parallel,
    mirrored_parallel,
    near_antipodes,
    far_turns,
)

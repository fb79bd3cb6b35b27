"""Circles: all places at, or within, a distance of a place or a shape."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import UsageError
from geo.geodesy import engine
from geo.geodesy.antimeridian import polygon_of, unwrap
from geo.geodesy.coordinates import read
from geo.geodesy.ellipsoid import WGS84, Ellipsoid
from geo.geodesy.lines import densify
from geo.units import METRES, unit_name

__all__ = ["buffer", "ring"]

Array = NDArray[np.float64]


def ring(
    lon: Any,
    lat: Any,
    radius: Any = None,
    *,
    points: int = 180,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
) -> tuple[Array, Array]:
    arrays, form = read("lon lat radius", lon, lat, radius)
    if points < 3:
        raise UsageError(f"a ring needs 3 points, not {points}")
    metres = arrays[2] * METRES[unit_name(unit)]
    azimuth = -np.linspace(0, 360, points + 1)
    many = [np.repeat(values, points + 1) for values in (arrays[0], arrays[1], metres)]
    azimuths = np.tile(azimuth, len(metres))
    x, y, _ = engine.direct((many[0], many[1], azimuths, many[2]), ellipsoid)
    shape = (*form.shape, points + 1)
    return x.reshape(shape), y.reshape(shape)


def buffer(
    lon: Any,
    lat: Any,
    radius: Any = None,
    *,
    error: float | None = None,
    unit: str = "m",
    ellipsoid: Ellipsoid = WGS84,
) -> Any:
    arrays, form = read("lon lat radius", lon, lat, radius)
    factor = METRES[unit_name(unit)]
    discs = np.empty(len(arrays[0]), dtype=object)
    for i, (x, y, r) in enumerate(zip(*arrays, strict=True)):
        if np.isfinite([x, y, r]).all() and abs(y) <= 90:
            limit = error * factor if error is not None else max(r * factor / 1000, 0.001)
            discs[i] = disc(float(x), float(y), float(r * factor), limit, ellipsoid)
    return form.give_geometry(discs)


def disc(lon: float, lat: float, radius: float, error: float, ellipsoid: Ellipsoid) -> Any:
    """Draw all places within `radius` metres of a point."""
    import shapely

    world = shapely.box(-180, -90, 180, 90)

    def circle(azimuth: Array) -> tuple[Array, Array]:
        one = np.ones_like(azimuth)
        x, y, _ = engine.direct((lon * one, lat * one, -azimuth, radius * one), ellipsoid)
        return x, y

    x, y = densify(circle, np.linspace(0, 360, 73), error, ellipsoid)
    x[-1], y[-1] = x[0], y[0]
    one = np.ones(2)
    poles = (lon * one, lat * one, lon * one, np.array([90.0, -90.0]))
    to_north, to_south = engine.distance(poles, ellipsoid)
    if to_north < radius and to_south < radius:
        return shapely.difference(world, polygon_of(x, y))
    turned = unwrap(x)
    if abs(turned[-1] - turned[0]) > 180:
        return polygon_of(x, y, 90.0 if to_north < radius else -90.0)
    return polygon_of(x, y)

"""Flat: the projection of a static picture, about the middle of what it shows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geo.maps.view import View

__all__ = ["WIDE_SPAN", "Flat", "edge_of", "shape_of"]

Array = NDArray[np.float64]

WIDE_SPAN = 140.0  # degrees


class Flat:
    """Longitude and latitude to kilometres on paper, for longitudes that run on.

    Parameters
    ----------
    view : View
        What is shown: Lambert's azimuthal equal-area projection about its middle, or Equal Earth
        where it spans more than 140 degrees.
    """

    def __init__(self, view: View) -> None:
        lon, lat = view.centre
        self.view = view
        name = "eqearth" if view.span > WIDE_SPAN else "laea"
        where = f"+lon_0={lon:.4f}" + (f" +lat_0={lat:.4f}" if name == "laea" else "")
        self.to = Transformer.from_crs(
            "EPSG:4326", f"+proj={name} {where} +ellps=WGS84 +units=km", always_xy=True
        )

    def __call__(self, xy: Array) -> Array:
        """Project points whose longitudes run on."""
        middle = (self.view.west + self.view.east) / 2
        # A hair inside the edge of the world, or the edge itself jumps to its other side.
        lon = np.clip(xy[:, 0], middle - 179.999, middle + 179.999)
        x, y = self.to.transform(lon, xy[:, 1])
        return np.stack([x, y], axis=1)

    def near(self, xy: Array) -> Array:
        """Project points that lie in any copy of the world.

        Parameters
        ----------
        xy : array (n, 2), degrees
            Longitude and latitude.

        Returns
        -------
        array (n, 2), kilometres
            Right and up from the middle of the projection.
        """
        moved = np.array(xy, dtype=float)
        moved[:, 0] = self.view.near(moved[:, 0])
        return self(moved)


def shape_of(view: View) -> float:
    """Give the height of a view on paper as a share of its width.

    Parameters
    ----------
    view : View
        Region.

    Returns
    -------
    float
        Height by width, in the projection that `Flat` takes.
    """
    xy = Flat(view)(edge_of(view))
    wide, high = xy.max(axis=0) - xy.min(axis=0)
    return float(high / wide)


def edge_of(view: View) -> Array:
    """Give points along the edge of a view.

    Parameters
    ----------
    view : View
        Region.

    Returns
    -------
    array (160, 2), degrees
        Longitude and latitude, anticlockwise.
    """
    lon = np.linspace(view.west, view.east, 40)
    lat = np.linspace(view.south, view.north, 40)
    sides = [
        np.stack([lon, np.full(40, view.south)], 1),
        np.stack([np.full(40, view.east), lat], 1),
        np.stack([lon[::-1], np.full(40, view.north)], 1),
        np.stack([np.full(40, view.west), lat[::-1]], 1),
    ]
    return np.concatenate(sides)

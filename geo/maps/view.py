"""Which part of the world a map shows, and in which copy of the world its longitudes lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["View", "view_of"]

Array = NDArray[np.float64]

_LEAST_DEG = 1.2  # a single town is shown with its surroundings
_EDGE = 84.0


@dataclass(frozen=True, slots=True)
class View:
    """A box of the world.

    Attributes
    ----------
    west, south, east, north : float
        Degrees. West is in [-180, 180); east follows on and may pass 180.
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> tuple[float, float]:
        """Middle as (lon, lat); the latitude is the middle of the Mercator map."""
        y = [np.arcsinh(np.tan(np.radians(v))) for v in (self.south, self.north)]
        return (self.west + self.east) / 2, float(np.degrees(np.arctan(np.sinh(sum(y) / 2))))

    @property
    def span(self) -> float:
        """The greater of width and height, in degrees of longitude at the middle latitude."""
        y = [np.degrees(np.arcsinh(np.tan(np.radians(v)))) for v in (self.south, self.north)]
        return float(max(self.east - self.west, y[1] - y[0]))

    def wide(self, shape: float) -> View:
        """Widen the view to at least a multiple of its height on a Mercator map.

        Parameters
        ----------
        shape : float
            The multiple.

        Returns
        -------
        View
            A view with the same middle.
        """
        y = [np.degrees(np.arcsinh(np.tan(np.radians(v)))) for v in (self.south, self.north)]
        half = min(max(self.east - self.west, shape * float(y[1] - y[0])) / 2, 180.0)
        middle = (self.west + self.east) / 2
        return View(middle - half, self.south, middle + half, self.north)

    def near(self, lon: Any) -> Any:
        """Bring longitudes into the copy of the world round the middle of the view.

        Parameters
        ----------
        lon : float or array, degrees
            Longitudes in any copy.

        Returns
        -------
        float or array, degrees
            The same, less than 180 degrees from the middle.
        """
        middle = (self.west + self.east) / 2
        return lon - 360.0 * np.round((lon - middle) / 360.0)

    def grown(self, share: float, least: float = 0.0) -> View:
        """Widen the view on every side by a share of its span.

        Parameters
        ----------
        share : float
            The share.
        least : float, degrees
            What is added at the least.

        Returns
        -------
        View
            A view with the same middle, no wider than the world.
        """
        pad = max(self.span * share, least)
        middle = (self.west + self.east) / 2
        half = min((self.east - self.west) / 2 + pad, 180.0)
        south, north = max(self.south - pad * 0.8, -_EDGE), min(self.north + pad * 0.8, _EDGE)
        return View(middle - half, south, middle + half, north)


def view_of(points: Iterable[Sequence[float]]) -> View:
    """Find the smallest box that holds all points, across the antimeridian if that is shorter.

    Parameters
    ----------
    points : iterable of (lon, lat), degrees
        Places and points along lines.

    Returns
    -------
    View
        At least 1.2 degrees wide and high; the whole world where there are no points.

    Examples
    --------
    >>> v = view_of([(178.0, -18.0), (-157.9, 21.3), (139.7, 35.7)])
    >>> round(v.west, 1), round(v.east, 1)
    (139.7, 202.1)
    """
    array = np.array([(p[0], p[1]) for p in points], dtype=float).reshape(-1, 2)
    array = array[np.abs(array[:, 1]) <= 90.0]
    if not len(array):
        return View(-180.0, -60.0, 180.0, 75.0)
    lon = np.unique(np.mod(array[:, 0] + 180.0, 360.0) - 180.0)
    gaps = np.diff(np.append(lon, lon[0] + 360.0))
    widest = int(np.argmax(gaps))
    west = float(lon[(widest + 1) % len(lon)])
    east = west + 360.0 - float(gaps[widest])
    south, north = (
        float(np.clip(v, -_EDGE, _EDGE)) for v in (array[:, 1].min(), array[:, 1].max())
    )
    wide, high = max(0.0, _LEAST_DEG - (east - west)), max(0.0, _LEAST_DEG - (north - south))
    return View(west - wide / 2, south - high / 2, east + wide / 2, north + high / 2)

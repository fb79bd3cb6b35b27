"""A rough set inside the obstacles: few corners, and a map of where legs are barred for certain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from geo.routes.cut import parts
from geo.routes.obstacles import Obstacles, outlined

__all__ = ["Rough", "inner"]

SMALL_DEG2 = 0.5
MOUTH_M = 1_000_000.0
SHARES = np.arange(1, 16) / 16
ROWS, COLUMNS = 180, 360


@dataclass(frozen=True)
class Rough:
    """What lies well inside the obstacles.

    Attributes
    ----------
    outline : Obstacles
        Its outlines.
    cells : array of shape (180, 360)
        True for the cells of one degree that are closed altogether, from the south-west corner.
    """

    outline: Obstacles
    cells: NDArray[np.bool_]

    def bars(self, here: NDArray[np.float64], there: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say which lines pass over a closed cell at one of 15 points on the way.

        Parameters
        ----------
        here : array of shape (3,)
            Unit vector of the start.
        there : array of shape (n, 3)
            Unit vectors of the ends.

        Returns
        -------
        array of shape (n,)
            True where the line is barred for certain.
        """
        xyz = here * (1 - SHARES)[:, None, None] + there * SHARES[:, None, None]
        lon = np.degrees(np.arctan2(xyz[..., 1], xyz[..., 0]))
        lat = np.degrees(np.arctan2(xyz[..., 2], np.hypot(xyz[..., 0], xyz[..., 1])))
        row = np.clip((lat + 90).astype(np.int64), 0, ROWS - 1)
        column = np.clip((lon + 180).astype(np.int64), 0, COLUMNS - 1)
        return np.asarray(self.cells[row, column].any(axis=0))


def inner(polygons: MultiPolygon) -> Rough:
    """Make the rough set inside obstacles.

    Parameters
    ----------
    polygons : MultiPolygon
        Obstacles, longitude and latitude.

    Returns
    -------
    Rough
        Each vertex and side within the polygons.

    Notes
    -----
    Rough to 0.1 degree, shrunk by 0.6, rough to 0.35 again: 0.15 degree is left for sides of at
    most 10 degrees, which as great circles bulge by at most 8 km.
    """
    plain = shapely.simplify(polygons, 0.1)
    shrunk = shapely.simplify(shapely.buffer(plain, -0.6, quad_segs=2), 0.35)
    large = [p for p in parts(shrunk) if p.area > SMALL_DEG2]
    whole = MultiPolygon(parts(shapely.segmentize(MultiPolygon(large), 10.0)))
    shapely.prepare(whole)
    lon, lat = np.meshgrid(np.arange(-180.0, 181.0), np.arange(-90.0, 91.0))
    held = shapely.intersects_xy(whole, lon, lat)
    cells = held[:-1, :-1] & held[1:, :-1] & held[:-1, 1:] & held[1:, 1:]
    return Rough(outlined(whole, rough=True, mouth_m=MOUTH_M), cells)

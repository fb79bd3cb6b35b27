"""Inset: the world in a corner, as inline SVG, with a frame round the region shown."""

from __future__ import annotations

import numpy as np
import shapely

from geo.maps.ground import Ground

__all__ = ["inset"]

_WIDTH, _HEIGHT = 180.0, 82.0
_NORTH, _SOUTH = 84.0, -60.0


def inset(base: Ground, name: str = "inset") -> str:
    """Draw the inset in the plate carree projection, centred on the region.

    Parameters
    ----------
    base : Ground
        The ground of the map.
    name : str
        Class of the element.

    Returns
    -------
    str
        An ``svg`` element; it holds numbers only.
    """
    middle = (base.box.west + base.box.east) / 2
    scale = np.array([_WIDTH / 360.0, -_HEIGHT / (_NORTH - _SOUTH)])
    origin = np.array([middle - 180.0, _NORTH])
    path: list[str] = []
    for polygon in shapely.simplify(np.array(base.coarse.land, dtype=object), 0.7):
        if polygon.area < 6.0:
            continue
        xy = (shapely.get_coordinates(polygon.exterior) - origin) * scale
        xy[:, 1] = np.clip(xy[:, 1], 0.0, _HEIGHT)
        path.append("M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in xy[:-1]) + "z")
    west, south, east, north = base.box.west, base.box.south, base.box.east, base.box.north
    x, y = (west - origin[0]) * scale[0], max((north - _NORTH) * scale[1], 0.0)
    wide = max((east - west) * scale[0], 4.0)
    high = max(min((south - _NORTH) * scale[1], _HEIGHT) - y, 4.0)
    return (
        f'<svg class="{name}" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" aria-hidden="true" '
        f'focusable="false"><rect class="sea" width="{_WIDTH:g}" height="{_HEIGHT:g}"/>'
        f'<path class="land" d="{"".join(path)}"/>'
        f'<rect class="frame" x="{x:.1f}" y="{y:.1f}" '
        f'width="{wide:.1f}" height="{high:.1f}"/></svg>'
    )

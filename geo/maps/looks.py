"""Looks: colours and dashes of a static picture, and points along its lines."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["AREA", "BORDER", "INK", "LAND", "LINES", "SEA", "WATER", "resample"]

Array = NDArray[np.float64]

LINES: dict[str, dict[str, Any]] = {
    "straight": {"color": "#1f4fa3", "linewidth": 1.7},
    "route": {"color": "#b23b06", "linewidth": 2.0, "linestyle": (0, (5, 2))},
    "hypothetical": {"color": "#55505c", "linewidth": 1.8, "linestyle": (0, (1, 1.6))},
}
SEA, LAND, BORDER, INK = "#d5e4ec", "#f6f2e9", "#a59c8b", "#1d1d1b"
AREA, WATER = "#6b4fa0", "#3d6a80"


def resample(xy: Array) -> Array:
    """Put points on a line 12 pixels apart.

    Parameters
    ----------
    xy : array (n, 2), pixels
        Corners.

    Returns
    -------
    array (m, 2), pixels
        Points; two at the least.
    """
    lengths = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))))
    at = np.linspace(0, lengths[-1], max(2, int(lengths[-1] // 12)))
    return np.stack([np.interp(at, lengths, xy[:, i]) for i in (0, 1)], axis=1)

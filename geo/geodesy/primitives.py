"""Primitives: the functions that numpy and the compiled kernels each have in their own way."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["atan2", "select", "sincosd"]


def select(condition: Any, yes: Any, no: Any) -> Any:
    """Choose between two values, element by element."""
    return np.where(condition, yes, no)


def sincosd(degrees: Any) -> Any:
    """Sine and cosine of an angle in degrees."""
    radians = degrees * (np.pi / 180)
    return np.sin(radians), np.cos(radians)


def atan2(y: Any, x: Any) -> Any:
    """Angle of the point (x, y), radians."""
    return np.arctan2(y, x)

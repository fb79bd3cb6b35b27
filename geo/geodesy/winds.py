"""Winds: the names of directions."""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.errors import InvalidCoordinate, UsageError

__all__ = ["WINDS", "wind"]

WINDS = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
    "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
)  # fmt: skip
"""The 16 winds, clockwise from north; every second one is one of the 8."""


def wind(azimuth: Any, points: int = 8) -> Any:
    """Name the wind nearest to an azimuth.

    Parameters
    ----------
    azimuth : float or array_like
        Degrees clockwise from north, of any turn.
    points : {8, 16}
        How many winds to choose from.

    Returns
    -------
    str or ndarray of str
        ``"N"``, ``"NE"``, ... ; for arrays an array, empty where the azimuth is not finite.

    Raises
    ------
    UsageError
        Where `points` is neither 8 nor 16.
    InvalidCoordinate
        Where a scalar azimuth is not finite.

    Notes
    -----
    A sector is 360 / `points` degrees wide and centred on its wind; its clockwise edge belongs to
    the next.

    Examples
    --------
    >>> wind(-40), wind(200, points=16)
    ('NW', 'SSW')
    """
    if points not in (8, 16):
        raise UsageError(f"there are 8 or 16 winds, not {points!r}")
    names = np.array(WINDS[:: 16 // points])
    values = np.asarray(azimuth, dtype=float)
    known = np.isfinite(values)
    if values.ndim == 0 and not known:
        raise InvalidCoordinate(f"azimuth is {azimuth!r}, not a finite number")
    turned = np.where(known, values, 0.0) % 360.0
    sector = np.floor(turned / (360 / points) + 0.5).astype(int) % points
    found = np.where(known, names[sector], "")
    if values.ndim == 0:
        return str(found)
    if hasattr(azimuth, "iloc"):
        import pandas as pd

        return pd.Series(found, index=azimuth.index)
    return found

"""Lengths as people should see them: to their uncertainty."""

from __future__ import annotations

import math

from geo.units import METRES, from_metres

__all__ = ["shown_length"]


def shown_length(value_m: float, unit: str = "km", uncertainty_m: float = 0.0) -> str:
    """Print a length to the precision that it has.

    Parameters
    ----------
    value_m : float
        The length in metres; a saving may be negative.
    unit : str
        Unit to print it in.
    uncertainty_m : float
        Half width of what is not known of it. From 5 units on it is printed to ten, from 50 on to
        the hundred; below that to the whole unit, and short lengths that are known to half a unit
        to a tenth.

    Returns
    -------
    str
        The number with its unit.

    Examples
    --------
    >>> shown_length(973_700, "mi", 25_000), shown_length(8_000, "mi", 2_000)
    ('610 mi', '5 mi')
    >>> shown_length(1_055_500), shown_length(352.4, "m")
    ('1,056 km', '352 m')
    """
    unit = unit if unit in METRES else "km"
    value, blur = from_metres(value_m, unit), from_metres(uncertainty_m, unit)
    if not math.isfinite(value):
        return ""
    step = 10 ** max(0, math.floor(math.log10(blur / 5)) + 1) if blur >= 5 else 1
    if blur < 0.5 and abs(value) < 10 and unit not in {"m", "ft", "yd"}:
        return f"{value:.1f} {unit}"
    return f"{round(value / step) * step:,.0f} {unit}"

"""Units of length, and lengths as people should see them."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from types import MappingProxyType

from geo.errors import UnknownName

__all__ = [
    "METRES",
    "from_metres",
    "metres",
    "shown",
    "shown_range",
    "shown_short",
    "shown_tens",
    "unit_name",
]

METRES: Mapping[str, float] = MappingProxyType(
    {
        "m": 1.0,
        "km": 1000.0,
        "mi": 1609.344,
        "nmi": 1852.0,
        "ft": 0.3048,
        "yd": 0.9144,
    }
)
"""Metres in each unit: international foot, yard and statute mile (1959), nautical mile (1929)."""

_NAMES = {
    "m": "m metre metres meter meters",
    "km": "km kms kilometre kilometres kilometer kilometers",
    "mi": "mi mile miles statute-mile statute-miles",
    "nmi": "nmi nm nautical-mile nautical-miles",
    "ft": "ft foot feet",
    "yd": "yd yard yards",
}
_WORDS = {"mi": "miles", "nmi": "nautical miles", "ft": "feet", "yd": "yards"}
_SHORT = {name: unit for unit, names in _NAMES.items() for name in names.split()}


def unit_name(unit: str) -> str:
    """Give the short name of a unit of length.

    Parameters
    ----------
    unit : str
        Short or long name, such as ``"km"`` or ``"nautical miles"``.

    Returns
    -------
    str
        One of the keys of `METRES`.

    Raises
    ------
    UnknownName
        Where there is no such unit; the message suggests the nearest.

    Examples
    --------
    >>> unit_name("nautical miles")
    'nmi'
    """
    short = _SHORT.get("-".join(unit.lower().split()))
    if short:
        return short
    near = difflib.get_close_matches(unit.lower(), _SHORT, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise UnknownName(f"no unit of length {unit!r} (known: {', '.join(METRES)}){hint}")


def metres(value: float, unit: str) -> float:
    """Turn a length into metres.

    Parameters
    ----------
    value : float
        The length.
    unit : str
        Its unit, a name that `unit_name` knows.

    Returns
    -------
    float
        Metres.

    Raises
    ------
    UnknownName
        Where there is no such unit.

    Examples
    --------
    >>> metres(1000, "mi")
    1609344.0
    """
    return value * METRES[unit_name(unit)]


def from_metres(value: float, unit: str) -> float:
    """Turn metres into a unit.

    Parameters
    ----------
    value : float
        Metres.
    unit : str
        The unit wanted, a name that `unit_name` knows.

    Returns
    -------
    float
        The length in that unit.

    Raises
    ------
    UnknownName
        Where there is no such unit.

    Examples
    --------
    >>> from_metres(1852, "nmi")
    1.0
    """
    return value / METRES[unit_name(unit)]


def shown(value_m: float, unit: str) -> str:
    """Write a length in words, no finer than it is worth.

    Parameters
    ----------
    value_m : float
        The length in metres.
    unit : str
        Key of `METRES`.

    Returns
    -------
    str
        Such as ``656 miles`` or ``4.9 km``.

    Examples
    --------
    >>> shown(1055500, "mi"), shown(4900, "km"), shown(1609.344, "mi")
    ('656 miles', '4.9 km', '1 mile')
    """
    value = from_metres(value_m, unit)
    word = _WORDS.get(unit, unit)
    return f"{_figure(value)} {word.removesuffix('s') if f'{value:.1f}' == '1.0' else word}"


def shown_range(low_m: float, high_m: float, unit: str) -> str:
    """Write a range of lengths in words.

    Parameters
    ----------
    low_m, high_m : float
        Its ends in metres.
    unit : str
        Key of `METRES`.

    Returns
    -------
    str
        Such as ``12 to 18 miles``; one figure where both read the same.

    Examples
    --------
    >>> shown_range(10_000, 15_000, "km"), shown_range(10_000, 10_100, "km")
    ('10 to 15 km', '10 km')
    """
    low, high = (_figure(from_metres(value, unit)) for value in (low_m, high_m))
    return shown(high_m, unit) if low == high else f"{low} to {high} {_WORDS.get(unit, unit)}"


def shown_tens(low_m: float, high_m: float, unit: str) -> str:
    """Write a range of lengths in words, from 50 units on to ten.

    Parameters
    ----------
    low_m, high_m : float
        Its ends in metres.
    unit : str
        Key of `METRES`.

    Returns
    -------
    str
        Such as ``600 to 630 miles``.

    Examples
    --------
    >>> shown_tens(4.9 * 1609.344, 148 * 1609.344, "mi")
    '5 to 150 miles'
    """
    values = [from_metres(value, unit) for value in (low_m, high_m)]
    ends = [f"{round(v / 10) * 10 if abs(v) >= 50 else round(v):,}" for v in values]
    return f"{' to '.join(dict.fromkeys(ends))} {_WORDS.get(unit, unit)}"


def shown_short(
    value_m: float, unit: str = "km", uncertainty_m: float = 0.0, tenths_below: float = 10.0
) -> str:
    """Write a length with the short name of its unit, to the precision that it has.

    Parameters
    ----------
    value_m : float
        The length in metres; a saving may be negative.
    unit : str
        Unit to write it in; kilometres where it is no key of `METRES`.
    uncertainty_m : float
        Half width of what is not known of it. From 5 units on it is written to ten, from 50 on to
        the hundred; below that to the whole unit, and short lengths that are known to half a unit
        to a tenth.
    tenths_below : float
        What is short, in units; lengths in metres, feet and yards never are.

    Returns
    -------
    str
        The number with its unit; empty where it is not finite.

    Examples
    --------
    >>> shown_short(973_700, "mi", 25_000), shown_short(8_000, "mi", 2_000)
    ('610 mi', '5 mi')
    >>> shown_short(1_055_500), shown_short(352.4, "m")
    ('1,056 km', '352 m')
    """
    unit = unit if unit in METRES else "km"
    value, blur = from_metres(value_m, unit), from_metres(uncertainty_m, unit)
    if not math.isfinite(value):
        return ""
    if blur < 0.5 and abs(value) < tenths_below and METRES[unit] > 1:
        return f"{value:.1f} {unit}"
    step = 10 ** max(0, math.floor(math.log10(blur / 5)) + 1) if blur >= 5 else 1
    return f"{round(value / step) * step:,.0f} {unit}"


def _figure(value: float) -> str:
    """Write a number, below ten to a tenth."""
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.1f}".removesuffix(".0")

"""Units of length."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import MappingProxyType

from geo.errors import UnknownName

__all__ = ["METRES", "from_metres", "metres", "unit_name"]

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

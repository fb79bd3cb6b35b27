"""Lengths and lists in the words of a reason."""

from __future__ import annotations

from collections.abc import Sequence

from geo.units import from_metres

__all__ = ["joined", "shown", "shown_range", "tens"]

_NAMES = {"mi": "miles", "km": "km", "nmi": "nautical miles", "m": "m", "ft": "feet", "yd": "yards"}


def shown(metres: float, unit: str) -> str:
    """Write a length in a unit, no finer than it is worth.

    Parameters
    ----------
    metres : float
        The length.
    unit : str
        Key of `geo.units.METRES`.

    Returns
    -------
    str
        Such as ``656 miles`` or ``4.9 km``.

    Examples
    --------
    >>> shown(1055500, "mi"), shown(4900, "km"), shown(1609.344, "mi")
    ('656 miles', '4.9 km', '1 mile')
    """
    return f"{_figure(from_metres(metres, unit))} {_unit(from_metres(metres, unit), unit)}"


def shown_range(low: float, high: float, unit: str) -> str:
    """Write a range of lengths.

    Parameters
    ----------
    low, high : float
        Metres.
    unit : str
        Key of `geo.units.METRES`.

    Returns
    -------
    str
        Such as ``12 to 18 miles``; one figure where both read the same.

    Examples
    --------
    >>> shown_range(10_000, 15_000, "km"), shown_range(10_000, 10_100, "km")
    ('10 to 15 km', '10 km')
    """
    first, second = (_figure(from_metres(value, unit)) for value in (low, high))
    if first == second:
        return shown(high, unit)
    return f"{first} to {second} {_unit(2, unit)}"


def tens(low: float, high: float, unit: str) -> str:
    """Write a range of savings to ten units, as far as their uncertainty allows.

    Parameters
    ----------
    low, high : float
        Metres.
    unit : str
        Key of `geo.units.METRES`.

    Returns
    -------
    str
        Such as ``600 to 630 miles``.

    Examples
    --------
    >>> tens(4.9 * 1609.344, 148 * 1609.344, "mi")
    '5 to 150 miles'
    """
    ends = [f"{_tens(from_metres(value, unit)):,}" for value in (low, high)]
    return f"{' to '.join(dict.fromkeys(ends))} {_unit(2, unit)}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join words as English does.

    Parameters
    ----------
    words : sequence of str
        The words.
    last : str
        The word before the last.

    Returns
    -------
    str
        Such as ``A, B and C``.

    Examples
    --------
    >>> joined(["A", "B", "C"])
    'A, B and C'
    """
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _tens(value: float) -> int:
    return round(value / 10) * 10 if abs(value) >= 50 else round(value)


def _figure(value: float) -> str:
    if abs(value) >= 10:
        return f"{value:,.0f}"
    figure = f"{value:.1f}"
    return figure.removesuffix(".0")


def _unit(value: float, unit: str) -> str:
    name = _NAMES[unit]
    singular = f"{value:.1f}" == "1.0" and name.endswith("s")
    return name.removesuffix("s") if singular else name

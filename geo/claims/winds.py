"""Compass words: how newspapers write winds, and how far a bearing is from one."""

from __future__ import annotations

import re

__all__ = ["COMPASS", "WIND", "degrees", "deviation", "spoken", "wind_of"]

_POINTS = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
    "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
)  # fmt: skip
_WORD = {"N": "north", "S": "south", "E": "east", "W": "west"}
WIND = r"(?:north|south|east|west)(?:[- ]?(?:north|south|east|west)){0,2}"
"""Pattern of a wind spelled out, for `re.IGNORECASE`."""
COMPASS = rf"(?:{WIND})(?:ern(?:most)?|ward|wards|erly)?"
"""Pattern of a wind or its adjective, for `re.IGNORECASE`."""
_LETTERS = re.compile(r"north|south|east|west", re.IGNORECASE)


def wind_of(words: str) -> str:
    """Give the wind that words stand for.

    Parameters
    ----------
    words : str
        Such as ``north-west``, ``northwestern``, ``SSW``.

    Returns
    -------
    str
        One of the 16 winds, such as ``NW``; empty where the words are none.

    Examples
    --------
    >>> wind_of("south-western"), wind_of("north-northeast"), wind_of("northsouth")
    ('SW', 'NNE', '')
    """
    letters = "".join(word[0].upper() for word in _LETTERS.findall(words))
    short = words.strip().upper()
    if not letters and short in _POINTS:
        return short
    return letters if letters in _POINTS else ""


def degrees(wind: str) -> float:
    """Give the bearing of a wind.

    Parameters
    ----------
    wind : str
        One of the 16 winds.

    Returns
    -------
    float
        Degrees clockwise from north.

    Examples
    --------
    >>> degrees("NW")
    315.0
    """
    return 22.5 * _POINTS.index(wind)


def deviation(azimuth: float, wind: str) -> float:
    """Tell how far a bearing is from a wind.

    Parameters
    ----------
    azimuth : float
        Degrees clockwise from north.
    wind : str
        One of the 16 winds.

    Returns
    -------
    float
        Degrees, 0 to 180.

    Examples
    --------
    >>> deviation(350, "N")
    10.0
    """
    return abs((azimuth - degrees(wind) + 180) % 360 - 180)


def spoken(wind: str) -> str:
    """Spell a wind out.

    Parameters
    ----------
    wind : str
        One of the 16 winds.

    Returns
    -------
    str
        Such as ``northwest`` or ``west-northwest``.

    Examples
    --------
    >>> spoken("NW"), spoken("WNW")
    ('northwest', 'west-northwest')
    """
    if len(wind) == 3:
        return f"{_WORD[wind[0]]}-{spoken(wind[1:])}"
    return "".join(_WORD[letter] for letter in wind)

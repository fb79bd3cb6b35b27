"""Lengths as newspapers print them: "1,000 miles", "a dozen km", with the interval left open."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from geo.numerals import NUMBER, Number, read_number, rounding_step
from geo.units import METRES

__all__ = ["Quantity", "is_conversion", "quantities", "rounding_step"]

_EXACT: Mapping[str, Fraction] = MappingProxyType(
    {unit: Fraction(str(length)) for unit, length in METRES.items()}
)
_ABOUT = Fraction(1, 10)

_HEDGES: Mapping[str, str] = MappingProxyType(
    {
        phrase: meaning
        for meaning, phrases in {
            "about": "about|around|some|roughly|approximately|approx.|approx|circa|perhaps|maybe"
            "|an estimated|estimated|just about|only about|close to|~",
            "nearly": "nearly|almost|just under|not quite|just short of|a little under"
            "|slightly less than|a little less than",
            "just over": "just over|a little over|a little more than|slightly more than"
            "|slightly over",
            "at least": "at least|more than|over|well over|far more than|no less than|upward of"
            "|not less than|upwards of|no fewer than|in excess of|greater than",
            "up to": "up to|at most|less than|under|well under|no more than|not more than|within"
            "|fewer than|as much as|as many as|as far as|only less than|a maximum of",
            "": "only|just|exactly|precisely|another|a further|barely|a mere|a full",
        }.items()
        for phrase in phrases.split("|")
    }
)
_AFTER = (
    ("at least", "or more"),
    ("at least", "at least"),
    ("up to", "or less"),
    ("about", "or so"),
)

_HEDGE = "(?:" + "|".join(re.escape(p) for p in sorted(_HEDGES, key=len, reverse=True)) + ")"
_BEFORE_UNIT = re.compile(
    rf"(?P<hedge>(?:(?<!\w){_HEDGE}\s*){{0,2}})"
    rf"(?P<sign>(?<![\w)])[-−])?"
    rf"(?:(?P<between>between\s(?P<least>{NUMBER})\sand\s)"
    rf"|(?<![0-9.,/$£€])(?P<low>{NUMBER})(?:\s?[-–—]\s?|\s(?:to|or)\s))?"
    rf"(?<![0-9.,/$£€])(?P<number>{NUMBER})[\s\u00a0-]{{0,2}}\Z",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?P<nmi>nautical[- ]miles?|nmi|nm)|(?P<mi>(?:statute[- ])?miles?|mi)"
    r"|(?P<km>kilomet(?:er|re)s?|kms?|klicks?)|(?P<m>met(?:er|re)s?|m(?=\s(?:from|away|off)\b))"
    r"|(?P<ft>feet|foot|ft)|(?P<yd>yards?|yds?)",
    re.IGNORECASE,
)
_UNIT_AT = re.compile(
    rf"(?:(?<=[0-9])|(?<![\w.])|(?<=[ -]))(?:{_UNIT.pattern})\b"
    r"(?!\s*/|\s?(?:an|per)\s(?:hour|second|gallon|day)|[- ]an[- ]hour|\s?h\b)",
    re.IGNORECASE,
)
_WINDOW = 90
_TAIL = re.compile(r"\s(?P<half>and a half)\b|-and-a-half\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A length as printed.

    Attributes
    ----------
    value : float
        The number, in `unit`; the middle of a range or of a vague word.
    unit : str
        Key of `geo.units.METRES`.
    metres : float
        The value in metres.
    low, high : float
        What rounding and hedge leave open, metres; ``high`` is infinite for "at least".
    hedge : str
        ``""``, ``about``, ``nearly``, ``just over``, ``at least``, ``up to`` or ``vague``.
    text : str
        The words, hedge and unit included.
    start, end : int
        Span in code points, end exclusive.
    loose_low, loose_high : float
        The weaker reading, metres: every trailing zero taken for rounding.
    """

    value: float
    unit: str
    metres: float
    low: float
    high: float
    hedge: str
    text: str
    start: int
    end: int
    loose_low: float = 0.0
    loose_high: float = math.inf


def quantities(text: str) -> tuple[Quantity, ...]:
    """Find the lengths in a text.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    tuple of Quantity
        In order, without overlap. Speeds and areas are not lengths.

    Examples
    --------
    >>> [(q.value, q.unit, q.low, q.high) for q in quantities("some 60-mile trek; 3.5km")]
    [(60.0, 'mi', 86904.576, 106216.704), (3.5, 'km', 3450.0, 3550.0)]
    """
    return tuple(_scan(text))


def is_conversion(first: Quantity, second: Quantity, text: str) -> bool:
    """Tell whether a length only repeats the one before it in another unit.

    Parameters
    ----------
    first, second : Quantity
        Neighbouring quantities of one text.
    text : str
        That text.

    Returns
    -------
    bool
        True for "300 miles (483 km)" and "300 miles, or 483 km".

    Examples
    --------
    >>> text = "300 miles (483 km)"
    >>> is_conversion(*quantities(text), text)
    True
    """
    between = text[first.end : second.start]
    if first.unit == second.unit or len(between) > 12:
        return False
    return re.fullmatch(r"\s?[(\[/]\s?(?:or )?|,? or |, ", between) is not None


def _scan(text: str) -> Iterator[Quantity]:
    floor = 0
    for unit in _UNIT_AT.finditer(text):
        if unit.start() < floor or unit.lastgroup is None:
            continue
        begin = max(floor, unit.start() - _WINDOW)
        match = _BEFORE_UNIT.search(text[begin : unit.start()])
        if match is None:
            continue
        found = _quantity(match, unit.lastgroup, text, begin, unit.end())
        if found is not None:
            yield found
            floor = found.end


def _quantity(match: re.Match[str], unit: str, text: str, begin: int, end: int) -> Quantity | None:
    number = read_number(match["number"])
    if number is None:
        return None
    least = match["low"] or match["least"]
    first = read_number(least) if least else None
    start = match.start("number" if first is None else "between" if match["least"] else "low")
    if first is not None and first.value < number.value:
        middle = (first.value + number.value) / 2
        number = Number(middle, first.low, number.high, number.loose, number.vague)
    elif first is not None:
        start = match.start("number")
    tail = _TAIL.match(text, end)
    if tail:
        half = Fraction(1, 2)
        number = Number(number.value + half, number.low + half, number.high + half, number.loose)
        end = tail.end()
    hedge, phrase = ("", "")
    if match["hedge"] and not match["sign"]:
        hedge = _meaning(match["hedge"])
        start = match.start("hedge")
    if not hedge and (after := _after(text, end)):
        hedge, phrase = after
        end += len(phrase)
    if match["sign"]:
        number = Number(-number.value, -number.high, -number.low, number.loose)
        start = match.start("sign")
    return _make(number, unit, hedge, text, (begin + start, end))


def _make(number: Number, unit: str, hedge: str, text: str, span: tuple[int, int]) -> Quantity:
    start, end = span
    scale = _EXACT[unit]
    low, high = _interval(number, hedge)
    half = number.loose / 2
    loose = (min(low, number.value - half), max(high, number.value + half))
    return Quantity(
        value=float(number.value),
        unit=unit,
        metres=_length(number.value, scale),
        low=_length(low, scale),
        high=_length(high, scale),
        hedge=hedge or ("vague" if number.vague else ""),
        text=text[start:end],
        start=start,
        end=end,
        loose_low=_length(loose[0], scale),
        loose_high=_length(loose[1], scale),
    )


def _length(value: Fraction | float, scale: Fraction) -> float:
    return math.inf if isinstance(value, float) else float(value * scale)


def _interval(number: Number, hedge: str) -> tuple[Fraction, Fraction | float]:
    value, spread = number.value, abs(number.value) * _ABOUT
    match hedge:
        case "about":
            return min(number.low, value - spread), max(number.high, value + spread)
        case "nearly":
            return min(number.low, value - spread), number.high
        case "just over":
            return number.low, max(number.high, value + spread)
        case "at least":
            return value, math.inf
        case "up to":
            return Fraction(0), value
    return number.low, number.high


def _meaning(phrase: str) -> str:
    words = re.sub(r"\s+", " ", phrase).strip().lower()
    if words in _HEDGES:
        return _HEDGES[words]
    for known in sorted(_HEDGES, key=len, reverse=True):
        if _HEDGES[known] and words.endswith(known):
            return _HEDGES[known]
    return next((_HEDGES[w] for w in words.split() if _HEDGES.get(w)), "")


def _after(text: str, end: int) -> tuple[str, str] | None:
    for meaning, words in _AFTER:
        if text.startswith(" " + words, end):
            return meaning, " " + words
    return None

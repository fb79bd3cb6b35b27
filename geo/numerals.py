"""Numbers as newspapers print them, in figures and in words, and what they are rounded to."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

__all__ = ["NUMBER", "Number", "read_number", "rounding_step"]

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_ONES += " fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Mapping[str, int] = MappingProxyType(
    {word: number for number, word in enumerate(_ONES.split())}
    | {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
_VAGUE: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {
        "few": (2, 4, 6),
        "several": (3, 5, 9),
        "tens": (20, 50, 100),
        "dozens": (24, 50, 120),
        "hundreds": (150, 400, 1000),
        "thousands": (1500, 4000, 10_000),
    }
)
_PARTS = {"third": 3, "quarter": 4}
_HALVES = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)}
_DIGITS = r"(?:[0-9]{1,3}(?:[,\u00a0\u2009\u202f ][0-9]{3}){1,4}|[0-9]{1,30})"
_NUMERAL = (
    rf"(?:[0-9]{{1,4}}/[0-9]{{1,4}}|{_DIGITS}[ -]?[½¼¾⅓⅔]|{_DIGITS}[ -][0-9]/[0-9]"
    rf"|{_DIGITS}(?:\.[0-9]{{1,12}})?(?:[eE][0-9]{{1,2}})?|[½¼¾⅓⅔])"
    r"(?:[ -](?:hundred|thousand|million))?"
)
_WORD = (
    "(?:" + "|".join((*_SMALL, *_SCALES, *_VAGUE)) + "|half|quarters?|thirds?|couple|a|an|of|and)"
)
_WORDS = rf"(?<![\w-])(?!(?:of|and)\b)(?:{_WORD})(?:[ -](?:{_WORD})){{0,7}}"
NUMBER = rf"(?:{_NUMERAL}|{_WORDS})"
"""Pattern of a number, in figures or in words."""


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number.

    Attributes
    ----------
    value, low, high : Fraction
        The number, and the interval that its rounding leaves open.
    loose : Fraction
        The step where every trailing zero is taken for rounding.
    vague : bool
        Whether the word gives no number ("several").
    """

    value: Fraction
    low: Fraction
    high: Fraction
    loose: Fraction
    vague: bool = False


def rounding_step(value: int) -> int:
    """Give the step that a printed whole number is taken to be rounded to.

    Parameters
    ----------
    value : int
        The number, not negative.

    Returns
    -------
    int
        Two significant digits, and never finer than ten where the number ends in 0 nor than five
        where it ends in 5 and has two digits or more; every printed digit otherwise.

    Notes
    -----
    A house convention: of 101 newspaper distances with known ends most are such round numbers.

    Examples
    --------
    >>> rounding_step(1000), rounding_step(70), rounding_step(35), rounding_step(186)
    (100, 10, 5, 1)
    """
    if value == 0:
        return 1
    zeros = _zeros(value)
    if zeros == 1:
        return 5 if value % 5 == 0 and value > 5 else 1
    return int(min(zeros, max(10 ** (len(str(value)) - 2), 10)))


def read_number(text: str) -> Number | None:
    """Read a number.

    Parameters
    ----------
    text : str
        What `NUMBER` matches.

    Returns
    -------
    Number or None
        None where the words are no number.

    Examples
    --------
    >>> read_number("two hundred and fifty").value
    Fraction(250, 1)
    """
    lowered = text.lower().strip()
    if lowered[0].isdigit() or lowered[0] in _HALVES:
        return _numeral(lowered)
    return _spelled(re.split(r"[ -]+", lowered))


def _numeral(text: str) -> Number:
    scale = 1
    for word, factor in _SCALES.items():
        if text.endswith(word):
            scale, text = factor, text[: -len(word)].rstrip(" -")
    fraction, step = Fraction(0), Fraction(0)
    if text[-1] in _HALVES:
        fraction, text = Fraction(*_HALVES[text[-1]]), text[:-1].rstrip(" -")
    elif "/" in text:
        head, _, tail = text.rpartition("/")
        whole, _, top = head.replace("-", " ").rpartition(" ")
        fraction, text = Fraction(int(top), max(int(tail), 1)), whole
    digits = re.sub(r"[,\s\u00a0\u2009\u202f]", "", text)
    value = (Fraction(digits) if digits else Fraction(0)) + fraction
    if fraction:
        step = Fraction(1, fraction.denominator)
    elif "." in digits:
        step = Fraction(1, 10 ** len(digits.partition(".")[2].partition("e")[0]))
    value, step = value * scale, step * scale
    return _rounded(value, step)


def _spelled(words: list[str]) -> Number | None:
    words = [w for w in words if w not in {"of", "and"}]
    vague = next((w for w in words if w in _VAGUE), None)
    scale = math.prod(_SCALES[w] for w in words if w in _SCALES)
    if vague:
        low, middle, high = (Fraction(n * scale) for n in _VAGUE[vague])
        return Number(middle, low, high, high - low, vague=True)
    if "couple" in words:
        return Number(
            Fraction(2 * scale), Fraction(3 * scale, 2), Fraction(3 * scale), Fraction(scale)
        )
    words, shares = _shares(words)
    part = Fraction("half" in words, 2) + shares
    total = current = Fraction(0)
    for word in words:
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current = max(current, Fraction(1)) * 100
        elif word in _SCALES:
            total += max(current, Fraction(1)) * _SCALES[word]
            current = Fraction(0)
    value = total + current
    if part:
        multiplied = part * value if "dozen" in words else value + part
        return _rounded(multiplied, Fraction(2) if "dozen" in words else part)
    if not value:
        value = Fraction(1 if words and words[-1] in {"a", "an"} else 0)
    if not value:
        return None
    return _rounded(value, Fraction(4) if "dozen" in words else Fraction(0))


def _shares(words: list[str]) -> tuple[list[str], Fraction]:
    """Take "two thirds" and "a quarter" out of the words of a number."""
    at = next((i for i, word in enumerate(words) if word.rstrip("s") in _PARTS), None)
    if at is None:
        return words, Fraction(0)
    count = _SMALL.get(words[at - 1], 1) if at else 1
    share = Fraction(count, _PARTS[words[at].rstrip("s")])
    return words[: max(at - 1, 0)] + words[at + 1 :], share


def _rounded(value: Fraction, step: Fraction) -> Number:
    if value.denominator == 1 and not step:
        whole = int(value)
        step = Fraction(rounding_step(whole))
        loose = Fraction(max(_zeros(whole), int(step)))
    else:
        loose = step
    return Number(value, value - step / 2, value + step / 2, loose)


def _zeros(value: int) -> int:
    digits = str(value)
    return 10 ** (len(digits) - len(digits.rstrip("0"))) if value else 1

"""Names that a distance is measured from or to: "A is 86 nautical miles south of B"."""

from __future__ import annotations

from collections.abc import Sequence

from geo.geoparse.nouns import PARTS
from geo.geoparse.runs import Run
from geo.geoparse.words import Word

__all__ = ["measured"]

_UNITS = frozenset("km kilometer kilometers kilometre kilometres mi mile miles nmi".split())
_WINDS = frozenset(PARTS) | {"-"}
_STANDS = frozenset("is lies lay sits stands".split())
_JOINS = frozenset({"and", "to"})
_LINKS = frozenset({"between", "from", "of"})
_REACH = 8


def measured(words: Sequence[Word], found: Sequence[Run]) -> list[Run]:
    """Find the runs that a text measures a distance from or to.

    Parameters
    ----------
    words : sequence of Word
        The words of the text.
    found : sequence of tuple of int
        The capitalised runs.

    Returns
    -------
    list of tuple of int
        Those of them, in order.

    Examples
    --------
    >>> from geo.geoparse.runs import runs
    >>> from geo.geoparse.words import word
    >>> said = [word(w) for w in "Homs is 40 km south of Hama , Idlib is 9 km from home".split()]
    >>> [" ".join(w.raw for w in said[i:j]) for i, j in measured(said, runs(said))]
    ['Homs', 'Hama']
    """
    made: list[Run] = []
    for first, end in found:
        joined = made and made[-1][1] == first - 1 and words[first - 1].lower in _JOINS
        if joined or _after_unit(words, first) or _before_unit(words, end):
            made.append((first, end))
    return made


def _after_unit(words: Sequence[Word], first: int) -> bool:
    """Say whether "miles from", "km north of" or "distance between" stands before a word."""
    if first < 2:
        return False
    link, at = words[first - 1].lower, first - 2
    if link not in _LINKS:
        return False
    if words[at].lower == "distance":
        return link != "of"
    if link == "between":
        return False
    while at and words[at].lower in _WINDS:
        at -= 1
    return words[at].lower in _UNITS


def _before_unit(words: Sequence[Word], end: int) -> bool:
    """Say whether "is some 40 miles from B" or the like stands after a name."""
    if end >= len(words) or words[end].lower not in _STANDS:
        return False
    after = words[end : end + 1 + _REACH]
    at = next((i for i, w in enumerate(after) if w.lower in _UNITS), 0)
    if not any(w.raw[0].isdigit() for w in after[1:at]):
        return False
    rest = [w for w in after[at + 1 :] if w.lower not in _WINDS]
    return len(rest) > 1 and rest[0].lower in {"from", "of"} and rest[1].capital

"""Capitalised runs, the gazetteer's names inside them, and what the document says of each word."""

from __future__ import annotations

from collections.abc import Sequence

from geo.geoparse.lexicon import NOTHING, named
from geo.geoparse.words import Word

__all__ = ["Cues", "Match", "Run", "cues", "matches", "runs"]

Run = tuple[int, int]
Match = tuple[int, int, str]
Cues = dict[str, list[int]]

_JOINING = frozenset(
    "of the de - al & la du des del el upon on ez as le y da do dos au aux am sur es ash az ar adh "
    "et ed nad di 's ’s ' ’".split()
)
_GENITIVE = frozenset({"'s", "’s"})
_NOT_FIRST = frozenset({"the", "on", "as"})
_INSIDE = frozenset(
    "of the and de la al el du des del ad upon on le les e y dos das da do an am ez as ar au aux "
    "sur es ash az adh et ed nad di".split()
)
_LONGEST = 6
_RUN_MOST = 60
_PLACE_BEFORE = frozenset(
    "in at near from to into across outside around toward towards through throughout southern "
    "northern eastern western central downtown".split()
)
_PERSON_NEAR = frozenset(
    "mr mrs ms dr mr. mrs. ms. dr. gen. sen. rep. gov. president minister judge coach mayor "
    "officer sheriff senator secretary chief captain sir lord prof. lt. col. sgt. capt. "
    "said says".split()
)


def runs(words: Sequence[Word]) -> list[Run]:
    """Find the runs of capitalised words, small joining words included.

    Parameters
    ----------
    words : sequence of Word
        The words of a text.

    Returns
    -------
    list of tuple of int
        First word and the word after the last, in order.
    """
    n = len(words)
    found = []
    i = 0
    while i < n:
        if not words[i].capital:
            i += 1
            continue
        j = i + 1
        while j < n and j - i < _RUN_MOST:
            if words[j].capital:
                j += 1
                continue
            k = j
            while k < n and k < j + 3 and not words[k].capital and words[k].lower in _JOINING:
                k += 1
            if j < k < n and words[k].capital and words[j].lower not in _NOT_FIRST:
                j = k + 1
            else:
                break
        found.append((i, j))
        i = j
    return found


def matches(words: Sequence[Word], found: Sequence[Run]) -> list[Match]:
    """Find the longest gazetteer names of two words and more inside the runs.

    Parameters
    ----------
    words : sequence of Word
        The words of a text.
    found : sequence of tuple of int
        The runs.

    Returns
    -------
    list of tuple of int
        First word, last word, class; none overlaps another.
    """
    made = []
    for first, end in found:
        i = first
        while i + 1 < end:
            if not words[i].capital:
                i += 1
                continue
            last, value = _longest(words, i, end)
            if last:
                made.append((i, last, value))
                i = last + 1
            else:
                i += 1
    return made


def _longest(words: Sequence[Word], i: int, end: int) -> tuple[int, str]:
    key = words[i].key
    last, value = 0, ""
    for j in range(i + 1, min(end, i + _LONGEST)):
        near = words[j]
        if near.raw == "-":
            continue
        if near.lower in _GENITIVE:
            key += "s"
            continue
        if not near.capital and near.lower not in _INSIDE:
            break
        if near.key:
            key = f"{key} {near.key}"
        if near.capital:
            found = named(key)
            if found is not NOTHING:
                last, value = j, found
    return last, value


def cues(words: Sequence[Word], found: Sequence[Run]) -> Cues:
    """Count, for each capitalised word, how the document uses it.

    Parameters
    ----------
    words : sequence of Word
        The words of a text.
    found : sequence of tuple of int
        The runs.

    Returns
    -------
    dict
        For each word in lower case: how often it stands, after a word of place, beside a word for
        a person, in a run of several words, and before a comma and another capital.
    """
    counts: Cues = {}
    n = len(words)
    for first, end in found:
        before = words[first - 1].lower if first else ""
        after = words[end].lower if end < n else ""
        long = end - first > 1
        in_place = before in _PLACE_BEFORE
        beside = before in _PERSON_NEAR
        for i in range(first, end):
            w = words[i]
            if not w.capital:
                continue
            row = counts.get(w.lower)
            if row is None:
                row = counts[w.lower] = [0, 0, 0, 0, 0]
            row[0] += 1
            row[1] += in_place
            if (
                beside
                or (i > first and "F" in words[i - 1].person)
                or (i > first and words[i - 1].lower in _PERSON_NEAR)
                or (i + 1 == end and after in ("said", "says"))
            ):
                row[2] += 1
            row[3] += long
            if i + 1 == end and after == "," and end + 1 < n and words[end + 1].capital:
                row[4] += 1
    return counts

"""Lines in capitals alone and text without capitals, written as a newspaper would write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.geoparse.lexicon import NOTHING, named
from geo.geoparse.words import Word, lists, word

__all__ = ["recase"]

_SHOUTED = 0.7
_SHOUTED_LEAST = 3
_QUIET = 0.02
_QUIET_LEAST = 4
_NAME_WORDS = 4
_STRONG = frozenset("CRAW")
_COMMON = 3
_KNOWN = 5
_SMALL = frozenset("of the de la al el du des del and upon on".split())


def recase(words: Sequence[Word]) -> list[Word]:
    """Give the words of shouted lines and of text without capitals their usual letters.

    Parameters
    ----------
    words : sequence of Word
        The words of a text.

    Returns
    -------
    list of Word
        As many words; the same where the text has ordinary capitals.

    Notes
    -----
    A line counts as shouted where more than seven in ten of at least three words are in capitals;
    a text counts as quiet where fewer than one word in fifty has a capital. Then a name of the
    gazetteer, or a word that is in no list of common ones, is written with a capital.
    """
    made = list(words)
    letters = sum(w.raw[0].isalpha() for w in words)
    capitals = sum(w.capital for w in words)
    if letters >= _QUIET_LEAST and capitals < _QUIET * letters:
        _rewrite(made, 0, len(made), shouted=False)
        return made
    for i in range(1, len(words)):
        if words[i - 1].raw == "#" and words[i].shape == "l" and _strong(words[i].key):
            made[i] = word(words[i].raw.capitalize())
    for start, end in _lines(words):
        upper = sum(w.raw.isupper() and w.shape != "U1" for w in words[start:end])
        if upper >= _SHOUTED_LEAST:
            count = sum(w.raw[0].isalpha() for w in words[start:end])
            if upper > _SHOUTED * count:
                _rewrite(made, start, end, shouted=True)
    return made


def _lines(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    start = 0
    for i, w in enumerate(words):
        if w.lower == "\\n":
            yield start, i
            start = i + 1
    yield start, len(words)


def _rewrite(words: list[Word], start: int, end: int, *, shouted: bool) -> None:
    i = start
    while i < end:
        if not words[i].raw[0].isalpha():
            i += 1
            continue
        last = _name(words, i, end)
        if last:
            for k in range(i, last + 1):
                small = k > i and words[k].lower in _SMALL
                words[k] = word(words[k].lower if small else _title(words[k].raw))
            i = last + 1
            continue
        words[i] = _single(words[i], shouted=shouted)
        i += 1


def _name(words: Sequence[Word], i: int, end: int) -> int:
    """Give the last word of the longest well-known name of several words that begins here."""
    key, last = words[i].key, 0
    if not key or words[i].lower in _SMALL:
        return 0
    for j in range(i + 1, min(end, i + _NAME_WORDS)):
        if not words[j].key:
            break
        key = f"{key} {words[j].key}"
        if words[j].lower not in _SMALL and _strong(key, several=True):
            last = j
    return last


def _strong(key: str, *, several: bool = False) -> bool:
    """Say whether a name is so well known that it need not be written with a capital."""
    found = named(key)
    if found == NOTHING:
        return False
    known = int(found[-1])
    if found[0] in _STRONG:
        return known >= _KNOWN
    return known >= _KNOWN + (0 if several else 1) and not (several and _all_common(key))


def _all_common(key: str) -> bool:
    return all(lists(part)[0] >= _COMMON for part in key.split(" "))


def _single(w: Word, *, shouted: bool) -> Word:
    common = lists(w.lower)[0]
    if _strong(w.key):
        known = named(w.key)
        if common < _COMMON or (known[0] == "C" and int(known[-1]) > _KNOWN + 2):
            return word(_title(w.raw))
    if not shouted:
        return w
    if len(w.raw) <= _COMMON and "." not in w.raw and not common:
        return w
    if common or "." in w.raw:
        return w if "." in w.raw else word(w.raw.lower())
    return word(_title(w.raw))


def _title(raw: str) -> str:
    return raw if "." in raw else raw[:1].upper() + raw[1:].lower()

"""What is known of a word by itself: shape, commonness, senses, class in the gazetteer."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import marisa_trie

from geo.geoparse.lexicon import named
from geo.geoparse.models import model
from geo.text import normalise

__all__ = ["Word", "lists", "shape", "word"]

_DIGIT = re.compile(r"\d")
_SPOKEN = re.compile(r"i|(?:i|we|you|he|she|it|they|that|there|who|what)['’](?:ll|d|m|ve|re|s)")
_ELIDED = re.compile(r"[dl]['’]\w")
_GIVEN, _SURNAME = 1, 6
_GROUPS_AT = 4
_UNLISTED = (0,) * 7


class Word:
    """A word as the recogniser knows it, the same wherever it stands.

    Attributes
    ----------
    raw, lower, key : str
        As written; in lower case, digits as zeros; as the gazetteer keeps names.
    shape : str
        Pattern of capitals, digits and stops.
    capital : bool
        Whether it is written as a name, with a capital letter.
    name : str
        Gazetteer class of a capitalised word, empty for others.
    person : str
        ``F`` for a given name, ``L`` with the class of a surname.
    common : int
        0 for a word of no list, 7 for the commonest of English.
    sense : str
        Class of its first meanings as a noun and as a verb.
    groups : tuple of int
        Groups of words that are used alike, from fine to wide; zeros where it is in none.
    """

    __slots__ = (
        "capital",
        "common",
        "groups",
        "key",
        "lower",
        "name",
        "person",
        "raw",
        "sense",
        "shape",
    )

    def __init__(self, raw: str) -> None:
        lower = raw.casefold()
        if lower[0] == "\n":
            lower = "\\n"
        elif lower[0].isdigit():
            lower = _DIGIT.sub("0", lower)[:8]
        self.raw, self.lower, self.shape = raw, lower, shape(raw)
        self.key = normalise(raw)
        self.capital = _begins_name(raw) and not _SPOKEN.fullmatch(lower)
        found = lists(lower)
        self.common, names, noun, verb = found[:_GROUPS_AT]
        self.groups = found[_GROUPS_AT:]
        if not self.groups[0] and lower[-1] == ".":
            self.groups = lists(lower[:-1])[_GROUPS_AT:]
        self.sense = f"{noun}.{verb}" if noun or verb else ""
        self.person = ""
        self.name = ""
        if self.capital:
            self.name = named(self.key, raw)
            surname = (names & _SURNAME) >> 1
            self.person = ("F" if names & _GIVEN else "") + (f"L{surname}" if surname else "")

    @property
    def attributes(self) -> tuple[tuple[str, ...], ...]:
        """What it says about the word in its place, and about those 1 and 2 before and after it."""
        return _attributes(self)


def _begins_name(raw: str) -> bool:
    """Say whether a word is written with a capital, that of "d'Ivoire" too."""
    return raw[0].isupper() or (raw[2:3].isupper() and _ELIDED.match(raw) is not None)


@lru_cache(maxsize=200_000)
def word(raw: str) -> Word:
    """Look a word up; the answer is kept, because words come again.

    Parameters
    ----------
    raw : str
        The word as written, not empty.

    Returns
    -------
    Word
        What is known of it.
    """
    return Word(raw)


def shape(raw: str) -> str:
    """Reduce a word to its pattern of capitals, digits and stops.

    Parameters
    ----------
    raw : str
        The word as written, not empty.

    Returns
    -------
    str
        A short class; a sign stands for itself.

    Examples
    --------
    >>> [shape(w) for w in ("Aleppo", "U.S.", "NATO", "of", "2016", ",")]
    ['Ul', 'U.', 'U4', 'l', '4', ',']
    """
    first = raw[0]
    if first == "\n":
        return "\\n"
    if first.isupper():
        return _capital_shape(raw)
    if first.isalpha():
        return "l" if raw.islower() else "lU"
    if first.isdigit():
        return "4" if len(raw) == 4 else "0"
    return first


def _capital_shape(raw: str) -> str:
    if len(raw) == 1:
        return "U1"
    if raw[1] == ".":
        return "U."
    if raw.isupper():
        return "UU" if len(raw) > 4 else f"U{len(raw)}"
    if raw[-1] == ".":
        return "Ul."
    return "Ul" if raw[1:].islower() else "UlU"


@cache
def _table() -> marisa_trie.RecordTrie:
    trie = marisa_trie.RecordTrie("<BBBBHHB")
    return trie.mmap(str(model("words.marisa")))


def lists(lower: str) -> tuple[int, ...]:
    """Look a word up in the lists of common words, of names and of groups.

    Parameters
    ----------
    lower : str
        The word in lower case.

    Returns
    -------
    tuple of int
        Commonness 0 to 7, name flags, sense as a noun, sense as a verb, and three groups of words
        that are used alike.
    """
    found = _table().get(lower) if lower.isascii() and lower.isprintable() else None
    return found[0] if found else _UNLISTED


def _attributes(w: Word) -> tuple[tuple[str, ...], ...]:
    fine, wide, widest = w.groups
    here = ["b", f"w0={w.lower}", f"s0={w.shape}", f"K={fine}", f"L={wide}", f"M={widest}"]
    if w.capital:
        lower = w.lower
        here += (
            f"e3={lower[-3:]}",
            f"e4={lower[-4:]}",
            f"p3={lower[:3]}",
            f"g={w.name}",
            f"n={w.person}",
            f"c={w.common}",
            f"gnc={w.name}{w.person}{w.common}",
            f"z={w.sense}",
        )
    sides = []
    for side in "-+":
        near = [f"w{side}={w.lower}", f"s{side}={w.shape}", f"L{side}={wide}", f"M{side}={widest}"]
        if w.capital:
            near += (f"g{side}={w.name}", f"n{side}={w.person}")
        elif w.sense:
            near.append(f"z{side}={w.sense}")
        sides.append(tuple(near))
    for side in ("--", "++"):
        near = [f"w{side}={w.lower}", f"s{side}={w.shape}", f"M{side}={widest}"]
        if w.sense and not w.capital:
            near.append(f"z{side}={w.sense}")
        sides.append(tuple(near))
    return (tuple(here), *sides)

"""The role of a toponym: a place, an adjective, a government, part of an organisation's name."""

from __future__ import annotations

from collections.abc import Sequence

from geo.gazetteer.feature import Feature
from geo.geoparse.capitals import is_capital
from geo.geoparse.mention import Mention
from geo.geoparse.nouns import FAMILY, PARTS, PLURALS
from geo.geoparse.words import Word

__all__ = ["role"]

_PERSON = 18
_ABSTRACT = frozenset({4, 7, 9, 10, 12, 14, 16, 18, 21, 26})
_DECIDING = frozenset({31, 32, 37, 39, 40, 41, 42})
_HELPING = frozenset(
    "has have had will would could should may might must can was were is are did does".split()
)
_TOWARDS = frozenset("between with against by for told urged".split())
_TITLES = frozenset("gov. sen. rep. sens. reps. mayor president police coach".split())


def role(words: Sequence[Word], mention: Mention, feature: Feature | None, how: str) -> str:
    """Tell in what role a place is named.

    Parameters
    ----------
    words : sequence of Word
        The words of the text.
    mention : Mention
        The mention.
    feature : Feature or None
        What it was taken for.
    how : str
        How the name belongs to the feature.

    Returns
    -------
    str
        ``literal``, ``demonym``, ``metonym`` or ``embedded``.
    """
    if how == "demonym" or (mention.demonym and feature is None):
        return "demonym"
    if how == "metonym":
        return "metonym"
    if _embedded(words, mention):
        return "embedded"
    seat = feature is not None and feature.kind in {"city", "admin1"}
    if seat and feature and is_capital(mention.text, feature.country) and _governs(words, mention):
        return "metonym"
    return "demonym" if mention.demonym else "literal"


def _senses(w: Word) -> tuple[int, int]:
    noun, _, verb = w.sense.partition(".")
    return (int(noun), int(verb)) if verb else (0, 0)


def _embedded(words: Sequence[Word], mention: Mention) -> bool:
    """Say whether the name goes on into an organisation's: "the University of X", "X Bank"."""
    last = mention.last
    if last < len(words) and words[last].capital:
        head = words[last]
        if head.lower in _TITLES or head.lower in FAMILY or head.lower in PLURALS:
            return False
        return bool(head.common) and _senses(head)[0] not in {0, _PERSON}
    i = mention.first - 1
    if i >= 1 and words[i].lower == "of":
        head = words[i - 1]
        return head.capital and head.lower not in FAMILY and _senses(head)[0] in {6, 14}
    return False


def _governs(words: Sequence[Word], mention: Mention) -> bool:
    """Say whether a capital is spoken of as one that acts."""
    if mention.placed or mention.dateline or mention.link in {"comma", "bracket"}:
        return False
    before = words[mention.first - 1].lower if mention.first else ""
    if before in PARTS or before == ",":
        return False
    after = list(words[mention.last : mention.last + 4])
    if not after:
        return False
    if after[0].lower in {"'s", "’s"}:
        nouns = (_senses(w)[0] for w in after[1:] if not w.capital and _senses(w)[0])
        return next((n in _ABSTRACT for n in reversed(list(nouns))), False)
    if before in _TOWARDS:
        return True
    if mention.link == "and" or before == "and":
        return True
    return after[0].lower in _HELPING or (
        not after[0].capital and _senses(after[0])[1] in _DECIDING
    )

"""What in a text speaks for a doubted span: a list, "in", the same name in another place."""

from __future__ import annotations

from collections.abc import Sequence

from geo.geoparse.lexicon import is_well_known, named_as_written
from geo.geoparse.mention import Mention
from geo.geoparse.nearby import listed
from geo.geoparse.words import Word

__all__ = ["supported"]

_SURE = 0.8
_SUPPORTED = 0.6
_POSSIBLE = 0.05
_BEFORE = frozenset({"in", "toward", "towards"})
_KINDS = frozenset("CAp")


def supported(
    words: Sequence[Word], found: Sequence[Mention], chances: Sequence[float]
) -> list[float]:
    """Raise the chances of spans that the text itself speaks for.

    Parameters
    ----------
    words : sequence of Word
        The words of the text.
    found : sequence of Mention
        The spans proposed, in order.
    chances : sequence of float
        How probable it is of each that it is a place.

    Returns
    -------
    list of float
        The chances, none lower than before.

    Notes
    -----
    A well-known name that stands by itself is a place where a sure one stands in a list with it,
    and after "in" or "toward". What a name is in one place of a text it is in others, unless the
    model finds that all but impossible: "Jackson" may be a town and its mayor.
    """
    made = list(chances)
    for k in _beside(found, chances) | _after(words, found):
        if _POSSIBLE <= made[k] < _SUPPORTED and _by_itself(words, found[k]):
            made[k] = _SUPPORTED
    sure = {
        mention.text
        for mention, before, now in zip(found, chances, made, strict=True)
        if before >= _SURE or now > before
    }
    return [
        _SUPPORTED if _POSSIBLE <= chance < _SUPPORTED and mention.text in sure else chance
        for mention, chance in zip(found, made, strict=True)
    ]


def _beside(found: Sequence[Mention], chances: Sequence[float]) -> set[int]:
    """Find the spans that stand in a list with a sure one."""
    made: set[int] = set()
    for k in range(len(found) - 1):
        if listed(found, k):
            made |= {one for one, other in ((k, k + 1), (k + 1, k)) if chances[other] >= _SURE}
    return made


def _after(words: Sequence[Word], found: Sequence[Mention]) -> set[int]:
    """Find the spans that stand after "in" or the like."""
    return {k for k, m in enumerate(found) if m.first and words[m.first - 1].lower in _BEFORE}


def _by_itself(words: Sequence[Word], mention: Mention) -> bool:
    """Say whether a span is a well-known name and no part of a longer one: "Wichita Drive"."""
    before = mention.first > 0 and words[mention.first - 1].capital
    if before or (mention.last < len(words) and words[mention.last].capital):
        return False
    name = named_as_written(mention.text)
    return name[0] in _KINDS and is_well_known(name)

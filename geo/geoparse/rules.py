"""Plain rules after the chain model: nouns that two names share, company names, buildings."""

from __future__ import annotations

from collections.abc import Sequence

from geo.geoparse.lexicon import NOTHING, is_metonym, named
from geo.geoparse.nouns import PLURALS, SINGULARS
from geo.geoparse.runs import Run
from geo.geoparse.tokens import Token
from geo.geoparse.words import Word

__all__ = ["Span", "amend"]

Span = tuple[int, int, bool]

_SEAT_WORDS = 2
_COMPANY = frozenset(
    "group inc inc. corp corp. corporation co ltd ltd. llc plc holdings company gmbh".split()
)


def amend(
    tokens: Sequence[Token], words: Sequence[Word], found: Sequence[Run], spans: list[Span]
) -> list[Span]:
    """Put in and take out spans where a plain rule knows better than the model.

    Parameters
    ----------
    tokens : sequence of tuple
        The tokens.
    words : sequence of Word
        The same as words.
    found : sequence of tuple of int
        The capitalised runs.
    spans : list of (start, end, demonym)
        What the model found, in order.

    Returns
    -------
    list of (start, end, demonym)
        The spans in order; none overlaps another.

    Notes
    -----
    "the A and B Seas" names two seas. A name with "Group" or "Inc." after it is a company. A
    building that stands for a government is a place wherever it is named by itself.
    """
    kept = {(start, end): (start, end, demonym) for start, end, demonym in spans}
    starts = {token[0]: i for i, token in enumerate(tokens)} if spans else {}
    last_of = {end: i for i, (_, end, _) in enumerate(tokens)} if spans else {}
    for start, end, _ in spans:
        last = last_of[end]
        after = words[last + 1] if last + 1 < len(words) else words[last]
        if (after.capital and after.lower in _COMPANY) or words[last].lower in _COMPANY:
            del kept[start, end]
    covered = {i for s, e, _ in kept.values() for i in range(starts[s], last_of[e] + 1)}
    for first, end in found:
        begin = first + (words[first].lower == "the")
        if covered.isdisjoint(range(begin, end)) and _stands_for(words[begin:end]):
            span = tokens[begin][0], tokens[end - 1][1]
            kept[span] = (*span, False)
        elif end - first > 1:
            _shared(tokens, words, (first, end), covered, kept)
    return sorted(kept.values())


def _stands_for(run: Sequence[Word]) -> bool:
    """Say whether a run is the name of a building or seat that stands for a government."""
    if not run or len(run) > _SEAT_WORDS:
        return False
    key = run[0].name if len(run) == 1 else named(" ".join(w.key for w in run))
    return is_metonym(key)


def _shared(
    tokens: Sequence[Token],
    words: Sequence[Word],
    run: Run,
    covered: set[int],
    kept: dict[tuple[int, int], Span],
) -> None:
    """Read "A and B Seas": both are names where the gazetteer has "A Sea" or "B Sea"."""
    first, end = run
    noun = SINGULARS.get(words[end - 1].lower, "")
    if not noun or PLURALS[words[end - 1].lower] in {"admin1", "admin2", "airfield"}:
        return
    spans = [(first, end - 1)]
    if first > 1 and words[first - 1].lower == "and" and words[first - 2].capital:
        start = first - 2
        while start and words[start - 1].capital:
            start -= 1
        spans.append((start, first - 1))
    for one, other in spans:
        key = " ".join(w.key for w in words[one:other])
        if covered.isdisjoint(range(one, other)) and named(f"{key} {noun}") != NOTHING:
            span = tokens[one][0], tokens[other - 1][1]
            kept[span] = (*span, False)
            covered.update(range(one, other))

"""Recognition: spans that may name places, proposed by the chain model and a few plain rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo.geoparse.attributes import contextual
from geo.geoparse.casing import recase
from geo.geoparse.chain import Chain
from geo.geoparse.rules import Span, by_rule, is_company, is_person
from geo.geoparse.runs import Run, runs
from geo.geoparse.tokens import Token, tokenise
from geo.geoparse.words import Word, word

__all__ = ["CHAIN", "Proposal", "Read", "propose", "recognise"]

CHAIN = (
    "best reading", "adjective", "inside, least", "inside, mean", "begins", "continues",
    "is an adjective", "goes on after", "goes on before", "words", "words of the run",
    "words of the run before", "words of the run after",
)  # fmt: skip
"""What the chain model tells of a proposal."""

_LEAST = 0.06
_NO_NEIGHBOUR = -1.0
_BY_RULE = (1.0, 0.0, 0.9, 0.9, 0.9, 0.0, 0.0, *[_NO_NEIGHBOUR] * 2)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that may name a place.

    Attributes
    ----------
    start, end : int
        Span in the clean text.
    demonym : bool
        Whether it was read as an adjective or a people.
    facts : tuple of float
        What `CHAIN` names.
    ruled : bool
        Whether a plain rule says that it is a place.
    """

    start: int
    end: int
    demonym: bool
    facts: tuple[float, ...]
    ruled: bool = False

    @property
    def span(self) -> Span:
        """Start, end and whether it is an adjective."""
        return self.start, self.end, self.demonym


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the recogniser read it.

    Attributes
    ----------
    tokens : list of tuple
        Its tokens.
    words : list of Word
        The same as words.
    proposals : list of Proposal
        Spans that may be places, in order; they may overlap.
    """

    tokens: list[Token]
    words: list[Word]
    proposals: list[Proposal]


def recognise(text: str, chain: Chain) -> Read:
    """Find the spans of a text that may name places.

    Parameters
    ----------
    text : str
        A clean text.
    chain : Chain
        The model.

    Returns
    -------
    Read
        Tokens, words and proposals.
    """
    tokens = tokenise(text)
    words = recase([word(token[2]) for token in tokens])
    return Read(tokens, words, propose(chain, tokens, words))


def propose(chain: Chain, tokens: Sequence[Token], words: Sequence[Word]) -> list[Proposal]:
    """Propose spans: the best reading of the model, and others that it thinks possible.

    Parameters
    ----------
    chain : Chain
        The model.
    tokens : sequence of tuple
        The tokens.
    words : sequence of Word
        The same as words.

    Returns
    -------
    list of Proposal
        In order; a span that plain rules take out is not among them.
    """
    found = runs(words)
    if not found:
        return []
    made = list(_read_runs(chain, tokens, words, found))
    for start, end in by_rule(tokens, words, found):
        made = [p for p in made if p.end <= start or end <= p.start]
        size = float(sum(start <= token[0] < end for token in tokens))
        facts = (*_BY_RULE, size, size, 0.0, 0.0)
        made.append(Proposal(start, end, demonym=False, facts=facts, ruled=True))
    return sorted(made, key=lambda p: (p.start, p.end))


@dataclass(frozen=True, slots=True)
class _Labels:
    """Columns of the labels: outside, beginning, inside, adjective."""

    outside: int
    begins: int
    inside: int
    adjective: int


def _read_runs(
    chain: Chain, tokens: Sequence[Token], words: Sequence[Word], found: Sequence[Run]
) -> Iterator[Proposal]:
    places = np.concatenate([np.arange(first, end) for first, end in found])
    emissions = chain.emissions(words, places, contextual(words, found))
    best = chain.best(emissions, found)
    chances = chain.chances(emissions, found).tolist()
    label = _Labels(*(chain.labels.index(name) for name in "OBID"))
    at = 0
    for first, end in found:
        stop = at + end - first
        rows = chances[at:stop]
        possible = min(row[label.outside] for row in rows) < 1.0 - _LEAST
        if possible and not is_person(words, (first, end)):
            read = _spans(best[at:stop])
            spans = _possible(rows, words[first:end], label) | read
            for (i, j), demonym in sorted(spans.items()):
                if is_company(words, first + j):
                    continue
                facts = _facts(rows, (i, j), label, best=(i, j) in read, demonym=demonym)
                yield Proposal(tokens[first + i][0], tokens[first + j - 1][1], demonym, facts)
        at = stop


def _spans(labels: Sequence[str]) -> dict[tuple[int, int], bool]:
    """Read labels as spans of words: the first, that after the last; whether an adjective."""
    made: dict[tuple[int, int], bool] = {}
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if label == "I" and start >= 0:
            continue
        if start >= 0:
            made[start, i] = False
        start = i if label in {"B", "I"} else -1
        if label == "D":
            made[i, i + 1] = True
    return made


def _possible(
    rows: Sequence[Sequence[float]], run: Sequence[Word], label: _Labels
) -> dict[tuple[int, int], bool]:
    """Find the spans of a run whose least probable label is still possible."""
    made: dict[tuple[int, int], bool] = {}
    for i, row in enumerate(rows):
        chance = row[label.begins]
        j = i + 1
        while chance >= _LEAST:
            ends = 1.0 - rows[j][label.inside] if j < len(rows) else 1.0
            if ends >= _LEAST and run[j - 1].capital:
                made[i, j] = False
            if j == len(rows):
                break
            chance = min(chance, rows[j][label.inside])
            j += 1
        if row[label.adjective] >= _LEAST:
            made[i, i + 1] = True
    return made


def _facts(
    rows: Sequence[Sequence[float]],
    span: tuple[int, int],
    label: _Labels,
    *,
    best: bool,
    demonym: bool,
) -> tuple[float, ...]:
    """Gather what `CHAIN` names."""
    i, j = span
    inside = [1.0 - row[label.outside] for row in rows[i:j]]
    return (
        float(best),
        float(demonym),
        min(inside),
        sum(inside) / len(inside),
        rows[i][label.begins],
        rows[i][label.inside],
        rows[i][label.adjective],
        rows[j][label.inside] if j < len(rows) else _NO_NEIGHBOUR,
        1.0 - rows[i - 1][label.outside] if i else _NO_NEIGHBOUR,
        float(j - i),
        float(len(rows)),
        float(i),
        float(len(rows) - j),
    )

"""Recognition: spans that may name places, proposed by the chain model and a few plain rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo.geoparse.attributes import contextual, setting
from geo.geoparse.casing import recase
from geo.geoparse.chain import Chain
from geo.geoparse.rules import Span, by_rule, is_company, is_disease, is_money, is_person, is_titled
from geo.geoparse.runs import Run, runs
from geo.geoparse.tokens import Tokens, tokenise
from geo.geoparse.words import Word, word

__all__ = ["CHAIN", "Proposal", "Read", "propose", "recognise"]

CHAIN = (
    "best reading", "adjective", "inside, least", "inside, mean", "begins", "continues",
    "is an adjective", "goes on after", "goes on before", "words", "words of the run",
    "words of the run before", "words of the run after",
)  # fmt: skip
"""What the chain model tells of a proposal."""

_LEAST = 0.06
_RUNS_MOST = 2000
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
    tokens : Tokens
        Its tokens.
    words : list of Word
        The same as words.
    proposals : list of Proposal
        Spans that may be places, in order; they may overlap.
    """

    tokens: Tokens
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
    words = recase([word(raw) for raw in tokens.words])
    return Read(tokens, words, propose(chain, tokens, words))


def propose(chain: Chain, tokens: Tokens, words: Sequence[Word]) -> list[Proposal]:
    """Propose spans: the best reading of the model, and others that it thinks possible.

    Parameters
    ----------
    chain : Chain
        The model.
    tokens : Tokens
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
    ruled = []
    for first, end in by_rule(words, found):
        size = float(end - first)
        facts = (*_BY_RULE, size, size, 0.0, 0.0)
        ruled.append(Proposal(tokens.starts[first], tokens.ends[end - 1], False, facts, ruled=True))
    ends = [p.end for p in ruled]
    made = ruled.copy()
    for proposal in _read_runs(chain, tokens, words, found):
        at = bisect_right(ends, proposal.start)
        if at == len(ruled) or proposal.end <= ruled[at].start:
            made.append(proposal)
    return sorted(made, key=lambda p: (p.start, p.end))


@dataclass(frozen=True, slots=True)
class _Labels:
    """Columns of the labels: outside, beginning, inside, adjective."""

    outside: int
    begins: int
    inside: int
    adjective: int


def _read_runs(
    chain: Chain, tokens: Tokens, words: Sequence[Word], found: Sequence[Run]
) -> Iterator[Proposal]:
    """Apply the model to the runs, some at a time, so that a long text needs no more memory."""
    known, ids = setting(words, found), chain.ids(words)
    label = _Labels(*(chain.labels.index(name) for name in "OBID"))
    for start in range(0, len(found), _RUNS_MOST):
        some = found[start : start + _RUNS_MOST]
        places = np.concatenate([np.arange(first, end) for first, end in some])
        emissions = chain.emissions(ids, places, contextual(words, some, known))
        best = chain.best(emissions, some)
        chances = chain.chances(emissions, some).tolist()
        at = 0
        for run in some:
            stop = at + run[1] - run[0]
            for i, j, demonym, facts in _read_run(
                words, run, best[at:stop], chances[at:stop], label
            ):
                if not is_money(tokens, j):
                    yield Proposal(tokens.starts[i], tokens.ends[j - 1], demonym, facts)
            at = stop


def _read_run(
    words: Sequence[Word],
    run: Run,
    best: Sequence[str],
    rows: Sequence[Sequence[float]],
    label: _Labels,
) -> Iterator[tuple[int, int, bool, tuple[float, ...]]]:
    """Give the spans of a run that are possible, with what `CHAIN` names."""
    first, end = run
    if min(row[label.outside] for row in rows) >= 1.0 - _LEAST or is_person(words, run):
        return
    read = _spans(best)
    spans = _possible(rows, words[first:end], label) | read
    for (i, j), demonym in sorted(spans.items()):
        none = is_company(words, first + j) or is_disease(words, first + i, first + j)
        if not (none or is_titled(words, first + i)):
            facts = _facts(rows, (i, j), label, best=(i, j) in read, demonym=demonym)
            yield first + i, first + j, demonym, facts


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

"""Recognition: the spans of a text that name places, by the chain model and a few plain rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.geoparse.attributes import contextual
from geo.geoparse.casing import recase
from geo.geoparse.chain import Chain
from geo.geoparse.rules import Span, amend
from geo.geoparse.runs import Run, runs
from geo.geoparse.tokens import Token, tokenise
from geo.geoparse.words import Word, word

__all__ = ["Read", "label_runs", "recognise"]

_BY_RULE = 0.9


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the recogniser read it.

    Attributes
    ----------
    tokens : list of tuple
        Its tokens.
    words : list of Word
        The same as words.
    spans : list of (start, end, demonym)
        Places, in order; none overlaps another.
    chances : list of float
        For each span the probability that it is a place at all.
    """

    tokens: list[Token]
    words: list[Word]
    spans: list[Span]
    chances: list[float]


def recognise(text: str, chain: Chain) -> Read:
    """Find the places that a text names.

    Parameters
    ----------
    text : str
        A clean text.
    chain : Chain
        The model.

    Returns
    -------
    Read
        Tokens, words and the spans of places.
    """
    tokens = tokenise(text)
    words = recase([word(token[2]) for token in tokens])
    found = runs(words)
    labelled = label_runs(chain, tokens, words, found)
    spans = amend(tokens, words, found, list(labelled))
    return Read(tokens, words, spans, [labelled.get(span, _BY_RULE) for span in spans])


def label_runs(
    chain: Chain, tokens: Sequence[Token], words: Sequence[Word], found: Sequence[Run]
) -> dict[Span, float]:
    """Apply a model to the runs of a text.

    Parameters
    ----------
    chain : Chain
        The model.
    tokens : sequence of tuple
        The tokens.
    words : sequence of Word
        The same as words.
    found : sequence of tuple of int
        The runs.

    Returns
    -------
    dict of (start, end, demonym) to float
        Spans in order, each with the probability that it is a place.
    """
    if not found:
        return {}
    places = np.concatenate([np.arange(first, end) for first, end in found])
    emissions = chain.emissions(words, places, contextual(words, found))
    labels = chain.best(emissions, found)
    inside = 1.0 - chain.chances(emissions, found)[:, chain.labels.index("O")]
    spans: dict[Span, float] = {}
    at = 0
    for first, end in found:
        stop = at + end - first
        for i, j, demonym in _spans(first, labels[at:stop]):
            chance = float(inside[at + i - first : at + j - first].min())
            spans[tokens[i][0], tokens[j - 1][1], demonym] = chance
        at = stop
    return spans


def _spans(first: int, labels: Sequence[str]) -> list[tuple[int, int, bool]]:
    """Read labels as spans of words: the first, that after the last, whether an adjective."""
    made: list[tuple[int, int, bool]] = []
    going = False
    for i, label in enumerate(labels, start=first):
        if label == "I" and going:
            made[-1] = (made[-1][0], i + 1, False)
            continue
        going = label in {"B", "I"}
        if label != "O":
            made.append((i, i + 1, label == "D"))
    return made

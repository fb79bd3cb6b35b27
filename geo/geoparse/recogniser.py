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
    """

    tokens: list[Token]
    words: list[Word]
    spans: list[Span]


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
    spans = label_runs(chain, tokens, words, found)
    return Read(tokens, words, amend(tokens, words, found, spans))


def label_runs(
    chain: Chain, tokens: Sequence[Token], words: Sequence[Word], found: Sequence[Run]
) -> list[Span]:
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
    list of (start, end, demonym)
        Spans in order.
    """
    if not found:
        return []
    places = np.concatenate([np.arange(first, end) for first, end in found])
    emissions = chain.emissions(words, places, contextual(words, found))
    labels = iter(chain.best(emissions, found))
    spans: list[Span] = []
    for first, end in found:
        spans += _spans(tokens, (first, end), [next(labels) for _ in range(first, end)])
    return spans


def _spans(tokens: Sequence[Token], run: Run, labels: Sequence[str]) -> list[Span]:
    made: list[Span] = []
    open_at = -1
    first, end = run
    for i, label in zip(range(first, end), labels, strict=True):
        if label == "I" and open_at >= 0:
            made[-1] = (made[-1][0], tokens[i][1], False)
            continue
        open_at = -1
        if label in {"B", "I"}:
            open_at = i
            made.append((tokens[i][0], tokens[i][1], False))
        elif label == "D":
            made.append((tokens[i][0], tokens[i][1], True))
    return made

"""Train the chain model of the recogniser with python-crfsuite and write it as arrays."""

from __future__ import annotations

import tempfile
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pycrfsuite
from train_corpora import Document
from train_swap import swapped

from geo.geoparse.attributes import contextual, setting, whole
from geo.geoparse.casing import recase
from geo.geoparse.chain import Chain
from geo.geoparse.lexicon import is_demonym
from geo.geoparse.runs import Run, runs
from geo.geoparse.tokens import Tokens, tokenise
from geo.geoparse.words import Word, word

SETTINGS = {"c1": 0.1, "c2": 0.4, "max_iterations": 80, "feature.minfreq": 1}


@dataclass(frozen=True, slots=True)
class Sample:
    """A document as the trainer sees it."""

    document: Document
    tokens: Tokens
    words: list[Word]
    runs: list[Run]
    attributes: list[list[str]]
    labels: list[str]
    copy: Sample | None = None


def sample(document: Document) -> Sample:
    """Read a document, and its copy with other names."""
    return replace(_read(document), copy=_read(swapped(document)))


def _read(document: Document) -> Sample:
    """Tokenise a document and give each word of its runs its label."""
    tokens = tokenise(document.text)
    words = recase([word(raw) for raw in tokens.words])
    found = runs(words)
    made = whole(words, found, contextual(words, found, setting(words, found)))
    return Sample(document, tokens, words, found, made, labels(document, tokens, words))


def labels(document: Document, tokens: Tokens, words: Sequence[Word]) -> list[str]:
    """Label words: B and I in a name, D for an adjective or people, O outside.

    GeoVirus leaves adjectives out on purpose, so there they are put in: its annotators' rule is
    known and must not teach the model that "Syrian" is none.
    """
    starts = tokens.starts
    made = ["O"] * len(starts)
    for gold in document.gold:
        i = bisect_left(starts, gold.start)
        if i < len(starts) and starts[i] == gold.start:
            made[i] = "B"
            for j in range(i + 1, len(starts)):
                if starts[j] >= gold.end:
                    break
                made[j] = "I"
    for i, w in enumerate(words):
        if not is_demonym(w.name):
            continue
        alone = i + 1 == len(made) or made[i + 1] != "I"
        if (made[i] == "B" and alone) or (made[i] == "O" and document.corpus == "geovirus"):
            made[i] = "D"
    return made


def fit(samples: Iterable[Sample]) -> Chain:
    """Train a model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for own in samples:
        for made in (own, own.copy):
            if made is not None:
                _add(trainer, made)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        return _arrays(path)


def _add(trainer: pycrfsuite.Trainer, made: Sample) -> None:
    at = 0
    for first, end in made.runs:
        length = end - first
        trainer.append(made.attributes[at : at + length], made.labels[first:end])
        at += length


def _arrays(path: str) -> Chain:
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    held = tagger.info()
    names = sorted(tagger.labels())
    column = {name: i for i, name in enumerate(names)}
    rows = {name: i for i, name in enumerate(sorted({a for a, _ in held.state_features}))}
    weights = np.zeros((len(rows), len(names)), np.float32)
    for (attribute, label), value in held.state_features.items():
        weights[rows[attribute], column[label]] = value
    steps = np.zeros((len(names), len(names)), np.float32)
    for (one, other), value in held.transitions.items():
        steps[column[one], column[other]] = value
    return Chain(rows, weights, tuple(names), steps)


def write(chain: Chain, path: Path) -> None:
    """Write a model in half precision; what rounds to nothing is left out."""
    weights = chain.weights.astype(np.float16)
    kept = np.flatnonzero((np.abs(weights) > 0.01).any(axis=1))
    names = sorted(chain.rows, key=chain.rows.__getitem__)
    text = "\x00".join(names[i] for i in kept).encode()
    np.savez_compressed(
        path,
        attributes=np.frombuffer(text, np.uint8),
        labels=np.frombuffer("\x00".join(chain.labels).encode(), np.uint8),
        weights=weights[kept],
        steps=chain.steps,
    )

"""Train the judge of spans: which of those that the chain proposes are places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import train_recogniser
from train_corpora import Document
from train_recogniser import Sample
from train_trees import fit_trees

from geo.geoparse.chain import Chain
from geo.geoparse.evidence import Background
from geo.geoparse.judge import facts
from geo.geoparse.mention import mentions
from geo.geoparse.recogniser import Read, propose
from geo.geoparse.resolver import Rankers, look
from geo.geoparse.style import Style
from geo.geoparse.telephones import dialled
from geo.geoparse.trees import Trees

JUDGE = {
    "max_iter": 120,
    "learning_rate": 0.08,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
    "max_features": 0.3,
}


def fit(samples: Sequence[Sample], rankers: dict[int, Rankers], style: Style) -> Trees:
    """Train the judge on what models propose in documents that they have not seen.

    `rankers` holds for each fold those that have not seen it.
    """
    rows: list[Any] = []
    right: list[bool] = []
    for fold, without in rankers.items():
        chain = train_recogniser.fit(s for s in samples if s.document.fold != fold)
        for sample in samples:
            if sample.document.fold == fold:
                more = _judged(sample, chain, style, without)
                rows += more[0]
                right += more[1]
    return fit_trees(np.array(rows), np.array(right), np.ones(len(rows)), JUDGE)


def _judged(
    sample: Sample, chain: Chain, style: Style, rankers: Rankers
) -> tuple[list[Any], list[bool]]:
    """Give the facts of each proposal of a document, and whether annotators marked that span.

    GeoVirus leaves adjectives out on purpose, so there they tell nothing.
    """
    document: Document = sample.document
    gold = {(g.start, g.end) for g in document.gold}
    proposals = propose(chain, sample.tokens, sample.words)
    read = Read(sample.tokens, sample.words, proposals)
    found = mentions(document.text, sample.tokens, sample.words, [p.span for p in proposals])
    background = Background(style.chances(sample.words), dialled(document.text))
    made = facts(read, found, look(found, background, rankers))
    rows, right = [], []
    for proposal, row in zip(proposals, made, strict=True):
        if not (proposal.ruled or (proposal.demonym and document.corpus == "geovirus")):
            rows.append(row)
            right.append((proposal.start, proposal.end) in gold)
    return rows, right

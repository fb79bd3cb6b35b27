"""Train the ranker and the judge of its doubts with scikit-learn and write them as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from train_corpora import FOLDS, Document, Gold

from geo.geoparse.evidence import Evidence, evidence
from geo.geoparse.lexicon import is_demonym, named
from geo.geoparse.mention import mentions
from geo.geoparse.resolver import doubts, ranks
from geo.geoparse.tokens import tokenise
from geo.geoparse.trees import Trees
from geo.geoparse.words import word
from geo.text import normalise

RIGHT_KM = 161.0
RANK = {
    "max_iter": 200,
    "learning_rate": 0.06,
    "max_leaf_nodes": 24,
    "l2_regularization": 2.0,
    "min_samples_leaf": 15,
}
DOUBT = {
    "max_iter": 80,
    "learning_rate": 0.06,
    "max_leaf_nodes": 8,
    "l2_regularization": 5.0,
    "min_samples_leaf": 30,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A gold toponym with a point: its reading, and how far and how right each option is."""

    gold: Gold
    reading: int
    km: NDArray[np.float64]
    same: NDArray[np.bool_]

    @property
    def right(self) -> NDArray[np.bool_]:
        """What the scorer counts as right."""
        made: NDArray[np.bool_] = self.same | (self.km <= RIGHT_KM)
        return made

    @property
    def wanted(self) -> NDArray[np.bool_]:
        """What the ranker is to put first: the record itself, else what lies nearest."""
        if self.same.any():
            return self.same | (self.km <= 25.0)
        close = self.km <= 40.0
        return close if close.any() else self.km <= RIGHT_KM


@dataclass(frozen=True, slots=True)
class Weighed:
    """A document with the evidence for the options of its gold toponyms."""

    document: Document
    evidence: Evidence
    cases: list[Case]


def weigh(document: Document) -> Weighed:
    """Gather the evidence for the gold spans of a document."""
    tokens = tokenise(document.text)
    words = [word(token[2]) for token in tokens]
    spans = [(g.start, g.end, is_demonym(named(normalise(g.text), g.text))) for g in document.gold]
    known = evidence(mentions(document.text, tokens, words, spans))
    cases = []
    for gold, r in zip(document.gold, known.reading, strict=True):
        if gold.lat is None or gold.lon is None:
            continue
        features = [option.feature for option in known.blocks[r].options]
        km = _km(
            np.array([f.lat for f in features]),
            np.array([f.lon for f in features]),
            gold.lat,
            gold.lon,
        )
        wanted = str(gold.geonameid) if gold.geonameid else ""
        same = np.array([bool(wanted) and str(f.geonameid) == wanted for f in features], bool)
        cases.append(Case(gold, r, km, same))
    return Weighed(document, known, cases)


def _km(lat: NDArray[Any], lon: NDArray[Any], lat2: float, lon2: float) -> NDArray[np.float64]:
    a, b, c, d = np.radians(lat), np.radians(lon), np.radians(lat2), np.radians(lon2)
    h = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    made: NDArray[np.float64] = 2 * 6371.0088 * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return made


def rank_rows(
    weighed: Sequence[Weighed],
) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.float64]]:
    """Collect rows, labels and weights; a reading that comes often counts at most double."""
    rows, wanted, weights = [], [], []
    for made in weighed:
        counts: dict[tuple[int, bytes], int] = {}
        for case in made.cases:
            if len(case.km):
                key = (case.reading, case.wanted.tobytes())
                counts[key] = counts.get(key, 0) + 1
        for (r, label), count in counts.items():
            start, end = made.evidence.starts[r : r + 2]
            rows.append(made.evidence.rows[start:end])
            wanted.append(np.frombuffer(label, bool))
            weights.append(np.full(end - start, min(count, 4) ** 0.5))
    return np.concatenate(rows), np.concatenate(wanted), np.concatenate(weights)


def fit_ranker(weighed: Sequence[Weighed]) -> Trees:
    """Train the ranker."""
    rows, wanted, weights = rank_rows(weighed)
    return _fit(rows, wanted, weights, RANK)


def _fit(rows: Any, wanted: Any, weights: Any, settings: dict[str, Any]) -> Trees:
    model = HistGradientBoostingClassifier(early_stopping=False, random_state=0, **settings)
    return _trees(model.fit(rows, wanted, sample_weight=weights))


def _trees(model: HistGradientBoostingClassifier) -> Trees:
    """Take the trees out of scikit-learn's model."""
    column, left, right, limit, value, roots = [], [], [], [], [], []
    depth = 0
    for (predictor,) in model._predictors:  # noqa: SLF001
        nodes = predictor.nodes
        start = len(column)
        roots.append(start)
        for i, node in enumerate(nodes):
            leaf = bool(node["is_leaf"])
            column.append(0 if leaf else int(node["feature_idx"]))
            left.append(start + (i if leaf else int(node["left"])))
            right.append(start + (i if leaf else int(node["right"])))
            limit.append(np.inf if leaf else float(node["num_threshold"]))
            value.append(float(node["value"]) if leaf else 0.0)
            depth = max(depth, int(node["depth"]))
    return Trees(
        column=np.array(column, np.int32),
        left=np.array(left, np.int32),
        right=np.array(right, np.int32),
        limit=np.array(limit, np.float32),
        value=np.array(value, np.float32),
        roots=np.array(roots, np.int32),
        depth=depth,
        base=float(model._baseline_prediction.ravel()[0]),  # noqa: SLF001
    )


def doubt_rows(
    weighed: Sequence[Weighed], ranker: Trees
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Collect, for documents that the ranker has not seen, its doubts and whether it was right."""
    rows, right = [], []
    for made in weighed:
        if not len(made.evidence.rows):
            continue
        scores = ranker.score(made.evidence.rows)
        facts = doubts(made.evidence, scores, ranks(made.evidence, scores))
        for case in made.cases:
            if len(case.km):
                start, end = made.evidence.starts[case.reading : case.reading + 2]
                best = int(scores[start:end].argmax())
                rows.append(facts[case.reading])
                right.append(bool(case.right[best]))
    return np.array(rows), np.array(right)


def fit_doubter(weighed: Sequence[Weighed]) -> Trees:
    """Train the judge on rankers that have not seen the documents they rank."""
    rows, right = [], []
    for fold in range(FOLDS):
        seen = [w for w in weighed if w.document.fold != fold]
        kept = [w for w in weighed if w.document.fold == fold]
        if not seen or not kept:
            continue
        more = doubt_rows(kept, fit_ranker(seen))
        rows.append(more[0])
        right.append(more[1])
    facts = np.concatenate(rows)
    return _fit(facts, np.concatenate(right), np.ones(len(facts)), DOUBT)


def arrays(**models: Trees) -> dict[str, NDArray[Any]]:
    """Name the arrays of models for one file."""
    made: dict[str, NDArray[Any]] = {}
    for name, trees in models.items():
        for key in ("column", "left", "right", "roots", "limit", "value"):
            made[f"{name}.{key}"] = getattr(trees, key)
        made[f"{name}.depth"] = np.array(trees.depth)
        made[f"{name}.base"] = np.array(trees.base)
    return made

"""Train the rankers and the judge of their doubts with scikit-learn and write them as arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import train_style
from numpy.typing import NDArray
from train_corpora import Document, Gold
from train_trees import fit_choices, fit_trees

from geo.gazetteer import Feature
from geo.geoparse.blocks import block
from geo.geoparse.doubts import doubts
from geo.geoparse.evidence import Background, Evidence, evidence, look_again
from geo.geoparse.lexicon import is_demonym, named_as_written
from geo.geoparse.mention import Mention, mentions
from geo.geoparse.resolver import Rankers
from geo.geoparse.style import COUNTRIES, Style, country_class
from geo.geoparse.telephones import dialled
from geo.geoparse.tokens import tokenise
from geo.geoparse.trees import Trees
from geo.geoparse.words import Word, word

Doubts = tuple[list[NDArray[np.float32]], list[bool]]

RIGHT_KM = 161.0
RANK = {
    "max_iter": 180,
    "learning_rate": 0.07,
    "max_leaf_nodes": 14,
    "max_depth": 6,
    "l2_regularization": 2.0,
    "min_samples_leaf": 15,
}
DOUBT = {
    "max_iter": 80,
    "learning_rate": 0.06,
    "max_leaf_nodes": 8,
    "max_depth": 5,
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


def weigh_all(documents: Sequence[Document]) -> tuple[list[Weighed], Style]:
    """Gather the evidence of all documents; the style of each is judged by a model without it."""
    read = [_read(document) for document in documents]
    classes = [
        _country(found, document) for (_, found), document in zip(read, documents, strict=True)
    ]
    parts = [document.part for document in documents]
    judges = {}
    for part in set(parts):
        seen = [k for k in range(len(documents)) if parts[k] != part]
        judges[part] = train_style.fit([read[k][0] for k in seen], [classes[k] for k in seen])
    made = [
        _weigh(document, found, judges[document.part].chances(words))
        for document, (words, found) in zip(documents, read, strict=True)
    ]
    return made, train_style.fit([words for words, _ in read], classes)


def _read(document: Document) -> tuple[list[Word], list[Mention]]:
    tokens = tokenise(document.text)
    words = [word(raw) for raw in tokens.words]
    spans = [(g.start, g.end, is_demonym(named_as_written(g.text))) for g in document.gold]
    return words, mentions(document.text, tokens, words, spans)


def _country(found: Sequence[Mention], document: Document) -> int:
    """Class of the country in which most of the gold toponyms lie."""
    counts: Counter[int] = Counter()
    for mention, gold in zip(found, document.gold, strict=True):
        features = [option.feature for option in block(mention).options]
        if gold.lat is None or gold.lon is None or not features:
            continue
        case = _case(features, gold, 0)
        if case.right.any():
            counts[country_class(features[int(case.right.argmax())].country)] += 1
    return min(counts, key=lambda c: (-counts[c], c)) if counts else len(COUNTRIES) - 1


def _case(features: Sequence[Feature], gold: Gold, reading: int) -> Case:
    lat = np.array([f.lat for f in features])
    lon = np.array([f.lon for f in features])
    wanted = str(gold.geonameid) if gold.geonameid else ""
    same = np.array([bool(wanted) and str(f.geonameid) == wanted for f in features], bool)
    return Case(gold, reading, _km(lat, lon, float(gold.lat or 0), float(gold.lon or 0)), same)


def _weigh(document: Document, found: Sequence[Mention], written: Any) -> Weighed:
    known = evidence(found, Background(written, dialled(document.text)))
    cases = [
        _case([option.feature for option in known.blocks[r].options], gold, r)
        for gold, r in zip(document.gold, known.reading, strict=True)
        if gold.lat is not None and gold.lon is not None
    ]
    return Weighed(document, known, cases)


def _km(lat: NDArray[Any], lon: NDArray[Any], lat2: float, lon2: float) -> NDArray[np.float64]:
    a, b, c, d = np.radians(lat), np.radians(lon), np.radians(lat2), np.radians(lon2)
    h = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    made: NDArray[np.float64] = 2 * 6371.0088 * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return made


@dataclass(frozen=True, slots=True)
class Choices:
    """Rows, labels and weights of all options, choice by choice, and how many each choice has."""

    rows: NDArray[np.float32]
    wanted: NDArray[np.bool_]
    weights: NDArray[np.float64]
    sizes: list[int]


def choices(weighed: Sequence[Weighed]) -> Choices:
    """Collect what rankers learn from; a reading that comes often counts at most double."""
    rows, wanted, weights, sizes = [], [], [], []
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
            sizes.append(int(end - start))
    return Choices(np.concatenate(rows), np.concatenate(wanted), np.concatenate(weights), sizes)


def fit_rank(weighed: Sequence[Weighed]) -> Trees:
    """Train the ranker of the first look: of each option, whether it is right."""
    made = choices(weighed)
    return fit_trees(made.rows, made.wanted, made.weights, RANK)


def fit_again(weighed: Sequence[Weighed]) -> Trees:
    """Train the ranker of the second look: of each reading, which of its options."""
    made = choices(weighed)
    return fit_choices(made.rows, made.wanted, made.weights, made.sizes)


def doubt_rows(weighed: Sequence[Weighed], ranker: Trees) -> Doubts:
    """Collect, for documents that the ranker has not seen, its doubts and whether it was right."""
    rows, right = [], []
    for made in weighed:
        if not len(made.evidence.rows):
            continue
        scores = ranker.score(made.evidence.rows)
        facts = doubts(made.evidence, scores)
        for case in made.cases:
            if len(case.km):
                start, end = made.evidence.starts[case.reading : case.reading + 2]
                best = int(scores[start:end].argmax())
                rows.append(facts[case.reading])
                right.append(bool(case.right[best]))
    return rows, right


@dataclass(frozen=True, slots=True)
class Fitted:
    """The models of all documents, and for each fold those that have not seen it."""

    whole: Rankers
    without: dict[int, Rankers]


def fit_all(weighed: Sequence[Weighed]) -> Fitted:
    """Train both rankers and the judge, each on what those before it make of unseen documents.

    The first look that the second learns from is by models of all but a part of the documents, so
    that it is nearly as good as that of the whole.
    """
    folds = sorted({w.document.fold for w in weighed})
    rank = {fold: fit_rank(_but(weighed, fold)) for fold in folds}
    parts = sorted({w.document.part for w in weighed})
    first = {p: fit_rank([w for w in weighed if w.document.part != p]) for p in parts}
    looked = [
        replace(w, evidence=look_again(w.evidence, first[w.document.part].score(w.evidence.rows)))
        for w in weighed
    ]
    again = {fold: fit_again(_but(looked, fold)) for fold in folds}
    doubted = {
        fold: doubt_rows([w for w in looked if w.document.fold == fold], again[fold])
        for fold in folds
    }
    whole = Rankers(fit_rank(weighed), fit_again(looked), _fit_doubter(doubted, folds))
    without = {
        fold: Rankers(rank[fold], again[fold], _fit_doubter(doubted, set(folds) - {fold}))
        for fold in folds
    }
    return Fitted(whole, without)


def _but(weighed: Sequence[Weighed], fold: int) -> list[Weighed]:
    return [w for w in weighed if w.document.fold != fold]


def _fit_doubter(doubts: dict[int, Doubts], folds: Iterable[int]) -> Trees:
    rows = [row for fold in sorted(folds) for row in doubts[fold][0]]
    right = [sure for fold in sorted(folds) for sure in doubts[fold][1]]
    return fit_trees(np.array(rows), np.array(right), np.ones(len(rows)), DOUBT)


def arrays(models: dict[str, Trees]) -> dict[str, NDArray[Any]]:
    """Name the arrays of models for one file."""
    made: dict[str, NDArray[Any]] = {}
    for name, trees in models.items():
        for key in ("column", "below", "roots", "limit", "value"):
            made[f"{name}.{key}"] = getattr(trees, key)
        made[f"{name}.depth"] = np.array(trees.depth)
        made[f"{name}.base"] = np.array(trees.base)
    return made

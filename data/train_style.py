"""Train the judge of style: in which country a text is written, by its common words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from geo.geoparse.style import COUNTRIES, Style, vocabulary
from geo.geoparse.words import Word

LEAST_DOCUMENTS = 6
WORDS_KEPT = 1_500


def fit(texts: Sequence[Sequence[Word]], classes: Sequence[int]) -> Style:
    """Train on texts and the class of the country that most of their places lie in."""
    known = [vocabulary(words) for words in texts]
    counts = Counter(name for names in known for name in names)
    names = sorted(name for name, count in counts.items() if count >= LEAST_DOCUMENTS)
    column = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(known), len(names)), np.float32)
    for row, held in zip(rows, known, strict=True):
        row[[column[name] for name in held if name in column]] = 1.0
    model = LogisticRegression(C=0.02, max_iter=300)
    model.fit(rows, np.array(classes))
    weights = np.zeros((len(names), len(COUNTRIES)), np.float32)
    base = np.full(len(COUNTRIES), -10.0, np.float32)
    weights[:, model.classes_] = model.coef_.T
    base[model.classes_] = model.intercept_
    kept = np.sort(np.argsort(-np.abs(weights).max(axis=1), kind="stable")[:WORDS_KEPT])
    return Style({names[i]: n for n, i in enumerate(kept)}, weights[kept], base)


def write(style: Style, path: Path) -> None:
    """Write a model in half precision."""
    text = "\x00".join(sorted(style.rows, key=style.rows.__getitem__)).encode()
    np.savez_compressed(
        path,
        words=np.frombuffer(text, np.uint8),
        weights=style.weights.astype(np.float16),
        base=style.base,
    )

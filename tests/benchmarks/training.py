"""The training code of ``data/``, for benchmarks that train on folds."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from geo.geoparse.pipeline import Models

DATA = Path(__file__).resolve().parents[2] / "data"
os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(DATA))

corpora: Any = import_module("train_corpora")
recogniser: Any = import_module("train_recogniser")
resolver: Any = import_module("train_resolver")
judge: Any = import_module("train_judge")


def models(documents: list[Any]) -> Models:
    """Train all models on some documents."""
    samples = [recogniser.sample(d) for d in documents]
    weighed, style = resolver.weigh_all(documents)
    fitted = resolver.fit_all(weighed)
    spans = judge.fit(samples, fitted.without, style)
    return Models(recogniser.fit(samples), style, fitted.whole, spans)

"""Read the training corpora: documents with their toponyms, and the fold that each belongs to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

CORPORA = ("lgl", "trnews", "geovirus", "gwn")
FOLDS = 5
PARTS = 2 * FOLDS


@dataclass(frozen=True, slots=True)
class Gold:
    """A toponym as an annotator marked it."""

    start: int
    end: int
    text: str
    lat: float | None
    lon: float | None
    geonameid: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a corpus."""

    corpus: str
    name: str
    outlet: str
    text: str
    gold: tuple[Gold, ...]
    part: int
    fold: int


def _part(corpus: str, name: str, outlet: str) -> int:
    """Part of the corpora, half of a fold: by newspaper for LGL, by document elsewhere."""
    key = outlet if corpus == "lgl" else corpus + name
    return int(md5(key.encode(), usedforsecurity=False).hexdigest(), 16) % PARTS


def read(folder: Path, *, by_corpus: bool = False) -> list[Document]:
    """Read all documents of a folder, in a fixed order; a fold may be a corpus whole."""
    made = []
    for corpus in CORPORA:
        path = folder / f"{corpus}.jsonl"
        if path.exists():
            made += [
                _document(line, by_corpus) for line in path.read_text("utf-8").splitlines() if line
            ]
    return made


def _document(line: str, by_corpus: bool) -> Document:
    held = json.loads(line)
    gold = [
        Gold(t["start"], t["end"], t["text"], t["lat"], t["lon"], t.get("geonameid"))
        for t in held["toponyms"]
    ]
    gold.sort(key=lambda g: (g.start, g.end))
    corpus, name, outlet = held["corpus"], held["doc"], held.get("outlet", "")
    part = _part(corpus, name, outlet)
    fold = CORPORA.index(corpus) if by_corpus else part % FOLDS
    return Document(corpus, name, outlet, held["text"], tuple(gold), part, fold)

"""Read the training corpora: documents with their toponyms, and the fold that each belongs to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

CORPORA = ("lgl", "trnews", "geovirus", "gwn")
FOLDS = 5


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

    @property
    def fold(self) -> int:
        """Fold in cross-validation: by newspaper for LGL, by document elsewhere."""
        key = self.outlet if self.corpus == "lgl" else self.corpus + self.name
        return int(md5(key.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def read(folder: Path) -> list[Document]:
    """Read all documents of a folder, in a fixed order."""
    made = []
    for corpus in CORPORA:
        path = folder / f"{corpus}.jsonl"
        if path.exists():
            made += [_document(line) for line in path.read_text("utf-8").splitlines() if line]
    return made


def _document(line: str) -> Document:
    held = json.loads(line)
    gold = [
        Gold(t["start"], t["end"], t["text"], t["lat"], t["lon"], t.get("geonameid"))
        for t in held["toponyms"]
    ]
    gold.sort(key=lambda g: (g.start, g.end))
    return Document(held["corpus"], held["doc"], held.get("outlet", ""), held["text"], tuple(gold))

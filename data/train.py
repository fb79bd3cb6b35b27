"""Train the geoparser from a folder of corpora: one command, the same bytes each time.

Usage: python data/train.py CORPORA_DIR

Writes the model files of ``data/models`` and the list of their hashes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import train_judge
import train_recogniser
import train_resolver
import train_style
from train_corpora import read

from geo.gazetteer.encode import write_manifest

MODELS = Path(__file__).parent / "models"


def main() -> None:
    documents = read(Path(sys.argv[1]))
    print(f"{len(documents)} documents", file=sys.stderr)
    write_manifest(MODELS, [path.name for path in MODELS.glob("words.marisa")])
    samples = [train_recogniser.sample(d) for d in documents]
    train_recogniser.write(train_recogniser.fit(samples), MODELS / "recogniser.npz")
    weighed, style = train_resolver.weigh_all(documents)
    train_style.write(style, MODELS / "style.npz")
    fitted = train_resolver.fit_all(weighed)
    trees = {name: getattr(fitted.whole, name) for name in ("rank", "again", "doubt")}
    np.savez_compressed(MODELS / "resolver.npz", **train_resolver.arrays(trees))
    judge = {"judge": train_judge.fit(samples, fitted.without, style)}
    np.savez_compressed(MODELS / "judge.npz", **train_resolver.arrays(judge))
    names = sorted(path.name for path in MODELS.iterdir() if path.suffix in {".npz", ".marisa"})
    write_manifest(MODELS, names)
    for name in names:
        print(f"{name} {(MODELS / name).stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()

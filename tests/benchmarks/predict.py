"""Write the places that geo.geoparse finds in a folder of corpora, as corpora/score.py reads them.

Usage: python tests/benchmarks/predict.py CORPUS_DIR OUT.jsonl [--gold-spans]

CORPUS_DIR holds files of one JSON document a line: corpus, doc, text and, for --gold-spans, toponyms
with start and end. Nothing else of a document is read.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from geo.geoparse import Toponym, find_places, resolve


def row(toponym: Toponym) -> dict[str, object]:
    """Give a toponym the keys of the scorer."""
    feature = toponym.feature
    return {
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "role": toponym.role,
        "lat": None if feature is None else round(feature.lat, 6),
        "lon": None if feature is None else round(feature.lon, 6),
        "geonameid": None if feature is None else feature.geonameid,
        "confidence": toponym.confidence,
    }


def predict(document: dict[str, Any], *, gold_spans: bool) -> dict[str, Any]:
    """Find or resolve the places of one document."""
    text = document["text"]
    if gold_spans:
        found = resolve(text, [(g["start"], g["end"]) for g in document["toponyms"]])
    else:
        found = find_places(text)
    places = [row(toponym) for toponym in found]
    return {"corpus": document["corpus"], "doc": document["doc"], "places": places}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold-spans", action="store_true")
    args = parser.parse_args()
    lines = []
    for path in sorted(args.corpora.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line:
                made = predict(json.loads(line), gold_spans=args.gold_spans)
                lines.append(json.dumps(made, ensure_ascii=False) + "\n")
    args.out.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()

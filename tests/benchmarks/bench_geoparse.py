"""Geoparsing by cross-validation on the corpora, its calibration, and its speed.

Usage: python tests/benchmarks/bench_geoparse.py [CORPORA_DIR] [--by-corpus] [--speed]

Each document is read by models that have not seen it: folds by newspaper for LGL, by document
elsewhere, or (--by-corpus) each corpus left out whole. score.py of the corpora folder does the scoring.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import peers_spacy
import training
from predict import row

from geo.gazetteer import Feature, names
from geo.geodesy import distance as geodesic
from geo.geoparse import Toponym, blocks, find_places
from geo.geoparse.chain import Chain
from geo.geoparse.lexicon import named
from geo.geoparse.pipeline import shipped, toponyms
from geo.geoparse.recogniser import recognise
from geo.geoparse.words import word

HOME = Path(__file__).resolve().parents[2]
CORPORA = training.corpora.CORPORA
Document = Any
LOSSES = (
    "right",
    "not recognised",
    "wrong, right one there",
    "unresolved, right one there",
    "right one not among the candidates",
    "false and resolved",
    "false, left unresolved",
)
RIGHT_KM = 161.0
ROUNDS = 5
TOWNS = ("Raqqa", "Oslo", "Moscow", "Tehran", "Lagos", "Toronto", "Lima", "Nairobi")
TARGETS = {
    "recognition, exact F1": (0.87, 0.92, 0.94, 0.85),
    "resolution, accuracy161": (0.90, 0.93, 0.84, 0.80),
    "end to end, F1": (0.84, 0.92, 0.82, 0.82),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="?", type=Path, default=HOME.parent / "shared" / "corpora")
    parser.add_argument("--by-corpus", action="store_true")
    parser.add_argument("--speed", action="store_true", help="the speed alone")
    args = parser.parse_args()
    if not args.corpora.exists():
        print(f"geoparsing: no corpora at {args.corpora}")
        return
    documents = training.corpora.read(args.corpora, by_corpus=args.by_corpus)
    if not args.speed:
        cross_validate(documents, args.corpora)
    speed(documents)


def cross_validate(documents: list[Document], corpora: Path) -> None:
    """Predict each document by models without its fold, score, and print beside the targets."""
    lines: dict[str, list[str]] = {"end-to-end": [], "gold-spans": []}
    lost: Counter[tuple[str, str]] = Counter()
    folds = sorted({d.fold for d in documents})
    start = time.perf_counter()
    with ProcessPoolExecutor() as pool:
        waiting = [pool.submit(predict, documents, fold) for fold in folds]
        for fold, future in zip(folds, waiting, strict=True):
            found, more = future.result()
            lost += more
            for mode, rows in found.items():
                lines[mode] += rows
            print(f"fold {fold}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    made = {mode: scored(rows, corpora, mode) for mode, rows in lines.items()}
    ours = {
        "recognition, exact F1": [
            made["end-to-end"][c]["recognition_exact"]["f1"] for c in CORPORA
        ],
        "resolution, accuracy161": [made["gold-spans"][c]["accuracy161"] for c in CORPORA],
        "end to end, F1": [made["end-to-end"][c]["end_to_end161"]["f1"] for c in CORPORA],
    }
    print(f"{'geoparsing, cross-validated (target)':38}" + "".join(f"{c:>16}" for c in CORPORA))
    for name, values in ours.items():
        cells = (f"{v:.3f} ({t:.2f})" for v, t in zip(values, TARGETS[name], strict=True))
        print(f"{name:38}" + "".join(f"{cell:>16}" for cell in cells))
    print("right place, also by id               ", end="")
    print("".join(f"{made['gold-spans'][c]['right_place']:>16.3f}" for c in CORPORA))
    pooled = made["gold-spans"]["pooled"]
    print(
        f"calibration on gold spans: {pooled['kept_share']:.1%} kept at 0.7 (85 %), "
        f"{pooled['kept_right']:.1%} of them right (95 %), error {pooled['ece']:.3f} (.03)"
    )
    print("end to end, mentions with a point, by what became of them")
    for name in LOSSES:
        print(f"  {name:46}" + "".join(f"{lost[c, name]:>10,}" for c in CORPORA))


def predict(
    documents: list[Document], fold: int
) -> tuple[dict[str, list[str]], Counter[tuple[str, str]]]:
    """Predict the documents of a fold by models trained on the others, and count what is lost."""
    models = training.models([d for d in documents if d.fold != fold])
    made: dict[str, list[str]] = {"end-to-end": [], "gold-spans": []}
    lost: Counter[tuple[str, str]] = Counter()
    for document in documents:
        if document.fold == fold:
            spans = [(g.start, g.end) for g in document.gold]
            found = toponyms(document.text, models=models)
            made["end-to-end"].append(line(document, found))
            lost.update((document.corpus, name) for name in losses(document, found))
            known = toponyms(document.text, spans=spans, guess=False, models=models)
            made["gold-spans"].append(line(document, known))
    return made, lost


def losses(document: Document, found: tuple[Toponym, ...]) -> Iterator[str]:
    """Say what became of each gold toponym with a point, and of each span that is none."""
    free = [t for t in found if not (document.corpus == "geovirus" and t.role == "demonym")]
    for gold in document.gold:
        own = next((t for t in free if t.start < gold.end and gold.start < t.end), None)
        if own is not None:
            free.remove(own)
        if gold.lat is None:
            continue
        if own is None:
            yield "not recognised"
        elif own.feature is not None and right(own.feature, gold):
            yield "right"
        elif not any(right(c.feature, gold) for c in own.candidates):
            yield "right one not among the candidates"
        else:
            yield "wrong, right one there" if own.feature else "unresolved, right one there"
    for toponym in free:
        yield "false and resolved" if toponym.feature else "false, left unresolved"


def right(feature: Feature, gold: Any) -> bool:
    """Say whether a feature is what an annotator meant, as score.py does."""
    if gold.geonameid and str(feature.geonameid) == str(gold.geonameid):
        return True
    return geodesic(feature.lon, feature.lat, gold.lon, gold.lat, unit="km") <= RIGHT_KM


def line(document: Document, found: tuple[Toponym, ...]) -> str:
    """Write a document's places as score.py reads them."""
    places = [row(toponym) for toponym in found]
    return json.dumps({"corpus": document.corpus, "doc": document.name, "places": places}) + "\n"


def scored(lines: list[str], corpora: Path, mode: str) -> dict[str, dict[str, Any]]:
    """Run score.py."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        path.write_text("".join(lines), "utf-8")
        keep = os.environ.get("KEEP_PREDICTIONS")
        if keep:
            (Path(keep) / f"{mode}.jsonl").write_text("".join(lines), "utf-8")
        call = [sys.executable, str(corpora / "score.py"), str(path), "--mode", mode, "--json"]
        out = subprocess.run(call, capture_output=True, check=True, text=True).stdout
    made: dict[str, dict[str, Any]] = json.loads(out)
    return made


def speed(documents: list[Document]) -> None:
    """Time recognition cold and warm, and all of it, on one core; words are split at white space.

    Each round times every column once, spaCy's recognition too where it is; medians are printed.
    """
    texts = [d.text for d in documents[::5]]
    words = sum(len(text.split()) for text in texts)
    chain = shipped().chain
    find_places("Paris")

    def timed(work: Callable[[str], object], *, cold: bool) -> float:
        if cold:
            forget(chain)
        start = time.process_time()
        for text in texts:
            work(text)
        return time.process_time() - start

    columns: dict[str, Callable[[], float]] = {
        "recognition, cold (80,000)": lambda: timed(lambda t: recognise(t, chain), cold=True),
        "recognition, warm (150,000)": lambda: timed(lambda t: recognise(t, chain), cold=False),
        "recognition and resolution, cold (30,000)": lambda: timed(find_places, cold=True),
        "recognition and resolution, warm": lambda: timed(find_places, cold=False),
    }
    with peers_spacy.recogniser() as spent:
        if spent is not None:
            columns["spaCy's small model, recognition alone"] = lambda: spent(texts)
        rounds = [{name: run() for name, run in columns.items()} for _ in range(ROUNDS)]
    print(f"words a second on one core, {words} words of {len(texts)} documents, medians")
    for name in columns:
        print(f"  {name:44}{words / statistics.median(r[name] for r in rounds):>10,.0f}")
    if spent is None:
        print(f"  {peers_spacy.HOW}")
    long(" ".join(texts).split())


def long(words: list[str]) -> None:
    """Time one text of up to 200,000 words, and one of up to 50,000 mentions."""
    whole = words * (1 + 200_000 // len(words))
    for count in (50_000, 200_000):
        told(" ".join(whole[:count]))
    for count in (12_500, 50_000):
        told(" ".join(f"They went from Aleppo to {name}." for name in TOWNS * (count // 16)))


def told(text: str) -> None:
    """Print what one text takes."""
    start = time.process_time()
    count = len(find_places(text))
    took = time.process_time() - start
    print(f"  one text of {len(text.split()):,} words, {count:,} mentions: {took:.2f} s")


def forget(chain: Chain) -> None:
    """Empty what is kept of words and names."""
    chain.cache.ids.clear()
    word.cache_clear()
    named.cache_clear()
    blocks._block.cache_clear()
    names.candidates.cache_clear()


if __name__ == "__main__":
    main()

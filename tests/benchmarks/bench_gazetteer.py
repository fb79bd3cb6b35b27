"""Candidate ceiling with its losses by class; times of opening, look-ups and point in polygon."""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import psutil
import shapely

from geo.gazetteer import area, candidates, contains, feature, fuzzy, longer, store
from geo.gazetteer.feature import AREA_KINDS
from geo.gazetteer.near import apart_km
from geo.gazetteer.tables import folder
from geo.text import normalise

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
RIGHT_KM = 161.0
SHAPES = (
    ("road", r"\b(street|st|avenue|ave|road|rd|route|highway|hwy|interstate|boulevard|blvd|i-\d+|us \d+)\b"),
    ("facility", r"university|college|school|airport|hospital|stadium|park\b|church|bridge|prison|center"),
    ("natural", r"\b(river|lake|mount|mt|island|valley|creek|bay|gulf|sea|peninsula|coast|beach|desert)\b"),
    ("township or county", r"\b(township|twp|county|co|parish|district)\b"),
)  # fmt: skip


def right(mention: dict, point: tuple[float, float], *ways) -> bool:
    """Say whether a candidate is the gold's id or within 161 km of it."""
    gold = mention.get("geonameid")
    text = mention["text"]
    for named in next((found for way in ways if (found := way(text))), ()):
        found = named.feature
        if gold and str(found.geonameid) == str(gold):
            return True
        if apart_km(point, (found.lon, found.lat)) <= RIGHT_KM:
            return True
    return False


def inside(mention: dict, point: tuple[float, float]) -> bool:
    """Say whether the gold's point lies within the area of a candidate that is a wide one."""
    for named in candidates(mention["text"]):
        found = named.feature
        if found.kind in AREA_KINDS and found.area_id:
            shape = area(found)
            if shape is not None and shapely.intersects_xy(shape, *point):
                return True
    return False


def loss(mention: dict) -> str:
    """Name the class of a mention that has no right candidate."""
    found = candidates(mention["text"])
    if found:
        top = found[0].feature.kind
        return (
            f"other {top}" if top in {"country", "admin1", "region", "continent"} else "other place"
        )
    text = mention["text"].lower()
    return next((name for name, shape in SHAPES if re.search(shape, text)), "no candidate")


def ceiling(path: Path) -> None:
    """Print the share of gold that has a right candidate, and the losses by class.

    "ceiling" counts candidates within 161 km of the gold's point or with its GeoNames id, as
    `geocode` finds them; "as spelt" leaves out what is found because the name says a part or the
    kind of a place; "inside" also counts a country, unit, region or sea whose polygon holds the
    gold's point.
    """
    print(
        f"{'corpus':10} {'gold':>6} {'has one':>8} {'ceiling':>8} {'as spelt':>8} {'inside':>8}   losses by class"
    )
    lost: dict[str, list[str]] = defaultdict(list)
    for corpus in ("lgl", "trnews", "geovirus", "gwn"):
        file = path / f"{corpus}.jsonl"
        total = good = spelt = within = 0
        losses: Counter[str] = Counter()
        for line in file.read_text("utf-8").splitlines():
            for mention in json.loads(line)["toponyms"]:
                if mention["lat"] is None:
                    continue
                total += 1
                at = (mention["lon"], mention["lat"])
                spelt += right(mention, at, candidates, fuzzy)
                if right(mention, at, candidates, longer, fuzzy):
                    good += 1
                    within += 1
                else:
                    within += inside(mention, at)
                    losses[loss(mention)] += 1
                    lost[corpus].append(
                        f"{mention['text']} ({mention['lat']:.1f}, {mention['lon']:.1f})"
                    )
        shown = ", ".join(f"{k} {v}" for k, v in losses.most_common())
        print(
            f"{corpus:10} {total:6} {good:8} {good / total:8.4f} {spelt / total:8.4f} {within / total:8.4f}   {shown}"
        )
    if "--lost" in sys.argv:
        for corpus, rows in lost.items():
            for text, count in Counter(rows).most_common():
                print(corpus, count, text)


def microseconds(action, things: list, passes: int = 3) -> list[float]:
    """Time an action on each thing with nothing remembered: the best of a few passes."""
    best = [float("inf")] * len(things)
    for _ in range(passes):
        for cached in (normalise, candidates, store.at):
            cached.cache_clear()
        for i, thing in enumerate(things):
            start = time.perf_counter()
            action(thing)
            best[i] = min(best[i], time.perf_counter() - start)
    return sorted(seconds * 1e6 for seconds in best)


def names(count: int) -> list[str]:
    """Take names from the table at even steps."""
    from geo.gazetteer.store import embedded

    trie = embedded().trie
    return [trie.restore_key(i) for i in range(0, len(trie), len(trie) // count)][:count]


def opening() -> float:
    """Time the opening of the store in a new process, imports left out."""
    code = (
        "import time, geo.gazetteer as g, geo.gazetteer.store as s;"
        "t=time.perf_counter(); s.stack(); g.candidates('Aleppo')[0].feature;"
        "print((time.perf_counter()-t)*1e3)"
    )
    root = Path(__file__).resolve().parents[2]
    runs = [
        float(
            subprocess.run(
                [sys.executable, "-c", code], cwd=root, capture_output=True, check=True
            ).stdout
        )
        for _ in range(7)
    ]
    return min(runs)


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument(
        "--lost", action="store_true", help="list the mentions that have no candidate"
    )
    args = parser.parse_args()
    if args.corpora.is_dir():
        ceiling(args.corpora)
    else:
        print(f"no corpora in {args.corpora}: the ceiling is not measured")
    print(f"\nopening (hashes checked)       {opening():8.1f} ms")
    some = names(20_000)
    look = microseconds(candidates, some)
    all_of = microseconds(lambda n: [x.feature for x in candidates(n)], some)
    typos = [
        n[: len(n) // 2] + n[len(n) // 2 + 1 :] for n in some[::100] if n.isascii() and len(n) > 5
    ]
    near = microseconds(fuzzy.__wrapped__, typos)
    for label, times in (
        ("exact look-up, candidates", look),
        ("  with every feature made", all_of),
        ("fuzzy look-up", near),
    ):
        print(
            f"{label:28} {statistics.median(times):10.1f} us median {times[int(len(times) * 0.95)]:10.1f} us p95"
        )
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(-180, 180, 100_000), np.degrees(np.arcsin(rng.uniform(-1, 1, 100_000)))
    for label in ("contains, 100,000 points", "  a second time"):
        start = time.perf_counter()
        contains(lon, lat)
        print(f"{label:28} {(time.perf_counter() - start) * 10:10.1f} us a point")
    print(f"{'resident memory':28} {memory():10.1f} MB after a thousand look-ups")
    size = sum(p.stat().st_size for p in (folder() / "tables").iterdir())
    print(f"{'tables':28} {size / 1e6:10.1f} MB; {feature('geonames:170063').name} is there")


def memory() -> float:
    """Measure a new process after a thousand look-ups."""
    code = (
        "import json, sys, psutil, geo.gazetteer as g;"
        "[[c.feature for c in g.candidates(n)] for n in json.load(sys.stdin)];"
        "print(psutil.Process().memory_info().rss/1e6)"
    )
    root = Path(__file__).resolve().parents[2]
    given = json.dumps(names(1_000)).encode()
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, input=given, capture_output=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    assert psutil.__version__
    main()

"""Claims: right on labelled sentences, on synthetic stories with known answers, and how fast.

Run ``python tests/benchmarks/bench_claims.py``; it needs ``../shared`` beside the project.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from geo.article import Article  # noqa: E402
from geo.claims import check, extract_claims  # noqa: E402
from geo.geoparse import find_places  # noqa: E402

SHARED = ROOT.parent / "shared"
KINDS = {
    "distance+direction": "distance_direction",
    "containment+direction": "part_of",
    "rank/population": "rank",
    "route-length": "route_length",
    "border-length": "border_length",
}
WORDS = {"consistent": "supported", "inconsistent": "refuted", "can't tell": "undetermined"}
CORPORA = ("lgl", "trnews", "geovirus", "gwn")


def rows(path):
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def findings(text):
    article = Article(text=text)
    toponyms = find_places(article)
    return check(extract_claims(article, toponyms), toponyms, article=article)


def same(finding, row):
    """Whether a finding has the kind, the quantity and the direction of a label."""
    claim = finding.claim
    if claim.kind != KINDS.get(row["type"], row["type"]):
        return False
    if row["claimed_km"] and row["quantity"]:
        if claim.quantity is None:
            return False
        miles = abs(claim.quantity.value - row["quantity"]) < 1e-3 * row["quantity"]
        metres = abs(claim.quantity.metres / 1000 - row["claimed_km"]) < 1e-3 * row["claimed_km"]
        if not (miles or metres):
            return False
    return not row["direction"] or claim.direction == row["direction"]


def named(operand, name):
    if name is None:
        return True
    words = operand.text.lower() if operand else ""
    return bool(words) and (name.lower() in words or words in name.lower())


def ends(finding, row):
    """Whether both operands are those of the label; neighbours in either order."""
    claim = finding.claim
    pair = (claim.subject, claim.reference)
    right = all(named(*x) for x in zip(pair, (row["place_a"], row["place_b"]), strict=True))
    turned = all(named(*x) for x in zip(pair, (row["place_b"], row["place_a"]), strict=True))
    return right or (claim.kind == "adjacency" and turned)


def labelled():
    """Print the measures on the labelled sentences, each alone as the article."""
    count = Counter()
    for row in rows(SHARED / "claims" / "dev.jsonl"):
        found = findings(row["sentence"])
        hits = [f for f in found if same(f, row)]
        good = [f for f in hits if ends(f, row)]
        places = (row["place_a"], row["place_b"])
        if all(p is None or (p[0] != "(" and p in row["sentence"]) for p in places):
            count["named"] += 1
            count["extracted"] += bool(good)
        best = (good or [f for f in hits if named(f.claim.subject, row["place_a"])] or hits)[:1]
        verdict = best[0].verdict if best else "none"
        right = verdict == WORDS[row["verdict"]]
        if row["verdict"] == "consistent" and row["best_reading"] not in {None, "straight line"}:
            right = right or verdict == "depends"
        if row["confidence"] != "borderline":
            count["clear"] += 1
            count["right"] += right
        count["consistent"] += row["verdict"] == "consistent"
        count["accused"] += row["verdict"] == "consistent" and verdict == "refuted"
        count["inconsistent"] += row["verdict"] == "inconsistent"
        count["refuted"] += row["verdict"] == "inconsistent" and verdict == "refuted"
    show(
        "labelled: kind, quantity, direction, operands", count["extracted"], count["named"], "85 %"
    )
    show("labelled: verdict, rows not borderline", count["right"], count["clear"], "80 %")
    show(
        "labelled: consistent, called refuted", count["accused"], count["consistent"], "3 % at most"
    )
    show(
        "labelled: inconsistent, called refuted", count["refuted"], count["inconsistent"], "3 of 4"
    )


def synthetic(number=300, seed=7):
    """Print the measures on stories whose distances and directions are known."""
    feed = SHARED / "reliability" / "feed.py"
    count = Counter()
    with tempfile.TemporaryDirectory() as folder:
        order = [sys.executable, str(feed), "make", folder, "-n", str(number), "--seed", str(seed)]
        subprocess.run(order, check=True, capture_output=True)
        truth = {row["id"]: row for row in rows(Path(folder) / "truth.jsonl")}
        for row in rows(Path(folder) / "archive.jsonl"):
            found = [f for f in findings(row["text"]) if f.claim.kind in {"distance", "direction"}]
            for claim in truth[row["id"]]["claims"]:
                over = [
                    f
                    for f in found
                    if f.claim.start < claim["end"] and claim["start"] < f.claim.end
                ]
                verdict = over[0].verdict if over else "none"
                count[claim["type"], claim["verdict"], verdict] += 1
    for kind in ("distance", "direction"):
        for label, limit in (("refuted", "90 %"), ("supported", "1 % at most")):
            whole = sum(n for key, n in count.items() if key[:2] == (kind, label))
            word = "false" if label == "refuted" else "true"
            show(
                f"synthetic: {word} {kind}s, called refuted",
                count[kind, label, "refuted"],
                whole,
                limit,
            )


def speed():
    """Print how many articles of the corpora are read a second and core, places given."""
    texts = [row["text"] for name in CORPORA for row in rows(SHARED / "corpora" / f"{name}.jsonl")]
    ready = []
    for text in texts:
        article = Article(text=text)
        ready.append((article, find_places(article)))
    for label in ("first pass, areas not yet loaded", "second pass"):
        begin = time.process_time()
        for article, toponyms in ready:
            check(extract_claims(article, toponyms), toponyms)
        used = time.process_time() - begin
        print(
            f"{f'articles a second and core, {label}':58} {len(ready) / used:8.0f}   at least 300"
        )


def show(label, part, whole, limit):
    share = 100 * part / whole if whole else 0.0
    print(f"{label:58} {part:4d} / {whole:<4d} {share:5.1f} %   asked: {limit}")


def main():
    """Print all measures."""
    if not SHARED.is_dir():
        print("bench_claims: no ../shared beside the project, nothing to measure")
        return
    labelled()
    synthetic()
    speed()


if __name__ == "__main__":
    main()

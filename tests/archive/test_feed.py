"""Facts about an archive with known answers: every row is an article or an error, and once."""

import contextlib
import json
import os
import shutil
from collections import Counter

import psutil
import pytest
from conftest import STANDIN, bytes_of, table_of, tables_of

from geo.archive import run
from geo.archive.tables import TABLES

LEAST = {
    "places": 0.99, "within 30 km": 0.985, "country": 0.995, "claims": 0.99, "figures": 0.99,
    "verdict as expected": 0.96,
}  # fmt: skip

REASONS = {
    "missing_text": "no-text", "null_text": "no-text", "empty_text": "empty-text",
    "wrong_type": "wrong-type", "bad_json": "bad-json", "null_id": "no-id",
    "dup_id": "duplicate", "dup_row": "duplicate", "poison_raise": "raised",
}  # fmt: skip


def write(feed, folder, count, rates):
    """Write an archive with broken rows; gives what each line of it is."""
    lines, known = [], set()
    with (folder / "archive.jsonl").open("wb") as file:
        for number, (record, truth, fault) in enumerate(feed.rows(count, 1, 0, rates), 1):
            line = json.dumps(record, ensure_ascii=False).encode()
            if fault == "bad_json":
                line = line[: len(line) // 2]
            elif fault == "bad_utf8":
                line = line[:-2] + b' \xff\xfe caf\xe9"}'
            elif fault == "blank_line":
                line = b""
            file.write(line + b"\n")
            if fault in {"dup_id", "dup_row"} and record["id"] not in known:
                fault = "first of its id"  # noqa: PLW2901 (the one before it was broken)
            if REASONS.get(fault, "raised") == "raised" and fault != "blank_line":
                known.add(record["id"])
            lines.append((number, fault, truth))
    return lines


def account(found, lines):
    """Check that each line is where it belongs, and nowhere else."""
    articles = {a["row"] for a in found["articles"]}
    errors = {e["row"]: e["reason"] for e in found["errors"]}
    assert len(articles) == len(found["articles"])
    assert len(errors) == len(found["errors"])
    for number, fault, _ in lines:
        if fault == "blank_line":
            assert number not in articles
            assert number not in errors
        elif fault in REASONS:
            assert errors[number] == REASONS[fault], (number, fault)
            assert number not in articles
        else:
            assert number in articles, (number, fault)
            assert number not in errors


def test_every_broken_row_is_recorded_with_its_true_reason(feed, tmp_path, cluster):
    rates = dict.fromkeys([*REASONS, "blank_line", "bad_utf8", "nul", "hostile"], 0.02)
    lines = write(feed, tmp_path, 300, rates)
    assert {fault for _, fault, _ in lines} >= {*REASONS, None}
    done = run(
        tmp_path / "archive.jsonl", tmp_path / "out", scheduler=cluster, chunk=64, analysis=STANDIN
    )
    assert done.exit_code == 3
    account(tables_of(tmp_path / "out"), lines)


def answers(found, lines, feed):
    """Give the shares of expected places and claims that are there, and right."""
    by_article = {}
    for name in ("places", "claims"):
        for row in found[name]:
            by_article.setdefault(row["article_id"], {}).setdefault(name, []).append(row)
    hits, expected = Counter(), Counter()
    for _, _, truth in lines:
        if truth is None:
            continue
        there = by_article.get(truth["id"], {})
        for name in ("places", "claims"):
            for x in truth[name]:
                found = [
                    row
                    for row in there.get(name, ())
                    if row["start"] < x["end"] and row["end"] > x["start"]
                ]
                judged = right_place if name == "places" else right_claim
                expected[name] += 1
                hits[name] += bool(found)
                for word, right in judged(x, found, feed).items():
                    expected[word] += 1
                    hits[word] += right
    return {word: hits[word] / count for word, count in expected.items()}


def right_place(x, found, feed):
    """Say whether a city's place is within 30 km; countries have no point to measure to."""
    if x["lat"] is None:
        return {"country": any(row["country"] == x["cc"] for row in found)}
    at = (x["lat"], x["lon"])
    near = (feed.inverse((r["lat"], r["lon"]), at)[0] <= 30 for r in found if r["lat"] is not None)
    return {"within 30 km": any(near)}


def right_claim(x, found, feed):
    """Say whether the figure was read as it stands there, and what the verdict is."""
    found = [row for row in found if row["kind"] == x["type"]]
    other = {"supported": "refuted", "refuted": "supported"}[x["verdict"]]
    said = {row["verdict"] for row in found}
    made = {"verdict as expected": x["verdict"] in said, "opposite verdict": said == {other}}
    if x["type"] == "distance":
        exact = (abs(row["quantity"]["metres"] - 1000 * x["km"]) < 1 for row in found)
        made["figures"] = any(exact)
    return made


def test_expected_places_and_distances_are_there(feed, tmp_path):
    lines = write(feed, tmp_path, 60, {"bad_json": 0.05})
    done = run(tmp_path / "archive.jsonl", tmp_path / "out", workers=1, chunk=20)
    found = tables_of(tmp_path / "out")
    account(found, lines)
    assert done.articles == len(found["articles"]) > 50
    check(answers(found, lines, feed))
    for row in found["places"]:
        assert row["text"]
        assert (row["geometry"] is None) == (row["lon"] is None)


def check(share):
    """Compare the shares with those that were measured on 20,000 articles, less some slack."""
    for word, least in LEAST.items():
        assert share[word] > least, (word, share)
    assert share["opposite verdict"] < 0.01, share


@pytest.mark.sweep
def test_twenty_thousand_articles_are_the_same_whatever_computes_them(
    feed, tmp_path, cluster_of_processes, capsys
):
    faults = {*REASONS, "blank_line", "bad_utf8", "nul", "hostile"} - {"poison_raise"}
    rates = dict.fromkeys(sorted(faults), 0.002)  # the real analysis obeys no poison
    count = int(os.environ.get("DATELINE_FEED", "20000"))
    lines = write(feed, tmp_path, count, rates)
    ways = {
        "two": {"workers": 2, "chunk": 500},
        "one": {"workers": 1, "chunk": 333},
        "cluster": {"scheduler": cluster_of_processes.address, "chunk": 500},
    }
    largest = Largest()
    for name, options in ways.items():
        options |= {"seconds": 1200.0, "progress": largest.look}  # a machine that pauses is slow
        done = run(tmp_path / "archive.jsonl", tmp_path / name, **options)
        with capsys.disabled():
            print(f"\n{name}: {done.seconds:.0f} s, {done.errors}, {largest.size / 1e6:.0f} MB")
    assert bytes_of(tmp_path / "two") == bytes_of(tmp_path / "cluster")
    for name in TABLES:
        assert table_of(tmp_path / "two", name).equals(table_of(tmp_path / "one", name)), name
    shutil.rmtree(tmp_path / "one")
    assert largest.size < 600e6
    columns = {
        "articles": ["row"],
        "errors": ["row", "reason"],
        "places": ["article_id", "start", "end", "lon", "lat", "country"],
        "claims": ["article_id", "start", "end", "kind", "verdict", "quantity"],
    }
    found = {n: table_of(tmp_path / "two", n).select(c).to_pylist() for n, c in columns.items()}
    account(found, lines)
    share = answers(found, lines, feed)
    with capsys.disabled():
        print({word: round(value, 4) for word, value in share.items()})
    check(share)


class Largest:
    """The largest worker of this machine's clusters that was seen, in bytes."""

    def __init__(self):
        self.size = 0

    def look(self, progress):
        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if "spawn_main" in " ".join(child.cmdline()):
                    self.size = max(self.size, child.memory_info().rss)

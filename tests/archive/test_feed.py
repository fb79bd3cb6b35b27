"""Facts about an archive with known answers: every row is an article or an error, and once."""

import json

import pytest
from conftest import STANDIN, tables_of

from geo.archive import run

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


def answers(found, lines):
    """Give the shares of expected places and claims that are there."""
    by_article = {}
    for name in ("places", "claims"):
        for row in found[name]:
            by_article.setdefault(row["article_id"], {}).setdefault(name, []).append(row)
    share = {}
    for name in ("places", "claims"):
        expected = [(t["id"], x) for _, _, t in lines if t for x in t[name]]
        there = sum(
            any(
                row["start"] < x["end"] and row["end"] > x["start"]
                for row in by_article.get(article, {}).get(name, ())
            )
            for article, x in expected
        )
        share[name] = there / len(expected)
    return share


def test_expected_places_and_distances_are_there(feed, tmp_path):
    lines = write(feed, tmp_path, 60, {"bad_json": 0.05})
    done = run(tmp_path / "archive.jsonl", tmp_path / "out", workers=1, chunk=20)
    found = tables_of(tmp_path / "out")
    account(found, lines)
    assert done.articles == len(found["articles"]) > 50
    share = answers(found, lines)
    assert share["places"] > 0.97
    assert share["claims"] > 0.95
    for row in found["places"]:
        assert row["text"]
        assert (row["geometry"] is None) == (row["lon"] is None)


@pytest.mark.sweep
def test_twenty_thousand_articles_are_the_same_whatever_the_workers_and_chunks(feed, tmp_path):
    rates = dict.fromkeys([*REASONS, "blank_line", "bad_utf8", "nul", "hostile"], 0.002)
    lines = write(feed, tmp_path, 20_000, rates)
    results = []
    for workers, chunk in ((2, 500), (1, 333)):
        out = tmp_path / f"out{workers}"
        run(tmp_path / "archive.jsonl", out, workers=workers, chunk=chunk)
        results.append(tables_of(out))
    account(results[0], lines)
    assert results[0] == results[1]
    share = answers(results[0], lines)
    assert share["places"] > 0.97
    assert share["claims"] > 0.95

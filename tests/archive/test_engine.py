"""Facts about runs: what comes out depends on what goes in, and on nothing else."""

import json
from dataclasses import replace

import pytest
from conftest import STANDIN, bytes_of, story, tables_of

from geo.archive import Fields, run
from geo.archive.options import Options
from geo.archive.row import Row
from geo.archive.store import JOURNAL
from geo.archive.work import join, work
from geo.errors import ArticleError, Busy, CannotWrite, MissingInput, Unreachable, UsageError
from geo.files import hold


def rows(count):
    return [Row("a", i + 1, story(i)["id"], story(i)["text"]) for i in range(count)]


def test_a_chunk_that_was_cut_gives_the_same_bytes_as_a_whole_one():
    options = Options(analysis=STANDIN, memory=0)  # of this process, which holds other tests
    all_rows = rows(30)
    whole = work(all_rows, options)
    pieces = [work(all_rows[a:b], options, whole=False) for a, b in ((0, 7), (7, 8), (8, 30))]
    joined = join(pieces)
    assert joined.tables == whole.tables
    assert joined.counts == whole.counts
    assert joined.rows == whole.rows
    assert work(all_rows, options).tables == whole.tables, "a task that runs twice"


def test_rows_that_fit_no_table_are_an_error_of_their_article_alone():
    options = Options(analysis=STANDIN, memory=0)  # of this process, which holds other tests
    clean = work(rows(5), options)
    spoiled = rows(5)
    spoiled[2] = replace(spoiled[2], data=spoiled[2].data + " POISON:unfit")
    made = work(spoiled, options)
    assert made.counts["articles"] == made.rows["articles"] == 4
    assert made.counts["errors"] == {"raised": 1}
    assert made.tables.keys() == {*clean.tables, "errors"}


def test_tables_do_not_depend_on_the_size_of_a_chunk(archive, tmp_path, cluster):
    source = archive(60)
    results = []
    for size in (60, 7, 1):
        out = tmp_path / f"out{size}"
        done = run(source, out, chunk=size, scheduler=cluster, analysis=STANDIN)
        assert (done.articles, done.exit_code) == (60, 0)
        results.append(tables_of(out))
    assert results[0]["places"]
    assert results[0]["claims"]
    assert results[0] == results[1] == results[2]


def test_a_second_run_computes_nothing(archive, tmp_path, cluster):
    source, out = archive(30), tmp_path / "out"
    run(source, out, chunk=10, scheduler=cluster, analysis=STANDIN)
    before = bytes_of(out)
    again = run(source, out, chunk=10, scheduler="tcp://127.0.0.1:1", analysis=STANDIN)
    assert (again.reused, again.computed, again.articles) == (3, 0, 30)
    assert bytes_of(out) == before
    assert not (out / JOURNAL).exists()


def test_an_archive_that_grew_computes_what_is_new_alone(archive, tmp_path, cluster):
    out = tmp_path / "out"
    run(archive(20), out, chunk=10, scheduler=cluster, analysis=STANDIN)
    done = run(archive(35), out, chunk=10, scheduler=cluster, analysis=STANDIN)
    assert (done.reused, done.computed, done.articles) == (2, 15, 35)
    fresh = tmp_path / "fresh"
    run(archive(35), fresh, chunk=10, scheduler=cluster, analysis=STANDIN)
    assert bytes_of(out) == bytes_of(fresh)


@pytest.mark.parametrize("harm", ["cut", "flip", "remove", "stray"])
def test_a_spoiled_part_is_made_again(archive, tmp_path, cluster, harm):
    source, out = archive(20), tmp_path / "out"
    run(source, out, chunk=10, scheduler=cluster, analysis=STANDIN)
    before = bytes_of(out)
    part = min((out / "places").iterdir())
    data = part.read_bytes()
    if harm == "cut":
        part.write_bytes(data[:100])
    elif harm == "flip":
        part.write_bytes(data[:200] + bytes([data[200] ^ 1]) + data[201:])
    elif harm == "remove":
        part.unlink()
    else:
        (out / "places" / "000009-0123456789abcdef.parquet").write_bytes(b"PAR1")
        (out / "places" / ".000001-x.parquet.ab12.part").write_bytes(b"PAR1")
        (out / JOURNAL).write_bytes(b'{"index": 0, "key"')
    run(source, out, chunk=10, scheduler=cluster, analysis=STANDIN)
    assert bytes_of(out) == before


def test_the_one_article_to_blame_is_found(archive, tmp_path, cluster):
    clean, out = tmp_path / "clean", tmp_path / "out"
    poison = {3: "raise", 11: "hang", 17: "exit"}
    source = archive(24, poison)
    options = {"scheduler": cluster, "analysis": STANDIN, "seconds": 2.0, "chunk": 2}
    done = run(source, out, **options)
    assert done.exit_code == 3
    found = tables_of(out)
    assert [(e["article_id"], e["row"], e["reason"]) for e in found["errors"]] == [
        ("s00003", 4, "raised"),
        ("s00011", 12, "timeout"),
        ("s00017", 18, "killed"),
    ]
    assert done.errors == {"killed": 1, "raised": 1, "timeout": 1}
    run(archive(24), clean, **options)
    expected = tables_of(clean)
    for name in ("articles", "places", "claims"):
        kept = [r for r in expected[name] if int(r["article_id"][1:]) not in poison]
        assert found[name] == kept


def test_memory_is_bounded(archive, tmp_path):
    done = run(
        archive(6, {4: "memory"}), tmp_path / "out", workers=1, analysis=STANDIN,
        memory=300_000_000, seconds=30,
    )  # fmt: skip
    assert done.articles == 5
    assert sum(done.errors.values()) == 1
    assert set(done.errors) <= {"memory", "killed"}


@pytest.mark.sweep
def test_a_worker_that_has_grown_is_replaced_and_nobody_is_blamed(archive, tmp_path):
    done = run(
        archive(6, {1: "leak"}), tmp_path / "out", workers=1, analysis=STANDIN,
        memory=400_000_000, seconds=30,
    )  # fmt: skip
    assert done.articles >= 5
    blamed = {e["article_id"] for e in tables_of(tmp_path / "out")["errors"]}
    assert blamed <= {"s00001"}


def test_duplicates_are_recorded_and_the_first_is_kept(tmp_path, cluster):
    source = tmp_path / "a.jsonl"
    records = [story(1), story(2), {**story(3), "id": "s00001"}, story(2)]
    source.write_text("\n".join(map(json.dumps, records)))
    for size in (4, 1):
        out = tmp_path / f"out{size}"
        done = run(source, out, chunk=size, scheduler=cluster, analysis=STANDIN)
        assert done.errors == {"duplicate": 2}
        found = tables_of(out)
        assert [a["row"] for a in found["articles"]] == [1, 2]
        assert [e["row"] for e in found["errors"]] == [3, 4]


def test_summary_counts_what_the_tables_hold(archive, tmp_path, cluster):
    out = tmp_path / "out"
    done = run(archive(20, {2: "raise"}), out, chunk=6, scheduler=cluster, analysis=STANDIN)
    found = tables_of(out)
    said = json.loads((out / "summary.json").read_text("utf-8"))
    assert said["articles"] == done.articles == len(found["articles"]) == 19
    assert said["places"] == len(found["places"])
    assert said["claims"] == {"distance": {"undetermined": len(found["claims"])}}
    assert said["errors"] == {"raised": 1}
    assert said["words"] == sum(a["words"] for a in found["articles"])


def test_two_runs_on_one_folder_do_not_mix(archive, tmp_path, cluster):
    out = tmp_path / "out"
    out.mkdir()
    with hold(out / ".lock"), pytest.raises(Busy):
        run(archive(3), out, scheduler=cluster, analysis=STANDIN)
    assert not (out / "manifest.json").exists()


def test_what_cannot_be_done_is_said(archive, tmp_path, cluster, monkeypatch):
    monkeypatch.setattr("geo.archive.cluster._CONNECT", "1s")
    source = archive(3)
    options = {"scheduler": cluster, "analysis": STANDIN}
    with pytest.raises(MissingInput, match=r"nothing\.jsonl"):
        run(tmp_path / "nothing.jsonl", tmp_path / "out", **options)
    with pytest.raises(CannotWrite):
        run(source, source / "out", **options)
    with pytest.raises(UsageError, match="no field 'body'; it has id, text, title"):
        run(source, tmp_path / "out", fields=Fields(text="body"), **options)
    with pytest.raises(UsageError):
        run(source, tmp_path / "out", workers=2, **options)
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:9"):
        run(source, tmp_path / "out", scheduler="tcp://127.0.0.1:9", analysis=STANDIN)
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n\n")
    with pytest.raises(ArticleError, match="holds no article"):
        run(empty, tmp_path / "none", **options)
    assert not (tmp_path / "none" / "manifest.json").exists()


@pytest.mark.sweep
def test_rows_do_not_stay_in_memory(archive, tmp_path):
    import gc

    alive = []

    def look(_):
        alive.append(sum(isinstance(thing, Row) for thing in gc.get_objects()))

    run(archive(3000), tmp_path / "out", workers=1, chunk=50, analysis=STANDIN, progress=look)
    assert max(alive) < 50 * 25, "two tasks a worker, what is sent, and Dask's short logs"

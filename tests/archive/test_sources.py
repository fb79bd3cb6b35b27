"""Facts about input: every record is an article or an error with its place; none is lost."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from geo.archive import run
from geo.archive.row import BadRow, Fields, Row
from geo.archive.sources import find_sources, read_rows
from geo.archive.streams import open_stream
from geo.errors import ArticleError, MissingInput, UsageError


def read(where, fields=None, limit=10_000, kind=""):
    seen = []
    return [
        row
        for source in find_sources(where, kind)
        for row in read_rows(source, fields or Fields(), limit=limit, seen=seen.append)
    ]


def bad(found):
    return [(row.number, row.reason) for row in found if isinstance(row, BadRow)]


def texts(found):
    return [row.data for row in found if isinstance(row, Row)]


def write(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_lines_of_json_that_are_no_article_are_named_by_their_line(tmp_path):
    data = b"\n".join(
        [
            b'\xef\xbb\xbf{"id": "a", "text": "Oslo"}',
            b"",
            b'{"id": "b", "text": ',
            b'{"id": "c"}',
            b'{"id": null, "text": "x"}',
            b'{"id": "e", "text": 5}',
            b'{"id": "f", "text": "  "}',
            b'["a"]',
            b"[" * 100_000,
            b'{"id": "i", "text": "' + b"x" * 300_000 + b'"}',
            b'{"id": "j", "text": null}',
            b'{"id": "k", "text": "\\ud800 Homs \\u0000"}\r',
            b'{"id": "l", "text": "caf\xe9"}',
        ]
    )
    found = read(write(tmp_path, "a.jsonl", data), limit=200_000)
    assert bad(found) == [
        (3, "bad-json"), (4, "no-text"), (5, "no-id"), (6, "wrong-type"), (7, "empty-text"),
        (8, "not-an-object"), (9, "bad-json"), (10, "too-large"), (11, "no-text"),
    ]  # fmt: skip
    assert texts(found) == ["Oslo", "\ufffd Homs \x00", "caf\ufffd"]
    assert [row.note for row in found if isinstance(row, Row)] == [
        "", "", "1 characters are not UTF-8 and were replaced",
    ]  # fmt: skip
    assert all(row.file == "a.jsonl" for row in found)


def test_fields_are_guessed_by_their_usual_names_and_can_be_named(tmp_path):
    record = {"Headline": "H", "Body": "Quito", "notes": "Lima", "published_at": "2020-01-02"}
    path = write(tmp_path, "a.jsonl", json.dumps(record).encode())
    (row,) = read(path)
    assert (row.data, row.title, row.date, row.id) == ("Quito", "H", "2020-01-02", "a.jsonl:1")
    (row,) = read(path, Fields(text="notes", id="Headline"))
    assert (row.data, row.id) == ("Lima", "H")
    with pytest.raises(UsageError, match="no field 'story'; it has Body, Headline"):
        read(path, Fields(text="story"))
    (row,) = read(write(tmp_path, "b.jsonl", b'{"a": 1, "b": 2}'))
    assert (row.reason, row.message) == ("no-text", "no field for the text among: a, b")


@pytest.mark.parametrize("ending", ["gz", "zst", "plain"])
def test_compression_is_told_by_content_and_a_cut_stream_is_an_error(tmp_path, ending):
    lines = [
        json.dumps({"text": f"Story {i} of Homs", "n": list(range(i % 97))}) for i in range(900)
    ]
    plain = "\n".join(lines).encode()
    half = len(plain) // 2
    pack = {"gz": gzip.compress, "zst": zstandard.compress, "plain": bytes}[ending]
    two_frames = pack(plain[:half]) + pack(plain[half:])
    assert len(texts(read(write(tmp_path, "a.jsonl", two_frames)))) == 900
    if ending != "plain":
        found = read(write(tmp_path, "cut.jsonl", two_frames[:-200]))
        assert isinstance(found[-1], BadRow)
        assert (found[-1].number, found[-1].reason) == (0, "broken-file")
        assert 300 < len(texts(found)) < 900
        found = read(write(tmp_path, "cut0.jsonl", pack(plain)[:40]))
        assert bad(found) == [(0, "broken-file")]


def test_a_zstd_bomb_takes_little_memory(tmp_path):
    import tracemalloc

    path = write(tmp_path, "a.zst", zstandard.compress(bytes(150_000_000)))
    tracemalloc.start()
    with open_stream(path, lambda _: None) as stream:
        total = 0
        while piece := stream.read(1 << 20):
            total += len(piece)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == 150_000_000
    assert peak < 80_000_000


def test_tables_with_separators(tmp_path):
    head = b"id,title,text\n"
    data = head + b'1,A,"Homs, and\nPalmyra"\n2,B\n\n3,C,"say ""Suva"""\n4,D,E,F\n5,G,caf\xe9\n'
    found = read(write(tmp_path, "a.csv", data))
    assert texts(found) == ["Homs, and\nPalmyra", 'say "Suva"', "caf\ufffd"]
    assert bad(found) == [(2, "bad-csv"), (4, "bad-csv")]
    assert texts(read(write(tmp_path, "a.tsv", data.replace(b",", b"\t").replace(b"\tF", b"")))) == [
        "Homs\t and\nPalmyra", 'say "Suva"', "E", "caf\ufffd",
    ]  # fmt: skip
    open_quote = head + b'1,A,"never ends\n' + b"2,B,Oslo\n" * 3000
    found = read(write(tmp_path, "b.csv", open_quote))
    assert bad(found) == [(1, "bad-csv")]
    assert set(texts(found)) == {"Oslo"}
    (row,) = read(write(tmp_path, "c.csv", b"a,b\n1,2\n"))
    assert row.reason == "no-text"


def test_parquet_of_all_text_types(tmp_path):
    base = pa.table({"id": [1, 2], "text": ["Oslo", None]})
    for name, kind in [
        ("string", pa.string()), ("large", pa.large_string()), ("binary", pa.binary()),
        ("words", pa.dictionary(pa.int32(), pa.string())),
    ]:  # fmt: skip
        text = base["text"].cast(kind) if name != "words" else base["text"].dictionary_encode()
        path = tmp_path / f"{name}.parquet"
        pq.write_table(base.set_column(1, "text", text), path)
        found = read(path)
        assert (texts(found), bad(found)) == (["Oslo"], [(2, "no-text")]), name
        assert found[0].id == "1"
    pq.write_table(base.rename_columns(["text", "x"]), tmp_path / "int.parquet")
    assert bad(read(tmp_path / "int.parquet")) == [(0, "wrong-type")]
    pq.write_table(base.drop_columns(["text"]), tmp_path / "none.parquet")
    assert bad(read(tmp_path / "none.parquet")) == [(0, "no-text")]
    pq.write_table(base.slice(0, 0), tmp_path / "zero.parquet")
    assert read(tmp_path / "zero.parquet") == []
    for data in (b"", b"hello", b"PAR1PAR1"):
        assert bad(read(write(tmp_path, "no.parquet", data))) == [(0, "broken-file")]


def test_a_damaged_row_group_does_not_hide_the_others(tmp_path):
    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"Story {i * i} of Suva" for i in range(600)]})
    pq.write_table(table, path, row_group_size=200, use_dictionary=False)
    at = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[at : at + 40] = bytes(40)
    path.write_bytes(data)
    found = read(path)
    assert bad(found) == [(0, "broken-file")]
    assert "row group 1 (200 rows)" in next(r.message for r in found if isinstance(r, BadRow))
    assert len(texts(found)) == 400


def test_a_folder_of_articles(tmp_path):
    (tmp_path / "b").mkdir()
    write(tmp_path, "b/z.txt", b"Oslo")
    write(tmp_path, "b/a.html.gz", gzip.compress(b"<p>Suva</p>"))
    write(tmp_path, "photo.png", b"\x89PNG")
    write(tmp_path, "empty.md", b" \n")
    write(tmp_path, ".hidden", b"x")
    write(tmp_path, "_SUCCESS", b"")
    write(tmp_path, "large.txt", b"x" * 20_000)
    found = read(tmp_path)
    assert [(r.file, r.id) for r in found if isinstance(r, Row)] == [
        ("b/a.html.gz", "b/a.html.gz"), ("b/z.txt", "b/z.txt"),
    ]  # fmt: skip
    assert [(r.file, r.reason) for r in found if isinstance(r, BadRow)] == [
        ("empty.md", "empty-text"), ("large.txt", "too-large"), ("photo.png", "unknown-format"),
    ]  # fmt: skip


def test_the_folder_of_results_is_no_input(tmp_path):
    (tmp_path / "out" / "places").mkdir(parents=True)
    write(tmp_path, "out/places/a.parquet", b"PAR1")
    write(tmp_path, "a.txt", b"Oslo")
    assert [s.name for s in find_sources(tmp_path, out=tmp_path / "out")] == ["a.txt"]
    with pytest.raises(UsageError, match="cannot be the output"):
        run(tmp_path, tmp_path)


def test_what_is_no_input_is_said(tmp_path):
    with pytest.raises(MissingInput):
        find_sources(Path("nowhere"))
    with pytest.raises(ArticleError, match="holds no file"):
        find_sources(tmp_path)
    path = write(tmp_path, "thing", b"\x00\x01")
    with pytest.raises(UsageError, match="cannot tell the format"):
        find_sources(path)
    assert find_sources(write(tmp_path, "noend", b' {"text": "x"}'))[0].kind == "jsonl"
    with pytest.raises(UsageError, match="unknown format 'xml'"):
        find_sources(path, "xml")

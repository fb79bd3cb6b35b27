"""Sources: the files of an archive, their formats, and the rows in each."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.archive.parquet_rows import parquet_rows
from geo.archive.row import BadRow, Fields, Row, check_fields, guess, make_row
from geo.archive.streams import COMPRESSED, Line, broken, lines, open_stream
from geo.archive.table_rows import table_rows
from geo.errors import ArticleError, MissingInput, UsageError
from geo.text import one_line

__all__ = ["FORMATS", "Source", "find_sources", "read_rows"]

FORMATS = ("jsonl", "csv", "parquet", "text")
_ENDINGS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl", ".json": "jsonl",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pq": "parquet",
    ".txt": "text", ".md": "text", ".markdown": "text", ".html": "text", ".htm": "text",
}  # fmt: skip
_PEEK = 32


@dataclass(frozen=True, slots=True)
class Source:
    """A file of an archive.

    Attributes
    ----------
    path : pathlib.Path
        Where it is.
    name : str
        Its path relative to the input, with ``/``, in which results name it.
    kind : str
        One of `FORMATS`, empty where it is not known.
    size : int
        Bytes on disk.
    """

    path: Path
    name: str
    kind: str
    size: int


def find_sources(where: Path, kind: str = "", out: Path | None = None) -> tuple[Source, ...]:
    """List the files of an archive, in the order of their names.

    Parameters
    ----------
    where : pathlib.Path
        A file, or a folder that is walked; names that begin with ``.`` or ``_`` are left out.
    kind : str
        One of `FORMATS` for all files; told by their endings where empty.
    out : pathlib.Path, optional
        Folder of the results, which is left out where it lies inside.

    Returns
    -------
    tuple of Source
        The files.

    Raises
    ------
    MissingInput
        Where there is no such file.
    UsageError
        Where the format of a single file cannot be told.
    ArticleError
        Where a folder holds no file.
    """
    shown = one_line(str(where))
    if kind and kind not in FORMATS:
        raise UsageError(f"unknown format {kind!r}; known are {', '.join(FORMATS)}")
    try:
        if not where.is_dir():
            size = where.stat().st_size
            found = Source(where, where.name, kind or _kind(where) or _sniff(where), size)
            if not found.kind:
                raise UsageError(f"cannot tell the format of {shown}: name it with --input-format")
            return (found,)
        paths = sorted(_walk(where, out), key=lambda p: p.relative_to(where).as_posix())
        made = tuple(
            Source(p, p.relative_to(where).as_posix(), kind or _kind(p), p.stat().st_size)
            for p in paths
        )
    except OSError as error:
        raise MissingInput(f"cannot read {shown}: {error.strerror}") from error
    if not made:
        raise ArticleError(f"{shown} holds no file")
    return made


def _walk(folder: Path, out: Path | None) -> Iterator[Path]:
    spared = out.resolve() if out is not None else None
    for base, folders, files in os.walk(folder):
        here = [f for f in folders if not f.startswith((".", "_"))]
        folders[:] = [f for f in here if Path(base, f).resolve() != spared]
        yield from (Path(base, f) for f in files if not f.startswith((".", "_")))


def _kind(path: Path) -> str:
    suffixes = [s.lower() for s in path.suffixes[-2:]]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    return _ENDINGS.get(suffixes[-1], "") if suffixes else ""


def _sniff(path: Path) -> str:
    """Tell the format of a file by how it begins."""
    try:
        with open_stream(path, lambda _: None) as stream:
            head = stream.read(64)
    except broken():
        return ""
    if head.startswith(b"PAR1"):
        return "parquet"
    return "jsonl" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ""


def read_rows(
    source: Source, wanted: Fields, *, limit: int, seen: Callable[[int], None]
) -> Iterator[Row | BadRow]:
    """Yield what a file holds, in order: articles, and what could not be read.

    Parameters
    ----------
    source : Source
        The file.
    wanted : Fields
        Names of its fields where the user gave them.
    limit : int
        Greatest number of bytes of an article.
    seen : callable
        Told how many bytes of the file were read.

    Yields
    ------
    Row or BadRow
        One for each record; a file that breaks off ends with a `BadRow` of number 0.
    """
    readers: dict[str, Callable[..., Iterator[Row | BadRow]]] = {
        "jsonl": _json_rows, "csv": table_rows, "parquet": parquet_rows, "text": _whole_file,
    }  # fmt: skip
    reader = readers.get(source.kind)
    if reader is None:
        seen(source.size)
        yield BadRow(source.name, 0, "unknown-format", "not read: the ending is not known")
        return
    try:
        yield from reader(source.path, source.name, wanted, limit=limit, seen=seen)
    except broken() as error:
        why = one_line(str(error) or type(error).__name__)
        yield BadRow(source.name, 0, "broken-file", f"cannot be read further: {why}")


def _whole_file(
    path: Path, name: str, _: Fields, *, limit: int, seen: Callable[[int], None]
) -> Iterator[Row | BadRow]:
    with open_stream(path, seen) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        yield BadRow(name, 0, "too-large", f"larger than {limit} bytes", name)
    elif not data.strip():
        yield BadRow(name, 0, "empty-text", "the file is empty", name)
    else:
        yield Row(name, 0, name, data)


def _json_rows(
    path: Path, name: str, wanted: Fields, *, limit: int, seen: Callable[[int], None]
) -> Iterator[Row | BadRow]:
    with open_stream(path, seen) as stream:
        numbered = (parsed for line in lines(stream, limit) for parsed in _parsed(line, name))
        first: list[tuple[Line, Any]] = []
        for item in numbered:
            first.append(item)
            if len(first) == _PEEK:
                break
        keys = dict.fromkeys(key for _, r in first if isinstance(r, dict) for key in r)
        names = guess(keys, wanted)
        if keys:
            check_fields(wanted, names, keys, name)
        for group in (first, numbered):
            for line, record in group:
                if isinstance(record, dict):
                    note = _note(line.data)
                    yield make_row(record, names, name, line.number, limit=limit, note=note)
                else:
                    yield record


def _parsed(line: Line, name: str) -> Iterator[tuple[Line, Any]]:
    if line.too_long:
        message = f"a line of {line.too_long} bytes"
        yield line, BadRow(name, line.number, "too-large", message)
        return
    data = line.data.removeprefix(b"\xef\xbb\xbf") if line.number == 1 else line.data
    if not data.strip():
        return
    try:
        record = json.loads(data.decode("utf-8", errors="replace"), strict=False)
    except (ValueError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        yield line, BadRow(name, line.number, "bad-json", one_line(why))
        return
    if not isinstance(record, dict):
        what = type(record).__name__
        record = BadRow(name, line.number, "not-an-object", f"a line of JSON with a {what}")
    yield line, record


def _note(data: bytes) -> str:
    if data.isascii():
        return ""
    bad = data.decode("utf-8", errors="replace").count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return f"{bad} characters are not UTF-8 and were replaced" if bad > 0 else ""

"""Rows of CSV and of tables with other separators, read as a stream."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from geo.archive.row import BadRow, Fields, Row, check_fields, guess, make_row
from geo.archive.streams import lines, open_stream
from geo.text import one_line

__all__ = ["table_rows"]

_SEPARATORS = ",\t;|"


def table_rows(
    path: Path, name: str, wanted: Fields, *, limit: int, seen: Callable[[int], None]
) -> Iterator[Row | BadRow]:
    """Yield the records of a table whose first record names the columns.

    Parameters
    ----------
    path : pathlib.Path
        The file, plain or compressed.
    name : str
        The file, relative to the input.
    wanted : Fields
        Names of the columns where the user gave them.
    limit : int
        Greatest number of bytes of an article and of a line.
    seen : callable
        Told how many bytes of the file were read.

    Yields
    ------
    Row or BadRow
        One for each record; empty lines are left out.
    """
    before = csv.field_size_limit(limit)
    try:
        with open_stream(path, seen) as stream:
            yield from _records(stream, name, wanted, limit)
    finally:
        csv.field_size_limit(before)


def _records(stream: BinaryIO, name: str, wanted: Fields, limit: int) -> Iterator[Row | BadRow]:
    text = _decoded(stream, limit)
    head = next(text, "")
    separator = max(_SEPARATORS, key=head.count)
    header = next(csv.reader([head], delimiter=separator), [])
    names = guess(header, wanted)
    check_fields(wanted, names, header, name)
    if not names.text:
        shown = one_line(", ".join(header[:12]))
        yield BadRow(name, 0, "no-text", f"no column for the text among: {shown}")
        return
    reader = csv.reader(text, delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(name, number, "bad-csv", one_line(str(error)))
            continue
        if not record:
            number -= 1
        elif len(record) != len(header):
            message = f"{len(record)} columns where the first line has {len(header)}"
            yield BadRow(name, number, "bad-csv", message)
        else:
            mended = any("\ufffd" in value for value in record)
            note = "has characters that are not UTF-8" if mended else ""
            fields = dict(zip(header, record, strict=True))
            yield make_row(fields, names, name, number, limit=limit, note=note)


def _decoded(stream: BinaryIO, limit: int) -> Iterator[str]:
    """Yield lines with their ends, which csv needs inside quotes."""
    for line in lines(stream, limit):
        data = line.data.removeprefix(b"\xef\xbb\xbf") if line.number == 1 else line.data
        if line.too_long:
            raise OSError(f"line {line.number} has {line.too_long} bytes")
        yield data.decode("utf-8", errors="replace") + "\n"

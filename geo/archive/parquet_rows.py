"""Rows of a Parquet file, read batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from geo.archive.row import ROLES, BadRow, Fields, Row, check_fields, guess, make_row
from geo.text import one_line

__all__ = ["parquet_rows"]

_BATCH = 128


def parquet_rows(
    path: Path, name: str, wanted: Fields, *, limit: int, seen: Callable[[int], None]
) -> Iterator[Row | BadRow]:
    """Yield the records of a Parquet file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        The file, relative to the input.
    wanted : Fields
        Names of the columns where the user gave them.
    limit : int
        Greatest number of characters of an article.
    seen : callable
        Told how many bytes of the file were read, as far as rows tell.

    Yields
    ------
    Row or BadRow
        One for each record; a row group that cannot be read is one `BadRow`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    size = path.stat().st_size
    try:
        file = pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        seen(size)
        yield BadRow(name, 0, "broken-file", one_line(f"not a Parquet file: {error}"))
        return
    with file:
        schema = file.schema_arrow
        names = guess(schema.names, wanted)
        check_fields(wanted, names, schema.names, name)
        reason = _unfit(schema, names)
        if reason:
            seen(size)
            yield BadRow(name, 0, *reason)
            return
        number = 0
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            try:
                for record in _records(file, group, names):
                    number += 1
                    yield make_row(record, names, name, number, limit=limit)
            except (pa.ArrowException, OSError) as error:
                message = one_line(f"row group {group} ({rows} rows) is damaged: {error}")
                yield BadRow(name, 0, "broken-file", message)
            seen(size // file.num_row_groups)


def _unfit(schema: Any, names: Fields) -> tuple[str, str] | None:
    import pyarrow.types as kinds

    if not names.text:
        shown = one_line(", ".join(schema.names[:12]))
        return "no-text", f"no column for the text among: {shown}"
    kind = schema.field(names.text).type
    inner = kind.value_type if kinds.is_dictionary(kind) else kind
    fit = "string large_string string_view binary large_binary binary_view".split()
    if not any(getattr(kinds, f"is_{name}")(inner) for name in fit):
        return "wrong-type", f"the column {names.text!r} is {kind}, not text"
    return None


def _records(file: Any, group: int, names: Fields) -> Iterator[dict[str, Any]]:
    columns = [c for c in dict.fromkeys(getattr(names, role) for role in ROLES) if c]
    batches = file.iter_batches(
        batch_size=_BATCH, row_groups=[group], columns=columns, use_threads=False
    )
    for batch in batches:
        yield from batch.to_pylist()

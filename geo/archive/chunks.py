"""Chunks: some hundred articles that are analysed as one task and written as one part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from geo.archive.options import Options, signature
from geo.archive.row import BadRow, Row
from geo.archive.seen import Seen

__all__ = ["Chunk", "cut"]

_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that follow each other in the archive.

    Attributes
    ----------
    index : int
        Number of the chunk, from 0.
    key : str
        Hash of the rows, the options that matter, the code and the data.
    rows : tuple of Row or BadRow
        In the order of the archive.
    """

    index: int
    key: str
    rows: tuple[Row | BadRow, ...]

    @property
    def name(self) -> str:
        """Name of its parts, the same whoever writes them."""
        return f"{self.index:06d}-{self.key[:16]}.parquet"


def cut(rows: Iterable[Row | BadRow], options: Options, size: int) -> Iterator[Chunk]:
    """Cut an archive into chunks, and mark the articles whose id came before.

    Parameters
    ----------
    rows : iterable of Row or BadRow
        The archive.
    options : Options
        Those of the run.
    size : int
        Articles a chunk; fewer where they are long.

    Yields
    ------
    Chunk
        Chunks in order, one at a time.
    """
    seen = Seen()
    base = hashlib.sha256(f"{signature()}\n{options.key()}".encode()).digest()
    for index, batch in enumerate(_batches(rows, size)):
        chunk = tuple(_marked(batch, seen))
        digest = hashlib.sha256(base + index.to_bytes(8, "big"))
        for row in chunk:
            for value in (type(row).__name__, *astuple(row)):
                data = value if isinstance(value, bytes) else str(value).encode()
                digest.update(len(data).to_bytes(8, "big") + data)
        yield Chunk(index, digest.hexdigest(), chunk)


def _batches(rows: Iterable[Row | BadRow], size: int) -> Iterator[list[Row | BadRow]]:
    batch: list[Row | BadRow] = []
    weight = 0
    for row in rows:
        batch.append(row)
        weight += len(row.data) if isinstance(row, Row) else 0
        if len(batch) >= size or weight >= _BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _marked(batch: list[Row | BadRow], seen: Seen) -> Iterator[Row | BadRow]:
    articles = [row for row in batch if isinstance(row, Row)]
    known = iter(seen.add(row.id for row in articles))
    for row in batch:
        if isinstance(row, Row) and next(known):
            message = "an article before it has the same id; that one was kept"
            yield BadRow(row.file, row.number, "duplicate", message, row.id)
        else:
            yield row

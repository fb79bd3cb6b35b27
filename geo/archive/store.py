"""Store: the folder with an archive's results; what stands in it is whole, or does not count."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from geo.archive.chunks import Chunk
from geo.archive.options import FORMAT
from geo.archive.tables import TABLES, encode, table
from geo.archive.work import Result
from geo.errors import CannotWrite
from geo.files import hold, sha256, write_whole
from geo.text import one_line

__all__ = ["JOURNAL", "MANIFEST", "Part", "Record", "Store", "intact", "opened"]

MANIFEST = "manifest.json"
JOURNAL = "journal.jsonl"
EMPTY = "000000-empty.parquet"
"""The one part of a table that has no row, so that it can be opened like the others."""

_PART = re.compile(r"\d{6,}-(?:[0-9a-f]{16}|empty)\.parquet")
_UNDONE = re.compile(r"\..*\.part")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of one table.

    Attributes
    ----------
    file : str
        Path relative to the folder, with ``/``.
    rows, size : int
        Rows, bytes.
    sha256 : str
        Hash of the bytes.
    """

    file: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """A chunk that is done.

    Attributes
    ----------
    index : int
        Number of the chunk.
    key : str
        Its key.
    parts : tuple of Part
        Its files.
    counts : mapping
        For the summary.
    limits : tuple of (float, int), or None
        Seconds and bytes an article, where an article of it was stopped at them.
    """

    index: int
    key: str
    parts: tuple[Part, ...]
    counts: Mapping[str, Any]
    limits: tuple[float, int] | None = None


@dataclass(frozen=True, slots=True)
class Store:
    """A folder that this process holds.

    Attributes
    ----------
    folder : pathlib.Path
        The folder.
    done : dict of str to Record
        Chunks that an earlier run finished, by key.
    """

    folder: Path
    done: dict[str, Record]

    def add(self, chunk: Chunk, result: Result, limits: tuple[float, int]) -> Record:
        """Write the parts of a chunk, then note in the journal that they are there.

        Parameters
        ----------
        chunk : Chunk
            The chunk.
        result : Result
            Its tables, whole.
        limits : tuple of (float, int)
            Seconds and bytes that an article had.

        Returns
        -------
        Record
            What was noted.

        Raises
        ------
        CannotWrite
            Where a file cannot be written; nothing is noted then.
        """
        parts = []
        for name in TABLES:
            data = result.tables.get(name)
            if data is not None:
                file = f"{name}/{chunk.name}"
                write_whole(self.folder / file, data)
                parts.append(Part(file, result.rows[name], len(data), sha256(data)))
        stopped = not {"timeout", "memory", "killed"}.isdisjoint(result.counts["errors"])
        held = limits if stopped else None
        record = Record(chunk.index, chunk.key, tuple(parts), result.counts, held)
        _append(self.folder / JOURNAL, _line(record))
        return record

    def publish(self, records: Iterable[Record], summary: Mapping[str, Any], edition: str) -> None:
        """Write the manifest, which makes the parts count; then remove what it does not name.

        Parameters
        ----------
        records : iterable of Record
            All chunks of the archive.
        summary : mapping
            What ``summary.json`` says.
        edition : str
            Version and data of this dateline.
        """
        ordered = sorted(records, key=lambda record: record.index)
        filled = {part.file.partition("/")[0] for r in ordered for part in r.parts}
        empty = [f"{name}/{EMPTY}" for name in TABLES if name not in filled]
        for file in empty:
            name = file.partition("/")[0]
            write_whole(self.folder / file, encode(name, table(name, [])))
        about = {"format": FORMAT, "edition": edition, "tables": sorted(TABLES), "empty": empty}
        head = json.dumps(about)
        lines = ",\n".join(_line(record) for record in ordered)
        text = f'{head[:-1]}, "chunks": [\n{lines}\n]}}\n'
        write_whole(self.folder / MANIFEST, text.encode())
        shown = json.dumps(summary, indent=1, ensure_ascii=False) + "\n"
        write_whole(self.folder / "summary.json", shown.encode())
        named = {*empty, *(part.file for record in ordered for part in record.parts)}
        with _writing(self.folder):
            for name in TABLES:
                for path in _files(self.folder / name):
                    if _PART.fullmatch(path.name) and f"{name}/{path.name}" not in named:
                        path.unlink()
            (self.folder / JOURNAL).unlink(missing_ok=True)


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """Hold a folder for the length of a ``with`` block, and read what is done in it.

    Parameters
    ----------
    folder : pathlib.Path
        Made where it is missing.

    Yields
    ------
    Store
        The store.

    Raises
    ------
    Busy
        Where another run holds the folder.
    CannotWrite
        Where it cannot be written to.
    """
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with hold(folder / ".lock"):
        with _writing(folder):
            for name in TABLES:
                (folder / name).mkdir(exist_ok=True)
                for path in _files(folder / name):
                    if _UNDONE.fullmatch(path.name):
                        path.unlink()
            records = [*_read_manifest(folder / MANIFEST), *_read_journal(folder / JOURNAL)]
        yield Store(folder, {record.key: record for record in records})


def intact(folder: Path, record: Record, limits: tuple[float, int]) -> bool:
    """Say whether the parts of a chunk are all there, byte by byte.

    Parameters
    ----------
    folder : pathlib.Path
        The folder.
    record : Record
        What an earlier run noted.
    limits : tuple of (float, int)
        Seconds and bytes that an article has in this run.

    Returns
    -------
    bool
        False where the chunk must be done again.
    """
    if record.limits is not None and tuple(record.limits) != limits:
        return False
    try:
        return all(
            (folder / part.file).stat().st_size == part.size
            and sha256(folder / part.file) == part.sha256
            for part in record.parts
        )
    except OSError:
        return False


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, CannotWrite):
            raise
        raise CannotWrite(f"cannot write {one_line(str(folder))}: {error.strerror}") from error


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def _line(record: Record) -> str:
    return json.dumps(asdict(record), sort_keys=True)


def _append(path: Path, line: str) -> None:
    """Append a line and sync it; one that an earlier run left unfinished stays by itself."""
    data = f"\n{line}\n".encode()
    with _writing(path), path.open("ab", buffering=0) as file:
        if file.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file.fileno())


def _record(found: Mapping[str, Any]) -> Record:
    parts = tuple(Part(**part) for part in found["parts"])
    limits = found["limits"] and tuple(found["limits"])
    return Record(found["index"], found["key"], parts, found["counts"], limits)


def _read_manifest(path: Path) -> list[Record]:
    """Read an earlier manifest; one that cannot be read names nothing."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return [_record(chunk) for chunk in found["chunks"]] if found["format"] == FORMAT else []
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError):
        return []


def _read_journal(path: Path) -> list[Record]:
    """Read the journal of a run that did not end; a line that was cut off names nothing."""
    records = []
    try:
        with path.open("rb") as file:
            for line in file:
                with contextlib.suppress(ValueError, KeyError, TypeError):
                    records.append(_record(json.loads(line)))
    except FileNotFoundError:
        return []
    return records

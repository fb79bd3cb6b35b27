"""Find, verify and map the compiled tables that every room reads."""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from geo.errors import DataError
from geo.files import data_folder

__all__ = [
    "MAGIC",
    "Columns",
    "columns",
    "folder",
    "imported_folder",
    "layers",
    "manifest",
    "table",
]

MAGIC = b"dateline columns 1\n"
ALIGN = 64
MANIFEST = "HASHES"
MEND = "reinstall dateline (pip install --force-reinstall dateline), or run `make data`"
MEND_IMPORTED = "run `geo data import` again, or delete that folder"

Array = np.ndarray[Any, np.dtype[Any]]


class Columns(Mapping[str, Array]):
    """Named arrays of one table, mapped into memory and shared between processes.

    Parameters
    ----------
    path : Path
        File that `geo.gazetteer.encode.write_columns` wrote.
    data : bytes or mmap.mmap
        Its contents.

    Attributes
    ----------
    meta : dict
        What the writer said of the table: dates, counts, lists of codes.
    """

    __slots__ = ("_data", "_where", "meta")

    def __init__(self, path: Path, data: mmap.mmap) -> None:
        head = len(MAGIC)
        if data[:head] != MAGIC:
            raise DataError(f"{path} is no table of dateline: {MEND}")
        (size,) = struct.unpack("<I", data[head : head + 4])
        header = json.loads(data[head + 4 : head + 4 + size])
        self._data = data
        self._where: dict[str, tuple[str, int, int]] = header["columns"]
        self.meta: dict[str, Any] = header["meta"]

    def __getitem__(self, name: str) -> Array:
        """Map one column."""
        dtype, offset, count = self._where[name]
        return np.frombuffer(self._data, dtype=dtype, count=count, offset=offset)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the columns."""
        return iter(self._where)

    def __len__(self) -> int:
        """Count the columns."""
        return len(self._where)

    def view(self, name: str) -> memoryview:
        """Give a column as a memoryview, whose single elements are read five times faster.

        Parameters
        ----------
        name : str
            Name of the column.

        Returns
        -------
        memoryview
            Elements as Python numbers.
        """
        return self[name].data


@lru_cache(maxsize=1)
def folder() -> Path:
    """Give the folder with the package's tables: ``geo/_data``, else the checkout's ``data``.

    Returns
    -------
    Path
        A folder with ``tables``, ``models`` and ``policies``.

    Raises
    ------
    DataError
        Where there is neither.
    """
    package = Path(__file__).resolve().parents[1]
    for place in (package / "_data", package.parent / "data"):
        if (place / "tables").is_dir():
            return place
    raise DataError(f"the tables of the gazetteer are missing from {package / '_data'}: {MEND}")


def imported_folder() -> Path:
    """Give the folder into which ``geo data import`` writes, whether it exists or not.

    Returns
    -------
    Path
        A folder of its own for each layer.
    """
    return data_folder() / "gazetteer"


def layers() -> tuple[Path, ...]:
    """List the folders of imported layers, in the order of their names.

    Returns
    -------
    tuple of Path
        Folders that hold a manifest; others are remains of an import that did not end.
    """
    home = imported_folder()
    if not home.is_dir():
        return ()
    found = [p.parent for p in (*home.glob(f"*/{MANIFEST}"), *home.glob(f"*/part-*/{MANIFEST}"))]
    return tuple(sorted(p for p in found if not p.name.startswith(".")))


@lru_cache(maxsize=64)
def manifest(place: Path) -> Mapping[str, tuple[str, int]]:
    """Read the list of hashes of a folder.

    Parameters
    ----------
    place : Path
        Folder with a file ``HASHES``: sha256, size and name a line.

    Returns
    -------
    Mapping
        Name to (sha256, bytes).

    Raises
    ------
    DataError
        Where it is missing or cannot be read.
    """
    path = place / MANIFEST
    try:
        rows = [line.split(maxsplit=2) for line in path.read_text("utf-8").splitlines() if line]
        return MappingProxyType({name: (digest, int(size)) for digest, size, name in rows})
    except (OSError, ValueError) as error:
        raise DataError(f"{path} is missing or damaged: {_mend(path)}") from error


def _mend(path: Path) -> str:
    return MEND_IMPORTED if imported_folder() in path.parents else MEND


def table(name: str, place: Path | None = None) -> Path:
    """Give the path of a table after its hash was checked, once a process.

    Parameters
    ----------
    name : str
        File name, such as ``names.marisa``.
    place : Path or None
        Folder with its ``HASHES``; the package's ``tables`` where None.

    Returns
    -------
    Path
        The verified file.

    Raises
    ------
    DataError
        Where the file is missing or one bit of it differs; the message names it and the mend.

    Examples
    --------
    >>> table("names.marisa").name
    'names.marisa'
    """
    return verified(place or folder() / "tables", name)


@lru_cache(maxsize=256)
def verified(place: Path, name: str) -> Path:
    path = place / name
    known = manifest(place).get(name)
    if known is None:
        raise DataError(f"{path} is not listed in {MANIFEST}: {_mend(path)}")
    digest, size = known
    try:
        with path.open("rb") as handle:
            found = hashlib.file_digest(handle, "sha256").hexdigest()
            length = handle.tell()
    except OSError as error:
        raise DataError(f"{path} is missing or cannot be read: {_mend(path)}") from error
    if found != digest or length != size:
        raise DataError(f"{path} is damaged (its hash is not the listed one): {_mend(path)}")
    return path


@lru_cache(maxsize=256)
def columns(name: str, place: Path | None = None) -> Columns:
    """Map a verified table of columns into memory.

    Parameters
    ----------
    name : str
        File name, such as ``features.col``.
    place : Path or None
        As for `table`.

    Returns
    -------
    Columns
        Arrays by name.

    Raises
    ------
    DataError
        Where the table is missing or damaged.
    """
    path = table(name, place)
    with path.open("rb") as handle:
        return Columns(path, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))

"""Open the tables of features and names, the embedded ones and those that were imported."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import marisa_trie

from geo.errors import UnknownName
from geo.gazetteer.compile import MANY, ROWS
from geo.gazetteer.feature import KINDS, Feature
from geo.gazetteer.prior import HOWS
from geo.gazetteer.tables import columns, layers, table

__all__ = ["Layer", "embedded", "feature", "stack"]


@dataclass(frozen=True, slots=True)
class Layer:
    """One set of features with its names.

    Attributes
    ----------
    number : int
        0 for the embedded one, imported ones from 1.
    trie : marisa_trie.Trie
        Keys to their numbers.
    value, many : memoryview
        Of each key its posting, or the place of its postings.
    cells : dict of str to memoryview
        Columns of the features.
    meta : dict
        Lists of units, areas and sources that the columns point into.
    place : Path or None
        Folder of the tables, None for the embedded ones.
    """

    number: int
    trie: Any
    value: memoryview
    many: memoryview
    cells: dict[str, memoryview]
    meta: dict[str, Any]
    place: Path | None

    def postings(self, key: str) -> list[int]:
        """List the postings of a key, best first.

        Parameters
        ----------
        key : str
            What `geo.text.normalise` gave.

        Returns
        -------
        list of int
            Score, how and row in one number each.
        """
        at = self.trie.get(key)
        if at is None:
            return []
        value = self.value[at]
        if value < MANY:
            return [value]
        start = value - MANY
        return self.many[start + 2 : start + 2 + self.many[start]].tolist()

    def id_of(self, row: int) -> str:
        """Give the id of the feature in a row.

        Parameters
        ----------
        row : int
            The row.

        Returns
        -------
        str
            The id.
        """
        own = self.meta["own"]
        if row < own:
            return f"geonames:{self.cells['geonameid'][row]}"
        return _text(self.cells["id_text"], self.cells["id"][row - own])

    def row_of(self, id_: str) -> int | None:
        """Find the row of an id.

        Parameters
        ----------
        id_ : str
            The id.

        Returns
        -------
        int or None
            The row, None where this layer has no such id.
        """
        own, rows = self.meta["own"], self.meta["rows"]
        number = id_.removeprefix("geonames:")
        if number != id_ and number.isdecimal():
            row = bisect_left(self.cells["geonameid"], int(number), 0, own)
            return row if row < own and self.cells["geonameid"][row] == int(number) else None
        row = bisect_left(range(rows), id_, own, rows, key=self.id_of)
        return row if row < rows and self.id_of(row) == id_ else None

    def make(self, row: int) -> Feature:
        """Make the feature of a row.

        Parameters
        ----------
        row : int
            The row.

        Returns
        -------
        Feature
            The feature.
        """
        cells, meta = self.cells, self.meta
        country, admin1 = meta["units"][cells["unit"][row]]
        source = meta["sources"][cells["source"][row]]
        return Feature(
            id=self.id_of(row),
            name=_text(cells["name_text"], cells["name"][row]),
            kind=KINDS[cells["kind"][row]],
            lon=cells["lon"][row] / 1e6,
            lat=cells["lat"][row] / 1e6,
            country=country,
            admin1=admin1,
            population=cells["population"][row],
            area_id=meta["areas"][cells["area"][row]],
            geonameid=cells["geonameid"][row] or None,
            source=source["name"],
            date=source["date"],
        )


def _text(pool: memoryview, at: int) -> str:
    return str(pool[at + 1 : at + 1 + pool[at]], "utf-8")


def _open(number: int, place: Path | None) -> Layer:
    names, features = columns("names.col", place), columns("features.col", place)
    trie = marisa_trie.Trie()
    trie.mmap(str(table("names.marisa", place)))
    return Layer(
        number,
        trie,
        names.view("value"),
        names.view("many"),
        {name: features.view(name) for name in features},
        features.meta,
        place,
    )


@lru_cache(maxsize=1)
def embedded() -> Layer:
    """Open the tables of the package.

    Returns
    -------
    Layer
        The layer.

    Raises
    ------
    DataError
        Where a table is missing or damaged.
    """
    return _open(0, None)


@lru_cache(maxsize=1)
def stack() -> tuple[Layer, ...]:
    """Open every layer: the embedded one first, then what was imported.

    Returns
    -------
    tuple of Layer
        The layers.

    Raises
    ------
    DataError
        Where a table is missing or damaged.
    """
    imported = [p for p in layers() if (p / "names.marisa").exists()]
    return (embedded(), *(_open(i, place) for i, place in enumerate(imported, 1)))


@lru_cache(maxsize=65_536)
def at(number: int, row: int) -> Feature:
    """Give the feature in a row of a layer.

    Parameters
    ----------
    number : int
        Number of the layer.
    row : int
        The row.

    Returns
    -------
    Feature
        The feature.
    """
    return stack()[number].make(row)


def feature(id_: str) -> Feature:
    """Give a feature by its id.

    Parameters
    ----------
    id_ : str
        Such as ``geonames:170063`` or ``ourairports:OIHS``.

    Returns
    -------
    Feature
        The feature; of several layers the last imported.

    Raises
    ------
    UnknownName
        Where there is none of that id.

    Examples
    --------
    >>> feature("geonames:170063").name
    'Aleppo'
    """
    for layer in reversed(stack()):
        row = layer.row_of(id_)
        if row is not None:
            return at(layer.number, row)
    raise UnknownName(f"the gazetteer has no feature {id_!r}")


def unpack(posting: int) -> tuple[int, str, float]:
    """Take a posting apart.

    Parameters
    ----------
    posting : int
        Score, how and row in one number.

    Returns
    -------
    tuple
        The row, how the feature bears the name, and its prior score.
    """
    return posting & (ROWS - 1), HOWS[posting >> 20 & 7], (posting >> 23) / 255

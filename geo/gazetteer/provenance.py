"""Where each table's facts are from: source, licence, date, counts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from geo.gazetteer.tables import folder, imported_folder, layers, manifest, table

__all__ = ["Source", "TableFile", "attribution", "inventory", "sources"]


@dataclass(frozen=True, slots=True)
class Source:
    """What one table, or a part of it, was made from.

    Attributes
    ----------
    table : str
        Files that hold it.
    name : str
        Short name, as in `Feature.source`.
    title : str
        What it is in full, with the package that carried it.
    licence : str
        Licence of the data.
    date : str
        Date that the data is of, ISO 8601.
    counts : dict of str to int
        Records by what they are.
    attribution : str
        Words that its licence asks for, empty where it asks for none.
    url : str
        Where the data's makers are.
    """

    table: str
    name: str
    title: str
    licence: str
    date: str
    counts: dict[str, int]
    attribution: str = ""
    url: str = ""


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """List the sources of every table, imported layers last.

    Returns
    -------
    tuple of Source
        The sources.

    Raises
    ------
    DataError
        Where the list is missing or damaged.

    Examples
    --------
    >>> sources()[0].name, sources()[0].licence
    ('GeoNames', 'CC BY 4.0')
    """
    out = []
    for place in (None, *layers()):
        rows = json.loads(table("sources.json", place).read_text("utf-8"))
        found = [Source(**row) for row in rows["sources"]]
        out += [source for source in found if source not in out]
    return tuple(out)


@dataclass(frozen=True, slots=True)
class TableFile:
    """One file of data.

    Attributes
    ----------
    layer : str
        ``embedded``, or the name of the imported layer.
    name : str
        File name.
    size : int
        Bytes.
    sha256 : str
        Hash that it must have.
    """

    layer: str
    name: str
    size: int
    sha256: str


def inventory() -> tuple[TableFile, ...]:
    """List every table with its size and hash, and check each.

    Returns
    -------
    tuple of TableFile
        The embedded ones first.

    Raises
    ------
    DataError
        Where one is missing or damaged.

    Examples
    --------
    >>> sum(f.size for f in inventory() if f.name.startswith("names.")) < 15_000_000
    True
    """
    places = [("embedded", folder() / "tables")]
    places += [(str(p.relative_to(imported_folder())), p) for p in layers()]
    out = []
    for layer, place in places:
        for name, (digest, size) in sorted(manifest(place).items()):
            table(name, None if layer == "embedded" else place)
            out.append(TableFile(layer, name, size, digest))
    return tuple(out)


def attribution() -> str:
    """Give the line that every map and file which we write must carry.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> attribution().startswith("Places: GeoNames (CC BY 4.0). Areas: Natural Earth.")
    True
    """
    return ". ".join(dict.fromkeys(s.attribution for s in sources() if s.attribution)) + "."

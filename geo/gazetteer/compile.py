"""Compile records into the tables of features and of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from geo.files import write_whole
from geo.gazetteer import flags
from geo.gazetteer.encode import write_columns
from geo.gazetteer.feature import KINDS
from geo.gazetteer.prior import HOWS, prior
from geo.gazetteer.skeleton import BUCKETS, bucket, skeleton
from geo.gazetteer.tables import Array
from geo.text import normalise

__all__ = ["MANY", "ROWS", "Record", "compile_tables"]

ROWS = 1 << 20
"""Greatest number of features in one layer: a posting keeps 20 bits for the row."""
MANY = 1 << 31
_SCALE = 1_000_000
_LONGEST_KEY = 80


@dataclass(slots=True)
class Record:
    """A feature on its way into the tables, with all its names.

    Attributes
    ----------
    id, name, kind, lon, lat, country, admin1, population, area_id, geonameid
        As in `geo.gazetteer.feature.Feature`.
    source : int
        Number of the source in the table of sources.
    names : dict of str to str
        Name as written to how it belongs to the feature; its own name need not be repeated.
    weight : float
        Factor on the prior, below 1 where the source is known to be doubtful.
    """

    id: str
    name: str
    kind: str
    lon: float
    lat: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    area_id: str = ""
    geonameid: int = 0
    source: int = 0
    names: dict[str, str] = field(default_factory=dict)
    weight: float = 1.0


def _order(record: Record) -> tuple[int, int, str]:
    plain = record.geonameid and record.id == f"geonames:{record.geonameid}"
    return (0, record.geonameid, "") if plain else (1, 0, record.id)


def compile_tables(
    records: Iterable[Record], place: Path, sources: list[dict[str, Any]]
) -> list[str]:
    """Write the tables of features, names and spellings into a folder.

    Parameters
    ----------
    records : iterable of Record
        At most `ROWS`, ids all different.
    place : Path
        The folder.
    sources : list of dict
        Of each source its short ``name`` and ``date``.

    Returns
    -------
    list of str
        The names of the files written.

    Raises
    ------
    ValueError
        Where there are too many records or an id is used twice.
    """
    rows = sorted(records, key=_order)
    if len(rows) > ROWS:
        raise ValueError(f"{len(rows)} records are more than {ROWS}")
    if len({r.id for r in rows}) != len(rows):
        raise ValueError("an id is used twice")
    _write_features(rows, place / "features.col", sources)
    _write_names(rows, place)
    return ["features.col", "names.col", "names.marisa", "spelling.col"]


class _Pool:
    """Strings with a length byte before each; equal ones are kept once."""

    def __init__(self) -> None:
        self.data = bytearray(b"\0")
        self.at: dict[str, int] = {"": 0}

    def add(self, text: str) -> int:
        found = self.at.get(text)
        if found is None:
            found = self.at[text] = len(self.data)
            raw = text.encode()
            while len(raw) > 255:
                text = text[:-1]
                raw = text.encode()
            self.data.append(len(raw))
            self.data += raw
        return found


def _write_features(rows: list[Record], path: Path, sources: list[dict[str, Any]]) -> None:
    names, ids = _Pool(), _Pool()
    units = sorted({(r.country, r.admin1) for r in rows})
    areas = sorted({r.area_id for r in rows} | {""})
    unit_at = {u: i for i, u in enumerate(units)}
    area_at = {a: i for i, a in enumerate(areas)}
    own = sum(1 for r in rows if not _order(r)[0])
    arrays: dict[str, Array] = {
        "lon": np.array([round(r.lon * _SCALE) for r in rows], np.int32),
        "lat": np.array([round(r.lat * _SCALE) for r in rows], np.int32),
        "population": np.array([r.population for r in rows], np.uint32),
        "geonameid": np.array([r.geonameid for r in rows], np.uint32),
        "name": np.array([names.add(r.name) for r in rows], np.uint32),
        "id": np.array([ids.add(r.id) for r in rows[own:]], np.uint32),
        "unit": np.array([unit_at[r.country, r.admin1] for r in rows], np.uint16),
        "area": np.array([area_at[r.area_id] for r in rows], np.uint16),
        "kind": np.array([KINDS.index(r.kind) for r in rows], np.uint8),
        "source": np.array([r.source for r in rows], np.uint8),
    }
    arrays["name_text"] = np.frombuffer(bytes(names.data), np.uint8)
    arrays["id_text"] = np.frombuffer(bytes(ids.data), np.uint8)
    meta = {"units": units, "areas": areas, "sources": sources, "own": own, "rows": len(rows)}
    meta["countries"] = {r.country: i for i, r in enumerate(rows) if r.kind == "country"}
    write_columns(path, arrays, meta)


def _postings(rows: list[Record]) -> dict[str, dict[int, int]]:
    """Give each key its rows, each with how and score packed; the better way in wins."""
    keys: dict[str, dict[int, int]] = {}
    codes = {how: i for i, how in enumerate(HOWS)}
    for row, record in enumerate(rows):
        for text, how in (record.names | {record.name: "name"}).items():
            key = normalise(text)
            if not key or len(key) > _LONGEST_KEY:
                continue
            score = round(
                255 * min(1.0, record.weight * prior(record.kind, record.population, how))
            )
            packed = score << 23 | codes[how] << 20 | row
            found = keys.setdefault(key, {})
            if packed > found.get(row, -1):
                found[row] = packed
    return keys


def _write_names(rows: list[Record], place: Path) -> None:
    keys = _postings(rows)
    trie = marisa_trie.Trie(sorted(keys))
    values = np.zeros(len(trie), np.uint32)
    many: list[int] = []
    for key, found in keys.items():
        packed = sorted(found.values(), key=lambda p: (-(p >> 23), p & (ROWS - 1)))
        if len(packed) == 1:
            values[trie[key]] = packed[0]
            continue
        values[trie[key]] = MANY | len(many)
        bits = flags.of(
            (rows[p & (ROWS - 1)].kind, rows[p & (ROWS - 1)].population, HOWS[p >> 20 & 7])
            for p in packed
        )
        many += [len(packed), bits, *packed]
    arrays: dict[str, Array] = {"value": values, "many": np.array(many, np.uint32)}
    write_columns(place / "names.col", arrays, {"keys": len(trie), "postings": len(many)})
    write_columns(place / "spelling.col", _buckets(keys, rows, trie), {})
    write_whole(place / "names.marisa", trie.tobytes())


def _buckets(
    keys: Mapping[str, Mapping[int, int]], rows: list[Record], trie: Any
) -> dict[str, Array]:
    """Sort the keys that are worth a fuzzy look by the hash of their consonants."""
    pairs = []
    for key, found in keys.items():
        bones = skeleton(key)
        if len(key) < 4 or len(bones) < 2:
            continue
        if any(flags.worth_fuzzy(rows[r].kind, rows[r].population) for r in found):
            pairs.append((*bucket(bones), trie[key]))
    pairs.sort()
    starts = np.zeros(BUCKETS + 1, np.uint32)
    np.add.at(starts, np.array([b + 1 for b, _, _ in pairs], np.int64), 1)
    return {
        "start": np.cumsum(starts).astype(np.uint32),
        "check": np.array([c for _, c, _ in pairs], np.uint8),
        "key": np.array([k for _, _, k in pairs], np.uint32),
    }

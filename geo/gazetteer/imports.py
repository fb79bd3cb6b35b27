"""Import what people may download themselves, beside the embedded gazetteer or in its place."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from geo.errors import ArticleError, MissingInput, UsageError
from geo.gazetteer.compile import Record, compile_tables
from geo.gazetteer.encode import write_shapes
from geo.gazetteer.geonames import import_geonames
from geo.gazetteer.layers import finish, new_layer
from geo.gazetteer.ourairports import read_airfields, write_runways
from geo.gazetteer.provenance import Source
from geo.text import normalise, one_line

__all__ = ["Imported", "import_data", "import_natural_earth", "import_ourairports"]

_KINDS = {
    "range/mtn": "mountain", "desert": "desert", "pen/cape": "peninsula", "peninsula": "peninsula",
    "island": "island", "island group": "island", "sea": "sea", "gulf": "sea", "bay": "sea",
    "ocean": "ocean", "strait": "strait", "channel": "strait", "sound": "sea", "lake": "lake",
    "reservoir": "lake", "alkaline lake": "lake", "river": "river", "lake centerline": "river",
    "admin-0 country": "area", "admin-1 states provinces": "admin1", "populated place": "city",
    "admin-1 capital": "city", "admin-0 capital": "city", "river (intermittent)": "river",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought in.

    Attributes
    ----------
    source : str
        Whose data.
    counts : dict of str to int
        Records by kind.
    """

    source: str
    counts: dict[str, int]


def import_data(
    *,
    geonames: Path | None = None,
    alternates: Path | None = None,
    natural_earth: Sequence[Path] = (),
    ourairports: Path | None = None,
    date: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Imported, ...]:
    """Import any of the three sources; each becomes a layer that is there whole or not at all.

    Parameters
    ----------
    geonames, alternates : Path or None
        GeoNames' ``allCountries.zip`` or one country's, and ``alternateNamesV2.zip``.
    natural_earth : sequence of Path
        Zips of Natural Earth's shapefiles, or folders that hold them.
    ourairports : Path or None
        Folder with OurAirports' ``airports.csv`` and ``runways.csv``.
    date : str
        Date that the data is of, ISO 8601, where the files do not tell.
    progress : callable
        Is told what is done.

    Returns
    -------
    tuple of Imported
        What came in.

    Raises
    ------
    UsageError
        Where nothing is given, or alternate names without a dump.
    MissingInput, ArticleError, Busy, CannotWrite
        As the imports of each source say.
    """
    if alternates and not geonames:
        raise UsageError("alternate names need the dump that they belong to: give --geonames too")
    if not (geonames or natural_earth or ourairports):
        raise UsageError("nothing to import: give --geonames, --natural-earth or --ourairports")
    out = []
    if geonames:
        counts = import_geonames(geonames, alternates, date=date, progress=progress)
        out.append(Imported("GeoNames", counts))
    if natural_earth:
        out.append(Imported("Natural Earth", import_natural_earth(natural_earth, date=date)))
    if ourairports:
        out.append(Imported("OurAirports", import_ourairports(ourairports, date=date)))
    return tuple(out)


def import_ourairports(folder: Path, *, date: str = "") -> dict[str, int]:
    """Import OurAirports' two files; their runways replace the embedded ones.

    Parameters
    ----------
    folder : Path
        Folder that holds both.
    date : str
        Date that they are of; where empty the day on which ``airports.csv`` was written.

    Returns
    -------
    dict of str to int
        Airfields and runways.

    Raises
    ------
    MissingInput
        Where one is missing.
    ArticleError
        Where one is not in OurAirports' format; nothing is changed then.
    Busy, CannotWrite
        Where another import runs, or the folder cannot be written.
    """
    texts = []
    for name in ("airports.csv", "runways.csv"):
        path = folder / name
        if not path.is_file():
            raise MissingInput(f"there is no file {one_line(str(path))}")
        texts.append(path.read_text("utf-8-sig", errors="replace").splitlines())
    try:
        records, lanes = read_airfields(texts[0], texts[1])
    except (KeyError, ValueError, TypeError) as error:
        raise ArticleError(
            f"{one_line(str(folder))} is not OurAirports' format: {error}"
        ) from error
    if not records:
        raise ArticleError(f"{one_line(str(folder))} holds no airfield")
    counts = {"airfield": len(records), "runway": len(lanes)}
    source = {"name": "OurAirports", "date": date}
    with new_layer("ourairports") as place:
        names = compile_tables(records, place, [source])
        write_runways(place / "runways.col", lanes)
        said = Source(
            "features.col names.col names.marisa spelling.col runways.col",
            "OurAirports",
            "OurAirports airports.csv and runways.csv",
            "public domain",
            date,
            counts,
            "Airfields: OurAirports",
            "https://ourairports.com/data/",
        )
        finish(place, [*names, "runways.col"], said)
    return counts


def import_natural_earth(paths: Sequence[Path], *, date: str = "") -> dict[str, int]:
    """Import zips of Natural Earth's shapefiles beside the embedded areas.

    Parameters
    ----------
    paths : sequence of Path
        Zips, or folders that hold them: regions, marine areas, lakes, rivers, units, places.
    date : str
        Date that they are of.

    Returns
    -------
    dict of str to int
        Features by kind.

    Raises
    ------
    MissingInput
        Where there is no such file.
    ArticleError
        Where a zip holds no shapefile with names; nothing is changed then.
    Busy, CannotWrite
        Where another import runs, or the folder cannot be written.

    Notes
    -----
    Features come beside the embedded ones. Borders stay the embedded ones, since both views of
    them are made when the package is built.
    """
    files = [f for p in paths for f in (sorted(p.glob("*.zip")) if p.is_dir() else [p])]
    records: dict[str, Record] = {}
    areas: dict[str, Any] = {}
    for path in files:
        if not path.is_file():
            raise MissingInput(f"there is no file {one_line(str(path))}")
        _read_zip(path, records, areas)
    if not records:
        raise ArticleError("no shapefile with names was found")
    counts = Counter(r.kind for r in records.values())
    with new_layer("natural-earth") as place:
        source = {"name": "Natural Earth", "date": date}
        names = compile_tables(records.values(), place, [source])
        write_shapes(place / "imported.col", areas)
        said = Source(
            "features.col names.col names.marisa spelling.col imported.col",
            "Natural Earth",
            "Natural Earth: " + ", ".join(f.stem for f in files),
            "public domain",
            date,
            dict(sorted(counts.items())),
            "Areas: Natural Earth",
            "https://www.naturalearthdata.com",
        )
        finish(place, [*names, "imported.col"], said)
    return dict(counts)


def _read_zip(path: Path, records: dict[str, Record], areas: dict[str, Any]) -> None:
    """Read one shapefile out of its zip."""
    import pyogrio

    try:
        archive = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        shp = next(n for n in archive.namelist() if n.endswith(".shp"))
        with tempfile.TemporaryDirectory() as folder:
            for name in archive.namelist():
                if name.rpartition(".")[0] == shp[:-4]:
                    (Path(folder) / f"x.{name.rpartition('.')[2]}").write_bytes(archive.read(name))
            meta, _, geometry, values = pyogrio.raw.read(Path(folder) / "x.shp")
    except (zipfile.BadZipFile, StopIteration, pyogrio.errors.DataSourceError) as error:
        raise ArticleError(f"{one_line(str(path))} is no zip of a shapefile") from error
    fields = [str(f).lower() for f in meta["fields"]]
    if "name" not in fields:
        return
    cells = dict(zip(fields, values, strict=True))
    for row, wkb in enumerate(geometry):
        shape = shapely.from_wkb(wkb) if wkb is not None else None
        name = str(cells["name"][row] or "").strip()
        if shape is None or shape.is_empty or not name or name == "None":
            continue
        record = _add(row, shape, cells, path.stem, records)
        if record.area_id:
            areas[record.area_id] = shape


def _add(
    row: int, shape: Any, cells: dict[str, Any], stem: str, records: dict[str, Record]
) -> Record:
    """Make a record of one shape with its names."""
    name = str(cells["name"][row]).strip()
    kind = _KINDS.get(str(cells.get("featurecla", [""] * (row + 1))[row]).lower(), "area")
    slug = normalise(name).replace(" ", "-") or f"row-{row}"
    slug = slug if f"naturalearth:{stem}/{slug}" not in records else f"{slug}-{row}"
    point = shape if shape.geom_type == "Point" else shape.representative_point()
    record = Record(f"naturalearth:{stem}/{slug}", name, kind, float(point.x), float(point.y))
    iso = str(cells["iso_a2"][row] or "") if "iso_a2" in cells else ""
    record.country = iso if len(iso) == 2 and iso.isalpha() else ""
    for field, values in cells.items():
        if not (field.startswith("name_") or field == "namealt"):
            continue
        how = "name" if field == "name_en" else "alternate"
        for word in str(values[row] or "").split("|"):
            if word.strip() not in {"", "None"}:
                record.names.setdefault(word.strip(), how)
    if "Polygon" in shape.geom_type or "Line" in shape.geom_type:
        record.area_id = f"imported:{stem}/{slug}"
    records[record.id] = record
    return record

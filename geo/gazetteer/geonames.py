"""Import GeoNames' own dumps, however large, in parts that fit into memory."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from geo.errors import ArticleError, MissingInput
from geo.gazetteer.compile import ROWS, Record, compile_tables
from geo.gazetteer.layers import finish, new_layer
from geo.gazetteer.provenance import Source
from geo.gazetteer.store import embedded
from geo.gazetteer.tables import table
from geo.text import one_line

__all__ = ["import_geonames", "kind_of", "lines_of"]

_COLUMNS = 19
_PART_ROWS = 400_000
_WHOLE_CLASS = {"P": "city", "H": "lake", "T": "mountain", "L": "area", "S": "facility"} | {
    "R": "facility", "U": "sea", "V": "area", "A": "area",
}  # fmt: skip
_CODES = {
    "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "ADM4": "admin2", "ADMD": "admin2",
    "PPLX": "suburb", "STM": "river", "STMI": "river", "STMX": "river", "CNL": "river",
    "SEA": "sea", "GULF": "sea", "BAY": "sea", "OCN": "ocean", "STRT": "strait", "CHN": "strait",
    "ISL": "island", "ISLS": "island", "ATOL": "island", "PEN": "peninsula", "CAPE": "point",
    "DSRT": "desert", "AIRP": "airfield", "AIRB": "airfield", "AIRF": "airfield",
    "CONT": "continent", "PLN": "area", "VAL": "area", "FRST": "area", "BCH": "area",
}  # fmt: skip
_LEFT_OUT = frozenset({"PCLH", "PPLQ", "PPLH", "ADM1H", "ADM2H", "ADM3H", "ADM4H", "ADMDH", "ZONE"})
_WEIGHT = {"city": 1.0, "suburb": 0.9, "admin1": 1.0, "admin2": 1.0, "continent": 1.0}
_LANGUAGES = frozenset({"en", "abbr", ""})


def kind_of(feature_class: str, code: str) -> str:
    """Turn GeoNames' feature class and code into a kind.

    Parameters
    ----------
    feature_class, code : str
        Such as ``P`` and ``PPLC``.

    Returns
    -------
    str
        One of `geo.gazetteer.feature.KINDS`, empty for what is not imported.

    Examples
    --------
    >>> kind_of("P", "PPLC"), kind_of("H", "STM"), kind_of("A", "PCLI")
    ('city', 'river', 'country')
    """
    if code in _LEFT_OUT or not feature_class:
        return ""
    if code.startswith("PCL"):
        return "country"
    return _CODES.get(code) or _WHOLE_CLASS.get(feature_class, "area")


@contextmanager
def lines_of(path: Path, member: str = "") -> Iterator[Iterator[str]]:
    """Open a text, or the text inside a zip, a line at a time.

    Parameters
    ----------
    path : Path
        A ``.txt`` or ``.zip``.
    member : str
        Name of the member, where the zip has several; else its only text.

    Yields
    ------
    iterator of str
        The lines.

    Raises
    ------
    MissingInput
        Where there is no such file.
    ArticleError
        Where the zip is damaged or has no such text.
    """
    if not path.is_file():
        raise MissingInput(f"there is no file {one_line(str(path))}")
    with ExitStack() as stack:
        if zipfile.is_zipfile(path):
            archive = stack.enter_context(zipfile.ZipFile(path))
            texts = [n for n in archive.namelist() if n.endswith((".txt", ".csv"))]
            texts = [n for n in texts if n == member] or [n for n in texts if "readme" not in n]
            if not texts:
                raise ArticleError(f"{one_line(str(path))} holds no text")
            raw: IO[bytes] = stack.enter_context(archive.open(texts[0]))
        elif path.suffix == ".zip":
            raise ArticleError(f"{one_line(str(path))} is no zip")
        else:
            raw = stack.enter_context(path.open("rb"))
        yield stack.enter_context(io.TextIOWrapper(raw, "utf-8", errors="replace"))


def import_geonames(
    path: Path,
    alternates: Path | None = None,
    *,
    date: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, int]:
    """Import ``allCountries.zip``, or the file of one country, with ``alternateNamesV2.zip``.

    Parameters
    ----------
    path : Path
        The dump, zip or text: tab-separated, 19 columns.
    alternates : Path or None
        The dump of alternate names, from which English names and abbreviations are taken.
    date : str
        Date that the dump is of, ISO 8601; where empty the latest date of change in it.
    progress : callable
        Is told what is done.

    Returns
    -------
    dict of str to int
        Records by kind.

    Raises
    ------
    MissingInput
        Where there is no such file.
    ArticleError
        Where a line has not 19 columns, or a number is none; nothing is changed then.
    Busy, CannotWrite
        Where another import runs, or the folder cannot be written.

    Notes
    -----
    Rows are dealt out by their id to parts of about 400,000, each of which becomes a layer: memory
    stays below a gigabyte for the whole dump. Features that the embedded gazetteer has with an
    area (countries, first-level units) keep it; of all others the imported record counts.
    """
    parts = _parts(path)
    counts: Counter[str] = Counter()
    with new_layer("geonames") as place:
        latest = _deal(path, place, parts, 0, progress)
        if alternates is not None:
            _deal(alternates, place, parts, 1, progress)
        source = {"name": "GeoNames", "date": date or latest}
        names = [_compile_part(place, number, counts, source, progress) for number in range(parts)]
        for number in range(parts):
            for kind in (0, 1):
                (place / f"part-{number}-{kind}.txt").unlink(missing_ok=True)
        said = Source(
            "features.col names.col names.marisa spelling.col",
            "GeoNames",
            f"GeoNames dump {path.name}" + (f" with {alternates.name}" if alternates else ""),
            "CC BY 4.0",
            source["date"],
            dict(sorted(counts.items())),
            "Places: GeoNames (CC BY 4.0)",
            "https://www.geonames.org",
        )
        for folder, files in names:
            finish(folder, files, said)
        finish(place, [], said)
    return dict(counts)


def _parts(path: Path) -> int:
    """Estimate the number of parts from the size: about 60 bytes a row packed, 140 unpacked."""
    if not path.is_file():
        raise MissingInput(f"there is no file {one_line(str(path))}")
    rows = path.stat().st_size / (25 if path.suffix == ".zip" else 90)
    return 1 + int(rows // _PART_ROWS)


def _deal(path: Path, place: Path, parts: int, kind: int, progress: Callable[[str], None]) -> str:
    """Deal lines out to the parts by GeoNames id; give the latest date of change."""
    latest = ""
    count = 0
    with ExitStack() as stack:
        lines = stack.enter_context(lines_of(path, f"{path.stem}.txt"))
        files = [
            stack.enter_context((place / f"part-{n}-{kind}.txt").open("w", encoding="utf-8"))
            for n in range(parts)
        ]
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            owner = cells[0] if kind == 0 else cells[1] if len(cells) > 1 else ""
            if (kind == 0 and len(cells) != _COLUMNS) or not owner.isdecimal():
                raise ArticleError(
                    f"{one_line(str(path))} line {number} is not in GeoNames' format"
                )
            if kind == 1 and cells[2] not in _LANGUAGES:
                continue
            files[int(owner) % parts].write(line if line.endswith("\n") else line + "\n")
            if kind == 0:
                latest = max(latest, cells[18])
            count += 1
    progress(f"{path.name}: {count:,} lines read")
    return latest


def _compile_part(
    place: Path,
    number: int,
    counts: Counter[str],
    source: dict[str, str],
    progress: Callable[[str], None],
) -> tuple[Path, list[str]]:
    extra = _extra_names(place / f"part-{number}-1.txt")
    units = json.loads(table("codes.json").read_text("utf-8"))
    records = []
    with (place / f"part-{number}-0.txt").open(encoding="utf-8") as lines:
        for line in lines:
            record = _record(line.rstrip("\n").split("\t"), units)
            if record is None:
                continue
            record.names |= extra.get(record.geonameid, {})
            records.append(record)
            counts[record.kind] += 1
    if len(records) > ROWS:
        raise ArticleError(f"a part holds {len(records)} records, more than {ROWS}")
    folder = place / f"part-{number:02}"
    folder.mkdir()
    files = compile_tables(records, folder, [source])
    progress(f"part {number + 1}: {len(records):,} records")
    return folder, files


def _extra_names(path: Path) -> dict[int, dict[str, str]]:
    """Read English names and abbreviations by id; historic and colloquial ones count less."""
    out: dict[int, dict[str, str]] = defaultdict(dict)
    if not path.exists():
        return out
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = [*line.rstrip("\n").split("\t"), *[""] * 8]
            how = "name" if cells[4] == "1" and cells[2] == "en" else "alternate"
            if cells[5] == "1" and cells[2] == "en":
                how = "short"
            if cells[2] == "abbr":
                how = "abbreviation"
            out[int(cells[1])][cells[3]] = how
    return out


def _record(cells: list[str], units: dict[str, str]) -> Record | None:
    """Make a record of a row; None for what is left out."""
    try:
        number, lat, lon, people = (
            int(cells[0]),
            float(cells[4]),
            float(cells[5]),
            int(cells[14] or 0),
        )
    except ValueError as error:
        raise ArticleError(f"GeoNames {one_line(cells[0])}: {error}") from error
    kind = kind_of(cells[6], cells[7])
    if not kind or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    row = embedded().row_of(f"geonames:{number}")
    if row is not None and embedded().cells["area"][row]:
        return None
    record = Record(
        f"geonames:{number}",
        cells[1],
        kind,
        lon,
        lat,
        cells[8],
        units.get(f"{cells[8]}.{cells[10]}", ""),
        max(0, people),
        geonameid=number,
        weight=_WEIGHT.get(kind, 0.5),
    )
    for text in cells[3].split(",") if cells[3] else ():
        short = len(text) < 4 and text.isupper()
        record.names.setdefault(text, "abbreviation" if short else "alternate")
    if cells[2]:
        record.names.setdefault(cells[2], "name")
    return record

"""The report as text and files: JSON, JSON lines, CSV, GeoJSON, KML, GeoPackage, GeoParquet."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from geo import __version__, gazetteer
from geo.errors import UsageError
from geo.files import same_file, write_whole
from geo.report.rows import claim_row, place_row, route_row
from geo.text import escape_control, one_line

if TYPE_CHECKING:
    from geo.report.report import Report

__all__ = ["FORMS", "check_outputs", "csv_text", "geojson", "json_lines", "report_json", "save"]

_FIXED_DATE = "1980-01-01"
_DAY = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows as JSON lines.

    Parameters
    ----------
    rows : iterable of mapping
        As `geo.report.rows` gives them.

    Returns
    -------
    str
        A line each, strict JSON (no NaN), UTF-8 characters kept.
    """
    return "".join(_json(row) + "\n" for row in rows)


def _json(value: Any, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return text.encode("utf-8", errors="replace").decode("utf-8")


def report_json(report: Report) -> str:
    """Write everything that was found as one JSON document.

    Parameters
    ----------
    report : Report
        What was found.

    Returns
    -------
    str
        Keys dateline, article (its text among them), places, claims, routes, notes, borders,
        attribution.
    """
    article = report.article
    keys = ("title", "date", "source", "url", "sha256", "kind", "text")
    return _json(
        {
            "dateline": __version__,
            "article": {key: getattr(article, key) for key in keys},
            "places": [place_row(t) for t in report.toponyms],
            "claims": [claim_row(f) for f in report.findings],
            "routes": [route_row(r) for r in report.routes],
            "notes": list(report.notes),
            "borders": report.borders,
            "attribution": gazetteer.attribution(),
        },
        indent=1,
    ) + "\n"  # fmt: skip


_COLUMNS = tuple(
    "text start end name kind lat lon country admin1 geonameid confidence role part inferred"
    " reason".split()
)


def csv_text(report: Report) -> str:
    """Write the places as CSV, safe to open in a spreadsheet.

    Parameters
    ----------
    report : Report
        What was found.

    Returns
    -------
    str
        A header and a row each; a cell that a spreadsheet would run as a formula begins with an
        apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for toponym in report.toponyms:
        row = place_row(toponym)
        writer.writerow([_cell(row[column]) for column in _COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        value = escape_control(value)
        return f"'{value}" if value[:1] in tuple("=+-@\t\r") else value
    return "" if value is None else value


def geojson(report: Report) -> str:
    """Write the places as GeoJSON (RFC 7946).

    Parameters
    ----------
    report : Report
        What was found.

    Returns
    -------
    str
        A FeatureCollection of points; an unresolved toponym has a null geometry.
    """
    features = []
    for toponym in report.toponyms:
        row = place_row(toponym)
        known = toponym.feature is not None
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]} if known else None
        features.append({"type": "Feature", "geometry": point, "properties": row})
    return _json(
        {
            "type": "FeatureCollection",
            "attribution": gazetteer.attribution(),
            "features": features,
        }
    ) + "\n"  # fmt: skip


def _kml(report: Report) -> bytes:
    """Write points alone: KML has no place for what is not resolved."""
    marks = []
    for toponym in report.toponyms:
        if toponym.feature is None:
            continue
        row = place_row(toponym)
        about = f"{row['name']}, {row['kind']}; {row['reason']}"
        marks.append(
            f"<Placemark><name>{_xml(row['text'])}</name><description>{_xml(about)}</description>"
            f"<Point><coordinates>{row['lon']},{row['lat']}</coordinates></Point></Placemark>"
        )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
    about = f"<description>{_xml(gazetteer.attribution())}</description>"
    return f"{head}<Document>{about}{''.join(marks)}</Document></kml>\n".encode()


def _xml(text: str) -> str:
    return escape(escape_control(str(text)))


def _parquet(report: Report) -> bytes:
    out = io.BytesIO()
    report.places.to_parquet(out, write_covering_bbox=True)
    return out.getvalue()


def _geopackage(report: Report) -> bytes:
    """Write layers places and claims; the time stamp is the story's date or a fixed one."""
    import pyogrio

    date = report.article.date[:10] if _DAY.match(report.article.date) else _FIXED_DATE
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{date}T00:00:00.000Z"})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "report.gpkg"
            report.places.to_file(path, layer="places", driver="GPKG")
            report.claims.to_file(path, layer="claims", driver="GPKG")
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _page(report: Report) -> bytes:
    from geo.maps.page import page

    return page(report.scene)


_BYTES: dict[str, Callable[[Report], bytes]] = {
    ".html": _page,
    ".json": lambda report: report_json(report).encode(),
    ".jsonl": lambda report: json_lines(map(place_row, report.toponyms)).encode(),
    ".csv": lambda report: csv_text(report).encode(),
    ".geojson": lambda report: geojson(report).encode(),
    ".kml": _kml,
    ".gpkg": _geopackage,
    ".parquet": _parquet,
}
_PICTURES = (".png", ".svg", ".pdf")
FORMS = (*_BYTES, *_PICTURES)
"""Endings that `save` knows."""


def check_outputs(
    path: Path | None, other: Path | None = None, inputs: Iterable[Path | None] = ()
) -> None:
    """Refuse names of output files that cannot be meant, before any work is done.

    Parameters
    ----------
    path : pathlib.Path or None
        What `save` is to write.
    other : pathlib.Path or None
        Another file that is written.
    inputs : iterable of pathlib.Path or None
        Files that are read, and stay as they are.

    Raises
    ------
    UsageError
        Where the ending is none of `FORMS`, or a file would take the place of another.
    """
    if path is not None and path.suffix.lower() not in FORMS:
        known = ", ".join(FORMS)
        raise UsageError(f"{one_line(str(path))}: expected a name that ends in one of {known}")
    if path is not None and path == other:
        raise UsageError(f"{one_line(str(path))} cannot be two files")
    for output in (path, other):
        for source in inputs:
            if output is not None and source is not None and same_file(output, source):
                raise UsageError(f"{one_line(str(output))} is read: write to another name")


def save(report: Report, path: Path) -> None:
    """Write a report in the form that the ending of a path names.

    Parameters
    ----------
    report : Report
        What was found.
    path : pathlib.Path
        Where to; its ending is one of `FORMS`.

    Raises
    ------
    UsageError
        Where the ending is none of these.
    CannotWrite
        Where the file cannot be written; the old file survives.
    """
    check_outputs(path)
    ending = path.suffix.lower()
    if ending in _PICTURES:
        from geo.maps.picture import picture

        picture(report.scene, path)
    else:
        write_whole(path, _BYTES[ending](report))

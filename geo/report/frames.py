"""Places and claims as GeoDataFrames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from shapely.geometry import MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from geo.claims import Finding
from geo.geoparse import Toponym
from geo.report.rows import claim_row, number, place_row

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["claims_frame", "places_frame"]

_PLACES = tuple(
    "text start end name kind lon lat country admin1 geonameid confidence role part inferred"
    " reason".split()
)
_CLAIMS = tuple(
    "start end sentence kind subject reference value unit metres low high direction attribution"
    " verdict reason missing readings".split()
)


def places_frame(toponyms: Sequence[Toponym]) -> gpd.GeoDataFrame:
    """Give toponyms as a GeoDataFrame.

    Parameters
    ----------
    toponyms : sequence of Toponym
        In order of appearance.

    Returns
    -------
    geopandas.GeoDataFrame
        A row each in EPSG:4326 with the columns of `geo.report.place_row`, candidates left out;
        the geometry of an unresolved toponym is None.
    """
    rows = []
    for toponym in toponyms:
        row = place_row(toponym)
        del row["candidates"]
        rows.append(row)
    feature = [t.feature for t in toponyms]
    points = [None if f is None else _point(f.lon, f.lat) for f in feature]
    return _frame(rows, _PLACES, points)


def claims_frame(findings: Sequence[Finding]) -> gpd.GeoDataFrame:
    """Give findings as a GeoDataFrame.

    Parameters
    ----------
    findings : sequence of Finding
        In order of appearance.

    Returns
    -------
    geopandas.GeoDataFrame
        A row each in EPSG:4326; the geometry holds the points of the operands that are known, or
        the area that the words describe.
    """
    rows = []
    shapes: list[BaseGeometry | None] = []
    for finding in findings:
        row = claim_row(finding)
        quantity = row["quantity"] or {}
        rows.append(
            {
                **{key: row[key] for key in ("start", "end", "sentence", "kind")},
                "subject": (row["subject"] or {}).get("text"),
                "reference": (row["reference"] or {}).get("text"),
                **{key: quantity.get(key) for key in ("value", "unit", "metres", "low", "high")},
                **{key: row[key] for key in ("direction", "attribution", "verdict", "reason")},
                "missing": "; ".join(row["missing"]),
                "readings": len(row["readings"]),
            }
        )
        shapes.append(finding.area if finding.area is not None else _operands(finding))
    return _frame(rows, _CLAIMS, shapes)


def _point(lon: float, lat: float) -> Point:
    return Point(number(lon, 6), number(lat, 6))


def _operands(finding: Finding) -> BaseGeometry | None:
    claim = finding.claim
    ends = [o.feature for o in (claim.subject, claim.reference) if o is not None]
    points = [_point(f.lon, f.lat) for f in ends if f is not None]
    if len(points) == 1:
        return points[0]
    return MultiPoint(points) if points else None


def _frame(
    rows: list[dict[str, Any]], columns: Sequence[str], shapes: Sequence[BaseGeometry | None]
) -> gpd.GeoDataFrame:
    import geopandas as gpd
    import pandas as pd

    table = pd.DataFrame(rows, columns=list(columns))
    if "geonameid" in table:
        table["geonameid"] = table["geonameid"].astype("Int64")
    return gpd.GeoDataFrame(table, geometry=list(shapes), crs="EPSG:4326")

"""Tables: what the parts of an archive hold, as GeoParquet 1.1 with a box for each geometry."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa

__all__ = ["GEOMETRY", "TABLES", "encode", "geometry", "join", "merge", "pack", "schema", "table"]

TABLES = ("places", "claims", "routes", "errors", "articles")
"""In the order in which the parts of a chunk are written."""

GEOMETRY = {"articles": "MultiPoint", "places": "Point", "claims": "MultiPoint",
            "routes": "MultiLineString"}  # fmt: skip
"""Geometry of each table that has one; errors have none."""

_BOX = ("xmin", "ymin", "xmax", "ymax")
_CODES = {"Point": 1, "LineString": 2, "MultiPoint": 4, "MultiLineString": 5}


@lru_cache(maxsize=8)
def schema(name: str) -> pa.Schema:
    """Give the columns of a table.

    Parameters
    ----------
    name : str
        One of `TABLES`.

    Returns
    -------
    pyarrow.Schema
        Names and types, geometry and bbox at the end.
    """
    text, whole, real = pa.string(), pa.int32(), pa.float64()
    feature = [("name", text), ("kind", text), ("lon", real), ("lat", real), ("country", text),
               ("admin1", text), ("geonameid", pa.int64())]  # fmt: skip
    span = [("start", whole), ("end", whole)]
    candidate = pa.struct([("id", text), *feature, ("score", real)])
    operand = pa.struct([("text", text), *span, *feature, ("inferred", pa.bool_())])
    lengths = [(key, real) for key in ("metres", "low", "high")]
    quantity = pa.struct([("value", real), ("unit", text), *lengths])
    reading = pa.struct(
        [("label", text), ("assumptions", pa.list_(text)), ("basis", text), ("source", text),
         ("value_m", real), ("uncertainty_m", real), ("holds", text)]
    )  # fmt: skip
    crossed = pa.list_(pa.struct([("name", text), ("km", real)]))
    place = [("file", text), ("row", pa.int64())]
    columns: Mapping[str, list[tuple[str, pa.DataType]]] = {
        "articles": [
            ("article_id", text), *place, ("title", text), ("date", text), ("source", text),
            ("url", text), ("sha256", text), ("kind", text), ("words", whole), ("places", whole),
            ("resolved", whole), ("claims", whole), ("routes", whole), ("notes", pa.list_(text)),
            ("text", text),
        ],
        "places": [
            ("article_id", text), ("text", text), *span, *feature, ("confidence", real),
            ("role", text), ("candidates", pa.list_(candidate)), ("part", text),
            ("inferred", pa.bool_()), ("reason", text),
        ],
        "claims": [
            ("article_id", text), *span, ("sentence", text), ("kind", text), ("subject", operand),
            ("reference", operand), ("quantity", quantity), ("direction", text),
            ("attribution", text), ("verdict", text), ("reason", text),
            ("missing", pa.list_(text)), ("readings", pa.list_(reading)),
        ],
        "routes": [
            ("article_id", text), ("length_m", real), ("policy", text),
            ("points", pa.list_(pa.list_(real))), ("overflown", crossed),
        ],
        "errors": [("article_id", text), *place, ("reason", text), ("message", text)],
    }  # fmt: skip
    fields = [pa.field(*column) for column in columns[name]]
    if name in GEOMETRY:
        fields.append(pa.field("geometry", pa.binary()))
        fields.append(pa.field("bbox", pa.struct([(side, real) for side in _BOX])))
    return pa.schema(fields)


def table(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Make a table of rows; keys that are no column are left out.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    rows : sequence of mapping
        Values by column; ``geometry`` as `geometry` gives it.

    Returns
    -------
    pyarrow.Table
        The table.
    """
    return pa.Table.from_pylist(list(rows), schema=schema(name))


def geometry(name: str, lines: Iterable[Iterable[tuple[float, float]]]) -> dict[str, Any]:
    """Give the geometry of a row, and its box.

    Parameters
    ----------
    name : str
        The table, which decides on the kind of geometry.
    lines : iterable of iterable of (lon, lat)
        Lines for routes; for the others one line, whose corners are the points.

    Returns
    -------
    dict
        Keys geometry (well-known binary) and bbox; both None where there is no point.
    """
    parts = [list(line) for line in lines]
    points = [point for part in parts for point in part]
    if not points:
        return {"geometry": None, "bbox": None}
    lons, lats = zip(*points, strict=True)
    box = dict(zip(_BOX, (min(lons), min(lats), max(lons), max(lats)), strict=True))
    kind = GEOMETRY[name]
    if kind == "Point":
        return {"geometry": _coded(kind, b"".join(_pair(p) for p in points[:1])), "bbox": box}
    if kind == "MultiPoint":
        inner = [_coded("Point", _pair(p)) for p in points]
    else:
        inner = [
            _coded("LineString", struct.pack("<I", len(part)) + b"".join(map(_pair, part)))
            for part in parts
        ]
    body = struct.pack("<I", len(inner)) + b"".join(inner)
    return {"geometry": _coded(kind, body), "bbox": box}


def _pair(point: tuple[float, float]) -> bytes:
    return struct.pack("<dd", *point)


def _coded(kind: str, body: bytes) -> bytes:
    return struct.pack("<BI", 1, _CODES[kind]) + body


def encode(name: str, made: pa.Table) -> bytes:
    """Write a table as a Parquet file in memory; the same table gives the same bytes.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    made : pyarrow.Table
        Its rows.

    Returns
    -------
    bytes
        GeoParquet 1.1 with the bbox column as its covering; plain Parquet for errors.
    """
    import pyarrow.parquet as pq

    whole = made.combine_chunks()
    if name in GEOMETRY:
        whole = whole.replace_schema_metadata({"geo": json.dumps(_meta(name, whole))})
    sink = pa.BufferOutputStream()
    pq.write_table(whole, sink, compression="zstd", row_group_size=1 << 16)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _meta(name: str, made: pa.Table) -> dict[str, Any]:
    import pyarrow.compute as pc

    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": [GEOMETRY[name]]}
    boxes = made.column("bbox")
    ends = [
        (pc.min if side.endswith("min") else pc.max)(pc.struct_field(boxes, side)).as_py()
        for side in _BOX
    ]
    if None not in ends:
        column["bbox"] = ends
    column["covering"] = {"bbox": {side: ["bbox", side] for side in _BOX}}
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def pack(name: str, made: pa.Table) -> bytes:
    """Write a table as an Arrow stream, for a part that is not yet whole.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    made : pyarrow.Table
        Some rows of a part.

    Returns
    -------
    bytes
        The stream.
    """
    assert name in TABLES
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, made.schema) as writer:
        writer.write_table(made)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def merge(name: str, pieces: Iterable[bytes]) -> bytes:
    """Join pieces into the part that would have been written without cutting.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    pieces : iterable of bytes
        What `pack` gave, in order.

    Returns
    -------
    bytes
        What `encode` gives for all their rows.
    """
    return encode(name, join([pa.ipc.open_stream(piece).read_all() for piece in pieces]))


def join(parts: Sequence[pa.Table]) -> pa.Table:
    """Put tables of the same columns under each other.

    Parameters
    ----------
    parts : sequence of pyarrow.Table
        At least one.

    Returns
    -------
    pyarrow.Table
        All their rows.
    """
    return pa.concat_tables(parts).combine_chunks()

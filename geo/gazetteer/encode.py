"""Write tables: columns in one file, polygons as chains of small steps, the list of hashes."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.files import sha256, write_whole
from geo.gazetteer.tables import ALIGN, MAGIC, MANIFEST, Array

__all__ = [
    "UNITS",
    "pack_geometry",
    "pack_strings",
    "unpack_geometry",
    "write_columns",
    "write_manifest",
    "write_shapes",
]

UNITS = 100_000
"""Steps a degree: 1.1 m at the equator, a tenth of what Natural Earth's lines are good for."""


def write_columns(path: Path, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
    """Write named arrays to one file that can be mapped.

    Parameters
    ----------
    path : Path
        The file.
    arrays : Mapping of str to ndarray
        One-dimensional arrays; written little-endian.
    meta : Mapping
        What is to be known of the table, as JSON.
    """
    parts: dict[str, Array] = {}
    for name, array in arrays.items():
        little = array.dtype.newbyteorder("<")
        parts[name] = np.ascontiguousarray(array, dtype=little)
    header = b""
    start = 0
    for _ in range(4):
        place = start
        where = {}
        for name, array in parts.items():
            place += -place % ALIGN
            where[name] = (array.dtype.str, place, array.size)
            place += array.nbytes
        header = json.dumps({"columns": where, "meta": meta}, ensure_ascii=False).encode()
        start = len(MAGIC) + 4 + len(header)
    out = bytearray(MAGIC + struct.pack("<I", len(header)) + header)
    for name, array in parts.items():
        out.extend(bytes(where[name][1] - len(out)))
        out.extend(array.tobytes())
    write_whole(path, bytes(out))


def write_manifest(place: Path, names: Iterable[str]) -> None:
    """Write the list of hashes of the tables in a folder.

    Parameters
    ----------
    place : Path
        The folder.
    names : iterable of str
        The tables.
    """
    rows = [f"{sha256(place / n)} {(place / n).stat().st_size} {n}\n" for n in sorted(names)]
    write_whole(place / MANIFEST, "".join(rows).encode())


def pack_strings(texts: Iterable[str]) -> tuple[Array, Array]:
    """Pack strings end to end.

    Parameters
    ----------
    texts : iterable of str
        The strings.

    Returns
    -------
    tuple of ndarray
        Offsets, one more than there are strings, and the UTF-8 bytes.
    """
    blobs = [t.encode() for t in texts]
    offsets = np.zeros(len(blobs) + 1, np.uint32)
    np.cumsum([len(b) for b in blobs], out=offsets[1:])
    return offsets, np.frombuffer(b"".join(blobs), np.uint8)


def _steps(values: Array) -> Array:
    """Write whole numbers as zigzag varints, seven bits a byte."""
    zigzag = ((values << 1) ^ (values >> 63)).astype(np.uint64)
    size = np.maximum(1, (np.floor(np.log2(np.maximum(zigzag, 1))) // 7 + 1)).astype(np.int64)
    ends = np.cumsum(size)
    out = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    for i in range(int(size.max(initial=0))):
        has = size > i
        more = np.where(size[has] > i + 1, 0x80, 0)
        out[ends[has] - size[has] + i] = ((zigzag[has] >> np.uint64(7 * i)) & 0x7F).astype(
            int
        ) | more
    return out


def _unsteps(data: Array) -> Array:
    last = np.flatnonzero(data < 0x80)
    starts = np.concatenate([[0], last[:-1] + 1])
    out = np.zeros(len(last), np.int64)
    size = last - starts + 1
    for i in range(int(size.max(initial=0))):
        has = size > i
        out[has] |= (data[starts[has] + i].astype(np.int64) & 0x7F) << (7 * i)
    return (out >> 1) ^ -(out & 1)


def pack_geometry(geometry: Any) -> bytes:
    """Pack the rings of polygons, or the parts of lines, as steps from vertex to vertex.

    Parameters
    ----------
    geometry : shapely geometry
        Polygon, MultiPolygon, LineString or MultiLineString in degrees.

    Returns
    -------
    bytes
        Varints: number of parts; of each part its rings; of each ring its vertices; the steps in
        1e-5 degree. The vertex that closes a ring is left out.
    """
    line = geometry.geom_type.endswith("LineString")
    parts = [p for p in getattr(geometry, "geoms", [geometry]) if not p.is_empty]
    counts = [len(parts) * 2 + line]
    chains = []
    for part in parts:
        rings = [part] if line else [part.exterior, *part.interiors]
        counts.append(len(rings))
        for ring in rings:
            xy = np.rint(shapely.get_coordinates(ring) * UNITS).astype(np.int64)
            keep = np.concatenate([[True], np.any(np.diff(xy, axis=0) != 0, axis=1)])
            keep[-1] |= keep.sum() == 1
            xy = xy[keep] if line or keep.sum() > 3 else xy
            xy = xy if line else xy[:-1]
            counts.append(len(xy))
            chains.append(xy)
    xy = np.concatenate(chains) if chains else np.zeros((0, 2), np.int64)
    steps = np.diff(xy, axis=0, prepend=np.zeros((1, 2), np.int64))
    numbers = np.concatenate([[len(counts)], counts, steps.ravel()]).astype(np.int64)
    return _steps(numbers).tobytes()


def unpack_geometry(data: Array) -> Any:
    """Make the geometry again from what `pack_geometry` gave.

    Parameters
    ----------
    data : ndarray of uint8
        The bytes.

    Returns
    -------
    shapely geometry
        MultiPolygon or Polygon, MultiLineString or LineString.
    """
    numbers = _unsteps(data)
    head = int(numbers[0])
    counts = numbers[1 : head + 1].tolist()
    xy = np.cumsum(numbers[head + 1 :].reshape(-1, 2), axis=0) / UNITS
    total, line = divmod(counts[0], 2)
    shapes = []
    at, read = 0, 1
    for _ in range(total):
        rings = []
        n_rings = counts[read]
        for n in counts[read + 1 : read + 1 + n_rings]:
            rings.append(xy[at : at + n])
            at += n
        read += 1 + n_rings
        if line:
            shapes.append(shapely.linestrings(rings[0]))
        else:
            shell, *holes = [shapely.linearrings(r) for r in rings]
            shapes.append(shapely.polygons(shell, holes or None))
    if len(shapes) == 1:
        return shapes[0]
    return shapely.multilinestrings(shapes) if line else shapely.multipolygons(shapes)


def write_shapes(
    path: Path, shapes: Mapping[str, Any], meta: Mapping[str, Any] | None = None
) -> None:
    """Write polygons or lines by id, with their boxes.

    Parameters
    ----------
    path : Path
        The table.
    shapes : Mapping of str to shapely geometry
        Degrees (lon, lat).
    meta : Mapping or None
        What is to be known of them, as JSON.
    """
    ids = sorted(shapes)
    blobs = [pack_geometry(shapes[i]) for i in ids]
    starts = np.zeros(len(ids) + 1, np.uint32)
    np.cumsum([len(b) for b in blobs], out=starts[1:])
    bounds = np.array([shapes[i].bounds for i in ids], float).reshape(-1, 4)
    offsets, text = pack_strings(ids)
    arrays = {
        "start": starts,
        "data": np.frombuffer(b"".join(blobs), np.uint8),
        "box": np.rint(bounds * UNITS).astype(np.int32).ravel(),
        "id_start": offsets,
        "id_text": text,
    }
    write_columns(path, arrays, meta or {})

"""Polygons and lines by id, each read from its table when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.errors import UnknownName
from geo.gazetteer.encode import UNITS, unpack_geometry
from geo.gazetteer.feature import Feature
from geo.gazetteer.tables import Array, Columns, columns, layers

__all__ = ["VIEWS", "Atlas", "area", "atlas", "land", "place_of"]

VIEWS = ("un", "de-facto")
_TABLE = {
    "country": "countries.col",
    "admin1": "admin1.col",
    "sea": "waters.col",
    "lake": "waters.col",
    "river": "waters.col",
    "hand": "shapes.col",
    "land": "land.col",
    "imported": "imported.col",
}


@dataclass(frozen=True, slots=True)
class Atlas:
    """The shapes of one table.

    Attributes
    ----------
    ids : tuple of str
        Their ids, sorted.
    rows : dict of str to int
        Id to row.
    cells : Columns
        The table.
    """

    ids: tuple[str, ...]
    rows: dict[str, int]
    cells: Columns

    def shape(self, row: int) -> Any:
        """Read one shape.

        Parameters
        ----------
        row : int
            Its row.

        Returns
        -------
        shapely geometry
            In degrees (lon, lat).
        """
        start = self.cells["start"]
        return unpack_geometry(self.cells["data"][int(start[row]) : int(start[row + 1])])

    @property
    def boxes(self) -> Array:
        """The bounds of every shape: west, south, east, north a row, in degrees."""
        return self.cells["box"].reshape(-1, 4) / UNITS


def place_of(name: str) -> Path | None:
    """Say where a table is: in the last imported layer that has it, else in the package.

    Parameters
    ----------
    name : str
        File name, such as ``runways.col``.

    Returns
    -------
    Path or None
        The layer's folder, None for the package's.
    """
    return next((p for p in reversed(layers()) if (p / name).exists()), None)


@lru_cache(maxsize=16)
def atlas(name: str) -> Atlas:
    """Open a table of shapes.

    Parameters
    ----------
    name : str
        File name, such as ``countries.col``.

    Returns
    -------
    Atlas
        Its shapes.

    Raises
    ------
    DataError
        Where the table is missing or damaged.
    """
    cells = columns(name, place_of(name))
    text = cells["id_text"].tobytes()
    at = cells["id_start"].tolist()
    ids = tuple(text[a:b].decode() for a, b in pairwise(at))
    return Atlas(ids, {id_: row for row, id_ in enumerate(ids)}, cells)


@lru_cache(maxsize=512)
def _shape(id_: str) -> Any:
    name = _TABLE[id_.partition(":")[0]]
    if name == "imported.col" and place_of(name) is None:
        raise KeyError(id_)
    table = atlas(name)
    return table.shape(table.rows[id_])


def area(feature: Feature | str, *, borders: str = "un") -> Any:
    """Give the polygon of a feature, or the line of a river.

    Parameters
    ----------
    feature : Feature or str
        A feature, or the id of an area, such as ``country:SY``.
    borders : {"un", "de-facto"}
        Whose borders, where they differ.

    Returns
    -------
    shapely geometry or None
        In degrees (lon, lat); None where the gazetteer has only a point.

    Raises
    ------
    UnknownName
        Where `borders` is no view, or there is no area of that id.

    Notes
    -----
    Natural Earth 1:10 million, rounded to 1e-5 degree. ``un``: Crimea is Ukraine's, Western
    Sahara stands apart, the Golan is Syria's, Northern Cyprus is Cyprus's, Somaliland
    Somalia's. ``de-facto`` is what Natural Earth draws. Outlines of landscapes are rough.

    Examples
    --------
    >>> area("country:SY").geom_type
    'Polygon'
    """
    if borders not in VIEWS:
        raise UnknownName(f"no borders {borders!r}: choose un or de-facto")
    id_ = feature if isinstance(feature, str) else feature.area_id
    if not id_:
        return None
    if id_.startswith("union:"):
        return _union(id_, borders)
    if borders == "de-facto":
        other = f"{id_}:de-facto"
        if id_.startswith("country:") and other in atlas("countries.col").rows:
            id_ = other
    try:
        return _shape(id_)
    except KeyError:
        raise UnknownName(f"the gazetteer has no area {id_!r}") from None


@lru_cache(maxsize=64)
def _union(id_: str, borders: str) -> Any:
    found: dict[str, Any] | None = atlas("shapes.col").cells.meta["unions"].get(id_)
    if found is None:
        raise UnknownName(f"the gazetteer has no area {id_!r}")
    parts = []
    for member in found["members"]:
        try:
            parts.append(area(member, borders=borders))
        except UnknownName:
            continue
    whole = _united([p for p in parts if p is not None])
    clip = found.get("clip")
    if clip:
        west, south, east, north = clip
        boxes = [(west, east)] if west <= east else [(west, 180), (-180, east)]
        cut = shapely.union_all([shapely.box(w, south, e, north) for w, e in boxes])
        pieces = shapely.get_parts(shapely.intersection(whole, cut))
        whole = shapely.MultiPolygon([p for p in pieces if p.geom_type == "Polygon"])
    return whole


def _united(parts: list[Any]) -> Any:
    """Unite polygons that share their edges; fall back on the slow way where they overlap."""
    if len(parts) == 1:
        return parts[0]
    try:
        whole = shapely.coverage_union_all(parts)
    except shapely.errors.GEOSException:
        return shapely.union_all(parts)
    return whole if whole.is_valid else shapely.union_all(parts)


def land() -> Any:
    """Give the land of the world as one geometry.

    Returns
    -------
    shapely.MultiPolygon
        The union of all countries; the Caspian Sea is a hole in it, other lakes are not.
    """
    return _shape("land")


def clear() -> None:
    """Forget what was read, after an import."""
    for cached in (atlas, _shape, _union):
        cached.cache_clear()


def point_array(lon: Any, lat: Any) -> Array:
    """Make an array of points.

    Parameters
    ----------
    lon, lat : array_like
        Degrees.

    Returns
    -------
    ndarray of shapely.Point
        The points.
    """
    return np.asarray(shapely.points(np.asarray(lon, float), np.asarray(lat, float)))

"""Ground: land, lakes, borders and names from Natural Earth, cut to what a map shows."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry import box

from geo.gazetteer import tables
from geo.maps.scene import BORDERS
from geo.maps.view import View

__all__ = ["Ground", "Name", "Sheet", "encode", "ground", "names_of", "sheet", "widest"]

_UNIT = 1e-4
_COARSE_UNIT = 2  # decimals
_SHAPE = 1.5  # width by height of the map on a large screen
BUDGET = 65_000  # characters of the fine sheet


@dataclass(frozen=True, slots=True)
class Name:
    """A name on the ground.

    Attributes
    ----------
    text : str
        Country or sea.
    lon, lat : float
        Where it fits best.
    kind : str
        ``country`` or ``sea``.
    room : float
        Radius of free space round the point, degrees.
    """

    text: str
    lon: float
    lat: float
    kind: str
    room: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """Shapes of one level of detail, with longitudes that run on over the view.

    Attributes
    ----------
    land, lakes : tuple of Polygon
        Surfaces.
    borders, dashed : tuple of LineString
        Boundaries; those disputed and lines of control.
    """

    land: tuple[Any, ...]
    lakes: tuple[Any, ...]
    borders: tuple[Any, ...]
    dashed: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Two sheets and the names.

    Attributes
    ----------
    box : View
        Where `fine` reaches.
    fine, coarse : Sheet
        The region in detail, the rest of the world without.
    names : tuple of Name
        Greatest first.
    decimals : int
        Decimals of a degree that `fine` is worth writing with.
    """

    box: View
    fine: Sheet
    coarse: Sheet
    names: tuple[Name, ...]
    decimals: int


@lru_cache(maxsize=1)
def _archive() -> Any:
    place = tables.folder() / "tables" / "basemap"
    return np.load(tables.table("basemap.npz", place), allow_pickle=False)


def _unpack(name: str, kind: shapely.GeometryType, unit: float = _UNIT) -> NDArray[Any]:
    table = _archive()
    coords = np.cumsum(table[f"{name}/delta"], axis=0, dtype=np.int64) * unit
    keys = [f"{name}/offsets{i}" for i in range(4) if f"{name}/offsets{i}" in table.files]
    offsets = tuple(table[key] for key in keys)
    return np.asarray(shapely.from_ragged_array(kind, np.round(coords, 4), offsets))


@lru_cache(maxsize=8)
def _level(level: str) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    polygon, line = shapely.GeometryType.POLYGON, shapely.GeometryType.LINESTRING
    kinds = _archive()[f"{level}/borders/kinds"]
    return (
        _unpack(f"{level}/land", polygon),
        _unpack(f"{level}/lakes", polygon),
        _unpack(f"{level}/borders", line),
        kinds,
    )


def _clip(shapes: NDArray[Any], view: View) -> NDArray[Any]:
    """Cut to the view in every copy of the world that it touches."""
    found: list[NDArray[Any]] = []
    bounds = shapely.bounds(shapes)
    for turn in (-360.0, 0.0, 360.0):
        west, east = view.west - turn, view.east - turn
        hit = (bounds[:, 0] < east) & (bounds[:, 2] > west)
        hit &= (bounds[:, 1] < view.north) & (bounds[:, 3] > view.south)
        if hit.any():
            cut = shapely.clip_by_rect(shapes[hit], west, view.south, east, view.north)
            moved = shapely.transform(cut, lambda xy, turn=turn: xy + np.array([turn, 0.0]))
            parts = shapely.get_parts(shapely.get_parts(moved))
            bad = ~shapely.is_valid(parts)
            parts[bad] = shapely.make_valid(parts[bad])
            found.append(parts)
    return np.concatenate(found) if found else np.array([], dtype=object)


def _simple(shapes: NDArray[Any], tolerance: float, dimension: int) -> tuple[Any, ...]:
    """Simplify; leave out specks and what a cut has left of another dimension."""
    parts = shapely.get_parts(shapely.get_parts(shapely.simplify(shapes, tolerance)))
    parts = parts[(shapely.get_dimensions(parts) == dimension) & ~shapely.is_empty(parts)]
    if dimension == 2:
        parts = parts[shapely.area(parts) > 4 * tolerance**2]
    return tuple(parts)


def sheet(view: View, level: str, tolerance: float, borders: str = "un") -> Sheet:
    """Cut one level of detail to a view.

    Parameters
    ----------
    view : View
        The box.
    level : str
        ``10m``, ``50m`` or ``110m``, after Natural Earth's scales.
    tolerance : float, degrees
        How far a simplified outline may be off.
    borders : str
        ``un`` or ``de-facto``.

    Returns
    -------
    Sheet
        Shapes inside the view.
    """
    return _thinned(_cut(view, level, borders), tolerance)


def _cut(view: View, level: str, borders: str) -> tuple[NDArray[Any], ...]:
    land, lakes, lines, kinds = _level(level)
    kind = kinds[:, BORDERS.index(borders)]
    return tuple(_clip(s, view) for s in (land, lakes, lines[kind == 1], lines[kind == 2]))


def _thinned(shapes: tuple[NDArray[Any], ...], tolerance: float) -> Sheet:
    land, lakes, borders, dashed = shapes
    return Sheet(
        _simple(land, tolerance, 2),
        _simple(lakes, tolerance, 2),
        _simple(borders, tolerance, 1),
        _simple(dashed, tolerance, 1),
    )


def encode(shapes: tuple[Any, ...], decimals: int) -> list[list[int]]:
    """Write rings and lines as whole numbers: a first point, then differences.

    Parameters
    ----------
    shapes : tuple of geometry
        Polygons, LineStrings.
    decimals : int
        Decimals of a degree that are kept.

    Returns
    -------
    list of list of int
        ``[lon, lat, dlon, dlat, ...]`` in units of the last decimal, one list a ring or line.

    Examples
    --------
    >>> encode((shapely.LineString([(1, 2), (1.5, 2), (1.5, 3)]),), 1)
    [[10, 20, 5, 0, 0, 10]]
    """
    out: list[list[int]] = []
    for shape in shapes:
        rings = [shape.exterior, *shape.interiors] if hasattr(shape, "exterior") else [shape]
        for ring in rings:
            whole = np.round(shapely.get_coordinates(ring) * 10**decimals).astype(np.int64)
            step = np.diff(whole, axis=0)
            kept = whole[np.concatenate(([True], (step != 0).any(axis=1)))]
            least = 2 if ring.geom_type == "LineString" else 4
            if len(kept) >= least:
                delta = np.diff(kept, axis=0, prepend=np.zeros((1, 2), np.int64))
                out.append(delta.ravel().tolist())
    return out


def _size(part: Sheet, decimals: int) -> int:
    shapes = (*part.land, *part.lakes, *part.borders, *part.dashed)
    return len(json.dumps(encode(shapes, decimals), separators=(",", ":")))


def _fine(view: View, borders: str, budget: int) -> tuple[Sheet, int]:
    """Take as much detail as the budget allows, and never more than the map can show."""
    level = "10m" if view.span < 75 else "50m" if view.span < 200 else "110m"
    tolerance = max(view.span / 8000, 2e-4)
    shapes = _cut(view, level, borders)
    while True:
        decimals = min(4, max(2, math.ceil(-math.log10(tolerance)) + 1))
        part = _thinned(shapes, tolerance)
        size = _size(part, decimals)
        if size <= budget:
            return part, decimals
        # Half the points need nearly three times the tolerance on coasts and borders.
        tolerance *= max(1.15, (size / budget) ** 1.4)


def names_of(view: View) -> tuple[Name, ...]:
    """Put the name of a country where the cut leaves most room for it, and those of seas.

    Parameters
    ----------
    view : View
        The box.

    Returns
    -------
    tuple of Name
        Greatest room first.
    """
    table = _archive()
    titles = json.loads(bytes(table["countries/names"]))
    shapes = _unpack("countries", shapely.GeometryType.MULTIPOLYGON, 1e-3)
    found: list[Name] = []
    parts, index = shapely.get_parts(shapes, return_index=True)
    best: dict[int, tuple[float, Any]] = {}
    for turn in (-360.0, 0.0, 360.0):
        cut = shapely.clip_by_rect(
            parts, view.west - turn, view.south, view.east - turn, view.north
        )
        for i in np.flatnonzero(~shapely.is_empty(cut)).tolist():
            for piece in shapely.get_parts(cut[i]):
                if piece.geom_type == "Polygon" and piece.area > best.get(index[i], (0.0,))[0]:
                    best[int(index[i])] = (piece.area, affinity.translate(piece, turn))
    for i, (area, piece) in best.items():
        if area < (view.span / 60) ** 2:
            continue
        lon, lat, room = widest(piece)
        found.append(Name(titles[i][0], lon, lat, "country", room))
    for text, lon, lat, room in json.loads(bytes(table["seas/names"])):
        x = float(view.near(lon))
        inside = view.west < x < view.east and view.south < lat < view.north
        if inside and room > view.span / 60:
            found.append(Name(text, x, lat, "sea", room))
    return tuple(sorted(found, key=lambda n: (-n.room, n.text)))


def widest(piece: Any) -> tuple[float, float, float]:
    """Find where most room is inside a polygon.

    Parameters
    ----------
    piece : shapely Polygon
        (lon, lat).

    Returns
    -------
    lon, lat, radius : float, degrees
        Centre and radius of the largest circle inside, to a fortieth of its size.
    """
    valid = piece if piece.is_valid else shapely.make_valid(piece)
    size = math.sqrt(valid.area)
    simple = shapely.simplify(valid, size / 50)
    circle = shapely.maximum_inscribed_circle(simple, tolerance=size / 40)
    (lon, lat), (x, y) = circle.coords
    return round(lon, 3), round(lat, 3), round(math.hypot(x - lon, y - lat), 3)


def ground(view: View, borders: str = "un", budget: int = BUDGET) -> Ground:
    """Cut the ground to a view: the region in detail, the world outside it coarsely.

    Parameters
    ----------
    view : View
        What the story needs.
    borders : str
        ``un`` or ``de-facto``.
    budget : int
        Characters that the region may take in the page.

    Returns
    -------
    Ground
        Sheets and names.
    """
    region = view.grown(0.4).wide(_SHAPE)
    middle = (region.west + region.east) / 2
    world = View(middle - 180.0, -60.0, middle + 180.0, 84.0)
    fine, decimals = _fine(region, borders, budget)
    rest = sheet(world, "110m", 0.12, borders)
    hole = box(region.west, region.south, region.east, region.north)
    outside = [tuple(_minus(lines, hole)) for lines in (rest.borders, rest.dashed)]
    coarse = Sheet(rest.land, rest.lakes, outside[0], outside[1])
    return Ground(region, fine, coarse, names_of(region), decimals)


def _minus(lines: tuple[Any, ...], hole: Any) -> list[Any]:
    cut = shapely.difference(np.array(lines, dtype=object), hole) if lines else np.array([])
    parts = shapely.get_parts(cut)
    return [p for p in parts if not p.is_empty]

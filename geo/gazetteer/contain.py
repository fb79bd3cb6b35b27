"""Which country, first-level unit and sea a point lies in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from geo.errors import InvalidCoordinate, UnknownName
from geo.gazetteer.shapes import VIEWS, atlas
from geo.gazetteer.tables import Array

__all__ = ["Where", "contains"]


_BESIDE = 0.045


@dataclass(frozen=True, slots=True)
class Where:
    """What a point, or each of several, lies in.

    Attributes
    ----------
    country : str or ndarray of str
        ISO 3166-1 alpha-2 code; under ``de-facto`` also CYN and SOL, Natural Earth's codes for
        Northern Cyprus and Somaliland; empty at sea.
    admin1 : str or ndarray of str
        Id of the first-level unit's feature, empty at sea.
    sea : str or ndarray of str
        Id of the smallest sea's feature, empty on land and in waters that have no name.
    """

    country: Any
    admin1: Any
    sea: Any

    def __iter__(self) -> Any:
        """Give country, first-level unit and sea, so that it can be taken apart like a tuple."""
        return iter((self.country, self.admin1, self.sea))


def contains(lon: Any, lat: Any, *, borders: str = "un") -> Where:
    """Say what points lie in.

    Parameters
    ----------
    lon, lat : float or array_like
        Degrees.
    borders : {"un", "de-facto"}
        Whose borders, where they differ.

    Returns
    -------
    Where
        Strings for one point, arrays of strings for several.

    Raises
    ------
    InvalidCoordinate
        Where a latitude is beyond 90 or a coordinate is no number.
    UnknownName
        Where `borders` is no view.

    Notes
    -----
    Natural Earth 1:10 million: near a coast or a border a point may be a kilometre or two on
    the wrong side. Lakes belong to their country, and so do lagoons and spits within 5 km of it
    that lie in no named sea.

    Examples
    --------
    >>> contains(37.16, 36.2).country
    'SY'
    >>> contains(34.1, 45.0).country, contains(34.1, 45.0, borders="de-facto").country
    ('UA', 'RU')
    """
    if borders not in VIEWS:
        raise UnknownName(f"no borders {borders!r}: choose un or de-facto")
    x, y = (np.atleast_1d(np.asarray(v, float)) for v in (lon, lat))
    x, y = (v.ravel() for v in np.broadcast_arrays(x, y))
    if not (np.isfinite(x) & np.isfinite(y) & (np.abs(y) <= 90)).all():
        raise InvalidCoordinate("a latitude is beyond 90 degrees or a coordinate is no number")
    x = np.where((x < -180) | (x > 180), (x + 180) % 360 - 180, x)
    units = np.asarray(atlas("admin1.col").cells.meta["units"], object)
    unit = _inside(x, y)
    land = unit >= 0
    country, admin1 = np.full(len(x), "", object), np.full(len(x), "", object)
    country[land] = units[unit[land], VIEWS.index(borders)]
    admin1[land] = units[unit[land], 2]
    sea = np.full(len(x), "", object)
    if not land.all():
        sea[~land] = _seas(x[~land], y[~land])
        for i in np.flatnonzero(~land & (sea == "")).tolist():
            beside = _beside(float(x[i]), float(y[i]))
            if beside >= 0:
                country[i], admin1[i] = units[beside, VIEWS.index(borders)], units[beside, 2]
    if np.ndim(lon) == 0 and np.ndim(lat) == 0:
        return Where(str(country[0]), str(admin1[0]), str(sea[0]))
    return Where(country, admin1, sea)


@lru_cache(maxsize=4)
def _tree(name: str) -> Any:
    return shapely.STRtree(shapely.box(*atlas(name).boxes.T))


@lru_cache(maxsize=256)
def _prepared(name: str, row: int) -> Any:
    shape = atlas(name).shape(row)
    shapely.prepare(shape)
    return shape


def _inside(x: Array, y: Array) -> Array:
    """Give the row of the first unit that holds each point, -1 where none does."""
    out = np.full(len(x), -1)
    point, row = _tree("admin1.col").query(shapely.points(x, y))
    order = np.argsort(row, kind="stable")
    point, row = point[order], row[order]
    edges = np.flatnonzero(np.diff(row, prepend=-1, append=-1))
    for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        some = point[a:b]
        shape = _prepared("admin1.col", int(row[a]))
        some = some[shapely.intersects_xy(shape, x[some], y[some])]
        out[some] = np.where(out[some] < 0, row[a], out[some])
    return out


def _beside(x: float, y: float) -> int:
    """Give the unit within 5 km of a point in a lagoon or on a spit that is not drawn."""
    here = shapely.Point(x, y)
    rows = _tree("admin1.col").query(here.buffer(_BESIDE)).tolist()
    far = [(float(shapely.distance(_prepared("admin1.col", r), here)), r) for r in sorted(rows)]
    distance, row = min(far, default=(np.inf, -1))
    return row if distance <= _BESIDE else -1


def _seas(x: Array, y: Array) -> Array:
    """Give the id of the smallest sea that holds each point."""
    table = atlas("waters.col")
    out = np.full(len(x), "", object)
    size = np.full(len(x), np.inf)
    point, row = _tree("waters.col").query(shapely.points(x, y))
    for r in np.unique(row).tolist():
        if not table.ids[r].startswith("sea:"):
            continue
        some = point[row == r]
        shape = _prepared("waters.col", r)
        some = some[shapely.intersects_xy(shape, x[some], y[some]) & (shape.area < size[some])]
        out[some], size[some] = "naturalearth:" + table.ids[r].replace(":", "/"), shape.area
    return out

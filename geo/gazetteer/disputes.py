"""Disputed areas and lines of control, by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import shapely

from geo.errors import UnknownName
from geo.gazetteer.shapes import area, atlas

__all__ = ["ControlLine", "Disputed", "control_lines", "disputed", "disputed_at"]


@dataclass(frozen=True, slots=True)
class Disputed:
    """An area that more than one state claims, or that one holds against the view of others.

    Attributes
    ----------
    id : str
        Id of its feature.
    name : str
        Its name.
    un : str
        ISO code of the country to which the ``un`` view gives it, ``apart`` or ``divided``.
    holders, claimants : tuple of str
        ISO codes of those who hold it, and of those who claim it.
    since : str
        Year since which it is disputed.
    area_id : str
        Id of its area, empty where no outline is known.
    note : str
        What a reader must know.
    """

    id: str
    name: str
    un: str
    holders: tuple[str, ...]
    claimants: tuple[str, ...]
    since: str
    area_id: str
    note: str


@dataclass(frozen=True, slots=True)
class ControlLine:
    """A line that is no agreed border.

    Attributes
    ----------
    name : str
        Its name.
    kind : str
        ``line of control``, or ``boundary not held`` for one that only the ``un`` view has.
    line : shapely.MultiLineString
        Degrees (lon, lat).
    """

    name: str
    kind: str
    line: Any


def _many(cell: str) -> tuple[str, ...]:
    return tuple(x for x in cell.split("|") if x)


@lru_cache(maxsize=1)
def disputed() -> tuple[Disputed, ...]:
    """List the disputed areas.

    Returns
    -------
    tuple of Disputed
        In the order of the table, which is written by hand.

    Examples
    --------
    >>> next(d for d in disputed() if d.name == "Crimea").un
    'UA'
    """
    return tuple(
        Disputed(
            f"hand:{row['id']}",
            row["name"],
            row["un_country"],
            _many(row["de_facto_country"]),
            _many(row["claimants"]),
            row["since"],
            row["area_id"],
            row["note"],
        )
        for row in atlas("lines.col").cells.meta["disputed"]
    )


def disputed_at(geometry: Any) -> tuple[Disputed, ...]:
    """List the disputed areas that a geometry touches.

    Parameters
    ----------
    geometry : shapely geometry
        A point, line or polygon, degrees (lon, lat).

    Returns
    -------
    tuple of Disputed
        Those whose outline it touches; outlines drawn by hand are good to 10 to 50 km.

    Examples
    --------
    >>> [d.name for d in disputed_at(shapely.Point(34.1, 45.0))]
    ['Crimea']
    """
    out = []
    for found in disputed():
        if not found.area_id:
            continue
        try:
            shape = area(found.area_id)
        except UnknownName:
            continue
        if shape is not None and shapely.intersects(shape, geometry):
            out.append(found)
    return tuple(out)


@lru_cache(maxsize=1)
def control_lines() -> tuple[ControlLine, ...]:
    """List the lines of control, and the boundaries that only the ``un`` view has.

    Returns
    -------
    tuple of ControlLine
        With their lines, as Natural Earth draws them; that of the Golan's west by hand.

    Examples
    --------
    >>> "Line of Control" in [c.name for c in control_lines()]
    True
    """
    table = atlas("lines.col")
    what = table.cells.meta["lines"]
    return tuple(
        ControlLine(what[id_]["name"], what[id_]["kind"], table.shape(row))
        for row, id_ in enumerate(table.ids)
    )

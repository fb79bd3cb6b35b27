"""Neighbours, lengths of borders, the nearest border and the nearest coast."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from geo.errors import InvalidCoordinate, UnknownName
from geo.gazetteer.contain import contains
from geo.gazetteer.edges import (
    closest,
    edge_numbers,
    edges_of,
    length_of,
    ring_edges,
    shared,
    to_lines,
)
from geo.gazetteer.encode import UNITS
from geo.gazetteer.feature import Feature
from geo.gazetteer.nations import country
from geo.gazetteer.shapes import atlas, land
from geo.gazetteer.tables import Array

__all__ = [
    "Nearest",
    "border",
    "border_length_m",
    "nearest_border",
    "nearest_coast",
    "neighbours",
]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest point of a border or a coast.

    Attributes
    ----------
    distance_m : float
        Metres on the ellipsoid.
    lon, lat : float
        The point, degrees.
    between : tuple of str
        ISO codes of the countries on both sides of a border; of the one whose coast it is.
    """

    distance_m: float
    lon: float
    lat: float
    between: tuple[str, ...]


def _code(of: Feature | str) -> str:
    if isinstance(of, Feature):
        if of.kind != "country":
            raise UnknownName(f"{of.name} is no country")
        return of.country
    return country(of).country if len(of) != 3 else of


@lru_cache(maxsize=2)
def _codes(borders: str) -> dict[str, Array]:
    """Give the box of each country in a view."""
    table = atlas("countries.col")
    out = {}
    for id_, box in zip(table.ids, table.boxes, strict=True):
        code, _, view = id_.removeprefix("country:").partition(":")
        if not view or (view == borders):
            out[code] = box
    return out


@lru_cache(maxsize=512)
def _neighbours(code: str, borders: str) -> tuple[str, ...]:
    boxes = _codes(borders)
    if code not in boxes:
        raise UnknownName(f"the gazetteer has no area of {code}")
    west, south, east, north = boxes[code]
    out = []
    for other, (w, s, e, n) in sorted(boxes.items()):
        apart = w > east or e < west or s > north or n < south
        if other == code or apart or _nested(code, other):
            continue
        if len(shared(f"country:{code}", f"country:{other}", borders)):
            out.append(other)
    return tuple(out)


def _nested(a: str, b: str) -> bool:
    """Say whether one is an overseas part of the other, which holds its polygon too."""
    parts = {"GF": "FR", "GP": "FR", "MQ": "FR", "RE": "FR", "YT": "FR", "BQ": "NL", "SJ": "NO"}
    return parts.get(a) == b or parts.get(b) == a


def neighbours(of: Feature | str, *, borders: str = "un") -> tuple[Feature, ...]:
    """List the countries that share a land border with a country.

    Parameters
    ----------
    of : Feature or str
        A country, its ISO code or name.
    borders : {"un", "de-facto"}
        Whose borders, where they differ.

    Returns
    -------
    tuple of Feature
        In the order of their codes. Areas without an ISO code are left out.

    Raises
    ------
    UnknownName
        Where there is no such country.

    Examples
    --------
    >>> [c.country for c in neighbours("Syria")]
    ['IL', 'IQ', 'JO', 'LB', 'TR']
    """
    return tuple(country(c) for c in _neighbours(_code(of), borders) if len(c) == 2)


def border(a: Feature | str, b: Feature | str, *, borders: str = "un") -> Any:
    """Give the land border of two countries.

    Parameters
    ----------
    a, b : Feature or str
        Countries, their ISO codes or names.
    borders : {"un", "de-facto"}
        Whose borders, where they differ.

    Returns
    -------
    shapely.MultiLineString
        Degrees (lon, lat); empty where they do not touch.

    Examples
    --------
    >>> border("SY", "RU").is_empty
    True
    """
    edges = shared(f"country:{_code(a)}", f"country:{_code(b)}", borders)
    return to_lines(edges) if len(edges) else shapely.MultiLineString()


def border_length_m(a: Feature | str, b: Feature | str, *, borders: str = "un") -> float:
    """Give the length of the land border of two countries.

    Parameters
    ----------
    a, b : Feature or str
        Countries, their ISO codes or names.
    borders : {"un", "de-facto"}
        Whose borders, where they differ.

    Returns
    -------
    float
        Metres on the ellipsoid, 0 where they do not touch.

    Notes
    -----
    The length of Natural Earth's 1:10 million line, which cuts the bends of rivers and ridges:
    most borders come out up to a tenth shorter than surveyed, those along rivers up to a third.

    Examples
    --------
    >>> 700_000 < border_length_m("SY", "TR") < 920_000
    True
    """
    return length_of(shared(f"country:{_code(a)}", f"country:{_code(b)}", borders))


@lru_cache(maxsize=64)
def _land_border(code: str, borders: str) -> tuple[Array, tuple[str, ...]]:
    """Give every edge that a country shares, and on each the country beyond it."""
    parts, beyond = [np.zeros((0, 2, 2))], []
    for other in _neighbours(code, borders):
        edges = shared(f"country:{code}", f"country:{other}", borders)
        parts.append(edges)
        beyond += [other] * len(edges)
    return np.concatenate(parts), tuple(beyond)


def nearest_border(
    lon: float,
    lat: float,
    *,
    of: Feature | str | None = None,
    with_: Feature | str | None = None,
    borders: str = "un",
) -> Nearest | None:
    """Find the nearest point of a land border.

    Parameters
    ----------
    lon, lat : float
        The place, degrees.
    of : Feature, str or None
        The country whose border is meant; where None the one that the place lies in.
    with_ : Feature, str or None
        The country on the other side; where None any.
    borders : {"un", "de-facto"}
        Whose borders, where they differ.

    Returns
    -------
    Nearest or None
        None where the country has no such border, or the place lies in no country.

    Raises
    ------
    InvalidCoordinate
        Where the place is none on Earth.

    Examples
    --------
    >>> near = nearest_border(37.16, 36.2, of="TR")
    >>> near.between, 40_000 < near.distance_m < 50_000
    (('TR', 'SY'), True)
    """
    _check(lon, lat)
    code = _code(of) if of is not None else contains(lon, lat, borders=borders).country
    if not code:
        return None
    edges, beyond = _land_border(code, borders)
    if with_ is not None:
        other = _code(with_)
        edges = edges[np.array([b == other for b in beyond], bool)]
        beyond = (other,) * len(edges)
    if not len(edges):
        return None
    metres, x, y, row = closest(edges, lon, lat)
    return Nearest(metres, x, y, (code, beyond[row]))


def _check(lon: float, lat: float) -> None:
    if not (np.isfinite(lon) and np.isfinite(lat) and abs(lat) <= 90):
        raise InvalidCoordinate(f"{lat}, {lon} is no place on Earth")


@lru_cache(maxsize=1)
def _coast() -> tuple[Array, Array]:
    """Give the edges of the land with their numbers, the frame of Antarctica and 180 E left out."""
    ends = ring_edges(land())
    edges = ends.reshape(-1, 2, 2) / UNITS
    frame = (np.abs(edges[..., 0]) >= 179.9999).all(axis=1) | (edges[..., 1] <= -89.9).any(axis=1)
    return edges[~frame], edge_numbers(ends[~frame])


@lru_cache(maxsize=64)
def _coast_of(code: str, borders: str) -> Array:
    ends, numbers = edges_of(f"country:{code}", borders)
    return np.asarray(ends[np.isin(numbers, _coast()[1])].reshape(-1, 2, 2) / UNITS)


def nearest_coast(
    lon: float, lat: float, *, of: Feature | str | None = None, borders: str = "un"
) -> Nearest | None:
    """Find the nearest point of a coast.

    Parameters
    ----------
    lon, lat : float
        The place, degrees, on land or at sea.
    of : Feature, str or None
        The country whose coast is meant; where None any.
    borders : {"un", "de-facto"}
        Whose borders, where they differ.

    Returns
    -------
    Nearest or None
        None where the country has no coast. The Caspian Sea has one; lakes have none.

    Raises
    ------
    InvalidCoordinate
        Where the place is none on Earth.

    Notes
    -----
    Natural Earth 1:10 million: good to a kilometre or two.

    Examples
    --------
    >>> nearest_coast(35.8, 35.5, of="SY").distance_m < 10_000
    True
    """
    _check(lon, lat)
    edges = _coast()[0] if of is None else _coast_of(_code(of), borders)
    if not len(edges):
        return None
    metres, x, y, _ = closest(edges, lon, lat)
    code = contains(x, y, borders=borders).country if of is None else _code(of)
    return Nearest(metres, x, y, (code,) if code else ())

"""The closed areas of a policy as polygons: territories, belts of sea, the user's own."""

from __future__ import annotations

import csv
import difflib
from functools import lru_cache
from typing import Any

import shapely
from shapely import MultiPolygon

from geo import gazetteer
from geo.errors import PlaceNotFound, ScenarioError, UnknownName
from geo.gazetteer import Feature
from geo.gazetteer.shapes import atlas
from geo.gazetteer.tables import folder, table
from geo.routes.belt import belt
from geo.routes.cut import check_polygon, cut, parts
from geo.routes.policy import Area, Policy
from geo.text import normalise

__all__ = ["closed_areas", "closed_countries", "closed_polygon", "country_of", "territory"]


def country_of(name: str) -> Feature:
    """Find a country by code or name.

    Parameters
    ----------
    name : str
        ISO 3166-1 code, or a name.

    Returns
    -------
    Feature
        The country.

    Raises
    ------
    UnknownName
        No such country; the message suggests the nearest.

    Examples
    --------
    >>> country_of("TR").name
    'Turkey'
    """
    try:
        return gazetteer.country(name)
    except (PlaceNotFound, UnknownName) as error:
        names = [f.name for f in gazetteer.countries()]
        near = difflib.get_close_matches(name, names, 1, 0.6)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UnknownName(f"no country is called {name!r}{hint}") from error


def code_of(name: str) -> str:
    """Give the code of a country that has an outline.

    Parameters
    ----------
    name : str
        ISO 3166-1 code, or a name.

    Returns
    -------
    str
        The code, as areas are called by.

    Raises
    ------
    UnknownName
        No such country, or no outline of it.
    """
    known = outlines()
    if name in known:
        return name
    code = country_of(name).country
    if code not in known:
        raise UnknownName(f"there is no outline of {name!r} to go round")
    return code


@lru_cache(maxsize=1)
def outlines() -> frozenset[str]:
    """List the codes of all countries that have an outline.

    Returns
    -------
    frozenset of str
        ISO 3166-1 codes.
    """
    found = (id_.split(":") for id_ in atlas("countries.col").ids)
    return frozenset(parts_[1] for parts_ in found if len(parts_) == 2)


@lru_cache(maxsize=512)
def territory(code: str, borders: str = "un") -> Any:
    """Give the land of a country, cut at the antimeridian.

    Parameters
    ----------
    code : str
        ISO 3166-1 code.
    borders : str
        ``un`` or ``de-facto``.

    Returns
    -------
    MultiPolygon
        Longitude and latitude.
    """
    return cut(gazetteer.area(f"country:{code}", borders=borders))


def closed_countries(policy: Policy) -> tuple[str, ...]:
    """List the codes of the countries that a policy avoids.

    Parameters
    ----------
    policy : Policy
        Any.

    Returns
    -------
    tuple of str
        ISO 3166-1 codes, in the policy's order.
    """
    closed = [code_of(c) for c in policy.countries]
    if policy.open_countries:
        closed += sorted(outlines() - {code_of(c) for c in policy.open_countries})
    return tuple(dict.fromkeys(closed))


def closed_areas(policy: Policy) -> list[tuple[str, Any]]:
    """Give each closed area of a policy with its name.

    Parameters
    ----------
    policy : Policy
        Any.

    Returns
    -------
    list of tuple
        (name, polygons), buffers included, belts last.

    Raises
    ------
    UnknownName
        A country or sea that is not known.
    InvalidGeometry, InvalidCoordinate
        A polygon that cannot be used.
    """
    known = outlines()
    return [
        (country_of(key).name if key in known else key, shape) for key, shape in _shapes(policy)
    ]


def _shapes(policy: Policy) -> list[tuple[str, Any]]:
    """Give each closed area with its code or name."""
    found: list[tuple[str, Any]] = []
    named = {code_of(a.country): a for a in policy.areas if a.country}
    found += [
        (code, _widened(territory(code, policy.borders), named.get(code)))
        for code in closed_countries(policy)
    ]
    for area in policy.areas:
        if area.polygon is not None:
            check_polygon(area.polygon, area.name)
            found.append((area.name, _widened(cut(area.polygon), area)))
    if policy.belt is not None:
        found += _belts(policy)
    return found


def _widened(shape: Any, area: Area | None) -> Any:
    if area is None or not area.buffer_m:
        return shape
    return shapely.union(shape, belt(shape, area.buffer_m))


def closed_polygon(policy: Policy, buffer_m: float = 0.0) -> MultiPolygon:
    """Unite all that a policy closes.

    Parameters
    ----------
    policy : Policy
        Any.
    buffer_m : float
        Further distance kept from all of it, in metres.

    Returns
    -------
    MultiPolygon
        Longitude and latitude, cut at the antimeridian; empty where nothing is closed.
    """
    shapes = [shape for _, shape in _shapes(policy)]
    if not shapes:
        return MultiPolygon()
    whole = shapely.union_all(shapes)
    if buffer_m > 0:
        whole = shapely.union(whole, belt(whole, buffer_m))
    return MultiPolygon(parts(whole))


def _belts(policy: Policy) -> list[tuple[str, Any]]:
    """Draw the belts of sea: off the closed coasts, over no land, not over open straits."""
    assert policy.belt is not None
    closed = closed_countries(policy)
    rule = policy.belt
    if not closed or (not rule.width_m and not rule.seas):
        return []
    own = shapely.union_all([territory(code, policy.borders) for code in closed])
    widest = max([rule.width_m, *(s.width_m for s in rule.seas)])
    land = _land_near(own, widest)
    # The tables share their vertices, so that coasts are where both outlines run.
    shared = shapely.get_parts(shapely.intersection(own.boundary, land.boundary))
    sides = shapely.MultiLineString([p for p in shared if p.geom_type == "LineString"])
    coast = shapely.line_merge(sides)
    apart = [(s, _sea(s.sea)) for s in rule.seas]
    wet = belt(coast, rule.width_m) if rule.width_m else MultiPolygon()
    pieces = [shapely.difference(wet, shapely.union_all([p for _, p in apart]))] if apart else [wet]
    pieces += [shapely.intersection(belt(coast, s.width_m), p) for s, p in apart if s.width_m]
    sea = shapely.difference(shapely.union_all(pieces), land)
    if rule.straits_open:
        sea = shapely.difference(sea, straits())
    return [("the belt of sea along them", MultiPolygon(parts(sea)))]


def _land(code: str, borders: str) -> Any:
    try:
        return territory(code, borders)
    except UnknownName:
        return MultiPolygon()


def _land_near(own: Any, width_m: float) -> Any:
    """Clip the land of the world to where the belt can reach."""
    reach = belt(shapely.unary_union([p.envelope for p in parts(own)]), 3 * width_m)
    reach = shapely.unary_union([reach, *(p.envelope for p in parts(own))])
    return MultiPolygon(parts(shapely.intersection(gazetteer.land(), reach.envelope)))


def _sea(name: str) -> Any:
    """Give a sea's polygon by name."""
    id_ = "sea:" + normalise(name).replace(" ", "-")
    if id_ in atlas("waters.col").rows:
        return cut(gazetteer.area(id_))
    raise ScenarioError(f"there is no sea called {name!r} with an outline")


@lru_cache(maxsize=1)
def straits() -> Any:
    """Give the corridors through straits that belts leave open.

    Returns
    -------
    shapely geometry
        Polygons, from ``straits.csv``.
    """
    rows = list(
        csv.DictReader(table("straits.csv", folder() / "policies").read_text("utf-8").splitlines())
    )
    corridors = [
        belt(shapely.from_wkt(f"LINESTRING ({row['line']})"), float(row["half_width_m"]))
        for row in rows
    ]
    return shapely.union_all(corridors)

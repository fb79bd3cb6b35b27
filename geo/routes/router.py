"""The shortest route between two points round the areas that a policy avoids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.errors import InvalidCoordinate
from geo.routes.enclosure import no_route, stand
from geo.routes.geojson import polygons_of_file
from geo.routes.guide import bounds_to
from geo.routes.obstacles import Obstacles
from geo.routes.policy import AREA_KINDS, Area, Policy, load_policy
from geo.routes.search import Bound, shortest
from geo.routes.sphere import GEOD
from geo.routes.store import obstacles_of
from geo.units import from_metres

if TYPE_CHECKING:
    from geo.routes.corridors import Alternative

__all__ = ["Leg", "Route", "place", "policy_with", "route", "routes"]

Place = tuple[float, float]
STEP_M = 20_000.0
GUIDE_WORTH_IT = 10_000
NOTHING = Policy("A", "Nothing avoided")


@dataclass(frozen=True)
class Leg:
    """One geodesic of a route.

    Attributes
    ----------
    start, end : tuple of float
        (lon, lat), degrees.
    length_m : float
        Metres.
    azimuth : float
        Direction at the start, degrees clockwise from north.
    """

    start: Place
    end: Place
    length_m: float
    azimuth: float


@dataclass(frozen=True)
class Route:
    """The shortest way round what a policy avoids: computed, not flown.

    Attributes
    ----------
    length_m : float
        Metres along the geodesics.
    legs : tuple of Leg
        Geodesics between the bends.
    policy : Policy
        The assumption on which it rests.
    stops : tuple of tuple of float
        Start, points passed, end.
    buffer_m : float
        Further distance kept from all areas.
    """

    length_m: float
    legs: tuple[Leg, ...]
    policy: Policy
    stops: tuple[Place, ...]
    buffer_m: float = 0.0

    @property
    def points(self) -> tuple[Place, ...]:
        """The ends and the bends, (lon, lat)."""
        return (self.legs[0].start, *(leg.end for leg in self.legs))

    @property
    def geometry(self) -> Any:
        """The geodesics drawn at 20 km steps, cut at the antimeridian."""
        return drawn(self.legs)

    def length(self, unit: str = "m") -> float:
        """Give the length in a unit.

        Parameters
        ----------
        unit : str
            As in `geo.units.METRES`.

        Returns
        -------
        float
            The length.
        """
        return from_metres(self.length_m, unit)

    def overflown(self) -> tuple[tuple[str, float], ...]:
        """List the countries and seas under the route with kilometres each.

        Returns
        -------
        tuple of (str, float)
            In the order in which each is first reached; each once.
        """
        from geo.routes.overflight import overflown

        return overflown(self)

    def alternatives(self) -> tuple[Alternative, ...]:
        """Find distinct corridors by closing what was overflown, one country at a time.

        Returns
        -------
        tuple of Alternative
            Shortest first; see `geo.routes.corridors`.
        """
        from geo.routes.corridors import alternatives

        return alternatives(self)


def place(point: Any) -> Place:
    """Read a point.

    Parameters
    ----------
    point : Feature or shapely Point
        Anything with ``lon`` and ``lat``, or ``x`` and ``y``.

    Returns
    -------
    tuple of float
        (lon, lat), longitude within -180 to 180.

    Raises
    ------
    InvalidCoordinate
        NaN, infinity, a latitude beyond 90, or no point at all.
    """
    if getattr(point, "is_empty", False):
        raise InvalidCoordinate("the point is empty")
    lon = getattr(point, "lon", getattr(point, "x", None))
    lat = getattr(point, "lat", getattr(point, "y", None))
    if lon is None or lat is None:
        raise InvalidCoordinate(
            f"{point!r} is no point: give a feature or a shapely Point(lon, lat)"
        )
    lon, lat = float(lon), float(lat)
    if not np.isfinite([lon, lat]).all():
        raise InvalidCoordinate(f"the point ({lon}, {lat}) is not finite")
    if abs(lat) > 90:
        raise InvalidCoordinate(f"latitude {lat:g}: latitudes end at 90")
    return ((lon + 180) % 360 - 180 if abs(lon) > 180 else lon), lat


def policy_with(
    policy: Policy | str | Path | None = None, avoid: Iterable[Any] = (), buffer_m: float = 0.0
) -> Policy:
    """Add avoided areas to a policy.

    Parameters
    ----------
    policy : Policy, str, pathlib.Path or None
        A policy, its name or file; None for none.
    avoid : iterable of str, pathlib.Path, Area, Feature or polygon
        Country codes or names, GeoJSON files (a path, or a str that ends in json), areas.
    buffer_m : float
        Checked here; kept by `route`.

    Returns
    -------
    Policy
        The policy, its name grown by what was added.
    """
    base = NOTHING if policy is None else policy
    base = base if isinstance(base, Policy) else load_policy(base)
    if not np.isfinite(buffer_m) or not 0 <= buffer_m <= 2_000_000:
        raise InvalidCoordinate(f"a buffer of {buffer_m:g} m: 0 to 2,000 km are possible")
    added: list[Area] = []
    for item in avoid:
        added += _areas(item)
    if not added:
        return base
    names = "+".join(a.country or a.name for a in added)
    label = names if base is NOTHING else f"{base.name}+{names}"
    return replace(base, name=label, title="", areas=(*base.areas, *added))


def _areas(item: Any) -> Sequence[Area]:
    """Read one thing to be avoided."""
    if isinstance(item, Area):
        return [item]
    if isinstance(item, Path) or (isinstance(item, str) and item.lower().endswith("json")):
        return [
            Area(name, kind if kind in AREA_KINDS else "polygon", polygon=shape)
            for name, kind, shape in polygons_of_file(Path(item))
        ]
    if isinstance(item, str):
        from geo.routes.areas import country_of

        found = country_of(item)
        return [Area(found.name, country=found.country)]
    if getattr(item, "kind", "") == "country":
        return [Area(item.name, country=item.country)]
    if hasattr(item, "geom_type"):
        return [Area("polygon", "polygon", polygon=item)]
    raise InvalidCoordinate(f"{item!r} is no area: give a country, a GeoJSON file or a polygon")


def route(
    a: Any,
    b: Any,
    *,
    avoid: Iterable[Any] = (),
    policy: Policy | str | Path | None = None,
    via: Iterable[Any] = (),
    buffer_m: float = 0.0,
) -> Route:
    """Find the shortest route from a to b.

    Parameters
    ----------
    a, b : Feature or shapely Point
        The ends: anything with ``lon`` and ``lat``, or a shapely ``Point(lon, lat)``.
    avoid : iterable
        What is avoided besides the policy: country codes or names, GeoJSON files, polygons.
    policy : Policy, str, pathlib.Path or None
        A policy, its name or its file.
    via : iterable of Feature or shapely Point
        Points to pass, in order.
    buffer_m : float
        Distance kept from all that is avoided, in metres.

    Returns
    -------
    Route
        Exact on the ellipsoid of WGS 84 for the outlines given: longer than the true shortest way
        by metres at most, and nowhere more than 1 m inside an area.

    Raises
    ------
    NoRoute
        An end lies in a closed area, or is enclosed; the message names the areas.
    InvalidCoordinate, InvalidGeometry, UnknownName
        Input that cannot be used.

    Notes
    -----
    Corners where the way may bend are those of the outlines after bays are filled
    (`geo.routes.hull`); A* over them with legs that are true geodesics. Washburn and Brown (Naval
    Research Logistics 63, 2016) do the like on a sphere.

    Examples
    --------
    >>> from shapely import Point
    >>> mozdok, aleppo = Point(44.6031, 43.7875), Point(37.1343, 36.2021)
    >>> round(route(mozdok, aleppo).length("km"), 1)
    1055.5
    >>> 1421 < route(mozdok, aleppo, policy="B").length("km") < 1441
    True
    """
    whole = policy_with(policy, avoid, buffer_m)
    stops = [place(a), *(place(v) for v in via), place(b)]
    obstacles = obstacles_of(whole, buffer_m)
    points = [stops[0]]
    for start, end in pairwise(stops):
        points += _way(obstacles, start, end, whole, buffer_m)[1:]
    return _made(points, whole, tuple(stops), buffer_m)


def routes(
    origins: Sequence[Any],
    targets: Sequence[Any],
    policy: Policy | str | Path | None = None,
    *,
    buffer_m: float = 0.0,
) -> tuple[tuple[Route, ...], ...]:
    """Find the routes from every origin to every target round one prepared set of obstacles.

    Parameters
    ----------
    origins, targets : sequence of Feature or shapely Point
        The ends.
    policy : Policy, str, pathlib.Path or None
        A policy, its name or its file.
    buffer_m : float
        Distance kept from all that is avoided, in metres.

    Returns
    -------
    tuple of tuple of Route
        A row an origin, a column a target.
    """
    whole = policy_with(policy, (), buffer_m)
    return tuple(
        tuple(route(a, b, policy=whole, buffer_m=buffer_m) for b in targets) for a in origins
    )


def _way(
    obstacles: Obstacles, start: Place, end: Place, policy: Policy, buffer_m: float
) -> list[Place]:
    """Search between two stops, from where a way can leave them."""
    first, last = (
        stand(obstacles, stop, which, policy, buffer_m)
        for stop, which in ((start, "start"), (end, "end"))
    )
    found = shortest(obstacles, first, last, _bound(obstacles, last))
    if found is None:
        raise no_route(obstacles, first, last, policy, buffer_m)
    head = [start] if first != start else []
    tail = [end] if last != end else []
    return [*head, *found, *tail]


def _bound(obstacles: Obstacles, end: Place) -> Bound | None:
    """Give a guide for searches over the coasts of the whole world, where it pays."""
    if obstacles.legs is not None or len(obstacles.corners.lon) < GUIDE_WORTH_IT:
        return None
    return bounds_to(obstacles.rough.outline, end)


def _made(points: list[Place], policy: Policy, stops: tuple[Place, ...], buffer_m: float) -> Route:
    legs = []
    for p, q in pairwise(points):
        azimuth, _, length = GEOD.inv(*p, *q)
        legs.append(Leg(p, q, float(length), float(azimuth) % 360))
    length_m = float(sum(leg.length_m for leg in legs))
    return Route(length_m, tuple(legs), policy, stops, buffer_m)


def drawn(legs: Sequence[Leg]) -> Any:
    """Draw legs as lines in longitude and latitude, cut at the antimeridian.

    Parameters
    ----------
    legs : sequence of Leg
        In order.

    Returns
    -------
    LineString or MultiLineString
        Points at most 20 km apart.
    """
    xy = [legs[0].start]
    for leg in legs:
        count = int(leg.length_m // STEP_M)
        xy += [*(GEOD.npts(*leg.start, *leg.end, count) if count else ()), leg.end]
    runs: list[list[Place]] = [[xy[0]]]
    for (x1, y1), (x2, y2) in pairwise(xy):
        if abs(x2 - x1) > 180 and abs(y1) < 90 > abs(y2):
            side = 180.0 if x1 > 0 else -180.0
            share = (side - x1) / (x2 + 2 * side - x1)
            y = y1 + share * (y2 - y1)
            runs[-1].append((side, y))
            runs.append([(-side, y)])
        runs[-1].append((x2, y2))
    lines = [shapely.LineString(run) for run in runs]
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)

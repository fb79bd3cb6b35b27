"""Other corridors, and what each closure costs: how a route depends on what is assumed avoided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from shapely import Point

from geo import gazetteer
from geo.errors import NoRoute
from geo.routes.policy import Policy
from geo.routes.router import Route, policy_with, route

__all__ = [
    "Alternative",
    "Closure",
    "Row",
    "Sensitivity",
    "alternatives",
    "closures",
    "sensitivity",
]


@dataclass(frozen=True)
class Alternative:
    """The route that is left when one country more is closed.

    Attributes
    ----------
    closed : str
        The country.
    route : Route or None
        None where nothing is left.
    extra_m : float
        How much longer it is, in metres; infinite where nothing is left.
    reason : str
        Why nothing is left, empty otherwise.
    """

    closed: str
    route: Route | None
    extra_m: float
    reason: str = ""


@dataclass(frozen=True)
class Closure:
    """What one closure of a policy costs.

    Attributes
    ----------
    name : str
        The area.
    extra_m : float
        How much shorter the route would be without it, in metres.
    """

    name: str
    extra_m: float


@dataclass(frozen=True)
class Row:
    """The length under one policy.

    Attributes
    ----------
    policy : Policy
        The assumption.
    route : Route or None
        None where there is none.
    length_m : float
        Metres; infinite where there is none.
    extra_m : float
        How much longer than the geodesic, in metres.
    """

    policy: Policy
    route: Route | None
    length_m: float
    extra_m: float


@dataclass(frozen=True)
class Sensitivity:
    """Lengths over several policies.

    Attributes
    ----------
    rows : tuple of Row
        In the order of the policies.
    closures : tuple of Closure
        What each closure of the last policy costs, dearest first.
    """

    rows: tuple[Row, ...]
    closures: tuple[Closure, ...]

    @property
    def costliest(self) -> Closure | None:
        """The single closure that costs most, None where none costs anything."""
        return next((c for c in self.closures if c.extra_m > 0), None)


def alternatives(found: Route) -> tuple[Alternative, ...]:
    """Close each overflown country in turn, save those of the ends, and keep distinct corridors.

    Parameters
    ----------
    found : Route
        Any.

    Returns
    -------
    tuple of Alternative
        Shortest first; of those over the same countries the first; dead ends last.
    """
    ends = {_country(stop, found.policy.borders) for stop in found.stops}
    over = [name for name, _ in found.overflown()]
    kept: dict[Any, Alternative] = {}
    for name in over:
        code = _code(name)
        if not code or code in ends:
            continue
        other = _try(found, code, name)
        corridor = name if other.route is None else tuple(n for n, _ in other.route.overflown())
        kept.setdefault(corridor, other)
    return tuple(sorted(kept.values(), key=lambda a: (a.extra_m, a.closed)))


def _try(found: Route, code: str, name: str) -> Alternative:
    """Route again with one country more closed."""
    policy = policy_with(found.policy, [code])
    start, *via, end = (Point(stop) for stop in found.stops)
    try:
        other = route(start, end, policy=policy, via=via, buffer_m=found.buffer_m)
    except NoRoute as error:
        return Alternative(name, None, float("inf"), str(error))
    return Alternative(name, other, other.length_m - found.length_m)


def _country(stop: tuple[float, float], borders: str) -> str:
    return str(gazetteer.contains(*stop, borders=borders).country)


def _code(name: str) -> str:
    """Give the code of an overflown country, empty for the sea."""
    try:
        return gazetteer.country(name).country
    except LookupError:
        return ""


def closures(a: Any, b: Any, policy: Policy | str | Path) -> tuple[Closure, ...]:
    """Say what each closure of a policy costs: the route is measured without it.

    Parameters
    ----------
    a, b : Feature or shapely Point
        The ends.
    policy : Policy, str or pathlib.Path
        A policy, its name or its file.

    Returns
    -------
    tuple of Closure
        Dearest first; the belt of sea as one.
    """
    whole = policy_with(policy)
    full = _length(a, b, whole)
    cases = [
        (area.name, replace(whole, name=f"{whole.name} without {area.name}", areas=rest))
        for i, area in enumerate(whole.areas)
        if (rest := whole.areas[:i] + whole.areas[i + 1 :]) or whole.open_countries
    ]
    if len(whole.areas) == 1 and not whole.open_countries:
        cases = [(whole.areas[0].name, Policy("A"))]
    if whole.belt is not None:
        cases.append(("belt of sea", replace(whole, name=f"{whole.name} without belt", belt=None)))
    found = [Closure(_named(name), full - _length(a, b, case)) for name, case in cases]
    return tuple(sorted(found, key=lambda c: (-c.extra_m, c.name)))


def _named(name: str) -> str:
    try:
        return gazetteer.country(name).name
    except LookupError:
        return name


def _length(a: Any, b: Any, policy: Policy) -> float:
    try:
        return route(a, b, policy=policy).length_m
    except NoRoute:
        return float("inf")


def sensitivity(a: Any, b: Any, policies: Iterable[Policy | str | Path]) -> Sensitivity:
    """Measure a route under several policies, and each closure of the last of them.

    Parameters
    ----------
    a, b : Feature or shapely Point
        The ends.
    policies : iterable of Policy, str or pathlib.Path
        Policies, their names or files.

    Returns
    -------
    Sensitivity
        A row a policy; the closures of the last.
    """
    sets = [policy_with(p) for p in policies]
    straight = route(a, b).length_m
    rows = []
    for policy in sets:
        try:
            found: Route | None = route(a, b, policy=policy)
        except NoRoute:
            found = None
        length = found.length_m if found else float("inf")
        rows.append(Row(policy, found, length, length - straight))
    last = closures(a, b, sets[-1]) if sets and np.isfinite(rows[-1].length_m) else ()
    return Sensitivity(tuple(rows), last)

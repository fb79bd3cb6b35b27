"""Fuel and payload over a distance, by Breguet's formula: estimates, always as intervals.

The flight is out with the load, dropped there, and back empty. Of an aircraft several models are
kept, each a consistent set of published masses and the constant ``k = V (L/D) / c`` fitted to a
published range; the interval spans them.
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import exp

import numpy as np

from geo.errors import InvalidCoordinate, UnknownName
from geo.gazetteer.tables import folder, table

__all__ = ["Aircraft", "Estimate", "Model", "aircraft", "aircraft_names", "fuel", "payload"]


@dataclass(frozen=True)
class Model:
    """One consistent set of figures of an aircraft, masses in tonnes.

    Attributes
    ----------
    name : str
        What the constant was fitted to.
    takeoff_t, empty_t, fuel_t, payload_t : float
        Largest take-off mass, empty mass, fuel capacity, largest load.
    k_km : float
        Breguet's constant.
    reserve : float
        Share of the fuel capacity that is left at landing.
    source : str
        Where the figures are published.
    """

    name: str
    takeoff_t: float
    empty_t: float
    fuel_t: float
    payload_t: float
    k_km: float
    reserve: float
    source: str


@dataclass(frozen=True)
class Aircraft:
    """An aircraft and its models.

    Attributes
    ----------
    name : str
        Type.
    aliases : tuple of str
        Other spellings, misprints among them.
    models : tuple of Model
        Between which estimates lie.
    """

    name: str
    aliases: tuple[str, ...]
    models: tuple[Model, ...]


@dataclass(frozen=True)
class Estimate:
    """An interval, never one number.

    Attributes
    ----------
    low, high : float
        Tonnes.
    possible : bool
        Whether every model can fly it.
    label : str
        How it came about, for people.
    """

    low: float
    high: float
    possible: bool
    label: str


@lru_cache(maxsize=1)
def _all() -> tuple[Aircraft, ...]:
    text = table("aircraft.csv", folder() / "policies").read_text("utf-8")
    rows: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        rows.setdefault(row["name"], []).append(row)
    return tuple(
        Aircraft(name, tuple(some[0]["aliases"].split("|")), tuple(_model(r) for r in some))
        for name, some in rows.items()
    )


def _model(row: dict[str, str]) -> Model:
    figures = {
        key: float(row[key])
        for key in ("takeoff_t", "empty_t", "fuel_t", "payload_t", "k_km", "reserve")
    }
    return Model(name=row["model"], source=row["source"], **figures)


def aircraft_names() -> tuple[str, ...]:
    """List the aircraft that are known.

    Returns
    -------
    tuple of str
        Types.

    Examples
    --------
    >>> "Tu-22M3" in aircraft_names()
    True
    """
    return tuple(a.name for a in _all())


def aircraft(name: str) -> Aircraft:
    """Find an aircraft.

    Parameters
    ----------
    name : str
        Type or alias.

    Returns
    -------
    Aircraft
        With its models.

    Raises
    ------
    UnknownName
        None of that name; the message suggests the nearest.

    Examples
    --------
    >>> aircraft("Tu-22MS").name
    'Tu-22M3'
    """
    known = {n.casefold(): a for a in _all() for n in (a.name, *a.aliases)}
    found = known.get(name.casefold())
    if found is None:
        near = difflib.get_close_matches(name.casefold(), known, 1, 0.6)
        hint = f"; did you mean {known[near[0]].name!r}?" if near else ""
        raise UnknownName(f"no aircraft is called {name!r}{hint}")
    return found


def fuel(craft: Aircraft, distance_m: float, payload_t: float) -> Estimate:
    """Estimate the fuel for a load taken over a distance, dropped, and the way back.

    Parameters
    ----------
    craft : Aircraft
        From `aircraft`.
    distance_m : float
        One way, in metres.
    payload_t : float
        Tonnes dropped.

    Returns
    -------
    Estimate
        Tonnes of fuel, reserve included.

    Notes
    -----
    Breguet: the mass falls by ``exp(-R / k)`` over a distance R. No climb, no wind, no detours.

    Examples
    --------
    >>> need = fuel(aircraft("Tu-22M3"), 774_400, 3.0)
    >>> round(need.low), round(need.high), need.possible
    (12, 15, True)
    """
    _check(distance_m, payload_t)
    needs = [_fuel(m, distance_m, payload_t) for m in craft.models]
    possible = all(
        need <= m.fuel_t
        and m.empty_t + payload_t + need <= m.takeoff_t
        and payload_t <= m.payload_t
        for m, need in zip(craft.models, needs, strict=True)
    )
    return Estimate(min(needs), max(needs), possible, _label(craft))


def payload(craft: Aircraft, distance_m: float) -> Estimate:
    """Estimate the largest load that can be taken over a distance, dropped, and the way back flown.

    Parameters
    ----------
    craft : Aircraft
        From `aircraft`.
    distance_m : float
        One way, in metres.

    Returns
    -------
    Estimate
        Tonnes; 0 where the distance itself is too long.

    Examples
    --------
    >>> most = payload(aircraft("Tu-22M3"), 774_400)
    >>> round(most.low), round(most.high)
    (24, 24)
    """
    _check(distance_m, 0.0)
    loads = [_largest(_fits(m, distance_m), m.payload_t) for m in craft.models]
    return Estimate(min(loads), max(loads), min(loads) > 0, _label(craft))


def _label(craft: Aircraft) -> str:
    return f"estimate by Breguet's formula from published figures of the {craft.name}"


def _check(distance_m: float, payload_t: float) -> None:
    if not np.isfinite([distance_m, payload_t]).all() or distance_m < 0 or payload_t < 0:
        raise InvalidCoordinate(f"a distance of {distance_m:g} m with {payload_t:g} t")


def _fuel(model: Model, distance_m: float, payload_t: float) -> float:
    grown = exp(distance_m / 1000 / model.k_km)
    reserve = model.reserve * model.fuel_t
    landing = model.empty_t + reserve
    takeoff = (landing * grown + payload_t) * grown
    return takeoff - payload_t - landing + reserve


def _fits(model: Model, distance_m: float) -> Callable[[float], bool]:
    def fits(load: float) -> bool:
        need = _fuel(model, distance_m, load)
        return need <= model.fuel_t and model.empty_t + load + need <= model.takeoff_t

    return fits


def _largest(fits: Callable[[float], bool], most: float) -> float:
    """Halve between 0 and the largest load."""
    if not fits(0.0):
        return 0.0
    if fits(most):
        return most
    low, high = 0.0, most
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low

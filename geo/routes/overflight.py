"""The countries and seas under a route, with the kilometres over each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo import gazetteer
from geo.routes.areas import closed_countries
from geo.routes.sphere import GEOD

if TYPE_CHECKING:
    from geo.routes.router import Leg, Route

__all__ = ["overflown", "stretches"]

STEP_M = 2_000.0
HALVINGS = 8
NO_SEA = "sea"

Names = NDArray[Any]


def overflown(route: Route, *, seas: bool = False) -> tuple[tuple[str, float], ...]:
    """List the countries and seas under a route.

    Parameters
    ----------
    route : Route
        Any.
    seas : bool
        Whether seas are told apart by name; one row ``sea`` holds them all otherwise.

    Returns
    -------
    tuple of (str, float)
        Name and kilometres, in the order in which each is first reached; each once.

    Notes
    -----
    Looked up every 2 km and halved down to 8 m where the country changes; what is passed in less
    than 2 km may be missed. The borders are those of the policy.
    """
    total: dict[str, float] = {}
    for name, length_m in stretches(route, seas=seas):
        total[name] = total.get(name, 0.0) + length_m / 1000
    return tuple(total.items())


def stretches(route: Route, *, seas: bool = False) -> tuple[tuple[str, float], ...]:
    """List what lies under a route, stretch by stretch.

    Parameters
    ----------
    route : Route
        Any.
    seas : bool
        Whether seas are told apart by name.

    Returns
    -------
    tuple of (str, float)
        Name and metres, in order; the lengths add up to the route's.
    """
    closed = {_country_name(code) for code in closed_countries(route.policy)}
    found: list[tuple[str, float]] = []
    for leg in route.legs:
        if leg.length_m <= 0:
            continue
        for name, length_m in _along(leg, route.policy.borders, seas):
            # A leg along a closed border may lie on it to centimetres: it counts to the other side.
            here = found[-1][0] if found and name in closed else name
            if found and found[-1][0] in {here, *closed}:
                found[-1] = (here, found[-1][1] + length_m)
            else:
                found.append((here, length_m))
    return tuple(found)


def _along(leg: Leg, borders: str, seas: bool) -> list[tuple[str, float]]:
    """Find the stretches of one leg."""
    count = max(1, int(np.ceil(leg.length_m / STEP_M)))
    at = np.linspace(0.0, leg.length_m, count + 1)
    names = _names(leg, at, borders, seas)
    change = np.flatnonzero(names[1:] != names[:-1])
    low, high = at[change], at[change + 1]
    before = names[change]
    for _ in range(HALVINGS if len(change) else 0):
        middle = (low + high) / 2
        same = _names(leg, middle, borders, seas) == before
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    bounds = np.concatenate([[0.0], (low + high) / 2, [leg.length_m]])
    whose = [*names[change], names[-1]]
    return list(zip(whose, np.diff(bounds).tolist(), strict=True))


def _names(leg: Leg, at: NDArray[np.float64], borders: str, seas: bool) -> Names:
    """Name what lies under points of a leg."""
    n = len(at)
    lon, lat, _ = GEOD.fwd(
        np.full(n, leg.start[0]), np.full(n, leg.start[1]), np.full(n, leg.azimuth), at
    )
    country, _, sea = gazetteer.contains(lon, lat, borders=borders)
    known = {code: _country_name(code) for code in np.unique(country[country != ""].astype(str))}
    if seas:
        known |= {id_: _sea_name(id_) for id_ in np.unique(sea[sea != ""].astype(str))}
    keys = np.where(country != "", country, sea if seas else "")
    return np.array([known.get(key, NO_SEA) for key in keys], dtype=object)


def _country_name(code: str) -> str:
    try:
        return gazetteer.country(code).name
    except LookupError:
        return code


def _sea_name(id_: str) -> str:
    slug = id_.rpartition("/")[2].rpartition(":")[2]
    for whole in (id_, f"naturalearth:sea/{slug}", f"hand:{slug}"):
        try:
            return gazetteer.feature(whole).name
        except LookupError:
            continue
    return slug.replace("-", " ").title()

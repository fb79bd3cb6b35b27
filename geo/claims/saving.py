"""Savings: how much shorter a trip becomes, for every origin, target and policy of a scenario."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from shapely.geometry import Point

from geo.claims import world
from geo.claims.reasons import joined
from geo.claims.scenario import Assumed, Report, Scenario, Site, Way
from geo.errors import GeoError
from geo.quantities import Quantity
from geo.routes import Route, route
from geo.units import shown, shown_tens

__all__ = ["Saved", "savings", "story_of"]

POINT_M = 2000.0
"""How far the point of a base or a target may be off, metres."""
MODEL = 0.01
"""Share of a route round avoided airspace that coast, belt and model leave open."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The saving of one origin, one target and one policy, one way.

    Attributes
    ----------
    origin, target : Site
        Where the trip used to start, and where it goes.
    policy : Assumed
        What is avoided.
    way : Way or None
        The sites in between.
    value_m, unsure_m : float
        The saving and its uncertainty, metres; `value_m` is None where no route was computed.
    before_m : float
        The old way, metres.
    points : tuple of (lon, lat)
        Old origin, target, new origin.
    reports : tuple of Report
        What it rests on.
    basis : str
        The weaker of the bases of origin and policy.
    routes : tuple of Route
        The old way and the new one, each between two sites; empty where one could not be computed.
    """

    origin: Site
    target: Site
    policy: Assumed
    way: Way | None
    value_m: float | None
    unsure_m: float
    before_m: float
    points: tuple[world.Lonlat, ...]
    reports: tuple[Report, ...]
    basis: str
    routes: tuple[Route, ...] = ()

    def overflown(self) -> str:
        """Say which countries the ways lie over between those where they start and end.

        Returns
        -------
        str
            Empty where there are none.
        """
        if not self.routes:
            return ""
        *old, new = ([name for name, _ in route.overflown()] for route in self.routes)
        if not new or not all(old):
            return ""
        known = {"sea", old[0][0], old[-1][-1], new[0], new[-1]}
        before = list(dict.fromkeys(name for way in old for name in way if name not in known))
        after = [name for name in new if name not in known]
        said = [f"overflies {joined(before)}"] if before else []
        return "; ".join(said + ([f"the new way overflies {joined(after)}"] if after else []))

    @property
    def straight(self) -> bool:
        """Whether nothing is avoided."""
        return self.policy.basis == "stated"

    @property
    def label(self) -> str:
        """A short name."""
        how = "straight" if self.straight else self.policy.id
        return f"{self.start} to {self.target.feature.name}, {how}"

    @property
    def group(self) -> str:
        """The name that it shares with the savings of other targets."""
        how = "straight" if self.straight else self.policy.id
        return f"{self.start}, {how}"

    @property
    def start(self) -> str:
        """Where the old way starts, and by way of what."""
        by = f" by way of {joined([name.title() for name in self.way.via])}" if self.way else ""
        return f"{self.origin.feature.name}{by}"

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Every assumption, in words."""
        by = (f"by way of {joined(list(self.way.via))}",) if self.way else ()
        start = f"the trip used to start at {self.origin.feature.name}"
        return (start, *by, f"it goes to {self.target.feature.name}", self.policy.says)

    @property
    def source(self) -> str:
        """The reports that it rests on."""
        seen = dict.fromkeys(f"{r.publisher}, {r.date}: {r.says} ({r.url})" for r in self.reports)
        return "; ".join(seen)


@lru_cache(maxsize=8)
def savings(scenario: Scenario) -> tuple[Saved, ...]:
    """Compute the saving of every origin, target and policy.

    Parameters
    ----------
    scenario : Scenario
        With origins before and after, and targets.

    Returns
    -------
    tuple of Saved
        Empty where the scenario names no such origins or targets.
    """
    old, new = scenario.role("origin-before"), scenario.role("origin-after")
    targets = scenario.role("target")
    if not old or not new or not targets:
        return ()
    policies = scenario.policies or (Assumed("A", "A", "no airspace avoided", "stated"),)
    return tuple(_savings(scenario, old, new[0], targets, policies))


def _savings(
    scenario: Scenario,
    old: Sequence[Site],
    new: Site,
    targets: Sequence[Site],
    policies: Iterable[Assumed],
) -> Iterator[Saved]:
    sites = {site.id: site for site in scenario.sites}
    starts: list[tuple[Site, Way | None]] = [(site, None) for site in old]
    starts += [(sites[way.origin], way) for way in scenario.ways]
    for origin, way in starts:
        for policy in policies:
            if way is not None and policy.basis == "stated":
                continue
            for target in targets:
                stops = (origin, *(sites[name] for name in (way.via if way else ())), target)
                old_way, new_way = _ways(stops, policy), _ways((new, target), policy)
                before, after = _length(old_way), _length(new_way)
                value = None if before is None or after is None else before - after
                yield Saved(
                    origin=origin,
                    target=target,
                    policy=policy,
                    way=way,
                    value_m=value,
                    unsure_m=_unsure(before, after, policy),
                    before_m=before or 0.0,
                    points=(*(stop.point for stop in stops), new.point),
                    reports=(*origin.reports, *policy.reports, *(way.reports if way else ())),
                    basis=_weaker(origin.basis, policy.basis, way.basis if way else "cited"),
                    routes=(*old_way, *new_way) if old_way and new_way else (),
                )


def _unsure(before: float | None, after: float | None, policy: Assumed) -> float:
    if policy.basis == "stated" or before is None or after is None:
        return POINT_M
    return max(POINT_M, MODEL * before)


def _weaker(*bases: str) -> str:
    if "conjectured" in bases:
        return "conjectured"
    return "cited" if "cited" in bases else "stated"


def _ways(stops: Sequence[Site], policy: Assumed) -> tuple[Route, ...]:
    """Find the ways from stop to stop: the one seam to the router. Empty where one is closed."""
    try:
        return tuple(_way(a.point, b.point, policy.policy) for a, b in pairwise(stops))
    except GeoError:
        return ()


@lru_cache(maxsize=256)
def _way(start: world.Lonlat, end: world.Lonlat, policy: str) -> Route:
    return route(Point(start), Point(end), policy=policy)


def _length(ways: Sequence[Route]) -> float | None:
    return sum(way.length_m for way in ways) if ways else None


def story_of(
    found: Sequence[Saved], scenario: Scenario, quantity: Quantity | None, said: str = ""
) -> str:
    """Say what the savings come to, origin by origin.

    Parameters
    ----------
    found : sequence of Saved
        All savings.
    scenario : Scenario
        Their scenario.
    quantity : Quantity or None
        The printed figure.
    said : str
        Who says so, such as "officials said".

    Returns
    -------
    str
        With the caution that neither base nor airspace is in the story.
    """
    unit = quantity.unit if quantity is not None else "mi"
    parts = ["The story names neither the base, the route, nor one way or return."]
    cited = [policy for policy in scenario.policies if policy.basis == "cited"]
    assumed = cited or [policy for policy in scenario.policies if policy.basis != "stated"]
    widest = assumed[-1] if assumed else None
    for origin in scenario.role("origin-before"):
        mine = [s for s in found if s.origin == origin and s.way is None]
        straight = [s for s in mine if s.straight]
        avoided = _range([s for s in mine if s.policy == widest], unit)
        text = f"From {origin.feature.name}{f', {origin.note},' if origin.note else ''}"
        text += f" the saving is {_range(straight, unit)} in a straight line"
        if quantity is None and straight:
            text += f" ({_against(straight[0], unit)})"
        if avoided and widest is not None:
            text += f" and about {avoided} with {widest.says}"
        elif widest is not None:
            text += "; how much round avoided airspace was not computed"
        parts.append(f"{text}.")
    who = re.sub(r"\s(?:said|says|told\b.*)\Z", "", said) or "the sources"
    who = who if who.startswith(("the ", "a ")) or not who.islower() else f"the {who}"
    parts.append(
        f"We do not know which {who} meant; the avoided airspace is our assumption, not in the"
        " story."
    )
    return " ".join(parts)


def _against(saved: Saved, unit: str) -> str:
    after = saved.before_m - (saved.value_m or 0)
    to = f"to {saved.target.feature.name}"
    return f"{shown(saved.before_m, unit)} against {shown(after, unit)} {to}"


def _range(found: Sequence[Saved], unit: str) -> str:
    values = [s.value_m for s in found if s.value_m is not None]
    return shown_tens(min(values), max(values), unit) if values else ""

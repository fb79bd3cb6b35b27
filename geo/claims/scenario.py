"""Scenario: what a story leaves open, each entry with its source, read from TOML."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import ScenarioError
from geo.files import read_text, read_toml
from geo.gazetteer.feature import Feature

__all__ = ["Assumed", "Payload", "Report", "Scenario", "Site", "Way", "Weapon", "load_scenario"]

ROLES = ("origin-before", "origin-after", "target", "facility")
_BASES = ("stated", "cited", "conjectured")


@dataclass(frozen=True, slots=True)
class Report:
    """A published report that an entry of a scenario rests on.

    Attributes
    ----------
    id, publisher, date, url, says : str
        Its short name, who published it, when, where, and what it says.
    names : bool
        Whether it names the thing itself.
    """

    id: str
    publisher: str
    date: str
    url: str
    says: str
    names: bool


@dataclass(frozen=True, slots=True)
class Site:
    """A place that may be what the story leaves open.

    Attributes
    ----------
    id : str
        Short name.
    feature : Feature
        Name, kind, point and country.
    role : str
        ``origin-before``, ``origin-after``, ``target`` or ``facility``.
    stands_for : tuple of str
        The words of the story that it is a candidate for.
    basis, note, icao : str
        Its basis, a remark, and the ICAO code of an airfield.
    reports : tuple of Report
        Its sources.
    """

    id: str
    feature: Feature
    role: str
    stands_for: tuple[str, ...]
    basis: str
    note: str = ""
    icao: str = ""
    reports: tuple[Report, ...] = ()

    @property
    def point(self) -> tuple[float, float]:
        """Longitude and latitude, degrees."""
        return self.feature.lon, self.feature.lat


@dataclass(frozen=True, slots=True)
class Way:
    """A way by other sites.

    Attributes
    ----------
    origin : str
        Id of the site where it starts.
    via : tuple of str
        Ids of the sites in between.
    basis : str
        Its basis.
    reports : tuple of Report
        Its sources.
    """

    origin: str
    via: tuple[str, ...]
    basis: str
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumed:
    """A policy that the scenario assumes.

    Attributes
    ----------
    id, policy : str
        Letter in the scenario, and the name by which `geo.routes` knows the policy.
    says : str
        What is avoided, in words.
    basis : str
        ``cited`` where reports name the way that it leads to.
    reports : tuple of Report
        Those reports.
    """

    id: str
    policy: str
    says: str
    basis: str
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon with a cited range.

    Attributes
    ----------
    name : str
        Its name as stories write it.
    least_m, most_m : float
        The range, metres.
    fired_from, targets : tuple of (name, lon, lat, stands_for)
        Points to check between.
    reports : tuple of Report
        The sources of the range.
    """

    name: str
    least_m: float
    most_m: float
    fired_from: tuple[tuple[str, float, float, str], ...]
    targets: tuple[tuple[str, float, float, str], ...]
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Payload:
    """An aircraft and a load, for an estimate of fuel.

    Attributes
    ----------
    name : str
        The aircraft, by a name that `geo.routes.aircraft` knows.
    load_t : float
        The load, tonnes.
    """

    name: str
    load_t: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a story leaves open.

    Attributes
    ----------
    title, date : str
        Of the scenario.
    sites : tuple of Site
        Candidate origins, targets and facilities.
    policies : tuple of Assumed
        Assumptions about airspace, in order.
    ways : tuple of Way
        Ways by other sites.
    weapons : tuple of Weapon
        Cited ranges.
    aircraft : tuple of Payload
        Aircraft with a load.
    reports : tuple of Report
        All sources.
    """

    title: str = ""
    date: str = ""
    sites: tuple[Site, ...] = ()
    policies: tuple[Assumed, ...] = ()
    ways: tuple[Way, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    aircraft: tuple[Payload, ...] = ()
    reports: tuple[Report, ...] = ()

    def role(self, role: str) -> tuple[Site, ...]:
        """Give the sites that play a role.

        Parameters
        ----------
        role : str
            ``origin-before``, ``origin-after``, ``target`` or ``facility``.

        Returns
        -------
        tuple of Site
            In the order of the file.
        """
        return tuple(site for site in self.sites if site.role == role)


def load_scenario(path: str | Path) -> Scenario:
    """Read a scenario.

    Parameters
    ----------
    path : str or pathlib.Path
        A TOML file.

    Returns
    -------
    Scenario
        Its content.

    Raises
    ------
    MissingInput
        Where there is no such file.
    ScenarioError
        Where it cannot be read, or an entry is wrong; the message names the entry.
    """
    path = Path(path)
    data = read_toml(read_text(path, ScenarioError), str(path), ScenarioError)
    try:
        return _scenario(data)
    except ScenarioError as error:
        raise ScenarioError(f"{path}: {error}") from error
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise ScenarioError(f"{path}: {type(error).__name__} {error}") from error


def _scenario(data: Mapping[str, Any]) -> Scenario:
    reports = {entry["id"]: _report(entry) for entry in data.get("report", ())}
    sites = tuple(_site(entry, reports) for entry in data.get("site", ()))
    known = {site.id for site in sites}
    ways = tuple(
        Way(entry["from"], tuple(entry["via"]), _basis(entry), _cited(entry, reports))
        for entry in data.get("way", ())
    )
    for way in ways:
        for name in (way.origin, *way.via):
            if name not in known:
                raise ScenarioError(f"a way names the unknown site {name!r}")
    policies = tuple(
        Assumed(e["id"], e.get("policy", e["id"]), e["says"], _basis(e), _cited(e, reports))
        for e in data.get("policy", ())
    )
    return Scenario(
        title=str(data.get("title", "")),
        date=str(data.get("date", "")),
        sites=sites,
        policies=policies,
        ways=ways,
        weapons=tuple(_weapon(entry, reports) for entry in data.get("weapon", ())),
        aircraft=tuple(
            Payload(str(entry["name"]), float(entry["load_t"]))
            for entry in data.get("aircraft", ())
        ),
        reports=tuple(reports.values()),
    )


def _report(entry: Mapping[str, Any]) -> Report:
    texts = {key: str(entry[key]) for key in ("id", "publisher", "date", "url", "says")}
    return Report(**texts, names=bool(entry.get("names", False)))


def _cited(entry: Mapping[str, Any], reports: Mapping[str, Report]) -> tuple[Report, ...]:
    names: Iterable[str] = entry.get("reports", ())
    for name in names:
        if name not in reports:
            raise ScenarioError(f"{entry.get('id', 'an entry')} cites the unknown report {name!r}")
    if entry.get("basis") == "cited" and not names:
        raise ScenarioError(f"{entry.get('id', 'an entry')} is called cited and cites no report")
    return tuple(reports[name] for name in names)


def _basis(entry: Mapping[str, Any]) -> str:
    basis = str(entry.get("basis", "conjectured"))
    if basis not in _BASES:
        raise ScenarioError(f"basis {basis!r} is none of {', '.join(_BASES)}")
    return basis


def _point(entry: Mapping[str, Any]) -> tuple[float, float]:
    lon, lat = float(entry["lon"]), float(entry["lat"])
    if not (math.isfinite(lon) and abs(lon) <= 180 and abs(lat) <= 90):
        raise ScenarioError(f"{entry.get('name')} has no place on Earth: lat {lat}, lon {lon}")
    return lon, lat


def _site(entry: Mapping[str, Any], reports: Mapping[str, Report]) -> Site:
    lon, lat = _point(entry)
    role = str(entry["role"])
    if role not in ROLES:
        raise ScenarioError(f"role {role!r} is none of {', '.join(ROLES)}")
    feature = Feature(
        id=f"scenario:{entry['id']}",
        name=str(entry["name"]),
        kind=str(entry.get("kind", "point")),
        lon=lon,
        lat=lat,
        country=str(entry.get("country", "")),
        source="scenario",
    )
    return Site(
        id=str(entry["id"]),
        feature=feature,
        role=role,
        stands_for=tuple(map(str, entry.get("stands_for", ()))),
        basis=_basis(entry),
        note=str(entry.get("note", "")),
        icao=str(entry.get("icao", "")),
        reports=_cited(entry, reports),
    )


def _points(entries: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, float, float, str], ...]:
    return tuple((str(e["name"]), *_point(e), str(e.get("stands_for", e["name"]))) for e in entries)


def _weapon(entry: Mapping[str, Any], reports: Mapping[str, Report]) -> Weapon:
    least, most = (1000 * float(value) for value in entry["range_km"])
    return Weapon(
        name=str(entry["name"]),
        least_m=least,
        most_m=most,
        fired_from=_points(entry.get("fired_from", ())),
        targets=_points(entry.get("targets", ())),
        reports=_cited(entry, reports),
    )

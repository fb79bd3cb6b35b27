"""Policies: named assumptions about which areas are avoided, read from TOML."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from geo.errors import GeoError, ScenarioError, UnknownName
from geo.files import read_text, read_toml
from geo.gazetteer.tables import folder
from geo.routes.cut import check_polygon
from geo.routes.geojson import polygons_of_file
from geo.units import metres

__all__ = [
    "AREA_KINDS",
    "Area",
    "Belt",
    "Policy",
    "SeaWidth",
    "load_policy",
    "policies",
    "policy_from",
]

AREA_KINDS = (
    "territory",
    "territorial sea",
    "flight information region",
    "danger area",
    "polygon",
)


@dataclass(frozen=True)
class Area:
    """One avoided area.

    Attributes
    ----------
    name : str
        What it is called in messages.
    kind : str
        One of `AREA_KINDS`.
    country : str
        Code or name of a country whose territory it is, empty for a polygon.
    polygon : shapely geometry or None
        Longitude, latitude; None for a territory.
    buffer_m : float
        Distance kept from it, in metres.
    since, until : str
        Dates between which it holds, ISO 8601; empty where not stated.
    source : str
        Where that is published; empty for an assumption.
    """

    name: str
    kind: str = "territory"
    country: str = ""
    polygon: Any = None
    buffer_m: float = 0.0
    since: str = ""
    until: str = ""
    source: str = ""


@dataclass(frozen=True)
class SeaWidth:
    """The width of a belt in one sea.

    Attributes
    ----------
    sea : str
        Name of the sea.
    width_m : float
        Metres.
    source : str
        Where that width is published.
    """

    sea: str
    width_m: float
    source: str = ""


@dataclass(frozen=True)
class Belt:
    """A belt of sea along the coasts of the avoided territories, over water only.

    Attributes
    ----------
    width_m : float
        Metres from the coast.
    seas : tuple of SeaWidth
        Seas in which it is wider or narrower.
    straits_open : bool
        Whether straits used for international navigation stay open (UNCLOS, part III).
    source : str
        Where the width is published.
    """

    width_m: float
    seas: tuple[SeaWidth, ...] = ()
    straits_open: bool = True
    source: str = ""


@dataclass(frozen=True)
class Policy:
    """A named assumption about which areas are avoided.

    Attributes
    ----------
    name, title : str
        Short name; one line for people.
    basis : str
        ``assumption``, or ``notice`` where every area cites one with its dates.
    areas : tuple of Area
        What is avoided.
    belt : Belt or None
        The belt of sea along it.
    open_countries : tuple of str
        Where not empty, every other country's territory is avoided as well.
    borders : str
        ``un`` or ``de-facto``.
    since, until, source, note : str
        Dates, source and limits of the policy as a whole.
    """

    name: str
    title: str = ""
    basis: str = "assumption"
    areas: tuple[Area, ...] = ()
    belt: Belt | None = None
    open_countries: tuple[str, ...] = ()
    borders: str = "un"
    since: str = ""
    until: str = ""
    source: str = ""
    note: str = ""

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries whose territory is named."""
        return tuple(a.country for a in self.areas if a.country)


def policies() -> tuple[str, ...]:
    """List the policies that ship.

    Returns
    -------
    tuple of str
        Names, sorted.

    Examples
    --------
    >>> "E" in policies()
    True
    """
    return tuple(sorted(p.stem for p in (folder() / "policies").glob("*.toml")))


def load_policy(name: str | Path) -> Policy:
    """Read a policy that ships, by name, or one of the user's, by path.

    Parameters
    ----------
    name : str or pathlib.Path
        Name, as `policies` lists them, or a TOML file.

    Returns
    -------
    Policy
        What the file says.

    Raises
    ------
    UnknownName
        No policy of that name; the message suggests the nearest.
    MissingInput
        No such file.
    ScenarioError
        The file says something that cannot be read.

    Examples
    --------
    >>> load_policy("B").countries
    ('TR',)
    """
    if isinstance(name, str) and not name.endswith(".toml"):
        known = policies()
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.5)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(known)}"
            raise UnknownName(f"no policy is called {name!r}{hint}")
        path = folder() / "policies" / f"{name}.toml"
    else:
        path = Path(name)
    table = read_toml(read_text(path, ScenarioError), str(path), ScenarioError)
    try:
        return policy_from(table, path.stem, path.parent)
    except GeoError:
        raise
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise ScenarioError(f"{path}: {type(error).__name__} {error}") from error


def policy_from(table: Mapping[str, Any], name: str = "", folder_: Path = Path()) -> Policy:
    """Make a policy from a table, as a scenario or a policy file holds it.

    Parameters
    ----------
    table : Mapping
        Keys as in ``docs/routes.md``.
    name : str
        Its name where the table gives none.
    folder_ : pathlib.Path
        Where its GeoJSON files are looked for.

    Returns
    -------
    Policy
        What the table says.

    Raises
    ------
    ScenarioError
        An unknown key, a wrong type, nothing avoided without the name ``A``, or a notice
        without source and date.

    Examples
    --------
    >>> policy_from({"areas": [{"country": "TR"}]}, "mine").countries
    ('TR',)
    """
    label = str(table.get("name", name)) or "policy"
    _known_keys(
        table,
        "name title basis areas belt open_countries borders since until source note".split(),
        f"policy {label}",
    )
    areas = tuple(_area(row, label, folder_) for row in table.get("areas", ()))
    policy = Policy(
        name=label,
        title=str(table.get("title", "")),
        basis=str(table.get("basis", "assumption")),
        areas=areas,
        belt=_belt(table["belt"], label) if "belt" in table else None,
        open_countries=tuple(str(c) for c in table.get("open_countries", ())),
        borders=str(table.get("borders", "un")),
        **{key: str(table.get(key, "")) for key in ("since", "until", "source", "note")},
    )
    _check(policy)
    return policy


def _check(policy: Policy) -> None:
    """Hold a policy to what it claims."""
    label = f"policy {policy.name}"
    if policy.basis not in {"assumption", "notice"}:
        raise ScenarioError(f"{label}: basis is {policy.basis!r}, not 'assumption' or 'notice'")
    if policy.borders not in {"un", "de-facto"}:
        raise ScenarioError(f"{label}: borders are {policy.borders!r}, not 'un' or 'de-facto'")
    if not policy.areas and not policy.open_countries and policy.basis == "notice":
        raise ScenarioError(f"{label}: a notice that closes nothing")
    if not policy.areas and not policy.open_countries and policy.name != "A":
        raise ScenarioError(f"{label} avoids nothing: give areas or open_countries")
    if policy.basis == "notice":
        for area in policy.areas:
            if not (area.source or policy.source) or not (area.since or policy.since):
                raise ScenarioError(f"{label}: {area.name} is a notice without source and date")


def _known_keys(table: Any, known: Iterable[str], label: str) -> None:
    if not isinstance(table, Mapping):
        raise ScenarioError(f"{label}: a table was expected, not {table!r}")
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, 1, 0.5)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ScenarioError(f"{label}: unknown key {key!r}{hint}")


def _area(row: Any, label: str, folder_: Path) -> Area:
    """Read one area."""
    where = f"policy {label}"
    _known_keys(
        row,
        "name kind country file polygon buffer_nmi buffer_km since until source".split(),
        where,
    )
    country = str(row.get("country", ""))
    polygon = None
    if "file" in row:
        polygon = shapely.union_all(
            [shape for _, _, shape in polygons_of_file(folder_ / row["file"])]
        )
    elif "polygon" in row:
        name = str(row.get("name", "polygon"))
        try:
            polygon = shapely.Polygon(row["polygon"])
        except (TypeError, ValueError, shapely.errors.GEOSException) as error:
            raise ScenarioError(f"{where}: {name} is no list of [lon, lat]: {error}") from error
        check_polygon(polygon, name)
    if not country and polygon is None:
        raise ScenarioError(f"{where}: an area needs a country, a file or a polygon")
    kind = str(row.get("kind", "territory" if country else "polygon"))
    if kind not in AREA_KINDS:
        raise ScenarioError(f"{where}: kind {kind!r} is none of {', '.join(AREA_KINDS)}")
    return Area(
        name=str(row.get("name", country or row.get("file", "polygon"))),
        kind=kind,
        country=country,
        polygon=polygon,
        buffer_m=_width(row, "buffer", where),
        since=str(row.get("since", "")),
        until=str(row.get("until", "")),
        source=str(row.get("source", "")),
    )


def _width(row: Mapping[str, Any], key: str, where: str) -> float:
    """Read a width in nautical miles or kilometres."""
    for unit in ("nmi", "km"):
        value = row.get(f"{key}_{unit}")
        if value is not None:
            if not isinstance(value, int | float) or not 0 <= value <= 1000:
                raise ScenarioError(f"{where}: {key}_{unit} is {value!r}, not 0 to 1000")
            return metres(float(value), unit)
    return 0.0


def _belt(row: Any, label: str) -> Belt:
    """Read the belt of sea."""
    where = f"policy {label}, belt"
    _known_keys(row, "width_nmi width_km straits_open source seas".split(), where)
    seas = []
    for sea in row.get("seas", ()):
        _known_keys(sea, "sea width_nmi width_km source".split(), where)
        seas.append(
            SeaWidth(str(sea["sea"]), _width(sea, "width", where), str(sea.get("source", "")))
        )
    return Belt(
        _width(row, "width", where),
        tuple(seas),
        bool(row.get("straits_open", True)),
        str(row.get("source", "")),
    )

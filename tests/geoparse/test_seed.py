"""The story that this began from: its table of places, on the original and on the project's brief."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.article import Article, parse_article
from geo.geoparse import Toponym, find_places

HOME = Path(__file__).resolve().parents[2]
ORIGINAL = HOME.parent / "shared" / "seed" / "article.txt"
BRIEF = HOME / "seeds" / "hamadan.md"
NEVER = {
    "Islamic State", "Qaeda", "Nusra Front", "Nusra", "Fath al-Sham", "Hezbollah", "Eurasia",
    "Eurasia Group", "Interfax", "Viber", "Kalibr", "Tupolev", "Sukhoi", "World War II",
    "State Department", "State", "Islamic",
}  # fmt: skip
COUNTRIES = {
    "Russia": "RU", "Iran": "IR", "Syria": "SY", "Turkey": "TR", "United States": "US",
    "Russian": "RU", "American": "US", "Iranian": "IR", "Syrian": "SY",
}  # fmt: skip


@pytest.fixture(scope="module", params=[ORIGINAL, BRIEF], ids=["original", "brief"])
def story(request) -> Article:
    if not request.param.exists():
        pytest.skip(f"{request.param.name} is not here")
    return parse_article(request.param.read_bytes(), path=request.param.name)


@pytest.fixture(scope="module")
def found(story) -> tuple[Toponym, ...]:
    return find_places(story)


def of(found, *texts):
    return [t for t in found if t.text in texts]


def test_never_a_place(found):
    assert not NEVER & {t.text for t in found}


def test_the_air_base_and_not_the_city(story, found):
    base = [t for t in of(found, "Hamadan") if t.feature.kind == "airfield"]
    assert base
    for t in base:
        assert abs(t.feature.lat - 35.2117) < 0.02
        assert abs(t.feature.lon - 48.6534) < 0.02
        assert {"city", "admin1"} <= {c.feature.kind for c in t.candidates}


def test_provinces_are_governorates(story, found):
    start = story.text.index("provinces of")
    listed = [t for t in found if start < t.start < start + 70][:3]
    assert [(t.text, t.feature.kind, t.feature.country) for t in listed] == [
        ("Aleppo", "admin1", "SY"),
        ("Idlib", "admin1", "SY"),
        ("Deir al-Zour", "admin1", "SY"),
    ]


def test_cities_of_syria(story, found):
    after = story.text.index("provinces of")
    cities = [t for t in of(found, "Aleppo") if not after < t.start < after + 70]
    cities += of(found, "Raqqa", "Latakia")
    assert len(cities) > 3
    assert {(t.feature.kind, t.feature.country) for t in cities} == {("city", "SY")}


def test_countries_and_adjectives(found):
    for t in found:
        if t.text in COUNTRIES:
            assert (t.feature.kind, t.feature.country) == ("country", COUNTRIES[t.text])
            assert (t.role == "demonym") == t.text.endswith(("ian", "can"))


def test_governments(found):
    roles = {(t.text.title(), t.role) for t in of(found, "Moscow", "Tehran", "Kremlin", "Pentagon")}
    assert {("Moscow", "metonym"), ("Kremlin", "metonym"), ("Pentagon", "metonym")} <= roles
    washington = of(found, "Washington")
    assert {t.feature.country for t in washington} == {"US"}
    assert all(abs(t.feature.lat - 38.9) < 0.2 for t in washington)


def test_areas_larger_than_a_country(story, found):
    kinds = {t.text: t.feature.kind for t in found if t.feature}
    assert kinds["Soviet Union"] == "historical"
    if "Middle East" in story.text:
        assert kinds["Middle East"] == "region"


def test_two_seas_and_the_part(found):
    seas = {t.feature.name: t.part for t in found if t.feature and t.feature.kind == "sea"}
    assert seas["Mediterranean Sea"] == "eastern"
    assert "Caspian Sea" in seas
    iran = [t.part for t in of(found, "Iran") if t.part]
    assert iran[:1] in (["northwest"], ["northwestern"])


def test_the_unnamed_base_in_syria_is_inferred(found):
    inferred = [t for t in found if t.inferred]
    assert [t.feature.id for t in inferred if t.feature.kind == "airfield"] == ["ourairports:OSLK"]

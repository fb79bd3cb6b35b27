"""The main job on the seed story: the brief, and the original where it is at hand.

What is true of the story was computed twice by independent means; bases and targets are those that
reports of August 2016 name.
"""

import pytest
from shapely.geometry import Point

from geo import analyse, gazetteer
from geo.article import read_article
from geo.claims import load_scenario

MILE = 1609.344
NEVER = (
    "Islamic State|Qaeda|Al Qaeda|Nusra|Nusra Front|Fath al-Sham|Hezbollah|Eurasia|Eurasia Group|Interfax|"
    "Viber|Kalibr|Tupolev|Sukhoi|World War II|State Department|State"
).split("|")


@pytest.fixture(scope="module", params=["brief", "original"])
def report(request, root):
    path = root / "seeds" / "hamadan.md"
    if request.param == "original":
        path = root.parent / "shared" / "seed" / "article.txt"
        if not path.is_file():
            pytest.skip("the original story is not beside the project")
    return analyse(read_article(path), scenario=load_scenario(root / "seeds" / "hamadan.toml"))


def features(report, text):
    return {t.feature.id: t.feature for t in report.toponyms if t.text == text and t.feature}


@pytest.mark.parametrize(
    ("text", "country", "lon", "lat"),
    [
        ("Raqqa", "SY", 39.01, 35.95),
        ("Latakia", "SY", 35.79, 35.53),
        ("Tehran", "IR", 51.42, 35.69),
        ("Washington", "US", -77.04, 38.90),
    ],
)
def test_cities(report, text, country, lon, lat):
    found = features(report, text).values()
    assert found
    for feature in found:
        assert feature.country == country
        assert (feature.lon, feature.lat) == pytest.approx((lon, lat), abs=0.1)


@pytest.mark.parametrize("text", ["Russia", "Iran", "Syria", "Turkey", "United States"])
def test_countries(report, text):
    assert {f.kind for f in features(report, text).values()} == {"country"}


@pytest.mark.parametrize("text", ["Russian", "American", "Iranian", "Syrian"])
def test_adjectives_are_demonyms(report, text):
    assert {t.role for t in report.toponyms if t.text == text} == {"demonym"}


def test_the_base_is_not_the_city(report):
    bases = [t for t in report.toponyms if t.text == "Hamadan"]
    assert bases
    for base in bases:
        assert base.feature.kind == "airfield"
        # OIHS in OurAirports
        assert (base.feature.lon, base.feature.lat) == pytest.approx((48.6534, 35.2117), abs=0.01)
        assert "city" in {c.feature.kind for c in base.candidates}


@pytest.mark.parametrize(
    ("text", "lon", "lat"), [("Idlib", 36.6339, 35.9306), ("Deir al-Zour", 40.1408, 35.3359)]
)
def test_governorates(report, text, lon, lat):
    found = list(features(report, text).values())
    assert [(f.kind, f.country) for f in found] == [("admin1", "SY")]
    assert gazetteer.area(found[0]).contains(Point(lon, lat))


def test_aleppo_is_a_province_once_and_else_the_city(report):
    kinds = [t.feature.kind for t in report.toponyms if t.text == "Aleppo"]
    assert kinds.count("admin1") == 1
    assert set(kinds) == {"admin1", "city"}


def test_what_is_never_a_place(report):
    assert not [t.text for t in report.toponyms if t.text in NEVER]


def test_offsets(report):
    for t in report.toponyms:
        assert report.article.text[t.start : t.end] == t.text


def claim(report):
    found = [
        f
        for f in report.findings
        if f.claim.kind == "comparison"
        and f.claim.quantity
        and f.claim.quantity.metres == pytest.approx(1000 * MILE)
    ]
    assert len(found) == 1
    return found[0]


def test_the_thousand_miles_depend(report):
    finding = claim(report)
    assert finding.verdict == "depends"
    for word in ("Mozdok", "Engels", "assum"):
        assert word in finding.reason
    assert "officials said" in finding.claim.attribution


@pytest.mark.parametrize(("base", "miles"), [("Mozdok", (5, 9, 148)), ("Engels", (495, 495, 674))])
def test_straight_lines(report, base, miles):
    readings = claim(report).readings
    for target, expected in zip(("Aleppo", "Idlib", "Deir al-Zour"), miles, strict=True):
        one = [
            r
            for r in readings
            if base in r.label
            and target in r.label
            and "straight" in r.label
            and "one way" in r.label
            and "nautical" not in r.label
            and "kilomet" not in r.label
        ]
        assert one, [r.label for r in readings]
        assert one[0].value_m / MILE == pytest.approx(expected, abs=1.3)
        assert one[0].holds == "no"


def test_northwest_iran_and_the_provinces(report):
    supported = [f.claim for f in report.findings if f.verdict == "supported"]
    names = {c.subject.text for c in supported if c.kind in {"part_of", "containment"}}
    assert {"Hamadan", "Aleppo", "Idlib", "Deir al-Zour"} <= names
    assert not [f for f in report.findings if f.verdict == "refuted"]

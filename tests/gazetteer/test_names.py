"""Names resolve to the right thing; what merely shares the name does not come first."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from geo.errors import AmbiguousPlace, PlaceNotFound, UnknownName
from geo.gazetteer import Feature, candidates, classes, feature, flags, fuzzy, geocode, longer
from geo.gazetteer.near import apart_km
from geo.text import normalise

_spec = importlib.util.spec_from_file_location("truths", Path(__file__).with_name("truths.py"))
truths = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(truths)

PLACES = (
    *truths.CITIES,
    *truths.WIDE,
    *truths.AIRFIELDS,
    *truths.LANDSCAPES,
    *truths.TEST_NAMES,
)


@pytest.mark.parametrize(("name", "kinds", "lat", "lon", "km", "source"), PLACES)
def test_name_gives_the_right_place_first(name, kinds, lat, lon, km, source):
    first = geocode(name)[0]
    assert first.kind in kinds.split(), (first, source)
    assert apart_km((lon, lat), (first.lon, first.lat)) <= km, (first, source)


@pytest.mark.parametrize(("name", "country"), truths.FALSE_HITS)
def test_a_namesake_does_not_come_first(name, country):
    first = geocode(name)[0]
    assert not (first.kind in {"city", "admin2", "lake", "river"} and first.country == country), (
        first
    )


@pytest.mark.parametrize(("name", "code"), truths.COUNTRY_NAMES)
def test_country_names(name, code):
    first = candidates(name)[0]
    assert (first.feature.kind, first.feature.country) == ("country", code)


@pytest.mark.parametrize(("name", "code"), truths.DEMONYMS)
def test_demonyms(name, code):
    found = [n for n in candidates(name) if n.how == "demonym"]
    assert found[0].feature.country == code
    assert classes(normalise(name)) & flags.DEMONYM


@pytest.mark.parametrize("name", ["us", "uk", "bc", "eu", "uae"])
def test_an_abbreviation_in_small_letters_is_a_word(name):
    assert not [n for n in candidates(name) if n.how == "abbreviation"]
    assert [
        n for n in candidates(name.upper()) if n.feature.kind in {"country", "region", "admin1"}
    ]


def test_a_state_in_small_letters_is_no_city_in_capitals():
    assert [n.feature.name for n in candidates("La.")] == ["Louisiana"]
    assert candidates("L.A.")[0].feature.name == "Los Angeles"
    assert candidates("S. Korea")[0].feature.country == "KR"


def test_the_european_union_has_its_seat():
    seat = candidates("European Union")[0].feature  # Brussels, as its treaties say
    assert (seat.lon, seat.lat) == pytest.approx((4.35, 50.85), abs=0.02)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Miss.", "Mississippi"),
        ("Ill.", "Illinois"),
        ("Wash.", "Washington"),
        ("N.Y.", "New York"),
        ("Calif.", "California"),
        ("Ala.", "Alabama"),
        ("Ont.", "Ontario"),
        ("Pa.", "Pennsylvania"),
    ],
)
def test_press_abbreviations_need_their_full_stop(name, unit):
    assert unit in {n.feature.name for n in candidates(name) if n.how == "abbreviation"}
    bare = name.replace(".", "").capitalize()
    assert unit not in {n.feature.name for n in candidates(bare) if n.how == "abbreviation"}


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Deir Ezzor", "SY"),
        ("Hammadan", "IR"),
        ("Allepo", "SY"),
        ("Kiyv", "UA"),
        ("Teheran", "IR"),
        ("Afganistan", "AF"),
        ("Phillipines", "PH"),
        ("Khartum", "SD"),
        ("Sevastapol", "UA"),
    ],
)
def test_misspelt_names_are_found_and_marked(name, country):
    first = geocode(name)[0]
    assert first.country == country
    if not candidates(name):
        assert first.how == "fuzzy"
        assert all(n.how == "fuzzy" for n in fuzzy(name))


@pytest.mark.parametrize(("name", "place", "kind", "country"), truths.PARTS)
def test_a_part_or_a_kind_said_leads_to_the_place_and_is_marked(name, place, kind, country):
    assert not candidates(name)
    first = geocode(name)[0]
    assert (first.name, first.kind, first.country, first.how) == (place, kind, country, "part")


@pytest.mark.parametrize(
    "name", ["Eastern Airlines", "Central Bank", "Upper House", "Greater Good", "Dallas", "of", ""]
)
def test_what_is_no_part_of_a_place_stays_unknown(name):
    assert longer(name) == ()


def test_regions_bear_geonames_ids():
    ids = {"Middle East": 6269133, "European Union": 6695072, "Southeast Asia": 7729896}
    assert {name: geocode(name)[0].geonameid for name in ids} == ids
    assert {7729890, 6255149} <= {n.feature.geonameid for n in candidates("North America")}


def test_fuzzy_leaves_strangers_alone():
    assert not fuzzy("Xqzwvk")
    assert not geocode("qqq")


def test_every_name_of_a_feature_finds_it_again():
    for name in ("São Paulo", "SÃO PAULO", "Sao Paulo", "Sa\u0303o Paulo"):
        assert candidates(name)[0].id == "geonames:3448439"
    for name in ("Saint Petersburg", "St. Petersburg", "St Petersburg"):
        assert candidates(name)[0].id == "geonames:498817"


def test_washington_dc_is_one_place():
    assert apart_km((-77.04, 38.9), (geocode("Washington, D.C.")[0].lon, 38.9)) < 10
    assert geocode("Washington")[0].admin1 == "District of Columbia"


def test_metonyms_name_the_place_and_what_it_stands_for():
    place, stands_for = candidates("the Kremlin")[:2]
    assert (place.how, place.feature.kind, place.feature.country) == ("name", "facility", "RU")
    assert (stands_for.how, stands_for.feature.name) == ("metonym", "Russia")


def test_geocode_narrows_by_country_kind_and_nearness():
    assert geocode("Paris", country="US")[0].admin1 == "Texas"
    assert geocode("Paris", near=(-95.5, 33.6))[0].admin1 == "Texas"
    assert geocode("Paris, Texas")[0].admin1 == "Texas"
    assert geocode("New York", kind="admin1")[0].kind == "admin1"
    assert geocode("Hamadan", kind="airfield")[0].id == "ourairports:OIHH"
    assert len(geocode("Washington", limit=3)) == 3


def test_strict_insists_on_one_place():
    assert geocode("Tehran", strict=True)[0].country == "IR"
    with pytest.raises(AmbiguousPlace) as error:
        geocode("Springfield", strict=True)
    assert len(error.value.candidates) > 1
    assert isinstance(error.value.candidates[0], Feature)
    with pytest.raises(PlaceNotFound):
        geocode("Xqzwvk", strict=True)


def test_wrong_words_are_told():
    with pytest.raises(UnknownName):
        geocode("Paris", country="Atlantis-on-Sea")
    with pytest.raises(UnknownName):
        geocode("Paris", kind="village")
    with pytest.raises(UnknownName):
        feature("geonames:1")


def test_classes_are_those_of_the_candidates():
    for name in ("Aleppo", "Middle East", "Caspian Sea", "Cook County", "Alps", "Hmeimim"):
        bits = classes(normalise(name))
        assert bits
        kinds = {n.feature.kind for n in candidates(name)}
        assert bool(bits & flags.CITY) == bool(kinds & {"city", "suburb"})
        assert bool(bits & flags.WATER) == bool(kinds & {"sea", "lake", "river", "ocean", "strait"})
    assert classes("tehran") >> flags.PEOPLE >= 68


@pytest.mark.parametrize("name", ["", " ", "...", "\x00", "a" * 10_000, "'; drop table", "🙂"])
def test_odd_names_give_nothing_and_do_no_harm(name):
    assert candidates(name) == ()
    assert fuzzy(name) == ()

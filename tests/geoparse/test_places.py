"""Facts of the world: which place a sentence means. Ids are GeoNames'; points are of the places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from shapely import Point

from geo.article import parse_article
from geo.errors import InvalidCoordinate, PlaceNotFound, UsageError
from geo.geoparse import ROLES, Toponym, find_places, resolve
from geo.measure import AmbiguousName


def only(text: str, name: str) -> Toponym:
    """Give the one toponym of that name."""
    found = [t for t in find_places(text) if t.text == name]
    assert found, f"{name} not found in {text!r}"
    return found[0]


def about(toponym: Toponym, lat: float, lon: float) -> bool:
    """Say whether a toponym lies within a degree of a point."""
    feature = toponym.feature
    return feature is not None and abs(feature.lat - lat) < 1 and abs(feature.lon - lon) < 1


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("Police in Springfield, Illinois, closed a road.", "Springfield", 39.80, -89.64),
        ("Police in Springfield, Mass., closed a road.", "Springfield", 42.10, -72.59),
        ("The mayor of Paris, Texas, spoke on Monday.", "Paris", 33.66, -95.56),
        ("The mayor of Paris spoke to reporters in France on Monday.", "Paris", 48.85, 2.35),
        ("He flew from London, Ontario, to Toronto.", "London", 42.98, -81.23),
        ("Students from Athens, Georgia, and Macon met in Atlanta.", "Athens", 33.96, -83.38),
        ("Ferries from Piraeus to Athens, Greece, stopped.", "Athens", 37.98, 23.73),
        ("Fighting spread from Tripoli to Benghazi in Libya.", "Tripoli", 32.89, 13.19),
        ("Clashes in Tripoli, Lebanon, spread to Beirut.", "Tripoli", 34.43, 35.84),
        ("Shelling hit Donetsk and Mariupol in eastern Ukraine.", "Mariupol", 47.10, 37.54),
    ],
)
def test_the_right_one_of_a_name(text, name, lat, lon):
    assert about(only(text, name), lat, lon)


def test_a_country_stands_before_a_village():
    lebanon = only("Israel and Lebanon agreed on a border at sea, Turkey said.", "Lebanon")
    assert lebanon.feature is not None
    assert (lebanon.feature.kind, lebanon.feature.country) == ("country", "LB")


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("Cases were seen in Guinea, Niger, Nigeria and Togo.", "Niger", "country", "NE"),
        ("Most of the cases were in Mexico and the United States.", "Mexico", "country", "MX"),
        ("The cow came from a farm in Washington state.", "Washington", "admin1", "US"),
        ("DJIBOUTI — Two ships left the port on Monday.", "DJIBOUTI", "city", "DJ"),
        ("GUATEMALA — The president resigned on Monday.", "GUATEMALA", "city", "GT"),
        ("The minister flew from Nairobi to Djibouti on Monday.", "Djibouti", "city", "DJ"),
        ("Flights to Djibouti, Eritrea and Sudan were stopped.", "Djibouti", "country", "DJ"),
        ("The port of call was Almaty, Kazakhstan.", "Kazakhstan", "country", "KZ"),
        ("Sulphur, La., was without water.", "La.", "admin1", "US"),
    ],
)
def test_the_words_around_tell_the_kind(text, name, kind, country):
    feature = only(text, name).feature
    assert feature is not None
    assert (feature.kind, feature.country) == (kind, country)


@pytest.mark.parametrize(
    "text",
    [
        "The fund gave US$5 million to each of the clinics.",
        "The West Nile virus was found in two birds.",
        "Doctors treated the patients for Lassa fever.",
        "The vaccine holds an A/California/7/2009 strain and a B/Massachusetts/2/2012 one.",
    ],
)
def test_money_and_germs_are_no_places(text):
    assert find_places(text) == ()


@pytest.mark.parametrize("name", ["Dr. Berlin", "Ms. Holland", "Mr. France", "Senator Houston"])
def test_a_title_makes_a_person(name):
    assert find_places(f"A lawyer for {name} did not return a call.") == ()


def test_a_drive_is_no_title():
    assert only("The shop is at 1300 Riverside Dr. Columbus, Ohio, police said.", "Columbus")


def test_a_payment_to_a_country_names_it():
    assert only("The court said that Spain owed the US $5 million.", "US").feature is not None


def test_an_area_code_tells_the_state():
    # NANPA: 614 is Columbus, Ohio; 302 all of Delaware.
    text = "Dublin schools will be closed on Friday. Parents may call {} for meals."
    assert about(only(text.format("614-889-2000"), "Dublin"), 40.10, -83.11)
    assert about(only(text.format("the office"), "Dublin"), 53.35, -6.26)


def test_province_and_city_are_told_apart():
    text = "Troops shelled the provinces of Homs and Hama. In Homs a hospital was hit."
    first, second, third = (t for t in find_places(text) if t.text in {"Homs", "Hama"})
    assert [t.feature and t.feature.kind for t in (first, second, third)] == [
        "admin1",
        "admin1",
        "city",
    ]


def test_an_adjective_is_a_demonym():
    toponym = only("The Iranian foreign minister spoke in Geneva.", "Iranian")
    assert toponym.role == "demonym"
    assert toponym.feature is not None
    assert toponym.feature.country == "IR"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The Kremlin said that talks would go on.", "Kremlin", "metonym"),
        ("The Pentagon denied the report from Iraq.", "Pentagon", "metonym"),
        ("Talks between Moscow and Ankara broke down.", "Ankara", "metonym"),
        ("Ankara said the strikes on Syria would go on.", "Ankara", "metonym"),
        ("A bomb went off in Ankara on Tuesday.", "Ankara", "literal"),
        ("He lives in Ankara, Turkey.", "Ankara", "literal"),
    ],
)
def test_governments_and_cities(text, name, role):
    assert only(text, name).role == role


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [
        ("Floods hit northwest Iran on Friday.", "Iran", "northwest"),
        ("Ships sailed to the eastern Mediterranean.", "Mediterranean", "eastern"),
        ("Rebels hold the south of Yemen.", "Yemen", "south"),
        ("He was born in Yemen.", "Yemen", ""),
    ],
)
def test_parts_stay_with_the_name(text, name, part):
    assert only(text, name).part == part


def test_a_noun_that_two_seas_share():
    text = "Drills were held in the Black and Baltic Seas, the Russian navy said."
    kinds = {
        t.text.removesuffix(" Seas"): t.feature for t in find_places(text) if t.role == "literal"
    }
    assert {name: f and (f.kind, f.name) for name, f in kinds.items()} == {
        "Black": ("sea", "Black Sea"),
        "Baltic": ("sea", "Baltic Sea"),
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Rhine and Danube Rivers rose.", ["Rhine", "Danube"]),
        ("The Solomon Islands and the Faroe Islands voted.", ["Solomon Islands", "Faroe Islands"]),
        ("It passed the Turks and Caicos Islands.", ["Turks and Caicos Islands"]),
        ("He flew from Bosnia and Herzegovina to Chad.", ["Bosnia and Herzegovina", "Chad"]),
        ("He flew to Chad and Sudan.", ["Chad", "Sudan"]),
        ("Port Sudan lies on the Red Sea.", ["Port Sudan", "Red Sea"]),
        ("GENEVA (AP) — Talks failed.", ["GENEVA"]),
    ],
)
def test_names_are_read_whole(text, names):
    assert [t.text for t in find_places(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Milan is some 86 nautical miles from Zagreb.", ["Milan", "Zagreb"]),
        ("The distance between Darwin and Tehran is 9,900 kilometers.", ["Darwin", "Tehran"]),
        ("Lyon lies 20 km south of Florence, she said.", ["Lyon", "Florence"]),
        ("Florence is 20 km from home, she said.", []),
    ],
)
def test_what_a_distance_is_measured_from_is_a_place(text, names):
    found = [t for t in find_places(text) if t.feature is not None]
    assert [t.text for t in found] == names


def test_a_street_is_not_in_the_place_it_is_called_after():
    text = "The fire at Lancaster Avenue in Winnipeg, Canada, was put out."
    (street,) = resolve(text, [(12, 28)])
    assert street.feature is None
    (street, _, _) = resolve(text, [(12, 28), (32, 40), (42, 48)])
    assert about(street, 49.88, -97.15)
    assert street.inferred


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Khartoum and Omdurman in Sudan on Friday. Khartoum's envoys flew to Riyadh.",
        "Residents of Khartoum, Sudan, fled to Omdurman. Talks in Riyadh were to go on.",
        "Shelling hit Khartoum, Omdurman and Khartoum North. Riyadh said that it would host talks.",
    ],
)
def test_a_capital_is_no_suburb_of_its_name(text):
    # Khartoum has a suburb that is called Riyadh.
    assert about(only(text, "Riyadh"), 24.69, 46.72)


def test_capitals_of_a_list_are_no_suburbs_of_the_next():
    text = "Diplomats from Washington, London and Paris met in Vienna."
    assert about(only(text, "Washington"), 38.90, -77.04)


def test_the_base_at_a_city_is_the_airfield():
    text = "Jets took off from the air base at Incirlik, in southern Turkey. Adana was quiet."
    base = only(text, "Incirlik")
    assert base.feature is not None
    assert base.feature.kind == "airfield"
    assert about(base, 37.00, 35.43)


def test_the_city_stays_a_candidate_beside_the_base():
    text = "The jets returned to the air base in Hamadan, Iran."
    kinds = {c.feature.kind for c in only(text, "Hamadan").candidates}
    assert {"airfield", "city", "admin1"} <= kinds


def test_an_unnamed_base_is_marked_inferred():
    # https://en.wikipedia.org/wiki/Kant_Air_Base: the Russian air base in Kyrgyzstan, since 2003.
    text = "Moscow sent fighters to the air base that Russia operates in Kyrgyzstan."
    base = next(t for t in find_places(text) if t.inferred)
    assert base.text == "air base"
    assert base.feature is not None
    assert base.feature.name == "Kant Air Base"
    assert "not named" in base.reason


def test_companies_are_no_places():
    found = find_places("Analysts at Siberia Holdings and Africa Group met in Paris.")
    assert [t.text for t in found] == ["Paris"]


def test_an_unknown_place_stays_in():
    text = "Soldiers from Zzyxqville reached the village of Qwertovo."
    found = resolve(text, [(14, 24)])
    assert len(found) == 1
    assert found[0].text == "Zzyxqville"
    assert found[0].feature is None
    assert found[0].confidence == 0.0


def test_near_decides_between_like_places():
    text = "The council of Richmond met on Monday."
    spans = [(15, 23)]
    assert about(resolve(text, spans, near="London, England")[0], 51.46, -0.30)
    assert about(resolve(text, spans, near=(-77.5, 37.6))[0], 37.55, -77.46)


def test_an_unknown_near_is_said():
    with pytest.raises(PlaceNotFound, match="Qwertovo"):
        find_places("The council of Richmond met.", near="Qwertovo Zzyx")


@pytest.mark.parametrize(
    ("near", "problem", "says"),
    [
        ("Viennna", PlaceNotFound, "the nearest name is 'Vienna'"),
        ("", PlaceNotFound, "no place named"),
        ("95,200", InvalidCoordinate, "95"),
        ((200.0, 95.0), InvalidCoordinate, "95"),
        ((float("nan"), 10.0), InvalidCoordinate, "nan"),
        (7, UsageError, "not a place"),
    ],
)
def test_near_is_looked_up_as_distances_are(near, problem, says):
    text, spans = "The council of Richmond met on Monday.", [(15, 23)]
    with pytest.raises(problem, match=says):
        find_places(text, near=near)
    with pytest.raises(problem, match=says):
        resolve(text, spans, near=near)


def test_an_unclear_near_is_taken_with_a_warning():
    text, spans = "The council of Irving met on Monday.", [(15, 21)]
    with pytest.warns(AmbiguousName, match="North Dallas.*taken for Dallas") as warned:
        found = resolve(text, spans, near="North Dallas")
    assert warned[0].filename == __file__
    # Irving lies 15 km west of Dallas, Texas
    assert about(found[0], 32.81, -96.95)


def test_near_takes_what_distances_take():
    text, spans = "The council of Richmond met on Monday.", [(15, 23)]
    london = only("The River Thames rose in London, England.", "London")
    for near in ("51.5,-0.1", Point(-0.1, 51.5), (-0.1, 51.5), london, london.feature):
        assert about(resolve(text, spans, near=near)[0], 51.46, -0.30)


def test_front_matter_is_left_out():
    text = '+++\ntitle = "From Paris"\n+++\nA bomb went off in Kabul, Afghanistan.\n'
    article = parse_article(text.encode(), path="story.md")
    found = find_places(article)
    assert [t.text for t in found] == ["Kabul", "Afghanistan"]
    assert all(article.text[t.start : t.end] == t.text for t in found)


def test_a_recogniser_of_ones_own():
    text = "from paris to lyon by train"
    found = find_places(text, recogniser=lambda _: [(5, 10), (14, 18)])
    assert [(t.text, t.feature and t.feature.country) for t in found] == [
        ("paris", "FR"),
        ("lyon", "FR"),
    ]


def test_toponyms_are_whole():
    text = "Floods hit Dhaka, Bangladesh, and the Indian city of Kolkata. The Ganges rose in Patna."
    found = find_places(text)
    assert found
    for t in found:
        assert text[t.start : t.end] == t.text
        assert t.role in ROLES
        assert 0.0 <= t.confidence <= 1.0
        assert t.feature is None or t.candidates[0].feature == t.feature
        assert t.reason or t.feature is None
        assert sum(c.score for c in t.candidates) < 1.1
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_place_named_with_its_country_is_that_one_everywhere():
    text = "Flights left Tripoli, Lebanon, at noon. Later all roads to Tripoli were closed."
    assert [t.feature.country for t in find_places(text) if t.text == "Tripoli"] == ["LB", "LB"]
    text = "A museum in Agadez is shut. The port of call was Agadez, Niger, where it stopped."
    assert {t.feature.kind for t in find_places(text) if t.text == "Agadez"} == {"city"}

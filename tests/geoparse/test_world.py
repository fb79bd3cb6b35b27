"""World news: names that everyone knows, and the words of the text that speak for a name."""

from __future__ import annotations

import pytest

from geo.geoparse.mention import Mention
from geo.geoparse.pipeline import toponyms
from geo.geoparse.support import supported
from geo.geoparse.words import word

TOUR = "The band plays in Lagos, Jakarta, Lima and Cairo, and then goes on to {}."


def _country(text: str, name: str) -> str:
    """Country of the last mention of a name."""
    found = [t.feature for t in toponyms(text) if t.text == name]
    assert found, f"{name} is not found"
    assert found[-1] is not None, f"{name} is not resolved"
    return found[-1].country


@pytest.mark.parametrize(
    ("name", "country"),
    [("Bergen", "NO"), ("Vancouver", "CA"), ("Kano", "NG"), ("Apia", "WS"), ("Hargeisa", "SO")],
)
def test_a_tour_of_the_world_goes_to_the_cities_that_all_know(name, country):
    assert _country(TOUR.format(name), name) == country


def test_what_the_text_says_outright_stands_before_what_all_know():
    text = TOUR.format("Tripoli, Lebanon") + " Tripoli has waited for years."
    assert _country(text, "Tripoli") == "LB"
    assert _country(TOUR.format("Georgia, where Atlanta waits"), "Georgia") == "US"


def test_a_capital_is_not_taken_for_a_town_that_bears_its_name_by_the_way():
    text = "WARSAW - The train from Warsaw to Minsk was late. Lublin had rain."
    assert _country(text, "Minsk") == "BY"


def test_a_state_among_cities_is_the_city_of_its_name():
    text = "The senator flew from Chicago to Washington, and from Washington to Los Angeles."
    assert {t.feature.admin1 for t in toponyms(text) if t.text == "Washington"} == {
        "District of Columbia"
    }


def _chances(text: str, *chances: float) -> list[float]:
    """Raise chances of the capitalised words of a text, each a mention."""
    words = [word(w) for w in text.split()]
    at = [i for i, w in enumerate(words) if w.capital]
    found = [
        Mention(
            words[i].raw,
            i,
            i + 1,
            i,
            i + 1,
            link="and" if i + 2 in at and words[i + 1].raw == "and" else "",
        )
        for i in at
    ]
    return supported(words, found, chances)


def test_a_sure_place_speaks_for_what_is_listed_with_it_and_for_its_own_name():
    assert _chances("between Colombo and Hamadan", 0.9, 0.2) == [0.9, 0.6]
    assert _chances("between Colombo and Hamadan", 0.7, 0.2) == [0.7, 0.2]
    assert _chances("Hamadan slept while Hamadan burnt", 0.9, 0.2) == [0.9, 0.6]
    assert _chances("toward Geneva", 0.1) == [0.6]


def test_what_is_all_but_impossible_or_part_of_a_longer_name_is_not_raised():
    assert _chances("Jackson shot Jackson", 0.95, 0.01) == [0.95, 0.01]
    assert _chances("in Wichita Drive", 0.3, 0.0) == [0.3, 0.0]
    assert _chances("in Nosuchplace", 0.3) == [0.3]


@pytest.mark.parametrize(
    "name", ["Dar es Salaam", "Deir ez-Zor", "Kafr ash Shaykh", "Rio de Janeiro", "European Union"]
)
def test_a_long_name_is_read_whole(name):
    found = {t.text: t.feature for t in toponyms(f"Aid for {name} was late, officials said.")}
    assert list(found) == [name]
    assert found[name] is not None

"""Headlines in capitals, text without capitals, hashtags, datelines."""

from __future__ import annotations

import pytest

from geo.geoparse import find_places
from geo.geoparse.casing import recase
from geo.geoparse.words import word


def found(text):
    return [(t.text, t.feature and t.feature.country) for t in find_places(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("RUSSIA BOMBS SYRIA FROM IRANIAN AIR BASE", [("RUSSIA", "RU"), ("SYRIA", "SY"), ("IRANIAN", "IR")]),
        ("FLOODS HIT NEW YORK AS STORM MOVES NORTH", [("NEW YORK", "US")]),
        ("earthquake felt in athens and on crete, no damage in greece", [("athens", "GR"), ("crete", "GR"), ("greece", "GR")]),
        ("Turkey And Russia Agree To Patrol Border Of Syria", [("Turkey", "TR"), ("Russia", "RU"), ("Syria", "SY")]),
        ("ALEPPO, Syria (AP) - Shells fell on the city.", [("ALEPPO", "SY"), ("Syria", "SY")]),
        ("BEIRUT — A blast shook the port.", [("BEIRUT", "LB")]),
        ("Snow again #NewYork #syria", [("NewYork", "US"), ("syria", "SY")]),
        ("Forces of the Moscow-backed government left Grozny.", [("Moscow", "RU"), ("Grozny", "RU")]),
        ("Egypt's army, Jordan’s king and Iraq's cabinet met.", [("Egypt", "EG"), ("Jordan", "JO"), ("Iraq", "IQ")]),
    ],
)  # fmt: skip
def test_places(text, places):
    assert [p for p in found(text) if p in places] == places


def test_a_dateline_is_a_city_and_no_airport():
    first = find_places("ALEPPO, Syria (AP) - Shells fell on the city.")[0]
    assert first.feature is not None
    assert first.feature.kind == "city"


def test_shouted_common_words_are_no_places():
    assert found("THE MAYOR AND THE POLICE SAID THAT NOBODY WAS HURT IN THE FIRE") == []


def test_ordinary_text_is_left_alone():
    words = [word(w) for w in "The U.S. Army left Mosul for NATO exercises in Turkey .".split()]
    assert [w.raw for w in recase(words)] == [w.raw for w in words]


def test_recasing_keeps_the_number_of_words():
    words = [word(w) for w in "FIRE IN NEW YORK AND ST. LOUIS , U.S. , 12 HURT".split()]
    made = recase(words)
    assert len(made) == len(words)
    assert [w.raw for w in made[:5]] == ["fire", "in", "New", "York", "and"]

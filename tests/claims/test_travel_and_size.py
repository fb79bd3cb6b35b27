"""Travel times, areas, populations and capitals. Areas: CIA World Factbook."""

import pytest


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # 526 km in a straight line
        ("Berlin is a one-hour flight from Vienna.", "supported"),
        ("Berlin is a seven-hour drive from Vienna.", "supported"),
        ("Berlin is a ten-minute flight from Vienna.", "refuted"),
        ("The flight from Berlin to Vienna takes twenty hours.", "refuted"),
    ],
)
def test_travel_time(read, text, verdict):
    (found,) = read(text, "travel_time")
    assert found.verdict == verdict, found.reason


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Iran is larger than Iraq.", "supported"),
        ("Iraq is larger than Iran.", "refuted"),
        # 438,000 and 185,000 square km
        ("Iraq is twice the size of Syria.", "supported"),
        ("Iraq is ten times the size of Syria.", "refuted"),
        ("Syria covers 185,000 square kilometres.", "supported"),
    ],
)
def test_areas(read, text, verdict):
    (found,) = read(text, "area")
    assert found.verdict == verdict, found.reason


def test_populations_refute_nothing(read):
    assert read("Acapulco has a population of 600,000.", "rank")[0].verdict == "supported"
    assert read("Acapulco has a population of 60,000.", "rank")[0].verdict == "depends"


def test_capital(read):
    (found,) = read("They met in the German city. France’s capital, Paris, was calm.", "rank")
    assert found.verdict == "supported"
    assert found.claim.subject.text == "Paris"
    (found,) = read("Munich, the capital of France, was calm.", "rank")
    assert found.verdict == "undetermined"

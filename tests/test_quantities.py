"""Printed lengths. A mile is 1609.344 m (1959), a nautical mile 1852 m (1929)."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.quantities import is_conversion, quantities
from geo.units import METRES

MILE = 1609.344


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,000 miles", 1000, "mi"),
        ("1 000 km", 1000, "km"),
        ("1\u00a0000 km", 1000, "km"),
        ("a thousand miles", 1000, "mi"),
        ("a 60-mile drive", 60, "mi"),
        ("3.5km", 3.5, "km"),
        ("a dozen miles", 12, "mi"),
        ("half a dozen miles", 6, "mi"),
        ("half a mile", 0.5, "mi"),
        ("a mile and a half", 1.5, "mi"),
        ("one-third of a mile", 1 / 3, "mi"),
        ("2½ miles", 2.5, "mi"),
        ("1/2 mile west", 0.5, "mi"),
        ("120 nautical miles", 120, "nmi"),
        ("two hundred and fifty kilometres", 250, "km"),
        ("300 kms", 300, "km"),
        ("a couple of miles", 2, "mi"),
        ("200 metres", 200, "m"),
        ("1e9 miles", 1e9, "mi"),
        ("between 3 and 5 miles", 4, "mi"),
        ("1,000 to 1,200 miles", 1100, "mi"),
    ],
)
def test_value_and_unit(text, value, unit):
    (found,) = quantities(text)
    assert (found.value, found.unit) == (pytest.approx(value), unit)
    assert found.metres == pytest.approx(value * METRES[unit], rel=1e-12)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1,000 miles", 950, 1050),
        ("70 miles", 65, 75),
        ("35 miles", 32.5, 37.5),
        ("186 miles", 185.5, 186.5),
        ("3.5 miles", 3.45, 3.55),
        ("about 1,000 miles", 900, 1100),
        ("nearly 1,000 miles", 900, 1050),
        ("just over 100 miles", 95, 110),
        ("at least 1,000 miles", 1000, math.inf),
        ("more than 40 miles", 40, math.inf),
        ("less than 100 miles", 0, 100),
        ("up to 100 miles", 0, 100),
        ("1,000 to 1,200 miles", 950, 1250),
        ("several hundred miles", 300, 900),
    ],
)
def test_interval_left_open(text, low, high):
    (found,) = quantities(text)
    assert found.low == pytest.approx(low * MILE)
    assert found.high == pytest.approx(high * MILE)


def test_no_float_noise():
    (found,) = quantities("1,000 miles")
    assert (found.metres, found.low, found.high) == (1609344.0, 1528876.8, 1689811.2)
    assert (found.loose_low, found.loose_high) == (804672.0, 2414016.0)


def test_conversion():
    text = "300 miles (483 km) southwest"
    first, second = quantities(text)
    assert is_conversion(first, second, text)
    assert not is_conversion(*quantities("3 miles and 5 km"), "3 miles and 5 km")


@pytest.mark.parametrize(
    "text",
    [
        "60 mph",
        "5 miles an hour",
        "100 km/h",
        "20 square miles",
        "Miles Davis",
        "£200m from sales",
        "",
    ],
)
def test_speeds_and_areas_are_no_lengths(text):
    assert quantities(text) == ()


def test_negative_length_does_not_crash():
    (found,) = quantities("a height of -5 miles")
    assert found.metres == -5 * MILE


@pytest.mark.parametrize(
    "text", ["9" * 5000 + " miles", "² miles", "a " * 5000 + "miles", "1/0 mile"]
)
def test_odd_numbers_do_not_crash(text):
    assert all(math.isfinite(found.metres) for found in quantities(text))


@settings(deadline=None)
@given(st.integers(1, 10**6), st.sampled_from(["km", "miles", "nautical miles", "feet"]))
def test_every_whole_number_lies_in_its_interval(number, unit):
    (found,) = quantities(f"It is {number:,} {unit} away.")
    assert found.value == number
    assert found.low < found.metres < found.high
    assert found.loose_low <= found.low
    assert found.loose_high >= found.high


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    for found in quantities(text + " 5 miles " + text):
        assert found.start < found.end

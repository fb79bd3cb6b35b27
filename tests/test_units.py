"""Lengths: the values are those of the SI brochure and of the 1959 agreement on the yard."""

import pytest

from geo.errors import UnknownName
from geo.units import (
    METRES,
    from_metres,
    metres,
    shown,
    shown_range,
    shown_short,
    shown_tens,
    unit_name,
)


def test_exact_values():
    assert METRES["mi"] == 1760 * METRES["yd"] == 5280 * METRES["ft"] == 1609.344
    assert METRES["nmi"] == 1852


@pytest.mark.parametrize("unit", METRES)
def test_round_trip(unit):
    assert metres(from_metres(1234.5, unit), unit) == pytest.approx(1234.5, rel=1e-15)


@pytest.mark.parametrize(
    ("long", "short"),
    [("Miles", "mi"), ("nautical mile", "nmi"), ("kilometres", "km"), ("NM", "nmi")],
)
def test_long_names(long, short):
    assert unit_name(long) == short


def test_an_unknown_unit_is_an_error_that_suggests():
    with pytest.raises(UnknownName, match="did you mean 'mile"):
        metres(1, "mille")


@pytest.mark.parametrize(
    ("length", "unit", "blur", "text"),
    [
        # 1 mi is 1,609.344 m by the international agreement of 1959
        (1609.344, "mi", 0, "1.0 mi"),
        (160_934.4, "mi", 0, "100 mi"),
        (982_000, "mi", 16_000, "610 mi"),
        (-982_000, "mi", 16_000, "-610 mi"),
        (1_609_344, "mi", 200_000, "1,000 mi"),
        (0, "km", 0, "0.0 km"),
        (0.4, "m", 0, "0 m"),
        (float("nan"), "km", 0, ""),
        (float("inf"), "km", 0, ""),
        (1000, "parsec", 0, "1.0 km"),
    ],
)
def test_lengths_are_shown_to_their_uncertainty(length, unit, blur, text):
    assert shown_short(length, unit, blur) == text


def test_lengths_in_words_are_no_finer_than_they_are_worth():
    # 10,000 ft are 3,048 m, and a mile 1,609.344 m, by the agreement of 1959
    assert shown(3048, "ft") == "10,000 feet"
    assert shown(1852, "nmi") == "1 nautical mile"
    assert shown(4949, "km") == "4.9 km"
    assert shown_range(1609.344, 3218.688, "mi") == "1 to 2 miles"
    assert shown_range(1609.344, 1610, "mi") == "1 mile"
    assert shown_tens(982_000, 982_100, "km") == "980 km"
    assert shown_tens(-60_000, 4_000, "km") == "-60 to 4 km"

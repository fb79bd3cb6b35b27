"""Lengths: the values are those of the SI brochure and of the 1959 agreement on the yard."""

import pytest

from geo.errors import UnknownName
from geo.units import METRES, from_metres, metres, unit_name


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

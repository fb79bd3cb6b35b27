"""How far an option is ahead of the others, and what telephone numbers tell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.geoparse.rivals import ahead
from geo.geoparse.telephones import CODES, dialled


@given(st.lists(st.lists(st.integers(-5, 5), max_size=5), max_size=5))
def test_ahead_of_the_best_other(readings):
    rows = np.array([[value] for reading in readings for value in reading], np.float32)
    starts = np.cumsum([0, *map(len, readings)])
    expected = [
        value - max(reading[:i] + reading[i + 1 :], default=value)
        for reading in readings
        for i, value in enumerate(reading)
    ]
    assert ahead(rows.reshape(-1, 1), starts).ravel().tolist() == expected


@pytest.mark.parametrize("area", CODES)
def test_every_area_is_in_the_gazetteer(area):
    name, country = area
    code = CODES[area].split()[0]
    (block,) = dialled(f"Call {code}-555-0100 today.")
    (option,) = block.options
    assert (option.feature.name, option.feature.country, option.feature.kind) == (
        name,
        country,
        "admin1",
    )


def test_codes_are_given_once_and_other_numbers_tell_nothing():
    codes = " ".join(CODES.values()).split()
    assert len(codes) == len(set(codes))
    assert (
        dialled("Call 1-800-555-0100, or 020 7946 0000; it cost 614,889.2000 on 2014-889-2000.")
        == []
    )
    assert [b.options[0].feature.name for b in dialled("(302) 555-0100 or +1 614.555.0100")] == [
        "Delaware",
        "Ohio",
    ]

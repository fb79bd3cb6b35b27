"""The verdict rule of the design: basis first, fit never ranks."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.claims.model import HOLDS, Reading
from geo.claims.verdict import holds, judge
from geo.quantities import quantities

MILE = 1609.344


def reading(held, basis="stated", saves=False, aspect=""):
    return Reading("r", (), basis, holds=held, saves=saves, aspect=aspect)


@pytest.mark.parametrize(
    ("readings", "verdict"),
    [
        ([reading("yes")], "supported"),
        ([reading("yes"), reading("yes", "cited")], "supported"),
        ([reading("yes"), reading("no", "cited")], "depends"),
        ([reading("no")], "refuted"),
        ([reading("no"), reading("yes", "conjectured", saves=True)], "depends"),
        ([reading("no"), reading("yes", "conjectured")], "refuted"),
        ([reading("no"), reading("near", "conjectured", saves=True)], "refuted"),
        ([reading("near")], "depends"),
        ([reading("borderline")], "depends"),
        ([reading("not_computed")], "undetermined"),
        ([reading("yes"), reading("not_computed", "cited")], "depends"),
        ([reading("yes", "conjectured", saves=True)], "undetermined"),
        ([], "undetermined"),
        ([reading("yes", aspect="distance"), reading("no", aspect="direction")], "refuted"),
        ([reading("yes", aspect="distance"), reading("near", aspect="direction")], "depends"),
        ([reading("yes", aspect="a"), reading("not_computed", aspect="b")], "depends"),
    ],
)
def test_rule(readings, verdict):
    assert judge(readings) == verdict
    assert judge(readings[::-1]) == verdict


@pytest.mark.parametrize(
    ("miles", "held"),
    [
        (1002, "yes"),
        (951, "yes"),
        (949, "borderline"),
        (1051, "borderline"),
        (1100, "near"),
        (1151, "no"),
        (605, "no"),
        (1500, "no"),
    ],
)
def test_a_thousand_miles_is_rounded_to_the_hundred_and_near_is_fifteen_percent(miles, held):
    assert holds(miles * MILE, 3000, quantities("1,000 miles")[0]) == held


@pytest.mark.parametrize(
    ("km", "unsure", "held"),
    [
        (1241, 3, "yes"),
        (1243, 3, "yes"),  # the map cannot tell 1,243 from 1,241
        (1244.5, 3, "borderline"),
        (1246, 3, "near"),
        (1243, 20, "borderline"),  # so unsure a map cannot support a figure of four digits
        (1500, 3, "no"),
    ],
)
def test_a_figure_finer_than_the_map_is_met_where_the_map_cannot_tell_the_two(km, unsure, held):
    assert holds(km * 1000.0, unsure * 1000.0, quantities("1,241 km")[0]) == held


@pytest.mark.parametrize(
    ("text", "km", "held"),
    [
        ("more than 100 km", 103, "yes"),
        ("more than 100 km", 101, "borderline"),
        ("more than 100 km", 99, "borderline"),
        ("less than 100 km", 97, "yes"),
        ("less than 100 km", 99, "borderline"),
        ("less than 100 km", 101, "borderline"),
        ("less than 100 km", 103.4, "no"),
        ("nearly 1,046 km", 1046.7, "yes"),
        ("nearly 1,046 km", 1049, "near"),
    ],
)
def test_a_limit_that_the_words_set_is_met_with_all_the_uncertainty(text, km, held):
    assert holds(km * 1000.0, 2000.0, quantities(text)[0]) == held


@settings(deadline=None)
@given(
    st.floats(1, 1e7),
    st.floats(0, 1e5),
    st.sampled_from(["{} km", "{} miles"]),
    st.integers(1, 9000),
)
def test_a_wider_hedge_never_makes_it_worse(value, unsure, form, number):
    plain = quantities(form.format(number))[0]
    hedged = quantities("about " + form.format(number))[0]
    order = ["no", "near", "borderline", "yes"]
    exact, wide = (holds(value, unsure, q) for q in (plain, hedged))
    assert not (exact == "yes" and wide == "no")
    assert wide != "no" or exact in {"no", "near"}
    assert order.index(wide) >= 0


@settings(deadline=None)
@given(st.floats(0.5, 2), st.floats(0, 1e5), st.sampled_from(["", "about ", "nearly "]))
def test_what_misses_by_more_than_the_uncertainty_is_never_supported(share, unsure, hedge):
    figure = quantities(f"{hedge}1,241 km")[0]
    value = share * figure.metres
    if not figure.low - unsure <= value <= figure.high + unsure:
        assert holds(value, unsure, figure) in {"near", "no"}


@settings(deadline=None)
@given(st.floats(1, 1e7), st.floats(0, 1e5), st.integers(1, 9000), st.floats(0, 1e6))
def test_a_longer_interval_never_turns_supported_into_refuted(value, unsure, number, more):
    plain = quantities(f"{number} km")[0]
    wide = dataclasses.replace(plain, low=plain.low - more, high=plain.high + more)
    for q, held in ((plain, holds(value, unsure, plain)), (wide, holds(value, unsure, wide))):
        assert held in HOLDS, q
    if judge([reading(holds(value, unsure, plain))]) == "supported":
        assert judge([reading(holds(value, unsure, wide))]) != "refuted"

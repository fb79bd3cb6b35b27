"""The view holds the whole story in one copy of the world."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.maps.view import view_of


def test_the_pacific_is_seen_across_the_antimeridian():
    view = view_of([(139.7, 35.7), (-157.9, 21.3), (178.4, -18.1)])
    assert view.west == pytest.approx(139.7)
    assert view.east == pytest.approx(202.1)


def test_one_town_is_shown_with_its_surroundings():
    view = view_of([(37.13, 36.2)])
    assert view.east - view.west >= 1.0
    assert view.south < 36.2 < view.north


def test_nothing_found_shows_the_world():
    view = view_of([])
    assert view.east - view.west == 360.0


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-80, 80)), min_size=1, max_size=12))
def test_every_point_lies_in_the_view(points):
    view = view_of(points)
    for lon, lat in points:
        inside = any(
            view.west - 1e-9 <= lon + turn <= view.east + 1e-9 for turn in (-360.0, 0.0, 360.0)
        )
        assert inside
        assert view.south <= lat <= view.north
    assert view.east - view.west <= 360.0

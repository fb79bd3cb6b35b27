"""How far off a geodesic a point lies, and where geodesics cross."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import geodesy

lons, lats = st.floats(-180, 180), st.floats(-85, 85)


def test_the_intercept_of_karney() -> None:
    """Karney (2013), section 8: the point of 42N 29E - 39N 77W nearest to 64N 22W.

    He gives 54.92853149711691 N, 21.93729106604878 W.
    """
    cross, along = geodesy.cross_track(-22, 64, 29, 42, -77, 39)
    _, course, _ = geodesy.inverse(29, 42, -77, 39)
    lon, lat, _ = geodesy.direct(29, 42, course, along)
    assert lat == pytest.approx(54.92853149711691, abs=1e-9)
    assert lon == pytest.approx(-21.93729106604878, abs=1e-9)
    assert cross == pytest.approx(geodesy.distance(-22, 64, lon, lat), abs=1e-6)


def test_the_intersection_of_karney() -> None:
    """Karney (2013), section 8: Istanbul - Washington crosses Reykjavik - Accra.

    He gives 54.7170296089477 N, 14.56385574430775 W.
    """
    lon, lat = geodesy.intersect(29, 42, -77, 39, -22, 64, 0, 6)
    assert lat == pytest.approx(54.7170296089477, abs=1e-9)
    assert lon == pytest.approx(-14.56385574430775, abs=1e-9)


@settings(max_examples=150, deadline=None)
@given(
    lons, lats, st.floats(0, 360), st.floats(1e4, 8e6), st.floats(-3e6, 3e6), st.floats(-6e6, 6e6)
)
def test_the_foot_is_found_again(
    lon: float, lat: float, azimuth: float, far: float, side: float, along: float
) -> None:
    """A point set off to the side of a line lies that far off it, to the right if positive."""
    end = geodesy.direct(lon, lat, azimuth, far)[:2]
    x, y, heading = geodesy.direct(lon, lat, azimuth, along)
    place = geodesy.direct(x, y, heading + 90, side)[:2]
    cross, gone = geodesy.cross_track(*place, lon, lat, *end)
    # The line through two points near each other is itself uncertain far away.
    slack = 1e-6 * max(1.0, abs(along) / far)
    assert cross == pytest.approx(side, abs=slack)
    assert gone == pytest.approx(along, abs=slack)


def test_points_on_the_line_and_behind_it() -> None:
    cross, along = geodesy.cross_track([0, 5, -5, 5], [0, 0, 0, 1], 0, 0, 10, 0, unit="km")
    assert cross[:3].tolist() == pytest.approx([0, 0, 0], abs=1e-9)
    assert cross[3] == pytest.approx(-110.57, abs=0.01)  # north of an eastward line: its left
    assert along == pytest.approx([0, 556.6, -556.6, 556.6], abs=0.1)


@settings(max_examples=150, deadline=None)
@given(lons, lats, st.floats(0, 180), st.floats(5, 175), st.floats(1e3, 4e6), st.floats(1e3, 4e6))
def test_lines_laid_through_a_point_cross_there(
    lon: float, lat: float, azimuth: float, angle: float, one: float, other: float
) -> None:
    ends = [
        geodesy.direct(lon, lat, azimuth + turn, far)[:2]
        for turn, far in ((0, one), (180, other), (angle, other), (angle + 180, one))
    ]
    x, y = geodesy.intersect(*ends[0], *ends[1], *ends[2], *ends[3])
    assert geodesy.distance(lon, lat, x, y) < 1e-5


def test_lines_that_do_not_cross_give_nan() -> None:
    ends = np.array([(0, 0, 10, 10, 0, 10, 1, 9), (0, 0, 10, 0, 0, 0, 10, 0)], dtype=float).T
    lon, lat = geodesy.intersect(*ends)
    assert np.isnan(lon).all()
    assert np.isnan(lat).all()
    lon, lat = geodesy.intersect(0, 0, 10, 10, 0, 10, 1, 9, extended=True)
    assert (round(lon, 1), round(lat, 1)) == (4.9, 5.0)

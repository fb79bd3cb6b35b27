"""Two places and what lies between, as text and as JSON."""

import json

import pytest
from shapely.geometry import shape

from geo import measure
from geo.errors import InvalidCoordinate, PlaceNotFound, UsageError
from geo.report import pair


def test_a_distance_names_its_ends_and_its_source():
    text = pair.distance_text("London", "Paris", unit="mi")
    # London to Paris, city points of GeoNames, by GeographicLib: 344 km, 213 mi
    assert text.startswith(("213 mi", "214 mi"))
    assert "344 km" in text.splitlines()[0] or "343 km" in text.splitlines()[0]
    assert "Île-de-France" in text
    assert "GeoNames" in text


def test_the_pole_is_to_the_north_and_itself_nowhere():
    row = json.loads(pair.distance_text("0,0", "90,0", form="json"))
    # the meridian from the equator to the pole: 10,001,965.729 m on WGS 84
    assert row["distance_m"] == pytest.approx(10_001_965.7, abs=0.1)
    assert row["azimuth"] == 0.0
    assert pair.distance_text("90,0", "90,50").startswith("0.0 km")


def test_a_route_as_text_and_as_geojson():
    text = pair.route_text("London", "Rome", avoid="CH")
    assert "computed" in text
    assert "Switzerland" not in text.split("overflown:")[1]
    found = json.loads(pair.route_text("London", "Rome", form="geojson"))
    assert shape(found["geometry"]).geom_type in {"LineString", "MultiLineString"}
    row = json.loads(pair.route_text("London", "Rome", form="json"))
    assert set(row) == {"length_m", "policy", "points", "overflown"}
    assert row["length_m"] / 1000 == pytest.approx(sum(x["km"] for x in row["overflown"]), rel=0.01)


@pytest.mark.parametrize(
    "buffer", ["12", "nmi", "-5nmi", "nan km", "1e9km", "5" * 400 + "km", "٥km"]
)
def test_a_buffer_that_is_no_length_is_refused(buffer):
    with pytest.raises(UsageError, match="buffer"):
        pair.route_text("London", "Rome", buffer=buffer)


@pytest.mark.parametrize("point", ["nan,nan", "91,0", "1,2,3", "--1,2"])
def test_points_that_are_none(point):
    with pytest.raises(InvalidCoordinate):
        pair.distance_text(point, "Paris")


def test_a_part_of_a_place_is_taken_for_its_whole_with_a_word():
    measure._warn_once.cache_clear()
    with pytest.warns(measure.AmbiguousName, match="'North Dallas' is taken for Dallas"):
        assert "Dallas (city, Texas, US)" in pair.distance_text("North Dallas", "32,-96")
    measure._warn_once.cache_clear()
    with pytest.warns(measure.AmbiguousName, match="'Aleppo Province' is taken for Aleppo"):
        pair.route_text("36,38", "35,39", via=["Aleppo Province"])
    with pytest.raises(PlaceNotFound, match="no place named just 'North Dallas'"):
        pair.distance_text("North Dallas", "32,-96", strict=True)

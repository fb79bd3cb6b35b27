"""Distances between names, features, points and GeoSeries."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point

import geo
from geo import gazetteer, geodesy, measure
from geo.errors import AmbiguousPlace, InvalidCoordinate, PlaceNotFound, UsageError
from geo.gazetteer import Feature
from geo.geoparse.toponym import Toponym
from geo.measure import AmbiguousName, azimuth, direction, distance, locate, midpoint

LONDON = Feature("t:1", "London", "city", -0.1257, 51.5085, "GB", "England")
PARIS = Feature("t:2", "Paris", "city", 2.3488, 48.8534, "FR")


@pytest.fixture
def springfields(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gazetteer in which one name is borne by two places, one by one, and one is misspelt."""
    match = gazetteer.Match
    here = match("t:3", "Springfield", "city", -89.6, 39.8, "US", "Illinois", how="name", score=0.8)
    there = match(
        "t:4", "Springfield", "city", -93.3, 37.2, "US", "Missouri", how="name", score=0.8
    )
    close = match("t:5", "Vienna", "city", 16.4, 48.2, "AT", how="fuzzy", score=0.5)

    def geocode(name: str, *, strict: bool = False, limit: int = 10) -> tuple:
        if name == "Springfield":
            if strict:
                raise AmbiguousPlace("'Springfield' may be either", (here, there))
            return here, there
        if name == "Vienna, Austria":
            return (match("t:5", "Vienna", "city", 16.4, 48.2, "AT", how="name", score=1.0),)
        if name == "Viena":
            return (close,)
        raise PlaceNotFound(f"no place named {name!r}")

    monkeypatch.setattr(gazetteer, "geocode", geocode)
    measure._warn_once.cache_clear()


def test_features_points_and_texts_of_coordinates() -> None:
    true = geodesy.distance(LONDON.lon, LONDON.lat, PARIS.lon, PARIS.lat)
    assert true == pytest.approx(343_900, abs=600)
    for a in (LONDON, Point(LONDON.lon, LONDON.lat), f"{LONDON.lat},{LONDON.lon}"):
        assert distance(a, PARIS) == pytest.approx(true, abs=1e-6)
    toponym = Toponym("London", 0, 6, feature=LONDON)
    assert distance(toponym, PARIS, unit="km") == pytest.approx(true / 1000)
    assert geo.distance(LONDON, PARIS) == true
    assert azimuth(LONDON, PARIS) == pytest.approx(148, abs=1)
    assert azimuth(PARIS, LONDON) == pytest.approx(330, abs=1)
    assert direction(LONDON, PARIS) == "SE"
    assert direction(LONDON, PARIS, points=16) == "SSE"
    assert midpoint(LONDON, PARIS).y == pytest.approx(50.2, abs=0.1)


def test_texts_of_coordinates_are_latitude_first() -> None:
    place = locate(" 35.2, -48.7 ")
    assert (place.lat, place.lon, place.kind) == (35.2, -48.7, "point")
    assert locate("10 190").lon == -170
    for wrong in ("95,10", "10,400", "-90.01,0"):
        with pytest.raises(InvalidCoordinate):
            locate(wrong)


@pytest.mark.parametrize("wrong", [(35.2, 48.7), 35.2, object(), None, Point(0, 0).buffer(1)])
def test_what_is_no_place_is_refused(wrong: object) -> None:
    """A pair of numbers does not say which of them is the latitude."""
    with pytest.raises(UsageError):
        locate(wrong)
    with pytest.raises(InvalidCoordinate):
        locate(Point())
    with pytest.raises(PlaceNotFound, match="not resolved"):
        locate(Toponym("Nowhere", 0, 7))


@pytest.mark.usefixtures("springfields")
def test_a_name_of_several_places_is_told_once() -> None:
    with pytest.warns(AmbiguousName, match=r"Springfield \(Illinois, US\), one of 2") as told:
        first = distance("Springfield", LONDON)
    assert len(told) == 1
    assert told[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert distance("Springfield", LONDON) == first


@pytest.mark.usefixtures("springfields")
def test_strict_refuses_it_with_the_candidates() -> None:
    with pytest.raises(AmbiguousPlace) as refused:
        distance("Springfield", LONDON, strict=True)
    assert [c.admin1 for c in refused.value.candidates] == ["Illinois", "Missouri"]
    assert distance("Vienna, Austria", LONDON, strict=True) > 1.2e6


@pytest.mark.usefixtures("springfields")
def test_a_name_spelt_nearly_so_is_not_taken() -> None:
    with pytest.raises(PlaceNotFound, match="nearest name is 'Vienna'"):
        distance("Viena", LONDON)
    with pytest.raises(PlaceNotFound):
        distance("Atlantis", LONDON)


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("North Dallas", r"Dallas \(city, Texas, US\)"),
        ("Aleppo Province", r"Aleppo \(admin1, Aleppo, SY\)"),
    ],
)
def test_a_part_of_a_place_is_measured_to_its_whole_with_a_word(name: str, whole: str) -> None:
    measure._warn_once.cache_clear()
    with pytest.warns(AmbiguousName, match=f"{name!r} is taken for {whole}") as told:
        found = locate(name)
    assert len(told) == 1
    assert found.name in name
    with pytest.raises(PlaceNotFound, match=f"no place named just {name!r}; .* {whole}"):
        distance(LONDON, name, strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert locate(name) == found
        assert locate("South Dakota", strict=True).kind == "admin1"


def test_lists_and_series() -> None:
    both = distance([LONDON, PARIS, None], PARIS, unit="km")
    assert isinstance(both, np.ndarray)
    assert both[1] == 0
    assert np.isnan(both[2])
    names = pd.Series([LONDON, PARIS], index=["l", "p"])
    found = distance(names, PARIS)
    assert isinstance(found, pd.Series)
    assert list(found.index) == ["l", "p"]
    points = gpd.GeoSeries([Point(0, 0), None], index=[5, 6], crs=4326)
    found = distance(points, LONDON)
    assert list(found.index) == [5, 6]
    assert np.isnan(found[6])
    assert list(midpoint(points, LONDON).index) == [5, 6]
    assert direction([LONDON, PARIS], [PARIS, LONDON]).tolist() == ["SE", "NW"]


def test_pandas_is_not_imported_for_two_points() -> None:
    code = (
        "import sys, geo\n"
        "geo.distance('35,48', '36,37')\n"
        "print(sorted({'pandas', 'geopandas', 'numba'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_hamadan_to_aleppo() -> None:
    """The two towns of the seed story: 650 miles to the nearest ten."""
    assert round(geo.distance("Hamadan", "Aleppo", unit="mi"), -1) == 650
    assert direction("Hamadan", "Aleppo") == "W"

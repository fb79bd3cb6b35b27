"""The GeoPandas accessor."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import LineString, Point, box

import geo.geodesy.accessor  # noqa: F401 - registers .geodesic
from geo import geodesy
from geo.errors import InvalidGeometry, UsageError


@pytest.fixture
def towns() -> gpd.GeoDataFrame:
    points = gpd.GeoSeries.from_xy([37.157, 48.516], [36.203, 34.799], crs=4326)
    return gpd.GeoDataFrame({"name": ["Aleppo", "Hamadan"]}, geometry=points).set_index("name")


def test_distances_keep_the_index(towns: gpd.GeoDataFrame) -> None:
    found = towns.geodesic.distance(Point(37.157, 36.203), unit="km")
    assert found.to_dict() == {"Aleppo": 0.0, "Hamadan": pytest.approx(1041.66, abs=0.01)}
    assert towns.geometry.geodesic.distance(towns).tolist() == [0.0, 0.0]
    assert towns.geodesic.azimuth(Point(37.157, 30)).iloc[0] == pytest.approx(180)
    assert towns.geodesic.wind(Point(37.157, 30)).tolist() == ["S", "SW"]
    table = towns.geodesic.distance_matrix()
    assert table.loc["Aleppo", "Hamadan"] == pytest.approx(1041660, abs=1)


def test_labels_are_matched_only_when_asked(towns: gpd.GeoDataFrame) -> None:
    other = gpd.GeoSeries([Point(0, 0), Point(1, 1)], index=["Hamadan", "Baghdad"], crs=4326)
    with pytest.raises(UsageError, match="align"):
        towns.geodesic.distance(other)
    matched = towns.geodesic.distance(other, align=True)
    assert matched.dropna().index.tolist() == ["Hamadan"]
    assert matched["Hamadan"] == geodesy.distance(48.516, 34.799, 0, 0)
    placed = towns.geodesic.distance(other, align=False)
    assert placed["Aleppo"] == pytest.approx(geodesy.distance(37.157, 36.203, 0, 0), abs=1e-7)


def test_nearest_gives_labels(towns: gpd.GeoDataFrame) -> None:
    sites = gpd.GeoSeries([Point(44.4, 33.3), Point(36.3, 33.5)], index=["Baghdad", "Damascus"])
    found = towns.geodesic.nearest(sites.set_crs(4326), unit="km")
    assert found["nearest"].to_dict() == {"Aleppo": "Damascus", "Hamadan": "Baghdad"}
    assert found["distance"].between(300, 420).all()


def test_shapes(towns: gpd.GeoDataFrame) -> None:
    discs = towns.geodesic.buffer(100, unit="km")
    assert discs.geodesic.area(unit="km").to_numpy() == pytest.approx(np.pi * 1e4, rel=1e-3)
    assert discs.geodesic.length(unit="km").to_numpy() == pytest.approx(200 * np.pi, rel=1e-3)
    lines = towns.geodesic.line_to(Point(-100, 40))
    assert isinstance(lines, gpd.GeoSeries)
    assert lines.crs == 4326
    assert lines.geodesic.length().to_numpy() == pytest.approx(
        towns.geodesic.distance(Point(-100, 40)).to_numpy(), rel=1e-5
    )
    across = gpd.GeoSeries([box(179, 0, 181, 1), LineString([(170, 0), (-170, 0)])], crs=4326)
    assert across.geodesic.split_antimeridian().bounds["maxx"].tolist() == [180, 180]


def test_metres_are_refused_and_plain_series_have_none(towns: gpd.GeoDataFrame) -> None:
    with pytest.raises(InvalidGeometry, match="to_crs"):
        towns.to_crs(3857).geodesic.distance(Point(0, 0))
    with pytest.raises(AttributeError):
        pd.Series([1.0]).geodesic  # noqa: B018

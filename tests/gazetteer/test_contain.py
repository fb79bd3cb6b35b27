"""Points lie in the country, unit and sea that maps say, under both views of the borders."""

from __future__ import annotations

import numpy as np
import pytest

from geo.errors import InvalidCoordinate, UnknownName
from geo.gazetteer import candidates, contains, feature

# lon, lat, country by the un view, country de facto, name; well inside the country
POINTS = (
    (37.16, 36.20, "SY", "SY", "Aleppo"),
    (48.52, 34.80, "IR", "IR", "Hamadan"),
    (37.62, 55.75, "RU", "RU", "Moscow"),
    (34.10, 44.95, "UA", "RU", "Simferopol, General Assembly resolution 68/262"),
    (33.52, 44.60, "UA", "RU", "Sevastopol"),
    (-13.20, 27.15, "EH", "MA", "Laayoune, UN list of non-self-governing territories"),
    (-14.50, 23.50, "EH", "MA", "inland of Dakhla"),
    (-10.06, 28.99, "MA", "MA", "Guelmim, north of 27.67 N"),
    (35.82, 33.00, "SY", "IL", "the Golan, Security Council resolution 497"),
    (33.36, 35.24, "CY", "CYN", "north of Nicosia, Security Council resolution 541"),
    (44.07, 9.56, "SO", "SOL", "Hargeisa"),
    (20.90, 42.60, "XK", "XK", "Kosovo"),
    (121.0, 23.8, "TW", "TW", "Taiwan"),
    (34.46, 31.50, "PS", "PS", "Gaza"),
    (35.20, 31.90, "PS", "PS", "Ramallah"),
    (20.50, 54.71, "RU", "RU", "Kaliningrad, an exclave"),
    (27.5, -29.5, "LS", "LS", "Lesotho, a hole in South Africa"),
    (12.4534, 41.9033, "VA", "VA", "St Peter's Basilica"),
    (-52.33, 4.92, "GF", "GF", "Cayenne, ISO 3166-1 GF"),
    (178.44, -18.0, "FJ", "FJ", "Viti Levu"),
    (-176.6, 66.0, "RU", "RU", "Chukotka, beyond the 180th meridian"),
    (0, -85, "AQ", "AQ", "Antarctica"),
)


@pytest.mark.parametrize(("lon", "lat", "un", "de_facto", "name"), POINTS)
def test_country_of_a_point(lon, lat, un, de_facto, name):
    assert contains(lon, lat).country == un, name
    assert contains(lon, lat, borders="de-facto").country == de_facto, name


@pytest.mark.parametrize(
    ("lon", "lat", "sea"),
    [
        (50.5, 42.0, "Caspian Sea"),
        (34.0, 43.2, "Black Sea"),
        (18.0, 35.0, "Mediterranean Sea"),
        (15.5, 43.0, "Adriatic Sea"),
        (38.0, 20.5, "Red Sea"),
        (51.5, 26.8, "Persian Gulf"),
        (36.7, 46.0, "Sea of Azov"),
        (3.0, 56.0, "North Sea"),
        (114.0, 14.0, "South China Sea"),
    ],
)
def test_sea_of_a_point(lon, lat, sea):
    where = contains(lon, lat)
    assert where.country == ""
    assert feature(where.sea).name == sea


def test_first_level_unit_of_a_point():
    assert feature(contains(48.52, 34.80).admin1).name == "Hamadan"
    assert feature(contains(-95.0, 30.0).admin1).name == "Texas"
    assert feature(contains(11.58, 48.14).admin1).name == "Bavaria"


def test_arrays_give_what_single_points_give():
    lon, lat = np.array([p[:2] for p in POINTS]).T
    where = contains(lon, lat)
    assert where.country.tolist() == [p[2] for p in POINTS]
    assert where.admin1.tolist() == [contains(x, y).admin1 for x, y in zip(lon, lat, strict=True)]


def test_longitudes_go_round():
    assert contains(37.16 + 360, 36.2).country == "SY"
    assert contains(np.array([-180.0, 180.0]), 68.0).country.tolist() == ["RU", "RU"]


@pytest.mark.parametrize(("lon", "lat"), [(0, 95), (0, float("nan")), (float("inf"), 0)])
def test_what_is_no_place_on_earth_is_told(lon, lat):
    with pytest.raises(InvalidCoordinate):
        contains(lon, lat)
    with pytest.raises(UnknownName):
        contains(0, 0, borders="mine")


def test_large_cities_lie_in_their_own_country():
    """GeoNames says the country of each city; the polygon must agree but at coasts and borders."""
    names = "Tehran Cairo Kano Lima Madrid Berlin Warsaw Ankara Kabul Delhi Nairobi Hanoi Riyadh"
    for name in names.split():
        city = candidates(name)[0].feature
        assert contains(city.lon, city.lat).country == city.country, name

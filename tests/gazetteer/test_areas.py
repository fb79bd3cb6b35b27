"""Polygons have the area, the neighbours and the borders that reference works give."""

from __future__ import annotations

import pytest
import shapely

from geo import geodesy
from geo.errors import UnknownName
from geo.gazetteer import (
    area,
    border,
    border_length_m,
    candidates,
    control_lines,
    countries,
    country,
    disputed,
    disputed_at,
    geocode,
    land,
    nearest_border,
    nearest_coast,
    neighbours,
)

KM2 = 1e6


def km2(shape):
    return abs(geodesy.area(shape)) / KM2


@pytest.mark.parametrize(
    ("name", "truth", "share"),
    [
        ("Syria", 185_180, 0.03),  # CIA World Factbook
        ("Iran", 1_648_195, 0.03),  # CIA
        ("Germany", 357_022, 0.02),  # CIA
        ("Ukraine", 603_550, 0.02),  # CIA, with Crimea
        ("Caspian Sea", 389_000, 0.03),  # Britannica: 371,000 and 18,000 of Garabogaz
        ("Soviet Union", 22_402_200, 0.02),  # CIA World Factbook 1990
        ("Yugoslavia", 255_804, 0.02),  # CIA World Factbook 1990
        ("Czechoslovakia", 127_870, 0.02),  # CIA World Factbook 1990
        ("East Germany", 108_333, 0.03),  # Statistisches Jahrbuch der DDR 1990
        ("Texas", 695_662, 0.03),  # US Census 2010
        ("Bavaria", 70_550, 0.02),  # Statistisches Landesamt
        ("Mediterranean Sea", 2_500_000, 0.05),  # Britannica
    ],
)
def test_area_of(name, truth, share):
    shape = area(geocode(name)[0])
    assert km2(shape) == pytest.approx(truth, rel=share)


def test_views_share_out_what_is_disputed():
    crimea = km2(area("country:UA")) - km2(area("country:UA", borders="de-facto"))
    assert crimea == pytest.approx(26_945, rel=0.05)  # Britannica, Crimea with Sevastopol
    sahara = km2(area("country:EH"))
    assert sahara == pytest.approx(266_000, rel=0.03)  # CIA, Western Sahara
    golan = km2(area("country:SY")) - km2(area("country:SY", borders="de-facto"))
    assert golan == pytest.approx(1_150, rel=0.35)  # Britannica; the outline is drawn by hand
    assert area("country:FR", borders="de-facto").equals(area("country:FR"))


@pytest.mark.parametrize(
    ("code", "codes"),
    [
        ("SY", "IL IQ JO LB TR"),  # CIA World Factbook, land boundaries
        ("IR", "AF AM AZ IQ PK TM TR"),
        ("CH", "AT DE FR IT LI"),
        ("AF", "CN IR PK TJ TM UZ"),
        ("LA", "CN KH MM TH VN"),
        ("LS", "ZA"),
        ("JP", ""),
        ("PT", "ES"),
        ("ML", "BF CI DZ GN MR NE SN"),
        ("UA", "BY HU MD PL RO RU SK"),
    ],
)
def test_neighbours(code, codes):
    assert [n.country for n in neighbours(code)] == codes.split()


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ("FI", "RU", 1309),  # CIA World Factbook, land boundaries
        ("IR", "IQ", 1599),
        ("SY", "TR", 899),
        ("KZ", "RU", 7644),
        ("MN", "RU", 3452),
        ("DE", "PL", 467),
        ("US", "MX", 3155),
        ("PT", "ES", 1224),
        ("KP", "KR", 237),
    ],
)
def test_border_length_is_at_most_a_fifth_short(a, b, km):
    """A line at 1:10 million cuts bends, so it is shorter than the surveyed one, never much longer."""
    length = border_length_m(a, b) / 1000
    assert 0.8 * km < length < 1.06 * km
    assert border_length_m(b, a) == pytest.approx(length * 1000)


def test_border_is_a_line_between_both():
    line = border("FI", "RU")
    assert line.geom_type == "MultiLineString"
    for code in ("FI", "RU"):
        assert shapely.covers(area(f"country:{code}").boundary, line)
    assert border("SY", "RU").is_empty
    assert border_length_m("SY", "RU") == 0


def test_nearest_border_and_coast():
    near = nearest_border(37.16, 36.2, of="TR", with_="SY")
    assert near.between == ("TR", "SY")
    assert 40_000 < near.distance_m < 50_000  # Aleppo is about 45 km south of Turkey
    back = geodesy.distance(37.16, 36.2, near.lon, near.lat)
    assert float(back) == pytest.approx(near.distance_m, abs=1)
    assert nearest_border(135.0, 35.0) is None
    assert nearest_coast(37.62, 55.75).distance_m > 550_000
    pole = nearest_coast(87.6, 46.3)  # the Eurasian pole of inaccessibility, near 46.3 N 86.7 E
    assert 2_300_000 < nearest_coast(87.6, 46.3, of="IN").distance_m < 2_800_000
    assert pole.distance_m > 2_200_000
    assert nearest_coast(20, 47, of="HU") is None


def test_nearest_coast_agrees_with_a_brute_force_search():
    shape = area("country:SY")
    coast = shapely.get_coordinates(shapely.segmentize(shape.boundary, 0.002))
    near = nearest_coast(36.8, 35.3, of="SY")
    sea = [c for c in coast if c[0] < 36.0 and 34.66 < c[1] < 35.9]
    lon, lat = zip(*sea, strict=True)
    best = float(min(geodesy.distance(36.8, 35.3, lon, lat)))
    assert near.distance_m == pytest.approx(best, abs=200)


def test_countries_are_all_there():
    codes = {c.country for c in countries()}
    assert len(codes) >= 247
    assert {"TW", "XK", "PS", "EH", "SS", "VA", "GL"} <= codes
    assert country("Ivory Coast").country == country("CIV").country == "CI"
    with pytest.raises(UnknownName):
        country("Atlantis-on-Sea")


def test_regions_hold_their_members():
    middle = area(candidates("Middle East")[0].feature)
    for code in ("SY", "IQ", "IR", "EG", "SA"):
        assert middle.intersects(area(f"country:{code}").representative_point())
    assert not middle.intersects(area("country:FR").representative_point())
    eastern = area(geocode("eastern Mediterranean")[0])
    assert eastern.intersects(shapely.Point(33, 34))
    assert not eastern.intersects(shapely.Point(5, 40))


def test_disputed_areas_are_listed_by_name():
    names = {d.name for d in disputed()}
    assert {"Crimea", "Western Sahara", "Abkhazia", "Aksai Chin", "Northern Cyprus"} <= names
    assert "Crimea" in {d.name for d in disputed_at(shapely.Point(34.1, 45.0))}
    assert not disputed_at(shapely.Point(2.35, 48.86))
    lines = {c.name: c for c in control_lines()}
    demarcation = lines["Military Demarcation Line"].line
    assert float(geodesy.length(demarcation)) / 1000 == pytest.approx(238, rel=0.15)  # CIA
    assert {"Line of Control", "Green Line in Cyprus", "Berm in Western Sahara"} <= set(lines)


def test_land_and_unknown_areas():
    assert km2(land()) == pytest.approx(148_940_000, rel=0.015)  # CIA, World
    assert area(geocode("Aleppo", kind="city")[0]) is None
    for wrong in ("country:ZZ", "union:none", "nonsense", "sea:none"):
        with pytest.raises(UnknownName):
            area(wrong)
    with pytest.raises(UnknownName):
        area("country:SY", borders="mine")

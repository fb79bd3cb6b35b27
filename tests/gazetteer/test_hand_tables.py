"""The tables written by hand: their form, and facts of the world that they must hold."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from pyproj import Geod
from shapely import MultiPolygon, Point, Polygon, box

from geo import gazetteer
from geo.gazetteer.feature import KINDS

HAND = Path(__file__).parents[2] / "data" / "hand"
COLUMNS = {
    "physical": "id name kind lon lat west south east north outline countries aliases note",
    "regions": "id name kind members west south east north lon lat aliases adjectives note"
    " geonameid",
    "historical": "id name kind members west south east north from to lon lat aliases demonyms"
    " note",
    "metonyms": "name lon lat country stands_for stands_for_kind stands_for_country aliases note",
    "abbreviations": "abbreviation means kind country code case_sensitive needs_period lon lat"
    " note",
    "demonyms": "demonym means kind country code plural people lon lat note",
    "countries": "code name aliases lon lat note",
    "airbases": "id name ident country lon lat runway_m runway_source aliases kind note",
    "seas": "id name kind members west south east north lon lat aliases note",
    "disputed": "id name kind un_country de_facto_country claimants since west south east north"
    " outline members lon lat aliases note",
    "points": "code name country lon lat note",
    "aliases": "alias means kind country lon lat note",
    "places": "id name kind country code lon lat aliases note",
    "facilities": "id name kind country lon lat aliases note",
}
KEYS = {
    "metonyms": ("name",),
    "abbreviations": ("abbreviation", "means", "country", "code"),
    "demonyms": ("demonym", "means", "code"),
    "countries": ("code",),
    "points": ("code",),
    "aliases": ("alias", "means", "country"),
}
pytestmark = pytest.mark.skipif(not HAND.is_dir(), reason="an installed wheel has no data/hand")


def read(table):
    with (HAND / f"{table}.csv").open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def tables():
    return {name: read(name) for name in COLUMNS}


def by_id(tables, table):
    return {row["id"]: row for row in tables[table]}


def extent(row):
    """Outline of a row, else its box (two boxes across 180 degrees), else None."""
    if row.get("outline"):
        rings = [
            [tuple(map(float, pair.split())) for pair in ring.split(";")]
            for ring in row["outline"].split(" / ")
        ]
        return MultiPolygon([Polygon(ring) for ring in rings])
    if not row.get("west"):
        return None
    west, south, east, north = (float(row[side]) for side in ("west", "south", "east", "north"))
    if west <= east:
        return box(west, south, east, north)
    return MultiPolygon([box(west, south, 180, north), box(-180, south, east, north)])


def point(row):
    return Point(float(row["lon"]), float(row["lat"]))


def test_every_file_is_described_and_no_other_lies_there():
    assert {path.stem for path in HAND.glob("*.csv")} == set(COLUMNS)
    text = (HAND / "README.md").read_text(encoding="utf8")
    for name in COLUMNS:
        assert f"`{name}.csv`" in text


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_and_cells(table):
    raw = (HAND / f"{table}.csv").read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    with (HAND / f"{table}.csv").open(encoding="utf8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[0] == COLUMNS[table].split()
    for row in rows[1:]:
        assert len(row) == len(rows[0]), row
        assert all(cell == cell.strip() for cell in row), row
        assert not any("||" in cell or cell.startswith("|") for cell in row), row


def test_ids_are_slugs_and_unique_over_all_files(tables):
    ids = [row["id"] for rows in tables.values() for row in rows if "id" in row]
    assert len(ids) == len(set(ids))
    assert not [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)]


@pytest.mark.parametrize("table", KEYS)
def test_keys_are_unique(tables, table):
    keys = [tuple(row[k] for k in KEYS[table]) for row in tables[table]]
    assert len(keys) == len(set(keys))
    assert all(key[0] for key in keys)


def test_aliases_do_not_repeat_the_name(tables):
    for rows in tables.values():
        for row in rows:
            names = [a for a in row.get("aliases", "").split("|") if a]
            assert row.get("name") not in names, row
            assert len(names) == len(set(names)), row


def test_coordinates_are_in_range(tables):
    for table, rows in tables.items():
        for row in rows:
            if row.get("lon"):
                assert -180 <= float(row["lon"]) <= 180, (table, row)
                assert -90 <= float(row["lat"]) <= 90, (table, row)
            else:
                assert table in {"countries", "abbreviations", "demonyms"}, (table, row)
            if row.get("west"):
                assert float(row["south"]) < float(row["north"]), row


def test_outlines_are_valid_and_hold_their_point(tables):
    outlined = 0
    for table in ("physical", "disputed"):
        for row in tables[table]:
            area = extent(row)
            if area is None:
                continue
            outlined += bool(row["outline"])
            assert area.is_valid, row["id"]
            assert area.covers(point(row)), row["id"]
    assert outlined >= 60


def test_the_box_of_an_outline_is_its_bounds(tables):
    for row in tables["physical"]:
        if row["outline"] and float(row["west"]) < float(row["east"]):
            sides = tuple(float(row[side]) for side in ("west", "south", "east", "north"))
            assert extent(row).bounds == pytest.approx(sides), row["id"]


def test_kinds_are_those_of_the_gazetteer(tables):
    for table in ("physical", "regions", "historical", "airbases", "seas", "disputed"):
        assert {row["kind"] for row in tables[table]} <= set(KINDS), table
    assert {row["kind"] for row in tables["facilities"]} <= set(KINDS)
    assert {row["kind"] for row in tables["places"]} <= {"suburb", "city", "area"}
    assert {row["kind"] for row in tables["abbreviations"]} <= {*KINDS, "word"}
    assert {row["kind"] for row in tables["demonyms"]} <= set(KINDS)


def test_country_codes_are_known(tables):
    codes = {row["code"] for row in tables["countries"]}
    assert len(codes) == 250  # the 249 of ISO 3166-1 and Kosovo
    assert {"XK", "TW", "PS", "EH", "AQ"} <= codes
    for table, rows in tables.items():
        for row in rows:
            cells = [row.get("country", ""), *row.get("countries", "").split("|")]
            cells += [m for m in row.get("members", "").split("|") if len(m) == 2]
            cells += row.get("claimants", "").split("|")
            assert {c for c in cells if c} <= codes, (table, row)


def test_references_to_other_rows_resolve(tables):
    ids = {row["id"] for rows in tables.values() for row in rows if "id" in row}
    for table, rows in tables.items():
        for row in rows:
            cells = [row.get("code", ""), *row.get("members", "").split("|")]
            for cell in cells:
                if cell.startswith("hand:"):
                    assert cell[5:] in ids, (table, row)


def test_members_do_not_nest_in_a_circle(tables):
    rows = by_id(tables, "regions")

    def depth(key, seen=()):
        assert key not in seen, seen
        parts = [m[5:] for m in rows[key]["members"].split("|") if m.startswith("hand:")]
        return 1 + max((depth(p, (*seen, key)) for p in parts if p in rows), default=0)

    assert max(map(depth, rows)) <= 4


def test_every_country_with_people_has_a_demonym(tables):
    have = {row["code"] for row in tables["demonyms"] if row["kind"] == "country"}
    # United Nations members and observers, Taiwan and Kosovo
    few = "AQ AX BL BQ BV CC CX GS HM IO MF MP NF PM PN SH SJ SX TC TF TK UM VG WF YT"
    lacking = {row["code"] for row in tables["countries"]} - have
    assert lacking <= set(few.split())


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Iranian", "IR"), ("Briton", "GB"), ("Dutch", "NL"), ("Taiwanese", "TW"),
        ("Kosovar", "XK"), ("Palestinian", "PS"), ("Emirati", "AE"), ("Dane", "DK"),
        ("Filipino", "PH"), ("North Korean", "KP"), ("Nigerien", "NE"), ("Nigerian", "NG"),
        ("Texan", "US-TX"), ("Michigander", "US-MI"), ("Scottish", "GB-SCT"),
        ("Chechen", "RU-CE"), ("Catalan", "ES-CT"), ("Soviet", "hand:soviet-union"),
    ],
)  # fmt: skip
def test_demonyms_mean_what_they_mean(tables, word, code):
    assert code in {row["code"] for row in tables["demonyms"] if row["demonym"] == word}


@pytest.mark.parametrize(
    ("short", "code"),
    [
        ("N.Y.", "US-NY"), ("Calif.", "US-CA"), ("Mass.", "US-MA"), ("UAE", "AE"),
        ("DPRK", "KP"), ("ROK", "KR"), ("DRC", "CD"), ("KSA", "SA"), ("EU", "hand:european-union"),
        ("NSW", "AU-NSW"), ("Ont.", "CA-ON"), ("S. Korea", "KR"), ("PRC", "CN"), ("U.S.", "US"),
    ],
)  # fmt: skip
def test_abbreviations_mean_what_they_mean(tables, short, code):
    assert code in {row["code"] for row in tables["abbreviations"] if row["abbreviation"] == short}


def test_the_fifty_states_have_their_postal_form(tables):
    codes = {
        r["code"] for r in tables["abbreviations"] if re.fullmatch(r"[A-Z]{2}", r["abbreviation"])
    }
    assert len([c for c in codes if c.startswith("US-")]) == 50


def test_the_soviet_union_had_fifteen_republics(tables):
    assert len(by_id(tables, "historical")["soviet-union"]["members"].split("|")) == 15


def test_the_european_union_has_twenty_seven_members(tables):
    members = by_id(tables, "regions")["european-union"]["members"].split("|")
    assert len(members) == 27
    assert not {"GB", "NO", "CH", "UA", "TR"} & set(members)


def test_dates_of_historical_countries_are_in_order(tables):
    for row in tables["historical"]:
        assert not row["from"] or not row["to"] or row["from"] < row["to"], row["id"]
    soviet = by_id(tables, "historical")["soviet-union"]
    assert (soviet["from"], soviet["to"]) == ("1922-12-30", "1991-12-26")


@pytest.mark.parametrize(
    ("key", "published"),
    [  # thousand square kilometres, from encyclopedias; outlines are rough
        ("sahara", 9200), ("sinai", 60), ("crimea-peninsula", 27), ("arabian-peninsula", 3237),
        ("iberian-peninsula", 583), ("anatolia", 756), ("luzon", 110), ("sumatra", 443),
        ("borneo", 743), ("new-guinea", 786), ("honshu", 228), ("alps", 207),
        ("tibetan-plateau", 2500), ("patagonia", 1043), ("negev", 13), ("korean-peninsula", 223),
        ("zagros-mountains", 533), ("amazon-basin", 6900), ("kamchatka", 270), ("gobi", 1295),
    ],
)  # fmt: skip
def test_outlines_have_about_the_published_area(tables, key, published):
    area = abs(
        Geod(ellps="WGS84").geometry_area_perimeter(extent(by_id(tables, "physical")[key]))[0]
    )
    assert 0.65 < area / 1e9 / published < 1.4


@pytest.mark.parametrize(
    ("key", "inside", "outside"),
    [  # towns and where they lie, lon lat from GeoNames
        ("sinai", (33.798, 31.132), (32.554, 29.974)),  # Arish; Suez
        ("negev", (34.80, 30.61), (34.781, 32.081)),  # Mitzpe Ramon; Tel Aviv
        ("bekaa", (35.904, 33.846), (35.502, 33.893)),  # Zahle; Beirut
        ("alps", (11.394, 47.263), (11.575, 48.137)),  # Innsbruck; Munich
        ("zagros-mountains", (50.864, 32.326), (51.421, 35.694)),  # Shahr-e Kord; Tehran
        ("sahara", (5.523, 22.785), (3.042, 36.753)),  # Tamanrasset; Algiers
        ("silicon-valley", (-122.031, 37.323), (-122.419, 37.775)),  # Cupertino; San Francisco
        ("bay-area", (-122.271, 37.804), (-121.494, 38.582)),  # Oakland; Sacramento
        ("crimea-peninsula", (34.111, 44.957), (32.612, 46.636)),  # Simferopol; Kherson
        ("korean-peninsula", (126.978, 37.568), (130.401, 33.607)),  # Seoul; Fukuoka
        ("strait-of-hormuz", (56.4, 26.55), (51.5, 26.8)),  # the middle of the Gulf is not in it
        ("golan-heights", (35.769, 33.269), (35.531, 32.793)),  # Majdal Shams; Tiberias
        ("mekong-delta", (105.784, 10.037), (104.916, 11.562)),  # Can Tho; Phnom Penh
        ("chukchi-peninsula", (-173.23, 64.42), (-165.406, 64.501)),  # Provideniya; Nome
    ],
)
def test_towns_lie_where_the_world_has_them(tables, key, inside, outside):
    area = extent(by_id(tables, "physical")[key])
    assert area.covers(Point(inside))
    assert not area.covers(Point(outside))


def test_air_bases_of_the_seed_story(tables):
    bases = {row["name"]: row for row in tables["airbases"]}
    published = {  # seeds/: the scenario's points
        "Nojeh Air Base": (48.6534, 35.2117), "Mozdok Air Base": (44.6031, 43.7875),
        "Engels Air Base": (46.2106, 51.4811), "Shaykovka Air Base": (34.37, 54.2267),
        "Soltsy Air Base": (30.33, 58.1411), "Olenya Air Base": (33.4639, 68.1519),
        "Hmeimim Air Base": (35.9487, 35.4011),
    }  # fmt: skip
    for name, at in published.items():
        assert point(bases[name]).distance(Point(at)) < 0.005


def test_crimea_is_ukraines_in_the_un_view_and_held_by_russia(tables):
    row = by_id(tables, "disputed")["disputed-crimea"]
    assert (row["un_country"], row["de_facto_country"]) == ("UA", "RU")
    golan = by_id(tables, "disputed")["disputed-golan"]
    assert (golan["un_country"], golan["de_facto_country"]) == ("SY", "IL")
    assert by_id(tables, "disputed")["disputed-western-sahara"]["un_country"] == "apart"


def test_the_eastern_mediterranean_states_its_meridian(tables):
    row = by_id(tables, "seas")["eastern-mediterranean"]
    assert float(row["west"]) == 20
    assert "20 E" in row["note"]
    assert "Aegean Sea" in row["members"].split("|")


@pytest.mark.parametrize(
    ("name", "stands_for"),
    [("Kremlin", "Russia"), ("Pentagon", "United States"), ("Downing Street", "United Kingdom"),
     ("Brussels", "European Union"), ("Élysée", "France"), ("Blue House", "South Korea")],
)  # fmt: skip
def test_metonyms(tables, name, stands_for):
    assert {r["stands_for"] for r in tables["metonyms"] if r["name"] == name} == {stands_for}


def test_aliases_that_sources_lack_are_there(tables):
    alias = {row["alias"]: row for row in tables["aliases"]}
    for text in ("Deir Ezzor", "Deir az-Zor"):
        assert point(alias[text]).distance(Point(40.141, 35.336)) < 0.02


@pytest.mark.parametrize(
    ("key", "inside", "outside"),
    [  # lon lat of towns as GeoNames has them; a region is the union of its members
        ("siberia", (82.9, 55.0), (37.6, 55.75)),  # Novosibirsk; Moscow
        ("middle-east", (51.4, 35.7), (69.2, 34.5)),  # Tehran; Kabul
        ("donbas", (37.8, 48.0), (36.25, 49.99)),  # Donetsk; Kharkiv
        ("provence", (5.37, 43.3), (3.87, 43.6)),  # Marseille; Montpellier
        ("transylvania", (23.6, 46.77), (26.1, 44.43)),  # Cluj; Bucharest
        ("kurdistan", (47.0, 35.31), (44.39, 33.34)),  # Sanandaj; Baghdad
        ("gulf-coast", (-90.07, 29.95), (-96.8, 32.78)),  # New Orleans; Dallas
        ("khorasan", (59.6, 36.3), (51.4, 35.7)),  # Mashhad; Tehran
        ("great-britain", (-4.25, 55.86), (-5.93, 54.6)),  # Glasgow; Belfast
        ("ulster", (-5.93, 54.6), (-6.25, 53.35)),  # Belfast; Dublin
        ("scandinavia", (18.07, 59.33), (24.94, 60.17)),  # Stockholm; Helsinki
        ("soviet-union", (69.28, 41.3), (21.0, 52.2)),  # Tashkent; Warsaw
        ("yugoslavia", (20.46, 44.8), (23.3, 42.7)),  # Belgrade; Sofia
        ("south-vietnam", (106.63, 10.82), (105.85, 21.03)),  # Saigon; Hanoi
        ("east-germany", (13.74, 51.05), (11.58, 48.14)),  # Dresden; Munich
        ("south-yemen", (45.03, 12.78), (44.2, 15.35)),  # Aden; Sanaa
        ("transnistria", (29.6, 46.84), (28.86, 47.0)),  # Tiraspol; Chisinau
        ("somaliland", (44.06, 9.56), (45.34, 2.04)),  # Hargeisa; Mogadishu
        ("northern-cyprus", (33.32, 35.34), (33.04, 34.68)),  # Kyrenia; Limassol
        ("disputed-west-bank", (35.26, 32.22), (34.78, 32.08)),  # Nablus; Tel Aviv
    ],
)
def test_the_store_draws_regions_where_they_are(key, inside, outside):
    area = gazetteer.area(gazetteer.feature(f"hand:{key}"))
    assert area.covers(Point(inside))
    assert not area.covers(Point(outside))

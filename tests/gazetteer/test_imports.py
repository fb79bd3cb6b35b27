"""What people download themselves comes in whole, or not at all."""

from __future__ import annotations

import random
import zipfile

import pytest
import shapely

from geo.errors import ArticleError, Busy, MissingInput, UsageError
from geo.files import hold
from geo.gazetteer import area, candidates, geocode, inventory, runways, sources
from geo.gazetteer.imports import import_data
from geo.gazetteer.tables import imported_folder, layers

ROWS = (
    # columns of GeoNames' readme.txt: id, name, ascii name, alternates, lat, lon, class, code,
    # country, cc2, admin1 to admin4, population, elevation, dem, time zone, date of change
    (
        90000001,
        "Tall Nowhere",
        "Tall Nowhere",
        "Tel Nowhere,تل",
        36.1,
        37.2,
        "P",
        "PPL",
        "SY",
        "09",
        120,
    ),
    (90000002, "Nahr Nowhere", "Nahr Nowhere", "", 36.2, 37.3, "H", "STM", "SY", "09", 0),
    (90000003, "Nowhere Air Base", "Nowhere Air Base", "", 36.3, 37.4, "S", "AIRB", "SY", "09", 0),
    (90000004, "Old Nowhere", "Old Nowhere", "", 36.3, 37.4, "P", "PPLQ", "SY", "09", 0),
    (
        170063,
        "Aleppo",
        "Aleppo",
        "Halab,Alep",
        36.20124,
        37.16117,
        "P",
        "PPLA",
        "SY",
        "09",
        1234567,
    ),
)


def dump(path, rows=ROWS):
    lines = []
    for id_, name, ascii_, other, lat, lon, cls, code, cc, adm, pop in rows:
        cells = [
            id_,
            name,
            ascii_,
            other,
            lat,
            lon,
            cls,
            code,
            cc,
            "",
            adm,
            "",
            "",
            "",
            pop,
            "",
            300,
        ]
        lines.append("\t".join(map(str, [*cells, "Asia/Damascus", "2026-10-01"])))
    text = "\n".join(lines) + "\n"
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about this file")
            archive.writestr("allCountries.txt", text)
    else:
        path.write_text(text, "utf-8")
    return path


def test_a_dump_comes_in_beside_the_embedded_gazetteer(own_data):
    names = own_data / "alternateNamesV2.txt"
    names.write_text(
        "1\t90000001\ten\tNowheretown\t1\t\t\t\t\t\n2\t90000001\tde\tNirgendwo\t\t\t\t\t\t\n",
        "utf-8",
    )
    done = import_data(geonames=dump(own_data / "allCountries.zip"), alternates=names)
    assert done[0].counts == {"city": 2, "river": 1, "airfield": 1}
    town = geocode("Nowheretown")[0]
    assert (town.id, town.admin1, town.source, town.date) == (
        "geonames:90000001",
        "Aleppo",
        "GeoNames",
        "2026-10-01",
    )
    assert not candidates("Nirgendwo")
    assert not candidates("Old Nowhere")
    assert candidates("Nahr Nowhere")[0].feature.kind == "river"
    assert geocode("Aleppo")[0].population == 1_234_567
    assert len([n for n in candidates("Aleppo") if n.id == "geonames:170063"]) == 1
    assert candidates("Damascus")[0].feature.country == "SY"
    assert sources()[-1].counts["city"] == 2
    assert {f.layer for f in inventory()} >= {"embedded", "geonames"}


def test_a_second_import_replaces_the_first(own_data):
    import_data(geonames=dump(own_data / "SY.txt"))
    import_data(geonames=dump(own_data / "SY.txt", ROWS[1:]))
    assert not candidates("Tall Nowhere")
    assert candidates("Nahr Nowhere")


@pytest.mark.parametrize("damage", ["short row", "letters", "no file", "no zip", "binary"])
def test_a_failed_import_leaves_what_was_there(own_data, damage):
    import_data(geonames=dump(own_data / "SY.txt"))
    bad = own_data / ("bad.zip" if damage == "no zip" else "bad.txt")
    dump(own_data / "bad.txt")
    text = (own_data / "bad.txt").read_text("utf-8")
    if damage == "short row":
        bad.write_text(text + "7\tshort\n", "utf-8")
    elif damage == "letters":
        bad.write_text(text.replace("36.1", "north"), "utf-8")
    elif damage == "no file":
        bad.unlink()
    elif damage == "no zip":
        bad.write_text(text, "utf-8")
    else:
        bad.write_bytes(bytes(range(256)) * 40)
    with pytest.raises((ArticleError, MissingInput)) as error:
        import_data(geonames=bad)
    assert "\n" not in str(error.value)
    assert candidates("Tall Nowhere")
    assert not list(imported_folder().glob(".new-*"))


def test_two_imports_at_once_are_kept_apart(own_data):
    imported_folder().mkdir(parents=True)
    with hold(imported_folder() / ".lock"), pytest.raises(Busy):
        import_data(geonames=dump(own_data / "SY.txt"))


def test_damage_to_an_imported_layer_names_its_own_mend(own_data):
    import_data(geonames=dump(own_data / "SY.txt"))
    place = next(p for p in layers() if (p / "names.col").exists())
    raw = bytearray((place / "names.col").read_bytes())
    raw[-1] ^= 1
    (place / "names.col").write_bytes(raw)
    from geo.errors import DataError
    from geo.gazetteer.layers import forget

    forget()
    with pytest.raises(DataError, match="geo data import"):
        candidates("Tall Nowhere")


AIRPORTS = (
    '"id","ident","type","name","latitude_deg","longitude_deg","elevation_ft","continent",'
    '"iso_country","iso_region","municipality","scheduled_service","icao_code","iata_code",'
    '"gps_code","local_code","home_link","wikipedia_link","keywords"\n'
    '1,"OIHS","medium_airport","Hamadan Air Base",35.2117,48.6534,5609,"AS","IR","IR-24","Hamadan",'
    '"no","OIHS",,"OIHS",,,,"Nojeh Air Base, Shahrokhi"\n'
    '2,"XXAA","closed","Gone Field",10,10,,"AS","IR","IR-24","Hamadan","no",,,,,,,\n'
)
RUNWAYS = (
    '"id","airport_ref","airport_ident","length_ft","width_ft","surface","lighted","closed",'
    '"le_ident","le_latitude_deg","le_longitude_deg","le_elevation_ft","le_heading_degT",'
    '"le_displaced_threshold_ft","he_ident","he_latitude_deg","he_longitude_deg",'
    '"he_elevation_ft","he_heading_degT","he_displaced_threshold_ft"\n'
    '1,1,"OIHS",9999,150,"ASP",1,0,"13",,,,,,"31",,,,,\n'
)


def test_ourairports_replaces_the_runways(own_data):
    (own_data / "airports.csv").write_text(AIRPORTS, "utf-8")
    (own_data / "runways.csv").write_text(RUNWAYS, "utf-8")
    done = import_data(ourairports=own_data, date="2026-11-01")
    assert done[0].counts == {"airfield": 1, "runway": 1}
    assert [r.length_m for r in runways("ourairports:OIHS")] == [
        pytest.approx(9999 * 0.3048, abs=0.1)
    ]
    assert not candidates("Gone Field")
    (own_data / "runways.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(ArticleError):
        import_data(ourairports=own_data)
    assert runways("ourairports:OIHS")[0].name == "13/31"


def test_natural_earth_zips_come_in_with_their_shapes(own_data):
    import geopandas

    frame = geopandas.GeoDataFrame(
        {"FEATURECLA": ["Range/mtn", "Desert"], "NAME": ["Nowhere Hills", "Empty Waste"]}
        | {"NAME_EN": ["Nowhere Hills", "Empty Waste"], "NAMEALT": ["Hills of Nowhere", None]},
        geometry=[shapely.box(10, 10, 12, 12), shapely.box(20, 20, 25, 25)],
        crs=4326,
    )
    folder = own_data / "ne"
    folder.mkdir()
    frame.to_file(folder / "ne_10m_geography_regions_polys.shp")
    with zipfile.ZipFile(own_data / "ne_10m_geography_regions_polys.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, path.name)
    done = import_data(natural_earth=[own_data / "ne_10m_geography_regions_polys.zip"])
    assert done[0].counts == {"desert": 1, "mountain": 1}
    hills = geocode("Hills of Nowhere")[0]
    assert hills.kind == "mountain"
    assert area(hills).equals(shapely.box(10, 10, 12, 12))
    assert area("country:SY").is_valid


def test_what_cannot_be_meant_is_told(own_data):
    with pytest.raises(UsageError):
        import_data()
    with pytest.raises(UsageError):
        import_data(alternates=own_data / "alternateNamesV2.zip")
    with pytest.raises(MissingInput):
        import_data(ourairports=own_data)
    with pytest.raises(MissingInput):
        import_data(natural_earth=[own_data / "none.zip"])


@pytest.mark.sweep
def test_a_million_rows(own_data):
    random.seed(1)
    parts = "ba ri to mek sun dar el vor ni gha pol tas".split()
    path = own_data / "allCountries.txt"
    with path.open("w", encoding="utf-8") as out:
        for i in range(1_000_000):
            name = "".join(random.choices(parts, k=4)).title()
            out.write(
                f"{20_000_000 + i}\t{name}\t{name}\t\t{i % 60}.5\t{i % 170}.25\tP\tPPL\tSY\t\t09\t\t\t\t"
                f"{i % 900}\t\t300\tAsia/Damascus\t2026-10-01\n"
            )
    done = import_data(geonames=path)
    assert done[0].counts == {"city": 1_000_000}
    assert len([p for p in layers() if p.name.startswith("part-")]) > 1
    assert geocode("Aleppo")[0].country == "SY"

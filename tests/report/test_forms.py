"""Every form of a report can be read back by the tools it is meant for, and says the same."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import geopandas as gpd
import pytest

from geo import analyse
from geo.article import Article
from geo.errors import CannotWrite, UsageError
from geo.report import Report, forms
from geo.report.rows import claim_row, place_row

PLACE = "text start end name kind lon lat country admin1 geonameid confidence role candidates"
CLAIM = "start end sentence kind subject reference quantity direction attribution verdict reason missing readings"
READING = (
    "label assumptions basis source value_m uncertainty_m holds note function points constants"
)


def strict(text):
    return json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))


def test_json_has_the_keys_of_the_design(report):
    document = strict(forms.report_json(report))
    assert document["article"]["text"] == report.article.text
    assert set(PLACE.split()) <= set(document["places"][0])
    assert set(CLAIM.split()) == set(document["claims"][0])
    assert set(document["claims"][0]["quantity"]) == set("value unit metres low high".split())
    assert set(document["claims"][0]["readings"][0]) == set(READING.split())
    for row in document["places"]:
        assert report.article.text[row["start"] : row["end"]] == row["text"]


def test_json_lines_have_a_line_each(report):
    lines = forms.json_lines(map(place_row, report.toponyms)).split("\n")
    assert lines.pop() == ""
    assert [strict(line)["text"] for line in lines] == [t.text for t in report.toponyms]
    assert all(strict(json.dumps(claim_row(f), allow_nan=False)) for f in report.findings)


def test_csv_runs_no_formula():
    text = "Paris was hit. =HYPERLINK(1) and +1 and @x of London."
    report = analyse(text)
    made = [
        Report(
            Article(text),
            tuple(replace(t, text=bad) for t in report.toponyms),
        )
        for bad in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /c calc'!A1")
    ]
    for one in [report, *made]:
        rows = list(csv.reader(io.StringIO(forms.csv_text(one))))
        assert len(rows) == 1 + len(one.toponyms)
        assert len({len(row) for row in rows}) == 1
        words = rows[0].index("lat"), rows[0].index("lon")
        for row in rows[1:]:
            cells = [cell for i, cell in enumerate(row) if i not in words]
            assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]


def test_geojson_opens_with_geopandas(report, tmp_path):
    report.save(tmp_path / "places.geojson")
    frame = gpd.read_file(tmp_path / "places.geojson")
    assert list(frame["text"]) == [t.text for t in report.toponyms]
    for toponym, point in zip(report.toponyms, frame.geometry, strict=True):
        if toponym.feature is None:
            assert point is None
        else:
            assert (point.x, point.y) == pytest.approx(
                (toponym.feature.lon, toponym.feature.lat), abs=1e-6
            )
    document = strict((tmp_path / "places.geojson").read_text("utf-8"))
    # RFC 7946: positions are longitude, latitude; no member "crs"
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document
    assert {set(f) >= {"type", "geometry", "properties"} for f in document["features"]} == {True}


def test_kml_is_well_formed(report, tmp_path):
    report.save(tmp_path / "places.kml")
    root = ET.parse(tmp_path / "places.kml").getroot()
    name = "{http://www.opengis.net/kml/2.2}"
    assert root.tag == f"{name}kml"
    found = [mark.findtext(f"{name}name") for mark in root.iter(f"{name}Placemark")]
    assert found == [t.text for t in report.toponyms if t.feature is not None]
    lon, lat = next(root.iter(f"{name}coordinates")).text.split(",")
    assert abs(float(lat)) <= 90 >= abs(float(lon)) - 90


@pytest.mark.parametrize("ending", [".gpkg", ".parquet"])
def test_tables_open_with_geopandas_and_are_the_same_twice(report, tmp_path, ending):
    for name in ("one", "two"):
        report.save(tmp_path / f"{name}{ending}")
    assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()
    if ending == ".parquet":
        frame = gpd.read_parquet(tmp_path / f"one{ending}")
    else:
        frame = gpd.read_file(tmp_path / "one.gpkg", layer="places")
        claims = gpd.read_file(tmp_path / "one.gpkg", layer="claims")
        assert list(claims["verdict"]) == [f.verdict for f in report.findings]
    assert list(frame["text"]) == [t.text for t in report.toponyms]
    assert frame.crs.to_epsg() == 4326


@pytest.mark.parametrize("ending", forms.FORMS)
@pytest.mark.parametrize(
    "text",
    [
        "Nothing happened to anybody.",
        "Paris\x01 is {{7*7}} from \ud800<b>London</b>, \u202eFrance.",
    ],
)
def test_every_form_takes_an_empty_and_an_odd_report(tmp_path, ending, text):
    if ending in {".png", ".svg", ".pdf"}:
        pytest.importorskip("matplotlib")
    path = tmp_path / f"report{ending}"
    report = analyse(Article(analyse(text).article.text, date="{{x}}", title="<script>"))
    report.save(path)
    assert path.exists()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_an_unknown_ending_is_refused_and_the_old_file_survives(report, tmp_path):
    with pytest.raises(UsageError, match="docx"):
        report.save(tmp_path / "map.docx")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(CannotWrite):
        report.save(tmp_path / "folder.csv")
    old = tmp_path / "places.csv"
    old.write_text("old")
    with pytest.raises(CannotWrite):
        report.save(old / "places.csv")
    assert old.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder.csv", "places.csv"]


def test_frames_hold_what_the_rows_hold(report):
    assert list(report.places["start"]) == [t.start for t in report.toponyms]
    assert list(report.claims["kind"]) == [f.claim.kind for f in report.findings]
    assert str(report.places["geonameid"].dtype) == "Int64"

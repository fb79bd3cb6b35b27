"""What an editor says is done, no more and no less."""

import itertools
import tomllib
from dataclasses import replace

import pytest

from geo.errors import CorrectionError, MissingInput
from geo.maps.corrections import read_corrections
from geo.report import analyse, corrections_toml, load_corrections, load_spelling


def corrected(report, toml):
    return analyse(report.article, corrections=read_corrections(toml))


def named(report, text):
    return [t.feature.name if t.feature else None for t in report.toponyms if t.text == text]


def test_what_is_written_out_changes_nothing_when_read_in(report):
    text = corrections_toml(report.toponyms)
    tomllib.loads(text)
    again = corrected(report, text)
    keep = [(t.start, t.end, t.feature.id) for t in report.toponyms if t.feature]
    assert [(t.start, t.end, t.feature.id) for t in again.toponyms] == keep
    assert again.notes == ()


def test_a_name_is_set_in_all_its_mentions(report):
    # Paris, Texas in GeoNames
    again = corrected(report, 'Paris = "geonames:4717560"')
    places = [t for t in again.toponyms if t.text == "Paris"]
    assert len(places) == 2
    assert {(t.feature.admin1, t.confidence) for t in places} == {("Texas", 1.0)}


def test_one_mention_is_set_alone(report):
    at = report.article.text.rindex("Paris")
    again = corrected(report, f'"Paris@{at}" = "geonames:4717560"')
    assert [t.feature.admin1 for t in again.toponyms if t.text == "Paris"][-1] == "Texas"
    assert next(t.feature.country for t in again.toponyms if t.text == "Paris") == "FR"


def test_a_name_is_dropped(report):
    assert named(corrected(report, "Oxford = false"), "Oxford") == []


def test_a_missed_name_is_added_at_a_point(report):
    again = corrected(report, 'ferry = { lat = 51.13, lon = 1.31, name = "The ferry at Dover" }')
    (ferry,) = [t for t in again.toponyms if t.text == "ferry"]
    assert (ferry.feature.lat, ferry.feature.lon) == (51.13, 1.31)
    assert again.article.text[ferry.start : ferry.end] == "ferry"
    starts = [t.start for t in again.toponyms]
    assert starts == sorted(starts)


def test_a_longer_name_takes_the_place_of_those_within(report):
    again = corrected(report, '"Paris, France" = "geonames:2988507"')
    spans = [(t.start, t.end) for t in again.toponyms]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert named(again, "Paris, France") == ["Paris"]


def test_a_correction_that_fits_nothing_is_said(report):
    again = corrected(report, 'Atlantis = false\n"Paris@1" = false')
    assert len(again.notes) == 2
    assert all("not used" in note for note in again.notes)
    assert again.toponyms == report.toponyms


def test_corrections_of_very_many_mentions_take_linear_time(report):
    text = "Paris, " * 30_000
    many = analyse("Paris")
    one = many.toponyms[0]
    toponyms = tuple(replace(one, start=7 * i, end=7 * i + 5) for i in range(30_000))
    from geo.article import Article
    from geo.report.corrections import correct

    fixed, notes = correct(Article(text), toponyms, read_corrections('Paris = "geonames:4717560"'))
    assert (len(fixed), notes) == (30_000, ())


@pytest.mark.parametrize(
    "text", ["x", "Paris = 1", "Paris = ''", '"" = false', "Paris = {lat = 1}", "a = " + "[" * 9999]
)
def test_a_file_that_is_wrong_is_named(tmp_path, text):
    path = tmp_path / "fix.toml"
    path.write_text(text)
    with pytest.raises(CorrectionError, match=r"fix\.toml"):
        load_corrections(path)
    with pytest.raises(MissingInput, match=r"none\.toml"):
        load_corrections(tmp_path / "none.toml")


def test_an_id_that_is_none_is_said(report):
    with pytest.raises(CorrectionError, match="Paris"):
        corrected(report, 'Paris = "geonames:999999999999"')


def test_the_house_spells_the_labels(report, tmp_path):
    path = tmp_path / "house.toml"
    path.write_text('Kent = "The County of Kent"\n')
    marks = report.respelt(load_spelling(path)).scene.marks
    assert "The County of Kent" in {mark.label for mark in marks}
    assert "Kent" in {mark.label for mark in report.scene.marks}

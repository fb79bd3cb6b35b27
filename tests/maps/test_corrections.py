"""Corrections and spelling: what is written can be read, and what is wrong is said."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import CorrectionError
from geo.maps.corrections import correction_line, corrections_text, read_corrections
from geo.maps.scene import Mark, Scene
from geo.maps.spelling import read_spelling, respell

# TOML, like Python's encoder, has no lone surrogates; white space alone is no name.
names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: not re.fullmatch(r"\s*(@\d+)?", text)
)


@given(names, st.one_of(st.none(), st.integers(0, 10**6)), names, st.text(max_size=20))
def test_a_line_reads_back_whatever_the_name(text, at, feature_id, note):
    # A name that itself ends in @digits reads as one with an offset: the offset then is its own.
    line = correction_line(text, at=at, feature_id=feature_id, note=note)
    assert "\n" not in line
    [found] = read_corrections(corrections_text((line,)))
    written = text if at is None else f"{text}@{at}"
    assert (found.text if found.at is None else f"{found.text}@{found.at}") == written
    assert found.feature_id == feature_id


def test_the_kinds_of_value():
    text = '"Viber" = false\n"Foo@7" = "geonames:1"\n"the base" = { lat = 35.4, lon = 35.9 }\n'
    drop, one, point = read_corrections(text)
    assert drop.drop
    assert (one.text, one.at) == ("Foo", 7)
    assert (point.lat, point.lon) == (35.4, 35.9)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"A" = 3', "'A' must be an id"),
        ('"A" = { lat = 95, lon = 3 }', "lat of 'A'"),
        ('"A" = { lat = nan, lon = 3 }', "lat of 'A'"),
        ('"A" = { lat = 5 }', "'A' must be"),
        ('"A" = true', "'A' must be"),
        ('"A" = ', "not TOML"),
        ('"A" = "x"\n"A" = "y"', "not TOML"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text, said):
    with pytest.raises(CorrectionError, match=r"corr\.toml") as caught:
        read_corrections(text, "corr.toml")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_house_style_changes_labels_and_keeps_the_story_s_spelling():
    scene = Scene("t", marks=(Mark("p0", 40.1, 35.3, "Deir al-Zour", name="Deir ez-Zor"),))
    [mark] = respell(scene, read_spelling('"deir AL-zour" = "Deir ez-Zur"')).marks
    assert mark.label == "Deir ez-Zur"
    assert "Deir al-Zour" in mark.variants
    assert mark.as_written == "Deir al-Zour"


@pytest.mark.parametrize("text", ['"A" = 3', '"A" = ""', "A = [", '"A" = ["B"]'])
def test_a_wrong_spelling_file_is_refused(text):
    with pytest.raises(CorrectionError):
        read_spelling(text)


def test_the_head_of_the_file_is_toml():
    assert tomllib.loads(corrections_text(())) == {}

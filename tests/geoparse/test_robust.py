"""What must hold for any text: offsets, forms of Unicode, order, hostile input, time."""

from __future__ import annotations

import random
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.geoparse import find_places, resolve

STORY = """CAIRO (AP) - A ferry sank off Hurghada, Egypt, on Sunday, officials in Cairo said.

The ship had left Duba, in northwest Saudi Arabia, for the Egyptian port of Safaga.

Rescuers from Suez and Luxor reached the Red Sea coast at night. Zürich, Córdoba and São Paulo sent help.

The Saudi navy and the U.S. Navy joined the search between Sharm el-Sheikh and Port Sudan.
"""
PIECES = st.sampled_from(
    "Paris London U.S. the of in , . - ' ’s \n # @ ( ) \u200b \u0301 \r\n Ñ İ ß ﬁ 北京 🇫🇷 "
    "New York County River Mr. Washington D.C. {{ }} <img $ 1,000 miles".split(" ")
)
names = [t.text for t in find_places(STORY)]


def keys(text):
    return [
        (unicodedata.normalize("NFC", t.text).replace("\u200b", ""), t.feature and t.feature.id)
        for t in find_places(text)
    ]


def test_the_story_is_found():
    assert {"Hurghada", "Egypt", "Cairo", "Safaga", "Red Sea", "Port Sudan"} <= set(names)


@pytest.mark.parametrize("form", ["NFD", "NFKD", "NFC"])
def test_forms_of_unicode(form):
    assert keys(unicodedata.normalize(form, STORY)) == keys(STORY)


def test_crlf():
    assert keys(STORY.replace("\n", "\r\n")) == keys(STORY)


def test_zero_width_characters():
    hidden = STORY.replace("a", "a\u200b").replace("Egypt", "\ufeffEgy\u00adpt")
    assert [k[1] for k in keys(hidden)] == [k[1] for k in keys(STORY)]


def test_offsets_in_changed_text():
    text = unicodedata.normalize("NFD", STORY).replace("\n", "\r\n")
    for t in find_places(text):
        assert text[t.start : t.end] == t.text
        assert t.text.strip() == t.text


def test_shuffled_paragraphs_lose_no_place():
    paragraphs = STORY.strip().split("\n\n")
    random.Random(4).shuffle(paragraphs)
    assert sorted(t.text for t in find_places("\n\n".join(paragraphs))) == sorted(names)


@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_pieces_never_raise(pieces, between):
    text = between.join(pieces)
    found = find_places(text)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert [t.start for t in found] == sorted(t.start for t in found)


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_never_raises(text):
    for t in find_places(text):
        assert text[t.start : t.end] == t.text


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-9, 99), st.integers(-9, 99))))
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_spans_never_raise(text, spans):
    assert all(text[t.start : t.end] == t.text for t in resolve(text, spans))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "A" * 100_000,
        "A " * 20_000,
        "Paris, " * 5_000,
        "#" * 10_000,
        "(" * 10_000 + "Paris",
        "\u0301" * 10_000,
        "\u200b" * 10_000,
        "\x00\x01\ud800 Paris",
        "PARIS " * 5_000,
        "-".join(["Paris"] * 5_000),
        "U.S." * 5_000,
    ],
)
def test_hostile_text(text):
    for t in find_places(text):
        assert text[t.start : t.end] == t.text


def test_time_grows_linearly():
    def best(text):
        times = []
        for _ in range(3):
            start = time.process_time()
            find_places(text)
            times.append(time.process_time() - start)
        return min(times)

    find_places(STORY)
    short, long = best(STORY * 20), best(STORY * 160)
    assert long < 8 * short * 2.5


def test_same_text_same_answer():
    assert find_places(STORY) == find_places(STORY)

"""A static picture: no browser, the same bytes, every name placed or enlarged."""

from dataclasses import replace

import pytest

from geo.errors import CannotWrite, UsageError
from geo.maps.picture import picture
from geo.maps.placing import place
from geo.maps.scene import Mark, Scene

START = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_every_format_is_written_and_the_same_twice(seed, tmp_path, form):
    paths = [tmp_path / f"{i}.{form}" for i in range(2)]
    for path in paths:
        picture(seed, path)
    first, second = (p.read_bytes() for p in paths)
    assert first.startswith(START[form])
    assert first == second


def test_words_of_an_svg_stay_words(seed, tmp_path):
    path = tmp_path / "map.svg"
    picture(seed, path)
    text = path.read_text("utf-8")
    for mark in seed.marks:
        assert (f">{mark.label}<" in text) == mark.drawn, mark.label
    assert "2016-08-16" in text
    assert "United Nations" in text


@pytest.mark.parametrize(
    "text", ["$x^2$ costs $5", "\\frac{1}{2}", "<b>&amp;</b>", "{{ 7*191 }}", "中文"]
)
def test_text_is_neither_mathematics_nor_markup(tmp_path, text):
    path = tmp_path / "map.svg"
    scene = Scene(text, source=text, marks=(Mark("p0", 37.1, 36.2, text),))
    picture(scene, path)
    words = path.read_text("utf-8").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert words.count(text) >= 3


def test_the_pacific_is_drawn_whole(pacific, tmp_path):
    path = tmp_path / "map.svg"
    picture(pacific, path)
    text = path.read_text("utf-8")
    assert all(f">{m.label}<" in text for m in pacific.marks)


def test_names_that_crowd_get_a_panel_of_their_own(seed, tmp_path):
    crowd = tuple(
        Mark(f"q{i}", 37.4 + 0.1 * (i % 4), 36.3 + 0.1 * (i // 4), f"Village {i}")
        for i in range(16)
    )
    path = tmp_path / "map.svg"
    picture(replace(seed, marks=(*seed.marks, *crowd)), path)
    text = path.read_text("utf-8")
    assert text.count('id="axes_') == 2
    assert sum(f">{m.label}<" in text for m in crowd) >= 14


def test_an_empty_scene_is_a_picture_too(tmp_path):
    picture(Scene("Nothing found"), tmp_path / "map.png")
    assert (tmp_path / "map.png").stat().st_size > 1000


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"\.png, \.svg or \.pdf"):
        picture(Scene("x"), tmp_path / "map.gif")


def test_a_folder_that_is_not_there_is_said(tmp_path, seed):
    with pytest.raises(CannotWrite):
        picture(seed, tmp_path / "none" / "map.svg")


def test_labels_never_meet_each_other_or_a_dot():
    points = [(100.0 + 9 * (i % 6), 100.0 + 9 * (i // 6)) for i in range(36)]
    found = place(points, [(40.0, 12.0)] * 36, (0, 0, 300, 300))
    assert len(found) > 10
    boxes = [p.box for p in found]
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a[0] >= b[2] or a[2] <= b[0] or a[1] >= b[3] or a[3] <= b[1]
        for x, y in points:
            assert not (a[0] < x < a[2] and a[1] < y < a[3])

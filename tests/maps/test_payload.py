"""What the page's script draws from: everything in one copy of the world, nothing lost."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from geo.maps.payload import labels_of, payload
from geo.maps.scene import Area, Mark, Scene


def points(part):
    return np.cumsum(np.array(part).reshape(-1, 2), axis=0) / 1e4


def test_everything_of_a_pacific_story_lies_in_one_copy_of_the_world(pacific):
    data, _ = payload(pacific)
    west, _, east, _ = data["view"]
    for mark in data["marks"]:
        assert west <= mark["lon"] <= east
    for line in data["lines"]:
        [part] = line["parts"]
        lon = points(part)[:, 0]
        assert west - 1e-3 <= lon.min()
        assert lon.max() <= east + 1e-3
        assert np.abs(np.diff(lon)).max() < 60
    assert data["rings"][0]["polar"]
    assert not data["rings"][1]["polar"]


def test_an_area_cut_at_180_is_drawn_whole(pacific):
    data, _ = payload(pacific)
    [rings] = [a["rings"] for a in data["areas"]]
    assert len(rings) == 1
    lon = np.cumsum(np.array(rings[0]).reshape(-1, 2), axis=0)[:, 0] / 1000
    assert lon.min() == pytest.approx(176.8)
    assert lon.max() == pytest.approx(181.8)


def test_a_line_ends_at_its_places(seed):
    data, _ = payload(seed)
    at = {m["label"]: (m["lon"], m["lat"]) for m in data["marks"]}
    first = points(data["lines"][0]["parts"][0])
    assert first[0] == pytest.approx(at["Hamadan"], abs=1e-4)
    assert first[-1] == pytest.approx(at["Aleppo"], abs=1e-4)


def test_two_marks_of_one_name_are_told_apart():
    marks = (
        Mark("p0", 37.1, 36.2, "Aleppo", kind="city"),
        Mark("p1", 37.4, 36.2, "Aleppo", kind="admin1"),
        Mark("p2", 1.0, 1.0, "Raqqa", kind="city"),
    )
    assert labels_of(marks) == {"p0": "Aleppo", "p1": "Aleppo (province)", "p2": "Raqqa"}


def test_a_correction_of_one_of_two_namesakes_says_which_mention():
    marks = (
        Mark("p0", 37.1, 36.2, "Aleppo", kind="city", mentions=((5, "."), (90, "."))),
        Mark("p1", 37.4, 36.2, "Aleppo", kind="admin1", mentions=((40, "."),)),
    )
    data, _ = payload(Scene("t", marks=marks))
    assert data["marks"][0]["written"] == ["Aleppo@5", "Aleppo@90"]
    alone, _ = payload(Scene("t", marks=marks[:1]))
    assert alone["marks"][0]["written"] == ["Aleppo"]


def test_a_wide_sea_does_not_push_the_story_into_a_corner(seed):
    sea = Area("s", shapely.box(-6, 30, 36, 46), title="a wide sea")
    mark = Mark("sea", 3.9, 37.3, "the sea", kind="sea", area_id="s")
    wide, _ = payload(replace(seed, marks=(*seed.marks, mark), areas=(*seed.areas, sea)))
    plain, _ = payload(seed)
    assert wide["view"] == plain["view"]
    [drawn] = [m for m in wide["marks"] if m["id"] == "sea"]
    assert wide["view"][0] - 8 < drawn["lon"] < 36.0


def test_an_empty_scene_is_a_map_of_the_world():
    data, _ = payload(Scene("nothing"))
    assert data["view"][2] - data["view"][0] == 360.0

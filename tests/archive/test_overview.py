"""Facts about the page of an archive: small, and it names what is named most."""

import random

from conftest import STANDIN

from geo.archive import run
from geo.archive.overview import MOST, Place, add_up, scene_of
from geo.maps import page


def test_the_page_counts_what_the_archive_names(archive, tmp_path, cluster):
    out, html = tmp_path / "out", tmp_path / "map.html"
    done = run(archive(40), out, chunk=9, page=html, scheduler=cluster, analysis=STANDIN)
    places = add_up(sorted((out / "places").glob("*.parquet")))
    assert sum(p.mentions for p in places) == done.places
    envoys = next(p for p in places if p.name == "Envoys")
    assert (envoys.mentions, envoys.articles) == (40, 40)
    text = html.read_text("utf-8")
    assert "Places of 40 articles" in text
    assert "40 claims were checked: 40 undetermined." in text
    assert "What the story claims" not in text


def test_a_million_mentions_of_a_hundred_thousand_places_stay_small():
    dice = random.Random(1)
    places = [
        Place(f"Town {i}", "city", "XX", "", dice.uniform(-180, 180), dice.uniform(-60, 75), 100_000 - i, 9)
        for i in range(100_000)
    ]  # fmt: skip
    summary = {"articles": 1_000_000, "places": 5_000_000, "claims": {}}
    scene = scene_of(places, summary)
    assert len([m for m in scene.marks if m.id.startswith("p")]) == MOST
    assert sum(int(m.label.split()[0].replace(",", "")) for m in scene.marks if "more places" in m.label) \
        + sum(m.label.startswith("Town") for m in scene.marks) == 100_000  # fmt: skip
    assert len(page(scene)) < 2_000_000

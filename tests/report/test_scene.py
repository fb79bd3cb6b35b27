"""Every mark leads back to its sentence, every line to a reading, every card to a claim."""

import pytest

from geo import analyse
from geo.article import read_article
from geo.claims import load_scenario


@pytest.fixture(scope="module")
def seed(root):
    scenario = load_scenario(root / "seeds" / "hamadan.toml")
    return analyse(read_article(root / "seeds" / "hamadan.md"), scenario=scenario)


def test_every_mark_leads_back_to_its_sentences(seed):
    text = seed.article.text
    starts = {t.start: t for t in seed.toponyms}
    named = [mark for mark in seed.scene.marks if mark.mentions]
    assert len(named) > 10
    for mark in named:
        for offset, sentence in mark.mentions:
            toponym = starts[offset]
            assert toponym.text in sentence
            assert sentence in text
            assert toponym.feature.id == mark.feature_id
            assert toponym.text in {mark.label, *mark.variants}


def test_every_mention_has_its_mark(seed):
    drawn = {offset for mark in seed.scene.marks for offset, _ in mark.mentions}
    assert drawn == {t.start for t in seed.toponyms if t.feature is not None}


def test_every_mark_names_its_source_and_a_date(seed):
    for mark in seed.scene.marks:
        assert mark.source
        assert any(char.isdigit() for char in mark.source)


def test_ids_are_numbered_in_order_and_lights_exist(seed):
    scene = seed.scene
    assert [mark.id for mark in scene.marks] == [f"m{i}" for i in range(1, len(scene.marks) + 1)]
    assert [line.id for line in scene.lines] == [f"l{i}" for i in range(1, len(scene.lines) + 1)]
    ids = {x.id for x in (*scene.marks, *scene.lines, *scene.areas)}
    for card in scene.claims:
        assert set(card.lights) <= ids
        for row in card.readings:
            assert set(row.lights) <= ids


def test_cards_are_the_findings(seed):
    cards = seed.scene.claims
    assert len(cards) == len(seed.findings)
    assert [card.main for card in cards] == [True] + [False] * (len(cards) - 1)
    assert {card.id for card in cards} == {f"c{i}" for i in range(1, len(cards) + 1)}
    for card in cards:
        finding = seed.findings[int(card.id[1:]) - 1]
        assert (card.verdict, card.reason) == (finding.verdict, finding.reason)
        assert card.sentence in seed.article.text


def test_routes_are_listed_once(seed):
    keys = [(route.policy, route.points) for route in seed.routes]
    assert len(keys) == len(set(keys)) > 0

"""Borders: who touches whom is a fact of any atlas; lengths from the CIA World Factbook."""

import pytest


@pytest.mark.parametrize(
    ("text", "pairs", "verdict"),
    [
        ("The area of Iraq where he lives borders Turkey.", [("Iraq", "Turkey")], "supported"),
        ("Neighbouring countries, such as Rwanda and Zambia, warned of travel to Angola.",
         [("Rwanda", "Angola"), ("Zambia", "Angola")], None),
        ("The border between Iraq and Iran was shut.", [("Iraq", "Iran")], "supported"),
        ("The Syrian-Turkish border was shut.", [("Syrian", "Turkish")], "supported"),
        ("Beitbridge, which is located on the border with South Africa, was hit.",
         [("Beitbridge", "South Africa")], "supported"),
        ("Iraq shares a long border with Iran.", [("Iraq", "Iran")], "supported"),
        ("Iraq borders Jamaica.", [("Iraq", "Jamaica")], "refuted"),
        ("Haiti and neighbouring Cuba agreed.", [("Cuba", "Haiti")], "depends"),
        ("Neighbouring Iraq sent aid to Iran.", [("Iraq", "Iran")], "supported"),
        ("Neighbouring Iraq has sent aid, and Cuba has sent none.", [("Iraq", "")], "undetermined"),
    ],
)  # fmt: skip
def test_neighbours(read, text, pairs, verdict):
    found = read(text, "adjacency")
    assert [(f.claim.subject.text, f.claim.reference.text) for f in found] == pairs
    if verdict:
        assert {f.verdict for f in found} == {verdict}, [f.reason for f in found]


def test_rwanda_does_not_touch_angola_and_zambia_does(read):
    text = "Neighbouring countries, such as Rwanda and Zambia, warned of travel to Angola."
    verdicts = {f.claim.subject.text: f.verdict for f in read(text, "adjacency")}
    assert verdicts["Zambia"] == "supported"
    # the one neighbour was inferred, so nothing is refuted
    assert verdicts["Rwanda"] == "undetermined"


def test_an_island_neighbours_nobody(read):
    (found,) = read(
        "Jamaica, a neighbouring country, took measures. Neighbouring Jamaica did.", "adjacency"
    )
    assert found.verdict == "refuted"
    assert "no land border" in found.reason


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # 1,599 km by the World Factbook; maps of 1:10 million give less
        ("Iraq has a 1,599-km border with Iran.", "depends"),
        ("Iraq has a 1,350-km border with Iran.", "supported"),
        ("Iraq has a 5,000-km border with Iran.", "refuted"),
    ],
)
def test_length_of_a_border(read, text, verdict):
    (found,) = read(text, "border_length")
    assert found.verdict == verdict, found.reason


def test_off_the_coast_counts_from_the_nearest_point(read):
    (found,) = read(
        "The boat sank off Latakia. Cyprus lies 60 miles off the coast of Syria.", "off_coast"
    )
    assert found.claim.subject.text == "Cyprus"
    # Cape Apostolos Andreas to Ras al-Bassit is 104 km
    assert found.readings[0].value_m == pytest.approx(104_000, abs=3_000)
    assert found.verdict == "supported"

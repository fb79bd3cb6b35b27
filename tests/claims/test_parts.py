"""Containment and parts. Outlines: Natural Earth; provinces of Syria: ISO 3166-2."""

from dataclasses import replace

import pytest

from geo.article import Article
from geo.claims import check, extract_claims
from geo.gazetteer import candidates, country
from geo.geoparse import Toponym
from geo.geoparse.toponym import Candidate


def test_hamadan_is_northwest_iran_narrowly(read):
    (found,) = read("They took off in Hamadan, northwest Iran, on Tuesday.", "part_of")
    assert found.verdict == "supported"
    assert "narrowly" in found.reason
    assert "west-northwest" in found.reason
    stated = [r for r in found.readings if r.has_say and r.azimuth is not None]
    assert all(294 <= r.azimuth <= 305 for r in found.readings if r.azimuth is not None)
    assert len(stated) == 1
    assert len([r for r in found.readings if r.azimuth is not None]) == 8


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("A team visited Mbanza Congo in northern Angola.", "supported"),
        ("A team visited Mbanza Congo in southern Angola.", "refuted"),
        ("A team went to Munich, in the south of Germany.", "supported"),
        ("A team went to Munich, in northern Germany.", "refuted"),
        ("A team went to Munich, in northern France.", "refuted"),
    ],
)
def test_parts(read, text, verdict):
    (found,) = read(text, "part_of")
    assert found.verdict == verdict, found.reason


def test_a_state_among_states_is_no_city_in_the_next(atlas):
    """Washington is a state of the United States, and a city in Pennsylvania."""
    states = {
        name: next(n.feature for n in candidates(name) if n.feature.kind == "admin1")
        for name in ("Washington", "Pennsylvania", "California")
    }
    city = replace(atlas.of("Toledo"), id="x", name="Washington", lon=-80.25, lat=40.17)
    for text, count in (
        ("Cases in Washington, Pennsylvania and California are known.", 0),
        ("Cases in Washington, Pennsylvania, are known.", 1),
    ):
        found = []
        for name, state in states.items():
            at = text.find(name)
            both = tuple(Candidate(f, 0.5) for f in (city, state))
            if at >= 0 and name == "Washington":
                found.append(Toponym(name, at, at + len(name), "literal", city, 0.5, both))
            elif at >= 0:
                found.append(Toponym(name, at, at + len(name), "literal", state, 0.9))
        claims = extract_claims(Article(text=text), tuple(found))
        assert [c.kind for c in claims] == ["containment"] * count


def test_an_abbreviation_may_belong_to_what_follows(atlas):
    us = country("US")
    for text, count in (
        ("At a court in Toledo, U.S. District Judge Lee spoke.", 0),
        ("At a court in Toledo, U.S., Judge Lee spoke.", 1),
    ):
        at = text.find("U.S.")
        toponyms = (*atlas.toponyms(text), Toponym("U.S.", at, at + 4, "literal", us, 0.9))
        claims = extract_claims(Article(text=text), toponyms)
        assert [c.kind for c in claims] == ["containment"] * count


def test_the_place_that_a_part_means_is_named_close_by(read):
    near = "Floods hit southern Germany, and a bridge in Munich was shut."
    (found,) = read(near, "part_of")
    assert (found.claim.subject.text, found.claim.subject.how) == ("Munich", "implied")
    far = (
        "Floods hit southern Germany, where eleven towns had no power on Sunday night and the rain"
        " was not expected to end before the middle of the week, said a forecaster in Munich."
    )
    assert read(far, "part_of") == []


def test_a_name_that_the_gazetteer_lacks_supports_nothing(atlas):
    """Its toponym stands near the place that the text names beside it; that is no evidence."""
    text = "Tourists went to Kogelostan in Germany."
    lent = Toponym("Kogelostan", 17, 27, feature=atlas.of("Munich"), confidence=0.5, inferred=True)
    (found,) = check(extract_claims(Article(text=text), (lent, *atlas.toponyms(text))))
    assert (found.claim.kind, found.verdict) == ("containment", "undetermined")
    assert found.missing == ("where “Kogelostan” is",)


def test_provinces_of_syria(read):
    found = read("Targets in Syria in the provinces of Idlib and Deir al-Zour were hit.", "part_of")
    assert [f.claim.subject.text for f in found] == ["Idlib", "Deir al-Zour"]
    assert {f.claim.reference.text for f in found} == {"Syria"}
    assert {f.verdict for f in found} == {"supported"}
    found = read("They hit the Syrian provinces of Idlib and Deir al-Zour.", "part_of")
    assert {f.claim.reference.text for f in found} == {"Syrian"}
    assert {f.verdict for f in found} == {"supported"}


def test_containment(read):
    (found,) = read("A court in Munich, Germany, sat on Monday.", "containment")
    assert found.verdict == "supported"
    (found,) = read("Munich is a city in Austria.", "containment")
    assert found.verdict == "refuted"


@pytest.mark.parametrize(
    "text",
    [
        "He flew to Munich, Austria and France.",
        "Police in Munich and France met.",
        "The island of Cyprus, along with Munich, is the only region in Austria that does so.",
    ],
)
def test_a_list_is_no_claim(read, text):
    assert read(text, "containment") == []


def test_a_part_without_a_place_is_undetermined(read):
    (found,) = read("Iran had listening posts in the country’s northeast.", "part_of")
    assert found.verdict == "undetermined"
    assert found.claim.reference.inferred
    assert found.claim.direction == "NE"

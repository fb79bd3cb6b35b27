"""Distances and directions. Geodesics by pyproj (GeographicLib), which is not what the tool calls."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.article import Article
from geo.claims import check, extract_claims

KM = 1000.0


def geodesic(a, b):
    return Geod(ellps="WGS84").inv(a.lon, a.lat, b.lon, b.lat)[2]


@pytest.mark.parametrize(
    ("text", "kind", "subject", "reference", "direction"),
    [
        ("Berlin is 160 miles from Hamburg.", "distance", "Berlin", "Hamburg", ""),
        ("Berlin, 160 miles from Hamburg, is large.", "distance", "Berlin", "Hamburg", ""),
        ("The flight from Berlin to Vienna covers 325 miles.", "distance", "Berlin", "Vienna", ""),
        ("The plane flew 325 miles from Berlin to Vienna.", "distance", "Berlin", "Vienna", ""),
        ("The distance between Berlin and Vienna is 525 km.", "distance", "Berlin", "Vienna", ""),
        ("Swanton is about 20 miles west of Toledo.", "distance_direction", "Swanton", "Toledo", "W"),
        ("They met in Swanton, some 20 miles to the west of Toledo.", "distance_direction",
         "Swanton", "Toledo", "W"),
        ("Swanton lies west of Toledo.", "direction", "Swanton", "Toledo", "W"),
        ("The town of Swanton, which is west of Toledo, grew.", "direction", "Swanton", "Toledo", "W"),
        ("They drove from Toledo west to Swanton.", "direction", "Swanton", "Toledo", "W"),
        ("Latakia is 30 miles from the Turkish border.", "off_coast", "Latakia", "Turkish", ""),
        ("The road from Berlin to Hamburg is 180 miles long.", "route_length", "Berlin", "Hamburg", ""),
    ],
)  # fmt: skip
def test_wordings(read, text, kind, subject, reference, direction):
    (found,) = [f.claim for f in read(text, kind)]
    assert found.subject.text == subject
    assert found.reference.text == reference
    assert found.direction == direction
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # 292 km by the ellipsoid, some 380 km by road
        ("Berlin is 160 miles from Hamburg.", "supported"),
        ("Berlin is 180 miles from Hamburg.", "depends"),
        ("Berlin is 400 miles from Hamburg.", "refuted"),
        ("Berlin is 50 miles from Hamburg.", "refuted"),
        ("Berlin is 180 miles from Hamburg as the crow flies.", "depends"),
        ("Berlin is less than 100 miles from Hamburg.", "refuted"),
        ("Berlin is more than 100 miles from Hamburg.", "supported"),
        # there and back is twice 526 km: so a trip may be meant, but not a flight from one to the other
        ("The trip from Berlin to Vienna covers 1,050 km.", "depends"),
        ("The flight from Berlin to Vienna covers 1,050 km.", "refuted"),
        ("The flight from Berlin to Vienna covers 2,000 km.", "refuted"),
        ("The plane flew 1,050 km from Berlin to Vienna without a stop.", "refuted"),
        # a figure that is counted from a third place is none between the two
        ("A boat from Vienna to Berlin, 20 miles southeast of Hamburg, sank.", "undetermined"),
        ("He went from Vienna to Berlin, 20 miles from Hamburg, in a day.", "undetermined"),
        ("From Vienna to Berlin, 20 miles off Hamburg, nobody slept.", "undetermined"),
        # a road winds, but is never shorter
        ("The road from Berlin to Hamburg is 400 miles long.", "depends"),
        ("The road from Berlin to Hamburg is 100 miles long.", "refuted"),
        ("Swanton lies west of Toledo.", "supported"),
        ("Swanton lies east of Toledo.", "refuted"),
        ("Swanton lies southwest of Toledo.", "depends"),
    ],
)
def test_verdicts(read, text, verdict):
    (found,) = [f for f in read(text) if f.claim.kind != "containment"]
    assert found.verdict == verdict, found.reason


def test_a_unit_slip_is_shown_and_has_no_say(read):
    text = "Acapulco lies 300 miles (483 km) southwest of Mexico City."
    found = [f for f in read(text) if f.claim.quantity]
    assert sorted(f.claim.quantity.unit for f in found) == ["km", "mi"]
    assert {f.verdict for f in found} == {"refuted"}
    slip = next(r for f in found for r in f.readings if r.label == "kilometres")
    assert slip.holds in {"yes", "borderline"}
    assert slip.basis == "conjectured"
    assert not slip.saves


def test_the_figures_are_those_of_the_ellipsoid(read, atlas):
    (found,) = read("Berlin is 160 miles from Hamburg.")
    straight = next(r for r in found.readings if r.label == "straight line")
    assert straight.value_m == pytest.approx(
        geodesic(atlas.of("Berlin"), atlas.of("Hamburg")), abs=1
    )
    assert straight.function == "geo.geodesy.distance"
    assert len(straight.points) == 2
    assert "159 miles" in found.reason


def test_an_unnamed_end_is_missing_and_the_area_is_drawn(read):
    (found,) = read("A crash happened at a farm 20 miles west of Toledo.")
    assert found.verdict == "undetermined"
    assert found.missing
    west, south, east, north = found.area.bounds
    assert east < -83.56
    assert south < 41.66 < north
    assert west == pytest.approx(-84.05, abs=0.1)


def test_an_anaphor_is_inferred(read):
    text = "A blast shook Hamburg. The city is 160 miles from Berlin."
    (found,) = read(text, "distance")
    assert found.claim.subject.inferred
    assert found.claim.subject.feature.name == "Hamburg"
    assert found.verdict == "supported"
    assert read(text.replace("160", "900"), "distance")[0].verdict == "undetermined"


def test_a_doubtful_place_refutes_nothing(read):
    (found,) = read("Swanton is 400 miles from Toledo.", confidence=0.3)
    assert found.verdict == "undetermined"


def test_a_claim_is_refuted_whichever_place_is_meant(atlas):
    text = "Berlin is 400 miles from Hamburg."
    berlin, hamburg = atlas.toponyms(text)
    lost = dataclasses.replace(berlin, feature=None, confidence=0.0)
    (found,) = check(extract_claims(Article(text=text), (lost, hamburg)))
    assert found.verdict == "refuted"
    assert found.reason.startswith("Whichever")
    (found,) = check(extract_claims(Article(text=text.replace("400", "160")), (lost, hamburg)))
    assert found.verdict == "undetermined"


def test_a_name_known_elsewhere_in_the_story_is_known_here(atlas):
    text = "Talks were held in Hamburg. Hamburg is 160 miles from Berlin."
    toponyms = [t for t in atlas.toponyms(text) if t.start != 28]
    (found,) = check(extract_claims(Article(text=text), toponyms))
    assert found.claim.subject.start == 28
    assert found.verdict == "supported"


@pytest.mark.parametrize(
    "text",
    [
        "Is Berlin 400 miles from Hamburg?",
        "Berlin is not 400 miles from Hamburg.",
        "If Berlin were 400 miles from Hamburg, nobody would go.",
        "Iraq doesn’t border Jamaica.",
    ],
)
def test_what_is_asked_denied_or_supposed_is_no_claim(read, text):
    assert [f for f in read(text) if f.claim.kind in {"distance", "adjacency"}] == []


def test_a_namesake_that_fits_keeps_a_claim_from_being_refuted(atlas):
    """Louisville, Kentucky, is 36 miles from Austin, Indiana, and 878 from Austin, Texas."""
    text = "Paris is 36 miles from Berlin."
    paris, berlin = atlas.toponyms(text)
    near = dataclasses.replace(berlin.feature, id="near", lon=2.35, lat=49.37)
    for score, verdict in ((0.01, "depends"), (0.0, "depends")):
        both = (
            berlin.candidates[0],
            dataclasses.replace(berlin.candidates[0], feature=near, score=score),
        )
        toponyms = (paris, dataclasses.replace(berlin, candidates=both))
        (found,) = check(extract_claims(Article(text=text), toponyms), toponyms)
        assert found.verdict == verdict
    toponyms = (paris, berlin)
    assert check(extract_claims(Article(text=text), toponyms))[0].verdict == "refuted"


@pytest.mark.parametrize(("where", "verdict"), [(", Cuba", "depends"), ("", "refuted")])
def test_a_namesake_in_the_country_that_the_text_names_refutes_nothing(atlas, where, verdict):
    """Hamburg is 465 miles from Paris, France, and some 5,180 from Havana."""
    text = f"Hamburg is 5,200 miles from Paris{where}."
    hamburg, paris, *rest = atlas.toponyms(text)
    cuban = dataclasses.replace(
        paris.feature, id="cuban", lon=-82.38, lat=23.14, country="CU", population=0
    )
    both = (*paris.candidates, dataclasses.replace(paris.candidates[0], feature=cuban, score=0.01))
    toponyms = (hamburg, dataclasses.replace(paris, candidates=both), *rest)
    found = [
        f for f in check(extract_claims(Article(text=text), toponyms), toponyms) if f.claim.quantity
    ]
    assert [f.verdict for f in found] == [verdict]


@pytest.mark.parametrize(
    ("text", "label", "verdict"),
    [
        # 306 km from the middle of the island, 293 from its shore
        ("Singapore is 190 miles from Kuala Lumpur.", "straight line", "supported"),
        ("Kuala Lumpur is 900 miles from Singapore.", "straight line", "refuted"),
        ("Johor Bahru is 2 miles from Singapore.", "nearest points", "supported"),
        ("Munich is 190 miles from Austria.", "nearest points", "depends"),
    ],
)
def test_a_city_state_is_a_city_seen_from_afar(read, text, label, verdict):
    (found,) = read(text, "distance")
    assert [r.label for r in found.readings if r.has_say] == [label]
    assert found.verdict == verdict, found.reason


def test_speeds_and_heights_are_no_claims(read):
    assert read("Winds of 60 mph hit Berlin.") == []
    assert read("The hill near Berlin is 300 feet high.") == []


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    shift=st.floats(-170, 170), miles=st.integers(20, 900), hedge=st.sampled_from(["", "about "])
)
def test_moving_both_ends_round_the_globe_changes_no_verdict(atlas, shift, miles, hedge):
    text = f"Berlin is {hedge}{miles} miles from Hamburg."
    article, toponyms = Article(text=text), atlas.toponyms(text)
    moved = tuple(
        dataclasses.replace(
            t, candidates=(), feature=dataclasses.replace(t.feature, id=f"{t.text}{shift}", country="",
                                                          lon=(t.feature.lon + shift + 180) % 360 - 180),
        )
        for t in toponyms
    )  # fmt: skip
    still = check(extract_claims(article, toponyms), toponyms)
    there = check(extract_claims(article, moved), moved)
    assert [f.verdict for f in still] == [f.verdict for f in there]


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(miles=st.integers(20, 900), flight=st.booleans())
def test_the_unit_of_a_length_changes_no_verdict(atlas, miles, flight):
    text = f"Berlin is {miles} miles from Hamburg."
    if flight:
        text = f"The flight from Berlin to Hamburg covers {miles} miles."
    claims = extract_claims(Article(text=text), atlas.toponyms(text))
    metric = [
        dataclasses.replace(
            c, quantity=dataclasses.replace(c.quantity, unit="km", value=c.quantity.metres / 1000)
        )
        for c in claims
    ]
    assert [f.verdict for f in check(claims)] == [f.verdict for f in check(metric)]

"""The 1,000 miles of the seed: straight lines to 2 km, routes B and C to 10 km, D and E to 25 km a leg.

The figures were computed twice by independent means, before this project was written.
"""

import pytest

from geo.claims import load_scenario

MILE = 1609.344
TEXT = "Bombers had been flying from Russia, a trip that will now be 1,000 miles shorter, officials said."
EXPECTED = {
    "Mozdok|A": (5, 9, 148),
    "Mozdok|E": (605, 608, 631),
    "Engels|A": (495, 495, 674),
    "Engels|D": (972, 975, 998),
    "Engels|E": (1002, 1005, 1028),
    "Engels by way of Mozdok|E": (1141, 1145, 1167),
}
HOLDS = {
    "Mozdok|A|1": ("no", "no", "no"),
    "Mozdok|A|2": ("no", "no", "no"),
    "Mozdok|E|1": ("no", "no", "no"),
    "Mozdok|E|2": ("no", "no", "no"),
    "Engels|A|1": ("no", "no", "no"),
    "Engels|A|2": ("yes", "yes", "no"),
    "Engels|D|1": ("yes", "yes", "yes"),
    "Engels|E|1": ("yes", "yes", "yes"),
    "Engels|E|2": ("no", "no", "no"),
    "Engels by way of Mozdok|E|1": ("near", "near", "no"),
}


@pytest.fixture(scope="module")
def finding(read, root):
    scenario = load_scenario(root / "seeds" / "hamadan.toml")
    (found,) = read(TEXT, "comparison", scenario)
    return found


def rows(finding):
    """Readings by origin, policy and number of ways."""
    table = {}
    for r in finding.readings:
        if len(r.constants) != 1:
            continue
        name, _, rest = r.label.partition(" to ")
        policy = "A" if "straight" in rest else rest.split(", ")[1]
        table.setdefault(f"{name}|{policy}|{int(r.constants[0][1])}", []).append(r)
    return table


@pytest.mark.parametrize("key", EXPECTED)
def test_savings(finding, key):
    found = [r.value_m / MILE for r in rows(finding)[f"{key}|1"]]
    tolerance = 2 if key.endswith("A") else 25_000 / MILE
    assert found == pytest.approx(EXPECTED[key], abs=tolerance)


@pytest.mark.parametrize("key", HOLDS)
def test_what_holds(finding, key):
    assert tuple(r.holds for r in rows(finding)[key]) == HOLDS[key]


def test_other_units_are_conjectures(finding):
    nautical = [
        r
        for r in finding.readings
        if "nautical" in r.label and r.label.startswith("Mozdok to Aleppo, E, there")
    ]
    assert [r.holds for r in nautical] == ["borderline"]
    slip = [
        r
        for r in finding.readings
        if "been km" in r.label and r.label.startswith("Mozdok to Idlib, E, one")
    ]
    assert [r.holds for r in slip] == ["yes"]
    assert {r.basis for r in nautical + slip} == {"conjectured"}


def test_verdict_and_its_caution(finding):
    assert finding.verdict == "depends"
    assert finding.claim.attribution == "officials said"
    for words in (
        "names neither the base, the route, nor one way or return",
        "5 to 150 miles in a straight line",
        "600 to 630 miles",
        "1,000 to 1,030 miles",
        "We do not know which the officials meant",
        "our assumption, not in the story",
    ):
        assert words in finding.reason


def test_every_cited_reading_names_its_reports(finding):
    for r in finding.readings:
        assert r.basis != "cited" or "http" in r.source
        assert r.function
        assert r.points


def test_without_a_scenario_nothing_is_discovered(read):
    (found,) = read(TEXT, "comparison")
    assert found.verdict == "undetermined"
    assert found.readings == ()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Berlin is closer to Hamburg than Munich is.", "supported"),
        ("Munich is closer to Hamburg than Berlin is.", "refuted"),
        ("Berlin is closer to Hamburg than to Munich.", "supported"),
    ],
)
def test_named_comparison(read, text, verdict):
    (found,) = read(text, "comparison")
    assert found.verdict == verdict, found.reason

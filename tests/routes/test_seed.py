"""The seed's routes: figures computed twice before this was written (see seeds/)."""

import pytest
from shapely import Point

from geo.routes import closures, overflown, route, routes, sensitivity

BASES = {
    "Mozdok": Point(44.6031, 43.7875),
    "Engels": Point(46.2106, 51.4811),
    "Nojeh": Point(48.6534, 35.2117),
}
TARGETS = {
    "Aleppo": Point(37.1343, 36.2021),
    "Idlib": Point(36.6339, 35.9306),
    "Deir al-Zour": Point(40.1408, 35.3359),
}
STRAIGHT = {"Nojeh": (1047.6, 1091.8, 774.4)}
LENGTHS = {
    "A": {"Mozdok": (1055.5, 1106.1, 1013.3), "Engels": (1844.5, 1888.5, 1858.3)},
    "B": {"Mozdok": (1430.8, 1480.7, 1199.9), "Engels": (2289.8, 2339.7, 2058.9)},
    "C": {"Mozdok": (1510.5, 1560.4, 1279.6), "Engels": (2315.5, 2365.4, 2084.6)},
    "D": {"Mozdok": (1948.2, 1998.1, 1717.3), "Engels": (2611.6, 2661.5, 2380.6)},
    "E": {"Mozdok": (2020.8, 2070.7, 1789.4), "Engels": (2659.7, 2709.6, 2428.2)},
}
TOLERANCE_KM = {"A": 0.1, "B": 10, "C": 10, "D": 25, "E": 25}


@pytest.mark.parametrize("policy", LENGTHS)
def test_lengths(policy: str) -> None:
    table = routes(list(BASES.values()), list(TARGETS.values()), policy)
    for base, row in zip(BASES, table, strict=True):
        expected = (LENGTHS[policy] | STRAIGHT)[base]
        tolerance = 0.1 if base == "Nojeh" else TOLERANCE_KM[policy]
        for found, km in zip(row, expected, strict=True):
            assert found.length("km") == pytest.approx(km, abs=tolerance)


@pytest.mark.parametrize(
    ("base", "target", "policy", "expected"),
    [
        ("Mozdok", "Deir al-Zour", "E", "Russia 334, sea 612, Iran 378, Iraq 345, Syria 121"),
        (
            "Engels", "Aleppo", "E",
            "Russia 374, Kazakhstan 250, sea 961, Iran 386, Iraq 247, Syria 443",
        ),
        ("Mozdok", "Aleppo", "A", "Russia 135, Georgia 192, Turkey 663, Syria 66"),
        ("Nojeh", "Aleppo", "E", "Iran 246, Iraq 428, Syria 374"),
    ],
)  # fmt: skip
def test_overflown(base: str, target: str, policy: str, expected: str) -> None:
    found = route(BASES[base], TARGETS[target], policy=policy)
    rows = [row.rsplit(" ", 1) for row in expected.split(", ")]
    assert [name for name, _ in found.overflown()] == [name for name, _ in rows]
    for (_, km), (_, said) in zip(found.overflown(), rows, strict=True):
        assert km == pytest.approx(float(said), abs=15)
    assert sum(km for _, km in found.overflown()) == pytest.approx(found.length("km"), abs=0.1)


def test_the_sea_has_a_name() -> None:
    found = route(BASES["Mozdok"], TARGETS["Aleppo"], policy="E")
    assert "Caspian Sea" in dict(overflown(found, seas=True))


def test_wider_belts_make_longer_ways() -> None:
    """Belts of 0, 12 and 15 nautical miles in the Caspian."""
    found = sensitivity(BASES["Mozdok"], TARGETS["Deir al-Zour"], ["D", "E", "E15"])
    lengths = [row.length_m for row in found.rows]
    assert lengths == sorted(lengths)
    assert lengths[2] - lengths[0] > 50e3
    assert found.rows[0].extra_m == pytest.approx((1717.3 - 1013.3) * 1000, abs=25e3)


def test_turkey_and_azerbaijan_cost_most_alone() -> None:
    """Without either, a way of about 1,200 km over the other's territory opens."""
    found = closures(BASES["Mozdok"], TARGETS["Deir al-Zour"], "D")
    assert {found[0].name, found[1].name} == {"Turkey", "Azerbaijan"}
    assert found[-1].extra_m == pytest.approx(0, abs=1)


@pytest.mark.sweep
def test_alternatives() -> None:
    """With Iraq closed the Gulf, Saudi Arabia and Jordan; with Iran closed the Black Sea."""
    found = route(BASES["Mozdok"], TARGETS["Deir al-Zour"], policy="E")
    by = {a.closed: a for a in found.alternatives()}
    assert by["Iraq"].route.length("km") == pytest.approx(3262, abs=25)
    assert by["Iran"].route.length("km") == pytest.approx(3329, abs=25)
    assert "Saudi Arabia" in dict(by["Iraq"].route.overflown())
    assert "Iraq" not in dict(by["Iraq"].route.overflown())
    assert by["Iraq"].extra_m < by["Iran"].extra_m

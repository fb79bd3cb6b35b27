"""Range, runways, payloads, overflight. OSLK and OIHS: OurAirports, 22 August 2026."""

import pytest

from geo.claims import load_scenario


@pytest.fixture(scope="module")
def scenario(root):
    return load_scenario(root / "seeds" / "hamadan.toml")


def test_kalibr_from_two_seas(read, scenario):
    text = "Ships in the Caspian carry Kalibr cruise missiles, the type used to strike Syria."
    (found,) = read(text, "range", scenario)
    assert found.verdict == "supported"
    values = {r.label: r.value_m / 1000 for r in found.readings}
    assert values["southern Caspian Sea to Aleppo"] == pytest.approx(1273, abs=2)
    assert values["southern Caspian Sea to Raqqa"] == pytest.approx(1127, abs=2)
    assert values["southern Caspian Sea to Idlib"] == pytest.approx(1325, abs=2)
    off_latakia = [v for k, v in values.items() if k.startswith("off Latakia")]
    assert min(off_latakia) == pytest.approx(176, abs=5)
    assert max(off_latakia) == pytest.approx(386, abs=5)


def test_range_without_a_source_is_undetermined(read):
    (found,) = read("The Kalibr missiles could strike Syria from Russia.", "range")
    assert found.verdict == "undetermined"
    assert "range" in " ".join(found.missing)


@pytest.mark.parametrize(("km", "verdict"), [("2,000", "supported"), ("500", "refuted")])
def test_range_in_the_text(read, km, verdict):
    """Hamadan to Aleppo is 1,037 km."""
    (found,) = read(f"Rockets with a range of {km} km could strike Aleppo from Hamadan.", "range")
    assert found.verdict == verdict


def test_a_base_too_small_is_undetermined_with_the_runways_of_today(read, scenario):
    (found,) = read("The bombers are too big for the air base in Syria.", "runway", scenario)
    assert found.verdict == "undetermined"
    assert "2,79" in found.reason
    assert "4,359 m" in found.reason
    assert any("needs" in line for line in found.missing)


def test_heavier_payloads_agree_in_direction(read, scenario):
    (found,) = read("From Iran the planes can carry heavier payloads.", "payload", scenario)
    assert found.verdict == "undetermined"
    assert "the direction agrees" in found.reason
    assert "the size of the gain" in found.missing[0]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("A flight from Berlin to Vienna must cross Austrian airspace over Germany.", None),
        ("Flights from Hamadan to Aleppo would have to cross the airspace of Iraq.", "supported"),
        ("Flights from Berlin to Hamburg would have to cross the airspace of Iraq.", "depends"),
    ],
)
def test_overflight(read, text, verdict):
    found = read(text, "overflight")
    if verdict:
        assert [f.verdict for f in found] == [verdict]

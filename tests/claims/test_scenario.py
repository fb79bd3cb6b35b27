"""Scenario files: what they say is kept, what is wrong is said in one line."""

import pytest

from geo.claims import load_scenario
from geo.errors import MissingInput, ScenarioError

SITE = '[[site]]\nid="a"\nname="A"\nlat=1\nlon=2\nrole="target"\n'


def test_the_seed_scenario(root):
    scenario = load_scenario(root / "seeds" / "hamadan.toml")
    assert [s.id for s in scenario.role("origin-before")] == ["mozdok", "engels"]
    assert [s.id for s in scenario.role("target")] == ["aleppo", "idlib", "deir-al-zour"]
    assert [p.id for p in scenario.policies] == list("ABCDE")
    for report in scenario.reports:
        assert report.url.startswith("http")
        assert report.date
        assert report.says
    for site in scenario.role("origin-before"):
        assert site.basis == "cited"
        assert site.reports


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = [", "not TOML"),
        (SITE.replace("lat=1", "lat=95"), "no place on Earth"),
        (SITE.replace('"target"', '"goal"'), "goal"),
        (SITE + 'reports=["none"]\n', "unknown report"),
        (SITE + 'basis="cited"\n', "cites no report"),
        (SITE + 'basis="true"\n', "true"),
        (SITE.replace('name="A"\n', ""), "name"),
        ('[[way]]\nfrom="a"\nvia=[]\n', "unknown site"),
        ('[[weapon]]\nname="w"\nrange_km=5\n', "TypeError"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path, text, words):
    path = tmp_path / "s.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=words) as caught:
        load_scenario(path)
    assert "\n" not in str(caught.value)


def test_no_such_file(tmp_path):
    with pytest.raises(MissingInput):
        load_scenario(tmp_path / "none.toml")

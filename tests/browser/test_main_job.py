"""The main job in a real browser: hostile text in an article, and the seed story."""

import pytest

from geo import analyse
from geo.article import parse_article, read_article
from geo.claims import load_scenario
from geo.maps import page

pytestmark = pytest.mark.browser

HOSTILE = (
    "PARIS {{ 7*191 }} — The town of Reading {% x is about 40 miles west of London <img src=x"
    " onerror=alert(1)> said </script><script>alert(2)</script> `officials` of ${alert(3)} Berlin."
)


def test_hostile_text_is_shown_and_nothing_runs(show):
    report = analyse(parse_article(HOSTILE.encode(), path="story.txt"))
    assert report.findings
    seen = show(page(report.scene))
    seen.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    text = seen.evaluate("document.body.textContent")
    for payload in ("{{ 7*191 }}", "<img src=x onerror=alert(1)>", "</script><script>", "`", "${"):
        assert payload in text
    assert "1337" not in seen.evaluate("document.body.innerText")
    assert seen.errors == []
    assert len(seen.requests) == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_seed_story_opens_with_no_network(show, root, width):
    scenario = load_scenario(root / "seeds" / "hamadan.toml")
    report = analyse(read_article(root / "seeds" / "hamadan.md"), scenario=scenario)
    seen = show(page(report.scene), width=width)
    assert seen.errors == []
    assert len(seen.requests) == 1
    text = seen.evaluate("document.body.textContent")
    for word in ("Mozdok", "Engels", "Deir al-Zour", "depends", "GeoNames", "CC BY 4.0"):
        assert word in text
    assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""The page: one file, nothing loaded, the same to the byte, small, and open to folium."""

import gzip
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import folium
import pytest

from geo.maps import folium_map, page
from geo.maps.scene import Scene

SCRIPT = """
import sys
sys.path.insert(0, {here!r})
import conftest, hashlib
from geo.maps import page
print(hashlib.sha256(page(conftest.seed_scene())).hexdigest())
"""


@pytest.fixture(scope="module")
def html(seed):
    return page(seed).decode()


def test_it_loads_nothing(html):
    outside = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    addresses = re.findall(r"\s(?:src|href)=[\"']?([^\"'\s>]+)", outside)
    assert all(a.startswith("#") for a in addresses), addresses
    assert "url(" not in re.sub(r"url\(#\w+\)", "", outside)
    assert "@import" not in outside


def test_the_policy_lets_only_its_own_scripts_run(html):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert policy.count("'sha256-") == len(scripts) + len(re.findall("<style>", html))
    assert html.index("Content-Security-Policy") < html.index("<script")


def test_it_is_small(seed, html):
    assert len(html.encode()) < 450_000
    assert len(gzip.compress(html.encode())) < 150_000
    assert len(folium_map(seed)._repr_html_().encode()) < 400_000


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
    ],
)
def test_it_is_the_same_to_the_byte(html, root, env):
    code = SCRIPT.format(here=str(root / "tests" / "maps"))
    out = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env={**os.environ, **env}, capture_output=True
    )
    assert out.stdout.decode().strip() == hashlib.sha256(html.encode()).hexdigest(), out.stderr


class Balance(HTMLParser):
    """Counts what is opened and not closed."""

    VOID = frozenset({"meta", "input", "br", "hr", "img", "link"})

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Nothing is left open."""

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("which", ["seed", "empty"])
def test_every_element_is_closed(which, seed):
    parser = Balance()
    parser.feed(page(seed if which == "seed" else Scene("")).decode())
    assert not parser.wrong
    assert not parser.open


def test_everything_is_in_the_page_without_its_script(seed, html):
    visible = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
    for mark in seed.marks:
        assert mark.label in visible
        assert mark.mentions[0][1] in visible
    for claim in seed.claims:
        assert claim.statement in visible
        assert claim.reason in visible
        for row in claim.readings:
            assert row.label in visible
    for line in seed.lines:
        assert line.title in visible
        assert line.label in visible
    assert "0" * 64 in visible
    assert "GeoNames, CC BY 4.0" in visible


@pytest.mark.parametrize(("borders", "said"), [("un", "United Nations"), ("de-facto", "de facto")])
def test_the_source_line_names_the_view_of_borders(seed, borders, said):
    text = page(replace(seed, borders=borders)).decode()
    assert said in re.search(r'<p class="source">(.*?)</p>', text)[1]


def test_online_tiles_are_off_unless_asked_for(seed, html):
    assert "openstreetmap.org/" not in html
    assert "tile.openstreetmap.org/{z}" in page(seed, tiles=True).decode().replace(
        "\\u007b", "{"
    ).replace("\\u007d", "}")


def test_what_is_added_with_folium_is_drawn_and_unlocks_the_page(seed):
    story = folium_map(seed)
    assert isinstance(story, folium.Map)
    folium.Marker((35, 40), popup="added").add_to(story)
    text = story.get_root().render()
    assert "Content-Security-Policy" not in text
    assert "L.marker(" in text
    assert "jQuery" in text


def test_the_map_of_a_notebook_and_the_page_are_one(seed, html):
    assert folium_map(seed).get_root().render() == html


def test_the_page_needs_neither_folium_nor_pandas(root):
    code = "import sys\nfrom geo.maps.page import page\nprint('folium' in sys.modules, 'pandas' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert out.stdout.split() == ["False", "False"], out.stderr


def test_rendering_twice_gives_the_same(seed):
    story = folium_map(seed)
    assert story.get_root().render() == story.get_root().render()

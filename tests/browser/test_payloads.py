"""No text of a story runs, wherever it enters, with the second lock and without it."""

import re

import folium
import pytest

from geo.maps import folium_map, page
from geo.maps.escape import escape
from geo.maps.spelling import respell

pytestmark = pytest.mark.browser

PAYLOADS = {
    "jinja": "{{ 7*191 }} {{ cycler.__init__.__globals__.os.getpid() }}",
    "jinja block": "50{% set x = 1 %} {# gone #}",
    "image": '<img src=x onerror="window.pwn=1">',
    "script": "</script><script>window.pwn=2</script>",
    "title": "</title><script>window.pwn=3</script>",
    "comment": "<!--<script>window.pwn=4</script>",
    "backtick": "`+(window.pwn=5)+`",
    "backslash": "\\`)[0];window.pwn=6;//",
    "template": "${window.pwn=7}",
    "attribute": '" onmouseover="window.pwn=8" x="',
    "apostrophe": "' onfocus='window.pwn=9' x='",
    "svg": "<svg onload=window.pwn=10>",
    "entity": "&lt;img src=x onerror=window.pwn=11&gt;",
    "style": "</style><style>*{display:none}</style>",
    "address": "javascript:window.pwn=12",
}
# All families in one text on every run; each on its own in the sweep.
EVERY = {"all together": " ".join(PAYLOADS.values())}
FAMILIES = [*EVERY, *(pytest.param(n, marks=pytest.mark.sweep) for n in PAYLOADS)]
PAYLOADS |= EVERY


def open_everything(seen):
    """Go where text can come to life: every popup, every button, every hover."""
    seen.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    seen.evaluate(
        """() => { const o = dateline.objects;
          for (const id in o) {
            const it = o[id], at = dateline.map.getCenter();
            if (it.kind === 'mark') dateline.openMark(dateline.map, it);
            if (it.kind === 'line') dateline.openLine(dateline.map, it, at);
            if (it.kind === 'area') dateline.openArea(dateline.map, it, at);
            document.querySelectorAll('.popup details').forEach(d => d.open = true);
            document.querySelectorAll('*').forEach(e => e.dispatchEvent(new MouseEvent('mouseover')));
          }
          document.querySelectorAll('.pick, .choose, .copy').forEach(b => b.click && b.click());
        }"""
    )


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "first lock alone"])
def test_nothing_runs_and_the_characters_show(show, stories, seed, name, sealed):
    text = PAYLOADS[name]
    scene = stories.with_text(seed, text)
    data = page(scene)
    if not sealed:
        data = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", data)
    seen = show(data)
    open_everything(seen)
    assert seen.evaluate("window.pwn") is None
    assert not [e for e in seen.errors if "pwn" in e or "dialog" in e or "Refused" in e], (
        seen.errors
    )
    assert len(seen.requests) == 1
    for where in (
        "h1",
        ".summary",
        ".byline",
        ".card q",
        ".reason",
        "#claims",
        "td",
        "footer tbody th",
        "footer dd",
    ):
        assert text in seen.locator(where).first.text_content(), where
    assert seen.title().replace("\n", " ").strip() == " ".join(text.split()) or text in seen.title()
    assert text in seen.locator(".label.place").first.text_content()
    assert text in seen.locator(".popup").first.text_content()
    assert seen.locator(".popup").first.is_visible()


@pytest.mark.parametrize("name", FAMILIES)
def test_a_house_spelling_is_text_too(show, seed, name):
    scene = respell(seed, {"Aleppo": PAYLOADS[name]})
    seen = show(scene)
    assert seen.evaluate("window.pwn") is None
    assert PAYLOADS[name] in seen.evaluate(
        "[...document.querySelectorAll('.label')].map(e => e.textContent)"
    )


@pytest.mark.parametrize("name", FAMILIES)
def test_what_people_add_with_folium_is_safe_once_escaped(browser, stories, seed, tmp_path, name):
    """folium runs text as Jinja and as HTML; `escape` is the remedy that the docs give."""
    story = folium_map(stories.with_text(seed, PAYLOADS[name]))
    safe = escape(PAYLOADS[name])
    group = folium.FeatureGroup(name=safe).add_to(story)
    folium.CircleMarker((35, 40), popup=folium.Popup(safe), tooltip=safe).add_to(group)
    folium.LayerControl().add_to(story)
    text = story.get_root().render()
    assert "1337" not in text
    path = tmp_path / "open.html"
    path.write_text(text, encoding="utf-8")
    context = browser.new_context(offline=True)
    seen = context.new_page()
    seen.goto(path.as_uri())
    seen.wait_for_selector("html[data-ready]", state="attached")
    assert seen.evaluate("window.pwn") is None
    assert PAYLOADS[name] in seen.text_content("body")
    context.close()

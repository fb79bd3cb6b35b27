"""What a reader sees: the whole story, whole words, nothing over anything else."""

import pytest

from geo.maps import folium_map
from geo.maps.scene import Mark, Scene

pytestmark = pytest.mark.browser

BOXES = """() => {
  const frame = document.querySelector('.folium-map').getBoundingClientRect();
  const box = (el, name) => { const r = el.getBoundingClientRect();
    return {name: name || el.textContent, x0: r.left, y0: r.top, x1: r.right, y1: r.bottom}; };
  const all = s => [...document.querySelectorAll(s)];
  const labels = all('.label').filter(e => getComputedStyle(e).visibility === 'visible').map(e => box(e));
  const controls = all('.leaflet-control').map(e => box(e, 'control ' + e.className)).filter(b => b.x1 > b.x0);
  const dots = all('.mark').map(e => { const b = box(e, 'dot ' + e.getAttribute('aria-label'));
    return {name: b.name, x0: b.x0 + 3, y0: b.y0 + 3, x1: b.x1 - 3, y1: b.y1 - 3}; });
  return {labels, controls, dots, frame: box(document.querySelector('.folium-map'), 'frame')};
}"""


def meet(a, b):
    return a["x0"] < b["x1"] and a["x1"] > b["x0"] and a["y0"] < b["y1"] and a["y1"] > b["y0"]


def inside(a, frame):
    return (
        a["x0"] >= frame["x0"]
        and a["x1"] <= frame["x1"]
        and a["y0"] >= frame["y0"]
        and a["y1"] <= frame["y1"]
    )


@pytest.mark.parametrize("story", ["seed", "pacific"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_request_no_error_everything_in_view(show, stories, story, width, scheme):
    scene = getattr(stories, f"{story}_scene")()
    seen = show(scene, width=width, scheme=scheme)
    assert len(seen.requests) == 1
    assert not seen.errors
    found = seen.evaluate(BOXES)
    dots = {d["name"].removeprefix("dot ").split(",")[0] for d in found["dots"]}
    assert dots == {m.label for m in scene.marks if m.drawn}
    assert all(inside(d, found["frame"]) for d in found["dots"])
    for dot in found["dots"]:
        assert not any(meet(dot, c) for c in found["controls"]), dot["name"]
    paths = seen.evaluate(
        """() => [...document.querySelectorAll('.folium-map path.line')].map(p => {
            const r = p.getBoundingClientRect();
            return [p.getTotalLength(), r.left, r.top, r.right, r.bottom]; })"""
    )
    assert len(paths) == sum(line.drawn for line in scene.lines)
    frame = found["frame"]
    for length, x0, y0, x1, y1 in paths:
        assert length > 8
        assert inside({"x0": x0, "y0": y0, "x1": x1, "y1": y1}, frame)


@pytest.mark.parametrize("story", ["seed", "pacific"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_two_labels_overlap_at_five_zooms(show, stories, story, width):
    seen = show(getattr(stories, f"{story}_scene")(), width=width)
    shown = set()
    for step in (0, 1, 1, 1.25, 1.5):
        if step:
            seen.evaluate(
                """s => { const m = dateline.scene.marks[1], z = dateline.map.getZoom() + s;
                  dateline.map.setView([m.lat, m.lon], z, {animate: false}); }""",
                step,
            )
        found = seen.evaluate(BOXES)
        labels = found["labels"]
        assert labels
        shown |= {b["name"] for b in labels}
        for i, one in enumerate(labels):
            assert inside(one, found["frame"]), one["name"]
            for other in (*labels[i + 1 :], *found["controls"], *found["dots"]):
                assert not meet(one, other), (one["name"], other["name"])
    assert len(shown) > 5


def test_the_most_important_name_is_shown_first(show, seed):
    found = show(seed, width=390).evaluate(BOXES)
    names = {b["name"] for b in found["labels"]}
    assert {"Hamadan", "Aleppo", "Engels"} <= names


def test_lengths_stand_on_their_lines(show, seed):
    found = show(seed).evaluate(BOXES)
    names = {b["name"] for b in found["labels"]}
    assert {seed.lines[3].label, seed.lines[4].label} <= names


def test_hidden_labels_are_in_the_table(show, seed):
    text = show(seed).text_content("footer")
    for mark in seed.marks:
        assert mark.label in text


def test_the_page_is_ready_within_a_second(show, seed):
    times = []
    for _ in range(3):
        seen = show(seed)
        times.append(seen.evaluate("performance.getEntriesByType('navigation')[0].domComplete"))
    assert min(times) < 1000.0


def test_choosing_a_reading_lights_up_its_route_alone(show, seed):
    seen = show(seed)
    before = seen.locator(".folium-map path.line").count()
    seen.click("button.pick[data-row='1']")
    assert (
        seen.locator(".folium-map path.line.lit").count() == 2
    )  # one of them was not drawn before
    assert seen.locator(".folium-map path.line").count() == before + 1
    assert seen.locator(".folium-map path.line.dim").count() == before - 1
    assert "2 lines" in seen.inner_text("#status")
    seen.click("#all")
    assert seen.locator(".folium-map path.line").count() == before
    assert seen.locator(".dim").count() == 0


def test_choosing_a_claim_lights_up_its_places(show, seed):
    seen = show(seed)
    seen.locator("button.choose").nth(1).click()
    assert seen.locator(".mark.lit").count() == 1
    assert seen.get_attribute(".mark.lit", "aria-label").startswith("Hamadan")
    seen.keyboard.press("Escape")
    assert seen.locator(".mark.lit").count() == 0


def test_a_mark_leads_back_to_its_sentence_source_and_candidates(show, seed):
    seen = show(seed)
    seen.locator(".mark[aria-label^='Raqqa']").click()
    text = seen.text_content(".leaflet-popup")
    for said in (
        "A sentence that says what happened in Raqqa.",
        "GeoNames, 2026-07-14",
        "90 %",
        "Raqqa elsewhere",
    ):
        assert said in text


def test_a_correction_is_copied(show, seed):
    seen = show(seed, permissions=["clipboard-read", "clipboard-write"])
    seen.locator(".mark[aria-label^='Raqqa']").click()
    seen.click(".popup summary")
    seen.locator(".copy").first.click()
    seen.wait_for_function("() => document.querySelector('.copy').textContent === 'Copied'")
    line = seen.evaluate("navigator.clipboard.readText()")
    assert line == '"Raqqa" = "geonames:905"  # Raqqa elsewhere, Ohio'


def test_a_thousand_places_cluster_and_part_again(show):
    marks = tuple(
        Mark(f"p{i}", 10 + (i % 40) * 0.2, 45 + (i // 40) * 0.1, f"Place {i}") for i in range(1000)
    )
    seen = show(Scene("Many", marks=marks))
    assert seen.locator(".cluster").count() > 3
    assert seen.locator(".mark").count() < 200
    counts = [int(t) for t in seen.locator(".cluster").all_inner_texts()]
    assert sum(counts) + seen.locator(".mark").count() == 1000
    zoom = seen.evaluate("dateline.map.getZoom()")
    seen.locator(".cluster").first.click()
    seen.wait_for_function(f"() => dateline.map.getZoom() > {zoom}")


def test_nothing_covers_the_story_on_a_phone(show, seed):
    found = show(seed, width=390, height=844).evaluate(BOXES)
    frame = found["frame"]
    area = sum((c["x1"] - c["x0"]) * (c["y1"] - c["y0"]) for c in found["controls"])
    assert area < 0.12 * (frame["x1"] - frame["x0"]) * (frame["y1"] - frame["y0"])


def test_a_phone_scrolls_only_downwards(show, seed, pacific):
    for scene in (seed, pacific):
        seen = show(scene, width=390, height=844)
        assert seen.evaluate("document.documentElement.scrollWidth") <= 390


def test_it_works_in_a_frame_that_allows_nothing_but_scripts(browser, show, seed, tmp_path):
    show(seed)
    frame = folium_map(seed)._repr_html_()
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><meta charset='utf-8'><body>{frame}</body>", encoding="utf-8")
    context = browser.new_context(offline=True)
    outer = context.new_page()
    errors = []
    outer.on("pageerror", lambda e: errors.append(str(e)))
    outer.goto(path.as_uri())
    inner = outer.frame_locator("iframe")
    inner.locator(".mark").first.wait_for()
    assert inner.locator(".mark").count() == 9
    assert not errors
    context.close()


def test_reduced_motion_stands_still(show, seed):
    seen = show(seed, motion="reduce")
    assert seen.evaluate("dateline.map._zoomAnimated") is False
    seen.click(".leaflet-control-zoom-in")
    assert seen.locator(".leaflet-zoom-anim").count() == 0


def test_print_shows_tables_and_hides_buttons(show, seed):
    seen = show(seed)
    seen.emulate_media(media="print")
    seen.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert seen.locator(".leaflet-control-zoom").is_hidden()
    assert seen.locator("footer table").first.is_visible()
    assert len(seen.pdf()) > 20_000


def test_the_policy_stops_a_handler_that_is_put_in_later(show, seed):
    seen = show(seed)
    seen.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwn=1\">')"
    )
    seen.wait_for_timeout(100)
    assert seen.evaluate("window.pwn") is None


def test_dark_print_is_light(show, seed):
    seen = show(seed, scheme="dark")
    seen.emulate_media(media="print", color_scheme="light")
    assert seen.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"

"""For everyone: keyboard, screen reader, contrast, colour blindness."""

import re
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "axe" / "axe-core-4.14.1.min.js"


def faults(seen):
    """What axe-core finds, of impact serious or critical."""
    seen.evaluate(AXE.read_text(encoding="utf-8"))
    found = seen.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (v["id"], v["impact"], [n["html"][:120] for n in v["nodes"][:3]])
        for v in found["violations"]
    ]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(show, seed, width, scheme):
    seen = show(seed, width=width, scheme=scheme)
    assert not faults(seen)


def test_axe_finds_no_fault_with_everything_open(show, seed):
    seen = show(seed)
    seen.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    seen.locator(".mark[aria-label^='Raqqa']").click()
    seen.click(".popup summary")
    assert not faults(seen)


def focused(seen):
    return seen.evaluate(
        """() => { const e = document.activeElement;
          return (e.getAttribute('aria-label') || e.textContent || e.tagName).trim().slice(0, 60); }"""
    )


def test_the_keyboard_goes_all_the_way_in_a_sensible_order(show, seed):
    seen = show(seed)
    order = []
    for _ in range(60):
        seen.keyboard.press("Tab")
        order.append(focused(seen))
        if order[-1] == "What this page was made from":
            break
    first = {
        name: next((i for i, o in enumerate(order) if o.startswith(name)), None)
        for name in (
            "Skip the map",
            "Map.",
            "Hamadan, airfield",
            "Hamadan to Aleppo",
            "Zoom in",
            "depends",
            "Mozdok, straight",
            "All places",
            "What this page",
        )
    }
    assert None not in first.values(), (first, order)
    assert list(first.values()) == sorted(first.values()), first
    marks = [o for o in order if ", airfield" in o or ", city" in o]
    assert len(marks) == 9


def test_enter_opens_a_mark_and_escape_gives_the_focus_back(show, seed):
    seen = show(seed)
    seen.locator(".mark[aria-label^='Latakia']").focus()
    seen.keyboard.press("Enter")
    seen.wait_for_selector(".leaflet-popup")
    assert "Latakia" in focused(seen)
    seen.keyboard.press("Tab")
    seen.keyboard.press("Escape")
    seen.wait_for_selector(".leaflet-popup", state="detached")
    assert focused(seen).startswith("Latakia, city")


def test_enter_opens_a_line_on_the_map(show, seed):
    seen = show(seed)
    seen.locator("path[aria-label^='Hamadan to Aleppo']").focus()
    seen.keyboard.press("Enter")
    seen.wait_for_selector(".leaflet-popup")
    box = seen.locator(".leaflet-popup").bounding_box()
    frame = seen.locator(".folium-map").bounding_box()
    assert frame["x"] < box["x"] + box["width"] / 2 < frame["x"] + frame["width"]


def test_the_skip_link_skips_the_map(show, seed):
    seen = show(seed)
    seen.keyboard.press("Tab")
    seen.keyboard.press("Enter")
    assert seen.evaluate("document.activeElement.id") == "claims"


def test_arrow_keys_move_the_map(show, seed):
    seen = show(seed, motion="reduce")
    before = seen.evaluate("dateline.map.getCenter().lng")
    seen.locator(".folium-map").focus()
    seen.keyboard.press("ArrowRight")
    seen.wait_for_function(f"() => Math.abs(dateline.map.getCenter().lng - {before}) > 0.1")


def test_every_mark_line_and_area_has_a_name(show, seed):
    seen = show(seed)
    names = seen.evaluate(
        "[...document.querySelectorAll('.leaflet-interactive')].map(e => e.getAttribute('aria-label'))"
    )
    assert len(names) == 9 + 5 + 1
    assert all(names)
    assert any("inferred" in n for n in names)


# Colours: Machado, Oliveira and Fernandes (2009), severity 1, linear RGB.
BLIND = {
    "none": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(colour):
    value = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def luminance(rgb):
    return float(rgb @ (0.2126, 0.7152, 0.0722))


def contrast(a, b):
    high, low = sorted((luminance(linear(a)), luminance(linear(b))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    matrix = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = matrix @ np.clip(rgb, 0, 1) / (0.9505, 1.0, 1.089)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.fixture(scope="module")
def palettes(root):
    text = (root / "geo/maps/assets/story/page.css").read_text("utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    return [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part.split("* {")[0])) for part in (light, dark)
    ]


def test_lines_are_told_apart_by_every_eye(palettes):
    for palette in palettes:
        for name, matrix in BLIND.items():
            ink = {k: lab(matrix @ linear(palette[k])) for k in ("straight", "route")}
            assert np.linalg.norm(ink["straight"] - ink["route"]) > 25, name


def test_lines_and_dots_stand_out_from_land_and_sea_in_grey(palettes):
    for palette in palettes:
        for line in ("straight", "route", "hypothetical", "ink", "area", "no"):
            for ground in ("land", "sea"):
                assert contrast(palette[line], palette[ground]) >= 3.0, (line, ground)


def test_words_stand_out(palettes):
    for palette in palettes:
        for word in ("ink", "quiet", "focus", "yes", "no", "depends", "open"):
            for paper in ("paper", "card", "tint"):
                assert contrast(palette[word], palette[paper]) >= 4.5, (word, paper)
        for word in ("country", "ink", "area"):
            assert contrast(palette[word], palette["land"]) >= 4.5, word
        assert contrast(palette["seaname"], palette["sea"]) >= 4.5


def test_lines_differ_in_their_dashes_and_marks_in_their_shapes(show, seed):
    seen = show(seed)
    dash = {
        s: seen.evaluate(
            f"getComputedStyle(document.querySelector('path.line.{s}')).strokeDasharray"
        )
        for s in ("straight", "route", "hypothetical")
    }
    assert len(set(dash.values())) == 3
    assert dash["straight"] == "none"
    assert seen.locator(".mark.stated circle").count() == 6
    assert seen.locator(".mark.inferred path").count() == 3


def test_verdicts_are_words_and_shapes(show, seed):
    seen = show(seed)
    seen.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    words = seen.locator(".verdict").all_inner_texts()
    assert words == ["depends", "supported", "refuted", "undetermined"]
    shapes = seen.evaluate("[...document.querySelectorAll('.verdict svg')].map(s => s.innerHTML)")
    assert len(set(shapes)) == 4

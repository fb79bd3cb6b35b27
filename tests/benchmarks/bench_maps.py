"""Size of the page, time to make it, and time until it can be used in a browser."""

from __future__ import annotations

import gzip
import importlib.util
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def stories():
    """The scenes of ``tests/maps``."""
    spec = importlib.util.spec_from_file_location("stories", ROOT / "tests/maps/conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {"seed": module.seed_scene(), "Pacific": module.pacific_scene()}


def median(action, rounds: int = 5) -> float:
    """Median of wall-clock seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def command() -> tuple[float, Path] | None:
    """Time `geo map` on the seed as a whole command."""
    seeds = ROOT / "seeds"
    out = Path(tempfile.mkdtemp()) / "hamadan.html"
    geo = Path(sys.executable).with_name("geo")
    words = [geo, "map", seeds / "hamadan.md", "--scenario", seeds / "hamadan.toml", "-o", out]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        return None
    return median(lambda: subprocess.run(words, capture_output=True, check=True), 3), out


def ready(chromium: str, paths: dict[str, Path]) -> dict[str, tuple[float, float]]:
    """Milliseconds until the page can be used, and of one placing of all labels."""
    from playwright.sync_api import sync_playwright

    out = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path in paths.items():
            times, places = [], []
            for _ in range(5):
                page = browser.new_page(viewport={"width": 1280, "height": 860})
                page.goto(path.as_uri())
                page.wait_for_selector("html[data-ready]", state="attached")
                entry = "performance.getEntriesByType('navigation')[0].domComplete"
                times.append(page.evaluate(entry))
                script = "() => { const t = performance.now(); dateline.place(); return performance.now() - t; }"
                places.append(page.evaluate(script))
                page.close()
            out[name] = (statistics.median(times), statistics.median(places))
        browser.close()
    return out


def main() -> None:
    """Print the table."""
    from geo.maps import folium_map, page, picture

    folder = Path(tempfile.mkdtemp())
    paths = {}
    print(f"{'':22}{'kB':>7}{'gz kB':>7}{'cell kB':>9}{'make s':>8}{'png s':>7}")
    for name, scene in stories().items():
        data = page(scene)
        paths[name] = folder / f"{name}.html"
        paths[name].write_bytes(data)
        cell = len(folium_map(scene)._repr_html_().encode())
        made = median(lambda scene=scene: page(scene))
        drawn = median(lambda scene=scene: picture(scene, folder / "map.png"), 2)
        print(
            f"{name:22}{len(data) / 1e3:7.0f}{len(gzip.compress(data)) / 1e3:7.0f}"
            f"{cell / 1e3:9.0f}{made:8.2f}{drawn:7.2f}"
        )
    whole = command()
    if whole is not None:
        seconds, out = whole
        data = out.read_bytes()
        paths["geo map, seed"] = out
        print(
            f"{'geo map, seed':22}{len(data) / 1e3:7.0f}{len(gzip.compress(data)) / 1e3:7.0f}"
            f"{'':9}{seconds:8.2f}   (the whole command, limit 3 s)"
        )
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no Chromium: times in a browser left out")
        return
    print(f"\n{'in Chromium':22}{'ready ms':>9}{'labels ms':>11}   (limit 1,000 ms)")
    for name, (start, place) in ready(chromium, paths).items():
        print(f"{name:22}{start:9.0f}{place:11.1f}")


if __name__ == "__main__":
    main()

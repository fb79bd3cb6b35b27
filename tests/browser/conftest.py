"""Real pages in headless Chromium with the network cut."""

import importlib.util
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from geo.maps import page

HERE = Path(__file__).parent


def _stories():
    """The scenes of ``tests/maps``."""
    path = HERE.parent / "maps" / "conftest.py"
    spec = importlib.util.spec_from_file_location("dateline_test_stories", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


STORIES = _stories()


@dataclass
class Seen:
    """A page that is open, with what it asked for and complained of."""

    page: object
    requests: list = field(default_factory=list)
    errors: list = field(default_factory=list)

    def __getattr__(self, name):
        return getattr(self.page, name)


@pytest.fixture(scope="session")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def show(browser, tmp_path):
    """Open a scene, bytes or text, in a window of a given width."""
    contexts = []

    def opened(what, width=1280, height=860, scheme="light", motion="no-preference", **more):
        data = what if isinstance(what, bytes) else page(what)
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_bytes(data)
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion=motion,
            offline=True,
            **more,
        )
        contexts.append(context)
        seen = Seen(context.new_page())
        seen.page.set_default_timeout(10_000)
        seen.page.on("request", lambda r: seen.requests.append(r.url))
        seen.page.on("pageerror", lambda e: seen.errors.append(str(e)))
        seen.page.on(
            "console",
            lambda m: seen.errors.append(m.text) if m.type in {"error", "warning"} else None,
        )
        seen.page.on("dialog", lambda d: (seen.errors.append(f"dialog {d.message}"), d.dismiss()))
        seen.page.goto(path.as_uri())
        seen.page.wait_for_selector("html[data-ready]", state="attached")
        return seen

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def stories():
    return STORIES


@pytest.fixture(scope="session")
def seed():
    return STORIES.seed_scene()


@pytest.fixture(scope="session")
def pacific():
    return STORIES.pacific_scene()

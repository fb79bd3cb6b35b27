"""What every test may use: where the project and its shared material stand."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material; the test is skipped where it is not beside the project."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the project")
    return SHARED


@pytest.fixture(scope="session")
def seed_article(shared: Path) -> Path:
    """The original story, which is not part of the project."""
    return shared / "seed" / "article.txt"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser; without one the test is skipped, unless CI says that it must be there."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("DATELINE_BROWSER") == "required":
            pytest.fail("Chromium is required here and was not found")
        pytest.skip("no Chromium on this machine")
    return path

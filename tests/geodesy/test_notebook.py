"""The notebook for people who know GeoPandas runs from top to bottom."""

from __future__ import annotations

import runpy
from pathlib import Path

import jupytext
import pytest

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "distances.py"


def test_the_notebook_runs() -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    names = runpy.run_path(str(NOTEBOOK))
    assert names["lengths"]["geodesic"] == pytest.approx(9450, abs=50)
    assert names["lengths"]["ruler"] > 1.25 * names["lengths"]["geodesic"]
    assert len(names["axes"].lines) + len(names["axes"].collections) >= 4
    assert names["table"].loc["Auckland", "Mercator off by"].startswith("+")
    names["plt"].close("all")


def test_the_notebook_is_one_that_jupyter_opens() -> None:
    cells = jupytext.read(NOTEBOOK).cells
    assert {cell.cell_type for cell in cells} == {"markdown", "code"}
    assert len(cells) > 20

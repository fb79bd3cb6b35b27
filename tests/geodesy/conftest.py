"""The three ways in which the engine may solve, forced one at a time."""

from __future__ import annotations

import pytest

from geo.geodesy import engine


def force(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """Make the engine solve every array by one way, however small it is."""
    few = 10**12 if way == "proj" else -1
    monkeypatch.setattr(engine, "_FEW", few)
    monkeypatch.setattr(engine, "_SOME", few)
    monkeypatch.setattr(engine, "_broken", [])
    if way == "numpy":
        monkeypatch.setattr(engine, "_loaded", {})
        monkeypatch.setattr(engine, "_has_numba", lambda: False)
    elif way == "numba":
        pytest.importorskip("numba")
        monkeypatch.setattr(engine, "_MANY", 0)


@pytest.fixture(params=["numpy", "numba"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the two ways of our own in turn."""
    force(monkeypatch, request.param)
    return str(request.param)

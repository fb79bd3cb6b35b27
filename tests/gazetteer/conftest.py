"""A folder of imported data of its own for the tests that ask for it."""

from __future__ import annotations

import pytest

from geo.gazetteer.layers import forget


@pytest.fixture
def own_data(tmp_path, monkeypatch):
    """Point the folder of imported data to an empty place, and forget it afterwards."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()

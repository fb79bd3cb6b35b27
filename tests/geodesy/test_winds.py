"""Names of directions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.errors import InvalidCoordinate, UsageError
from geo.geodesy.winds import WINDS, wind


def test_each_wind_names_its_own_azimuth() -> None:
    for i, name in enumerate(WINDS):
        for turn in (-360, 0, 360):
            assert wind(22.5 * i + turn, points=16) == name
    assert wind(np.arange(8) * 45).tolist() == list(WINDS[::2])


def test_a_sector_is_centred_on_its_wind() -> None:
    assert [wind(x) for x in (-22.5, 22.4, 22.5, 67.4, 337.4, 337.5)] == [
        "N", "N", "NE", "NE", "NW", "N",
    ]  # fmt: skip
    assert [wind(x, points=16) for x in (11.24, 11.25, 348.74)] == ["N", "NNE", "NNW"]


def test_forms_and_refusals() -> None:
    assert wind([0, float("nan")]).tolist() == ["N", ""]
    assert wind(pd.Series([90.0], index=["x"]))["x"] == "E"
    with pytest.raises(UsageError, match="8 or 16"):
        wind(0, points=32)
    with pytest.raises(InvalidCoordinate):
        wind(float("nan"))

"""Runways of airfields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from geo.gazetteer.feature import Feature
from geo.gazetteer.shapes import place_of
from geo.gazetteer.tables import columns

__all__ = ["Runway", "runways"]


@dataclass(frozen=True, slots=True)
class Runway:
    """A runway.

    Attributes
    ----------
    length_m, width_m : float
        Metres; a width of 0 is not known.
    surface : str
        As the source writes it, such as ``ASP`` or ``CON``.
    closed : bool
        True where the source calls it closed.
    name : str
        Its two ends, such as ``08/26``; for one entered by hand where its length is from.
    """

    length_m: float
    width_m: float
    surface: str
    closed: bool = False
    name: str = ""


@lru_cache(maxsize=1)
def open_table() -> tuple[dict[str, int], Any, bytes]:
    cells = columns("runways.col", place_of("runways.col"))
    text = cells["id_text"].tobytes()
    at = cells["id_start"].tolist()
    rows = {text[a:b].decode(): i for i, (a, b) in enumerate(pairwise(at))}
    return rows, cells, cells["name_text"].tobytes()


def runways(feature: Feature | str) -> tuple[Runway, ...]:
    """Give the runways of an airfield, the longest first, closed ones marked.

    Parameters
    ----------
    feature : Feature or str
        An airfield, or its id.

    Returns
    -------
    tuple of Runway
        Empty where none is known.

    Notes
    -----
    OurAirports; lengths are good to 10 or 20 m where two editions of it agree.

    Examples
    --------
    >>> max(r.length_m for r in runways("ourairports:OIHS") if not r.closed)
    4358.6
    """
    rows, cells, text = open_table()
    row = rows.get(feature if isinstance(feature, str) else feature.id)
    if row is None:
        return ()
    names = cells["name_start"]
    surfaces = cells.meta["surfaces"]
    return tuple(
        Runway(
            int(cells["length"][i]) / 10,
            int(cells["width"][i]) / 10,
            surfaces[int(cells["surface"][i])],
            bool(cells["closed"][i]),
            text[int(names[i]) : int(names[i + 1])].decode(),
        )
        for i in range(int(cells["start"][row]), int(cells["start"][row + 1]))
    )

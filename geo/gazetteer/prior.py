"""How likely a name means a feature before any text is read."""

from __future__ import annotations

from math import log10

__all__ = ["HOWS", "KINDS_OF", "prior"]

HOWS = ("name", "alternate", "abbreviation", "demonym", "metonym", "short", "fuzzy", "dotted")
"""How a name belongs to a feature; ``dotted`` is an abbreviation only with its full stop."""

_BASE = {
    "continent": 0.96, "country": 0.97, "historical": 0.93, "region": 0.92, "ocean": 0.95,
    "sea": 0.92, "strait": 0.88, "desert": 0.85, "mountain": 0.80, "peninsula": 0.86,
    "area": 0.84, "island": 0.72, "lake": 0.60, "river": 0.60, "facility": 0.66, "suburb": 0.50,
    "point": 0.50, "airfield": 0.30,
}  # fmt: skip
_BY_PEOPLE = {"city": (0.30, 0.085), "admin1": (0.55, 0.031), "admin2": (0.30, 0.05)}
_BY_HOW = {
    "name": 1.0, "short": 0.93, "alternate": 0.72, "abbreviation": 0.9, "dotted": 0.88,
    "demonym": 0.95, "metonym": 0.6, "fuzzy": 0.6,
}  # fmt: skip
KINDS_OF = frozenset(_BASE) | frozenset(_BY_PEOPLE)


def prior(kind: str, population: int, how: str) -> float:
    """Score a feature by its kind, its inhabitants, and how it bears the name.

    Parameters
    ----------
    kind : str
        One of `geo.gazetteer.feature.KINDS`.
    population : int
        Inhabitants, 0 where not known.
    how : str
        One of `HOWS`.

    Returns
    -------
    float
        0 to 1; comparable between features of one name, no probability.

    Notes
    -----
    Countries, seas and regions stand above cities, so that "Middle East" is no suburb of
    Baltimore. A city stands above its own province from about 150,000 inhabitants up. An
    alternate name of a city of ten million stands above a village that bears it as its own.

    Examples
    --------
    >>> prior("country", 0, "name") > prior("city", 30_000_000, "name")
    True
    """
    if kind in _BY_PEOPLE:
        start, slope = _BY_PEOPLE[kind]
        score = min(0.91, start + slope * log10(population + 1))
    else:
        score = _BASE[kind]
    return score * _BY_HOW[how]

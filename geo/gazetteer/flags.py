"""What a name may stand for, as bits that a recogniser reads in a microsecond."""

from __future__ import annotations

from collections.abc import Iterable
from math import log10

__all__ = [
    "ABBREVIATION",
    "ADMIN1",
    "ADMIN2",
    "ALTERNATE",
    "CITY",
    "COUNTRY",
    "DEMONYM",
    "FACILITY",
    "METONYM",
    "NAME",
    "PEOPLE",
    "REGION",
    "TERRAIN",
    "WATER",
    "of",
    "one",
    "worth_fuzzy",
]

COUNTRY, REGION, ADMIN1, ADMIN2, CITY = 1, 2, 4, 8, 16
WATER, TERRAIN, FACILITY = 32, 64, 128
NAME, ALTERNATE, ABBREVIATION, DEMONYM, METONYM = 256, 512, 1024, 2048, 4096
PEOPLE = 16
"""Shift of the upper byte: ten times the decimal logarithm of the largest population."""

_KIND = {
    "continent": REGION, "region": REGION, "country": COUNTRY, "historical": COUNTRY,
    "admin1": ADMIN1, "admin2": ADMIN2, "city": CITY, "suburb": CITY, "ocean": WATER,
    "sea": WATER, "river": WATER, "lake": WATER, "strait": WATER, "mountain": TERRAIN,
    "desert": TERRAIN, "peninsula": TERRAIN, "island": TERRAIN, "area": REGION,
    "airfield": FACILITY, "facility": FACILITY, "point": FACILITY,
}  # fmt: skip
_HOW = {
    "name": NAME, "alternate": ALTERNATE, "short": ALTERNATE, "abbreviation": ABBREVIATION,
    "dotted": ABBREVIATION, "demonym": DEMONYM, "metonym": METONYM, "fuzzy": ALTERNATE,
}  # fmt: skip
_FUZZY_PEOPLE = 5_000


def one(kind: str, population: int, how: str) -> int:
    """Give the bits of one feature under one name.

    Parameters
    ----------
    kind : str
        Kind of the feature.
    population : int
        Its inhabitants.
    how : str
        How it bears the name.

    Returns
    -------
    int
        Bits of kind and of how, and the logarithm of the population above them.
    """
    people = round(10 * log10(population + 1)) << PEOPLE
    return _KIND[kind] | _HOW[how] | people


def of(features: Iterable[tuple[str, int, str]]) -> int:
    """Unite the bits of the features of a name; the largest population counts.

    Parameters
    ----------
    features : iterable of (kind, population, how)
        The features.

    Returns
    -------
    int
        The bits.
    """
    bits = people = 0
    for kind, population, how in features:
        bits |= _KIND[kind] | _HOW[how]
        people = max(people, population)
    return bits | round(10 * log10(people + 1)) << PEOPLE


def worth_fuzzy(kind: str, population: int) -> bool:
    """Say whether a misspelt name may be taken for this feature.

    Parameters
    ----------
    kind : str
        Kind of the feature.
    population : int
        Its inhabitants.

    Returns
    -------
    bool
        False for small places, whose many names would answer to anything.
    """
    return population >= _FUZZY_PEOPLE if kind in {"city", "admin2"} else kind != "airfield"

"""Names that say more than the gazetteer keeps: part of a place, or what kind of place it is."""

from __future__ import annotations

import re
from functools import lru_cache

from geo.gazetteer.names import Named, candidates
from geo.text import normalise

__all__ = ["longer"]

_PART = re.compile(
    r"\s*(?:(?:far|extreme|rural|suburban|mainland|metropolitan|metro|greater|upper|lower|inner|outer"
    r"|downtown|uptown|midtown|central|mid|(?:north|south|east|west|northeast|northwest|southeast"
    r"|southwest)(?:ern)?)[ -]+)+",
    re.IGNORECASE,
)
_OF = {
    "admin1": "province|state|region|governorate|county|department|district|republic|prefecture",
    "admin2": "county|co|district|municipality|parish|township|borough|province",
    "city": "city|town|village|municipality|township|borough|port",
    "country": "republic|kingdom|state|nation|commonwealth|sultanate|emirate",
    "island": "island|isle",
    "river": "river",
    "lake": "lake",
}
_AFTER = {
    **_OF,
    "admin1": f"{_OF['admin1']}|oblast|krai|canton|emirate|voivodeship|territory",
    "city": f"{_OF['city']}|twp|metro|metro area|metropolitan area|area",
}
_LARGE = 100_000
_WIDE = frozenset({"country", "admin1", "region", "continent", "island", "sea", "ocean", "area"})
_NO_PLACE = frozenset({"demonym", "metonym"})
_FACTOR = 0.8


@lru_cache(maxsize=2_048)
def longer(name: str) -> tuple[Named, ...]:
    """Give the features that a name says more of than their own name, best first.

    Parameters
    ----------
    name : str
        A name as written, such as "Town of Groton", "Aleppo Province" or "North Dallas".

    Returns
    -------
    tuple of Named
        All marked ``part``. Where the name says the kind, features of that kind alone; where it
        says a part, countries, units, wide areas and places of 100,000 and more, and what else
        bears their name. Empty where the name is of neither form.

    Notes
    -----
    For names that `geo.gazetteer.candidates` does not know as they are: "South Dakota" is no part.

    Examples
    --------
    >>> longer("North Dallas")[0].feature.admin1
    'Texas'
    >>> longer("Aleppo Province")[0].feature.kind
    'admin1'
    """
    key = normalise(name)
    if " " not in key:
        return ()
    for kinds, rest in _kinds_said(key):
        found = [n for n in candidates(rest) if n.feature.kind in kinds]
        if found:
            return _marked(found)
    match = _PART.match(name)
    if match:
        found = [n for n in candidates(name[match.end() :]) if n.how not in _NO_PLACE]
        if any(n.feature.kind in _WIDE or n.feature.population >= _LARGE for n in found):
            return _marked(found)
    return ()


def _kinds_said(key: str) -> list[tuple[set[str], str]]:
    """Say of what kinds a name declares its place to be, and what is left of the name."""
    said: dict[str, set[str]] = {}
    for words, before in ((_OF, True), (_AFTER, False)):
        for kind, nouns in words.items():
            shape = f"(?:{nouns}) of (.+)" if before else f"(.+) (?:{nouns})"
            match = re.fullmatch(shape, key)
            if match:
                said.setdefault(match.group(1), set()).add(kind)
    return [(kinds, rest) for rest, kinds in said.items()]


def _marked(found: list[Named]) -> tuple[Named, ...]:
    return tuple(n._replace(how="part", score=round(n.score * _FACTOR, 6)) for n in found)

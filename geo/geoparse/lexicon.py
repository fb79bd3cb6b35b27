"""The gazetteer as the recogniser sees it: one small class for each name."""

from __future__ import annotations

from functools import lru_cache

from geo.gazetteer import candidates, classes
from geo.geoparse.nouns import family
from geo.text import normalise

__all__ = ["NOTHING", "is_demonym", "is_metonym", "is_well_known", "named", "named_as_written"]

NOTHING = "-"
_FIRST = 4
_WELL_KNOWN = 4
_KIND = {
    "country": "C",
    "region": "R",
    "admin1": "A",
    "admin2": "a",
    "city": "p",
    "sea": "W",
    "river": "r",
    "lake": "l",
    "island": "I",
    "mountain": "T",
    "desert": "T",
    "airfield": "F",
}
_HOW = {
    "name": "",
    "alternate": "q",
    "short": "q",
    "abbreviation": "b",
    "demonym": "D",
    "metonym": "M",
}


@lru_cache(maxsize=65_536)
def named(key: str, raw: str = "") -> str:
    """Say in two or three letters what the best known bearer of a name is.

    Parameters
    ----------
    key : str
        What `geo.text.normalise` gave.
    raw : str
        The name as written, which abbreviations need; the key where empty.

    Returns
    -------
    str
        A letter for its kind, one for how it bears the name, a digit for how well it is known;
        ``-`` where the gazetteer has no such name.

    Examples
    --------
    >>> named("syria"), named("no such name")
    ('C9', '-')
    """
    if not classes(key):
        return NOTHING
    found = candidates(raw or key)
    if not found:
        return NOTHING
    best = found[0]
    if any(other.how == "metonym" for other in found[:_FIRST]):
        return f"{_KIND[family(best.feature.kind)]}M{int(best.score * 10)}"
    return f"{_KIND[family(best.feature.kind)]}{_HOW[best.how]}{int(best.score * 10)}"


def named_as_written(name: str) -> str:
    """Say what the best known bearer of a name is, as `named` does.

    Parameters
    ----------
    name : str
        The name as written.

    Returns
    -------
    str
        What `named` says of it.

    Examples
    --------
    >>> named_as_written("Syria"), named_as_written("No Such Name")
    ('C9', '-')
    """
    return named(normalise(name), name)


def is_demonym(name: str) -> bool:
    """Say whether a class is that of a people or of an adjective.

    Parameters
    ----------
    name : str
        What `named` gave.

    Returns
    -------
    bool
        True for "Syrian", false for "Syria".
    """
    return "D" in name


def is_metonym(name: str) -> bool:
    """Say whether a class is that of a building or seat that stands for a government.

    Parameters
    ----------
    name : str
        What `named` gave.

    Returns
    -------
    bool
        True where the best known bearer is such.
    """
    return "M" in name


def is_well_known(name: str) -> bool:
    """Say whether a class is that of a place, and of none smaller than a town.

    Parameters
    ----------
    name : str
        What `named` gave.

    Returns
    -------
    bool
        False for an adjective, a hamlet and no name at all.

    Examples
    --------
    >>> is_well_known(named("syria")), is_well_known(named("syrian"))
    (True, False)
    """
    return name[-1].isdigit() and int(name[-1]) >= _WELL_KNOWN and not is_demonym(name)

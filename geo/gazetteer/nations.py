"""Countries by code or name."""

from __future__ import annotations

from functools import lru_cache

from geo.errors import UnknownName
from geo.gazetteer.feature import Feature
from geo.gazetteer.names import candidates
from geo.gazetteer.store import embedded
from geo.text import one_line

__all__ = ["code_of", "countries", "country"]


@lru_cache(maxsize=1)
def countries() -> tuple[Feature, ...]:
    """List every country and dependent territory with an ISO 3166-1 code, and Kosovo.

    Returns
    -------
    tuple of Feature
        In the order of their codes.

    Examples
    --------
    >>> [c.name for c in countries() if c.country in {"PS", "TW", "XK"}]
    ['Palestine', 'Taiwan', 'Kosovo']
    """
    layer = embedded()
    rows = layer.meta["countries"]
    return tuple(layer.make(rows[code]) for code in sorted(rows))


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Feature]:
    return {c.country: c for c in countries()}


def country(code_or_name: str) -> Feature:
    """Give a country.

    Parameters
    ----------
    code_or_name : str
        ISO 3166-1 alpha-2 or alpha-3 code in capitals, or a name or alias.

    Returns
    -------
    Feature
        The country.

    Raises
    ------
    UnknownName
        Where there is none of that code or name.

    Examples
    --------
    >>> country("SY").name, country("Ivory Coast").country
    ('Syria', 'CI')
    """
    found = _by_code().get(code_or_name)
    if found is not None:
        return found
    for named in candidates(code_or_name):
        if named.feature.kind == "country" and named.how not in {"demonym", "metonym"}:
            return named.feature
    raise UnknownName(f"no country {one_line(code_or_name)!r}")


def code_of(code_or_name: str) -> str:
    """Give the ISO code of a country.

    Parameters
    ----------
    code_or_name : str
        As for `country`.

    Returns
    -------
    str
        The alpha-2 code.

    Raises
    ------
    UnknownName
        Where there is none of that code or name.
    """
    return country(code_or_name).country

"""World news: where the cities of a text lie in many countries, each is the best known so called.

Half of what the rankers learnt from is local papers, in which the famous bearer of a name is
seldom meant and places lie close together. Where they lie all over the earth, how near an option
is to the others says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from geo.geoparse.blocks import FAMILIES, PRIOR, STATIC, Block, around

__all__ = ["best_known", "is_of_the_world"]

_COUNTRY, _CITY, _ADMIN1 = (FAMILIES.index(name) for name in ("country", "city", "admin1"))
_KINDS = {_COUNTRY, _CITY}
_OWN_NAME = STATIC.index("name")
_LEAST_KNOWN = 0.65
_COUNTRIES = 4
_SHARE_MOST = 2 / 3
_CLEAR = 0.04


def is_of_the_world(taken: Iterable[tuple[str, Block, int]]) -> bool:
    """Say whether a text names cities of many countries, and not most of them of one.

    Parameters
    ----------
    taken : iterable of (str, Block, int)
        The names of the text, their options, and which is the best by its score.

    Returns
    -------
    bool
        True for four countries and more.
    """
    countries = {
        name: int(own.country[i])
        for name, own, i in taken
        if own.family[i] == _CITY and own.static[i, PRIOR] > _LEAST_KNOWN
    }
    counts = Counter(countries.values())
    return len(counts) >= _COUNTRIES and max(counts.values()) <= _SHARE_MOST * len(countries)


def best_known(own: Block, top: int) -> int | None:
    """Give what a name means to a reader anywhere, where that is clear.

    Parameters
    ----------
    own : Block
        The options of the name.
    top : int
        The one that the rest of the evidence is for.

    Returns
    -------
    int or None
        `top` where it is the best known or at the same place; another city or country that is
        clearly better known; None where none is. States and provinces are no rivals to a city
        (Washington), and a country is none to them (Georgia).
    """
    prior = own.static[:, PRIOR]
    best = int(prior.argmax())
    near = around(own, best)
    state = own.family[top] == _ADMIN1
    if own.family[best] not in ({_CITY} if state else _KINDS):
        return None
    if not (own.static[best, _OWN_NAME] > 0.0 or near.all()):
        return None
    rivals = ~near & (own.family != _ADMIN1)
    if prior[best] < prior[rivals].max(initial=0.0) + _CLEAR:
        return None
    return top if near[top] else best

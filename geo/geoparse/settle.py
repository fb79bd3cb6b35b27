"""Which of several records of one name is meant: city, province, or the air base beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.blocks import FAMILIES, KNOWN, PRIOR, STATIC, Block, close_to
from geo.geoparse.mention import Mention
from geo.geoparse.nearby import listed
from geo.geoparse.options import BASE_STEP

__all__ = ["among_cities", "settle"]

Floats = NDArray[np.float32]

_COUNTRY, _ADMIN1, _ADMIN2, _CITY, _AIRFIELD = (
    FAMILIES.index(name) for name in ("country", "admin1", "admin2", "city", "airfield")
)
_STEP = STATIC.index("step")
_SHORT = STATIC.index("short")
_SPELLING = STATIC.index("same spelling")
_BY_THE_WAY = [STATIC.index("short"), STATIC.index("alternate")]
_STATES = [STATIC.index(f"in {c}") for c in ("the United States", "Canada", "Australia")]
_SEAT_KM = 75.0
_STATE_KM = 20.0
_PROVINCE_KM = 150.0
_SAME_AREA_KM = 300.0
_TOWN = 4.0
_NAMESAKE_KM = 25.0
_MARGIN = 3.0
_LITTLE = 1.0


def among_cities(found: Sequence[Mention], families: Sequence[int]) -> frozenset[str]:
    """Find the names that stand in lists with cities, and in none with countries.

    Parameters
    ----------
    found : sequence of Mention
        The mentions of a document.
    families : sequence of int
        Family of the best option of each, as in `Block`; -1 for none.

    Returns
    -------
    frozenset of str
        The names, "Djibouti" in "flew from Nairobi to Djibouti".
    """
    beside: dict[str, set[int]] = {}
    for k in range(len(found) - 1):
        if listed(found, k):
            beside.setdefault(found[k].text, set()).add(families[k + 1])
            beside.setdefault(found[k + 1].text, set()).add(families[k])
    return frozenset(
        name for name, near in beside.items() if _CITY in near and _COUNTRY not in near
    )


def settle(mention: Mention, block: Block, scores: Floats, cities: frozenset[str]) -> int:
    """Choose among the options of a mention.

    Parameters
    ----------
    mention : Mention
        The mention.
    block : Block
        Its options.
    scores : ndarray of float32, shape (n,)
        Log-odds of each.
    cities : frozenset of str
        What `among_cities` found in the document.

    Returns
    -------
    int
        The option chosen: the best by its score, unless the words beside the name say of what
        kind it is. Where they say nothing, the city is meant rather than the province around it.
        A story is datelined from a city, not from its country, and a name among cities is not
        that of the country around one, nor of a state far from it: Washington.

    Notes
    -----
    The corpora count a place within 161 km as right, so the ranker cannot learn to tell a city
    from its province; the words of the text can.
    """
    best = _nation_first(block, int(scores.argmax()))
    family = block.family[best]
    there = _field(block, scores, best) if mention.base else None
    if family == _COUNTRY and mention.dateline:
        there = _best(scores, _cities_of(block, best) & (block.static[:, 0] > _TOWN))
    elif family == _COUNTRY and mention.text in cities and not mention.hint:
        own = (block.static[:, _SPELLING] > 0.0) & (block.static[:, PRIOR] > KNOWN)
        own &= ~close_to(block, best, _NAMESAKE_KM)
        there = _best(scores, _cities_of(block, best) & own)
    elif there is not None:
        return there
    elif mention.hint:
        there = _of_kind(mention.hint, block, scores, best)
    elif family in {_ADMIN2, _AIRFIELD} and block.static[best, _BY_THE_WAY].any():
        there = _better_known(mention, block, scores, best)
    elif family == _ADMIN1 and not mention.part:
        there = _seat(block, scores, best, among=mention.text in cities)
    return best if there is None else there


def _cities_of(block: Block, best: int) -> NDArray[np.bool_]:
    """Say which options are cities in the country of another."""
    made: NDArray[np.bool_] = (block.family == _CITY) & (block.country == block.country[best])
    return made


def _field(block: Block, scores: Floats, best: int) -> int | None:
    """Give the air base that is said to be at a place."""
    field = (block.family == _AIRFIELD) & close_to(block, best, _SEAT_KM)
    return _best(scores, field & (block.static[:, _STEP] == BASE_STEP))


def _of_kind(hint: str, block: Block, scores: Floats, best: int) -> int | None:
    """Give the option of the kind that the words beside the name tell."""
    wanted = block.family == FAMILIES.index(hint)
    own = wanted & (block.static[:, _SPELLING] > 0.0)
    wanted = own if own.any() else wanted
    if wanted[best]:
        return best
    close = close_to(block, best, _SAME_AREA_KM) & (block.country == block.country[best])
    return _best(scores, wanted & (close | (scores > scores[best] - _MARGIN)))


def _better_known(mention: Mention, block: Block, scores: Floats, best: int) -> int | None:
    """Give what a name means that a county or an airfield bears only by the way."""
    there = _best(scores, (block.family == _CITY) & close_to(block, best, _SEAT_KM))
    if there is None and mention.link not in {"and", "comma"}:
        famous = (block.static[:, PRIOR] > KNOWN) & (scores > scores[best] - _LITTLE)
        there = _best(scores, famous & ~block.static[:, _BY_THE_WAY].any(axis=1))
    return there


def _seat(block: Block, scores: Floats, best: int, *, among: bool) -> int | None:
    """Give the city that a province or state is named after; among cities a better known one."""
    if among:
        known = block.static[:, PRIOR] > block.static[best, PRIOR]
        known &= _cities_of(block, best) & (block.static[:, _SPELLING] > 0.0)
        if known.any():
            return _best(scores, known)
    seat = _cities_of(block, best) & (block.static[:, 0] > _TOWN) & (block.static[:, _SHORT] == 0)
    if block.static[best, _STATES].any():
        return _best(scores, seat & close_to(block, best, _STATE_KM))
    same = block.admin1 == block.admin1[best]
    return _best(scores, seat & (close_to(block, best, _PROVINCE_KM) | same))


def _nation_first(block: Block, best: int) -> int:
    """Put a country before a village in it of the same name: Kazakhstan."""
    if block.family[best] != _CITY or block.static[best, PRIOR] > KNOWN:
        return best
    nation = (block.family == _COUNTRY) & (block.country == block.country[best])
    nation &= block.static[:, _SPELLING] > 0.0
    return int(nation.argmax()) if nation.any() else best


def _best(scores: Floats, allowed: NDArray[np.bool_]) -> int | None:
    if not allowed.any():
        return None
    return int(np.where(allowed, scores, -np.inf).argmax())

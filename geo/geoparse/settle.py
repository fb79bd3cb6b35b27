"""Which of several records of one name is meant: city, province, or the air base beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.blocks import EARTH_KM, FAMILIES, KNOWN, PRIOR, STATIC, Block
from geo.geoparse.mention import Mention
from geo.geoparse.options import BASE_STEP

__all__ = ["settle"]

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
_MARGIN = 3.0
_LITTLE = 1.0


def settle(mention: Mention, block: Block, scores: Floats) -> int:
    """Choose among the options of a mention.

    Parameters
    ----------
    mention : Mention
        The mention.
    block : Block
        Its options.
    scores : ndarray of float32, shape (n,)
        Log-odds of each.

    Returns
    -------
    int
        The option chosen: the best by its score, unless the words beside the name say of what
        kind it is. Where they say nothing, the city is meant rather than the province around it.
        A story is datelined from a city, not from its country.

    Notes
    -----
    The corpora count a place within 161 km as right, so the ranker cannot learn to tell a city
    from its province; the words of the text can.
    """
    best = int(scores.argmax())
    near = block.place @ block.place[best]
    if mention.dateline and block.family[best] == _COUNTRY:
        own = (block.family == _CITY) & (block.country == block.country[best])
        there = _best(scores, own & (block.static[:, 0] > _TOWN))
        return best if there is None else there
    if mention.base:
        field = (block.family == _AIRFIELD) & _within(near, _SEAT_KM)
        there = _best(scores, field & (block.static[:, _STEP] == BASE_STEP))
        if there is not None:
            return there
    if mention.hint:
        wanted = block.family == FAMILIES.index(mention.hint)
        own = wanted & (block.static[:, _SPELLING] > 0.0)
        wanted = own if own.any() else wanted
        if wanted[best]:
            return best
        close = _within(near, _SAME_AREA_KM) & (block.country == block.country[best])
        close |= scores > scores[best] - _MARGIN
        there = _best(scores, wanted & close)
        return best if there is None else there
    if block.family[best] in {_ADMIN2, _AIRFIELD} and block.static[best, _BY_THE_WAY].any():
        there = _best(scores, (block.family == _CITY) & _within(near, _SEAT_KM))
        if there is None and mention.link not in {"and", "comma"}:
            famous = (block.static[:, PRIOR] > KNOWN) & (scores > scores[best] - _LITTLE)
            there = _best(scores, famous & ~block.static[:, _BY_THE_WAY].any(axis=1))
        return best if there is None else there
    if block.family[best] == _ADMIN1 and not mention.part:
        seat = (block.family == _CITY) & (block.country == block.country[best])
        seat &= (block.static[:, 0] > _TOWN) & (block.static[:, _SHORT] == 0)
        if block.static[best, _STATES].any():
            seat &= _within(near, _STATE_KM)
        else:
            seat &= _within(near, _PROVINCE_KM) | (block.admin1 == block.admin1[best])
        there = _best(scores, seat)
        return best if there is None else there
    return best


def _within(cosine: Floats, km: float) -> NDArray[np.bool_]:
    made: NDArray[np.bool_] = cosine > np.cos(km / EARTH_KM)
    return made


def _best(scores: Floats, allowed: NDArray[np.bool_]) -> int | None:
    if not allowed.any():
        return None
    return int(np.where(allowed, scores, -np.inf).argmax())

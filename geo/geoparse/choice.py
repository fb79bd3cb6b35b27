"""The choice among the options of each mention, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.blocks import EARTH_KM, KNOWN, NEAR_KM, PRIOR, STATIC, Block, around, close_to
from geo.geoparse.capitals import is_capital
from geo.geoparse.evidence import COLUMNS, shares
from geo.geoparse.mention import Mention
from geo.geoparse.nearby import IN_COUNTRY, IN_UNIT
from geo.geoparse.reasons import reason
from geo.geoparse.resolver import Resolution
from geo.geoparse.settle import among_cities, settle
from geo.geoparse.toponym import Candidate
from geo.geoparse.world import best_known, is_of_the_world

__all__ = ["Choice", "choose"]

Floats = NDArray[np.float32]
_SAME_KM = 25.0
_SHOWN_MOST = 12
_METONYM_AMONG = 4
_UNSEEN = frozenset({"sea", "ocean", "strait", "historical"})
_UNSEEN_SURE = 0.8
_WIDE = frozenset(
    "country continent region area desert mountain peninsula island river lake admin1".split()
)
_WIDE_SURE = 0.65
_ALONE = 0.9
_FAMOUS_SURE = 0.6
_ONLY_SURE = 0.5
_UNSURE = 0.25
_FAR_AHEAD = 0.06
_FAMOUS_UNSURE = 0.5
_WORLD_SURE = 0.8
_CONTAINED = [
    COLUMNS.index(f"container {how}") for how in ("after comma", "in brackets", "after in")
]
_TOLD = [COLUMNS.index(name) for name in ("unit named", "container anywhere")]
_OWN_NAME, _SPELLING = STATIC.index("name"), STATIC.index("same spelling")
_ALTERNATE = STATIC.index("alternate")
_INSIDE_SURE = 0.7
_LITTLE = 3.0
_FAMOUS = 0.75
_HAMLET = 0.4
_MOSTLY = 0.4
_AHEAD = 0.1


@dataclass(frozen=True, slots=True)
class Choice:
    """What a mention was taken for.

    Attributes
    ----------
    candidates : tuple of Candidate
        Best first, empty where the gazetteer has none.
    confidence : float
        Probability that the first is right.
    how : str
        How the name belongs to it.
    reason : str
        Why it.
    """

    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0
    how: str = ""
    reason: str = ""


def choose(found: Sequence[Mention], weighed: Resolution) -> list[Choice]:
    """Choose the feature of each mention of a document.

    Parameters
    ----------
    found : sequence of Mention
        The mentions, in order.
    weighed : Resolution
        Their options, scored.

    Returns
    -------
    list of Choice
        One a mention.
    """
    known, scores = weighed.known, weighed.scores
    share = shares(scores, known.starts)
    cities = among_cities(found, _families(weighed))
    first: dict[int, Mention] = {}
    for mention, r in zip(found, known.reading, strict=True):
        first.setdefault(r, mention)
    linked = np.any(known.rows[:, _CONTAINED] > 0.0, axis=1)
    own: dict[int, _Weighed] = {}
    told: dict[str, set[str]] = {}
    for r, mention in first.items():
        span = slice(int(known.starts[r]), int(known.starts[r + 1]))
        own[r] = _Weighed(
            known.blocks[r], scores[span], share[span], known.rows[span], linked[span], cities
        )
        if _contained(own[r]).any():
            top, _ = _top(mention, own[r], float(weighed.sure[r]), set())
            told.setdefault(mention.text, set()).add(own[r].block.options[top].feature.id)
    world = is_of_the_world(
        (first[r].text, w.block, int(w.scores.argmax())) for r, w in own.items() if len(w.scores)
    )
    own = {r: replace(w, world=world) for r, w in own.items()} if world else own
    made = {
        r: _choice(mention, own[r], float(weighed.sure[r]), told.get(mention.text, set()))
        for r, mention in first.items()
    }
    return [made[r] for r in known.reading]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The options of one reading with what they scored."""

    block: Block
    scores: Floats
    shares: Floats
    rows: Floats
    linked: NDArray[np.bool_]
    cities: frozenset[str]
    world: bool = False


def _families(weighed: Resolution) -> list[int]:
    """Give the family of the best option of each mention, -1 where it has none."""
    known, scores = weighed.known, weighed.scores
    best = [
        int(block.family[scores[start:end].argmax()]) if end > start else -1
        for block, (start, end) in zip(known.blocks, pairwise(known.starts.tolist()), strict=True)
    ]
    return [best[r] for r in known.reading]


def _choice(mention: Mention, weighed: _Weighed, sure: float, told: set[str]) -> Choice:
    block = weighed.block
    if not block.options:
        return Choice()
    score, share = weighed.scores, weighed.shares.tolist()
    top, sure = _top(mention, weighed, sure, told)
    order = [top, *(i for i in np.argsort(-score, kind="stable").tolist() if i != top)]
    twins = _twins(block).tolist()
    kept: list[int] = []
    mass: list[float] = []
    for i in order:
        like = twins[i]
        for j, k in enumerate(kept):
            if like[k]:
                mass[j] += share[i]
                break
        else:
            if len(kept) < _SHOWN_MOST:
                kept.append(i)
                mass.append(share[i])
    rest = max(sum(mass[1:]), 1e-9)
    chances = [sure] + [(1.0 - sure) * m / rest * min(1.0, rest * 4.0) for m in mass[1:]]
    made = tuple(
        Candidate(block.options[i].feature, round(min(chance, sure), 3), reason(weighed.rows[i]))
        for i, chance in zip(kept, chances, strict=True)
    )
    how = block.options[top].how
    if not mention.placed and any(o.how == "metonym" for o in block.options[:_METONYM_AMONG]):
        how = "metonym"
    return Choice(made, sure, how, "; ".join(made[0].reasons))


def _top(mention: Mention, weighed: _Weighed, sure: float, told: set[str]) -> tuple[int, float]:
    """Give the option taken and how sure that is; `told` holds what the text says outright."""
    block = weighed.block
    famous = None if mention.hint else _famous(weighed, sure)
    if famous is None:
        top = settle(mention, block, weighed.scores, weighed.cities)
    else:
        top, sure = famous, _FAMOUS_UNSURE
    if weighed.world and not (mention.hint or told or weighed.linked[top]):
        there = best_known(block, top)
        top, sure = (top, sure) if there is None else (there, max(sure, _WORLD_SURE))
    inside = _inside(weighed, top)
    if inside is None and len(told) == 1:
        inside = next((i for i, o in enumerate(block.options) if o.feature.id in told), None)
    if inside is not None and _loses_by_little(weighed, inside, top):
        top, sure = inside, max(sure, _INSIDE_SURE)
    elif weighed.linked[top] and _within(weighed, top):
        sure = max(sure, _INSIDE_SURE)
    near = around(block, top)
    floor = _least_sure(weighed, top, near)
    return top, max(sure, floor, _ONLY_SURE if near.all() else 0.0)


def _contained(weighed: _Weighed) -> NDArray[np.bool_]:
    """Say which options lie inside the area named after the name: "Tripoli, Lebanon".

    Of those in a country the known ones, of those in its state or province all that are called so.
    """
    if not weighed.linked.any():
        return weighed.linked
    inside, static = weighed.rows[:, _CONTAINED], weighed.block.static
    known = weighed.linked & (static[:, PRIOR] > KNOWN)
    called = (static[:, _OWN_NAME] > 0.0) & (static[:, _SPELLING] > 0.0)
    made: NDArray[np.bool_] = known | (called & (inside == IN_UNIT).any(axis=1))
    return made


def _within(weighed: _Weighed, top: int) -> bool:
    """Say whether an option lies in the country or unit named after the name."""
    return bool(np.isin(weighed.rows[top, _CONTAINED], (IN_COUNTRY, IN_UNIT)).any())


def _inside(weighed: _Weighed, top: int) -> int | None:
    """Give the best option inside the area named after the name, where `top` is not in it."""
    said = _contained(weighed)
    if said[top] or not said.any():
        return None
    return int(np.where(said, weighed.scores, -np.inf).argmax())


def _loses_by_little(weighed: _Weighed, inside: int, top: int) -> bool:
    """Say whether an option inside the area named stands to be put before one that is not in it."""
    if close_to(weighed.block, top, NEAR_KM)[inside]:
        return False
    return bool(weighed.scores[inside] > weighed.scores[top] - _LITTLE)


def _famous(weighed: _Weighed, sure: float) -> int | None:
    """Give the option that is by far the best known, where that is what to take.

    It is where nothing else tells. A capital is not taken for a hamlet either, nor for a town
    that bears its name by the way: a story from Khartoum that names Riyadh means the city and not
    the suburb, one from Warsaw that names Minsk not Mińsk Mazowiecki.
    """
    block, own = weighed.block, weighed.rows[int(weighed.scores.argmax())]
    prior = block.static[:, PRIOR]
    best = int(prior.argmax())
    if block.static[best, _OWN_NAME] <= 0.0:
        return None
    feature = block.options[best].feature
    hamlet = own[PRIOR] < _HAMLET and own[_SPELLING] > 0.0
    by_the_way = own[_ALTERNATE] > 0.0
    lesser = (hamlet or by_the_way) and (own[_CONTAINED] <= 0.0).all()
    if lesser and is_capital(feature.name, feature.country):
        return best
    if sure >= _UNSURE or (own[_TOLD] > 0.0).any():
        return None
    rival = prior[~close_to(block, best, NEAR_KM)].max(initial=0.0)
    return best if prior[best] >= rival + _FAR_AHEAD else None


def _least_sure(weighed: _Weighed, top: int, near: NDArray[np.bool_]) -> float:
    """Give the least confidence in a place of which the corpora cannot tell.

    Annotators put the point of a wide area each in another spot, and so the judge takes a country
    that is beyond doubt for a likely error; kinds that the corpora lack it has never seen; and
    half of the corpora is local papers, where the famous bearer of a name is seldom meant. A name
    that only one place bears, or one far better known than all others, is seldom another's.
    """
    block = weighed.block
    kind, prior = block.options[top].feature.kind, block.static[:, PRIOR]
    share = float(weighed.shares[near].sum())
    if kind in _UNSEEN:
        return _UNSEEN_SURE
    if kind in _WIDE and share > _ALONE:
        return _WIDE_SURE
    famous = prior[top] > _FAMOUS and share > _MOSTLY
    own = prior[top] > KNOWN and block.static[top, _OWN_NAME] > 0.0
    ahead = own and prior[top] > prior[~near].max(initial=0.0) + _AHEAD
    return _FAMOUS_SURE if famous or ahead else 0.0


def _twins(block: Block) -> NDArray[np.bool_]:
    """Say which pairs of records are of one place."""
    like = block.family[:, None] == block.family[None]
    made: NDArray[np.bool_] = like & (block.place @ block.place.T > np.cos(_SAME_KM / EARTH_KM))
    return made

"""Evidence from the words and the mentions beside a mention."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.blocks import EARTH_KM, FAMILIES, KNOWN, PRIOR, Block
from geo.geoparse.mention import Mention

__all__ = ["IN_COUNTRY", "IN_TOWN", "IN_UNIT", "NEARBY", "listed", "one_sense", "weigh_nearby"]

Floats = NDArray[np.float32]

NEARBY = (
    "hint agrees", "part", "base", "taken for demonym", "dateline", "container after comma",
    "container in brackets", "container after in", "container near", "container before",
    "beside in a list", "container anywhere", "kind named anywhere", "after a preposition",
)  # fmt: skip
IN_COUNTRY, IN_TOWN, IN_UNIT = 1.0, 2.0, 3.0
"""What an option lies in: the country, the county or city, or the province or state named."""

_COUNTRY, _REGION, _ADMIN1, _ADMIN2, _CITY = (
    FAMILIES.index(name) for name in ("country", "region", "admin1", "admin2", "city")
)
_AREAS_MOST = 6
_TOWN_KM = 60.0
_COLUMN = {"comma": 5, "bracket": 6, "in": 7, "near": 8, "part": 8}


def weigh_nearby(found: Sequence[Mention], blocks: Sequence[Block], k: int) -> Floats:
    """Weigh the options of a mention by what stands beside it.

    Parameters
    ----------
    found : sequence of Mention
        The mentions of a document.
    blocks : sequence of Block
        Their options.
    k : int
        Which mention.

    Returns
    -------
    ndarray of float32, shape (options, len(NEARBY))
        Evidence; the columns that gather from the whole document are zero.
    """
    m, b = found[k], blocks[k]
    made = np.zeros((len(b.options), len(NEARBY)), np.float32)
    if not len(made):
        return made
    if m.hint:
        made[:, 0] = np.where(b.family == FAMILIES.index(m.hint), 1.0, -1.0)
    made[:, 1] = bool(m.part)
    made[:, 2] = bool(m.base)
    made[:, 3] = m.demonym
    made[:, 4] = m.dateline
    made[:, 13] = m.placed
    if m.link in _COLUMN and found[k + 1].text != m.text and not _equals(found, blocks, k):
        made[:, _COLUMN[m.link]] = _contained(b, blocks[k + 1], m.link)
    if k and found[k - 1].link in {"in", "near", "part"} and found[k - 1].text != m.text:
        made[:, 9] = _contained(b, blocks[k - 1], "near")
    for there, linked in ((k + 1, listed(found, k)), (k - 1, k > 0 and listed(found, k - 1))):
        if linked:
            made[:, 10] = np.maximum(made[:, 10], _beside(b, blocks[there]))
    return made


def listed(found: Sequence[Mention], k: int) -> bool:
    """Say whether a mention and the next are members of one list: "A and B", "A, B, C and D".

    Parameters
    ----------
    found : sequence of Mention
        The mentions of a document.
    k : int
        Which mention.

    Returns
    -------
    bool
        True for "from A to B" too.
    """
    if found[k].link != "comma":
        return found[k].link == "and"
    before = k > 0 and found[k - 1].link == "comma"
    return before or found[k + 1].link in {"comma", "and"}


def _equals(found: Sequence[Mention], blocks: Sequence[Block], k: int) -> bool:
    """Say whether the next name is a like one of a list, and not what this one lies in.

    "Mali, Niger, Nigeria and Togo" names no state of Nigeria, "Washington, London and Paris" no
    suburb of London; "Athens, Georgia, and Macon" does name a town of Georgia.
    """
    after = blocks[k + 1]
    if found[k].link != "comma" or not listed(found, k) or not after.options:
        return False
    kind = int(after.family[0])
    area = (after.family == _COUNTRY) | (after.family == _ADMIN1)
    if kind == _CITY and (area & (after.static[:, PRIOR] > KNOWN)).any():
        return False
    return kind in {_COUNTRY, _CITY} and bool((blocks[k].family == kind).any())


def _contained(inner: Block, outer: Block, link: str) -> Floats:
    """Say which options lie in what the other names, and what that is; -1 in none of it."""
    made = np.zeros(len(inner.options), np.float32)
    top = slice(0, _AREAS_MOST)
    kind, country, admin1 = outer.family[top], outer.country[top], outer.admin1[top]
    areas = (kind == _COUNTRY) | (kind == _ADMIN1) | (kind == _ADMIN2)
    if not areas.any() and (link != "comma" or not len(kind)):
        return made
    same_country = (inner.country[:, None] == country[None]) & (country != 0)[None]
    same_unit = (inner.admin1[:, None] == admin1[None]) & (admin1 != 0)[None]
    smaller = inner.family[:, None] > kind[None]
    by_country = (same_country & smaller & (kind == _COUNTRY)[None]).any(axis=1)
    by_unit = (same_unit & smaller & (kind == _ADMIN1)[None]).any(axis=1)
    close = inner.place @ outer.place[top].T > np.cos(_TOWN_KM / EARTH_KM)
    by_near = (close & ((kind == _ADMIN2) | (kind == _CITY))[None]).any(axis=1)
    made[by_country] = IN_COUNTRY
    made[by_near] = IN_TOWN
    made[by_unit] = IN_UNIT
    if areas.any() and made.any():
        made[made == 0] = -1.0
    return made


def _beside(one: Block, other: Block) -> Floats:
    """Say which options have a like one of the other near: 2 in one unit, 1 in one country."""
    made = np.zeros(len(one.options), np.float32)
    top = slice(0, _AREAS_MOST)
    if not len(other.options):
        return made
    like = one.family[:, None] == other.family[top][None]
    country = other.country[top]
    same = (one.country[:, None] == country[None]) & (country != 0)[None] & like
    made[same.any(axis=1)] = 1.0
    unit = other.admin1[top]
    close = (one.admin1[:, None] == unit[None]) & (unit != 0)[None] & like
    made[close.any(axis=1)] = 2.0
    both = like & (one.family == _COUNTRY)[:, None]
    made[both.any(axis=1)] = 2.0
    return made


def one_sense(near: Floats, names: Sequence[str], starts: NDArray[np.int64]) -> None:
    """Let the best evidence that a name has anywhere in the document count everywhere.

    Parameters
    ----------
    near : ndarray of float32, shape (options, len(NEARBY))
        Evidence of all readings; its gathering columns are filled.
    names : sequence of str
        Name of each reading.
    starts : ndarray of int64, shape (readings + 1,)
        Where the rows of each reading begin.
    """
    groups: dict[str, list[int]] = {}
    for r, name in enumerate(names):
        groups.setdefault(name, []).append(r)
    for members in groups.values():
        spans = [slice(int(starts[r]), int(starts[r + 1])) for r in members]
        if len({span.stop - span.start for span in spans}) > 1:
            for span in spans:
                near[span, 11] = near[span, 5:10].max(axis=1, initial=0.0)
                near[span, 12] = near[span, 0]
            continue
        inside = np.max([near[span, 5:10].max(axis=1) for span in spans], axis=0)
        kind = np.max([near[span, 0] for span in spans], axis=0)
        for span in spans:
            near[span, 11] = inside
            near[span, 12] = kind

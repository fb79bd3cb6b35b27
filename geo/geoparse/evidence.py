"""Evidence for each option of each mention: its name, its neighbours, the rest of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.blocks import EARTH_KM, FAMILIES, STATIC, Block, block
from geo.geoparse.mention import Mention

__all__ = ["COLUMNS", "Evidence", "evidence"]

Floats = NDArray[np.float32]

_LOCAL = (
    "hint agrees", "part", "base", "taken for demonym", "dateline", "container after comma",
    "container in brackets", "container after in", "container near", "container before",
    "beside in a list", "container anywhere", "kind named anywhere", "after a preposition",
)  # fmt: skip
_WIDE = (
    "country's share", "unit's share", "country named", "unit named", "within 30 km",
    "within 150 km", "within 600 km", "nearest", "nearest anchor", "mentions", "names",
    "first reading", "largest country's share", "in the largest country", "largest unit's share",
    "in the largest unit", "share of first place", "near the given place",
)  # fmt: skip
COLUMNS = STATIC + _LOCAL + _WIDE
_COUNTRY, _REGION, _ADMIN1, _ADMIN2, _CITY = (
    FAMILIES.index(name) for name in ("country", "region", "admin1", "admin2", "city")
)
_AREAS_MOST = 6
_ANCHORS_MOST = 60
_SCALES = (30.0, 150.0, 600.0)
_CONTAINER_COLUMN = {"comma": 5, "bracket": 6, "in": 7, "near": 8, "part": 8}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence of a document.

    Attributes
    ----------
    blocks : list of Block
        Options of each different reading of the document.
    reading : list of int
        For each mention, its reading: mentions of one name in one context share theirs.
    rows : ndarray of float32, shape (options, len(COLUMNS))
        Evidence, readings one after the other.
    starts : ndarray of int, shape (readings + 1,)
        Where the rows of each reading begin.
    """

    blocks: list[Block]
    reading: list[int]
    rows: Floats
    starts: NDArray[np.int64]


def evidence(found: Sequence[Mention], near: tuple[float, float] | None = None) -> Evidence:
    """Weigh all options of all mentions of a document.

    Parameters
    ----------
    found : sequence of Mention
        The mentions, in order.
    near : tuple of float or None
        Longitude and latitude of a place that the story is about or comes from.

    Returns
    -------
    Evidence
        One row an option.
    """
    blocks = [block(m) for m in found]
    local = [_local(found, blocks, k) for k in range(len(found))]
    readings: dict[tuple[str, str, str, str, str, bytes], int] = {}
    reading = []
    kept: list[int] = []
    for k, m in enumerate(found):
        key = (m.text, m.hint, m.noun, m.part, m.base, local[k].tobytes())
        if key not in readings:
            readings[key] = len(kept)
            kept.append(k)
        reading.append(readings[key])
    own = [blocks[k] for k in kept]
    sizes = [len(b.options) for b in own]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    rows = np.zeros((int(starts[-1]), len(COLUMNS)), np.float32)
    if len(rows):
        wide = len(STATIC) + len(_LOCAL)
        rows[:, : len(STATIC)] = np.concatenate([b.static for b in own])
        rows[:, len(STATIC) : wide] = np.concatenate([local[k] for k in kept])
        names = [found[k].text for k in kept]
        _one_sense(rows[:, len(STATIC) : wide], names, starts)
        counts = np.bincount(reading, minlength=len(kept))
        _wide(rows, own, names, starts, counts, near)
    return Evidence(own, reading, rows, starts)


def _local(found: Sequence[Mention], blocks: Sequence[Block], k: int) -> Floats:
    m, b = found[k], blocks[k]
    made = np.zeros((len(b.options), len(_LOCAL)), np.float32)
    if not len(made):
        return made
    if m.hint:
        agrees = b.family == FAMILIES.index(m.hint)
        made[:, 0] = np.where(agrees, 1.0, -1.0)
    made[:, 1] = bool(m.part)
    made[:, 2] = bool(m.base)
    made[:, 3] = m.demonym
    made[:, 4] = m.dateline
    made[:, 13] = m.placed
    if m.link in _CONTAINER_COLUMN and found[k + 1].text != m.text:
        made[:, _CONTAINER_COLUMN[m.link]] = _contained(b, blocks[k + 1], m.link)
    if k and found[k - 1].link in {"in", "near", "part"} and found[k - 1].text != m.text:
        made[:, 9] = _contained(b, blocks[k - 1], "near")
    for there, linked in ((k + 1, m.link == "and"), (k - 1, k > 0 and found[k - 1].link == "and")):
        if linked:
            made[:, 10] = np.maximum(made[:, 10], _beside(b, blocks[there]))
    return made


def _contained(inner: Block, outer: Block, link: str) -> Floats:
    """Say which options lie in what the other names: 3 its unit, 2 county or city, 1 country."""
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
    close = inner.place @ outer.place[top].T > np.cos(60.0 / EARTH_KM)
    by_near = (close & ((kind == _ADMIN2) | (kind == _CITY))[None]).any(axis=1)
    made[by_country] = 1.0
    made[by_near] = 2.0
    made[by_unit] = 3.0
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


def _one_sense(local: Floats, names: Sequence[str], starts: NDArray[np.int64]) -> None:
    """Let the best evidence that a name has anywhere in the document count everywhere."""
    groups: dict[str, list[int]] = {}
    for r, name in enumerate(names):
        groups.setdefault(name, []).append(r)
    for members in groups.values():
        sizes = {int(starts[r + 1] - starts[r]) for r in members}
        spans = [slice(int(starts[r]), int(starts[r + 1])) for r in members]
        if len(sizes) > 1:
            for span in spans:
                local[span, 11] = local[span, 5:10].max(axis=1, initial=0.0)
                local[span, 12] = local[span, 0]
            continue
        inside = np.max([local[span, 5:10].max(axis=1) for span in spans], axis=0)
        kind = np.max([local[span, 0] for span in spans], axis=0)
        for span in spans:
            local[span, 11] = inside
            local[span, 12] = kind


def _wide(
    rows: Floats,
    own: Sequence[Block],
    names: Sequence[str],
    starts: NDArray[np.int64],
    counts: NDArray[np.int64],
    near: tuple[float, float] | None,
) -> None:
    """Fill the columns that need the whole document."""
    base = len(STATIC)
    wide = base + len(_LOCAL)
    sizes = np.diff(starts)
    which = np.repeat(np.arange(len(own)), sizes)
    index = {name: i for i, name in enumerate(dict.fromkeys(names))}
    name = np.array([index[n] for n in names])[which]
    country = np.concatenate([b.country for b in own])
    admin1 = np.concatenate([b.admin1 for b in own])
    kind = np.concatenate([b.family for b in own])
    place = np.concatenate([b.place for b in own])
    weight = np.minimum(counts, 4)[which].astype(np.float64) ** 0.5
    first = _first_reading(rows, which, len(own))
    mass = first * weight
    total = max(float(mass.sum()), 1e-9)
    rows[:, wide + 0] = _share(country, name, mass, total)
    rows[:, wide + 1] = _share(admin1, name, mass, total)
    is_country, is_unit = kind == _COUNTRY, kind == _ADMIN1
    rows[:, wide + 2] = _share(country, name, mass * is_country, total)
    rows[:, wide + 3] = _share(admin1, name, mass * is_unit, total)
    _distances(rows, wide + 4, place, name, mass)
    rows[:, wide + 9] = np.log1p(counts)[which]
    rows[:, wide + 10] = np.log1p(len(index))
    rows[:, wide + 11] = first
    for column, code in ((12, country), (14, admin1)):
        keys, where = np.unique(code, return_inverse=True)
        sums = np.bincount(where, weights=np.where(code != 0, mass, 0.0), minlength=len(keys))
        rows[:, wide + column] = sums.max() / total
        rows[:, wide + column + 1] = keys[sums.argmax()] == code
    rows[:, wide + 16] = 1.0 - which / max(len(own), 1)
    if near is not None:
        lon, lat = np.radians(near[0]), np.radians(near[1])
        there = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
        km = EARTH_KM * np.arccos(np.clip(place @ there, -1.0, 1.0))
        rows[:, wide + 17] = np.exp(-km / 300.0)


def _first_reading(rows: Floats, which: NDArray[np.int64], n: int) -> NDArray[np.float64]:
    """Guess each option's probability from its prior and from what contains it by the text."""
    base = len(STATIC)
    score = (
        9.0 * rows[:, 2]
        + 1.5 * rows[:, base + 11]
        + 1.5 * rows[:, base + 12]
        + 3.0 * rows[:, 18] * (2.0 * rows[:, base + 3] - 1.0)
    ).astype(np.float64)
    best = np.full(n, -np.inf)
    np.maximum.at(best, which, score)
    e = np.exp(score - best[which])
    made: NDArray[np.float64] = e / np.bincount(which, weights=e, minlength=n)[which]
    return made


def _share(
    code: NDArray[np.int64], name: NDArray[np.int64], mass: NDArray[np.float64], total: float
) -> NDArray[np.float64]:
    """For each option, how much of the rest of the document lies in its country or unit."""
    _, where = np.unique(code, return_inverse=True)
    all_of = np.bincount(where, weights=mass)[where]
    pair = where * (int(name.max()) + 1) + name
    _, at = np.unique(pair, return_inverse=True)
    of_own = np.bincount(at, weights=mass)[at]
    made: NDArray[np.float64] = np.where(code != 0, (all_of - of_own) / total, 0.0)
    return made


def _distances(
    rows: Floats,
    column: int,
    place: Floats,
    name: NDArray[np.int64],
    mass: NDArray[np.float64],
) -> None:
    """Fill how near the document's surest points lie, at three scales, and the nearest of all."""
    anchors = np.argsort(-mass, kind="stable")[:_ANCHORS_MOST]
    cosine = np.clip(place @ place[anchors].T, -1.0, 1.0)
    km = (EARTH_KM * np.arccos(cosine)).astype(np.float32)
    other = name[:, None] != name[anchors][None]
    weight = mass[anchors].astype(np.float32)[None] * other
    for shift, scale in enumerate(_SCALES):
        rows[:, column + shift] = (weight * np.exp(-km / scale)).sum(axis=1)
    far = np.where(other, km, 20_000.0)
    rows[:, column + 3] = np.log10(far.min(axis=1, initial=20_000.0) + 1.0)
    sure = np.where(other & (mass[anchors] > 0.6)[None], km, 20_000.0)
    rows[:, column + 4] = np.log10(sure.min(axis=1, initial=20_000.0) + 1.0)

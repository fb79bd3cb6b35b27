"""Evidence from the whole document: where the rest of it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.blocks import EARTH_KM, FAMILIES, STATIC, Block
from geo.geoparse.borrowed import WITHIN_STEP

__all__ = ["DOCUMENT", "Flat", "flatten", "weigh_document"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

DOCUMENT = (
    "share", "country's share", "unit's share", "country named", "unit named", "within 30 km",
    "within 150 km", "within 600 km", "nearest", "nearest anchor", "nearest town",
    "largest country's share", "in the largest country", "largest unit's share",
    "in the largest unit", "names within 25 km", "names within 80 km", "names within 200 km",
    "rare names within 80 km",
)  # fmt: skip
_COUNTRY, _ADMIN1, _ADMIN2, _CITY = (
    FAMILIES.index(name) for name in ("country", "admin1", "admin2", "city")
)
_STEP = STATIC.index("step")
_ANCHORS_MOST = 60
_SCALES = (30.0, 150.0, 600.0)
_NAMES_MOST = 40
_BEARERS_MOST = 15
_COMPANY_KM = (25.0, 80.0, 200.0)
_FAR_KM = 20_000.0
_ROWS_MOST = 1024
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Areas:
    """The area of one level that each option lies in.

    Attributes
    ----------
    which : ndarray of int64, shape (n,)
        Number of the area.
    own : ndarray of int64, shape (n,)
        Number of the area and the name together.
    known : ndarray of bool, shape (n,)
        Whether the option lies in one at all.
    """

    which: Ints
    own: Ints
    known: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Flat:
    """All options of a document in flat arrays.

    Attributes
    ----------
    which, name : ndarray of int64, shape (n,)
        Reading of each option, and number of its name.
    country, admin1 : Areas
        Country and first-level unit of each option.
    family : ndarray of int64, shape (n,)
        As in `Block`.
    place : ndarray of float32, shape (n, 3)
        Points on the unit sphere.
    weight : ndarray of float64, shape (n,)
        How much the reading counts: the root of its mentions, at most 2; 0 for what is lent to a
        name by others, which has nothing to tell of its own.
    """

    which: Ints
    name: Ints
    country: Areas
    admin1: Areas
    family: Ints
    place: Floats
    weight: NDArray[np.float64]


def flatten(own: Sequence[Block], names: Sequence[str], counts: Ints) -> Flat:
    """Put the options of all readings end to end.

    Parameters
    ----------
    own : sequence of Block
        Options of each reading.
    names : sequence of str
        Name of each reading.
    counts : ndarray of int64, shape (readings,)
        Mentions of each reading.

    Returns
    -------
    Flat
        Arrays over all options.
    """
    which = np.repeat(np.arange(len(own)), [len(b.options) for b in own])
    index = {name: i for i, name in enumerate(dict.fromkeys(names))}
    name = np.array([index[n] for n in names], np.int64)[which]
    lent = np.concatenate([b.static[:, _STEP] for b in own]) == WITHIN_STEP
    return Flat(
        which=which,
        name=name,
        country=_areas(np.concatenate([b.country for b in own]), name),
        admin1=_areas(np.concatenate([b.admin1 for b in own]), name),
        family=np.concatenate([b.family for b in own]),
        place=np.concatenate([b.place for b in own]),
        weight=np.where(lent, 0.0, np.sqrt(np.minimum(counts, 4)[which])),
    )


def _areas(code: Ints, name: Ints) -> Areas:
    _, which = np.unique(code, return_inverse=True)
    _, own = np.unique(which * (int(name.max()) + 1) + name, return_inverse=True)
    return Areas(which, own, code != 0)


def weigh_document(flat: Flat, share: NDArray[np.float64], rows: Floats) -> None:
    """Fill the columns that tell where the rest of the document lies.

    Parameters
    ----------
    flat : Flat
        The options.
    share : ndarray of float64, shape (n,)
        Probability of each option as far as it is known.
    rows : ndarray of float32, shape (n, len(DOCUMENT))
        Is filled.
    """
    mass = share * flat.weight
    total = max(float(mass.sum()), 1e-9)
    rows[:, 0] = share
    rows[:, 1] = _elsewhere(flat.country, mass, total)
    rows[:, 2] = _elsewhere(flat.admin1, mass, total)
    rows[:, 3] = _elsewhere(flat.country, mass * (flat.family == _COUNTRY), total)
    rows[:, 4] = _elsewhere(flat.admin1, mass * (flat.family == _ADMIN1), total)
    _distances(flat, mass, rows[:, 5:11])
    for column, areas in ((11, flat.country), (13, flat.admin1)):
        sums = np.bincount(areas.which, weights=np.where(areas.known, mass, 0.0))
        rows[:, column] = sums.max() / total
        rows[:, column + 1] = areas.which == sums.argmax()
    _company(flat, mass, rows[:, 15:19])


def _company(flat: Flat, mass: NDArray[np.float64], rows: Floats) -> None:
    """Count the other names that have any bearer near, the unlikely ones too.

    Where all names of a story are common ones, they point to the one county where all meet.
    """
    counts = np.bincount(flat.name, weights=mass)
    chosen = np.zeros(len(counts), bool)
    chosen[np.argsort(-counts, kind="stable")[:_NAMES_MOST]] = True
    rank = np.arange(len(flat.name)) - np.searchsorted(flat.which, flat.which)
    _, once = np.unique(flat.which, return_index=True)
    first_of_name = np.zeros(len(flat.name), bool)
    seen: set[int] = set()
    for start in once.tolist():
        if int(flat.name[start]) not in seen:
            seen.add(int(flat.name[start]))
            first_of_name[flat.which == flat.which[start]] = True
    kept = np.flatnonzero(
        chosen[flat.name] & first_of_name & (rank < _BEARERS_MOST) & (flat.family != _COUNTRY)
        & (flat.weight > 0.0)
    )  # fmt: skip
    if not len(kept):
        return
    names = flat.name[kept]
    edges = np.flatnonzero(np.diff(names, prepend=-1))
    held = names[edges]
    rarity = 1.0 / np.log2(1.0 + np.bincount(flat.name)[held])
    for start in range(0, len(rows), _ROWS_MOST):
        part = slice(start, start + _ROWS_MOST)
        nearest = np.maximum.reduceat(flat.place[part] @ flat.place[kept].T, edges, axis=1)
        nearest[flat.name[part][:, None] == held[None]] = -1.0
        for column, km in enumerate(_COMPANY_KM):
            rows[part, column] = (nearest > np.cos(km / EARTH_KM)).sum(axis=1)
        rows[part, 3] = (nearest > np.cos(_COMPANY_KM[1] / EARTH_KM)) @ rarity


def _elsewhere(areas: Areas, mass: NDArray[np.float64], total: float) -> NDArray[np.float64]:
    """For each option, how much of what other names mean lies in its country or unit."""
    all_of = np.bincount(areas.which, weights=mass)[areas.which]
    of_own = np.bincount(areas.own, weights=mass)[areas.own]
    made: NDArray[np.float64] = np.where(areas.known, (all_of - of_own) / total, 0.0)
    return made


def _distances(flat: Flat, mass: NDArray[np.float64], rows: Floats) -> None:
    """Fill how near the likeliest points of other names lie, at three scales, and the nearest."""
    anchors = np.argsort(-mass, kind="stable")[:_ANCHORS_MOST]
    sure = (mass[anchors] > _SURE)[None]
    town = ((flat.family[anchors] == _CITY) | (flat.family[anchors] == _ADMIN2))[None]
    for start in range(0, len(rows), _ROWS_MOST):
        part = slice(start, start + _ROWS_MOST)
        cosine = np.clip(flat.place[part] @ flat.place[anchors].T, -1.0, 1.0)
        km = (EARTH_KM * np.arccos(cosine)).astype(np.float32)
        other = flat.name[part][:, None] != flat.name[anchors][None]
        weight = mass[anchors].astype(np.float32)[None] * other
        for column, scale in enumerate(_SCALES):
            rows[part, column] = (weight * np.exp(-km / scale)).sum(axis=1)
        for column, allowed in ((3, other), (4, other & sure), (5, other & sure & town)):
            nearest = np.where(allowed, km, _FAR_KM).min(axis=1, initial=_FAR_KM)
            rows[part, column] = np.log10(nearest + 1.0)

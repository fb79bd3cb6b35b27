"""Evidence for each option of each mention: its name, its neighbours, the rest of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.blocks import EARTH_KM, STATIC, Block, block
from geo.geoparse.borrowed import lend
from geo.geoparse.document import DOCUMENT, Flat, flatten, weigh_document
from geo.geoparse.mention import Mention
from geo.geoparse.nearby import NEARBY, one_sense, weigh_nearby
from geo.geoparse.rivals import ahead
from geo.geoparse.style import STYLE, country_class

__all__ = ["COLUMNS", "Background", "Evidence", "evidence", "look_again", "shares"]

Floats = NDArray[np.float32]
PUSH = np.float32(4.0)

_OWN = ("mentions", "names", "late", "words of the name", "written in its country")
_COMPARED = (
    "unit's share", "country's share", "within 30 km", "within 150 km", "within 600 km", "nearest",
    "nearest anchor", "nearest town", "names within 25 km", "names within 80 km",
    "names within 200 km", "rare names within 80 km",
)  # fmt: skip
_RIVALS = tuple(f"{name}, ahead of the others" for name in ("prior", *_COMPARED))
COLUMNS = STATIC + NEARBY + _OWN + STYLE + DOCUMENT + _RIVALS
_NEARBY_AT = len(STATIC)
_OWN_AT = _NEARBY_AT + len(NEARBY)
_STYLE_AT = _OWN_AT + len(_OWN)
_DOCUMENT_AT = _STYLE_AT + len(STYLE)
_RIVALS_AT = _DOCUMENT_AT + len(DOCUMENT)
_COMPARED_AT = [COLUMNS.index(name) for name in ("prior", *_COMPARED)]
_AGAIN_AT = [DOCUMENT.index(name) for name in _COMPARED]


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of a text as a whole.

    Attributes
    ----------
    written : ndarray of float32, shape (len(STYLE),)
        The style of the text.
    aside : sequence of Block
        Areas that it tells of without naming them, as its telephone numbers do.
    near : tuple of float or None
        Longitude and latitude of a place that it is about or comes from.
    """

    written: Floats
    aside: Sequence[Block] = ()
    near: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence of a document.

    Attributes
    ----------
    blocks : list of Block
        Options of each different reading of the document.
    reading : list of int
        For each mention, its reading: mentions of one name in one context share theirs.
    rows : ndarray of float32, shape (options, columns)
        Evidence, readings one after the other; `COLUMNS`, and after `look_again` more.
    starts : ndarray of int, shape (readings + 1,)
        Where the rows of each reading begin.
    push : ndarray of float32, shape (options,)
        Log-odds that a place given as near lends to each option.
    flat : Flat or None
        All options in flat arrays, those of areas aside last; None where there are none.
    """

    blocks: list[Block]
    reading: list[int]
    rows: Floats
    starts: NDArray[np.int64]
    push: Floats
    flat: Flat | None = None


def shares(scores: Floats, starts: NDArray[np.int64]) -> Floats:
    """Share out each reading among its options.

    Parameters
    ----------
    scores : ndarray of float32, shape (options,)
        Log-odds of each option.
    starts : ndarray of int64, shape (readings + 1,)
        Where each reading begins.

    Returns
    -------
    ndarray of float32, shape (options,)
        Shares that sum to 1 within a reading.
    """
    sizes = np.diff(starts)
    which = np.repeat(np.arange(len(sizes)), sizes)
    best = np.full(len(sizes), -np.inf)
    np.maximum.at(best, which, scores)
    e = np.exp(scores - best[which])
    total = np.bincount(which, weights=e, minlength=len(sizes))
    made: Floats = (e / total[which]).astype(np.float32)
    return made


def evidence(found: Sequence[Mention], background: Background) -> Evidence:
    """Weigh all options of all mentions of a document.

    Parameters
    ----------
    found : sequence of Mention
        The mentions, in order.
    background : Background
        What is known of the text as a whole.

    Returns
    -------
    Evidence
        One row an option.
    """
    blocks = lend(found, [block(m) for m in found])
    beside = [weigh_nearby(found, blocks, k) for k in range(len(found))]
    readings: dict[tuple[str, str, str, str, str, bytes], int] = {}
    reading = []
    kept: list[int] = []
    for k, m in enumerate(found):
        key = (m.text, m.hint, m.noun, m.part, m.base, beside[k].tobytes())
        if key not in readings:
            readings[key] = len(kept)
            kept.append(k)
        reading.append(readings[key])
    own = [blocks[k] for k in kept]
    sizes = [len(b.options) for b in own]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    rows = np.zeros((int(starts[-1]), len(COLUMNS)), np.float32)
    if not len(rows):
        return Evidence(own, reading, rows, starts, np.zeros(0, np.float32))
    names = [found[k].text for k in kept]
    rows[:, :_NEARBY_AT] = np.concatenate([b.static for b in own])
    rows[:, _NEARBY_AT:_OWN_AT] = np.concatenate([beside[k] for k in kept])
    one_sense(rows[:, _NEARBY_AT:_OWN_AT], names, starts)
    counts = np.bincount(reading, minlength=len(kept))
    which = np.repeat(np.arange(len(own)), sizes)
    rows[:, _OWN_AT] = np.log1p(counts)[which]
    rows[:, _OWN_AT + 1] = np.log1p(len(set(names)))
    rows[:, _OWN_AT + 2] = (np.array(kept) / len(found))[which]
    rows[:, _OWN_AT + 3] = [len(found[kept[r]].text.split()) for r in which.tolist()]
    where = [country_class(o.feature.country) for b in own for o in b.options]
    rows[:, _OWN_AT + 4] = background.written[where]
    rows[:, _STYLE_AT:_DOCUMENT_AT] = background.written
    flat = _flatten(own, names, counts, background.aside)
    push = np.zeros(len(rows), np.float32)
    if background.near is not None:
        push = PUSH * _nearness(flat.place[: len(rows)], background.near)
    _weigh(flat, shares(_first_guess(rows) + push, starts), rows[:, _DOCUMENT_AT:_RIVALS_AT])
    rows[:, _RIVALS_AT:] = ahead(rows[:, _COMPARED_AT], starts)
    return Evidence(own, reading, rows, starts, push, flat)


def _flatten(
    own: Sequence[Block], names: Sequence[str], counts: NDArray[np.int64], aside: Sequence[Block]
) -> Flat:
    """Put what lies aside after the readings, each under a name that no text has."""
    marks = [f"\n{i}" for i in range(len(aside))]
    once = np.ones(len(aside), np.int64)
    return flatten([*own, *aside], [*names, *marks], np.append(counts, once))


def _weigh(flat: Flat, share: Floats, rows: Floats) -> None:
    """Fill the columns of `DOCUMENT`; what lies aside is certain and counts for the others only."""
    whole = np.ones(len(flat.which))
    whole[: len(share)] = share
    made = np.zeros((len(whole), len(DOCUMENT)), np.float32)
    weigh_document(flat, whole, made)
    rows[:] = made[: len(rows)]


def look_again(known: Evidence, scores: Floats) -> Evidence:
    """Weigh the options by where the rest of the document lies, now that it has been scored once.

    Parameters
    ----------
    known : Evidence
        The evidence of a first look, which went by a rough guess of what the other names mean.
    scores : ndarray of float32, shape (options,)
        Log-odds of each option after it.

    Returns
    -------
    Evidence
        With columns more: those of `DOCUMENT` again, the score and its share, and how far these
        are ahead of the others.
    """
    share = shares(scores, known.starts)
    more = np.zeros((len(scores), len(DOCUMENT) + 2), np.float32)
    more[:, -2], more[:, -1] = scores, share
    if known.flat is not None:
        _weigh(known.flat, share, more[:, :-2])
    rivals = ahead(more[:, [*_AGAIN_AT, -2]], known.starts)
    return replace(known, rows=np.hstack([known.rows, more, rivals]))


def _first_guess(rows: Floats) -> Floats:
    """Score options by their prior and by what contains them, before anything is learnt."""
    at = {name: i for i, name in enumerate(COLUMNS)}
    demonym = rows[:, at["demonym"]] * (2.0 * rows[:, at["taken for demonym"]] - 1.0)
    made: Floats = (
        9.0 * rows[:, at["prior"]]
        + 1.5 * rows[:, at["container anywhere"]]
        + 1.5 * rows[:, at["kind named anywhere"]]
        + 3.0 * demonym
    )
    return made


def _nearness(place: Floats, near: tuple[float, float]) -> Floats:
    """Say how near each option lies to a place: 1 at the place, 1/e at 300 km from it."""
    lon, lat = np.radians(near[0]), np.radians(near[1])
    there = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    km = EARTH_KM * np.arccos(np.clip(place @ there, -1.0, 1.0))
    made: Floats = np.exp(-km / 300.0).astype(np.float32)
    return made

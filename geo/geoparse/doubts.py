"""What tells whether the option ranked first is right: how far it leads, and its evidence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.blocks import EARTH_KM
from geo.geoparse.evidence import COLUMNS, Evidence, shares

__all__ = ["DOUBTS", "doubts"]

Floats = NDArray[np.float32]

_OWN = (
    "score", "share near", "margin", "share", "options far", "options likely", "sum", "options",
)  # fmt: skip
DOUBTS = (*_OWN, *COLUMNS)
"""Names of the columns of `doubts`; after a second look there are more."""

_NEAR_KM = 161.0
_NO_RIVAL = -15.0
_SOME = 0.05


def doubts(known: Evidence, scores: Floats) -> Floats:
    """Gather what tells whether the best option of each reading is right.

    Parameters
    ----------
    known : Evidence
        The document's evidence.
    scores : ndarray of float32, shape (options,)
        What the ranker gave.

    Returns
    -------
    ndarray of float32, shape (readings, columns)
        Zeros where a reading has no option.
    """
    made = np.zeros((len(known.blocks), len(_OWN) + known.rows.shape[1]), np.float32)
    if known.flat is None:
        return made
    sizes = np.diff(known.starts)
    held = np.flatnonzero(sizes)
    first, count = known.starts[held], sizes[held]
    top = np.maximum.reduceat(scores, first)
    at_top = np.flatnonzero(scores == np.repeat(top, count))
    best = at_top[np.searchsorted(at_top, first)]
    place = known.flat.place[: len(scores)]
    cosine = np.einsum("ij,ij->i", place, np.repeat(place[best], count, axis=0))
    near = cosine > np.cos(_NEAR_KM / EARTH_KM)
    share = shares(scores, known.starts)
    rival = np.maximum.reduceat(np.where(near, -np.inf, scores), first)
    made[held, : len(_OWN)] = np.column_stack(
        [
            top,
            np.add.reduceat(share * near, first),
            top - np.where(np.isinf(rival), _NO_RIVAL, rival),
            share[best],
            np.add.reduceat(~near, first, dtype=np.int64),
            np.add.reduceat(share > _SOME, first, dtype=np.int64),
            np.add.reduceat(1.0 / (1.0 + np.exp(-scores)), first),
            count,
        ]
    )
    made[held, len(_OWN) :] = known.rows[best]
    return made

"""How far each option of a reading is ahead of the best of the others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["ahead"]

Floats = NDArray[np.float32]
_NONE = np.float32(-1e9)


def ahead(rows: Floats, starts: NDArray[np.int64]) -> Floats:
    """Measure in each column how far a row is ahead of the best other row of its reading.

    Parameters
    ----------
    rows : ndarray of float32, shape (options, columns)
        Evidence, readings one after the other.
    starts : ndarray of int64, shape (readings + 1,)
        Where the rows of each reading begin.

    Returns
    -------
    ndarray of float32, shape (options, columns)
        Negative behind another, 0 for equals and where a reading has one row alone.

    Examples
    --------
    >>> rows = np.array([[5.0], [3.0], [7.0]], np.float32)
    >>> ahead(rows, np.array([0, 2, 3])).ravel().tolist()
    [2.0, -2.0, 0.0]
    """
    if not len(rows):
        return rows
    sizes = np.diff(starts)
    first, sizes = starts[:-1][sizes > 0], sizes[sizes > 0]
    best = np.repeat(np.maximum.reduceat(rows, first, axis=0), sizes, axis=0)
    leads = rows == best
    leaders = np.repeat(np.add.reduceat(leads, first, axis=0, dtype=np.int64), sizes, axis=0)
    others = np.where(leads, _NONE, rows)
    second = np.repeat(np.maximum.reduceat(others, first, axis=0), sizes, axis=0)
    alone = leads & (leaders == 1)
    rival = np.where(alone, np.where(second > _NONE, second, rows), best)
    made: Floats = rows - rival
    return made

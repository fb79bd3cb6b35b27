"""Placing: where a label fits beside its dot without meeting what is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Placed", "place"]

Box = tuple[float, float, float, float]
Array = NDArray[np.float64]

_GAPS = (5.0, 11.0, 20.0, 32.0)
_WAYS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
_CROSSING = 4.0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label went.

    Attributes
    ----------
    index : int
        Which label.
    box : tuple of float
        Left, bottom, right, top, in the unit of the input.
    far : bool
        True where the label stands so far from its dot that a leader line helps.
    """

    index: int
    box: Box
    far: bool


def _meets(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _around(x: float, y: float, width: float, height: float, gap: float) -> list[Box]:
    """Boxes round a point, the best known place first: right, left, above, below, corners."""
    out: list[Box] = []
    for right, up in _WAYS:
        near = gap * (0.75 if right and up else 1.0)
        left = x + right * near - (0 if right > 0 else width if right < 0 else width / 2)
        low = y + up * near - (0 if up > 0 else height if up < 0 else height / 2)
        out.append((left, low, left + width, low + height))
    return out


def place(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    frame: Box,
    taken: Sequence[Box] = (),
    *,
    avoid: Array | None = None,
    scale: float = 1.0,
) -> tuple[Placed, ...]:
    """Place labels beside their points, the first given the first choice.

    Parameters
    ----------
    points : sequence of (x, y)
        Dots, in points or pixels.
    sizes : sequence of (width, height)
        Of the labels.
    frame : (left, bottom, right, top)
        Labels stay inside.
    taken : sequence of boxes
        What they must not meet, besides each other and all dots.
    avoid : array (n, 2) or None
        Points along lines: a label covers them only where nothing better is free.
    scale : float
        Length of a printer's point in the unit of the input; dots are 6 points wide.

    Returns
    -------
    tuple of Placed
        Those that found a place.

    Examples
    --------
    >>> [one] = place([(50, 50)], [(20, 10)], (0, 0, 100, 100))
    >>> one.box
    (55.0, 45.0, 75.0, 55.0)
    """
    r = 3.4 * scale
    boxes: list[Box] = [*taken, *((x - r, y - r, x + r, y + r) for x, y in points)]
    dots = np.empty((0, 2)) if avoid is None else avoid
    out: list[Placed] = []
    for index, ((x, y), (width, height)) in enumerate(zip(points, sizes, strict=True)):
        best: tuple[float, Box, bool] | None = None
        for ring, gap in enumerate(_GAPS):
            for k, box in enumerate(_around(x, y, width, height, gap * scale)):
                inside = box[0] >= frame[0] and box[2] <= frame[2]
                inside = inside and box[1] >= frame[1] and box[3] <= frame[3]
                if not inside or any(_meets(box, other) for other in boxes):
                    continue
                hit = (dots[:, 0] > box[0]) & (dots[:, 0] < box[2])
                hit &= (dots[:, 1] > box[1]) & (dots[:, 1] < box[3])
                cost = 6.0 * ring + k + _CROSSING * min(int(hit.sum()), 6)
                if best is None or cost < best[0]:
                    best = (cost, box, ring >= 2)
        if best is not None:
            out.append(Placed(index, best[1], best[2]))
            boxes.append(best[1])
    return tuple(out)

"""Boosted trees evaluated in numpy: every row goes down every tree at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Trees", "read_trees"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
_CELLS_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of regression trees.

    Attributes
    ----------
    column, below : ndarray of int32, shape (nodes,)
        Column that a node tests, and the node below it on the left; that on the right is the next.
        A leaf leads to itself.
    limit : ndarray of float32, shape (nodes,)
        Values above the limit go right.
    value : ndarray of float32, shape (nodes,)
        What a leaf adds.
    roots : ndarray of int32, shape (trees,)
        First node of each tree.
    depth : int
        Steps from a root to the deepest leaf.
    base : float
        What all rows start from.
    """

    column: Ints
    below: Ints
    limit: Floats
    value: Floats
    roots: Ints
    depth: int
    base: float

    def score(self, rows: Floats) -> Floats:
        """Sum the leaves that each row reaches.

        Parameters
        ----------
        rows : ndarray of float32, shape (n, columns)
            Evidence; no NaN.

        Returns
        -------
        ndarray of float32, shape (n,)
            Log-odds.
        """
        made = np.empty(len(rows), np.float32)
        step = max(1, _CELLS_MOST // len(self.roots))
        for start in range(0, len(rows), step):
            made[start : start + step] = self._score(rows[start : start + step])
        return made

    def _score(self, rows: Floats) -> Floats:
        n, width = rows.shape
        flat = np.ascontiguousarray(rows).ravel()
        trees = len(self.roots)
        offset = np.repeat(np.arange(n, dtype=np.intp) * width, trees)
        node = np.tile(self.roots, n).astype(np.intp)
        column, below = self.column.astype(np.intp), self.below.astype(np.intp)
        at, held = np.empty_like(node), np.empty(n * trees, rows.dtype)
        limit = np.empty(n * trees, self.limit.dtype)
        for _ in range(self.depth):  # "clip" spares numpy the check of bounds
            column.take(node, out=at, mode="clip")
            at += offset
            flat.take(at, out=held, mode="clip")
            self.limit.take(node, out=limit, mode="clip")
            below.take(node, out=at, mode="clip")
            np.add(at, held > limit, out=node)
        total: Floats = self.value.take(node, mode="clip").reshape(n, trees).sum(axis=1)
        total += np.float32(self.base)
        return total


def read_trees(path: Path, name: str) -> Trees:
    """Read trees from a model file.

    Parameters
    ----------
    path : Path
        File that the training wrote.
    name : str
        Which of its models.

    Returns
    -------
    Trees
        The model.
    """
    with np.load(path, allow_pickle=False) as held:
        part: dict[str, Any] = {key: held[f"{name}.{key}"] for key in ("column", "below", "roots")}
        part |= {key: held[f"{name}.{key}"].astype(np.float32) for key in ("limit", "value")}
        depth, base = int(held[f"{name}.depth"]), float(held[f"{name}.base"])
    return Trees(depth=depth, base=base, **part)

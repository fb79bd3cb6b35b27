"""A linear-chain model decoded in numpy: weights summed, then Viterbi over all runs at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.runs import Run
from geo.geoparse.words import Word

__all__ = ["Chain", "read"]

Floats = NDArray[np.float32]
_OUTSIDE, _FAR_OUTSIDE, _FIRST = 0, 1, 2
_TYPES_MOST = 150_000
_ADDED_MOST = 1000


@dataclass(slots=True)
class _Rows:
    """Summed weights of a word at the five places where it can stand; grows as words come."""

    ids: dict[str, int] = field(default_factory=dict)
    table: Floats = field(default_factory=lambda: np.zeros((0, 5, 0), np.float32))


@dataclass(frozen=True, slots=True)
class Chain:
    """A trained model.

    Attributes
    ----------
    rows : dict of str to int
        Row of each attribute in `weights`.
    weights : ndarray of float32, shape (attributes, labels)
        What each attribute says for each label.
    labels : tuple of str
        Names of the labels.
    steps : ndarray of float32, shape (labels, labels)
        What the label of a word says for that of the next.
    """

    rows: dict[str, int]
    weights: Floats
    labels: tuple[str, ...]
    steps: Floats
    cache: _Rows = field(default_factory=_Rows, repr=False, compare=False)

    def emissions(
        self, ids: NDArray[np.intp], places: NDArray[np.intp], around: Sequence[list[str]]
    ) -> Floats:
        """Sum the weights of all attributes of some words.

        Parameters
        ----------
        ids : ndarray of int
            What `ids` gave for the text.
        places : ndarray of int, shape (n,)
            Which of them.
        around : sequence of list of str, length n
            Their contextual attributes.

        Returns
        -------
        ndarray of float32, shape (n, labels)
            A score for each label.
        """
        table = self.cache.table
        at = places + 2
        made: Floats = table[ids[at], 0]
        for column, shift in ((1, -1), (2, 1), (3, -2), (4, 2)):
            made = made + table[ids[at + shift], column]
        get = self.rows.get
        hits: list[int] = []
        ends = [0]
        for row in around:
            hits += [k for k in map(get, row) if k is not None]
            ends.append(len(hits))
        if hits:
            made = made + self._sums(hits, ends)
        return made

    def _sums(self, hits: list[int], ends: list[int]) -> Floats:
        """Sum the weights of `hits` between each two of `ends`."""
        sums = np.zeros((len(hits) + 1, len(self.labels)))
        np.cumsum(self.weights[hits], axis=0, out=sums[1:])
        cut = np.asarray(ends)
        made: Floats = (sums[cut[1:]] - sums[cut[:-1]]).astype(np.float32)
        return made

    def ids(self, words: Sequence[Word]) -> NDArray[np.intp]:
        """Give the words of a text their rows in the table of summed weights.

        Parameters
        ----------
        words : sequence of Word
            The words.

        Returns
        -------
        ndarray of int, shape (len(words) + 4,)
            With two rows before and two after the text.
        """
        cache = self.cache
        if not cache.ids or len(cache.ids) > _TYPES_MOST:
            self._reset()
        missing = {w.raw: w for w in words if w.raw not in cache.ids}
        for some in range(0, len(missing), _ADDED_MOST):
            self._add(list(missing.values())[some : some + _ADDED_MOST])
        ids = [cache.ids[w.raw] for w in words]
        return np.array([_FAR_OUTSIDE, _OUTSIDE, *ids, _OUTSIDE, _FAR_OUTSIDE])

    def _reset(self) -> None:
        cache = self.cache
        cache.ids = {"": _OUTSIDE, " ": _FAR_OUTSIDE}
        cache.table = np.zeros((4096, 5, len(self.labels)), np.float32)
        for column, attribute in ((1, "w-=<>"), (2, "w+=<>")):
            row = self.rows.get(attribute)
            if row is not None:
                cache.table[_OUTSIDE, column] = self.weights[row]

    def _add(self, words: Sequence[Word]) -> None:
        cache = self.cache
        get = self.rows.get
        hits: list[int] = []
        ends = [0]
        for w in words:
            for attributes in w.attributes:
                hits += [k for k in map(get, attributes) if k is not None]
                ends.append(len(hits))
        first = len(cache.ids)
        cache.ids.update((w.raw, first + i) for i, w in enumerate(words))
        while len(cache.ids) > len(cache.table):
            cache.table = np.concatenate([cache.table, np.zeros_like(cache.table)])
        rows = self._sums(hits, ends).reshape(len(words), -1, len(self.labels))
        cache.table[first : first + len(words)] = rows

    def best(self, emissions: Floats, found: Sequence[Run]) -> list[str]:
        """Find the most probable labels of all runs at once.

        Parameters
        ----------
        emissions : ndarray of float32, shape (n, labels)
            What `emissions` gave, runs one after the other.
        found : sequence of tuple of int
            The runs.

        Returns
        -------
        list of str
            A label for each word.
        """
        starts, lengths = _by_length(found)
        score = emissions[starts]
        back: list[NDArray[np.intp]] = []
        for t in range(1, int(lengths[0])):
            on = int(np.searchsorted(-lengths, -t, side="left"))
            ways = score[:on, :, None] + self.steps[None]
            back.append(ways.argmax(axis=1))
            score[:on] = ways.max(axis=1) + emissions[starts[:on] + t]
        chosen = np.zeros(len(emissions), np.intp)
        now = score.argmax(axis=1)
        for t in range(int(lengths[0]) - 1, -1, -1):
            on = int(np.searchsorted(-lengths, -t, side="left"))
            chosen[starts[:on] + t] = now[:on]
            if t:
                now[:on] = np.take_along_axis(back[t - 1], now[:on, None], 1)[:, 0]
        return [self.labels[k] for k in chosen.tolist()]

    def chances(self, emissions: Floats, found: Sequence[Run]) -> Floats:
        """Give the probability of each label of each word, by the forward-backward rule.

        Parameters
        ----------
        emissions : ndarray of float32, shape (n, labels)
            What `emissions` gave, runs one after the other.
        found : sequence of tuple of int
            The runs.

        Returns
        -------
        ndarray of float32, shape (n, labels)
            Rows that sum to 1.
        """
        starts, lengths = _by_length(found)
        e = np.exp(emissions - emissions.max(axis=1, keepdims=True))
        steps = np.exp(self.steps)
        forward = np.empty_like(e)
        forward[starts] = e[starts]
        backward = np.ones_like(e)
        counts = [int(np.searchsorted(-lengths, -t)) for t in range(int(lengths[0]))]
        for t, on in enumerate(counts[1:], start=1):
            here = starts[:on] + t
            row = (forward[here - 1] @ steps) * e[here]
            forward[here] = row / row.sum(axis=1, keepdims=True)
        for t in range(len(counts) - 2, -1, -1):
            here = starts[: counts[t + 1]] + t
            row = (backward[here + 1] * e[here + 1]) @ steps.T
            backward[here] = row / row.sum(axis=1, keepdims=True)
        made: Floats = forward * backward
        made /= made.sum(axis=1, keepdims=True)
        return made


def _by_length(found: Sequence[Run]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give the place and the length of each run, longest first."""
    lengths = np.array([end - first for first, end in found])
    order = np.argsort(-lengths, kind="stable")
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])[order]
    return starts, lengths[order]


def read(path: Path) -> Chain:
    """Read a model file.

    Parameters
    ----------
    path : Path
        File that the training wrote.

    Returns
    -------
    Chain
        The model.
    """
    with np.load(path, allow_pickle=False) as held:
        names = bytes(held["attributes"]).decode("utf-8").split("\x00")
        labels = tuple(bytes(held["labels"]).decode("utf-8").split("\x00"))
        weights = held["weights"].astype(np.float32)
        steps = held["steps"].astype(np.float32)
    return Chain({name: i for i, name in enumerate(names)}, weights, labels, steps)

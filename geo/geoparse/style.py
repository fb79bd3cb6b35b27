"""What the words of a text tell of the country that it is written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.words import Word

__all__ = ["COUNTRIES", "STYLE", "Style", "country_class", "read_style", "vocabulary"]

Floats = NDArray[np.float32]

COUNTRIES = ("US", "GB", "CA", "")
"""Countries that a text may be written in; the last stands for all others."""

STYLE = tuple(f"written in {code or 'another country'}" for code in COUNTRIES)
_CLASS = {code: i for i, code in enumerate(COUNTRIES)}
_SIGNS = frozenset("$£€%")


@dataclass(frozen=True, slots=True)
class Style:
    """Weights of words for the country that a text is written in.

    Attributes
    ----------
    rows : dict of str to int
        Row of each word in `weights`.
    weights : ndarray of float32, shape (words, len(COUNTRIES))
        What a word speaks for, where the text has it.
    base : ndarray of float32, shape (len(COUNTRIES),)
        What all texts start from.
    """

    rows: dict[str, int]
    weights: Floats
    base: Floats

    def chances(self, words: Sequence[Word]) -> Floats:
        """Estimate the country that a text is written in.

        Parameters
        ----------
        words : sequence of Word
            The words of the text.

        Returns
        -------
        ndarray of float32, shape (len(COUNTRIES),)
            Probabilities.
        """
        rows = sorted({self.rows[name] for name in vocabulary(words) if name in self.rows})
        score = self.base + self.weights[rows].sum(axis=0)
        e = np.exp(score - score.max())
        made: Floats = (e / e.sum()).astype(np.float32)
        return made


def vocabulary(words: Sequence[Word]) -> set[str]:
    """Give the words of a text that tell of style: common ones in lower case, and money signs.

    Parameters
    ----------
    words : sequence of Word
        The words of the text.

    Returns
    -------
    set of str
        No name is among them.
    """
    return {w.lower for w in words if (w.common and not w.capital) or w.raw in _SIGNS}


def country_class(code: str) -> int:
    """Give the place of a country in `COUNTRIES`.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-2 code.

    Returns
    -------
    int
        That of "another" for most.

    Examples
    --------
    >>> country_class("GB"), country_class("FR")
    (1, 3)
    """
    return _CLASS.get(code, len(COUNTRIES) - 1)


def read_style(path: Path) -> Style:
    """Read a model file.

    Parameters
    ----------
    path : Path
        File that the training wrote.

    Returns
    -------
    Style
        The model.
    """
    with np.load(path, allow_pickle=False) as held:
        names = bytes(held["words"]).decode("utf-8").split("\x00")
        weights, base = held["weights"].astype(np.float32), held["base"]
    return Style({name: i for i, name in enumerate(names)}, weights, base)

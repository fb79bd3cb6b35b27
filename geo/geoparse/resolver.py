"""Resolution: score the options of each mention, and how sure the best of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.doubts import doubts
from geo.geoparse.evidence import Background, Evidence, evidence, look_again
from geo.geoparse.mention import Mention
from geo.geoparse.trees import Trees, read_trees

__all__ = ["Look", "Rankers", "Resolution", "look", "read_rankers", "weigh"]

Floats = NDArray[np.float32]
_CAUTION = 1.3


@dataclass(frozen=True, slots=True)
class Rankers:
    """The models of resolution.

    Attributes
    ----------
    rank : Trees
        Scores options at a first look.
    again : Trees
        Scores them at a second, when it is known where the rest of the document lies.
    doubt : Trees
        Judge of whether the option ranked first is right.
    """

    rank: Trees
    again: Trees
    doubt: Trees


def read_rankers(path: Path) -> Rankers:
    """Read a model file.

    Parameters
    ----------
    path : Path
        File that the training wrote.

    Returns
    -------
    Rankers
        Its models.
    """
    return Rankers(*(read_trees(path, name) for name in ("rank", "again", "doubt")))


@dataclass(frozen=True, slots=True)
class Look:
    """All options of all mentions of a document, at a first look.

    Attributes
    ----------
    known : Evidence
        The evidence, with the options.
    scores : ndarray of float32, shape (options,)
        Log-odds of each option.
    """

    known: Evidence
    scores: Floats


@dataclass(frozen=True, slots=True)
class Resolution(Look):
    """All options of all mentions of a document, at a second look.

    Attributes
    ----------
    sure : ndarray of float32, shape (readings,)
        Probability that the best option of each reading is right.
    """

    sure: Floats


def look(found: Sequence[Mention], background: Background, rankers: Rankers) -> Look:
    """Score the options of each mention of a document at a first look.

    Parameters
    ----------
    found : sequence of Mention
        The mentions, in order.
    background : Background
        What is known of the text as a whole.
    rankers : Rankers
        The models.

    Returns
    -------
    Look
        The options with their scores.
    """
    known = evidence(found, background)
    return Look(known, rankers.rank.score(known.rows) + known.push)


def weigh(first: Look, rankers: Rankers) -> Resolution:
    """Score the options again, now that it is known where the rest of the document lies.

    Parameters
    ----------
    first : Look
        The options after a first look.
    rankers : Rankers
        The models.

    Returns
    -------
    Resolution
        The options with their scores.
    """
    known = look_again(first.known, first.scores)
    scores = rankers.again.score(known.rows) + known.push
    facts = doubts(known, scores)
    sure = (1.0 / (1.0 + np.exp(-rankers.doubt.score(facts)))) ** _CAUTION
    return Resolution(known, scores, sure.astype(np.float32))

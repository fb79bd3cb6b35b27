"""Why an option was chosen, in plain words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.evidence import COLUMNS

__all__ = ["reason"]

_AT = {name: i for i, name in enumerate(COLUMNS)}
_SAID = (
    ("container after comma", 0.5, "lies in what the text names after it"),
    ("container in brackets", 0.5, "lies in what the text names in brackets"),
    ("container after in", 0.5, "lies in what the text says it is in"),
    ("container before", 0.5, "lies in what the text names before it"),
    ("container anywhere", 0.5, "lies in what the text names beside it elsewhere"),
    ("hint agrees", 0.5, "is of the kind that the text says"),
    ("base", 0.5, "the text speaks of a facility there"),
    ("unit named", 0.001, "the text names its province or state"),
    ("country named", 0.001, "the text names its country"),
    ("within 150 km", 0.5, "other places of the text lie near"),
    ("in the largest country", 0.5, "most of the text is about its country"),
)


def reason(row: NDArray[np.float32]) -> tuple[str, ...]:
    """Name what speaks for an option.

    Parameters
    ----------
    row : ndarray of float32, shape (len(COLUMNS),)
        Its evidence.

    Returns
    -------
    tuple of str
        At most three phrases, the strongest kinds of evidence first.
    """
    found = [said for column, least, said in _SAID if row[_AT[column]] > least]
    if row[_AT["options"]] == 1:
        found.insert(0, "is the only place of that name")
    elif row[_AT["people below the largest"]] == 0 and row[_AT["people"]] > 0:
        found.append("is the largest of that name")
    elif row[_AT["rank"]] == 0:
        found.append("is the best known of that name")
    return tuple(found[:3])

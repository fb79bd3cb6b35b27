"""Names to features: every feature that bears a name, and what a name may stand for."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from geo.gazetteer import flags
from geo.gazetteer.compile import MANY, ROWS
from geo.gazetteer.feature import KINDS, Feature
from geo.gazetteer.prior import HOWS
from geo.gazetteer.store import at, stack
from geo.text import normalise

__all__ = ["Named", "candidates", "classes"]

_ABBREVIATION = HOWS.index("abbreviation")
_ABBREVIATIONS = (_ABBREVIATION, HOWS.index("dotted"))
_CITY = KINDS.index("city")
_ROW = ROWS - 1


class Named(NamedTuple):
    """A feature under a name.

    Attributes
    ----------
    layer, row : int
        Where the feature is kept; `feature` reads it when it is asked for.
    how : str
        ``name``, ``alternate``, ``abbreviation``, ``demonym``, ``metonym``, ``short``, ``part``
        (of `geo.gazetteer.forms.longer`) or ``fuzzy``.
    score : float
        Prior of feature and name, 0 to 1; no probability.
    """

    layer: int
    row: int
    how: str
    score: float

    @property
    def feature(self) -> Feature:
        """The feature."""
        return at(self.layer, self.row)

    @property
    def id(self) -> str:
        """Id of the feature."""
        return at(self.layer, self.row).id


@lru_cache(maxsize=8_192)
def candidates(name: str) -> tuple[Named, ...]:
    """Give every feature that bears a name, best first.

    Parameters
    ----------
    name : str
        A name as written; abbreviations are matched as written (``US`` but not ``us``; ``Miss.``
        but not ``Miss``), all else after `geo.text.normalise`.

    Returns
    -------
    tuple of Named
        Empty where no feature bears the name: see `geo.gazetteer.fuzzy` for misspelt ones.

    Examples
    --------
    >>> candidates("Aleppo")[0].feature.country
    'SY'
    >>> candidates("Middle East")[0].feature.kind
    'region'
    """
    key = normalise(name)
    found = []
    layers = stack()
    for layer in layers:
        number = layer.number
        for posting in layer.postings(key):
            code = posting >> 20 & 7
            if code in _ABBREVIATIONS:
                city = layer.cells["kind"][posting & _ROW] == _CITY
                if not _as_abbreviation(name, code, city=bool(city)):
                    continue
                code = _ABBREVIATION
            found.append(Named(number, posting & _ROW, HOWS[code], (posting >> 23) / 255))
    if len(layers) > 1 and len(found) > 1:
        return _merged(found)
    return tuple(found)


def _as_abbreviation(name: str, code: int, *, city: bool) -> bool:
    """Say whether a name is written as an abbreviation: with a full stop, or in capitals.

    A city has initials: "L.A." may be Louisiana too, but "La." is not Los Angeles.
    """
    capitals = name.upper() == name
    if code == _ABBREVIATION and city:
        return capitals
    return "." in name or (code == _ABBREVIATION and capitals)


def _merged(found: list[Named]) -> tuple[Named, ...]:
    """Order the features of several layers; of one id the last layer's counts."""
    best: dict[str, Named] = {}
    for named in found:
        known = best.get(named.id)
        if known is None or named.layer > known.layer or named.score > known.score:
            best[named.id] = named
    return tuple(sorted(best.values(), key=lambda n: (-n.score, n.layer, n.row)))


def classes(key: str) -> int:
    """Say what a name may stand for.

    Parameters
    ----------
    key : str
        What `geo.text.normalise` gave.

    Returns
    -------
    int
        Bits of `geo.gazetteer.flags`, 0 where no feature bears the name; shifted by
        ``flags.PEOPLE`` ten times the decimal logarithm of the largest population. An
        abbreviation's bit does not tell whether the text writes it as one.

    Examples
    --------
    >>> bool(classes("aleppo") & flags.CITY), classes("no such name")
    (True, 0)
    """
    bits = 0
    for layer in stack():
        number = layer.trie.get(key)
        if number is None:
            continue
        value = layer.value[number]
        if value >= MANY:
            found = layer.many[value - MANY + 1]
        else:
            row, cells = value & (ROWS - 1), layer.cells
            how = HOWS[value >> 20 & 7]
            found = flags.one(KINDS[cells["kind"][row]], cells["population"][row], how)
        high = max(bits >> flags.PEOPLE, found >> flags.PEOPLE) << flags.PEOPLE
        bits = (bits | found) & 0xFFFF | high
    return bits

"""The options of a name as arrays: made once for each name, used in every document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.mention import Mention
from geo.geoparse.nouns import family
from geo.geoparse.options import Option, options
from geo.text import normalise

__all__ = [
    "EARTH_KM",
    "FAMILIES",
    "KNOWN",
    "NEAR_KM",
    "PRIOR",
    "STATIC",
    "Block",
    "around",
    "block",
    "close_to",
    "make_block",
]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FAMILIES = (
    "country", "region", "admin1", "admin2", "city", "sea", "river", "lake", "mountain",
    "desert", "island", "airfield",
)  # fmt: skip
_NUMBER = {name: i for i, name in enumerate(FAMILIES)}
_HOWS = ("name", "alternate", "abbreviation", "demonym", "metonym", "short")
STATIC = (
    "people", "people below the largest", "prior", "prior below the best", "rank", "options",
    "country", "region", "admin1", "admin2", "city", "water", "terrain", "airfield", "suburb",
    "name", "alternate", "abbreviation", "demonym", "metonym", "short", "step", "same spelling",
    "capitals", "letters", "twin area", "twin city", "twins", "in the United States",
    "in Britain", "in Canada", "in Australia",
)  # fmt: skip
PRIOR = STATIC.index("prior")
KNOWN = 0.7
"""Prior above which a place is known far beyond its neighbourhood."""
NEAR_KM = 161.0
"""Within it two points count as one place, as the corpora's scorer has it."""

_GROUP = (0, 1, 2, 3, 4, 5, 5, 5, 6, 6, 6, 7)
_KIND_COLUMN = np.array(_GROUP) + STATIC.index("country")
_IS_AREA = np.array([name in {"admin1", "admin2", "country"} for name in FAMILIES])
_TWIN_KM = 60.0
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Block:
    """The options of one name.

    Attributes
    ----------
    options : tuple of Option
        Likeliest first.
    static : ndarray of float32, shape (n, len(STATIC))
        Evidence that does not depend on the document.
    place : ndarray of float32, shape (n, 3)
        Points on the unit sphere.
    country, admin1 : ndarray of int64, shape (n,)
        Codes of the country and of the first-level unit, 0 for none.
    family : ndarray of int64, shape (n,)
        Place in `FAMILIES`.
    """

    options: tuple[Option, ...]
    static: Floats
    place: Floats
    country: Ints
    admin1: Ints
    family: Ints


def block(mention: Mention) -> Block:
    """Give the options of a mention as arrays.

    Parameters
    ----------
    mention : Mention
        A mention.

    Returns
    -------
    Block
        The same object for the same name.
    """
    return _block(mention.text, mention.noun, mention.base)


@lru_cache(maxsize=16_384)
def _block(text: str, noun: str, base: str) -> Block:
    return make_block(options(text, noun, base), text)


def close_to(own: Block, i: int, km: float) -> NDArray[np.bool_]:
    """Say which options of a name lie near one of them.

    Parameters
    ----------
    own : Block
        The options.
    i : int
        Which of them.
    km : float
        How near.

    Returns
    -------
    ndarray of bool, shape (n,)
        True for the one itself.
    """
    made: NDArray[np.bool_] = own.place @ own.place[i] > np.cos(km / EARTH_KM)
    return made


def around(own: Block, i: int) -> NDArray[np.bool_]:
    """Say which options of a name are at the place of one of them: a city and its province.

    Parameters
    ----------
    own : Block
        The options.
    i : int
        Which of them.

    Returns
    -------
    ndarray of bool, shape (n,)
        True for the one itself, for what lies within 161 km, and for what lies in its unit.
    """
    made: NDArray[np.bool_] = (own.admin1 == own.admin1[i]) & (own.admin1 != 0)
    return made | close_to(own, i, NEAR_KM)


def make_block(found: tuple[Option, ...], text: str) -> Block:
    """Put options into arrays.

    Parameters
    ----------
    found : tuple of Option
        The options.
    text : str
        The name as written.

    Returns
    -------
    Block
        The arrays.
    """
    features = [option.feature for option in found]
    lon = np.radians([f.lon for f in features], dtype=np.float64)
    lat = np.radians([f.lat for f in features], dtype=np.float64)
    place = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    families = [_NUMBER[family(f.kind)] for f in features]
    country = [crc32(f.country.encode()) if f.country else 0 for f in features]
    admin1 = [crc32(f"{f.country}.{f.admin1}".encode()) if f.admin1 else 0 for f in features]
    return Block(
        options=found,
        static=_static(found, text, place, families),
        place=place.astype(np.float32),
        country=np.array(country, np.int64),
        admin1=np.array(admin1, np.int64),
        family=np.array(families, np.int64),
    )


def _static(
    found: tuple[Option, ...], text: str, place: NDArray[np.float64], families: list[int]
) -> Floats:
    n = len(found)
    made = np.zeros((n, len(STATIC)), np.float32)
    if not n:
        return made
    key = normalise(text)
    people = np.log10([o.feature.population + 1 for o in found])
    prior = np.array([o.prior for o in found])
    made[:, 0] = people
    made[:, 1] = people - people.max()
    made[:, 2] = prior
    made[:, 3] = prior - prior.max()
    made[:, 4] = np.arange(n)
    made[:, 5] = n
    kind = np.array(families)
    made[np.arange(n), _KIND_COLUMN[kind]] = 1.0
    made[:, 14] = [o.feature.kind == "suburb" for o in found]
    for column, how in enumerate(_HOWS, start=15):
        made[:, column] = [o.how == how for o in found]
    made[:, 21] = [o.step for o in found]
    made[:, 22] = [normalise(o.feature.name) == key for o in found]
    made[:, 23] = text.isupper()
    made[:, 24] = len(key)
    apart = EARTH_KM * np.arccos(np.clip(place @ place.T, -1.0, 1.0))
    near = apart < _TWIN_KM
    np.fill_diagonal(near, val=False)
    area = _IS_AREA[kind]
    made[:, 25] = (near & area[None, :]).any(axis=1)
    made[:, 26] = (near & (kind == _NUMBER["city"])[None, :]).any(axis=1)
    made[:, 27] = near.sum(axis=1)
    for column, code in enumerate(("US", "GB", "CA", "AU"), start=28):
        made[:, column] = [o.feature.country == code for o in found]
    return made

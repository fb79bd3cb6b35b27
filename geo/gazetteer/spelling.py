"""Misspelt names: keys with nearly the same consonants, compared letter by letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process

from geo.gazetteer.names import Named
from geo.gazetteer.skeleton import bucket, skeleton
from geo.gazetteer.store import Layer, stack, unpack
from geo.gazetteer.tables import columns
from geo.text import normalise

__all__ = ["fuzzy"]

_CONSONANTS = "bdfgjklmnprst"
_LEAST = 78.0
_MOST_KEYS = 24
_PENALTY = 0.75


@lru_cache(maxsize=2_048)
def fuzzy(name: str, *, least: float = _LEAST) -> tuple[Named, ...]:
    """Give features whose name is spelt nearly so, best first.

    Parameters
    ----------
    name : str
        A name as written.
    least : float
        Least likeness of the two spellings, 0 to 100 (normalised indel distance).

    Returns
    -------
    tuple of Named
        All marked ``fuzzy``; empty where nothing is near. Small places are left out.

    Notes
    -----
    Spellings of one name share their consonants (Deir Ezzor, Dayr az-Zawr). Keys with the same
    consonants, or one more, one less or one other, are compared by rapidfuzz.

    Examples
    --------
    >>> fuzzy("Hammadan")[0].feature.country
    'IR'
    """
    key = normalise(name)
    bones = skeleton(key)
    if len(key) < 4 or len(bones) < 2:
        return ()
    best: dict[tuple[int, int], Named] = {}
    plain = key.replace("al ", "").replace(" ", "")
    for layer in stack():
        texts = _near(layer, bones)
        squeezed = {t: t.replace("al ", "").replace(" ", "") for t in texts if t != key}
        found = process.extract(
            plain, squeezed, scorer=fuzz.ratio, score_cutoff=least, limit=_MOST_KEYS
        )
        for _, likeness, text in found:
            for posting in layer.postings(text):
                row, how, score = unpack(posting)
                if how in {"abbreviation", "dotted"}:
                    continue
                score = score * _PENALTY * (likeness / 100) ** 4
                known = best.get((layer.number, row))
                if known is None or score > known.score:
                    best[layer.number, row] = Named(layer.number, row, "fuzzy", round(score, 6))
    return tuple(sorted(best.values(), key=lambda n: (-n.score, n.layer, n.row)))


def _variants(bones: str) -> Iterator[str]:
    """Give the consonants with none, one less, one other, or one more."""
    yield bones
    for i in range(len(bones)):
        yield bones[:i] + bones[i + 1 :]
    if len(bones) > 2:
        for i in range(len(bones) + 1):
            for letter in _CONSONANTS:
                yield bones[:i] + letter + bones[i:]
                if i < len(bones):
                    yield bones[:i] + letter + bones[i + 1 :]


def _near(layer: Layer, bones: str) -> list[str]:
    """List the keys of a layer whose consonants are near."""
    cells = columns("spelling.col", layer.place)
    starts, checks, keys = cells.view("start"), cells["check"], cells["key"]
    numbers: dict[int, None] = {}
    for variant in sorted({v for v in _variants(bones) if len(v) > 1}):
        b, check = bucket(variant)
        some = slice(starts[b], starts[b + 1])
        if some.start < some.stop:
            numbers |= dict.fromkeys(keys[some][checks[some] == check].tolist())
    return [layer.trie.restore_key(n) for n in numbers]

"""Copies of documents with other names in the place of theirs.

A model that has seen a few hundred documents learns their names by heart; copies with names drawn
from the gazetteer make it go by the words around them. A name is swapped for one of its own kind,
and a town of Britain, Canada or the United States for one of the same country.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from hashlib import md5
from random import Random

from train_corpora import Document, Gold

from geo.gazetteer import Feature, candidates
from geo.gazetteer.store import embedded

__all__ = ["swapped"]

SHARE = 0.3
_KINDS = frozenset({"country", "admin1", "city"})
_LOCAL = {"US": 15_000, "GB": 15_000, "CA": 15_000}
_LEAST = {"city": 500_000, "admin1": 300_000}


def swapped(document: Document) -> Document:
    """Copy a document with some of its names swapped, the same ones each time."""
    seed = md5(f"{document.corpus} {document.name}".encode(), usedforsecurity=False).hexdigest()
    random = Random(seed)
    names: dict[str, str] = {}
    parts: list[str] = []
    gold: list[Gold] = []
    length = last = 0
    for own in document.gold:
        if own.start < last:
            continue
        if own.text not in names:
            names[own.text] = _other(own.text, random)
        name = names[own.text]
        parts += [document.text[last : own.start], name]
        start = length + own.start - last
        length = start + len(name)
        gold.append(replace(own, start=start, end=length, text=name))
        last = own.end
    parts.append(document.text[last:])
    return replace(document, text="".join(parts), gold=tuple(gold))


def _other(name: str, random: Random) -> str:
    """Draw another name of the same kind; abbreviations, adjectives and capitals stay."""
    best = candidates(name)[:1]
    if not best or best[0].how not in {"name", "alternate"} or best[0].feature.kind not in _KINDS:
        return name
    if name.isupper() or not name[0].isupper() or random.random() >= SHARE:
        return name
    return random.choice(_names()[_pool(best[0].feature)])


@cache
def _names() -> dict[str, list[str]]:
    """List the names to draw from, by pool."""
    made: dict[str, list[str]] = defaultdict(list)
    table = embedded()
    for row in range(table.meta["rows"]):
        feature = table.make(row)
        if feature.kind in _KINDS and feature.population >= _least(feature):
            made[_pool(feature)].append(feature.name)
    return made


def _pool(feature: Feature) -> str:
    local = feature.kind == "city" and feature.country in _LOCAL
    return feature.country if local else feature.kind


def _least(feature: Feature) -> int:
    if feature.kind == "city":
        return _LOCAL.get(feature.country, _LEAST["city"])
    return _LEAST.get(feature.kind, 0)

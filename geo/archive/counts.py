"""Counts: what a summary adds up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["total"]


def total(counts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Add up numbers, and numbers within tables of them, to any depth.

    Parameters
    ----------
    counts : iterable of mapping
        Numbers by word; a word may stand for a mapping of its own.

    Returns
    -------
    dict
        The sums, words of the inner mappings in order.

    Examples
    --------
    >>> total([{"a": 1, "errors": {"x": 1}}, {"a": 2, "errors": {"b": 3, "x": 1}}])
    {'a': 3, 'errors': {'b': 3, 'x': 2}}
    """
    sums: dict[str, Any] = {}
    for one in counts:
        for word, number in one.items():
            if isinstance(number, Mapping):
                inner = total([sums.get(word, {}), number])
                sums[word] = dict(sorted(inner.items()))
            else:
                sums[word] = sums.get(word, 0) + number
    return sums

"""Summary: what a run did, for people, for ``summary.json`` and for the exit code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Summary"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    Attributes
    ----------
    articles, words, places, resolved, routes : int
        Analysed articles and what they hold; resolved are the places that have a feature.
    claims : mapping of str to mapping of str to int
        Number of claims by kind and verdict.
    errors : mapping of str to int
        Number of rows that were recorded and not analysed, by reason.
    chunks, reused : int
        Parts of the archive, and those that an earlier run had finished.
    seconds : float
        Time that this run took, start of the workers included.
    workers : int
        Worker processes.
    computed : int
        Articles that this run analysed itself.
    """

    articles: int
    words: int
    places: int
    resolved: int
    routes: int
    claims: Mapping[str, Mapping[str, int]]
    errors: Mapping[str, int]
    chunks: int
    reused: int
    seconds: float
    workers: int
    computed: int

    @property
    def exit_code(self) -> int:
        """0 where every row was analysed, 3 where some were recorded as errors."""
        return 3 if self.errors else 0

    @property
    def speed(self) -> float:
        """Articles a second that this run analysed."""
        return self.computed / self.seconds if self.seconds else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Give the summary as ``summary.json`` has it.

        Returns
        -------
        dict
            Plain numbers and tables.
        """
        return {
            "articles": self.articles,
            "words": self.words,
            "places": self.places,
            "resolved": self.resolved,
            "claims": {kind: dict(verdicts) for kind, verdicts in self.claims.items()},
            "routes": self.routes,
            "errors": dict(self.errors),
            "run": {
                "articles": self.computed,
                "seconds": round(self.seconds, 1),
                "articles_per_second": round(self.speed, 1),
                "workers": self.workers,
                "chunks": self.chunks,
                "chunks_reused": self.reused,
            },
        }

    def lines(self) -> list[str]:
        """Give the summary in plain lines.

        Returns
        -------
        list of str
            Articles, places, claims, errors and speed, one line each.
        """
        claims: dict[str, int] = {}
        for verdicts in self.claims.values():
            for verdict, number in verdicts.items():
                claims[verdict] = claims.get(verdict, 0) + number
        shown = [
            f"{self.articles:,} articles, {self.words:,} words",
            f"{self.places:,} places, {self.resolved:,} of them on the map",
            f"{sum(claims.values()):,} claims" + _list(claims),
            f"{sum(self.errors.values()):,} rows recorded in errors" + _list(self.errors),
            f"{self.seconds:,.1f} s, {self.speed:,.1f} articles/s, {self.workers} workers",
        ]
        if self.routes:
            shown.insert(3, f"{self.routes:,} routes")
        if self.reused:
            shown.append(f"{self.reused:,} of {self.chunks:,} chunks were finished before")
        return shown


def _list(numbers: Mapping[str, int]) -> str:
    words = ", ".join(f"{word} {number:,}" for word, number in sorted(numbers.items()))
    return f": {words}" if words else ""

"""Statements about places that no map can check, and why: said, not dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.claims.measures import Answer
from geo.claims.model import Claim, Operand
from geo.claims.passage import ADJ, PLACE, Passage
from geo.claims.story import Story
from geo.claims.wording import clause, make

__all__ = ["extract", "other"]

_MISSING = {
    "first": "a history of who did so before",
    "hit": "reports from the ground of who or what was hit",
    "cost": "what it costs",
    "besieged": "which places are meant and who holds them",
    "motive": "what those who acted intended",
}
_THINGS = (
    "targets?|depots?|facilit(?:y|ies)|militants?|civilians?|camps?|positions?|dumps?|stores|posts?"
)
_IS = (
    r"\b(?:is|was|are|were|be|been|being|becomes?|became|becoming|as|remains?)\s"
    r"(?:[a-z]+\s)?(?:(?:one\sof|among)\s)?"
)
_ROUND = "period|half|quarter|inning|round|game|goal"
_WORDS = {
    "first": rf"{_IS}the\sfirst\s(?!{_ROUND})(?:[a-z]+\s){{1,2}}(?:to|since|of\sits\skind)\b"
    r"|\bfor\sthe\sfirst\stime\b|\b[Nn]o\sforeign\s[a-z]+\shad\b",
    "hit": r"\b(?:bombed|shelled|air\s?strikes?|destroyed|struck|hit|killed)\b"
    rf"(?=[^.;]*\b(?:{_THINGS})\b)",
    "cost": r"\b(?:save|saves|saving|cut|cuts|reduce|reduces)\s(?:on\s)?costs?\b",
    "besieged": r"\bbesieged\s(?:cit(?:y|ies)|towns?|areas?)\b|\bsetbacks?\b",
    "motive": r"\b(?:grander\splan|wider\saim|(?:true|real)\sintentions?|intentions)\b",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _WORDS.items()}


def extract(passage: Passage, story: Story) -> Iterator[Claim]:
    """Find statements that carry a place and that offline data cannot check.

    Parameters
    ----------
    passage : Passage
        The sentence.
    story : Story
        The article around it.

    Yields
    ------
    Claim
        Of kind ``other``, at most one a family and sentence.
    """
    del story
    for name, pattern in _PATTERNS.items():
        match = pattern.search(passage.mask)
        if match is None:
            continue
        place = _place(passage, match.start(), match.end())
        if place is not None:
            yield make(
                passage, "other", clause(passage, match.span()), None, place,
                traits=frozenset({name}),
            )  # fmt: skip


def _place(passage: Passage, start: int, end: int) -> Operand | None:
    """Give the nearest place behind the words, else before them."""
    behind = re.search(f"{PLACE}|{ADJ}", passage.mask[end:])
    before = re.findall(f"{PLACE}|{ADJ}", passage.mask[:start])
    if behind:
        return passage.group(behind[0]).head
    return passage.group(before[-1]).head if before else None


def other(claim: Claim) -> Answer:
    """Say what would be needed to check it.

    Parameters
    ----------
    claim : Claim
        Of kind ``other``.

    Returns
    -------
    Answer
        No reading; what is missing.
    """
    lost = next((words for name, words in _MISSING.items() if name in claim.traits), "a source")
    return Answer(missing=(lost,), reason=f"Offline data cannot check this; missing: {lost}.")

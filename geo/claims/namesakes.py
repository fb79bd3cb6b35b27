"""Namesakes: what a claim comes to whichever place of a name is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from geo.claims.model import Claim, Operand, Reading
from geo.claims.verdict import judge

__all__ = ["KINDS", "guess", "whichever"]

KINDS = frozenset({"distance", "direction", "distance_direction"})
"""Kinds of which a wrong claim is wrong for every namesake."""
KNOWN = 50_000
"""Inhabitants of a place that a gazetteer is sure to have among its candidates."""
LEAST = 0.02
"""Chance below which a candidate is not thought of."""
_MOST = 12

Read = Callable[[Claim], Sequence[Reading]]


def guess(claim: Claim) -> Claim | None:
    """Take each unresolved operand for its likeliest candidate.

    Parameters
    ----------
    claim : Claim
        A claim whose names may be unresolved.

    Returns
    -------
    Claim or None
        None where nothing is unresolved, or where the likeliest candidate is no well-known place.
    """
    if claim.kind not in KINDS:
        return None
    ends = [_guessed(operand) for operand in (claim.subject, claim.reference)]
    if any(end is None or end.feature is None for end in ends):
        return None
    guessed = replace(claim, subject=ends[0], reference=ends[1])
    return None if guessed == claim else guessed


def _guessed(operand: Operand | None) -> Operand | None:
    if operand is None or operand.feature is not None or operand.toponym is None:
        return operand
    best = operand.toponym.candidates[0] if operand.toponym.candidates else None
    if operand.inferred or best is None or best.feature.population < KNOWN:
        return operand
    return replace(operand, feature=best.feature)


def whichever(claim: Claim, read: Read) -> bool:
    """Tell whether a claim is refuted for every pair of candidates of its operands.

    Parameters
    ----------
    claim : Claim
        A claim with known operands.
    read : callable
        Gives the readings of a claim.

    Returns
    -------
    bool
        False as soon as one pair is not refuted, or cannot be measured.
    """
    if claim.kind not in KINDS or claim.subject is None or claim.reference is None:
        return False
    if not all(_known(operand) for operand in (claim.subject, claim.reference)):
        return False
    for subject, reference in product(_meant(claim.subject), _meant(claim.reference)):
        if judge(read(replace(claim, subject=subject, reference=reference))) != "refuted":
            return False
    return True


def _known(operand: Operand) -> bool:
    sure = operand.toponym is None or operand.toponym.confidence >= 0.5
    return sure or (operand.feature is not None and operand.feature.population >= KNOWN)


def _meant(operand: Operand) -> Iterator[Operand]:
    yield operand
    if operand.toponym is not None:
        for candidate in operand.toponym.candidates[:_MOST]:
            if candidate.feature != operand.feature and candidate.score >= LEAST:
                yield replace(operand, feature=candidate.feature)

"""How a family of claims makes a Claim of a match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from geo.claims.model import Claim, Operand
from geo.claims.passage import PLACE, Passage, attribution

__all__ = ["LIST", "clause", "is_asserted", "make", "overlaps"]

LIST = rf"(?P<list>{PLACE}(?:(?:,\s|,?\s(?:and|or)\s)(?:the\s)?{PLACE})*)"
"""Pattern of "Benin, Ghana and Niger"."""


_MARK = re.compile(r"\s[—–]\s|;\s|:\s|,\s(?=(?:and|but|which|who|said|because|while)\b)|[.”]\s")
_DENIED = re.compile(r"\b(?:not|never|neither|nor|no\slonger|cannot)\b|n['’]t\b", re.IGNORECASE)
_IF = re.compile(r"\b[Ii]f\s(?!not\b|any\b|ever\b|only\b)")
_SUPPOSED = re.compile(r"\W*If\b.{0,80}\b(?:were|had)\b")


def make(
    passage: Passage,
    kind: str,
    span: tuple[int, int],
    subject: Operand | None = None,
    other: Operand | None = None,
    **more: Any,
) -> Claim:
    """Make a claim of a stretch of a passage.

    Parameters
    ----------
    passage : Passage
        The sentence.
    kind : str
        One of `geo.claims.model.KINDS`.
    span : tuple of int
        The stretch, in the mask; widened to take in operands of the same sentence.
    subject, other : Operand or None
        The operands.
    **more
        Further fields of the claim.

    Returns
    -------
    Claim
        With its words and who says so.
    """
    sentence = passage.sentence
    start, end = passage.offset(span[0]), passage.offset(span[1])
    for operand in (subject, other, *more.get("others", ())):
        if operand is not None and sentence.start <= operand.start <= operand.end <= sentence.end:
            start, end = min(start, operand.start), max(end, operand.end)
    return Claim(
        kind=kind,
        start=start,
        end=end,
        sentence=sentence.text,
        subject=subject,
        reference=other,
        attribution=attribution(sentence.text),
        text=sentence.text[start - sentence.start : end - sentence.start],
        **more,
    )


def clause(passage: Passage, span: tuple[int, int]) -> tuple[int, int]:
    """Widen a stretch to the clause that it stands in.

    Parameters
    ----------
    passage : Passage
        The sentence.
    span : tuple of int
        The stretch, in the mask.

    Returns
    -------
    tuple of int
        From the mark before it to the one behind it.
    """
    mask = passage.mask
    before = max((m.end() for m in _MARK.finditer(mask, 0, span[0])), default=0)
    behind = _MARK.search(mask, span[1])
    return before, behind.start() if behind else len(mask.rstrip('.!?”"'))


def is_asserted(claim: Claim) -> bool:
    """Tell whether the words state a claim, rather than deny, ask or suppose it.

    Parameters
    ----------
    claim : Claim
        As it was found.

    Returns
    -------
    bool
        False for questions, for "is not 500 miles from" and for "if it were".
    """
    asked = claim.sentence.rstrip("”\"' ").endswith("?")
    if claim.kind in {"containment", "payload", "runway"}:
        return True
    if claim.kind == "other":
        return not asked and not _IF.search(claim.text)
    words = claim.text
    if claim.quantity is not None:
        words = words.replace(claim.quantity.text, "")
    before = claim.sentence.partition(claim.text)[0] if claim.text else ""
    if asked or _DENIED.search(before[-12:]) or _DENIED.search(words):
        return False
    return not _SUPPOSED.match(claim.sentence)


def overlaps(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a stretch is already used.

    Parameters
    ----------
    span : tuple of int
        The stretch.
    taken : iterable of tuple of int
        Stretches in use.

    Returns
    -------
    bool
        Whether any overlaps it.
    """
    return any(span[0] < end and start < span[1] for start, end in taken)


def words(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of whole words, capitals or not.

    Parameters
    ----------
    pattern : str
        Alternatives, parted by ``|``.

    Returns
    -------
    re.Pattern
        The pattern.
    """
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)

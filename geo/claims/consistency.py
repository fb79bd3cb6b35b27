"""Conflicts inside one text: two figures for one pair, a figure and its conversion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.claims.measures import PRINTED, Answer
from geo.claims.model import Claim, Reading
from geo.claims.story import Story
from geo.quantities import Quantity, is_conversion
from geo.units import shown

__all__ = ["conflict", "conflicts", "conversions"]

_MEASURED = frozenset({"distance", "distance_direction", "off_coast", "route_length"})


def conversions(story: Story) -> Iterator[Claim]:
    """Find figures whose conversion into another unit does not agree with them.

    Parameters
    ----------
    story : Story
        The article.

    Yields
    ------
    Claim
        Of kind ``conflict``.
    """
    text = story.article.text
    for passage in story.passages:
        for first, second in zip(passage.lengths, passage.lengths[1:], strict=False):
            if is_conversion(first, second, text) and not _agree(first, second):
                words = text[first.start : second.end]
                yield Claim("conflict", first.start, second.end, passage.sentence.text,
                            quantity=first, number=second.metres, text=words,
                            traits=frozenset({"conversion"}))  # fmt: skip


def conflicts(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Find pairs of claims that give one pair of places two distances.

    Parameters
    ----------
    claims : sequence of Claim
        The claims of one article.

    Yields
    ------
    Claim
        Of kind ``conflict``, at the later claim.
    """
    seen: dict[frozenset[str], Claim] = {}
    for claim in claims:
        if claim.kind not in _MEASURED or claim.quantity is None or "conversion" in claim.traits:
            continue
        ends = [o.feature.id for o in (claim.subject, claim.reference) if o and o.feature]
        if len(set(ends)) < 2:
            continue
        key = frozenset(ends)
        first = seen.setdefault(key, claim)
        if first is claim or first.quantity is None:
            continue
        if not _agree(first.quantity, claim.quantity) and not _other_kind(first, claim):
            yield replace(claim, kind="conflict", number=first.quantity.metres, direction="",
                          traits=frozenset({"pair"}))  # fmt: skip


def _other_kind(first: Claim, second: Claim) -> bool:
    """Tell whether one speaks of the road or the border and the other does not."""
    kinds = {"ground", "flight", "coast", "border", "path", "return"}
    return (first.traits & kinds) != (second.traits & kinds)


def _agree(a: Quantity, b: Quantity) -> bool:
    low = max(a.low, b.low)
    high = min(a.high, b.high)
    return low <= high or abs(a.metres - b.metres) <= 0.02 * max(a.metres, b.metres)


def conflict(claim: Claim) -> Answer:
    """Read a disagreement inside one text.

    Parameters
    ----------
    claim : Claim
        Of kind ``conflict``.

    Returns
    -------
    Answer
        Depends: one of the two figures is wrong; which, the map shows.
    """
    quantity, other = claim.quantity, claim.number
    if quantity is None or other is None:
        return Answer(missing=("two figures",))
    readings = tuple(
        Reading(
            label=label,
            assumptions=(label,),
            basis="stated",
            source=PRINTED,
            value_m=value,
            holds=held,
            aspect="distance",
            function="geo.quantities.quantities",
        )
        for label, value, held in (
            ("this figure", quantity.metres, "yes"),
            ("the other figure", other, "no"),
        )
    )
    unit = quantity.unit
    says = "its conversion" if "conversion" in claim.traits else "another figure for the same pair"
    return Answer(
        readings,
        reason=f"The text contradicts itself: “{quantity.text}” is {shown(quantity.metres, unit)},"
        f" {says} is {shown(other, unit)}.",
    )

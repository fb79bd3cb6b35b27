"""The verdict rule: basis first; fit never ranks a reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.claims.model import Reading
from geo.quantities import Quantity

__all__ = ["NEAR", "holds", "judge"]

NEAR = 0.15
"""Share by which a value may miss and still be shown as near: a house convention."""

_OPEN = frozenset({"yes", "borderline"})


def holds(value: float, uncertainty: float, quantity: Quantity, *, near: float = NEAR) -> str:
    """Compare a computed length with a printed one.

    Parameters
    ----------
    value, uncertainty : float
        The length computed and the half width of what is not known of it, metres.
    quantity : Quantity
        The length printed, with its interval.
    near : float
        Share of the printed length by which a miss is still called near.

    Returns
    -------
    str
        ``yes``: the value lies in the interval with all its uncertainty, or lies in an interval so
        fine that the uncertainty covers half of it; ``borderline``: a limit lies within the
        uncertainty; ``near`` or ``no`` otherwise.

    Examples
    --------
    >>> from geo.quantities import quantities
    >>> mile = quantities("1,000 miles")[0]
    >>> [holds(m * 1609.344, 3000, mile) for m in (1002, 951, 1100, 605)]
    ['yes', 'borderline', 'near', 'no']
    """
    low, high = quantity.low, quantity.high
    fine = high - low < 4 * uncertainty
    if low <= value <= high and (
        fine or ((value - uncertainty >= low or low <= 0) and value + uncertainty <= high)
    ):
        return "yes"
    if value + uncertainty >= low and value - uncertainty <= high:
        return "borderline"
    slack = near * abs(quantity.metres)
    low, high = min(low, quantity.metres - slack), max(high, quantity.metres + slack)
    return "near" if low <= value <= high and _hedged(quantity, value) else "no"


def _hedged(quantity: Quantity, value: float) -> bool:
    """Nothing is near to a limit that the words set: 103 is not "less than 100"."""
    return not (quantity.hedge == "up to" and value > quantity.high)


def judge(readings: Sequence[Reading]) -> str:
    """Give the verdict that a set of readings comes to.

    Parameters
    ----------
    readings : sequence of Reading
        All readings of one claim.

    Returns
    -------
    str
        ``supported`` where every stated or cited reading holds, ``refuted`` where none does and
        no conjecture that may save the claim does, ``undetermined`` where none could be computed,
        ``depends`` otherwise. Where the claim says two things, each is judged and one that is
        refuted refutes the claim.

    Examples
    --------
    >>> far = Reading("straight line", (), "stated", holds="no")
    >>> road = Reading("by road", (), "conjectured", holds="yes", saves=True)
    >>> judge([far]), judge([far, road]), judge([])
    ('refuted', 'depends', 'undetermined')
    """
    aspects = dict.fromkeys(reading.aspect for reading in readings)
    verdicts = {_judge([r for r in readings if r.aspect == aspect]) for aspect in aspects}
    for verdict in ("refuted", "depends"):
        if verdict in verdicts:
            return verdict
    if len(verdicts) == 1:
        return verdicts.pop()
    return "depends" if verdicts else "undetermined"


def _judge(readings: Iterable[Reading]) -> str:
    readings = list(readings)
    say = [reading.holds for reading in readings if reading.has_say]
    known = [held for held in say if held != "not_computed"]
    if not known:
        return "undetermined"
    if all(held == "yes" for held in say):
        return "supported"
    if any(held != "no" for held in say):
        return "depends"
    saved = any(r.saves and r.holds in _OPEN for r in readings if not r.has_say)
    return "depends" if saved else "refuted"

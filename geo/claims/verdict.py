"""The verdict rule: basis first; fit never ranks a reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.claims.model import Reading
from geo.quantities import Quantity

__all__ = ["NEAR", "holds", "judge"]

NEAR = 0.15
"""Share by which a value may miss and still be shown as near: a house convention."""

FINE = 0.01
"""Share of a printed length up to which an uncertainty is small beside it: a house convention."""

_OPEN = frozenset({"yes", "borderline"})
_LIMITS = frozenset({"at least", "up to"})


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
        ``yes``: the value lies in the interval, or the figure itself lies within an uncertainty
        that is small beside it; ``borderline``: the value lies outside and the uncertainty
        reaches in; ``near`` or ``no`` otherwise. A limit that the words set ("more than") is
        borderline on either side, but where the interval is too fine for the uncertainty.

    Notes
    -----
    Rounding is a convention of the writer, so a value on its edge still prints as the figure
    does. To refute, a value must miss by more than its uncertainty.

    Examples
    --------
    >>> from geo.quantities import quantities
    >>> mile = quantities("1,000 miles")[0]
    >>> [holds(m * 1609.344, 3000, mile) for m in (1002, 951, 949, 1100, 605)]
    ['yes', 'yes', 'borderline', 'near', 'no']
    >>> [holds(km * 1000.0, 3000, quantities("1,241 km")[0]) for km in (1241, 1243, 1244.5)]
    ['yes', 'yes', 'borderline']
    """
    low, high = quantity.low, quantity.high
    if quantity.hedge in _LIMITS:
        fits = low <= value <= high and (
            high - low < 4 * uncertainty
            or ((value - uncertainty >= low or low <= 0) and value + uncertainty <= high)
        )
    else:
        met = abs(value - quantity.metres) <= uncertainty <= FINE * abs(quantity.metres)
        fits = low <= value <= high or met
    if fits:
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

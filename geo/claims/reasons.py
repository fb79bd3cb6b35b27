"""The reason of a verdict in one plain sentence with its figures."""

from __future__ import annotations

from collections.abc import Sequence

from geo import geodesy
from geo.claims.model import Claim, Operand, Reading
from geo.claims.winds import spoken
from geo.units import shown, shown_range

__all__ = ["joined", "reason", "undetermined"]


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join words as English does.

    Parameters
    ----------
    words : sequence of str
        The words.
    last : str
        The word before the last.

    Returns
    -------
    str
        Such as ``A, B and C``.

    Examples
    --------
    >>> joined(["A", "B", "C"])
    'A, B and C'
    """
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def undetermined(missing: tuple[str, ...]) -> str:
    """Say why a claim stays open.

    Parameters
    ----------
    missing : tuple of str
        What is missing.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> undetermined(("where the farm is",))
    'Not checked: it is not known where the farm is.'
    """
    unknown = [line for line in missing if line.startswith(("where", "which"))]
    unnamed = [line for line in missing if line.endswith("is not named")]
    rest = [line for line in missing if line not in unknown and line not in unnamed]
    parts = [joined(unnamed)] if unnamed else []
    parts += [f"it is not known {joined(unknown)}"] if unknown else []
    parts += [f"missing: {'; '.join(rest)}"] if rest else []
    return f"Not checked: {'; '.join(parts) or 'nothing in it can be measured'}."


def reason(claim: Claim, verdict: str, readings: tuple[Reading, ...]) -> str:
    """Say why a verdict was given.

    Parameters
    ----------
    claim : Claim
        The claim.
    verdict : str
        Its verdict.
    readings : tuple of Reading
        Its readings, computed.

    Returns
    -------
    str
        One sentence with the figures.
    """
    parts = []
    length = next((r for r in readings if r.aspect == "distance" and r.has_say), None)
    wind = next((r for r in readings if r.aspect == "direction" and r.has_say), None)
    if length is not None and length.value_m is not None and claim.quantity is not None:
        parts.append(_length(claim, length))
        parts += _ways(claim, verdict, readings)
    if wind is not None and wind.azimuth is not None:
        parts.append(_wind(claim, wind))
    return f"{'; '.join(parts)}." if parts else "Computed; the readings give the figures."


def _name(operand: Operand | None) -> str:
    return operand.name if operand is not None else "it"


def _length(claim: Claim, reading: Reading) -> str:
    assert claim.quantity is not None
    assert reading.value_m is not None
    unit = claim.quantity.unit if claim.quantity.unit in {"mi", "km", "nmi"} else "km"
    value = shown(reading.value_m, unit)
    a, b = _name(claim.subject), _name(claim.reference)
    says = {"yes": "fits", "near": "is near", "borderline": "may fit", "no": "does not fit"}
    way = {
        "straight line": f"In a straight line {a} is {value} from {b}",
        "there and back": f"There and back in a straight line it is {value} between {a} and {b}",
    }.get(reading.label, f"At the nearest points it is {value} between {a} and {b}")
    return f"{way}, which {says[reading.holds]} “{claim.quantity.text}”"


def _ways(claim: Claim, verdict: str, readings: tuple[Reading, ...]) -> list[str]:
    assert claim.quantity is not None
    unit = claim.quantity.unit if claim.quantity.unit in {"mi", "km", "nmi"} else "km"
    saving = [r for r in readings if r.saves and r.aspect == "distance" and r.value_m is not None]
    if verdict == "refuted":
        tried = [r.label for r in saving]
        return [f"neither does {joined(tried, 'nor')}"] if tried else []
    if verdict != "depends":
        return []
    found = []
    for r in saving:
        if r.holds not in {"yes", "borderline"} or r.value_m is None:
            continue
        span = shown_range(r.value_m - r.uncertainty_m, r.value_m + r.uncertainty_m, unit)
        found.append(f"{r.label} ({span if r.uncertainty_m else shown(r.value_m, unit)}) would")
    return [joined(found[:3])] if found else []


def _wind(claim: Claim, reading: Reading) -> str:
    assert reading.azimuth is not None
    a, b = _name(claim.subject), _name(claim.reference)
    says = {
        "yes": f"which is {spoken(claim.direction)}",
        "borderline": f"at the edge of {spoken(claim.direction)}",
        "near": f"beside {spoken(claim.direction)}",
        "no": f"not {spoken(claim.direction)}",
    }
    eighth = spoken(geodesy.wind(reading.azimuth, 8))
    seen = f"{a} lies {eighth} of {b} ({reading.azimuth:.0f} degrees)"
    return f"{seen}, {says[reading.holds]}"

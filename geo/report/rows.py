"""Rows: places, claims and routes as plain dictionaries, with the keys that every form shares."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geo.units import shown_short

if TYPE_CHECKING:
    from geo.claims import Claim, Finding, Operand, Reading
    from geo.gazetteer import Feature
    from geo.geoparse import Toponym
    from geo.routes import Route

__all__ = ["claim_row", "number", "place_row", "route_row", "value_text"]


def number(value: float | None, digits: int) -> float | None:
    """Round a number for output; what is not finite becomes None, and -0.0 becomes 0.0.

    Parameters
    ----------
    value : float or None
        The number.
    digits : int
        Decimals kept: 6 for degrees, 1 for metres, 3 for confidences.

    Returns
    -------
    float or None
        The rounded number.

    Examples
    --------
    >>> number(36.20124001, 6), number(float("nan"), 1), number(-0.04, 1)
    (36.20124, None, 0.0)
    """
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), digits) + 0.0


def place_row(toponym: Toponym) -> dict[str, Any]:
    """Give a toponym as the row of a place.

    Parameters
    ----------
    toponym : Toponym
        A place name of the article, resolved or not.

    Returns
    -------
    dict
        Keys text, start, end, name, kind, lon, lat, country, admin1, geonameid, confidence, role,
        candidates, part, inferred, reason; the feature's are None where it is unresolved.
    """
    feature = toponym.feature
    return {
        "text": toponym.text,
        "start": toponym.start,
        "end": toponym.end,
        **_feature_keys(feature),
        "confidence": number(toponym.confidence, 3),
        "role": toponym.role,
        "candidates": [
            {"id": c.feature.id, **_feature_keys(c.feature), "score": number(c.score, 3)}
            for c in toponym.candidates
        ],
        "part": toponym.part,
        "inferred": toponym.inferred,
        "reason": toponym.reason,
    }


def _feature_keys(feature: Feature | None) -> dict[str, Any]:
    keys = ("name", "kind", "lon", "lat", "country", "admin1", "geonameid")
    if feature is None:
        return dict.fromkeys(keys)
    row: dict[str, Any] = {key: getattr(feature, key) for key in keys}
    row["lon"], row["lat"] = number(feature.lon, 6), number(feature.lat, 6)
    return row


def claim_row(finding: Finding) -> dict[str, Any]:
    """Give a finding as the row of a claim.

    Parameters
    ----------
    finding : Finding
        A checked claim.

    Returns
    -------
    dict
        Keys start, end, sentence, kind, subject, reference, quantity, direction, attribution,
        verdict, reason, missing, readings.
    """
    claim = finding.claim
    return {
        "start": claim.start,
        "end": claim.end,
        "sentence": claim.sentence,
        "kind": claim.kind,
        "subject": _operand(claim.subject),
        "reference": _operand(claim.reference),
        "quantity": _quantity(claim),
        "direction": claim.direction or None,
        "attribution": claim.attribution or None,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "missing": list(finding.missing),
        "readings": [_reading(reading) for reading in finding.readings],
    }


def _operand(operand: Operand | None) -> dict[str, Any] | None:
    if operand is None:
        return None
    feature = operand.feature
    return {
        "text": operand.text,
        "start": operand.start,
        "end": operand.end,
        **_feature_keys(feature),
        "inferred": operand.inferred,
    }


def _quantity(claim: Claim) -> dict[str, Any] | None:
    quantity = claim.quantity
    if quantity is None:
        return None
    return {
        "value": quantity.value,
        "unit": quantity.unit,
        "metres": number(quantity.metres, 1),
        "low": number(quantity.low, 1),
        "high": number(quantity.high, 1),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "label": reading.label,
        "assumptions": list(reading.assumptions),
        "basis": reading.basis,
        "source": reading.source,
        "value_m": number(reading.value_m, 1),
        "uncertainty_m": number(reading.uncertainty_m, 1),
        "holds": reading.holds,
        "note": reading.note,
        "function": reading.function,
        "points": [[number(lon, 6), number(lat, 6)] for lon, lat in reading.points],
        "constants": {name: number(value, 6) for name, value in reading.constants},
    }


def route_row(route: Route) -> dict[str, Any]:
    """Give a route as a row.

    Parameters
    ----------
    route : Route
        A computed route.

    Returns
    -------
    dict
        Keys length_m, policy, points ([[lon, lat], ...]), overflown ([{name, km}]).
    """
    return {
        "length_m": number(route.length_m, 1),
        "policy": route.policy.name,
        "points": [[number(lon, 6), number(lat, 6)] for lon, lat in route.points],
        "overflown": [{"name": name, "km": number(km, 1)} for name, km in route.overflown()],
    }


def value_text(finding: Finding, reading: Reading) -> str:
    """Write what a reading came to, for people.

    Parameters
    ----------
    finding : Finding
        Whose reading it is; its quantity gives the unit, kilometres where it has none.
    reading : Reading
        The reading.

    Returns
    -------
    str
        A length to its uncertainty or an azimuth in degrees; empty where it has neither.
    """
    if reading.value_m is not None:
        unit = finding.claim.quantity.unit if finding.claim.quantity else "km"
        return shown_short(reading.value_m, unit, reading.uncertainty_m)
    return "" if reading.azimuth is None else f"{reading.azimuth:.0f}°"

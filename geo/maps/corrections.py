"""Corrections: what an editor says that a name means, as lines of a TOML file."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from geo.errors import CorrectionError
from geo.files import read_toml

__all__ = ["Correction", "correction_line", "corrections_text", "read_corrections"]

_AT = re.compile(r"(?P<text>.+)@(?P<at>[0-9]{1,9})\Z", re.DOTALL)
_HEAD = (
    "# Corrections for dateline: name as the story writes it = what it means.\n"
    '# An id of the gazetteer, false (not a place), or { lat = .., lon = .., name = ".." }.\n'
    '# "Name@1523" corrects only the mention at character 1523. A name not found before is added.\n'
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What one name means.

    Attributes
    ----------
    text : str
        The name as the story writes it.
    at : int or None
        Offset (code points) of the one mention that is meant; None for all.
    drop : bool
        True where it is not a place.
    feature_id : str
        Id in the gazetteer; empty where a point is given.
    lon, lat : float or None
        The point, degrees.
    name : str
        A name for the point; the text where empty.
    """

    text: str
    at: int | None = None
    drop: bool = False
    feature_id: str = ""
    lon: float | None = None
    lat: float | None = None
    name: str = ""


def correction_line(
    text: str, *, at: int | None = None, feature_id: str = "", drop: bool = False, note: str = ""
) -> str:
    """Write one line of a corrections file.

    Parameters
    ----------
    text : str
        The name as the story writes it.
    at : int or None
        Offset of the one mention that is meant.
    feature_id : str
        What it means.
    drop : bool
        It is not a place.
    note : str
        A comment for people.

    Returns
    -------
    str
        The line, without its end.

    Examples
    --------
    >>> correction_line("Hamadan", feature_id="geonames:132144", note="city, Iran")
    '"Hamadan" = "geonames:132144"  # city, Iran'
    >>> correction_line("Viber", at=17, drop=True)
    '"Viber@17" = false'
    """
    key = json.dumps(text if at is None else f"{text}@{at}", ensure_ascii=False)
    value = "false" if drop else json.dumps(feature_id, ensure_ascii=False)
    comment = " ".join(note.split())
    return _inert(f"{key} = {value}") + (f"  # {_bare(comment)}" if comment else "")


def _inert(line: str) -> str:
    """TOML forbids DEL and the other controls, which JSON lets stand."""
    return "".join(f"\\u{ord(c):04X}" if ord(c) == 127 else c for c in line)


def _bare(comment: str) -> str:
    return "".join(c if c.isprintable() else " " for c in comment)


def corrections_text(lines: tuple[str, ...]) -> str:
    """Join lines into a corrections file with its explanation on top.

    Parameters
    ----------
    lines : tuple of str
        As `correction_line` gives them.

    Returns
    -------
    str
        The file.
    """
    return _HEAD + "".join(f"{line}\n" for line in lines)


def read_corrections(text: str, where: str = "corrections") -> tuple[Correction, ...]:
    """Read a corrections file.

    Parameters
    ----------
    text : str
        Contents of the file, TOML.
    where : str
        Its name, for messages.

    Returns
    -------
    tuple of Correction
        In the order of the file.

    Raises
    ------
    CorrectionError
        Where it is not TOML, or a value is none of the three kinds.

    Examples
    --------
    >>> read_corrections('"Aleppo@12" = "geonames:170063"')[0].at
    12
    """
    table = read_toml(text, where, CorrectionError)
    return tuple(_correction(key, value, where) for key, value in table.items())


def _correction(key: str, value: Any, where: str) -> Correction:
    match = _AT.match(key)
    name, at = (match["text"], int(match["at"])) if match else (key, None)
    if not name.strip():
        raise CorrectionError(f"{where}: {key!r} is no name")
    if value is False:
        return Correction(name, at, drop=True)
    if isinstance(value, str) and value:
        return Correction(name, at, feature_id=value)
    if isinstance(value, dict) and {"lat", "lon"} <= set(value) <= {"lat", "lon", "name"}:
        lat, lon = (_degrees(value[k], k, key, where) for k in ("lat", "lon"))
        return Correction(name, at, lon=lon, lat=lat, name=str(value.get("name", "")))
    raise CorrectionError(
        f'{where}: {key!r} must be an id such as "geonames:170063", false, or a table of '
        "lat, lon and name"
    )


def _degrees(value: Any, which: str, key: str, where: str) -> float:
    limit = 90.0 if which == "lat" else 180.0
    good = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not good or not math.isfinite(value) or abs(value) > limit:
        raise CorrectionError(f"{where}: {which} of {key!r} must be a number up to {limit:g}")
    return float(value)

"""Apply an editor's corrections to the toponyms of an article, and write them out for editing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from geo import gazetteer
from geo.article import Article
from geo.errors import CorrectionError, MissingInput, PlaceNotFound
from geo.gazetteer import Feature
from geo.geoparse import Toponym
from geo.maps.corrections import Correction, correction_line, corrections_text, read_corrections
from geo.text import one_line

__all__ = ["correct", "corrections_toml", "load_corrections"]


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """Read a corrections file.

    Parameters
    ----------
    path : pathlib.Path
        TOML, a name and what it means on each line; see `geo.maps.corrections`.

    Returns
    -------
    tuple of Correction
        In the order of the file.

    Raises
    ------
    MissingInput
        Where there is no such file.
    CorrectionError
        Where it is not TOML or a value makes no sense; the message says which.
    """
    shown = one_line(str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MissingInput(f"cannot read {shown}: {error.strerror}") from error
    except ValueError as error:
        raise CorrectionError(f"{shown} is not TOML: {one_line(str(error))}") from error
    return read_corrections(text, shown)


def correct(
    article: Article, toponyms: Iterable[Toponym], corrections: Iterable[Correction]
) -> tuple[tuple[Toponym, ...], tuple[str, ...]]:
    """Apply corrections to the toponyms of an article.

    Parameters
    ----------
    article : Article
        The article; a place that was missed is looked for in its text.
    toponyms : iterable of Toponym
        What was found.
    corrections : iterable of Correction
        Later ones win.

    Returns
    -------
    tuple of Toponym
        The toponyms in order of appearance: set, added and dropped as told.
    tuple of str
        A note for each correction that nothing in the article answers to.

    Raises
    ------
    CorrectionError
        Where an id is not one of the gazetteer's.
    """
    kept = {(t.start, t.end): t for t in toponyms}
    notes = []
    for item in corrections:
        spans = _spans(article, item)
        if not spans:
            where = "" if item.at is None else f" at character {item.at}"
            notes.append(f"correction not used: no {item.text!r}{where} in the article")
            continue
        feature = None if item.drop else _meant(item)
        for span in spans:
            old = kept.get(span) or Toponym(text=item.text, start=span[0], end=span[1])
            for other in [s for s in kept if s[0] < span[1] and span[0] < s[1]]:
                del kept[other]
            if feature is not None:
                reason = "set by the editor's correction"
                kept[span] = replace(
                    old, feature=feature, confidence=1.0, inferred=False, reason=reason
                )
    return tuple(kept[span] for span in sorted(kept)), tuple(notes)


def _spans(article: Article, item: Correction) -> list[tuple[int, int]]:
    pattern = re.compile(rf"(?<!\w){re.escape(item.text)}(?!\w)")
    found = [m.span() for m in pattern.finditer(article.text, article.body)]
    return found if item.at is None else [s for s in found if s[0] == item.at]


def _meant(item: Correction) -> Feature:
    if item.lon is not None and item.lat is not None:
        name = item.name or item.text
        return Feature(
            id=f"correction:{name}", name=name, kind="point", lon=item.lon, lat=item.lat,
            source="the editor's correction",
        )  # fmt: skip
    try:
        return gazetteer.feature(item.feature_id)
    except PlaceNotFound as error:
        raise CorrectionError(f"correction of {item.text!r}: {error}") from error


def corrections_toml(toponyms: Iterable[Toponym]) -> str:
    """Write what was found as a corrections file, ready to be edited.

    Parameters
    ----------
    toponyms : iterable of Toponym
        What was found.

    Returns
    -------
    str
        TOML with a line for each name and meaning, the other candidates in comments.
    """
    lines: list[str] = []
    seen: set[tuple[str, str]] = set()
    for toponym in toponyms:
        chosen = toponym.feature.id if toponym.feature else ""
        if (toponym.text, chosen) in seen:
            continue
        at = toponym.start if any(text == toponym.text for text, _ in seen) else None
        seen.add((toponym.text, chosen))
        note = _described(toponym.feature) if toponym.feature else "not resolved: give an id"
        line = correction_line(toponym.text, at=at, feature_id=chosen, drop=not chosen, note=note)
        lines.append(line)
        for candidate in toponym.candidates:
            other = candidate.feature
            if other.id != chosen:
                line = correction_line(
                    toponym.text, at=at, feature_id=other.id, note=_described(other)
                )
                lines.append(f"#   {line}")
    return corrections_text(tuple(lines))


def _described(feature: Feature) -> str:
    where = ", ".join(part for part in (feature.admin1, feature.country) if part)
    return f"{feature.name}, {feature.kind}" + (f", {where}" if where else "")

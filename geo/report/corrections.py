"""Apply an editor's corrections to the toponyms of an article, and write them out for editing."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from geo import gazetteer
from geo.article import Article
from geo.errors import CorrectionError, PlaceNotFound, UnknownName
from geo.files import read_text
from geo.gazetteer import Feature
from geo.geoparse import Toponym
from geo.maps.corrections import Correction, correction_line, corrections_text, read_corrections
from geo.maps.spelling import read_spelling
from geo.text import one_line

__all__ = ["correct", "corrections_toml", "load_corrections", "load_spelling"]


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
    return read_corrections(read_text(path, CorrectionError), one_line(str(path)))


def load_spelling(path: Path) -> dict[str, str]:
    """Read a file of the house's spelling.

    Parameters
    ----------
    path : pathlib.Path
        TOML; see `geo.maps.spelling`.

    Returns
    -------
    dict
        Spelling found to spelling wanted.

    Raises
    ------
    MissingInput
        Where there is no such file.
    CorrectionError
        Where it is not TOML or a value is no name.
    """
    return read_spelling(read_text(path, CorrectionError), one_line(str(path)))


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
    starts = sorted(kept)
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
            _take_out(kept, starts, span)
            if feature is not None:
                insort(starts, span)
                reason = "set by the editor's correction"
                kept[span] = replace(
                    old, feature=feature, confidence=1.0, inferred=False, reason=reason
                )
    return tuple(kept[span] for span in sorted(kept)), tuple(notes)


def _take_out(
    kept: dict[tuple[int, int], Toponym], starts: list[tuple[int, int]], span: tuple[int, int]
) -> None:
    """Drop what overlaps a span; `starts` has the spans in order, and none overlaps another."""
    first = last = bisect_left(starts, span)
    while first and starts[first - 1][1] > span[0]:
        first -= 1
    while last < len(starts) and starts[last][0] < span[1]:
        last += 1
    for other in starts[first:last]:
        del kept[other]
    del starts[first:last]


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
    except (PlaceNotFound, UnknownName) as error:
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

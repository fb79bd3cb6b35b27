"""The scene of a report: which places, lines and claims its map shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geo import __version__, gazetteer
from geo.claims import Finding
from geo.claims.scenario import Site
from geo.gazetteer import Feature
from geo.geoparse import Toponym
from geo.maps.scene import Area, Choice, Mark, Scene
from geo.report.cards import cards_of, operands
from geo.report.lines import Lines

if TYPE_CHECKING:
    from geo.report.report import Report

__all__ = ["scene_of"]

_TABLE_ONLY = frozenset({"country", "continent", "region", "historical", "ocean"})
_OUTLINED = frozenset({"admin1", "sea", "lake", "admin2"})
_MOST_CHOICES = 5


def scene_of(report: Report) -> Scene:
    """Give what the map of a report shows.

    Parameters
    ----------
    report : Report
        What was found.

    Returns
    -------
    Scene
        Plain data; ids are numbered in order of appearance.
    """
    groups = _groups(report.toponyms)
    operands = _operand_ids(report.findings)
    areas = _areas(groups, report.borders)
    marks = [
        _mark(report, f"m{i}", mentions, operands, areas)
        for i, mentions in enumerate(groups.values(), 1)
    ]
    if not any(mark.drawn for mark in marks):
        marks = [_shown(mark) for mark in marks]
    by_feature = {mark.feature_id: mark for mark in marks}
    marks += _sites(report, by_feature, len(marks))
    lines = Lines(_named_points(report), _inferred_points(report))
    cards = cards_of(report, {mark.feature_id: mark.id for mark in marks}, lines)
    article = report.article
    return Scene(
        title=article.title or _first_words(report),
        date=article.date,
        source=article.source,
        url=article.url,
        marks=tuple(marks),
        lines=lines.all(),
        areas=tuple(areas.values()),
        claims=cards,
        borders=report.borders,
        attribution=tuple(gazetteer.attribution().splitlines()),
        evidence=_evidence(report),
        notes=report.notes,
    )


def _groups(toponyms: Sequence[Toponym]) -> dict[str, list[Toponym]]:
    """Mentions of each resolved feature, in order of first appearance."""
    groups: dict[str, list[Toponym]] = {}
    for toponym in toponyms:
        if toponym.feature is not None:
            groups.setdefault(toponym.feature.id, []).append(toponym)
    return groups


def _operand_ids(findings: Sequence[Finding]) -> Counter[str]:
    found: Counter[str] = Counter()
    for finding in findings:
        found.update(o.feature.id for o in operands(finding) if o.feature is not None)
    return found


def _areas(groups: Mapping[str, list[Toponym]], borders: str) -> dict[str, Area]:
    """Outlines of provinces and waters that the story names, by feature id."""
    areas: dict[str, Area] = {}
    for feature_id, mentions in groups.items():
        feature = mentions[0].feature
        literal = any(t.role == "literal" for t in mentions)
        if feature is None or feature.kind not in _OUTLINED or not literal:
            continue
        shape = gazetteer.area(feature, borders=borders)
        if shape is not None:
            areas[feature_id] = Area(
                id=f"a{len(areas) + 1}",
                geometry=shape,
                title=f"{feature.name}, {feature.kind}",
                source=f"{feature.source} {feature.date}".strip(),
            )
    return areas


def _mark(
    report: Report,
    mark_id: str,
    mentions: Sequence[Toponym],
    operands: Counter[str],
    areas: Mapping[str, Area],
) -> Mark:
    best = max(mentions, key=lambda t: (t.role == "literal", t.confidence))
    feature = best.feature
    assert feature is not None
    spellings = Counter(t.text for t in mentions if t.role == best.role)
    label = spellings.most_common(1)[0][0]
    literal = best.role in {"literal", "embedded"}
    return Mark(
        id=mark_id,
        lon=feature.lon,
        lat=feature.lat,
        label=label,
        name=feature.name,
        variants=tuple(sorted({t.text for t in mentions} - {label})),
        kind=feature.kind,
        where=_where(feature),
        role=best.role,
        inferred=best.inferred,
        drawn=literal and feature.kind not in _TABLE_ONLY,
        area_id=areas[feature.id].id if feature.id in areas else "",
        confidence=best.confidence,
        importance=len(mentions) + 3.0 * operands[feature.id],
        mentions=tuple((t.start, _sentence(report, t.start)) for t in mentions),
        source=f"{feature.source} {feature.date}".strip(),
        feature_id=feature.id,
        reason=best.reason,
        choices=_choices(best),
    )


def _choices(toponym: Toponym) -> tuple[Choice, ...]:
    chosen = toponym.feature.id if toponym.feature else ""
    others = [c for c in toponym.candidates if c.feature.id != chosen]
    return tuple(
        Choice(c.feature.name, c.feature.kind, _where(c.feature), c.score, c.feature.id)
        for c in others[:_MOST_CHOICES]
    )


def _where(feature: Feature) -> str:
    country = gazetteer.country(feature.country).name if feature.country else ""
    parts = [p for p in (feature.admin1, country) if p and p != feature.name]
    return ", ".join(parts)


def _shown(mark: Mark) -> Mark:
    from dataclasses import replace

    return replace(mark, drawn=mark.role != "demonym")


def _sentence(report: Report, offset: int) -> str:
    sentence = report.article.sentence_at(offset)
    return sentence.text if sentence else ""


def _sites(report: Report, marks: Mapping[str, Mark], count: int) -> list[Mark]:
    """Places that only the scenario names; what the story names already has its mark."""
    if report.scenario is None:
        return []
    found: list[Mark] = []
    for site in report.scenario.sites:
        if _near_mark(site, marks):
            continue
        found.append(
            Mark(
                id=f"m{count + len(found) + 1}",
                lon=site.feature.lon,
                lat=site.feature.lat,
                label=site.feature.name,
                name=site.feature.name,
                kind=site.feature.kind,
                where=_where(site.feature),
                inferred=site.basis != "stated",
                importance=2.0,
                source="; ".join(f"{r.publisher}, {r.date}" for r in site.reports)
                or f"the scenario, {report.scenario.date}",
                feature_id=site.feature.id,
                reason=site.note or "given by the scenario",
            )
        )
    return found


def _near_mark(site: Site, marks: Mapping[str, Mark]) -> bool:
    """Whether the story's own mark stands within 0.1 degree and is of one kind with the site."""
    return any(
        mark.drawn
        and mark.kind == site.feature.kind
        and abs(mark.lat - site.feature.lat) < 0.1
        and abs(mark.lon - site.feature.lon) < 0.1
        for mark in marks.values()
    )


def _named_points(report: Report) -> dict[tuple[float, float], str]:
    """Name the ends of lines: by the scenario, else as the story spells them."""
    names = {
        (t.feature.lon, t.feature.lat): t.text for t in report.toponyms if t.feature is not None
    }
    sites = report.scenario.sites if report.scenario else ()
    return names | {site.point: site.feature.name for site in sites}


def _inferred_points(report: Report) -> frozenset[tuple[float, float]]:
    sites = report.scenario.sites if report.scenario else ()
    return frozenset(site.point for site in sites if site.basis != "stated")


def _first_words(report: Report) -> str:
    sentences = report.article.sentences
    words = sentences[0].text.split() if sentences else []
    return " ".join(words[:12]) + ("…" if len(words) > 12 else "")


def _evidence(report: Report) -> tuple[tuple[str, str], ...]:
    article = report.article
    rows = [("Article SHA-256", article.sha256)] if article.sha256 else []
    rows.append(("Tool", f"dateline {__version__}"))
    rows += [("Data", f"{s.name}, {s.date}") for s in gazetteer.sources()]
    sites = report.scenario.sites if report.scenario else ()
    cited = {r.id: r for site in sites for r in site.reports}
    rows += [("Cited", f"{r.publisher}, {r.date}: {r.says} ({r.url})") for r in cited.values()]
    return tuple(dict.fromkeys(rows))

"""The scene of a report: which places, lines and claims its map shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geo import __version__, gazetteer
from geo.claims import Finding, Operand, Reading
from geo.claims.scenario import Site
from geo.gazetteer import Feature
from geo.geoparse import Toponym
from geo.maps import Area, Choice, ClaimCard, Mark, ReadingRow, Scene
from geo.report.lengths import shown_length
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
    ids = {mark.feature_id: mark.id for mark in marks}
    cards = tuple(
        _card(f"c{i}", finding, ids, lines) for i, finding in enumerate(report.findings, 1)
    )
    article = report.article
    return Scene(
        title=article.title or _first_words(report),
        date=article.date,
        source=article.source,
        url=article.url,
        marks=tuple(marks),
        lines=lines.all(),
        areas=tuple(areas.values()),
        claims=_with_main(cards),
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
        found.update(o.feature.id for o in _operands(finding) if o.feature is not None)
    return found


def _operands(finding: Finding) -> list[Operand]:
    claim = finding.claim
    return [o for o in (claim.subject, claim.reference, *claim.others) if o is not None]


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
                source="; ".join(f"{r.publisher}, {r.date}" for r in site.reports),
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


def _card(card_id: str, finding: Finding, marks: Mapping[str, str], lines: Lines) -> ClaimCard:
    claim = finding.claim
    own = [o.feature.id for o in _operands(finding) if o.feature is not None]
    lights = tuple(dict.fromkeys(marks[i] for i in own if i in marks))
    unit = claim.quantity.unit if claim.quantity else "km"
    rows = tuple(_row(rows, unit, lights, lines, finding) for rows in _grouped(finding.readings))
    return ClaimCard(
        id=card_id,
        statement=claim.text or claim.sentence,
        verdict=finding.verdict,
        reason=finding.reason,
        kind=claim.kind,
        attribution=claim.attribution,
        sentence=claim.sentence,
        readings=rows,
        lights=lights,
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


def _grouped(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Put readings together that differ in their case alone and hold alike."""
    groups: dict[tuple[str, str, str, str], list[Reading]] = {}
    for i, reading in enumerate(readings):
        name = reading.group or f"{i}"
        groups.setdefault((name, reading.basis, reading.holds, reading.note), []).append(reading)
    return list(groups.values())


def _row(
    readings: Sequence[Reading],
    unit: str,
    lights: tuple[str, ...],
    lines: Lines,
    finding: Finding,
) -> ReadingRow:
    first = readings[0]
    cases = [r.case for r in readings if r.case]
    main = _main_case(finding)
    lit = [line for r in readings for line in lines.of(r, main=_drawn_first(r, main))]
    values = [_value(r, unit) for r in readings]
    return ReadingRow(
        label=f"{first.group}: {' / '.join(cases)}" if cases else first.label,
        basis=first.basis,
        value=_together(values),
        holds=first.holds,
        source=first.source,
        lights=tuple(dict.fromkeys((*lights, *lit))),
    )


def _main_case(finding: Finding) -> tuple[str, str]:
    """Give the case, and the last cited policy, whose lines are drawn from the start."""
    routed = [r for r in finding.readings if r.routes and r.has_say]
    if not routed:
        return "", ""
    return routed[0].case, routed[-1].routes[0].policy.name


def _drawn_first(reading: Reading, main: tuple[str, str]) -> bool:
    case, policy = main
    direct = len(reading.routes) == 2
    name = reading.routes[0].policy.name if reading.routes else ""
    free = bool(reading.routes) and not reading.routes[0].policy.areas
    return reading.has_say and direct and reading.case == case and (free or name == policy)


def _together(values: Sequence[str]) -> str:
    """Write "5.0 mi", "9.0 mi" and "148 mi" as "5.0 / 9.0 / 148 mi"."""
    units = {value.rpartition(" ")[2] for value in values}
    if len(values) < 2 or len(units) != 1:
        return " / ".join(values)
    unit = units.pop()
    return " / ".join(value.removesuffix(f" {unit}") for value in values) + f" {unit}"


def _value(reading: Reading, unit: str) -> str:
    if reading.value_m is not None:
        return shown_length(reading.value_m, unit, reading.uncertainty_m)
    return "" if reading.azimuth is None else f"{reading.azimuth:.0f}°"


def _with_main(cards: Sequence[ClaimCard]) -> tuple[ClaimCard, ...]:
    """Open the claim with most readings: the one that the story's figures turn on."""
    from dataclasses import replace

    if not cards:
        return ()
    main = max(cards, key=lambda card: len(card.readings))
    return tuple(replace(card, main=card is main) for card in cards)


def _first_words(report: Report) -> str:
    sentences = report.article.sentences
    words = sentences[0].text.split() if sentences else []
    return " ".join(words[:12]) + ("…" if len(words) > 12 else "")


def _evidence(report: Report) -> tuple[tuple[str, str], ...]:
    article = report.article
    rows = [("Article SHA-256", article.sha256)] if article.sha256 else []
    rows.append(("Tool", f"dateline {__version__}"))
    rows += [("Data", f"{s.name}, {s.date}") for s in gazetteer.sources()]
    return tuple(dict.fromkeys(rows))

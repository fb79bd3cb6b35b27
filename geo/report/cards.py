"""Cards: the claims of a report as the map's panel shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.claims import Finding, Operand, Reading, Scenario
from geo.maps.scene import ClaimCard, ReadingRow
from geo.report.lines import Lines
from geo.report.rows import value_text

if TYPE_CHECKING:
    from geo.report.report import Report

__all__ = ["cards_of", "operands"]

_ORDER = ("refuted", "depends", "supported", "undetermined")


def cards_of(report: Report, marks: Mapping[str, str], lines: Lines) -> tuple[ClaimCard, ...]:
    """Give the claims as cards: the main one first, what could not be checked last.

    Parameters
    ----------
    report : Report
        What was found.
    marks : mapping of str to str
        Feature id to the id of its mark.
    lines : Lines
        Where the lines of readings are kept.

    Returns
    -------
    tuple of ClaimCard
        Numbered in the order of the story. The main claim is the one with most readings.
    """
    cards = [
        _card(f"c{i}", finding, marks, lines, report.scenario)
        for i, finding in enumerate(report.findings, 1)
    ]
    if not cards:
        return ()
    main = max(cards, key=lambda card: len(card.readings))
    cards = [replace(card, main=card is main) for card in cards]
    return tuple(sorted(cards, key=lambda card: (not card.main, _ORDER.index(card.verdict))))


def operands(finding: Finding) -> list[Operand]:
    """List the operands of a claim that it has.

    Parameters
    ----------
    finding : Finding
        A checked claim.

    Returns
    -------
    list of Operand
        Subject, reference and others, in this order.
    """
    claim = finding.claim
    return [o for o in (claim.subject, claim.reference, *claim.others) if o is not None]


def _card(
    card_id: str,
    finding: Finding,
    marks: Mapping[str, str],
    lines: Lines,
    scenario: Scenario | None,
) -> ClaimCard:
    claim = finding.claim
    own = [o.feature.id for o in operands(finding) if o.feature is not None]
    lights = tuple(dict.fromkeys(marks[i] for i in own if i in marks))
    rows = tuple(
        _row(rows, lights, lines, finding, scenario) for rows in _grouped(finding.readings)
    )
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


def _grouped(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Put readings together that differ in their case alone and hold alike."""
    groups: dict[tuple[str, str, str, str], list[Reading]] = {}
    for i, reading in enumerate(readings):
        name = reading.group or f"{i}"
        groups.setdefault((name, reading.basis, reading.holds, reading.note), []).append(reading)
    return list(groups.values())


def _row(
    readings: Sequence[Reading],
    lights: tuple[str, ...],
    lines: Lines,
    finding: Finding,
    scenario: Scenario | None,
) -> ReadingRow:
    first = readings[0]
    cases = [r.case for r in readings if r.case]
    main = _main_case(finding)
    lit = [line for r in readings for line in lines.of(r, main=_drawn_first(r, main))]
    values = [value_text(finding, r) for r in readings]
    return ReadingRow(
        label=f"{first.group}: {' / '.join(cases)}" if cases else first.label,
        basis=first.basis,
        value=_together(values),
        holds=first.holds,
        source=_source(first, scenario),
        lights=tuple(dict.fromkeys((*lights, *lit))),
    )


def _source(reading: Reading, scenario: Scenario | None) -> str:
    """Say what is assumed avoided, and who is cited; the page lists the reports in full below."""
    if scenario is None or not reading.routes:
        return reading.source
    name = reading.routes[0].policy.name
    says = [p.says for p in scenario.policies if p.policy == name and p.basis != "stated"]
    reports = [r for site in scenario.sites for r in site.reports]
    cited = dict.fromkeys(r.publisher for r in reports if r.url in reading.source)
    return "; ".join([*says, *cited])


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

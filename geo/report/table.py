"""Tables for people to read on a terminal."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geo.claims import Finding
from geo.geoparse import Toponym
from geo.report.rows import value_text
from geo.text import one_line

if TYPE_CHECKING:
    from rich.table import Table

    from geo.gazetteer.provenance import Source, TableFile

__all__ = [
    "SIGNS", "claims_table", "data_tables", "explanation", "findings_table", "places_table",
]  # fmt: skip

SIGNS = {"supported": "✓", "refuted": "✗", "depends": "◐", "undetermined": "?"}
_HOLDS = {"yes": "yes", "no": "no", "near": "near", "borderline": "borderline"}
_NARROWEST, _WIDEST = 72, 120


def _width() -> int:
    """Columns of the terminal; 100 where the table goes to a file or a pipe."""
    if os.isatty(1):
        return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    return 100


def _new(columns: Sequence[tuple[str, int]], title: str = "") -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for name, least in columns:
        right = name in {"confidence", "value", "kB"}
        table.add_column(name, min_width=least, justify="right" if right else "left")
    return table


def _drawn(*tables: Table) -> str:
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, width=_width(), color_system=None, highlight=False, markup=False, emoji=False
    )
    for table in tables:
        console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def places_table(toponyms: Iterable[Toponym]) -> str:
    """Draw the places of an article, each name and meaning once.

    Parameters
    ----------
    toponyms : iterable of Toponym
        In order of appearance.

    Returns
    -------
    str
        A table; one sentence where there is no place.
    """
    groups: dict[tuple[str, str, str], list[Toponym]] = {}
    for t in toponyms:
        groups.setdefault((t.text, t.feature.id if t.feature else "", t.role), []).append(t)
    if not groups:
        return "No place found.\n"
    table = _new([("as written", 10), ("place", 12), ("kind", 6), ("where", 6), ("lat, lon", 16),
                  ("confidence", 10), ("times", 5)])  # fmt: skip
    for (text, _, role), mentions in groups.items():
        feature, part = mentions[0].feature, mentions[0].part
        name = "unresolved" if feature is None else one_line(feature.name, 40)
        kind = "" if feature is None else feature.kind
        where = (
            "" if feature is None else ", ".join(x for x in (feature.admin1, feature.country) if x)
        )
        point = "" if feature is None else f"{feature.lat:.4f}, {feature.lon:.4f}"
        best = max(t.confidence for t in mentions)
        kind += "" if role == "literal" else f" ({role})"
        table.add_row(
            one_line(text, 40) + (f" [{part}]" if part else ""),
            name + (" (inferred)" if mentions[0].inferred else ""),
            kind, one_line(where, 30), point, f"{best:.2f}" if feature else "", str(len(mentions)),
        )  # fmt: skip
    return _drawn(table)


def explanation(toponyms: Iterable[Toponym]) -> str:
    """Say for each place why it was chosen, and what else it could have been.

    Parameters
    ----------
    toponyms : iterable of Toponym
        In order of appearance.

    Returns
    -------
    str
        A few lines for each mention.
    """
    lines = []
    for t in toponyms:
        lines.append(f"{one_line(t.text, 60)} ({t.start}-{t.end}, {t.role}): {one_line(t.reason)}")
        for candidate in t.candidates:
            feature = candidate.feature
            where = ", ".join(x for x in (feature.admin1, feature.country) if x)
            why = "; ".join(candidate.reasons)
            lines.append(
                f"    {candidate.score:.3f}  {one_line(feature.name, 40)}, {feature.kind}"
                + (f", {one_line(where, 40)}" if where else "")
                + (f"  ({one_line(why, 120)})" if why else "")
            )
    return "\n".join(lines) + "\n" if lines else "No place found.\n"


def findings_table(findings: Sequence[Finding]) -> str:
    """Draw the findings: verdict, claim, reason.

    Parameters
    ----------
    findings : sequence of Finding
        In order of appearance.

    Returns
    -------
    str
        A table; one sentence where nothing could be checked.
    """
    if not findings:
        return "No geographic claim found.\n"
    table = _new([("verdict", 14), ("claim, and why", 30)])
    for finding in findings:
        said = finding.claim.attribution
        head = f"“{_words(finding)}”" + (f" ({one_line(said, 80)})" if said else "")
        table.add_row(_verdict(finding), f"{head}\n{one_line(finding.reason, 2000)}\n")
    return _drawn(table)


def claims_table(findings: Sequence[Finding]) -> str:
    """Draw the findings, each with its readings.

    Parameters
    ----------
    findings : sequence of Finding
        In order of appearance.

    Returns
    -------
    str
        A block for each claim; one sentence where there is none.
    """
    blocks = []
    for finding in findings:
        claim = finding.claim
        head = f"{_verdict(finding)}: {_words(finding)}"
        head += f" ({one_line(claim.attribution, 80)})" if claim.attribution else ""
        blocks.append(f"{head}\n  {one_line(finding.reason, 2000)}\n")
        if finding.missing:
            blocks[-1] += f"  Missing: {one_line('; '.join(finding.missing), 400)}\n"
        if finding.readings:
            table = _new([("reading", 24), ("basis", 11), ("value", 12), ("holds", 10)])
            for reading in finding.readings:
                held = _HOLDS.get(reading.holds, "not computed")
                table.add_row(
                    one_line(reading.label, 200), reading.basis, value_text(finding, reading), held
                )
            blocks[-1] += _drawn(table)
    return "\n".join(blocks) or "No geographic claim found.\n"


def _verdict(finding: Finding) -> str:
    return f"{SIGNS[finding.verdict]} {finding.verdict}"


def _words(finding: Finding) -> str:
    return one_line(finding.claim.text or finding.claim.sentence, 160)


def data_tables(sources: Sequence[Source], files: Sequence[TableFile]) -> str:
    """Draw what data is inside: sources with dates and licences, files with sizes and hashes.

    Parameters
    ----------
    sources : sequence of Source
        As `geo.gazetteer.provenance.sources` gives them.
    files : sequence of TableFile
        As `geo.gazetteer.provenance.inventory` gives them.

    Returns
    -------
    str
        Two tables and the size of all.
    """
    above = _new([("source", 12), ("date", 10), ("licence", 14), ("holds", 30)])
    for source in sources:
        counts = ", ".join(f"{n:,} {kind}" for kind, n in source.counts.items())
        above.add_row(one_line(source.name, 60), source.date, source.licence, counts)
    below = _new([("file", 20), ("layer", 10), ("kB", 8), ("SHA-256", 18)])
    for file in files:
        below.add_row(file.name, file.layer, f"{file.size / 1000:,.0f}", f"{file.sha256[:16]}…")
    size = sum(file.size for file in files) / 1e6
    return f"{_drawn(above, below)}{len(files)} files, {size:.1f} MB, all hashes right\n"

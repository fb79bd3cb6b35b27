"""Html: the parts of the page round the map, complete without its script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.maps.escape import escape
from geo.maps.payload import labels_of
from geo.maps.scene import ClaimCard, Mark, ReadingRow, Scene
from geo.maps.words import (
    BASIS,
    BORDERS_SAID,
    CAPTION,
    HOLDS_SAID,
    STYLE_SAID,
    summary_of,
    symbol,
)

__all__ = ["claims_html", "head_html", "legend_html", "more_html"]

_SAMPLES = {
    "stated": '<circle cx="17" cy="7" r="4.6" class="dot"/>',
    "inferred": '<path d="M17 1.4L22.6 7 17 12.6 11.4 7z" class="guess"/>',
    "straight": '<path d="M1 7h32" class="line straight"/>',
    "route": '<path d="M1 7h32" class="line route"/>',
    "hypothetical": '<path d="M1 7h32" class="line hypothetical"/>',
    "place": '<path d="M3 2h28v10H3z" class="area place"/>',
    "avoided": '<path d="M3 2h28v10H3z" class="area avoided"/>',
    "reachable": '<path d="M3 2h28v10H3z" class="area reachable"/>',
    "ring": '<path d="M1 7h32" class="ring"/>',
    "dashed": '<path d="M1 7h32" class="dashed"/>',
}
_HATCH = (
    '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0v7" class="hatch"/></pattern></defs></svg>'
)


def _sample(name: str, said: str) -> str:
    return (
        f'<li><svg viewBox="0 0 34 14" width="34" height="14" aria-hidden="true" '
        f'focusable="false">{_SAMPLES[name]}</svg>{said}</li>'
    )


def head_html(scene: Scene) -> str:
    """Write the headline, who published it and when, and the summary.

    Parameters
    ----------
    scene : Scene
        The scene.

    Returns
    -------
    str
        A ``header`` element.
    """
    byline = " · ".join(escape(t) for t in (scene.source, scene.date) if t)
    notes = "".join(f'<p class="note">{escape(n)}</p>' for n in scene.notes)
    return (
        f"{_HATCH}"
        '<a class="skip" href="#claims">Skip the map</a><header class="head">'
        f"<h1>{escape(scene.title or 'Map of a story')}</h1>"
        + (f'<p class="byline">{byline}</p>' if byline else "")
        + f'<p class="summary" id="summary">{escape(summary_of(scene))}</p>{notes}</header>'
    )


def legend_html(scene: Scene, inset: str, outside: Sequence[str] = ()) -> str:
    """Write what stands below the map: legend, inset, caption and source line.

    Parameters
    ----------
    scene : Scene
        The scene.
    inset : str
        The inset's ``svg``.
    outside : sequence of str
        Ids of marks that the first view leaves out.

    Returns
    -------
    str
        A ``section`` element. The legend lists only what the map shows.
    """
    drawn = [m for m in scene.marks if m.drawn]
    styles = {line.style for line in scene.lines}
    rows = []
    if any(not m.inferred and not m.area_id for m in drawn):
        rows.append(_sample("stated", "place named in the story"))
    if any(m.inferred for m in drawn):
        rows.append(_sample("inferred", "place inferred, not named in the story"))
    rows += [_sample(s, STYLE_SAID[s]) for s in STYLE_SAID if s in styles]
    areas = {a.style for a in scene.areas}
    said = {"place": "area named in the story", "avoided": "area avoided by routes"}
    said["reachable"] = "area within reach"
    rows += [_sample(s, said[s]) for s in said if s in areas]
    if scene.rings:
        rows.append(_sample("ring", "ring of equal distance"))
    rows.append(_sample("dashed", "disputed border or line of control"))
    sources = " · ".join(
        t
        for t in (
            f"Story: {escape(scene.source)}" if scene.source else "",
            "Map: dateline",
            "Ground: Natural Earth",
            f"Borders: {escape(BORDERS_SAID.get(scene.borders, scene.borders))}",
        )
        if t
    )
    names = ", ".join(escape(m.label) for m in drawn if m.id in outside)
    away = f"Also named, outside the first view: {names}. " if names else ""
    return (
        '<section class="under" aria-label="Legend and source">'
        f'<figure class="world">{inset}</figure>'
        f'<div><h2 class="quiet">Legend</h2><ul class="legend">{"".join(rows)}</ul>'
        f'<p class="caption">{away}{CAPTION}</p><p class="source">{sources}</p></div></section>'
    )


def claims_html(scene: Scene) -> str:
    """Write the panel of claims.

    Parameters
    ----------
    scene : Scene
        The scene.

    Returns
    -------
    str
        A ``section`` element; each claim with its verdict, reason and table of readings.
    """
    cards = "".join(_card(c, i) for i, c in enumerate(scene.claims))
    body = f'<ol class="cards">{cards}</ol>' if cards else "<p>No claim to check was found.</p>"
    return (
        f'<section class="claims{"" if cards else " none"}" id="claims" '
        'aria-labelledby="claims-title" tabindex="-1">'
        '<h2 id="claims-title">What the story claims</h2>'
        '<div class="now"><p class="status" id="status" role="status"></p>'
        '<button class="all" id="all" type="button" hidden>Show everything</button></div>'
        f"{body}</section>"
    )


def _card(claim: ClaimCard, number: int) -> str:
    said = escape(claim.verdict)
    head = (
        f'<span class="verdict {said}">{symbol(claim.verdict)}{said}</span>'
        f"<q>{escape(claim.statement)}</q>"
    )
    lit = claim.lights or any(r.lights for r in claim.readings)
    title = (
        f'<button type="button" class="choose" data-claim="{number}" aria-pressed="false">'
        f"{head}</button>"
        if lit
        else f'<span class="choose plain">{head}</span>'
    )
    who = f'<p class="who">Said by: {escape(claim.attribution)}</p>' if claim.attribution else ""
    return (
        f'<li class="card"><h3>{title}</h3><p class="reason">{escape(claim.reason)}</p>{who}'
        f"{_readings(claim, number)}</li>"
    )


def _readings(claim: ClaimCard, number: int) -> str:
    if not claim.readings:
        return ""
    rows = "".join(_reading(r, number, i) for i, r in enumerate(claim.readings))
    count = len(claim.readings)
    said = "1 way to read it" if count == 1 else f"{count} ways to read it"
    opened = " open" if claim.main else ""
    return (
        f'<details{opened}><summary>{said}</summary><div class="scroll" tabindex="0" '
        f'role="group" aria-label="{said}"><table>'
        '<thead><tr><th scope="col">Reading</th><th scope="col">Result</th>'
        f'<th scope="col">Holds?</th></tr></thead><tbody>{rows}</tbody></table></div></details>'
    )


def _reading(row: ReadingRow, number: int, index: int) -> str:
    label = escape(row.label)
    if row.lights:
        label = (
            f'<button type="button" class="pick" data-claim="{number}" data-row="{index}" '
            f'aria-pressed="false">{label}</button>'
        )
    basis = escape(BASIS.get(row.basis, row.basis))
    source = f", {escape(row.source)}" if row.source else ""
    holds = escape(HOLDS_SAID.get(row.holds, row.holds))
    return (
        f'<tr class="{escape(row.holds)}"><th scope="row">{label}'
        f'<span class="basis">{basis}{source}</span></th><td>{escape(row.value)}</td>'
        f'<td class="holds">{symbol(row.holds)}<span>{holds}</span></td></tr>'
    )


def more_html(scene: Scene) -> str:
    """Write the tables of places and lines, the evidence and the licences.

    Parameters
    ----------
    scene : Scene
        The scene.

    Returns
    -------
    str
        A ``footer`` element.
    """
    labels = labels_of(scene.marks)
    parts = [_places(scene.marks, labels), _lines(scene)]
    facts = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in scene.evidence)
    address = f"<dt>Address</dt><dd>{escape(scene.url)}</dd>" if scene.url else ""
    facts = address + facts
    licences = "".join(f"<li>{escape(a)}</li>" for a in scene.attribution)
    if facts or licences:
        parts.append(
            "<details><summary>What this page was made from</summary>"
            f'<dl>{facts}</dl><ul class="plain">{licences}</ul></details>'
        )
    return f'<footer class="more">{"".join(parts)}</footer>'


def _cells(cells: Iterable[str]) -> str:
    first, *rest = cells
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{c}</td>" for c in rest)}</tr>'


def _table(title: str, columns: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{c}</th>' for c in columns)
    return (
        f"<details><summary>{title}</summary>"
        f'<div class="scroll" tabindex="0" role="group" aria-label="{title}"><table><thead>'
        f"<tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></details>"
    )


def _places(marks: Iterable[Mark], labels: dict[str, str]) -> str:
    rows = []
    for m in marks:
        sure = "" if m.confidence is None else f"{m.confidence:.2f}"
        what = m.kind + (f", {m.role}" if m.role and m.role != "literal" else "")
        what += ", inferred" if m.inferred else ""
        said = m.mentions[0][1] if m.mentions else m.reason
        where = f"{m.lat:.4f}, {m.lon:.4f}"
        shown = "yes" if m.drawn else "no"
        texts = (labels[m.id], m.name, what, m.where, where, sure, shown, said, m.source)
        rows.append(_cells(escape(t) for t in texts))
    columns = ("Place", "Gazetteer", "Kind", "In", "Lat, lon", "Sure", "On map", "Sentence", "Data")
    return _table(f"All places ({len(rows)})", columns, rows) if rows else ""


def _lines(scene: Scene) -> str:
    lines = [
        _cells(
            escape(t) for t in (x.title, x.label, STYLE_SAID.get(x.style, ""), x.detail, x.source)
        )
        for x in scene.lines
    ]
    lines += [_cells(escape(t) for t in (x.title, x.label, "ring", "", "")) for x in scene.rings]
    columns = ("Line", "Length", "What it is", "Detail", "Source")
    return _table(f"All lines and lengths ({len(lines)})", columns, lines) if lines else ""

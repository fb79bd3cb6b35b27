"""Html: the parts of the page round the map, complete without its script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.maps.escape import escape
from geo.maps.notes import notes_html, notes_of, refer
from geo.maps.payload import labels_of, waters_of
from geo.maps.scene import Mark, Scene
from geo.maps.words import (
    BORDERS_SAID,
    CAPTION,
    STYLE_SAID,
    STYLE_SHORT,
    summary_of,
    symbols,
)

__all__ = ["head_html", "legend_html", "more_html"]

_SAMPLES = {
    "stated": '<circle cx="17" cy="7" r="4.6" class="dot"/>',
    "inferred": '<path d="M17 1.4L22.6 7 17 12.6 11.4 7z" class="guess"/>',
    "straight": '<path d="M1 7h32" class="line straight"/>',
    "route": '<path d="M1 7h32" class="line route"/>',
    "hypothetical": '<path d="M1 7h32" class="line hypothetical"/>',
    "place": '<path d="M3 2h28v10H3z" class="area place"/>',
    "avoided": '<path d="M3 2h28v10H3z" class="area avoided"/>',
    "reachable": '<path d="M3 2h28v10H3z" class="area reachable"/>',
    "water": '<path d="M3 2h28v10H3z" class="area water"/>',
    "ring": '<path d="M1 7h32" class="ring"/>',
    "dashed": '<path d="M1 7h32" class="dashed"/>',
}
_DEFS = (
    '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0v7" class="hatch"/></pattern>'
    f"{symbols()}</defs></svg>"
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
        f"{_DEFS}"
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
    waters = waters_of(scene)
    areas = {"water" if a.id in waters else a.style for a in scene.areas}
    said = {"place": "area named in the story", "water": "water named in the story"}
    said |= {"avoided": "area avoided by routes", "reachable": "area within reach"}
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


def _table(title: str, columns: Iterable[str], rows: Iterable[str], below: str = "") -> str:
    head = "".join(f'<th scope="col">{c}</th>' for c in columns)
    return (
        f"<details><summary>{title}</summary>"
        f'<div class="scroll" tabindex="0" role="group" aria-label="{title}"><table><thead>'
        f"<tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{below}</div></details>"
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
    notes = notes_of(x.source for x in scene.lines)
    rows = [
        _cells(
            (
                escape(x.title),
                escape(x.label),
                STYLE_SHORT.get(x.style, ""),
                escape(x.detail),
                refer(x.source, notes),
            )
        )
        for x in scene.lines
    ]
    rows += [_cells((escape(x.title), escape(x.label), "ring", "", "")) for x in scene.rings]
    columns = ("Line", "Length", "What it is", "Detail", "Source")
    title = f"All lines and lengths ({len(rows)})"
    return _table(title, columns, rows, notes_html(notes)) if rows else ""

"""Cards: the panel of claims, each with its verdict, its reason and its readings."""

from __future__ import annotations

from collections.abc import Sequence

from geo.maps.escape import escape
from geo.maps.notes import notes_html, notes_of, refer
from geo.maps.scene import ClaimCard, ReadingRow, Scene
from geo.maps.words import BASIS, HOLDS_SAID, symbol

__all__ = ["claims_html"]

_FIRST = 10  # readings in view; the rest unfolds


def claims_html(scene: Scene) -> str:
    """Write the panel of claims.

    Parameters
    ----------
    scene : Scene
        The scene.

    Returns
    -------
    str
        A ``section`` element: the main claim first, then the others in the story's order, last
        and folded those that no map can check.
    """
    numbered = sorted(enumerate(scene.claims), key=lambda pair: not pair[1].main)
    shown = [_card(c, i) for i, c in numbered if not _idle(c)]
    folded = [_card(c, i) for i, c in numbered if _idle(c)]
    body = f'<ol class="cards">{"".join(shown)}</ol>' if shown else ""
    if folded:
        said = f"{len(folded)} statement{'s' if len(folded) > 1 else ''} that no map can check"
        body += (
            f'<details class="idle"{"" if shown else " open"}><summary>{said}</summary>'
            f'<ol class="cards">{"".join(folded)}</ol></details>'
        )
    return (
        f'<section class="claims{"" if scene.claims else " none"}" id="claims" '
        'aria-labelledby="claims-title" tabindex="-1">'
        '<h2 id="claims-title">What the story claims</h2>'
        '<div class="now"><p class="status" id="status" role="status"></p>'
        '<button class="all" id="all" type="button" hidden>Show everything</button></div>'
        f"{body or '<p>No claim to check was found.</p>'}</section>"
    )


def _idle(claim: ClaimCard) -> bool:
    return claim.verdict == "undetermined" and not claim.readings and not claim.main


def _card(claim: ClaimCard, number: int) -> str:
    said = escape(claim.verdict)
    head = (
        f'<span class="verdict {said}">{symbol(claim.verdict)}{said}</span>'
        f"<q>{escape(claim.statement)}</q>"
    )
    if claim.all_lights:
        head = f'<button class="choose" data-claim="{number}">{head}</button>'
    else:
        head = f'<span class="choose">{head}</span>'
    who = f'<p class="who">Said by: {escape(claim.attribution)}</p>' if claim.attribution else ""
    return (
        f'<li class="card"><h3>{head}</h3><p class="reason">{escape(claim.reason)}</p>{who}'
        f"{_readings(claim, number)}</li>"
    )


def _readings(claim: ClaimCard, number: int) -> str:
    """Write the table: what has a say and stands first, then the rest, folded."""
    if not claim.readings:
        return ""
    count = len(claim.readings)
    said = "1 way to read it" if count == 1 else f"{count} ways to read it"
    rows = list(enumerate(claim.readings))
    telling = [r for r in rows if r[1].basis != "conjectured"]
    guessed = [r for r in rows if r[1].basis == "conjectured"]
    if count <= _FIRST:
        telling, guessed = rows, []
    notes = notes_of(r.source for r in claim.readings)
    parts = [_table(telling[:_FIRST], number, notes, said)]
    if rest := telling[_FIRST:]:
        parts.append(_folded(f"{len(rest)} more stated or cited", rest, number, notes))
    if guessed:
        parts.append(_folded(f"{len(guessed)} conjectured", guessed, number, notes))
    parts.append(notes_html(notes))
    opened = " open" if claim.main else ""
    return f"<details{opened}><summary>{said}</summary>{''.join(parts)}</details>"


def _folded(
    said: str, rows: Sequence[tuple[int, ReadingRow]], number: int, notes: tuple[str, ...]
) -> str:
    table = _table(rows, number, notes, said)
    return f"<details><summary>{said}</summary>{table}</details>"


def _table(
    rows: Sequence[tuple[int, ReadingRow]], number: int, notes: tuple[str, ...], said: str
) -> str:
    body = "".join(_reading(row, number, index, notes) for index, row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{said}"><table>'
        '<thead><tr><th scope="col">Reading</th><th scope="col">Result</th>'
        f'<th scope="col">Holds?</th></tr></thead><tbody>{body}</tbody></table></div>'
    )


def _reading(row: ReadingRow, number: int, index: int, notes: tuple[str, ...]) -> str:
    label = escape(row.label)
    if row.lights:
        label = f'<button class="pick" data-claim="{number}" data-row="{index}">{label}</button>'
    basis = escape(BASIS.get(row.basis, row.basis))
    if row.source:
        basis += f", {refer(row.source, notes)}"
    holds = escape(HOLDS_SAID.get(row.holds, row.holds))
    return (
        f'<tr class="{escape(row.holds)}"><th scope="row">{label}<span class="basis">{basis}'
        f'</span></th><td>{escape(row.value)}</td><td class="holds">{symbol(row.holds)}{holds}'
        "</td></tr>"
    )

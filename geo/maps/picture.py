"""Picture: a scene as PNG, SVG or PDF, drawn by matplotlib with no browser."""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from geo.errors import UsageError
from geo.files import write_whole
from geo.maps.flat import shape_of
from geo.maps.framing import scene_view
from geo.maps.ground import ground
from geo.maps.looks import LINES
from geo.maps.panel import Panel, draw_panel
from geo.maps.payload import labels_of
from geo.maps.scene import Mark, Scene
from geo.maps.trace import trace, trace_ring
from geo.maps.view import View, view_of
from geo.maps.words import BORDERS_SAID, STYLE_SAID

__all__ = ["FORMATS", "picture"]

FORMATS = ("png", "svg", "pdf")
_WIDE, _MARGIN = 10.5, 0.2  # inches
_FOOT = 1.0
_DPI = 160
_CROWD = 0.45  # a second panel is drawn where its region is smaller than this share of the view
_FIXED_DATE = "1980-01-01"


def picture(scene: Scene, path: Path) -> None:
    """Draw a scene as a static picture.

    Parameters
    ----------
    scene : Scene
        What is to be shown.
    path : Path
        Where to; the ending says the format: ``.png``, ``.svg`` or ``.pdf``.

    Raises
    ------
    UsageError
        Where the ending is another.
    CannotWrite
        Where the file cannot be written; an old one survives.

    Notes
    -----
    Lambert's azimuthal equal-area projection about the middle of the story, or Equal Earth where
    it spans more than 140 degrees. The same scene gives the same bytes.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise UsageError(f"a picture ends in .png, .svg or .pdf, not in {path.name!r}")
    write_whole(path, _draw(scene, form))


def _draw(scene: Scene, form: str) -> bytes:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: Any = {"svg.fonttype": "none", "svg.hashsalt": "dateline", "pdf.fonttype": 42}
    with mpl.rc_context(settings), warnings.catch_warnings():
        # A letter that no font at hand has is drawn as a box; that is no reason to stop.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(_WIDE, 7.0), dpi=_DPI, facecolor="white")
        _fill(figure, scene)
        out = io.BytesIO()
        figure.savefig(out, format=form, metadata=_metadata(scene, form))
    return out.getvalue()


def _metadata(scene: Scene, form: str) -> dict[str, Any]:
    date = scene.date or _FIXED_DATE
    if form == "png":
        return {"Software": "dateline", "Title": scene.title, "Source": scene.source}
    if form == "svg":
        return {"Date": date, "Title": scene.title, "Creator": "dateline"}
    day = datetime.fromisoformat(_FIXED_DATE).replace(tzinfo=UTC)
    with suppress(ValueError):
        day = datetime.fromisoformat(scene.date).replace(tzinfo=UTC)
    return {"CreationDate": day, "ModDate": day, "Title": scene.title, "Creator": "dateline"}


def _paths(scene: Scene) -> dict[str, list[NDArray[Any]]]:
    traced = {line.id: trace(line.points) for line in scene.lines if line.drawn}
    for ring in scene.rings:
        if ring.drawn:
            traced[ring.id] = trace_ring(ring.lon, ring.lat, ring.radius_m)[0]
    return traced


def _fill(figure: Any, scene: Scene) -> None:
    """Lay out headline, map, a second panel where names crowd, legend and source."""
    drawn = replace(scene, lines=tuple(x for x in scene.lines if x.drawn))
    traced = _paths(drawn)
    view = scene_view(drawn, traced)
    base = ground(view.grown(0.25), scene.borders, budget=400_000)
    labels = labels_of(scene.marks)
    marks = sorted((m for m in scene.marks if m.drawn), key=lambda m: -m.importance)
    whole = Panel(view.grown(0.06), base, tuple(marks), labels, drawn, traced)
    title = _title(scene)
    head = 0.42 + 0.27 * len(title)
    shape = min(max(shape_of(whole.view), 0.42), 0.85)
    tall = (_WIDE - 2 * _MARGIN) * shape
    figure.set_figheight(tall + head + _FOOT)
    trial = figure.add_axes(_rect(figure, 0.0, 1.0, tall))
    missing = draw_panel(trial, whole)
    crowd = _crowd(missing, marks, view)
    if crowd is not None:
        trial.remove()
        axes = figure.add_axes(_rect(figure, 0.0, 0.62, tall))
        draw_panel(axes, replace(whole, quiet=crowd))
        shape = min(shape_of(crowd) * 0.36 * (_WIDE - 2 * _MARGIN), tall)
        side = figure.add_axes(_rect(figure, 0.64, 0.36, shape, tall - shape))
        near = ground(crowd.grown(0.3), scene.borders, budget=200_000)
        draw_panel(side, replace(whole, view=crowd, base=near, inner=True))
    _words(figure, scene, title)


def _rect(
    figure: Any, left: float, wide: float, tall: float, low: float = 0.0
) -> tuple[float, ...]:
    """Place axes by shares of the usable width; heights are inches."""
    room = _WIDE - 2 * _MARGIN
    high = figure.get_figheight()
    return ((_MARGIN + left * room) / _WIDE, (_FOOT + low) / high, wide * room / _WIDE, tall / high)


def _title(scene: Scene) -> list[str]:
    plain = textwrap.shorten(" ".join(scene.title.split()), 150, placeholder=" …")
    return textwrap.wrap(plain, 78)


def _crowd(missing: Sequence[Mark], marks: Sequence[Mark], view: View) -> View | None:
    """Find the region where names found no place, with its neighbours; None for none."""
    if not missing:
        return None
    reach = view.span * 0.06
    middle = missing[0]
    points = [(m.lon, m.lat) for m in missing]
    for mark in marks:
        lon = middle.lon + (mark.lon - middle.lon + 180) % 360 - 180
        if abs(lon - middle.lon) < reach and abs(mark.lat - middle.lat) < reach:
            points.append((mark.lon, mark.lat))
    found = view_of(points).grown(0.2)
    return found if found.span < _CROWD * view.span else None


def _words(figure: Any, scene: Scene, title: list[str]) -> None:
    """Headline above, legend and source below; none of it is read as mathematics."""
    plain: dict[str, Any] = {"parse_math": False, "ha": "left"}
    high = figure.get_figheight()
    left = _MARGIN / _WIDE
    top = high - 0.12
    figure.text(
        left, top / high, "\n".join(title), va="top", size=15, weight="bold", family="serif",
        linespacing=1.25, **plain,
    )  # fmt: skip
    byline = " · ".join(t for t in (scene.source, scene.date) if t)
    below = (top - 0.27 * len(title) - 0.03) / high
    figure.text(left, below, byline, va="top", size=9, color="#595750", **plain)
    _legend(figure, scene)
    borders = BORDERS_SAID.get(scene.borders, scene.borders)
    source = f"Story: {scene.source or 'not named'}. Map: dateline. Ground: Natural Earth. "
    source += f"Borders: {borders}. Lines are shortest paths; routes are computed, not flown."
    wrapped = "\n".join(textwrap.wrap(source, 165))
    figure.text(left, 0.1 / high, wrapped, va="bottom", size=7.5, color="#595750", **plain)


def _legend(figure: Any, scene: Scene) -> None:
    from matplotlib.lines import Line2D

    entries: list[Any] = []
    marks = [m for m in scene.marks if m.drawn]
    dot: dict[str, Any] = {"linestyle": "none", "color": "#1d1d1b", "markersize": 6}
    if any(not m.inferred for m in marks):
        entries.append(Line2D([], [], marker="o", label="named in the story", **dot))
    if any(m.inferred for m in marks):
        hollow = {**dot, "markerfacecolor": "white", "markeredgewidth": 1.4}
        entries.append(Line2D([], [], marker="D", label="inferred, not named", **hollow))
    drawn = {x.style for x in scene.lines if x.drawn}
    entries += [
        Line2D([], [], label=said, **LINES[style])
        for style, said in STYLE_SAID.items()
        if style in drawn
    ]
    if entries:
        figure.legend(
            handles=entries, loc="upper left", ncols=3,
            bbox_to_anchor=(0.004, (_FOOT - 0.03) / figure.get_figheight()),
            frameon=False, fontsize=8, handlelength=3.2, columnspacing=1.8,
        )  # fmt: skip

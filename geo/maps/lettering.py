"""Lettering: the words of a static picture, each where it meets no other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo.maps.flat import Flat
from geo.maps.ground import names_of
from geo.maps.looks import AREA, INK, LINES, WATER, resample
from geo.maps.payload import waters_of
from geo.maps.placing import Box, place
from geo.maps.scene import Mark
from geo.maps.view import View

if TYPE_CHECKING:
    from geo.maps.panel import Panel

__all__ = ["write_marks", "write_scale"]

Array = NDArray[np.float64]


def write_marks(axes: Any, panel: Panel, flat: Flat, along: Array) -> tuple[Mark, ...]:
    """Draw dots and write their names, then the names of the ground.

    Parameters
    ----------
    axes : matplotlib Axes
        Where to.
    panel : Panel
        What.
    flat : Flat
        The projection.
    along : array (n, 2), pixels
        Points along the lines, which names avoid.

    Returns
    -------
    tuple of Mark
        Those whose names found no place.
    """
    shown = [m for m in panel.marks if _inside(axes, flat, m)]
    waters = waters_of(panel.scene)
    points, sizes, texts = [], [], []
    for mark in shown:
        [(x, y)] = flat.near(np.array([[mark.lon, mark.lat]]))
        wet = mark.area_id in waters
        ink = WATER if wet else AREA if mark.area_id else INK
        hollow = "white" if mark.inferred or mark.area_id else INK
        shape = "D" if mark.inferred else "s" if mark.area_id else "o"
        axes.plot([x], [y], marker=shape, ms=5.5, mec=ink, mfc=hollow, mew=1.3, ls="none", zorder=5)
        text = axes.text(
            x, y, panel.labels[mark.id], size=8.5, zorder=6, color=ink, parse_math=False,
            va="bottom", ha="left", clip_on=True,
            style="italic" if mark.inferred or mark.area_id else "normal",
            weight="normal" if mark.inferred else "bold",
        )  # fmt: skip
        extent = text.get_window_extent()
        points.append(tuple(axes.transData.transform((x, y))))
        sizes.append((extent.width + 2, extent.height))
        texts.append(text)
    frame = tuple(axes.get_window_extent().padded(-4).extents)
    corner = (
        frame[0],
        frame[1],
        frame[0] + 0.3 * (frame[2] - frame[0]),
        frame[1] + 0.1 * (frame[3] - frame[1]),
    )
    taken = [corner] if panel.inner else [corner, *_line_labels(axes, panel, flat)]
    scale = axes.figure.dpi / 72
    placed = place(points, sizes, frame, taken, avoid=along, scale=scale)
    found = {p.index: p for p in placed}
    missing = []
    for i, (mark, text) in enumerate(zip(shown, texts, strict=True)):
        other = panel.quiet is not None and _within(panel.quiet, mark)
        if i not in found or other:
            text.remove()
            if not other:
                missing.append(mark)
            continue
        box = found[i].box
        text.set_position(axes.transData.inverted().transform(box[:2]))
        _halo(axes, text)
        if found[i].far:
            _leader(axes, points[i], box)
    _names(axes, panel, flat, [*taken, *(p.box for p in placed)], np.array([*points, *along]))
    return tuple(missing)


def _names(axes: Any, panel: Panel, flat: Flat, boxes: list[Box], points: Any) -> None:
    """Write countries and seas where they meet nothing and have room."""
    full = axes.get_window_extent()
    taken = [*boxes, *((x - 9, y - 9, x + 9, y + 9) for x, y in points)]
    for name in names_of(panel.view):
        spot = flat(np.array([[name.lon, name.lat], [name.lon + name.room, name.lat]]))
        sea = name.kind == "sea"
        text = axes.text(
            *spot[0], name.text if sea else name.text.upper(), size=7, ha="center", va="center",
            color="#3d6a80" if sea else "#6b6455", style="italic" if sea else "normal",
            parse_math=False, zorder=2.2, clip_on=True,
        )  # fmt: skip
        box = text.get_window_extent()
        room = abs(np.diff(axes.transData.transform(spot)[:, 0])[0])
        tight = room < box.width * (0.45 if sea else 0.28)
        outside = not (full.x0 < box.x0 and box.x1 < full.x1)
        outside = outside or not (full.y0 < box.y0 and box.y1 < full.y1)
        if tight or outside or any(_meet(box.extents, b) for b in taken):
            text.remove()
        else:
            taken.append(tuple(box.extents))


def _meet(a: Any, b: Any) -> bool:
    return bool(a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1])


def _inside(axes: Any, flat: Flat, mark: Mark) -> bool:
    [(x, y)] = flat.near(np.array([[mark.lon, mark.lat]]))
    low, high = axes.get_xlim(), axes.get_ylim()
    return bool(low[0] <= x <= low[1] and high[0] <= y <= high[1])


def _within(view: View, mark: Mark) -> bool:
    lon = float(view.near(mark.lon))
    return view.west <= lon <= view.east and view.south <= mark.lat <= view.north


def _halo(axes: Any, text: Any) -> None:
    """Put a white edge under a word; the word itself stays text, which an editor can change."""
    from matplotlib.patheffects import Stroke

    axes.text(
        *text.get_position(), text.get_text(), fontproperties=text.get_fontproperties(),
        va="bottom", ha="left", color="white", parse_math=False, zorder=5.9, clip_on=True,
        path_effects=[Stroke(linewidth=2.4, foreground="white")],
    )  # fmt: skip


def _leader(axes: Any, point: tuple[float, float], box: Box) -> None:
    """Tie a far label to its dot."""
    end = (
        min(max(point[0], box[0]), box[2]),
        min(max(point[1], box[1]), box[3]),
    )
    xy = axes.transData.inverted().transform([point, end])
    axes.plot(xy[:, 0], xy[:, 1], color=INK, lw=0.6, zorder=4)


def _line_labels(axes: Any, panel: Panel, flat: Flat) -> list[Box]:
    """Put each length on the middle of its line where the next one is not; give their boxes."""
    boxes: list[Box] = []
    for line in panel.scene.lines:
        if not line.label or not panel.traced[line.id]:
            continue
        part = flat.near(max(panel.traced[line.id], key=len))
        pixels = axes.transData.transform(part)
        along = resample(pixels)
        for share in (0.5, 0.38, 0.62, 0.28, 0.72):
            x, y = axes.transData.inverted().transform(along[int(share * (len(along) - 1))])
            text = axes.text(
                x, y, line.label, size=7, zorder=5.5, ha="center", va="center", parse_math=False,
                color=LINES[line.style]["color"], clip_on=True,
                bbox={"boxstyle": "round,pad=0.2", "fc": "white", "ec": "none", "alpha": 0.92},
            )  # fmt: skip
            box = tuple(text.get_window_extent().padded(4).extents)
            if not any(_meet(box, b) for b in boxes):
                boxes.append(box)
                break
            text.remove()
    return boxes


def write_scale(axes: Any) -> None:
    """Draw a bar in kilometres and miles; true near the middle.

    Parameters
    ----------
    axes : matplotlib Axes
        Where to.
    """
    low, high = axes.get_xlim()
    down, up = axes.get_ylim()
    wide, tall = high - low, up - down
    for row, (unit, size) in enumerate((("km", 1.0), ("mi", 1.609344))):
        most = wide * 0.2 / size
        ten = 10 ** math.floor(math.log10(most))
        length = next(k for k in (5, 2, 1) if k * ten <= most) * ten
        x, y = low + wide * 0.02, down + tall * (0.025 + 0.03 * row)
        axes.plot([x, x + length * size], [y, y], color=INK, lw=1.6, zorder=7)
        axes.text(
            x + length * size + wide * 0.008, y, f"{length:,} {unit}", size=7, va="center", zorder=7
        )

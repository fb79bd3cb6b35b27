"""Panel: one map of a static picture, in a projection that fits it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.maps.flat import WIDE_SPAN, Flat, edge_of
from geo.maps.ground import Ground
from geo.maps.lettering import write_marks, write_scale
from geo.maps.looks import BORDER, INK, LAND, LINES, SEA, resample
from geo.maps.payload import joined, waters_of
from geo.maps.scene import Mark, Scene
from geo.maps.view import View

__all__ = ["Panel", "draw_panel"]

Array = NDArray[np.float64]

_STEP = 1.0  # degrees; outlines are cut finer than this before they are projected


@dataclass(frozen=True, slots=True)
class Panel:
    """What one map shows.

    Attributes
    ----------
    view : View
        Region.
    base : Ground
        Ground below it.
    marks : tuple of Mark
        Most important first.
    labels : dict
        Mark id to label.
    scene : Scene
        Lines, rings and areas.
    traced : dict
        Points along lines and rings by their ids.
    quiet : View or None
        Region whose names stand in another panel; it gets a frame here.
    inner : bool
        True for the second panel, which repeats no line label.
    """

    view: View
    base: Ground
    marks: tuple[Mark, ...]
    labels: dict[str, str]
    scene: Scene
    traced: dict[str, list[Array]]
    quiet: View | None = None
    inner: bool = False


def draw_panel(axes: Any, panel: Panel) -> tuple[Mark, ...]:
    """Draw one map.

    Parameters
    ----------
    axes : matplotlib Axes
        Where to.
    panel : Panel
        What.

    Returns
    -------
    tuple of Mark
        Marks whose names found no place.
    """
    flat = Flat(panel.view)
    axes.set_facecolor(SEA)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_color(BORDER)
    _limits(axes, panel.view, flat)
    _ground(axes, panel, flat)
    _areas(axes, panel, flat)
    along = _lines(axes, panel, flat)
    missing = write_marks(axes, panel, flat, along)
    _frame(axes, panel, flat)
    write_scale(axes)
    return missing


def _limits(axes: Any, view: View, flat: Flat) -> None:
    """Fit the view into the frame, its shape kept."""
    xy = flat(edge_of(view))
    low, high = xy.min(axis=0), xy.max(axis=0)
    box = axes.get_position()
    wide = box.width * axes.figure.get_figwidth() / (box.height * axes.figure.get_figheight())
    size = high - low
    pad = np.array([max(0.0, size[1] * wide - size[0]), max(0.0, size[0] / wide - size[1])]) / 2
    axes.set_xlim(low[0] - pad[0], high[0] + pad[0])
    axes.set_ylim(low[1] - pad[1], high[1] + pad[1])


def _patch(axes: Any, polygons: Any, flat: Flat, **style: Any) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    outlines = []
    for polygon in polygons:
        fine = shapely.segmentize(polygon, _STEP)
        for ring in (fine.exterior, *fine.interiors):
            xy = flat(shapely.get_coordinates(ring))
            if np.isfinite(xy).all():
                outlines.append(Outline(xy, closed=True))
    if outlines:
        axes.add_patch(PathPatch(Outline.make_compound_path(*outlines), **style))


def _ground(axes: Any, panel: Panel, flat: Flat) -> None:
    base = panel.base
    reach = panel.view.grown(1.0 if panel.view.span < WIDE_SPAN else 2.0)
    far = shapely.box(reach.west, reach.south, reach.east, reach.north)
    near = shapely.box(base.box.west, base.box.south, base.box.east, base.box.north)
    outside = [p for g in base.coarse.land for p in shapely.get_parts(_cut(g, far, near))]
    plain = {"edgecolor": LAND, "linewidth": 0.4, "facecolor": LAND, "zorder": 1}
    _patch(axes, [p for p in outside if p.geom_type == "Polygon"], flat, **plain)
    _patch(axes, base.fine.land, flat, **plain)
    lakes = (*base.fine.lakes,)
    _patch(axes, lakes, flat, facecolor=SEA, edgecolor="none", zorder=1.2)
    for lines, dash in ((base.fine.borders, "solid"), (base.fine.dashed, (0, (2, 2)))):
        _strokes(axes, lines, flat, colors=BORDER, linewidths=0.6, linestyles=dash, zorder=1.5)
    rest = [shapely.intersection(g, far) for g in base.coarse.borders]
    _strokes(axes, rest, flat, colors=BORDER, linewidths=0.6, zorder=1.5)


def _cut(shape: Any, far: Any, near: Any) -> Any:
    valid = shape if shape.is_valid else shapely.make_valid(shape)
    return valid.intersection(far).difference(near)


def _strokes(axes: Any, lines: Any, flat: Flat, **style: Any) -> None:
    from matplotlib.collections import LineCollection

    parts = [p for g in lines for p in shapely.get_parts(g) if p.geom_type == "LineString"]
    found = [flat(shapely.get_coordinates(shapely.segmentize(p, _STEP))) for p in parts]
    axes.add_collection(LineCollection([f for f in found if np.isfinite(f).all()], **style))


def _areas(axes: Any, panel: Panel, flat: Flat) -> None:
    looks: dict[str, dict[str, Any]] = {
        "place": {"facecolor": "#6b4fa022", "edgecolor": "#6b4fa0"},
        "water": {"facecolor": "#b9cfdb", "edgecolor": "none"},
        "avoided": {"facecolor": "none", "edgecolor": "#a01b18", "hatch": "////"},
        "reachable": {"facecolor": "#0b736222", "edgecolor": "#0b7362", "linestyle": "--"},
    }
    waters = waters_of(panel.scene)
    for area in panel.scene.areas:
        if area.drawn:
            parts = joined(area.geometry, panel.view, panel.view.span / 2000)
            # A sea is tinted below the land, whose coast is then the ground's own.
            wet = area.id in waters
            parts = shapely.buffer(parts, 0.05).tolist() if wet else parts
            look = looks["water" if wet else area.style]
            _patch(axes, parts, flat, linewidth=0.9, zorder=0.5 if wet else 2, **look)


def _lines(axes: Any, panel: Panel, flat: Flat) -> Array:
    """Draw lines and rings; give points along the lines in pixels."""
    from matplotlib.patheffects import Normal, Stroke

    along: list[Array] = []
    for line in panel.scene.lines:
        for part in panel.traced[line.id]:
            xy = flat.near(part)
            halo = [Stroke(linewidth=4.2, foreground="white", alpha=0.8), Normal()]
            axes.plot(
                xy[:, 0], xy[:, 1], zorder=3, path_effects=halo, dash_capstyle="butt",
                **LINES[line.style],
            )  # fmt: skip
            along.append(resample(axes.transData.transform(xy)))
    for ring in panel.scene.rings:
        for part in panel.traced.get(ring.id, ()):
            xy = flat.near(part)
            jumps = np.flatnonzero(np.hypot(*np.diff(xy, axis=0).T) > 4000) + 1
            for piece in np.split(xy, jumps):
                axes.plot(piece[:, 0], piece[:, 1], color=INK, lw=0.8, ls=(0, (1, 2.5)), zorder=2.5)
    return np.concatenate(along) if along else np.empty((0, 2))


def _frame(axes: Any, panel: Panel, flat: Flat) -> None:
    """Show on the first map what the second one enlarges."""
    if panel.quiet is None:
        return
    xy = flat.near(edge_of(panel.quiet))
    axes.plot(*np.vstack([xy, xy[:1]]).T, color=INK, lw=0.9, zorder=4.5)

"""Framing: which part of the world the first view of a scene holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import shapely
from numpy.typing import NDArray

from geo.maps.scene import Mark, Scene
from geo.maps.view import View, view_of

__all__ = ["outside", "scene_view"]

_FAR = 65.0  # rings beyond this latitude do not stretch the first view
_AREA = 1.35  # nor do areas that would widen it by more than this
_ASIDE = 1.6  # nor places beside the claims and routes that would widen it by more than this


def scene_view(scene: Scene, traced: Mapping[str, Sequence[NDArray[Any]]]) -> View:
    """Find the view that holds the story.

    Parameters
    ----------
    scene : Scene
        The scene.
    traced : Mapping
        Points along its lines and rings by their ids.

    Returns
    -------
    View
        The box round what claims and drawn lines are about, rings below 65 degrees, and the places
        and areas near them; round every drawn mark where there is no claim. `outside` lists the
        places that it leaves out.
    """
    drawn = [m for m in scene.marks if m.drawn]
    lit = {i for c in scene.claims for i in c.all_lights}
    points: list[Any] = [(m.lon, m.lat) for m in drawn if m.id in lit and not m.area_id]
    points += [p for x in scene.lines if x.drawn for part in traced[x.id] for p in part]
    for ring in scene.rings:
        if ring.drawn:
            points += [p for part in traced[ring.id] for p in part if abs(p[1]) < _FAR]
    if len(points) < 2:
        points = [(m.lon, m.lat) for m in drawn if not m.area_id]
    if not points:
        points = [(m.lon, m.lat) for m in drawn]
        points += [p for a in scene.areas if a.drawn for p in shapely.get_coordinates(a.geometry)]
    view = view_of(points)
    least = view.span
    for mark in drawn:
        if _holds(view, mark):
            continue
        wider = view_of([*points, (mark.lon, mark.lat)])
        if wider.span <= least * (_AREA if mark.area_id else _ASIDE):
            points.append((mark.lon, mark.lat))
            view = wider
    return view


def outside(scene: Scene, view: View) -> tuple[Mark, ...]:
    """List the places that a view leaves out.

    Parameters
    ----------
    scene : Scene
        The scene.
    view : View
        Its first view.

    Returns
    -------
    tuple of Mark
        Drawn marks beyond its edges; areas have a name wherever they are seen.
    """
    seen = view.grown(0.05)
    return tuple(m for m in scene.marks if m.drawn and not m.area_id and not _holds(seen, m))


def _holds(view: View, mark: Mark) -> bool:
    lon = float(mark.lon - 360.0 * round((mark.lon - (view.west + view.east) / 2) / 360.0))
    return view.west <= lon <= view.east and view.south <= mark.lat <= view.north

"""Payload: a scene as the data that the page's script draws from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import box

from geo.maps.framing import outside, scene_view
from geo.maps.ground import BUDGET, Ground, Sheet, encode, ground, widest
from geo.maps.scene import Area, Line, Mark, Ring, Scene
from geo.maps.trace import trace, trace_ring
from geo.maps.view import View

__all__ = ["joined", "labels_of", "payload", "waters_of"]

_WATER = frozenset({"ocean", "sea", "lake", "strait", "river"})
_DECIMALS = 4  # of lines: 11 metres
_SENTENCES = 2
_COARSE = 2
_COARSE_SIZE = 56_000  # characters of the world outside the region, of names and of areas
_LEAST = 25_000


def labels_of(marks: Sequence[Mark]) -> dict[str, str]:
    """Give each mark a label; where two would be the same, the kind tells them apart.

    Parameters
    ----------
    marks : sequence of Mark
        Marks of a scene.

    Returns
    -------
    dict
        Id to label.
    """
    count = Counter(m.label for m in marks if m.drawn)
    twice = {label for label, n in count.items() if n > 1}
    kinds = {"admin1": "province", "admin2": "district"}
    return {
        m.id: f"{m.label} ({kinds.get(m.kind, m.kind)})"
        if m.label in twice and m.kind and m.kind != "city"
        else m.label
        for m in marks
    }


def waters_of(scene: Scene) -> frozenset[str]:
    """List the areas that are seas or lakes: they are tinted, not outlined.

    Parameters
    ----------
    scene : Scene
        The scene.

    Returns
    -------
    frozenset of str
        Ids of areas.
    """
    wet = {m.area_id for m in scene.marks if m.kind in _WATER}
    return frozenset(a.id for a in scene.areas if a.id in wet and a.style == "place")


def payload(scene: Scene, *, room: int = 0) -> tuple[dict[str, Any], Ground]:
    """Turn a scene into the data of its page.

    Parameters
    ----------
    scene : Scene
        What is to be shown.
    room : int
        Characters that the data may take; what the story leaves goes to the ground's detail, of
        which a little is drawn in any case. 0 for no limit.

    Returns
    -------
    dict, Ground
        Data for the page's script, and the ground it stands on.
    """
    traced = {line.id: trace(line.points) for line in scene.lines}
    rounds: dict[str, bool] = {}
    for ring in scene.rings:
        traced[ring.id], rounds[ring.id] = trace_ring(ring.lon, ring.lat, ring.radius_m)
    view = scene_view(scene, traced)
    labels = labels_of(scene.marks)
    waters = waters_of(scene)
    sources = list(dict.fromkeys(line.source for line in scene.lines))
    extents = {a.id: a.geometry for a in scene.areas}
    written = Counter(m.as_written for m in scene.marks)
    story = {
        "outside": [m.id for m in outside(scene, view)],
        "view": [round(v, 4) for v in (view.west, view.south, view.east, view.north)],
        "marks": [
            _mark(m, labels[m.id], _spot(m, view, extents), written[m.as_written] > 1)
            for m in scene.marks
            if m.drawn
        ],
        "sources": sources,
        "lines": [_line(x, traced[x.id], view, sources.index(x.source)) for x in scene.lines],
        "rings": [_ring(r, traced[r.id], rounds[r.id], view) for r in scene.rings],
        "claims": [
            {"id": c.id, "lights": list(c.all_lights), "rows": [list(r.lights) for r in c.readings]}
            for c in scene.claims
        ],
    }
    left = room - len(json.dumps(story, separators=(",", ":"))) - _COARSE_SIZE
    budget = min(BUDGET, max(left, _LEAST)) if room else BUDGET
    base = ground(view, scene.borders, budget)
    areas = [_area(a, view, base, a.id in waters) for a in scene.areas]
    return {**story, "areas": areas, "ground": _ground(base)}, base


def _sheet(part: Sheet, decimals: int) -> dict[str, Any]:
    return {
        "decimals": decimals,
        "land": encode(part.land, decimals),
        "lakes": encode(part.lakes, decimals),
        "borders": encode(part.borders, decimals),
        "dashed": encode(part.dashed, decimals),
    }


def _ground(base: Ground) -> dict[str, Any]:
    region = base.box
    return {
        "box": [round(v, 3) for v in (region.west, region.south, region.east, region.north)],
        "fine": _sheet(base.fine, base.decimals),
        "coarse": _sheet(base.coarse, _COARSE),
        "names": [[n.text, n.lon, n.lat, n.kind, round(n.room, 2)] for n in base.names],
    }


def _mark(mark: Mark, label: str, spot: tuple[float, float], shared: bool) -> dict[str, Any]:
    """Encode a mark; where others share its name, a correction says which mention it means."""
    spots = [at for at, _ in mark.mentions] if shared and mark.mentions else [None]

    written = [mark.as_written if at is None else f"{mark.as_written}@{at}" for at in spots]
    choices = [
        [c.name, c.kind, c.where, round(c.score, 3), c.feature_id]
        for c in mark.choices
        if c.feature_id and c.feature_id != mark.feature_id
    ]
    lon, lat = spot
    return {
        "id": mark.id,
        "lon": round(lon, 6),
        "lat": round(lat, 6),
        "at": [round(mark.lon, 6), round(mark.lat, 6)],
        "label": label,
        "name": mark.name,
        "variants": list(mark.variants[:8]),
        "kind": mark.kind,
        "where": mark.where,
        "role": mark.role,
        "inferred": mark.inferred,
        "area": mark.area_id,
        "confidence": None if mark.confidence is None else round(mark.confidence, 3),
        "rank": round(mark.importance, 4),
        "sentences": [text for _, text in mark.mentions[:_SENTENCES]],
        "more": max(0, len(mark.mentions) - _SENTENCES),
        "source": mark.source,
        "reason": mark.reason,
        "choices": choices[:6],
        "written": written,
    }


def _spot(mark: Mark, view: View, extents: dict[str, Any]) -> tuple[float, float]:
    """Where a mark stands: its point; for an area whose point is out of view, in what is seen."""
    lon = float(view.near(mark.lon))
    inside = view.west <= lon <= view.east and view.south <= mark.lat <= view.north
    area = extents.get(mark.area_id)
    if area is None or (inside and mark.kind not in _WATER):
        return lon, mark.lat
    seen = view.grown(0.2 if mark.kind in _WATER else 0.05)
    best = None
    for turn in (-360.0, 0.0, 360.0):
        part = shapely.clip_by_rect(
            area, seen.west - turn, seen.south, seen.east - turn, seen.north
        )
        if part.area > (best[0].area if best else 0.0):
            best = (part, turn)
    if best is None:
        return lon, mark.lat
    x, y, _ = widest(max(shapely.get_parts(best[0]), key=lambda p: p.area))
    return x + best[1], y


def _parts(parts: list[NDArray[Any]], view: View) -> list[list[int]]:
    """Bring parts into the view's copy of the world, each by its middle, and encode them."""
    moved = []
    for part in parts:
        middle = part[len(part) // 2, 0]
        shift = float(view.near(middle)) - middle
        moved.append(shapely.LineString(part + np.array([shift, 0.0])))
    return encode(tuple(moved), _DECIMALS)


def _line(line: Line, parts: list[NDArray[Any]], view: View, source: int) -> dict[str, Any]:
    return {
        "id": line.id,
        "parts": _parts(parts, view),
        "label": line.label,
        "title": line.title,
        "style": line.style,
        "drawn": line.drawn,
        "detail": line.detail,
        "source": source,
    }


def _ring(ring: Ring, parts: list[NDArray[Any]], polar: bool, view: View) -> dict[str, Any]:
    return {
        "id": ring.id,
        "parts": _parts(parts, view),
        "polar": polar,
        "label": ring.label,
        "title": ring.title,
        "drawn": ring.drawn,
    }


def joined(geometry: Any, view: View, tolerance: float) -> list[Any]:
    """Bring an area into the view's copy of the world, whole where it was cut at 180 degrees.

    Parameters
    ----------
    geometry : shapely geometry
        Polygons, (lon, lat).
    view : View
        The view.
    tolerance : float, degrees
        How far a simplified outline may be off.

    Returns
    -------
    list of Polygon
        Its parts.
    """
    middle = (view.west + view.east) / 2
    pieces = []
    for turn in (-360.0, 0.0, 360.0):
        window = box(middle - 180.0 - turn, -90.0, middle + 180.0 - turn, 90.0)
        cut = geometry.intersection(window)
        if not cut.is_empty:
            moved = shapely.transform(cut, lambda xy, turn=turn: xy + np.array([turn, 0.0]))
            pieces.append(moved)
    whole = shapely.simplify(shapely.union_all(pieces), tolerance)
    return [p for p in shapely.get_parts(whole) if p.geom_type == "Polygon"]


def _under_land(polygons: list[Any], base: Ground, tolerance: float) -> list[Any]:
    """Widen a sea a little and cut it to the region: its coast is the land drawn over it."""
    wide = shapely.union_all(shapely.buffer(polygons, tolerance, quad_segs=1))
    region = base.box
    cut = shapely.clip_by_rect(wide, region.west, region.south, region.east, region.north)
    simple = shapely.simplify(cut, tolerance / 2)
    return [p for p in shapely.get_parts(simple) if p.geom_type == "Polygon"]


def _area(area: Area, view: View, base: Ground, water: bool) -> dict[str, Any]:
    """Encode an area, simplified to what can be seen."""
    tolerance = max(view.span / (600 if water else 2000), 5e-4)
    polygons = joined(area.geometry, view, tolerance)
    if water:
        polygons = _under_land(polygons, base, tolerance)
    kept = [p for p in polygons if p.area > 4 * tolerance**2] or polygons
    anchor = shapely.point_on_surface(max(kept, key=lambda p: p.area)) if kept else None
    return {
        "id": area.id,
        "rings": encode(tuple(kept), 3),
        "at": [round(anchor.x, 3), round(anchor.y, 3)] if anchor is not None else None,
        "label": area.label,
        "title": area.title or area.label,
        "style": "water" if water else area.style,
        "drawn": area.drawn,
        "detail": area.detail,
        "source": area.source,
    }

"""Lines of control and boundaries that only one view has, from the edges that units share."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import shapely

from geo.gazetteer.edges import edge_numbers, ring_edges, to_lines
from geo.gazetteer.encode import UNITS

NAMED = {  # pairs of de facto holders between whose units a line of control runs, and where
    ("IN", "PK"): ("Line of Control", (73, 32, 79, 37.2)),
    ("KAS", "PK"): ("Line of Control", (73, 32, 79, 37.2)),
    ("CN", "IN"): ("Line of Actual Control", (75, 26, 98, 37.2)),
    ("CN", "KAS"): ("Line of Actual Control", (75, 26, 98, 37.2)),
    ("KP", "KR"): ("Military Demarcation Line", (124, 36, 130, 40)),
    ("RS", "XK"): ("Boundary of Kosovo and Serbia", (19, 41, 23, 44)),
    ("IL", "PS"): ("Green Line", (33, 29, 36, 33)),
}
HELD = {  # a line between de facto holders of one country, as the United Nations see it
    ("CY", "CYN"): "Green Line in Cyprus",
    ("SO", "SOL"): "Boundary of Somaliland",
    ("RU", "UA"): "Line of control at Crimea",
    ("EH", "MA"): "Berm in Western Sahara",
    ("IL", "SY"): "Ceasefire line on the Golan",
}
DRAWN = {  # a boundary of the United Nations' view that nobody holds
    ("EH", "MA"): "Northern boundary of Western Sahara",
    ("IL", "SY"): "Western boundary of the Golan",
    ("RU", "UA"): "Boundary of Crimea and Russia",
}


def control_lines(units: list) -> dict[str, tuple[dict, object]]:
    """Give each line with its name and what it is, from units that touch one another."""
    boxes = shapely.box(*shapely.bounds([u.shape for u in units]).T)
    pairs = shapely.STRtree(boxes).query(boxes, predicate="intersects").T
    found = defaultdict(list)
    for a, b in pairs[pairs[:, 0] < pairs[:, 1]].tolist():
        one, two = units[a], units[b]
        for label, kind in _labels(one, two):
            edges = _shared(one.shape, two.shape)
            if len(edges):
                found[label, kind].append(edges)
    out = {}
    for (label, kind), edges in sorted(found.items()):
        slug = label.lower().replace(" ", "-")
        out[f"line:{slug}"] = ({"name": label, "kind": kind}, to_lines(np.concatenate(edges)))
    return out


def _labels(one, two) -> list[tuple[str, str]]:
    de = tuple(sorted((one.de_facto, two.de_facto)))
    un = tuple(sorted((one.un, two.un)))
    out = []
    if de in NAMED and un[0] != un[1]:
        label, box = NAMED[de]
        if shapely.box(*box).intersects(one.shape) and shapely.box(*box).intersects(two.shape):
            out.append((label, "line of control"))
    if de[0] != de[1] and un[0] == un[1] and de in HELD:
        out.append((HELD[de], "line of control"))
    if de[0] == de[1] and un[0] != un[1] and un in DRAWN:
        out.append((DRAWN[un], "boundary not held"))
    return out


def _shared(a, b):
    one, two = ring_edges(a), ring_edges(b)
    return one[np.isin(edge_numbers(one), edge_numbers(two))].reshape(-1, 2, 2) / UNITS

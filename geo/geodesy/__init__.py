"""Geodesy: distances, lines and areas on the WGS 84 ellipsoid; arrays in, arrays out.

Longitude comes first, angles are in degrees, lengths in metres unless ``unit=`` says otherwise.
Nothing heavier than numpy is imported before it is needed, and the names beyond distances when
they are first used. ``import geo.geodesy.accessor`` puts ``.geodesic`` on what GeoPandas has.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo.geodesy.distances import direct, distance, distance_matrix, inverse
from geo.geodesy.ellipsoid import WGS84, Ellipsoid
from geo.geodesy.winds import wind

if TYPE_CHECKING:
    from geo.geodesy.antimeridian import split_antimeridian
    from geo.geodesy.areas import area, length
    from geo.geodesy.buffers import buffer
    from geo.geodesy.circles import ring
    from geo.geodesy.lines import interpolate, line, midpoint
    from geo.geodesy.neighbours import nearest, pairs_within
    from geo.geodesy.tracks import cross_track, intersect

__all__ = [
    "WGS84",
    "Ellipsoid",
    "area",
    "buffer",
    "cross_track",
    "direct",
    "distance",
    "distance_matrix",
    "interpolate",
    "intersect",
    "inverse",
    "length",
    "line",
    "midpoint",
    "nearest",
    "pairs_within",
    "ring",
    "split_antimeridian",
    "wind",
]

_LATER = {
    "area": "areas",
    "buffer": "buffers",
    "cross_track": "tracks",
    "interpolate": "lines",
    "intersect": "tracks",
    "length": "areas",
    "line": "lines",
    "midpoint": "lines",
    "nearest": "neighbours",
    "pairs_within": "neighbours",
    "ring": "circles",
    "split_antimeridian": "antimeridian",
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first used, and keep it."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})

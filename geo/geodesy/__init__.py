"""Geodesy: distances, lines and areas on the WGS 84 ellipsoid; arrays in, arrays out.

Longitude comes first, angles are in degrees, lengths in metres unless ``unit=`` says otherwise.
Nothing heavier than numpy is imported before it is needed.
"""

from geo.geodesy.antimeridian import split_antimeridian
from geo.geodesy.areas import area, length
from geo.geodesy.buffers import buffer
from geo.geodesy.circles import ring
from geo.geodesy.distances import direct, distance, distance_matrix, inverse
from geo.geodesy.ellipsoid import WGS84, Ellipsoid
from geo.geodesy.lines import interpolate, line, midpoint
from geo.geodesy.neighbours import nearest, pairs_within
from geo.geodesy.tracks import cross_track, intersect
from geo.geodesy.winds import wind

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

"""Neighbours: the nearest of many sites, and all pairs within a radius."""

from __future__ import annotations

from typing import Any

from geo.geodesy.ellipsoid import WGS84, Ellipsoid

__all__ = ["nearest", "pairs_within"]

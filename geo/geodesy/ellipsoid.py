"""Ellipsoid: the figure that distances are measured on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import UsageError

if TYPE_CHECKING:
    from pyproj import Geod

__all__ = ["WGS84", "Ellipsoid", "geod"]

# The series are cut where WGS 84 needs it, and their error grows with the sixth power of the
# flattening. Up to here it is lost in rounding; at 1/150 the direct problem is 24 nm off. Every
# ellipsoid fitted to the Earth lies below (Clarke 1880: 1/293.5).
_SERIES_LIMIT = 1 / 200


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """An ellipsoid of revolution.

    Attributes
    ----------
    a : float
        Equatorial radius, metres.
    f : float
        Flattening: 0 for a sphere, negative for a prolate ellipsoid.
    """

    a: float = 6378137.0
    f: float = 1 / 298.257223563

    def __post_init__(self) -> None:
        """Refuse what is no ellipsoid."""
        if not (0 < self.a < float("inf") and self.f < 1):
            raise UsageError(f"no ellipsoid has radius {self.a!r} and flattening {self.f!r}")

    @property
    def b(self) -> float:
        """Polar radius, metres."""
        return self.a * (1 - self.f)

    @property
    def in_series(self) -> bool:
        """Whether the series of `geo.geodesy` hold; others are left to pyproj."""
        return 0 <= self.f <= _SERIES_LIMIT


WGS84 = Ellipsoid()
"""The World Geodetic System of 1984."""


@cache
def geod(ellipsoid: Ellipsoid = WGS84) -> Geod:
    """Give the pyproj object of an ellipsoid.

    Parameters
    ----------
    ellipsoid : Ellipsoid, default WGS84
        The ellipsoid.

    Returns
    -------
    pyproj.Geod
        Its geodesic calculator, one for the life of the process.

    Examples
    --------
    >>> geod().a
    6378137.0
    """
    from pyproj import Geod

    return Geod(a=ellipsoid.a, f=ellipsoid.f)

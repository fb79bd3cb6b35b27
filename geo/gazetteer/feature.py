"""Feature: one record of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import Point

__all__ = ["AREA_KINDS", "KINDS", "Feature"]

KINDS = (
    "continent", "region", "country", "historical", "admin1", "admin2", "city", "suburb",
    "ocean", "sea", "river", "lake", "mountain", "desert", "peninsula", "island", "strait",
    "airfield", "facility", "area", "point",
)  # fmt: skip
AREA_KINDS = frozenset({"continent", "region", "country", "historical", "admin1", "ocean", "sea"})


@dataclass(frozen=True, slots=True)
class Feature:
    """A record of the gazetteer.

    Attributes
    ----------
    id : str
        Stable id with its source, such as ``geonames:170063`` or ``ourairports:OIHS``.
    name : str
        The gazetteer's own name.
    kind : str
        One of `KINDS`.
    lon, lat : float
        Representative point, degrees, WGS 84.
    country : str
        ISO 3166-1 alpha-2 code, empty where none applies.
    admin1 : str
        Name of the first-level unit, empty where none is known.
    population : int
        Inhabitants, 0 where not known.
    area_id : str
        Id of the polygon that `geo.gazetteer.area` gives, empty where there is none.
    geonameid : int or None
        Id in GeoNames where known.
    source : str
        Short name of the source, such as ``GeoNames``.
    date : str
        Date that the source is of, ISO 8601.
    """

    id: str
    name: str
    kind: str
    lon: float
    lat: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    area_id: str = ""
    geonameid: int | None = None
    source: str = ""
    date: str = ""

    @property
    def point(self) -> Point:
        """The representative point as a shapely ``Point`` (lon, lat)."""
        return Point(self.lon, self.lat)

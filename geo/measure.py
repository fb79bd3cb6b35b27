"""Measure: distances, azimuths and directions between names, features, points and GeoSeries."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from geo import geodesy
from geo.errors import AmbiguousPlace, InvalidCoordinate, PlaceNotFound, UsageError
from geo.geodesy.coordinates import is_pointlike
from geo.text import one_line

if TYPE_CHECKING:
    from geo.gazetteer import Feature

__all__ = ["AmbiguousName", "azimuth", "direction", "distance", "locate", "midpoint"]

_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)"
_LAT_LON = re.compile(rf"\s*({_NUMBER})\s*[,;\s]\s*({_NUMBER})\s*")
_NOTATION = re.compile(r"(?i)^\s*[-+]*(?:nan|inf(?:inity)?)\s*$|0x[\da-f]+|(?<=[\d.])e(?=[-+]?\d)")


class AmbiguousName(UserWarning):
    """A name that several places bear, or none just so; the message says which was taken."""


def locate(place: Any, *, strict: bool = False) -> Feature:
    """Find the one feature that a place stands for.

    Parameters
    ----------
    place : str, Feature, Toponym or shapely Point
        A name, or a text ``lat,lon`` in degrees; "Paris, Texas" says which of several.
    strict : bool, default False
        Raise where a name is not clear, instead of taking the likeliest and warning once; also
        where it says a part or the kind of a place, such as "North Dallas", which is taken for
        Dallas.

    Returns
    -------
    Feature
        The feature; one of kind ``point`` where coordinates were given.

    Raises
    ------
    PlaceNotFound
        Where there is no feature of that name; the message gives names spelt nearly so, or with
        `strict` that of which it says more.
    AmbiguousPlace
        With `strict`, where there are several; ``.candidates`` has them.
    InvalidCoordinate
        Where coordinates are none, such as latitude 95.
    UsageError
        Where `place` is something else. A bare pair of numbers is refused: it does not say which
        is the latitude.

    Examples
    --------
    >>> locate("Hamadan").country
    'IR'
    >>> locate("35.2,48.7").lat
    35.2
    """
    if isinstance(place, str):
        pair = _LAT_LON.fullmatch(place)
        if pair:
            return _point(float(pair[2]), float(pair[1]))
        if _numbers(place):
            raise InvalidCoordinate(f"{one_line(place)!r} is no latitude and longitude in degrees")
        return _named(place, strict)
    if hasattr(place, "feature"):
        if place.feature is None:
            raise PlaceNotFound(f"{one_line(place.text)!r} was not resolved to a feature")
        return place.feature  # type: ignore[no-any-return]
    if hasattr(place, "lon") and hasattr(place, "lat"):
        return place  # type: ignore[no-any-return]
    if getattr(place, "geom_type", "") == "Point" and not hasattr(place, "iloc"):
        if place.is_empty:
            raise InvalidCoordinate("an empty point is nowhere")
        return _point(place.x, place.y)
    raise UsageError(f"not a place: {place!r:.80}; give a name, a feature or a shapely Point")


def _numbers(text: str) -> bool:
    """Whether a text means two numbers, be they fit for degrees or not: "nan,nan", "--1,2"."""
    parts = re.split("[,;]", text)
    if len(parts) < 2:
        return False
    plain = (_NOTATION.sub("", part) for part in parts)
    return not any(char.isalpha() for part in plain for char in part)


def _point(lon: float, lat: float) -> Feature:
    """Make a feature of coordinates."""
    from geo.gazetteer import Feature

    geodesy.distance(lon, lat, lon, lat)  # raises for what is no coordinate
    if abs(lon) > 360:
        raise InvalidCoordinate(f"longitude is {lon!r}; longitudes run from -180 to 180")
    home = lon if abs(lon) <= 180 else (lon + 180) % 360 - 180
    return Feature(id=f"point:{lat:.6f},{home:.6f}", name="", kind="point", lon=home, lat=lat)


def _named(name: str, strict: bool) -> Feature:
    """Look a name up, and say so where it is not clear."""
    from geo.gazetteer import geocode

    try:
        found = geocode(name, strict=True, limit=1)
    except AmbiguousPlace as problem:
        if strict:
            raise
        found = problem.candidates
    first, shown = found[0], one_line(name)
    if first.how == "fuzzy":
        raise PlaceNotFound(f"no place named {shown!r}; the nearest name is {first.name!r}")
    where = ", ".join(p for p in (first.admin1, first.country) if p)
    if first.how == "part":
        whole = f"{first.name} ({', '.join(p for p in (first.kind, where) if p)})"
        if strict:
            raise PlaceNotFound(f"no place named just {shown!r}; it says more of {whole}")
        _warn_once(
            f"{shown!r} is taken for {whole}: no place is named just so; "
            "give coordinates, or pass strict=True to refuse it"
        )
    elif len(found) > 1:
        _warn_once(
            f"{shown!r} is taken for {first.name} ({where}), one of {len(found)} places; "
            "say which with a region or country, or pass strict=True"
        )
    return first


@cache
def _warn_once(message: str) -> None:
    warnings.warn(message, AmbiguousName, stacklevel=6)


def _pointlike(place: Any, strict: bool) -> Any:
    """Turn what people pass into what `geo.geodesy` takes."""
    if isinstance(place, (int, float)):
        raise UsageError("a number is no place; geo.geodesy.distance takes lon1, lat1, lon2, lat2")
    if is_pointlike(place) and not hasattr(place, "feature"):
        return place
    if hasattr(place, "iloc"):
        return _located(place.tolist(), strict, place.index)
    if isinstance(place, (list, tuple)) or hasattr(place, "tolist"):
        return _located(list(place), strict)
    return locate(place, strict=strict)


def _located(places: list[Any], strict: bool, index: Any = None) -> Any:
    """Locate many places: each name is looked up once; what is missing stays missing."""
    import shapely

    known: dict[Any, Any] = {}
    points: list[Any] = []
    for place in places:
        if place is None or (isinstance(place, float) and place != place):  # noqa: PLR0124
            points.append(None)
            continue
        key = place if isinstance(place, str) else id(place)
        if key not in known:
            found = locate(place, strict=strict)
            known[key] = shapely.Point(found.lon, found.lat)
        points.append(known[key])
    if index is None:
        import numpy as np

        array = np.empty(len(points), dtype=object)
        array[:] = points
        return array
    import geopandas as gpd

    return gpd.GeoSeries(points, index=index, crs="EPSG:4326")


def distance(a: Any, b: Any, *, unit: str = "m", strict: bool = False, workers: int = 1) -> Any:
    """Measure the geodesic distance between places.

    Parameters
    ----------
    a, b : str, Feature, Toponym, shapely Point, GeoSeries, or a list, array or Series of these
        Places; a text is a name or ``lat,lon``. A country or a sea stands for its point.
    unit : str, default "m"
        Unit of the result: m, km, mi, nmi, ft, yd or their long names.
    strict : bool, default False
        Raise where a name is not clear, instead of taking the likeliest and warning once.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    float, ndarray or pandas.Series
        A float for two single places, an array for lists, a Series with its index for a Series.

    Raises
    ------
    PlaceNotFound, AmbiguousPlace, InvalidCoordinate, UsageError
        As `locate` does.
    InvalidGeometry
        Where a geometry is no point or a GeoSeries is not in degrees.
    UnknownName
        Where there is no such unit.

    Notes
    -----
    See `geo.geodesy.distance` for the model and the error (20 nm); how well the gazetteer's point
    stands for the place is another matter, kilometres for a large city.

    Examples
    --------
    >>> round(distance("Hamadan", "Aleppo", unit="mi"))
    647
    """
    return geodesy.distance(
        _pointlike(a, strict), _pointlike(b, strict), unit=unit, workers=workers
    )


def azimuth(a: Any, b: Any, *, strict: bool = False, workers: int = 1) -> Any:
    """Give the azimuth at which the geodesic from one place to another sets out.

    Parameters
    ----------
    a, b : as for `distance`
        Places.
    strict : bool, default False
        Raise where a name is not clear.
    workers : int, default 1
        Threads; -1 for all cores.

    Returns
    -------
    float, ndarray or pandas.Series
        Degrees clockwise from north, 0 to 360.

    Raises
    ------
    PlaceNotFound, AmbiguousPlace, InvalidCoordinate, UsageError
        As `locate` does.

    Examples
    --------
    >>> round(azimuth("Hamadan", "Aleppo"))
    282
    """
    found = geodesy.inverse(_pointlike(a, strict), _pointlike(b, strict), workers=workers)[1]
    return found % 360.0


def direction(a: Any, b: Any, *, points: int = 8, strict: bool = False) -> Any:
    """Name the wind in which one place lies from another.

    Parameters
    ----------
    a, b : as for `distance`
        From where, and to where.
    points : {8, 16}
        How many winds to choose from.
    strict : bool, default False
        Raise where a name is not clear.

    Returns
    -------
    str, ndarray or pandas.Series
        ``"N"``, ``"NE"``, ...

    Raises
    ------
    PlaceNotFound, AmbiguousPlace, InvalidCoordinate, UsageError
        As `locate` does.

    Examples
    --------
    >>> direction("Hamadan", "Aleppo")
    'W'
    """
    return geodesy.wind(azimuth(a, b, strict=strict), points)


def midpoint(a: Any, b: Any, *, strict: bool = False) -> Any:
    """Give the point half-way between two places.

    Parameters
    ----------
    a, b : as for `distance`
        Places.
    strict : bool, default False
        Raise where a name is not clear.

    Returns
    -------
    shapely.Point, ndarray or geopandas.GeoSeries
        Longitude and latitude.

    Raises
    ------
    PlaceNotFound, AmbiguousPlace, InvalidCoordinate, UsageError
        As `locate` does.

    Examples
    --------
    >>> from shapely import Point
    >>> midpoint(Point(0, 0), Point(0, 10)).x
    0.0
    """
    import shapely

    lon, lat = geodesy.midpoint(_pointlike(a, strict), _pointlike(b, strict))
    if hasattr(lon, "iloc"):
        import geopandas as gpd

        return gpd.GeoSeries(shapely.points(lon, lat), index=lon.index, crs="EPSG:4326")
    return shapely.points(lon, lat)

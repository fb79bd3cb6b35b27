"""Coordinates: what people pass in, read as arrays; and results given back in the same form."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import InvalidCoordinate, InvalidGeometry, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Form", "finite", "geometries", "halves", "is_pointlike", "lonlat", "read"]


@dataclass(frozen=True, slots=True)
class Form:
    """The form that a result takes, which is that of the input.

    Attributes
    ----------
    shape : tuple of int
        Shape that the inputs broadcast to; ``()`` for scalars.
    index : pandas.Index or None
        The index where an input was a Series.
    crs : pyproj.CRS or None
        The reference system where an input was a GeoSeries that has one.
    """

    shape: tuple[int, ...] = ()
    index: Any = None
    crs: Any = None

    @property
    def scalar(self) -> bool:
        """Whether every input was a scalar."""
        return self.shape == () and self.index is None

    def give(self, values: Any) -> Any:
        """Give values back as a float, an array of the inputs' shape, or a Series.

        Parameters
        ----------
        values : ndarray, shape (n,)
            One value for each element, in order.

        Returns
        -------
        float, ndarray or pandas.Series
            The values in this form.
        """
        if self.index is not None:
            import pandas as pd

            return pd.Series(values, index=self.index)
        if self.shape == ():
            return values[0].item() if isinstance(values[0], np.generic) else values[0]
        return values.reshape(self.shape)

    def give_geometry(self, values: Any) -> Any:
        """Give geometries back as a geometry, an array of them, or a GeoSeries.

        Parameters
        ----------
        values : ndarray of object, shape (n,)
            One geometry for each element, in order.

        Returns
        -------
        shapely geometry, ndarray or geopandas.GeoSeries
            The geometries in this form.
        """
        if self.index is not None:
            import geopandas as gpd

            return gpd.GeoSeries(values, index=self.index, crs=self.crs or "EPSG:4326")
        return self.give(values)


def is_pointlike(value: Any) -> bool:
    """Tell whether a value is a point or a collection of points, not a number or numbers.

    Parameters
    ----------
    value : object
        Anything that a function of this room takes.

    Returns
    -------
    bool
        True for shapely points, arrays and lists of them, GeoSeries, GeoDataFrames, and objects
        with ``lon`` and ``lat``.

    Examples
    --------
    >>> is_pointlike(3.0), is_pointlike([3.0, 4.0])
    (False, False)
    """
    if isinstance(value, (float, int, str)) or value is None:
        return False
    if hasattr(value, "geom_type") or (hasattr(value, "lon") and hasattr(value, "lat")):
        return True
    if hasattr(value, "_geometry_column_name") or type(value).__name__ == "GeometryArray":
        return True
    if isinstance(value, np.ndarray) and value.dtype != object:
        return False
    if isinstance(value, (list, tuple, np.ndarray)):
        first = next((item for item in np.ravel(np.asarray(value, object)) if item is not None), 0)
        return hasattr(first, "geom_type")
    return False


def _check_crs(crs: Any) -> None:
    """Refuse a reference system in which x and y are not degrees of longitude and latitude."""
    if crs is None:
        return
    if not crs.is_geographic:
        raise InvalidGeometry(
            f"the points are in {crs.name}, not in longitude and latitude; use .to_crs(4326)"
        )
    units = {axis.unit_name for axis in crs.axis_info}
    if not units <= {"degree", "metre"}:  # metres: the height of a three-dimensional system
        raise InvalidGeometry(f"{crs.name} counts in {', '.join(sorted(units))}; use .to_crs(4326)")


def geometries(value: Any) -> tuple[Any, Any, Any]:
    """Take geometries out of what holds them.

    Parameters
    ----------
    value : shapely geometry, array or list of them, GeoSeries or GeoDataFrame
        Geometries in degrees.

    Returns
    -------
    items : ndarray of object
        The geometries, in the shape in which they came.
    index : pandas.Index or None
        The index of a GeoSeries or GeoDataFrame.
    crs : pyproj.CRS or None
        Its reference system.

    Raises
    ------
    InvalidGeometry
        Where the reference system is not geographic in degrees.

    Examples
    --------
    >>> from shapely import Point
    >>> geometries([Point(1, 2), None])[0].shape
    (2,)
    """
    index = getattr(value, "index", None) if hasattr(value, "iloc") else None
    crs = getattr(value, "crs", None)
    _check_crs(crs)
    if hasattr(value, "_geometry_column_name"):
        value = value.geometry
    return np.asarray(value, dtype=object), index, crs


def lonlat(value: Any) -> tuple[Any, Any, Any, Any]:
    """Read points as longitudes and latitudes.

    Parameters
    ----------
    value : point-like
        What `is_pointlike` knows.

    Returns
    -------
    lon, lat : float or ndarray
        Degrees; NaN where a point is missing or empty.
    index : pandas.Index or None
        The index of a GeoSeries or GeoDataFrame.
    crs : pyproj.CRS or None
        Its reference system.

    Raises
    ------
    InvalidGeometry
        Where a geometry is no point, or its reference system is not geographic.

    Examples
    --------
    >>> from shapely import Point
    >>> lonlat(Point(35.3, 38.7))[:2]
    (35.3, 38.7)
    """
    if hasattr(value, "lon") and hasattr(value, "lat") and not hasattr(value, "geom_type"):
        return value.lon, value.lat, None, None
    import shapely

    items, index, crs = geometries(value)
    kinds = shapely.get_type_id(items)
    if not np.all((kinds == shapely.GeometryType.POINT) | (kinds == shapely.GeometryType.MISSING)):
        raise InvalidGeometry("a geometry is no point; take .centroid or .representative_point()")
    items = np.asarray(np.where(shapely.is_empty(items), None, items), dtype=object)
    lon, lat = shapely.get_x(items), shapely.get_y(items)
    if items.ndim == 0:
        return float(lon), float(lat), index, crs
    return lon, lat, index, crs


def _number(value: Any) -> Array:
    """Read a number or numbers as float64; what is missing becomes NaN."""
    if hasattr(value, "iloc"):
        return np.asarray(value.to_numpy(dtype=float, na_value=np.nan), dtype=float)
    if isinstance(value, np.ma.MaskedArray):
        numbers: Any = value.astype(np.float64)
        return np.asarray(numbers.filled(np.nan))
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError) as problem:
        raise InvalidCoordinate(f"not a number or numbers: {value!r:.80}") from problem


def _same_index(one: Any, other: Any) -> Any:
    """Give the index that two inputs share."""
    if one is None or other is None or one is other:
        return one if other is None else other
    if not one.equals(other):
        raise UsageError("two Series have different indexes; align them or pass .to_numpy()")
    return one


def _same_crs(one: Any, other: Any) -> Any:
    if one is None or other is None or one is other or one == other:
        return one if other is None else other
    raise InvalidGeometry(
        f"points in {one.name} and in {other.name}; bring them to one with .to_crs"
    )


def read(names: str, *values: Any) -> tuple[list[Array], Form]:
    """Read the arguments of a function as flat arrays of one length.

    Parameters
    ----------
    names : str
        Names of the numbers wanted, separated by spaces; those that begin with ``lat`` are checked
        as latitudes. A point stands for two of them.
    *values : number, array_like or point-like
        The arguments, as passed; None at the end for those that were not.

    Returns
    -------
    arrays : list of ndarray, shape (n,)
        One contiguous float64 array for each name.
    form : Form
        The form in which to give results back.

    Raises
    ------
    InvalidCoordinate
        Where all are scalars and one is not finite or is a latitude beyond 90 degrees.
    InvalidGeometry
        Where a geometry is no point or its reference system is not geographic.
    UsageError
        Where the number of arguments is wrong, or they do not fit each other.

    Examples
    --------
    >>> read("lon lat", 35.3, [38.7, 38.8])[0]
    [array([35.3, 35.3]), array([38.7, 38.8])]
    """
    wanted = names.split()
    parts: list[Any] = []
    index = crs = None
    for value in values:
        if value is None:
            continue
        if is_pointlike(value):
            lon, lat, own_index, own_crs = lonlat(value)
            parts += [lon, lat]
            crs = _same_crs(crs, own_crs)
        else:
            own_index = value.index if hasattr(value, "iloc") else None
            parts.append(value)
        index = _same_index(index, own_index)
    if len(parts) != len(wanted):
        raise UsageError(f"expected {', '.join(wanted)} (a point stands for two of them)")
    numbers = [_number(part) for part in parts]
    try:
        shape = np.broadcast_shapes(*(number.shape for number in numbers))
    except ValueError as problem:
        shapes = ", ".join(str(number.shape) for number in numbers)
        raise UsageError(f"arrays that do not fit each other: shapes {shapes}") from problem
    if shape == () and index is None:
        for name, number in zip(wanted, numbers, strict=True):
            finite(name, float(number))
    flat = [np.ascontiguousarray(np.broadcast_to(number, shape).ravel()) for number in numbers]
    return flat, Form(shape, index, crs)


def halves(*values: Any) -> list[list[Any]]:
    """Share arguments out to two sets of points.

    Parameters
    ----------
    *values : number, array_like or point-like
        For each set a point-like value or longitudes and latitudes; None at the end is left out.

    Returns
    -------
    list of two lists
        What each set was given as.

    Raises
    ------
    UsageError
        Where these are not two sets.

    Examples
    --------
    >>> halves([1, 2], [3, 4], [5], [6])
    [[[1, 2], [3, 4]], [[5], [6]]]
    """
    sets: list[list[Any]] = []
    rest = [value for value in values if value is not None]
    while rest:
        width = 1 if is_pointlike(rest[0]) else 2
        sets.append(rest[:width])
        rest = rest[width:]
    if len(sets) != 2:
        raise UsageError("expected two sets of points: lon1, lat1, lon2, lat2 or two point-likes")
    return sets


def finite(name: str, value: float) -> None:
    """Refuse a scalar that is no coordinate.

    Parameters
    ----------
    name : str
        What it is, for the message; a latitude if it begins with ``lat``.
    value : float
        The value.

    Raises
    ------
    InvalidCoordinate
        Where it is NaN or infinite, or a latitude beyond 90 degrees.

    Examples
    --------
    >>> finite("lat1", 95.0)
    Traceback (most recent call last):
    geo.errors.InvalidCoordinate: lat1 is 95.0; latitudes run from -90 to 90
    """
    if not -sys.float_info.max <= value <= sys.float_info.max:
        raise InvalidCoordinate(f"{name} is {value!r}, not a finite number")
    if name.startswith("lat") and abs(value) > 90:
        raise InvalidCoordinate(f"{name} is {value!r}; latitudes run from -90 to 90")

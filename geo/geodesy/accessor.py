"""Accessor: ``.geodesic`` on every GeoSeries and GeoDataFrame, in the manner of GeoPandas.

>>> import geo.geodesy.accessor
>>> import geopandas as gpd
>>> places = gpd.GeoSeries.from_xy([37.157, 48.516], [36.203, 34.799], crs=4326)
>>> places.geodesic.distance(places.iloc[0]).round().tolist()
[0.0, 1041660.0]

Importing this module registers the accessor. Methods bear the names that GeoPandas has for the
same on a plane, and take ``unit=``, ``ellipsoid=`` and ``workers=`` as `geo.geodesy` does.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo import geodesy
from geo.errors import UsageError

__all__ = ["Geodesic"]


@pd.api.extensions.register_series_accessor("geodesic")
@pd.api.extensions.register_dataframe_accessor("geodesic")
class Geodesic:
    """Geodesic measures of the geometries of a GeoSeries or GeoDataFrame.

    Parameters
    ----------
    data : geopandas.GeoSeries or geopandas.GeoDataFrame
        Geometries in longitude and latitude, degrees.
    """

    def __init__(self, data: Any) -> None:
        if not isinstance(data, (gpd.GeoSeries, gpd.GeoDataFrame)):
            wrong = "geodesic is there for a GeoSeries or a GeoDataFrame"
            raise AttributeError(wrong)  # noqa: TRY004 - what pandas expects of an accessor
        self._series = data.geometry

    def _pair(self, other: Any, align: bool | None) -> tuple[Any, Any]:
        """Bring two sets of geometries to one index, as GeoPandas does."""
        if isinstance(other, gpd.GeoDataFrame):
            other = other.geometry
        if isinstance(other, (BaseGeometry, str)) or not hasattr(other, "index"):
            return self._series, other
        if align is False:
            if len(other) != len(self._series):
                raise UsageError("align=False needs two of the same length")
            return self._series, other.set_axis(self._series.index)
        if align is None and not other.index.equals(self._series.index):
            raise UsageError("the indexes differ; pass align=True to match labels, or align=False")
        one, two = self._series.align(other)
        return one, two

    def distance(self, other: Any, *, align: bool | None = None, **options: Any) -> pd.Series:
        """Measure the distance from each point to another.

        Parameters
        ----------
        other : GeoSeries, GeoDataFrame or shapely Point
            Points of the same labels, or one point for all.
        align : bool, optional
            True to match labels, False to go by position; needed where the indexes differ.
        **options
            As for `geo.geodesy.distance`.

        Returns
        -------
        pandas.Series
            The distances, NaN where a point is missing.
        """
        return geodesy.distance(*self._pair(other, align), **options)

    def azimuth(self, other: Any, *, align: bool | None = None, **options: Any) -> pd.Series:
        """Give the azimuth from each point to another.

        Parameters
        ----------
        other : GeoSeries, GeoDataFrame or shapely Point
            Points of the same labels, or one point for all.
        align : bool, optional
            True to match labels, False to go by position; needed where the indexes differ.
        **options
            As for `geo.geodesy.inverse`.

        Returns
        -------
        pandas.Series
            Degrees clockwise from north, 0 to 360.
        """
        return geodesy.inverse(*self._pair(other, align), **options)[1] % 360.0

    def wind(self, other: Any, points: int = 8, *, align: bool | None = None) -> pd.Series:
        """Name the wind in which another point lies from each.

        Parameters
        ----------
        other : GeoSeries, GeoDataFrame or shapely Point
            Points of the same labels, or one point for all.
        points : {8, 16}
            How many winds to choose from.
        align : bool, optional
            True to match labels, False to go by position; needed where the indexes differ.

        Returns
        -------
        pandas.Series
            Names such as ``"NW"``.
        """
        return geodesy.wind(self.azimuth(other, align=align), points)

    def distance_matrix(self, other: Any = None, **options: Any) -> pd.DataFrame:
        """Measure the distance from each point to each of others, or among themselves.

        Parameters
        ----------
        other : GeoSeries or GeoDataFrame, optional
            The points of the columns.
        **options
            As for `geo.geodesy.distance_matrix`.

        Returns
        -------
        pandas.DataFrame
            One row for each point, one column for each of the others.
        """
        return geodesy.distance_matrix(
            self._series, self._series if other is None else other, **options
        )

    def nearest(self, other: Any, **options: Any) -> pd.DataFrame:
        """Find the nearest of other points for each point.

        Parameters
        ----------
        other : GeoSeries or GeoDataFrame
            The sites.
        **options
            As for `geo.geodesy.nearest`, without ``k``.

        Returns
        -------
        pandas.DataFrame
            Columns ``nearest``, the label of the site, and ``distance``.
        """
        place, far = geodesy.nearest(self._series, other, **options)
        labels = other.index.take(place.clip(lower=0)).to_series(index=place.index)
        return pd.DataFrame({"nearest": labels.where(place >= 0), "distance": far})

    def line_to(self, other: Any, *, align: bool | None = None, **options: Any) -> gpd.GeoSeries:
        """Draw the geodesic from each point to another.

        Parameters
        ----------
        other : GeoSeries, GeoDataFrame or shapely Point
            Points of the same labels, or one point for all.
        align : bool, optional
            True to match labels, False to go by position; needed where the indexes differ.
        **options
            As for `geo.geodesy.line`.

        Returns
        -------
        geopandas.GeoSeries
            The lines, cut at the antimeridian.
        """
        return geodesy.line(*self._pair(other, align), **options)

    def buffer(self, radius: Any, **options: Any) -> gpd.GeoSeries:
        """Draw all places within a distance of each geometry.

        Parameters
        ----------
        radius : float
            The distance; for points also one for each.
        **options
            As for `geo.geodesy.buffer`.

        Returns
        -------
        geopandas.GeoSeries
            The areas, right over poles and the antimeridian.
        """
        return geodesy.buffer(self._series, radius, **options)

    def length(self, **options: Any) -> pd.Series:
        """Measure the length of each line, or the perimeter of each polygon.

        Parameters
        ----------
        **options
            As for `geo.geodesy.length`.

        Returns
        -------
        pandas.Series
            The lengths.
        """
        return geodesy.length(self._series, **options)

    def area(self, **options: Any) -> pd.Series:
        """Measure the area of each polygon.

        Parameters
        ----------
        **options
            As for `geo.geodesy.area`.

        Returns
        -------
        pandas.Series
            The areas, in the square of the unit.
        """
        return geodesy.area(self._series, **options)

    def split_antimeridian(self) -> gpd.GeoSeries:
        """Cut each geometry at the antimeridian.

        Returns
        -------
        geopandas.GeoSeries
            The same places with longitudes from -180 to 180.
        """
        return geodesy.split_antimeridian(self._series)

# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Distances on the Earth, for people who know GeoPandas
#
# GeoPandas measures on a plane. Places are on an ellipsoid. This notebook shows what that does to
# distances, and how to get the right ones without learning geodesy. Nothing is downloaded.

# %%
import geopandas as gpd
import matplotlib.pyplot as plt
import numpy as np
from shapely import LineString, clip_by_rect

import geo
import geo.geodesy.accessor  # gives every GeoSeries and GeoDataFrame .geodesic

# %% [markdown]
# ## Three ways to be wrong
#
# Six cities, longitude first, in degrees:

# %%
cities = gpd.GeoDataFrame(
    {"city": ["Aleppo", "Hamadan", "Moscow", "San Francisco", "Auckland", "Reykjavik"]},
    geometry=gpd.points_from_xy(
        [37.157, 48.516, 37.618, -122.419, 174.763, -21.942],
        [36.203, 34.799, 55.756, 37.775, -36.848, 64.147],
    ),
    crs=4326,
).set_index("city")
moscow = cities.geometry["Moscow"]

# %% [markdown]
# Degrees are no lengths, Mercator's metres are stretched, and a sphere is not quite the Earth:

# %%
right = cities.geodesic.distance(moscow, unit="km")


def haversine(lon1, lat1, lon2, lat2, radius=6371.0088):
    """Kilometres on a sphere."""
    x1, y1, x2, y2 = map(np.radians, (lon1, lat1, lon2, lat2))
    h = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    return 2 * radius * np.arcsin(np.sqrt(h))


mercator = cities.to_crs(3857)
table = gpd.pd.DataFrame(
    {
        "geodesic, km": right,
        "on a sphere": haversine(cities.geometry.x, cities.geometry.y, moscow.x, moscow.y),
        "Mercator plane": mercator.distance(mercator.geometry["Moscow"]) / 1000,
    }
)
table["sphere off by"] = (table["on a sphere"] - right).map("{:+.1f} km".format)
table["Mercator off by"] = (table["Mercator plane"] / right - 1).map("{:+.0%}".format)
table.drop("Moscow").round(1)

# %% [markdown]
# `.geodesic` keeps the index, takes a unit, and refuses what cannot be measured:

# %%
try:
    mercator.geodesic.distance(mercator.geometry["Moscow"])
except geo.errors.InvalidGeometry as refusal:
    print(refusal)

# %% [markdown]
# ## Why the straight line on the map is not the way
#
# The shortest way from Moscow to San Francisco, and the line that a ruler draws on a Mercator map:

# %%
city = cities.geometry["San Francisco"]
way = geo.geodesy.line(moscow, city, error=1, unit="km")
ruler = LineString([moscow, city])

on_mercator = gpd.GeoSeries([way, ruler], index=["geodesic", "ruler"], crs=4326).to_crs(3857)
steps = gpd.GeoSeries([ruler], crs=4326).to_crs(3857).segmentize(50_000).to_crs(4326)
lengths = {
    "geodesic": geo.geodesy.length(way, unit="km"),
    "ruler": geo.geodesy.length(steps.iloc[0], unit="km"),
}
lengths

# %%
figure, axes = plt.subplots(figsize=(9, 6))
land = clip_by_rect(geo.gazetteer.land(), -160, 15, 75, 84).simplify(0.1)
gpd.GeoSeries([land], crs=4326).to_crs(3857).plot(ax=axes, color="0.93", edgecolor="0.8")
for name, colour in (("geodesic", "tab:blue"), ("ruler", "tab:red")):
    label = f"{name}: {lengths[name]:,.0f} km"
    on_mercator[[name]].plot(ax=axes, color=colour, label=label)
ends = cities.loc[["Moscow", "San Francisco"]].to_crs(3857)
ends.plot(ax=axes, color="black", zorder=3)
for name, point in ends.geometry.items():
    axes.annotate(name, (point.x, point.y), xytext=(4, -14), textcoords="offset points")
axes.set_title("Moscow to San Francisco on a Mercator map")
axes.legend(loc="lower right")
axes.set_axis_off()

# %% [markdown]
# Mercator keeps directions and pays with scale: at 80 degrees north it draws everything six times
# too large, so that the shorter way looks the longer.

# %%
assert lengths["geodesic"] < lengths["ruler"]

# %% [markdown]
# ## Everything within 1,000 km
#
# A circle round Reykjavik bulges to the north, and round the pole it is no circle on the map at
# all. Buffers near the antimeridian come in two parts that maps and spatial joins understand.

# %%
around = cities.geodesic.buffer(1000, unit="km")
around.geodesic.area(unit="km").round(-3)

# %%
fiji = geo.geodesy.buffer(178.4, -18.1, 500, unit="km")
fiji.geom_type, [round(part.bounds[0]) for part in fiji.geoms]

# %% [markdown]
# ## Many to many, and the nearest
#
# All pairs:

# %%
cities.geodesic.distance_matrix(unit="km").round()

# %% [markdown]
# The nearest of a hundred thousand places to each of ten thousand, exactly:

# %%
rng = np.random.default_rng(0)
places = rng.uniform(-180, 180, 100_000), np.degrees(np.arcsin(rng.uniform(-1, 1, 100_000)))
asked = rng.uniform(-180, 180, 10_000), np.degrees(np.arcsin(rng.uniform(-1, 1, 10_000)))
index, far = geo.geodesy.nearest(*asked, *places, unit="km")
print(f"a place lies {far.mean():.1f} km away on average, and {far.max():.0f} km at most")

# %% [markdown]
# ## Names
#
# `geo.distance` looks names up in its own gazetteer, and says so once where several places bear one.

# %%
print(f"{geo.distance('Hamadan', 'Aleppo', unit='mi'):.0f} miles")
print(f"Aleppo lies {geo.measure.direction('Hamadan', 'Aleppo')} of Hamadan")

# %% [markdown]
# ## In short
#
# | you want | call |
# |---|---|
# | metres between points | `points.geodesic.distance(other)` |
# | the direction | `points.geodesic.wind(other)` |
# | the way, to draw | `points.geodesic.line_to(other)` |
# | everything within a distance | `shapes.geodesic.buffer(10, unit="km")` |
# | length, area | `shapes.geodesic.length()`, `.area(unit="km")` |
# | the nearest of many | `points.geodesic.nearest(sites)` |
# | plain arrays | `geo.geodesy.distance(lon1, lat1, lon2, lat2)` |

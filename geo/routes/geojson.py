"""Areas from the user's GeoJSON files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely

from geo.errors import MissingInput, ScenarioError
from geo.routes.cut import check_polygon

__all__ = ["polygons_of_file"]


def polygons_of_file(path: Path) -> list[tuple[str, str, Any]]:
    """Read the polygons of a GeoJSON file.

    Parameters
    ----------
    path : pathlib.Path
        A FeatureCollection, a Feature or a geometry; each feature's ``name`` is kept.

    Returns
    -------
    list of tuple
        Name, kind (the property ``kind``, else ``polygon``) and polygon of each feature.

    Raises
    ------
    MissingInput
        No such file.
    InvalidGeometry, InvalidCoordinate
        A polygon that crosses itself, latitude 95, NaN, no polygon at all.
    ScenarioError
        Not GeoJSON.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise MissingInput(f"there is no file {path}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ScenarioError(f"{path} is not GeoJSON: {error}") from error
    features = data.get("features", [data]) if isinstance(data, dict) else []
    if not isinstance(features, list):
        raise ScenarioError(f"{path} is not GeoJSON: its features are no list")
    found: list[tuple[str, str, Any]] = []
    for i, feature in enumerate(features, 1):
        shape = feature.get("geometry", feature) if isinstance(feature, dict) else None
        properties = feature.get("properties") if isinstance(feature, dict) else None
        properties = properties if isinstance(properties, dict) else {}
        name = str(properties.get("name", f"{path.name}, area {i}"))
        try:
            polygon = shapely.from_geojson(json.dumps(shape))
        except (shapely.errors.GEOSException, TypeError) as error:
            raise ScenarioError(f"{path}: {name} is not GeoJSON: {error}") from error
        check_polygon(polygon, name)
        kind = str(properties.get("kind", "polygon"))
        found.append((name, kind, polygon))
    if not found:
        raise ScenarioError(f"{path} holds no area")
    return found

"""Report: what was found in one article, and the forms that people take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.article import Article
from geo.claims import Finding, Scenario
from geo.geoparse import Toponym
from geo.routes import Route

if TYPE_CHECKING:
    import folium
    import geopandas as gpd

    from geo.maps.scene import Scene

__all__ = ["Report"]


@dataclass(frozen=True)
class Report:
    """What was found in one article.

    Attributes
    ----------
    article : Article
        The article that every span refers to.
    toponyms : tuple of Toponym
        Its place names in order, the unresolved ones among them.
    findings : tuple of Finding
        Its claims in order, each with readings and a verdict.
    scenario : Scenario or None
        What was given for what the story leaves open.
    borders : str
        ``un`` or ``de-facto``.
    notes : tuple of str
        What a reader should know: a guessed encoding, a correction that fits nothing.
    spelling : tuple of (str, str)
        The story's or the gazetteer's spelling, and the house's, for the labels of the map.
    """

    article: Article
    toponyms: tuple[Toponym, ...] = ()
    findings: tuple[Finding, ...] = ()
    scenario: Scenario | None = None
    borders: str = "un"
    notes: tuple[str, ...] = ()
    spelling: tuple[tuple[str, str], ...] = ()

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """The routes that readings rest on, each once, in order of appearance."""
        seen: dict[Any, Route] = {}
        for finding in self.findings:
            for reading in finding.readings:
                for route in reading.routes:
                    seen.setdefault((route.policy, route.points), route)
        return tuple(seen.values())

    @cached_property
    def scene(self) -> Scene:
        """What a map of this report shows."""
        from geo.maps.spelling import respell
        from geo.report.scene import scene_of

        return respell(scene_of(self), dict(self.spelling))

    def respelt(self, spelling: Mapping[str, str]) -> Report:
        """Give the labels of the map a house's spelling.

        Parameters
        ----------
        spelling : mapping of str to str
            Spelling found to spelling wanted, as `geo.report.load_spelling` reads it.

        Returns
        -------
        Report
            The same report with other labels.
        """
        return replace(self, spelling=tuple(spelling.items()))

    @property
    def places(self) -> gpd.GeoDataFrame:
        """The toponyms as a GeoDataFrame, a row each, unresolved ones with an empty geometry."""
        from geo.report.frames import places_frame

        return places_frame(self.toponyms)

    @property
    def claims(self) -> gpd.GeoDataFrame:
        """The findings as a GeoDataFrame, a row each; geometry joins the operands."""
        from geo.report.frames import claims_frame

        return claims_frame(self.findings)

    def map(self) -> folium.Map:
        """Draw the report as a map that can be added to.

        Returns
        -------
        folium.Map
            Places, areas, routes and the panel of claims.
        """
        from geo.maps.storymap import folium_map

        return folium_map(self.scene)

    def save(self, path: Path | str) -> None:
        """Write the report in the form that the ending of the path names.

        Parameters
        ----------
        path : pathlib.Path or str
            ``.html`` (one page that opens anywhere), ``.png``, ``.svg``, ``.pdf`` (a picture),
            ``.json``, ``.jsonl`` and ``.csv`` (places), ``.geojson``, ``.kml``, ``.gpkg``,
            ``.parquet``.

        Raises
        ------
        UsageError
            Where the ending is none of these.
        CannotWrite
            Where the file cannot be written; nothing is left behind, and the old file survives.
        """
        from geo.report.forms import save

        save(self, Path(path))

    def save_json(self, path: Path) -> None:
        """Write everything that was found as JSON, whatever the path ends in.

        Parameters
        ----------
        path : pathlib.Path
            Where to.

        Raises
        ------
        CannotWrite
            Where the file cannot be written.
        """
        from geo.files import write_whole
        from geo.report.forms import report_json

        write_whole(path, report_json(self).encode())

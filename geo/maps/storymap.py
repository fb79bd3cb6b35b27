"""StoryMap: a scene as a ``folium.Map`` that needs no network, and that folium can draw upon."""

from __future__ import annotations

from typing import Any

import folium
from branca.element import Element, Figure
from jinja2 import Template

from geo.maps.asset import asset
from geo.maps.page import OPTIONS, Document, document, frame
from geo.maps.scene import Scene

__all__ = ["StoryMap", "folium_map"]


class _Raw(Element):
    """Text that is written as it stands: no template ever reads it."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class _StoryFigure(Figure):
    """The document round a story's map; sealed as long as nothing was added to the map."""

    _template = Template(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n'
        "{{ this.header.render(**kwargs) }}\n</head>\n<body>\n"
        "{{ this.html.render(**kwargs) }}\n"
        "<script>{{ this.script.render(**kwargs) }}</script>\n</body>\n</html>\n"
    )

    def __init__(self, story: StoryMap) -> None:
        super().__init__()
        self.story = story
        self.add_child(story)

    def render(self, **kwargs: Any) -> str:
        """Render the whole document."""
        if not self.story.opened:
            return self.story.document.sealed()
        return str(super().render(**kwargs))

    def _repr_html_(self, **kwargs: Any) -> str:
        """Show the page in a notebook."""
        if self.story.opened:
            return frame(self.render(**kwargs))
        return frame(document(self.story.scene, compact=True).sealed())


class StoryMap(folium.Map):
    """A ``folium.Map`` of a scene; add to it what folium can draw.

    Parameters
    ----------
    scene : Scene
        What is to be shown.
    tiles : bool
        Offer OpenStreetMap's tiles, which need the network; they are off until chosen.

    Notes
    -----
    Everything of the story is drawn by the page's own script from inert JSON, so that none of its
    text passes through folium, which would run it as a template. What you add yourself with
    folium's classes is rendered by folium: escape its text with `geo.maps.escape`.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, scene: Scene, *, tiles: bool = False) -> None:
        parts = document(scene, tiles=tiles)
        super().__init__(location=parts.centre, tiles=None)
        # folium reads "zoom_control" and its like; these are Leaflet's own names.
        self.options = dict(OPTIONS)
        self._id = "dateline"
        self.scene = scene
        self.document: Document = parts
        _StoryFigure(self)

    @property
    def opened(self) -> bool:
        """Whether something was added to the map, which then is no longer sealed."""
        return bool(self._children)

    def render(self, **kwargs: Any) -> str:
        """Write the map and what was added to it into its document.

        Parameters
        ----------
        **kwargs : Any
            Handed on to what was added to the map.

        Returns
        -------
        str
            Nothing: the document has it.
        """
        figure: Any = self.get_root()
        template = folium.Map._template.module  # noqa: SLF001
        parts, name = self.document, self.get_name()
        figure.header.add_child(_Raw(parts.head), name="head")
        _add_libraries(figure)
        place = f'{parts.above}<div class="folium-map" id="{name}"></div>\n{parts.below}'
        figure.html.add_child(_Raw(place), name=name)
        figure.script.add_child(Element(template.script(self, kwargs)), name=name)
        figure.script.add_child(_Raw(parts.start), name="start")
        for child in self._children.values():
            child.render(**kwargs)
        return ""


def _add_libraries(figure: Any) -> None:
    """Add what folium's own classes expect to find: jQuery, and the styles of its icons."""
    figure.header.add_child(_Raw(f"<script>{asset('jquery-3.7.1.js')}</script>"), name="jquery")
    for name, url in folium.folium._default_js:  # noqa: SLF001
        if name not in {"leaflet", "jquery"}:
            figure.header.add_child(folium.JavascriptLink(url), name=name)
    for name, url in folium.folium._default_css:  # noqa: SLF001
        if name != "leaflet_css":
            figure.header.add_child(folium.CssLink(url), name=name)


def folium_map(scene: Scene, *, tiles: bool = False) -> StoryMap:
    """Draw a scene as a ``folium.Map``.

    Parameters
    ----------
    scene : Scene
        What is to be shown.
    tiles : bool
        Offer OpenStreetMap's tiles, off until chosen.

    Returns
    -------
    StoryMap
        A ``folium.Map``; a notebook shows it, compactly.
    """
    return StoryMap(scene, tiles=tiles)

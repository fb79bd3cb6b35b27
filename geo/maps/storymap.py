"""StoryMap: a scene as a ``folium.Map`` that needs no network, and as the bytes of a page."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import Any

import folium
from branca.element import Element, Figure
from jinja2 import Template

from geo.maps.asset import asset, lean, story_script, story_style
from geo.maps.cards import claims_html
from geo.maps.escape import escape, inert_json
from geo.maps.html import head_html, legend_html, more_html
from geo.maps.inset import inset
from geo.maps.payload import payload
from geo.maps.scene import Scene

__all__ = ["StoryMap", "folium_map", "page"]

_TILES = "https://tile.openstreetmap.org"
_NOTEBOOK_HEIGHT = 720
_PAGE, _CELL = 440_000, 385_000  # bytes; legend and headline come on top
_CHARSET = 'charset=UTF-8" />'
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_URL = re.compile(r"url\([^)]*\)")


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

    def __init__(self, story: StoryMap, images: str) -> None:
        super().__init__()
        self.story = story
        self.images = images
        self.add_child(story)

    def render(self, **kwargs: Any) -> str:
        """Render the whole document."""
        text: str = super().render(**kwargs)
        policy = "" if self.story.opened else _policy(text, self.images)
        return text.replace(_CHARSET, f"{_CHARSET}\n{policy}", 1)

    def _repr_html_(self, **kwargs: Any) -> str:
        """Show the page in a notebook, in a frame that reaches nothing outside it."""
        lean = self if self.story.opened else StoryMap(self.story.scene, compact=True).get_root()
        inside = html.escape(lean.render(**kwargs), quote=False).replace("'", "&#39;")
        inside = inside.replace("&gt;", ">").replace("&lt;", "<")
        return (
            f"<iframe srcdoc='{inside}' title='Map of the story' width='100%' "
            f"height='{_NOTEBOOK_HEIGHT}' sandbox='allow-scripts allow-popups' "
            "style='border:0'></iframe>"
        )


def _hashes(pattern: re.Pattern[str], text: str) -> str:
    digests = (hashlib.sha256(t.encode()).digest() for t in pattern.findall(text))
    return " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)


def _policy(text: str, images: str) -> str:
    """Write the second lock: only the scripts and styles of this very text may run."""
    rules = (
        "default-src 'none'",
        f"script-src {_hashes(_SCRIPT, text)}",
        f"style-src {_hashes(_STYLE, text)}",
        f"img-src data: {images}".strip(),
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">\n'


def _head(scene: Scene) -> str:
    """Write the document's head but for its policy."""
    style = lean(_URL.sub("none", asset("leaflet-1.9.3.css")))
    return (
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(scene.title or 'Map of a story')}</title>\n"
        f'<meta name="generator" content="dateline">\n<style>{style}</style>\n'
        f"<style>{story_style()}</style>"
    )


def _tail() -> str:
    """Write the scripts, Leaflet first."""
    library = re.sub(r"\n//# sourceMappingURL=.*", "", asset("leaflet-1.9.3.js"))
    return f"<script>{library}</script>\n<script>{story_script()}</script>"


class StoryMap(folium.Map):
    """A ``folium.Map`` of a scene; add to it what folium can draw.

    Parameters
    ----------
    scene : Scene
        What is to be shown.
    tiles : bool
        Offer OpenStreetMap's tiles, which need the network; they are off until chosen.
    compact : bool
        Leave out the tables below the map and half of the ground's detail, as a notebook does.

    Notes
    -----
    Everything of the story is drawn by the page's own script from inert JSON, so that none of its
    text passes through folium, which would run it as a template. What you add yourself with
    folium's classes is rendered by folium: escape its text with `geo.maps.escape`.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, scene: Scene, *, tiles: bool = False, compact: bool = False) -> None:
        head, tail = _head(scene), _tail()
        claims, more = claims_html(scene), "" if compact else more_html(scene)
        taken = sum(len(t.encode()) for t in (head, tail, claims, more))
        data, base = payload(scene, room=(_CELL if compact else _PAGE) - taken)
        lon, lat = base.box.centre
        super().__init__(
            location=(round(lat, 4), round(lon, 4)),
            zoom_start=4,
            tiles=None,
            zoom_control=False,
            zoom_snap=0.25,
            zoom_delta=0.5,
            min_zoom=1,
            max_zoom=12,
            attribution_control=False,
            bounce_at_zoom_limits=False,
        )
        self._id = "dateline"
        self.scene = scene
        data["tiles"] = f"{_TILES}/{{z}}/{{x}}/{{y}}.png" if tiles else ""
        figure = _StoryFigure(self, _TILES if tiles else "")
        figure.header.add_child(_Raw(head), name="head")
        figure.html.add_child(_Raw(f"{head_html(scene)}<main>"), name="above")
        self._below = (
            f"{legend_html(scene, inset(base), data['outside'])}{claims}</main>{more}\n"
            f'<script type="application/json" id="scene">{inert_json(data)}</script>\n{tail}'
        )

    @property
    def opened(self) -> bool:
        """Whether something was added to the map, which then is no longer sealed."""
        return bool(self._children)

    def render(self, **kwargs: Any) -> str:
        """Write the map into its document.

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
        parts = folium.Map._template.module  # noqa: SLF001
        if self.opened:
            self._open(figure)
        name = self.get_name()
        figure.html.add_child(_Raw(f'<div class="folium-map" id="{name}"></div>'), name=name)
        figure.html.add_child(_Raw(self._below), name="below")
        figure.script.add_child(Element(parts.script(self, kwargs)), name=name)
        start = f"dateline.start({name},JSON.parse(document.getElementById('scene').textContent));"
        figure.script.add_child(_Raw(start), name="start")
        for child in self._children.values():
            child.render(**kwargs)
        return ""

    @staticmethod
    def _open(figure: Any) -> None:
        """Add what folium's own classes expect to find: jQuery, and the styles of its icons."""
        library = f"<script>{asset('jquery-3.7.1.js')}</script>"
        figure.header.add_child(_Raw(library), name="jquery")
        for name, url in folium.folium._default_js:  # noqa: SLF001
            if name not in {"leaflet", "jquery"}:
                figure.header.add_child(folium.JavascriptLink(url), name=name)
        for name, url in folium.folium._default_css:  # noqa: SLF001
            if name != "leaflet_css":
                figure.header.add_child(folium.CssLink(url), name=name)


def folium_map(scene: Scene, *, tiles: bool = False, compact: bool = False) -> StoryMap:
    """Draw a scene as a ``folium.Map``.

    Parameters
    ----------
    scene : Scene
        What is to be shown.
    tiles : bool
        Offer OpenStreetMap's tiles, off until chosen.
    compact : bool
        Leave out the tables below the map and half of the ground's detail.

    Returns
    -------
    StoryMap
        A ``folium.Map``; a notebook shows it, compactly.
    """
    return StoryMap(scene, tiles=tiles, compact=compact)


def page(scene: Scene, *, tiles: bool = False) -> bytes:
    """Write a scene as one page that opens anywhere, with no network.

    Parameters
    ----------
    scene : Scene
        What is to be shown.
    tiles : bool
        Offer OpenStreetMap's tiles, off until chosen; the page then names that one host.

    Returns
    -------
    bytes
        HTML, UTF-8; the same for the same scene.
    """
    text: str = folium_map(scene, tiles=tiles).get_root().render()
    return text.encode("utf-8")

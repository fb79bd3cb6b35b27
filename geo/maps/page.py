"""Page: the document round a map, sealed by a policy that names its own scripts and no other."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass

from geo.maps.asset import asset, lean, story_script, story_style
from geo.maps.cards import claims_html
from geo.maps.escape import escape, inert_json
from geo.maps.html import head_html, legend_html, more_html
from geo.maps.inset import inset
from geo.maps.payload import payload
from geo.maps.scene import Scene

__all__ = ["NAME", "OPTIONS", "Document", "document", "frame", "page"]

NAME = "map_dateline"
OPTIONS = {
    "zoom": 4,
    "zoomControl": False,
    "zoomSnap": 0.25,
    "zoomDelta": 0.5,
    "minZoom": 1,
    "maxZoom": 12,
    "attributionControl": False,
    "bounceAtZoomLimits": False,
}
_TILES = "https://tile.openstreetmap.org"
_NOTEBOOK_HEIGHT = 720
_PAGE, _CELL = 430_000, 380_000  # bytes; legend and headline come on top
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_URL = re.compile(r"url\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a page.

    Attributes
    ----------
    head : str
        Title and styles.
    above, below : str
        What stands before and after the map's element.
    start : str
        The script that draws the scene on the map of that name.
    centre : tuple of (float, float)
        Latitude and longitude that the map starts from.
    images : str
        Host of tiles; empty where none are offered.
    """

    head: str
    above: str
    below: str
    start: str
    centre: tuple[float, float]
    images: str

    def sealed(self) -> str:
        """Write the page with a script that makes the map, and its policy.

        Returns
        -------
        str
            HTML.
        """
        options = json.dumps({"center": self.centre, **OPTIONS}, separators=(",", ":"))
        script = f'var {NAME}=L.map("{NAME}",{options});\n{self.start}'
        text = (
            f'<head>\n<meta charset="utf-8">\n%POLICY%{self.head}\n</head>\n<body>\n{self.above}'
            f'<div class="folium-map" id="{NAME}"></div>\n{self.below}\n'
            f"<script>{script}</script>\n</body>\n</html>\n"
        )
        policy = _policy(text, self.images)
        return f'<!DOCTYPE html>\n<html lang="en">\n{text.replace("%POLICY%", policy, 1)}'


def document(scene: Scene, *, tiles: bool = False, compact: bool = False) -> Document:
    """Write the parts of a scene's page.

    Parameters
    ----------
    scene : Scene
        What is to be shown.
    tiles : bool
        Offer OpenStreetMap's tiles, off until chosen.
    compact : bool
        Leave out the tables below the map and much of the ground's detail, as a notebook does.

    Returns
    -------
    Document
        The parts.
    """
    head, tail = _head(scene), _tail()
    claims, more = claims_html(scene), "" if compact else more_html(scene)
    taken = sum(len(t.encode()) for t in (head, tail, claims, more))
    data, base = payload(scene, room=(_CELL if compact else _PAGE) - taken)
    data["tiles"] = f"{_TILES}/{{z}}/{{x}}/{{y}}.png" if tiles else ""
    lon, lat = base.box.centre
    return Document(
        head=head,
        above=f"{head_html(scene)}<main>",
        below=(
            f"{legend_html(scene, inset(base), data['outside'])}{claims}</main>{more}\n"
            f'<script type="application/json" id="scene">{inert_json(data)}</script>\n{tail}'
        ),
        start=f"dateline.start({NAME},JSON.parse(document.getElementById('scene').textContent));",
        centre=(round(lat, 4), round(lon, 4)),
        images=_TILES if tiles else "",
    )


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


def frame(text: str) -> str:
    """Put a page into a frame that reaches nothing outside it, as a notebook shows it.

    Parameters
    ----------
    text : str
        The page.

    Returns
    -------
    str
        An ``iframe`` element.
    """
    inside = html.escape(text, quote=False).replace("'", "&#39;")
    inside = inside.replace("&gt;", ">").replace("&lt;", "<")
    return (
        f"<iframe srcdoc='{inside}' title='Map of the story' width='100%' "
        f"height='{_NOTEBOOK_HEIGHT}' sandbox='allow-scripts allow-popups' "
        "style='border:0'></iframe>"
    )


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
        HTML, UTF-8; the same for the same scene, and the same as the scene's `StoryMap` renders.
    """
    return document(scene, tiles=tiles).sealed().encode("utf-8")

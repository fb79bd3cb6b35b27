"""Words: the page's own sentences, symbols and labels, in one place."""

from __future__ import annotations

from collections import Counter

from geo.maps.scene import Scene

__all__ = [
    "BASIS",
    "BORDERS_SAID",
    "CAPTION",
    "HOLDS_SAID",
    "STYLE_SAID",
    "STYLE_SHORT",
    "summary_of",
    "symbol",
]

HOLDS_SAID = {
    "yes": "holds",
    "near": "near",
    "no": "does not hold",
    "borderline": "borderline",
    "not_computed": "not computed",
}
BASIS = {"stated": "stated", "cited": "cited", "conjectured": "conjecture"}
BORDERS_SAID = {
    "un": "United Nations view; disputed borders and lines of control dashed",
    "de-facto": "as controlled on the ground (de facto); disputed borders dashed",
}
STYLE_SHORT = {"straight": "straight", "route": "route", "hypothetical": "assumed"}
STYLE_SAID = {
    "straight": "straight line: shortest path over the earth",
    "route": "route computed round avoided airspace",
    "hypothetical": "line with an assumed end or way",
}
CAPTION = (
    "Lines are shortest paths over the earth and look curved on this map. Routes are computed, "
    "not flown. North is up; the scale bar holds at the latitude that it names."
)

# One shape a verdict, so that none depends on colour.
_SHAPES = {
    "supported": '<circle cx="8" cy="8" r="7"/><path class="cut" d="M4.5 8.3l2.4 2.4 4.6-5"/>',
    "refuted": '<path d="M2 2h12v12H2z"/><path class="cut" d="M5 5l6 6M11 5l-6 6"/>',
    "depends": '<path d="M8 .6L15.4 8 8 15.4.6 8z"/><path class="cut" d="M8 4.2v5M8 11v.9"/>',
    "undetermined": (
        '<circle class="open" cx="8" cy="8" r="6.2"/>'
        '<path class="line" d="M6 6.4a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1M8 11v.8"/>'
    ),
    "yes": '<circle cx="8" cy="8" r="7"/><path class="cut" d="M4.5 8.3l2.4 2.4 4.6-5"/>',
    "near": (
        '<circle class="open" cx="8" cy="8" r="6.2"/>'
        '<path class="line" d="M4.6 9c1.2-2 2.2-2 3.4-1s2.2 1 3.4-1"/>'
    ),
    "borderline": (
        '<circle class="open" cx="8" cy="8" r="6.2"/><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z"/>'
    ),
    "no": '<path class="line" d="M3.5 3.5l9 9M12.5 3.5l-9 9"/>',
    "not_computed": '<path class="line" d="M4 8h8"/>',
}


def symbol(name: str) -> str:
    """Give the shape of a verdict or of a reading's outcome.

    Parameters
    ----------
    name : str
        One of `VERDICTS` or `HOLDS`; anything else gives the question mark.

    Returns
    -------
    str
        An ``svg`` element that refers to `symbols`, hidden from screen readers: the word stands
        beside it.
    """
    known = name if name in _SHAPES else "undetermined"
    return f'<svg class="symbol" aria-hidden="true"><use href="#s-{known}"/></svg>'


def symbols() -> str:
    """Write every shape once, for `symbol` to refer to.

    Returns
    -------
    str
        ``symbol`` elements.
    """
    return "".join(
        f'<symbol id="s-{name}" viewBox="0 0 16 16">{shape}</symbol>'
        for name, shape in _SHAPES.items()
    )


def summary_of(scene: Scene) -> str:
    """Say in a sentence what the map shows, for those who do not see it.

    Parameters
    ----------
    scene : Scene
        The scene.

    Returns
    -------
    str
        Its own summary where it has one.

    Examples
    --------
    >>> summary_of(Scene("A story"))
    'No place was found in this story.'
    """
    if scene.summary:
        return scene.summary
    drawn = [m for m in scene.marks if m.drawn]
    if not drawn:
        return "No place was found in this story."
    names = ", ".join(dict.fromkeys(m.label for m in drawn[:8]))
    more = f" and {len(drawn) - 8} more" if len(drawn) > 8 else ""
    text = f"Map of {len(drawn)} {'place' if len(drawn) == 1 else 'places'}: {names}{more}."
    counted = Counter(c.verdict for c in scene.claims)
    if counted:
        text += " Claims: " + ", ".join(f"{n} {v}" for v, n in counted.items()) + "."
    return text

"""Find every place that a story names, and the right one of that name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from geo.geoparse.pipeline import toponyms
from geo.geoparse.toponym import Toponym

if TYPE_CHECKING:
    from shapely import Point

    from geo.article import Article
    from geo.gazetteer import Feature

__all__ = ["Recogniser", "find_places", "resolve"]

Near: TypeAlias = "str | Feature | Toponym | Point | tuple[float, float] | None"
Recogniser = Callable[[str], Iterable[tuple[int, int]]]


def find_places(
    text: str | Article,
    *,
    near: Near = None,
    recogniser: Recogniser | None = None,
) -> tuple[Toponym, ...]:
    """Find the places that a text names, and choose the feature of each.

    Parameters
    ----------
    text : str or Article
        The text itself, or an article, whose front matter is left out.
    near : str, Feature, Toponym, shapely Point, (lon, lat) or None
        A place that the text is about or comes from; it speaks for places near it. A name is
        looked up as `geo.distance` does it.
    recogniser : callable or None
        A tagger of one's own: given a text, it gives the spans (start, end) of places.

    Returns
    -------
    tuple of Toponym
        In order of their spans, which are code points of the text as given. What the gazetteer
        does not know stays in, unresolved.

    Raises
    ------
    PlaceNotFound
        Where `near` is a name that the gazetteer does not know just so.
    InvalidCoordinate
        Where `near` is no longitude and latitude.

    Warns
    -----
    AmbiguousName
        Where several places bear the name `near`, or it says a part of one.

    Notes
    -----
    `data/MODELS.md` tells what the models were trained on and how often they are right.

    Examples
    --------
    >>> [t.feature.id for t in find_places("Floods closed roads in Peoria, Illinois.") if t.feature]
    ['geonames:4905687', 'geonames:4896861']
    """
    whole = text if isinstance(text, str) else text.text
    body = 0 if isinstance(text, str) else text.body
    spans = recogniser(whole[body:]) if recogniser else None
    return toponyms(whole, body=body, spans=spans, near=_point(near))


def resolve(
    text: str,
    spans: Iterable[tuple[int, int]],
    *,
    near: Near = None,
) -> tuple[Toponym, ...]:
    """Choose the feature of names whose spans are known.

    Parameters
    ----------
    text : str
        The text.
    spans : iterable of (start, end)
        Spans of the names in code points of the text.
    near : str, Feature, Toponym, shapely Point, (lon, lat) or None
        A place that the text is about or comes from, as for `find_places`.

    Returns
    -------
    tuple of Toponym
        One a span, in order of the spans.

    Raises
    ------
    PlaceNotFound, InvalidCoordinate
        As `find_places` does.

    Examples
    --------
    >>> resolve("the road to Mosul", [(12, 17)])[0].feature.country
    'IQ'
    """
    return toponyms(text, spans=spans, guess=False, near=_point(near))


def _point(near: Near) -> tuple[float, float] | None:
    if near is None:
        return None
    from shapely import Point

    from geo.measure import locate

    found = locate(Point(*near) if isinstance(near, tuple) else near)
    return found.lon, found.lat

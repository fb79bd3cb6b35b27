"""Find every place that a story names, and the right one of that name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import PlaceNotFound
from geo.gazetteer import Feature, geocode
from geo.geoparse.borrowed import WITHIN
from geo.geoparse.inferred import Inferred, infer
from geo.geoparse.lexicon import is_demonym, named
from geo.geoparse.mention import Mention, mentions
from geo.geoparse.recogniser import Read, recognise
from geo.geoparse.resolver import Choice, choose
from geo.geoparse.roles import role
from geo.geoparse.rules import Span
from geo.geoparse.style import style
from geo.geoparse.tokens import Clean, clean, tokenise
from geo.geoparse.toponym import Candidate, Toponym
from geo.geoparse.words import word
from geo.text import normalise

if TYPE_CHECKING:
    from geo.article import Article

__all__ = ["Recogniser", "find_places", "resolve"]

Near = str | Feature | tuple[float, float] | None
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
    near : str, Feature, (lon, lat) or None
        A place that the text is about or comes from; it speaks for places near it.
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
        Where `near` is a name that the gazetteer does not know.

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
    cleaned = clean(whole[body:] if body else whole)
    if recogniser is None:
        found = recognise(cleaned.text)
    else:
        spans = _marked(cleaned, recogniser(whole[body:] if body else whole))
        found = _read(cleaned.text, spans)
    return _toponyms(_Source(whole, body, cleaned), found, near, unnamed=True)


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
    near : str, Feature, (lon, lat) or None
        A place that the text is about or comes from.

    Returns
    -------
    tuple of Toponym
        One a span, in order of the spans.

    Raises
    ------
    PlaceNotFound
        Where `near` is a name that the gazetteer does not know.

    Examples
    --------
    >>> resolve("the road to Mosul", [(12, 17)])[0].feature.country
    'IQ'
    """
    cleaned = clean(text)
    found = _read(cleaned.text, _marked(cleaned, spans))
    return _toponyms(_Source(text, 0, cleaned), found, near, unnamed=False)


def _marked(cleaned: Clean, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    limit = len(cleaned.text)
    made = {cleaned.inside(int(span[0]), int(span[1])) for span in spans}
    return sorted((start, end) for start, end in made if 0 <= start < end <= limit)


def _read(text: str, spans: Sequence[tuple[int, int]]) -> Read:
    tokens = tokenise(text)
    marked: list[Span] = []
    for start, end in spans:
        name = text[start:end]
        marked.append((start, end, is_demonym(named(normalise(name), name))))
    return Read(tokens, [word(token[2]) for token in tokens], marked)


def _point(near: Near) -> tuple[float, float] | None:
    if near is None or isinstance(near, tuple):
        return near
    if isinstance(near, str):
        found = geocode(near, limit=1)
        if not found:
            raise PlaceNotFound(f"no place is called {near!r}")
        return found[0].lon, found[0].lat
    return near.lon, near.lat


@dataclass(frozen=True, slots=True)
class _Source:
    """The text as given, where its body begins, and the body as it is read."""

    whole: str
    body: int
    cleaned: Clean

    def place(self, start: int, end: int) -> tuple[str, int, int]:
        """Give the words and the span, in the text as given, of a span of the clean text."""
        first, last = self.cleaned.span(start, end)
        first, last = self.body + first, self.body + last
        return self.whole[first:last], first, last


def _toponyms(source: _Source, found: Read, near: Near, *, unnamed: bool) -> tuple[Toponym, ...]:
    known = mentions(source.cleaned.text, found.tokens, found.words, found.spans)
    choices = choose(known, style(found.words), _point(near))
    made = [
        _toponym(source, found, mention, choice)
        for mention, choice in zip(known, choices, strict=True)
    ]
    if unnamed:
        made += [_base(source, b) for b in infer(found.tokens, found.words, known, choices)]
        made.sort(key=lambda t: (t.start, t.end))
    return tuple(made)


def _toponym(source: _Source, found: Read, mention: Mention, choice: Choice) -> Toponym:
    text, start, end = source.place(mention.start, mention.end)
    feature = choice.candidates[0].feature if choice.candidates else None
    return Toponym(
        text=text,
        start=start,
        end=end,
        role=role(found.words, mention, feature, choice.how),
        feature=feature,
        confidence=round(choice.confidence, 3) if feature else 0.0,
        candidates=choice.candidates,
        part=mention.part,
        inferred=choice.how == WITHIN,
        reason=choice.reason,
    )


def _base(source: _Source, base: Inferred) -> Toponym:
    text, start, end = source.place(base.start, base.end)
    return Toponym(
        text=text,
        start=start,
        end=end,
        feature=base.feature,
        confidence=base.confidence,
        candidates=(Candidate(base.feature, base.confidence, (base.reason,)),),
        inferred=True,
        reason=base.reason,
    )

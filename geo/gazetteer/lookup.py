"""A name to ranked features, for people who ask for one place."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import AmbiguousPlace, PlaceNotFound
from geo.gazetteer.feature import KINDS, Feature
from geo.gazetteer.forms import longer
from geo.gazetteer.names import Named, candidates
from geo.gazetteer.nations import code_of
from geo.gazetteer.near import apart_km
from geo.gazetteer.spelling import fuzzy
from geo.text import one_line

__all__ = ["Match", "geocode"]

_CLEAR = 1.12
_SAME_KM = 30.0


@dataclass(frozen=True, slots=True)
class Match(Feature):
    """A feature that answers to a name.

    Attributes
    ----------
    how : str
        ``name``, ``alternate``, ``abbreviation``, ``demonym``, ``metonym``, ``short``, ``part``
        (the name says a part or the kind of it) or ``fuzzy``.
    score : float
        0 to 1, comparable within one answer; no probability.
    """

    how: str = ""
    score: float = 0.0


def geocode(
    name: str,
    *,
    country: str | None = None,
    kind: str | None = None,
    near: tuple[float, float] | Feature | None = None,
    limit: int = 10,
    strict: bool = False,
) -> tuple[Match, ...]:
    """Give the features that a name may mean, best first.

    Parameters
    ----------
    name : str
        A name as written. "Paris, Texas" is looked up as Paris in Texas.
    country : str or None
        Name or ISO code of the country they must lie in.
    kind : str or None
        One of `geo.gazetteer.feature.KINDS` that they must be of.
    near : (lon, lat), Feature or None
        Nearer ones are preferred.
    limit : int
        Greatest number of features.
    strict : bool
        Raise where the name is not clear.

    Returns
    -------
    tuple of Match
        Features with ``how`` and ``score``. Where none is spelt just so, those of which the name
        says a part or the kind ("North Dallas", "Aleppo Province"), marked ``part``; else those
        spelt nearly so, marked ``fuzzy``.

    Raises
    ------
    AmbiguousPlace
        With `strict`, where the second feature is nearly as likely and lies elsewhere.
    PlaceNotFound
        With `strict`, where there is none.
    UnknownName
        Where `country` or `kind` is not known.

    Examples
    --------
    >>> place = geocode("Hamadan")[0]
    >>> place.country, round(place.lat, 1), round(place.lon, 1)
    ('IR', 34.8, 48.5)
    >>> geocode("Paris, Texas")[0].admin1
    'Texas'
    """
    matches = _fitting(candidates(name), country, kind, near)
    if not matches and "," in name:
        matches = _within(name, country, kind, near)
    if not matches:
        matches = _fitting(longer(name), country, kind, near)
    if not matches:
        matches = _fitting(fuzzy(name), country, kind, near)
    if strict:
        _insist(name, matches)
    return tuple(matches[:limit])


def _within(
    name: str, country: str | None, kind: str | None, near: tuple[float, float] | Feature | None
) -> list[Match]:
    """Look up "Paris, Texas": the first part within what the last part names."""
    first, _, rest = name.partition(",")
    inside = _fitting(candidates(rest.strip()), None, None, None)
    found = _fitting(candidates(first.strip()), country, kind, near)
    for outer in inside:
        if outer.kind not in {"country", "admin1"}:
            continue
        held = [
            m
            for m in found
            if m.country == outer.country and (outer.kind == "country" or m.admin1 == outer.admin1)
        ]
        if held:
            return held
    return []


def _fitting(
    found: tuple[Named, ...],
    country: str | None,
    kind: str | None,
    near: tuple[float, float] | Feature | None,
) -> list[Match]:
    code = code_of(country) if country else None
    if kind is not None and kind not in KINDS:
        from geo.errors import UnknownName

        raise UnknownName(f"no kind {one_line(kind)!r}: choose one of {', '.join(KINDS)}")
    point = (near.lon, near.lat) if isinstance(near, Feature) else near
    matches = []
    for named in found:
        feature = named.feature
        if (code and feature.country != code) or (kind and feature.kind != kind):
            continue
        score = named.score
        if point is not None:
            score /= 1 + apart_km(point, (feature.lon, feature.lat)) / 500
        matches.append(_match(feature, named.how, round(score, 4)))
    return sorted(matches, key=lambda m: -m.score)


def _match(feature: Feature, how: str, score: float) -> Match:
    values = {name: getattr(feature, name) for name in Feature.__dataclass_fields__}
    return Match(**values, how=how, score=score)


def _insist(name: str, matches: list[Match]) -> None:
    if not matches:
        raise PlaceNotFound(f"no place named {one_line(name)!r}")
    first = matches[0]
    rivals = [
        m
        for m in matches[1:]
        if m.score * _CLEAR > first.score
        and apart_km((m.lon, m.lat), (first.lon, first.lat)) > _SAME_KM
    ]
    if rivals:
        shown = ", ".join(_shown(m) for m in (first, *rivals[:3]))
        raise AmbiguousPlace(
            f"{one_line(name)!r} may be {shown}: say which, for example with a country",
            (first, *rivals),
        )


def _shown(match: Match) -> str:
    return " ".join(
        x for x in (match.name, f"({match.admin1})" * bool(match.admin1), match.country) if x
    )

"""Scene: everything a map shows, as plain data that knows nothing of how it was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

__all__ = [
    "BORDERS",
    "HOLDS",
    "LINE_STYLES",
    "VERDICTS",
    "Area",
    "Choice",
    "ClaimCard",
    "Line",
    "Mark",
    "ReadingRow",
    "Ring",
    "Scene",
    "points_of",
]

BORDERS = ("un", "de-facto")
LINE_STYLES = ("straight", "route", "hypothetical")
VERDICTS = ("supported", "refuted", "depends", "undetermined")
HOLDS = ("yes", "near", "no", "borderline", "not_computed")


@dataclass(frozen=True, slots=True)
class Choice:
    """Another feature that a mark could have meant.

    Attributes
    ----------
    name, kind, where : str
        Its name, its kind, and the country or province that tells it from its namesakes.
    score : float
        Probability, 0 to 1.
    feature_id : str
        What a corrections file calls it, such as ``geonames:170063``.
    """

    name: str
    kind: str = ""
    where: str = ""
    score: float = 0.0
    feature_id: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of the story, at a point.

    Attributes
    ----------
    id : str
        Unique in the scene; claims and readings light up marks by it.
    lon, lat : float
        Degrees, WGS 84.
    label : str
        The story's spelling, printed on the map.
    name, variants : str, tuple of str
        The gazetteer's name, and other spellings, for the popup.
    kind, where : str
        Kind of the feature; country and province.
    role : str
        ``literal``, ``demonym``, ``metonym`` or ``embedded``.
    inferred : bool
        True where the story does not itself name the place (a cited base, a guess).
    drawn : bool
        False for what belongs in the table alone, such as a capital that stands for its
        government.
    area_id : str
        Id of the `Area` that shows this place's extent, empty for none. Such a mark has a label and
        no dot.
    confidence : float or None
        Probability that the place is right; None where it was given and not found.
    importance : float
        Labels are placed from the greatest down.
    mentions : tuple of (int, str)
        Offset in the article (code points) and the sentence, one for each mention.
    source, feature_id, reason : str
        The data and its date; the gazetteer's id; why this place, in one sentence.
    choices : tuple of Choice
        Other candidates, best first.
    written : str
        The story's spelling where `label` has a house's; empty where they are the same.
    """

    id: str
    lon: float
    lat: float
    label: str
    name: str = ""
    variants: tuple[str, ...] = ()
    kind: str = ""
    where: str = ""
    role: str = "literal"
    inferred: bool = False
    drawn: bool = True
    area_id: str = ""
    confidence: float | None = None
    importance: float = 0.0
    mentions: tuple[tuple[int, str], ...] = ()
    source: str = ""
    feature_id: str = ""
    reason: str = ""
    choices: tuple[Choice, ...] = ()
    written: str = ""

    @property
    def as_written(self) -> str:
        """The name as the story writes it, by which a corrections file calls it."""
        return self.written or self.label


@dataclass(frozen=True, slots=True)
class Line:
    """A way between two places.

    Attributes
    ----------
    id : str
        Unique in the scene.
    points : tuple of (lon, lat)
        Corners; between two of them the line is the geodesic, which the map draws to 200 m.
    label : str
        What stands on the line: its length, to the precision that it has ("1,056 km, 656 mi").
    title : str
        What it is: "Mozdok to Aleppo, straight".
    style : str
        ``straight`` (a geodesic between stated places), ``route`` (computed round avoided areas)
        or ``hypothetical`` (an end, or the way, is assumed).
    drawn : bool
        False to show the line only when a reading that lights it up is chosen.
    detail, source : str
        One sentence more, such as what is overflown; where the assumption comes from.
    """

    id: str
    points: tuple[tuple[float, float], ...]
    label: str = ""
    title: str = ""
    style: str = "straight"
    drawn: bool = True
    detail: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """All points at one distance from a centre, right across the antimeridian and over a pole.

    Attributes
    ----------
    id : str
        Unique in the scene.
    lon, lat, radius_m : float
        Centre in degrees, radius in metres on the ellipsoid.
    label, title : str
        What stands on the ring ("500 km"), and what it is.
    drawn : bool
        False to show it only when a reading that lights it up is chosen.
    """

    id: str
    lon: float
    lat: float
    radius_m: float
    label: str = ""
    title: str = ""
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Area:
    """A province, a sea, an avoided or a reachable area.

    Attributes
    ----------
    id : str
        Unique in the scene.
    geometry : shapely geometry
        Polygon or MultiPolygon, (lon, lat), cut at the antimeridian or not.
    label, title : str
        What stands on it ("" where a `Mark` with this ``area_id`` has the label), what it is.
    style : str
        ``place``, ``avoided`` or ``reachable``.
    drawn : bool
        False to show it only when a reading that lights it up is chosen.
    detail, source : str
        One sentence more; the data and its date.
    """

    id: str
    geometry: BaseGeometry
    label: str = ""
    title: str = ""
    style: str = "place"
    drawn: bool = True
    detail: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One way to understand a claim, as a row.

    Attributes
    ----------
    label : str
        The assumptions in words: "Mozdok, straight, one way, to Aleppo".
    basis : str
        ``stated``, ``cited`` or ``conjectured``.
    value : str
        The value with its unit, empty where not computed.
    holds : str
        One of `HOLDS`.
    source : str
        Where a cited assumption comes from.
    lights : tuple of str
        Ids of the marks, lines, rings and areas that belong to this reading.
    """

    label: str
    basis: str = "stated"
    value: str = ""
    holds: str = "not_computed"
    source: str = ""
    lights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim of the story with its verdict.

    Attributes
    ----------
    id : str
        Unique in the scene.
    statement : str
        The words of the story that make the claim.
    verdict, reason : str
        One of `VERDICTS`; why, in one sentence.
    kind, attribution : str
        Kind of the claim; who says so, verbatim.
    sentence : str
        The whole sentence, where it is more than `statement`.
    readings : tuple of ReadingRow
        Best known basis first.
    lights : tuple of str
        Ids that belong to the claim as a whole.
    main : bool
        True for the claim that the story rests on: opened at the start.
    """

    id: str
    statement: str
    verdict: str
    reason: str
    kind: str = ""
    attribution: str = ""
    sentence: str = ""
    readings: tuple[ReadingRow, ...] = ()
    lights: tuple[str, ...] = ()
    main: bool = False

    @property
    def all_lights(self) -> tuple[str, ...]:
        """Ids that choosing the claim lights up: its own, or else those of its readings."""
        own = self.lights or tuple(i for row in self.readings for i in row.lights)
        return tuple(dict.fromkeys(own))


@dataclass(frozen=True, slots=True)
class Scene:
    """What one map shows. Every text in it is plain text: the map escapes all of it.

    Attributes
    ----------
    title : str
        Headline of the story.
    date, source, url : str
        Date the user or the story gives, publisher, address; empty where not known.
    summary : str
        One or two sentences under the title; also the text alternative of the map. Made from the
        marks and claims where empty.
    marks, lines, rings, areas, claims : tuple
        See the classes.
    borders : str
        ``un`` or ``de-facto``.
    attribution : tuple of str
        Data sources with their licences, one line each.
    evidence : tuple of (str, str)
        What this map was made from: ("Article SHA-256", "..."), ("Tool", "dateline 0.1.0"), ...
    notes : tuple of str
        Warnings that the reader must see.
    """

    title: str
    date: str = ""
    source: str = ""
    url: str = ""
    summary: str = ""
    marks: tuple[Mark, ...] = ()
    lines: tuple[Line, ...] = ()
    rings: tuple[Ring, ...] = ()
    areas: tuple[Area, ...] = ()
    claims: tuple[ClaimCard, ...] = ()
    borders: str = "un"
    attribution: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=())


def points_of(geometry: BaseGeometry) -> tuple[tuple[float, float], ...]:
    """Corners of a line, joined where it was cut at the antimeridian.

    Parameters
    ----------
    geometry : shapely LineString or MultiLineString
        (lon, lat); the parts of a MultiLineString follow each other.

    Returns
    -------
    tuple of (float, float)
        What `Line` takes as ``points``.

    Examples
    --------
    >>> from shapely.geometry import MultiLineString
    >>> points_of(MultiLineString([[(170, 0), (180, 1)], [(-180, 1), (-170, 2)]]))
    ((170.0, 0.0), (180.0, 1.0), (-170.0, 2.0))
    """
    parts: Iterable[BaseGeometry] = getattr(geometry, "geoms", (geometry,))
    out: list[tuple[float, float]] = []
    for part in parts:
        for lon, lat, *_ in part.coords:
            same = out and out[-1][1] == lat and (out[-1][0] - lon) % 360 == 0
            if not same:
                out.append((float(lon), float(lat)))
    return tuple(out)

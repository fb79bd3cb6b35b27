"""Claim, Operand, Reading and Finding: what a text says, how it may be meant, what was found."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from geo.gazetteer.feature import Feature
from geo.geoparse.toponym import Toponym
from geo.quantities import Quantity
from geo.routes import Route

__all__ = [
    "BASES",
    "HOLDS",
    "KINDS",
    "VERDICTS",
    "Claim",
    "Finding",
    "Operand",
    "Reading",
]

KINDS = (
    "distance", "direction", "distance_direction", "containment", "part_of", "adjacency",
    "off_coast", "comparison", "range", "route_length", "overflight", "travel_time", "area",
    "border_length", "rank", "conflict", "payload", "runway", "other",
)  # fmt: skip
VERDICTS = ("supported", "refuted", "depends", "undetermined")
BASES = ("stated", "cited", "conjectured")
HOLDS = ("yes", "near", "no", "borderline", "not_computed")


@dataclass(frozen=True, slots=True)
class Operand:
    """One end of a claim.

    Attributes
    ----------
    text : str
        The words that stand for it, empty where the text has none.
    start, end : int
        Their span in code points; both -1 where the text has none.
    feature : Feature or None
        What it was taken for; None where it is not known.
    how : str
        ``named``, ``anaphor`` ("the city"), ``implied`` (from the sentence), ``dateline`` or
        ``scenario``.
    toponym : Toponym or None
        The toponym behind it.
    part : str
        The part meant, as a wind: ``NW`` in "northwest Iran".
    """

    text: str
    start: int = -1
    end: int = -1
    feature: Feature | None = None
    how: str = "named"
    toponym: Toponym | None = None
    part: str = ""

    @property
    def inferred(self) -> bool:
        """Whether the text does not name it here."""
        return self.how != "named"

    @property
    def name(self) -> str:
        """The words to call it by: as the story spells it, and a noun for an adjective."""
        if self.toponym is not None and self.toponym.role != "demonym":
            return self.toponym.text
        if self.toponym is not None and self.feature is not None:
            return self.feature.name
        if self.feature is not None and self.inferred:
            return self.feature.name
        return self.text or "it"


@dataclass(frozen=True, slots=True)
class Claim:
    """A geographic statement of an article.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    start, end : int
        Span in code points, end exclusive.
    sentence : str
        The sentence that it stands in.
    subject, reference : Operand or None
        What is located, and by what; None where the kind has no such operand.
    quantity : Quantity or None
        The length, where there is one.
    direction : str
        The wind, such as ``NW``; empty where none is said.
    attribution : str
        Who says so, verbatim ("officials said"); empty where the story itself says it.
    others : tuple of Operand
        Further operands, in order.
    traits : frozenset of str
        What else the words say: ``flight``, ``ground``, ``trip``, ``one_way``, ``straight``,
        ``edge``, ``coast``, ``border``, ``path``, ``shorter``, ``conversion`` and the like.
    number : float or None
        A figure that is no length: hours, square kilometres, inhabitants, a rank.
    text : str
        The words of the claim itself.
    """

    kind: str
    start: int
    end: int
    sentence: str
    subject: Operand | None = None
    reference: Operand | None = None
    quantity: Quantity | None = None
    direction: str = ""
    attribution: str = ""
    others: tuple[Operand, ...] = ()
    traits: frozenset[str] = frozenset()
    number: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim, with what follows from it.

    Attributes
    ----------
    label : str
        A short name.
    assumptions : tuple of str
        Every assumption, in words.
    basis : str
        One of `BASES`, set before anything is computed.
    source : str
        The report behind a cited reading, the sentence or the convention behind another.
    value_m : float or None
        The thing compared, metres; None where it was not computed or is no length.
    uncertainty_m : float
        Half width of what points, coasts and models leave open, metres.
    holds : str
        One of `HOLDS`.
    aspect : str
        What it speaks to, where a claim says two things: ``distance``, ``direction``.
    saves : bool
        Whether this conjecture may keep a claim from being refuted.
    azimuth : float or None
        Degrees from north, for directions.
    function : str
        The function that gives the value.
    points : tuple of (lon, lat)
        What it was given.
    constants : tuple of (str, float)
        The constants used, by name.
    note : str
        What should be shown beside it.
    routes : tuple of Route
        The ways that it compares, computed, each between two places.
    group, case : str
        Readings of one group differ in their case alone, such as the target.
    """

    label: str
    assumptions: tuple[str, ...]
    basis: str
    source: str = ""
    value_m: float | None = None
    uncertainty_m: float = 0.0
    holds: str = "not_computed"
    aspect: str = ""
    saves: bool = False
    azimuth: float | None = None
    function: str = ""
    points: tuple[tuple[float, float], ...] = ()
    constants: tuple[tuple[str, float], ...] = ()
    note: str = ""
    routes: tuple[Route, ...] = ()
    group: str = ""
    case: str = ""

    @property
    def has_say(self) -> bool:
        """Whether the verdict listens to it: stated or cited."""
        return self.basis != "conjectured"


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its readings and a verdict.

    Attributes
    ----------
    claim : Claim
        The claim.
    verdict : str
        One of `VERDICTS`.
    reason : str
        Why, in one plain sentence with the figures.
    readings : tuple of Reading
        Every reading, those that have a say first.
    missing : tuple of str
        Operands and facts that are missing, where undetermined.
    area : shapely geometry or None
        The area that the words describe, where the subject itself is not known.
    """

    claim: Claim
    verdict: str
    reason: str
    readings: tuple[Reading, ...] = ()
    missing: tuple[str, ...] = ()
    area: BaseGeometry | None = None

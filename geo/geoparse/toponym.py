"""Toponym: a place name as an article writes it, and the feature it was taken for."""

from __future__ import annotations

from dataclasses import dataclass

from geo.gazetteer.feature import Feature

__all__ = ["ROLES", "Candidate", "Toponym"]

ROLES = ("literal", "demonym", "metonym", "embedded")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feature that a toponym may mean.

    Attributes
    ----------
    feature : Feature
        The feature.
    score : float
        Probability that the toponym means it, 0 to 1.
    reasons : tuple of str
        What spoke for it, in plain words.
    """

    feature: Feature
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as written.

    Attributes
    ----------
    text : str
        The name, exactly ``article.text[start:end]``.
    start, end : int
        Span in code points, end exclusive.
    role : str
        ``literal``, ``demonym`` (Russian), ``metonym`` (the Kremlin said) or ``embedded``
        (inside the name of an organisation).
    feature : Feature or None
        The feature chosen, None where the toponym stays unresolved.
    confidence : float
        Calibrated probability that `feature` is right, 0 where unresolved.
    candidates : tuple of Candidate
        All that were weighed, best first, the chosen one among them.
    part : str
        The part of the feature that the text names: ``northwest`` in "northwest Iran",
        ``eastern`` in "the eastern Mediterranean"; empty for the whole.
    inferred : bool
        True where the text does not name the feature itself ("the air base Russia set up").
    reason : str
        Why this feature, in one sentence.
    """

    text: str
    start: int
    end: int
    role: str = "literal"
    feature: Feature | None = None
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    part: str = ""
    inferred: bool = False
    reason: str = ""

"""extract_claims and check: the registries of how claims are worded and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from geo.article import Article
from geo.claims import (
    borders,
    comparison,
    consistency,
    loads,
    namesakes,
    parts,
    places,
    reach,
    sectors,
    size,
    travel,
    unchecked,
    world,
)
from geo.claims import distance as distances
from geo.claims.measures import Answer, ends_of
from geo.claims.model import Claim, Finding, Operand, Reading
from geo.claims.passage import Passage
from geo.claims.reasons import reason, undetermined
from geo.claims.scenario import Scenario
from geo.claims.story import Story, make_story
from geo.claims.verdict import NEAR, judge
from geo.claims.wording import is_asserted
from geo.errors import UnknownName
from geo.gazetteer import country
from geo.gazetteer.feature import Feature
from geo.geoparse.toponym import Candidate, Toponym

__all__ = ["EXTRACTORS", "READERS", "Scene", "check", "extract_claims"]

SURE = 0.5
"""Confidence below which a place is not sure enough to refute a claim with."""
SAME_M = 60_000.0
"""Distance within which two candidates are one place under two names: a city and its county."""
LIKELY = 0.2
"""Chance at which a namesake that fits keeps a claim from being refuted."""
LEAST = 0.001
FAMOUS = 1_000_000
"""Inhabitants of a namesake that is thought of however unlikely it is here."""
LOCAL_M = 300_000.0
"""Distance to the other place at which any namesake that fits does so: stories are local."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a reading may draw on beside the claim.

    Attributes
    ----------
    scenario : Scenario or None
        What the story leaves open.
    claims : tuple of Claim
        All claims of the article.
    near : float
        Share by which a miss is still called near.
    """

    scenario: Scenario | None
    claims: tuple[Claim, ...]
    near: float = NEAR


Extractor = Callable[[Passage, Story], Iterator[Claim]]
Reader = Callable[[Claim, Scene], Answer]

EXTRACTORS: tuple[Extractor, ...] = (
    distances.extract,
    parts.extract,
    borders.extract,
    comparison.extract,
    reach.extract,
    travel.extract,
    size.extract,
    unchecked.extract,
)
"""One function a family of wordings."""

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "distance": lambda claim, scene: places.distance(claim, scene.near),
        "distance_direction": lambda claim, scene: places.distance(claim, scene.near),
        "direction": lambda claim, _: places.direction(claim),
        "off_coast": lambda claim, scene: places.off_coast(claim, scene.near),
        "route_length": lambda claim, scene: places.route_length(claim, scene.near),
        "containment": lambda claim, _: sectors.containment(claim),
        "part_of": lambda claim, _: sectors.part_of(claim),
        "adjacency": lambda claim, _: borders.adjacency(claim),
        "comparison": lambda claim, scene: comparison.comparison(claim, scene.scenario, scene.near),
        "range": lambda claim, scene: reach.range_(claim, scene.scenario),
        "overflight": lambda claim, scene: reach.overflight(claim, scene.scenario),
        "payload": lambda claim, scene: loads.payload(claim, scene.scenario),
        "runway": lambda claim, scene: loads.runway(claim, scene.scenario),
        "travel_time": lambda claim, _: travel.travel_time(claim),
        "area": lambda claim, _: size.area(claim),
        "rank": lambda claim, _: size.rank(claim),
        "conflict": lambda claim, _: consistency.conflict(claim),
        "other": lambda claim, _: unchecked.other(claim),
        "border_length": lambda claim, _: borders.border_length(claim),
    }
)
"""One function a kind of claim."""


def extract_claims(article: Article, toponyms: Sequence[Toponym]) -> tuple[Claim, ...]:
    """Find the geographic claims of an article.

    Parameters
    ----------
    article : Article
        The article.
    toponyms : sequence of Toponym
        Its places, as `geo.geoparse.find_places` gives them.

    Returns
    -------
    tuple of Claim
        In order of appearance.
    """
    story = make_story(article, toponyms)
    claims = [
        claim
        for passage in story.passages
        for extractor in EXTRACTORS
        for claim in extractor(passage, story)
        if is_asserted(claim)
    ]
    claims += consistency.conversions(story)
    claims += consistency.conflicts(claims)
    unique = {_key(claim): claim for claim in claims}
    return tuple(unique[key] for key in sorted(unique))


def _key(claim: Claim) -> tuple[int, int, str, tuple[tuple[int, str], ...], int]:
    operands = (claim.subject, claim.reference, *claim.others)
    ends = tuple((o.start, o.text) if o else (-1, "") for o in operands)
    return claim.start, claim.end, claim.kind, ends, claim.quantity.start if claim.quantity else -1


def check(
    claims: Sequence[Claim],
    toponyms: Sequence[Toponym] = (),
    scenario: Scenario | None = None,
    article: Article | None = None,
    *,
    near: float = NEAR,
) -> tuple[Finding, ...]:
    """Check claims under every reading.

    Parameters
    ----------
    claims : sequence of Claim
        As `extract_claims` gives them.
    toponyms : sequence of Toponym
        The places of the article.
    scenario : Scenario or None
        What the story leaves open; without one unnamed origins stay undetermined.
    article : Article or None
        The article.
    near : float
        Share by which a miss is still called near: a house convention.

    Returns
    -------
    tuple of Finding
        One for each claim, in order.
    """
    del toponyms, article
    scene = Scene(scenario, tuple(claims), near)
    return tuple(_find(claim, scene) for claim in claims)


def _find(claim: Claim, scene: Scene) -> Finding:
    reader = READERS.get(claim.kind)
    answer = reader(claim, scene) if reader else Answer(missing=("a way to read it",))
    readings = answer.readings
    verdict = judge(readings)
    lost = answer.missing
    guessed = namesakes.guess(claim) if verdict == "undetermined" and reader else None
    if guessed is not None and namesakes.whichever(guessed, _reads(scene)):
        readings = READERS[claim.kind](guessed, scene).readings
        said = f"Whichever place is meant: {reason(guessed, 'refuted', readings)}"
        return Finding(claim, "refuted", said, readings)
    if verdict == "refuted":
        verdict, more = _second_thoughts(claim, scene)
        readings += more
        lost = _unsure(claim) if verdict == "undetermined" else lost
    ordered = tuple(sorted(readings, key=lambda r: not r.has_say))
    if verdict == "undetermined":
        said = answer.reason if lost == answer.missing else ""
        return Finding(claim, verdict, said or undetermined(lost), ordered, lost, answer.area)
    said = answer.reason or reason(claim, verdict, ordered)
    return Finding(claim, verdict, said, ordered, lost, answer.area)


def _unsure(claim: Claim) -> tuple[str, ...]:
    return tuple(
        f"which place “{operand.text}” means"
        for operand in (claim.subject, claim.reference)
        if operand is not None
        and operand.feature is not None
        and (operand.inferred or _sureness(operand) < SURE)
    )


def _sureness(operand: Operand) -> float:
    """Add up the chances of the candidates that lie where the chosen feature does."""
    if operand.toponym is None or operand.feature is None:
        return 1.0
    near = sum(
        candidate.score
        for candidate in operand.toponym.candidates
        if candidate.feature != operand.feature
        and _apart(operand.feature, candidate.feature) < SAME_M
    )
    return operand.toponym.confidence + near


def _second_thoughts(claim: Claim, scene: Scene) -> tuple[str, tuple[Reading, ...]]:
    """Look again before a claim is refuted: is each place sure, and does no namesake fit."""
    for operand in (claim.subject, claim.reference):
        if operand is None or operand.toponym is None or operand.feature is None:
            continue
        for candidate in operand.toponym.candidates:
            meant = replace(operand, feature=candidate.feature)
            other = (
                replace(claim, subject=meant)
                if operand is claim.subject
                else replace(claim, reference=meant)
            )
            if candidate.feature == operand.feature or not _likely(other, operand, candidate):
                continue
            readings = tuple(r for r in READERS[claim.kind](other, scene).readings if r.has_say)
            if judge(readings) in {"supported", "depends"}:
                place = f"{operand.text} is {_where(candidate.feature)}"
                return "depends", tuple(
                    replace(r, label=f"{r.label}, if {place}", basis="conjectured", saves=True)
                    for r in readings
                )
    inferred = any(o is not None and o.inferred for o in (claim.subject, claim.reference))
    if not _unsure(claim) or (not inferred and namesakes.whichever(claim, _reads(scene))):
        return "refuted", ()
    return "undetermined", ()


def _reads(scene: Scene) -> namesakes.Read:
    return lambda claim: READERS[claim.kind](claim, scene).readings


def _likely(claim: Claim, operand: Operand, candidate: Candidate) -> bool:
    """Tell whether a namesake is worth a thought: same place, likely, famous, near, or named so."""
    if operand.feature is not None and _apart(operand.feature, candidate.feature) < SAME_M:
        return True
    famous = candidate.feature.population >= FAMOUS and candidate.score >= LEAST
    if famous or candidate.score >= LIKELY or _named_so(claim, operand, candidate.feature):
        return True
    ends = ends_of(claim)
    if ends is None:
        return False
    return _apart(*ends) < LOCAL_M


def _named_so(claim: Claim, operand: Operand, namesake: Feature) -> bool:
    """Tell whether the sentence goes on with the country of a namesake: Tripoli, Lebanon."""
    behind = claim.sentence.rpartition(operand.text)[2].lstrip(", (")
    if operand.feature is None or namesake.country in {"", operand.feature.country}:
        return False
    try:
        return behind.startswith(country(namesake.country).name)
    except UnknownName:
        return False


def _apart(a: Feature, b: Feature) -> float:
    return world.geodesic(world.point(a), world.point(b))


def _where(feature: Feature) -> str:
    return ", ".join(part for part in (feature.name, feature.admin1, feature.country) if part)

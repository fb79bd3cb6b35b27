"""Readings of payloads and runways: figures where there are any, and what is missing."""

from __future__ import annotations

from geo.claims import world
from geo.claims.measures import PRINTED, Answer
from geo.claims.model import Claim, Reading
from geo.claims.reasons import joined
from geo.claims.saving import Saved, savings
from geo.claims.scenario import Scenario, Site
from geo.claims.verdict import holds
from geo.routes import aircraft, fuel

__all__ = ["payload", "runway"]


def payload(claim: Claim, scenario: Scenario | None) -> Answer:
    """Read a claim of payload: its size is open, its direction can be estimated.

    Parameters
    ----------
    claim : Claim
        Of kind ``payload``.
    scenario : Scenario or None
        With an aircraft whose figures are public.

    Returns
    -------
    Answer
        No verdict; the fuel that each origin needs, where the scenario allows it.
    """
    size = "the size of the gain, which the text does not give"
    if scenario is None or not scenario.aircraft or "heavier" not in claim.text.lower():
        return Answer(missing=(size, "a cited payload and range of the aircraft"))
    plane = scenario.aircraft[0]
    craft = aircraft(plane.name)
    cited = [s for s in savings(scenario) if s.value_m is not None and s.basis != "conjectured"]
    if not cited:
        return Answer(missing=(size,))
    widest = [s for s in cited if s.policy == cited[-1].policy]
    lines = []
    for site in (*scenario.role("origin-after"), *scenario.role("origin-before")):
        away = _to_first(site, widest, scenario)
        if away is not None:
            need = fuel(craft, away, plane.load_t)
            lines.append(f"{need.low:.0f} to {need.high:.0f} t from {site.feature.name}")
    goal = scenario.role("target")[0].feature.name
    says = (
        f"Not checked is {size}; the direction agrees: with a load of {plane.load_t:g} t for {goal}"
        f" the fuel is {joined(lines)} ({need.label})."
    )
    return Answer(missing=(size,), reason=says)


def _to_first(site: Site, found: list[Saved], scenario: Scenario) -> float | None:
    goal = scenario.role("target")[0]
    for saved in found:
        if saved.target == goal and saved.way is None:
            if saved.origin == site:
                return saved.before_m
            if site.role == "origin-after" and saved.value_m is not None:
                return saved.before_m - saved.value_m
    return None


def runway(claim: Claim, scenario: Scenario | None) -> Answer:
    """Read a claim about a runway: its length in the data, and what is not known.

    Parameters
    ----------
    claim : Claim
        Of kind ``runway``.
    scenario : Scenario or None
        With the airfields that the story does not name.

    Returns
    -------
    Answer
        A figure in the text against the longest open runway; otherwise what is missing.
    """
    feature = claim.subject.feature if claim.subject else None
    if claim.quantity is not None and feature is not None and feature.kind == "airfield":
        return _strip(claim, feature.id)
    fields = [site for site in (scenario.sites if scenario else ()) if site.icao]
    known = []
    for site in sorted(fields, key=lambda s: s.role != "facility"):
        lengths = [r.length_m for r in world.runways(f"ourairports:{site.icao}") if not r.closed]
        if lengths:
            longest = f"{max(lengths):,.0f} m"
            known.append(f"the longest open runway of {site.feature.name} measures {longest}")
    need = "what runway the aircraft needs: no published figure was found"
    then = "how long the runway was at the time of the story"
    if not known:
        return Answer(missing=("which runway is meant", need))
    says = f"In data newer than the story {joined(known)}"
    return Answer(missing=(then, need), reason=f"{says}; not known are {then}, and {need}.")


def _strip(claim: Claim, feature_id: str) -> Answer:
    lengths = [r.length_m for r in world.runways(feature_id) if not r.closed]
    quantity = claim.quantity
    if not lengths or quantity is None:
        return Answer(missing=("the length of that runway",))
    longest = max(lengths)
    reading = Reading(
        label="longest open runway",
        assumptions=("OurAirports, as of the data",),
        basis="stated",
        source=PRINTED,
        value_m=longest,
        uncertainty_m=50.0,
        holds="yes" if holds(longest, 50.0, quantity) == "yes" else "borderline",
        aspect="distance",
        function="geo.gazetteer.runways",
        note="a fact newer than the story cannot by itself refute it",
    )
    return Answer(
        (reading,), reason=f"Its longest open runway is {max(lengths):,.0f} m in the data."
    )

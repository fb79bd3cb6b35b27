"""Claims of size and rank: "twice the size of Wales", "a city of 600,000", "the capital"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from geo import geodesy
from geo.claims import outlines, world
from geo.claims.measures import CONVENTION, PRINTED, Answer
from geo.claims.model import Claim, Operand, Reading
from geo.claims.operands import preceding
from geo.claims.passage import ADJ, PLACE, Passage
from geo.claims.story import Story
from geo.claims.wording import make
from geo.gazetteer.feature import Feature
from geo.geoparse.capitals import is_capital
from geo.quantities import rounding_step

__all__ = ["area", "extract", "rank"]

_TIMES = {
    "half": 0.5, "about half": 0.5, "twice": 2.0, "double": 2.0, "three times": 3.0,
    "four times": 4.0, "five times": 5.0, "six times": 6.0, "ten times": 10.0, "a third": 1 / 3,
    "a quarter": 0.25, "nearly twice": 2.0, "almost twice": 2.0, "roughly": 1.0, "about": 1.0,
}  # fmt: skip
_SIZE = re.compile(
    r"\b(?P<times>half|twice|double|(?:three|four|five|six|ten)\stimes|a\sthird|a\squarter)?\s?"
    rf"(?:the\s(?:same\s)?size\sof|as\s(?:big|large)\sas|the\sarea\sof)\s(?:the\s)?(?:state\sof\s)?"
    rf"(?P<mark>{PLACE})"
)
_LARGER = re.compile(
    rf"(?P<a>{PLACE})\sis\s(?:[a-z]+\s){{0,2}}?(?P<how>larger|bigger|smaller)\sthan\s(?:the\s)?"
    rf"(?P<mark>{PLACE})"
)
_NUMBER = (
    r"(?P<n>\d{1,3}(?:[,\u00a0 ]\d{3}){1,3}|\d{1,4}(?:\.\d{1,3})?)(?P<scale>\smillion|\sbillion)?"
)
_HEDGE = "about|around|some|over|more than|nearly|almost|roughly|approximately|under|less than"
_COVERS = re.compile(
    rf"(?P<mark>{PLACE})[^.;{PLACE[1:-1]}]{{0,30}}\b(?:covers|spans|measures|is|area)\b"
    rf"[^.;{PLACE[1:-1]}]{{0,20}}\Z"
)
_SQUARE = re.compile(
    rf"{_NUMBER}[\s-](?:square|sq\.?)[\s-](?P<unit>miles?|mi|kilomet(?:er|re)s?|km)\b"
)
_PEOPLE = re.compile(
    rf"\bpopulation(?:\s(?:of|is|was))?\s(?P<hedge>(?:{_HEDGE})\s)?{_NUMBER}"
    rf"|\b(?:city|town|village|country|island|nation|state|province|community|municipality)\sof\s"
    rf"(?P<hedge2>(?:{_HEDGE})\s)?"
    rf"(?P<n2>\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,4}}(?:\.\d{{1,3}})?(?=\smillion))(?P<scale2>\smillion)?"
    r"(?:\s(?:people|inhabitants|residents|souls)|(?=[,.;]|\s[a-z]))"
)
_CAPITAL = re.compile(
    rf"(?<!\w)(?P<adj>{ADJ}|(?P<own>{PLACE})['’]s?)\s(?:national\s)?capital(?:\scity)?,?\s(?:of\s)?(?P<mark>{PLACE})"
    rf"|(?P<mark2>{PLACE})(?:,|\s(?:is|was|became))\s(?:the\s)?(?:(?P<adj2>{ADJ}|{PLACE}['’]s?)\s)?(?:national\s)?capital(?:\scity)?"
    rf"\b(?:\sof\s(?P<of>{PLACE}))?(?!\sof)"
    rf"|\b[Tt]he\scapital(?:\scity)?,?\s(?P<mark3>{PLACE})"
)
_RANK = re.compile(
    rf"(?<!\w)(?:(?P<own>{PLACE}|{ADJ})['’]?s?|(?P<the>the\s(?:country|nation|state|region)['’]s|the))\s"
    r"(?P<nth>second|third|fourth|fifth|sixth|seventh|tenth)?[\s-]?"
    r"(?:largest|biggest|most\spopulous)\s(?P<of>city|town|country|province|state|island|nation|port)\b"
)
_HAS = re.compile(
    r"(?:,?\s(?:a|an|the|has|had|with|whose|its|is|total|city|town|of)\b)+,?\s?\Z|,?\s\Z"
)
_ORDER = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "tenth": 10}


def extract(passage: Passage, story: Story) -> Iterator[Claim]:
    """Find claims of area, population, rank and capital.

    Parameters
    ----------
    passage : Passage
        The sentence.
    story : Story
        The article around it.

    Yields
    ------
    Claim
        In order of kinds.
    """
    mask = passage.mask
    if re.search(r"size|\bbig|larg|small|square|\bsq|area of", mask):
        yield from _areas(passage, story)
    if re.search(r"population|of\s(?:[a-z]+\s)?\d|million", mask):
        yield from _people(passage, story)
    if "apital" in mask:
        yield from _capitals(passage, story)
    if re.search(r"largest|biggest|populous", mask):
        yield from _ranks(passage, story)


def _areas(passage: Passage, story: Story) -> Iterator[Claim]:
    for match in _SIZE.finditer(passage.mask):
        subject = preceding(passage, story, match.start())
        other = passage.group(match["mark"]).head
        known = subject.operand.feature if subject else None
        if subject and known and other.feature and world.is_area(other.feature):
            times = _TIMES.get(match["times"] or "", 1.0)
            yield make(passage, "area", match.span(), subject.operand, other, number=times)
    for match in _LARGER.finditer(passage.mask):
        a, b = passage.group(match["a"]).head, passage.group(match["mark"]).head
        if all(o.feature and world.is_area(o.feature) for o in (a, b)):
            traits = frozenset({"smaller" if match["how"] == "smaller" else "larger"})
            yield make(passage, "area", match.span(), a, b, traits=traits)
    for match in _SQUARE.finditer(passage.mask):
        covers = _COVERS.search(passage.mask[: match.start()])
        owner = passage.group(covers["mark"]).head if covers else None
        if owner and owner.feature and world.is_area(owner.feature):
            unit = 1.609344**2 if match["unit"].startswith("mi") else 1.0
            number = _figure(match["n"], match["scale"]) * unit
            yield make(passage, "area", match.span(), owner, number=number,
                       traits=frozenset({"square_km"}))  # fmt: skip


def _figure(text: str, scale: str | None) -> float:
    value = float(re.sub(r"[,\s\u00a0]", "", text))
    return value * {"million": 1e6, "billion": 1e9}.get((scale or "").strip(), 1.0)


def _people(passage: Passage, story: Story) -> Iterator[Claim]:
    for match in _PEOPLE.finditer(passage.mask):
        number = _figure(match["n"] or match["n2"], match["scale"] or match["scale2"])
        subject = _owner(passage, story, match.start())
        if subject is None or subject.feature is None or number < 100:
            continue
        hedge = (match["hedge"] or match["hedge2"] or "").strip()
        over = hedge in {"over", "more than"}
        traits = {"population", "at_least"} if over else {"population"}
        yield make(passage, "rank", match.span(), subject, number=number, traits=frozenset(traits))


def _owner(passage: Passage, story: Story, at: int) -> Operand | None:
    """Find whose population it is: the place right before, or the one place of the sentence."""
    left = _HAS.sub("", passage.mask[:at])
    if left and re.match(PLACE, left[-1]):
        return passage.group(left[-1]).head
    found = preceding(passage, story, at)
    if found and found.operand.feature:
        return found.operand
    marks = re.findall(PLACE, passage.mask)
    return replace(passage.group(marks[0]).head, how="implied") if len(marks) == 1 else None


def _capitals(passage: Passage, story: Story) -> Iterator[Claim]:
    for match in _CAPITAL.finditer(passage.mask):
        found = match.groupdict()
        mark = found["mark"] or found["mark2"] or found["mark3"]
        city = passage.group(mark).head
        owner = found["own"] or (found["adj"] or found["adj2"] or "")[:1] or found["of"]
        country = passage.group(owner).head if owner else None
        if city.feature is None or world.is_area(city.feature):
            continue
        if country is not None and (country.feature is None or country.feature.kind != "country"):
            continue
        if country is None:
            code = city.feature.country
            start = passage.offset(match.start())
            country = story.last(start, _is_country(code))
        yield make(passage, "rank", match.span(), city, country, traits=frozenset({"capital"}))


def _is_country(code: str) -> Callable[[Feature], bool]:
    return lambda feature: feature.kind == "country" and feature.country == code


def _ranks(passage: Passage, story: Story) -> Iterator[Claim]:
    for match in _RANK.finditer(passage.mask):
        left = passage.mask[: match.start()]
        near = re.search(rf"(?P<mark>{PLACE}),?\s(?:is\s|was\s|which\sis\s)?\Z", left)
        right = re.compile(rf",?\s(?:of\s)?(?P<mark>{PLACE})").match(passage.mask, match.end())
        hit = near or right
        owner = passage.group(match["own"]).head if match["own"] else None
        inside = re.compile(rf"\sin\s(?:the\s)?(?P<mark>{PLACE})").match(passage.mask, match.end())
        if owner is None and inside:
            owner = passage.group(inside["mark"]).head
        if hit is None or (hit is right and inside):
            continue
        nth = _ORDER.get(match["nth"] or "", 1)
        subject = passage.group(hit["mark"]).head
        if owner is None and match["the"] and match["the"] != "the":
            owner = story.resolve("the country", passage.offset(match.start()))
        if subject.feature is not None:
            yield make(passage, "rank", match.span(), subject, owner, number=float(nth),
                       traits=frozenset({"largest", match["of"]}))  # fmt: skip


def area(claim: Claim) -> Answer:
    """Read a claim of area.

    Parameters
    ----------
    claim : Claim
        Of kind ``area``.

    Returns
    -------
    Answer
        The ratio of the two areas, or the area itself.
    """
    a = claim.subject.feature if claim.subject else None
    b = claim.reference.feature if claim.reference else None
    first = _square_km(a) if a else None
    second = _square_km(b) if b else None
    if "square_km" in claim.traits:
        if first is None or claim.number is None or a is None:
            return Answer(missing=("the outline of the area",))
        return Answer(
            (_ratio(claim.number / first, "area on the ellipsoid"),),
            reason=f"{a.name} measures {first:,.0f} square km in the data;"
            f" the text says {claim.number:,.0f}.",
        )
    if first is None or second is None or a is None or b is None:
        lost = ("the area it speaks of",) if first is None else ("the outline of the other area",)
        return Answer(missing=lost)
    share = first / second
    sizes = f"{first:,.0f} and {second:,.0f} square km"
    text = f"{a.name} is {share:.2g} times the size of {b.name} ({sizes})"
    if claim.number is None:
        bigger = (share > 1) == ("larger" in claim.traits)
        held = "borderline" if abs(share - 1) < 0.03 else "yes" if bigger else "no"
        return Answer((replace(_ratio(1.0, "areas"), holds=held),), reason=f"{text}.")
    return Answer((_ratio(claim.number / share, "ratio of the areas"),), reason=f"{text}.")


def _square_km(feature: Feature) -> float | None:
    shape = outlines.area_of(feature)
    if shape is None or "Polygon" not in shape.geom_type:
        return None
    return float(geodesy.area(shape)) / 1e6


def _ratio(ratio: float, label: str) -> Reading:
    off = max(ratio, 1 / ratio) if ratio > 0 else 99.0
    return Reading(
        label=label,
        assumptions=(
            "outlines of Natural Earth 1:10 million",
            "within a quarter counts as the same",
        ),
        basis="stated",
        source=f"{PRINTED}; tolerance is {CONVENTION}",
        holds="yes" if off <= 1.25 else "near" if off <= 1.8 else "no",
        aspect="area",
        function="geo.geodesy.area",
        constants=(("ratio", round(ratio, 4)),),
    )


def rank(claim: Claim) -> Answer:
    """Read a population, a rank or a capital.

    Parameters
    ----------
    claim : Claim
        Of kind ``rank``.

    Returns
    -------
    Answer
        Never refuted: the figures are of another year, and of city or of urban area.
    """
    feature = claim.subject.feature if claim.subject else None
    if feature is None:
        return Answer(missing=("which place it speaks of",))
    if "capital" in claim.traits:
        return _capital(claim, feature)
    if "population" not in claim.traits or claim.number is None:
        return Answer(missing=("a ranking of that kind for the date of the story",))
    if not feature.population:
        return Answer(missing=(f"the population of {feature.name}",))
    ratio = feature.population / claim.number
    step = rounding_step(max(1, int(claim.number))) / claim.number
    least = 0.9 if "at_least" in claim.traits else min(0.75, 1 - step)
    held = "yes" if least <= ratio and (ratio <= 1.35 or "at_least" in claim.traits) else "near"
    reading = Reading(
        label="population in the data",
        assumptions=("the city proper, in the year of the data", "a quarter of change allowed"),
        basis="stated",
        source=f"{PRINTED}; {feature.source}, {feature.date}",
        holds=held,
        aspect="population",
        function="geo.gazetteer.feature",
        constants=(("population", float(feature.population)), ("printed", claim.number)),
        note="a fact newer than the story cannot by itself refute it",
    )
    return Answer(
        (reading,),
        reason=f"{feature.name} has {feature.population:,} inhabitants in the data of"
        f" {feature.date[:4] or 'today'}; the text says {claim.number:,.0f}.",
    )


def _capital(claim: Claim, city: Feature) -> Answer:
    country = claim.reference.feature if claim.reference else None
    seat = is_capital(claim.subject.name if claim.subject else city.name, city.country)
    seat = seat or is_capital(city.name, city.country)
    if not seat or (country is not None and country.country != city.country):
        return Answer(missing=("a list of capitals of provinces and of other years",))
    name = country.name if country else city.country
    reading = Reading(
        label="seat of government",
        assumptions=("the country as of today",),
        basis="stated",
        source=PRINTED,
        holds="yes",
        aspect="capital",
        function="geo.geoparse.capitals.is_capital",
    )
    return Answer((reading,), reason=f"{city.name} is the seat of the government of {name}.")

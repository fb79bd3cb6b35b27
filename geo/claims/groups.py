"""Groups: a place with the words that belong to it, as in "the city of Aleppo, Syria"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.article import Sentence
from geo.claims.model import Operand
from geo.claims.outlines import inside
from geo.claims.winds import COMPASS, wind_of
from geo.claims.world import geodesic, point
from geo.gazetteer.feature import Feature
from geo.geoparse.toponym import Toponym

__all__ = ["AREA_NOUN", "SETTLEMENT", "Group", "groups_of", "operand_of"]

SETTLEMENT = (
    "city|town|village|hamlet|suburb|settlement|municipality|township|capital|port|district"
    "|neighbou?rhood|community|resort|stronghold|outpost|oasis|enclave"
)
AREA_NOUN = (
    "provinces?|states?|governorates?|regions?|count(?:y|ies)|districts?|departments?|prefectures?"
    "|territor(?:y|ies)|republics?|islands?|areas?"
)
_BEFORE = re.compile(
    r"(?:\b(?:the|a|this|its)\s)?"
    r"(?:\b(?!(?:of|in|on|at|to|from|and|for|with|by|near|the|a)\b)[a-z][a-z-]+\s){0,2}?"
    rf"\b(?!capital)(?:{SETTLEMENT}|{AREA_NOUN})(?:\s(?:centre|center))?(?:\sof)?\s\Z|"
    r"\b(?:the\s)?(?:downtown|central|greater|outskirts\sof|heart\sof|cent(?:er|re)\sof)\s\Z"
)
_AFTER = re.compile(rf"\s(?:{SETTLEMENT}|{AREA_NOUN})\b(?!\s?[\w'’]*\s(?:of)\b)")
_JOIN = re.compile(
    r",\s|\s\(|,?\sin\s(?:the\s)?(?:(?!north|south|east|west)[a-z][a-z-]+\s){0,2}(?:of\s)?"
    r"|,\s(?:the|a|an)\s(?:(?!north|south|east|west|capital)[a-z][a-z-]+\s){0,3}(?:in|of)\s(?:the\s)?"
)
_MORE = re.compile(
    r"(?:\s(?:am|an\sder|upon|sur|do|da)\s[A-Z][\w]+|(?:-[a-z]{1,4}){1,2}-[A-Z]\w+)\b"
)
_PIECES = re.compile(r"(?:-[a-z]{1,4}){1,2}-[A-Z]\w+")
_NO_PLACE = re.compile(
    r"\b(?:Street|Road|Avenue|Highway|Drive|Lane|Boulevard|Summit|Council|Conference|Route|Bridge)\b"
)
_DISTRICT_M = 60_000.0
_CONTAINERS = frozenset({"country", "admin1", "admin2", "island"})
_CLOSE = re.compile(r"\s?\)|\s?,(?=\s)")
_STREET = re.compile(
    r"\s(?:Streets?|St\.|Road|Rd\.|Avenue|Ave\.|Highway|Boulevard|Drive|Lane|Parkway|Turnpike"
    r"|Interstate|Route|Bridge|Square|Hospital|School|University|College|Times|Post|Herald)\b"
)
_CARDINAL = re.compile(rf"\A(?P<the>the\s)?(?P<wind>{COMPASS})\s(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """A place with what belongs to it: "the city of Aleppo, Syria".

    Attributes
    ----------
    head : Operand
        The place.
    container : Operand or None
        The area that the words put it in.
    start, end : int
        Span of the whole, code points.
    lead : str
        The words before the name that belong to it ("the provinces of").
    """

    head: Operand
    container: Operand | None
    start: int
    end: int
    lead: str = ""


def operand_of(toponym: Toponym) -> Operand:
    """Make an operand of a toponym.

    Parameters
    ----------
    toponym : Toponym
        The toponym.

    Returns
    -------
    Operand
        Named, unless the toponym itself was inferred; without a feature where the gazetteer lacks
        the name and the toponym stands only near its place, which is no ground for a verdict.
    """
    borrowed = toponym.inferred and toponym.text[:1].isupper()
    return Operand(
        text=toponym.text,
        start=toponym.start,
        end=toponym.end,
        feature=None if borrowed else toponym.feature,
        toponym=toponym,
        how="implied" if toponym.inferred else "named",
        part=wind_of(toponym.part),
    )


def groups_of(sentence: Sentence, toponyms: Sequence[Toponym]) -> Iterator[Group]:
    """Gather the places of a sentence with the words that belong to them.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    toponyms : sequence of Toponym
        Those within it, in order.

    Yields
    ------
    Group
        In order, without overlap; streets and parts of names of organisations left out.
    """
    text, base = sentence.text, sentence.start
    usable = [t for t in toponyms if t.role != "embedded" and not _is_street(t, text, base)]
    usable = [_whole(t, text, base) for t in usable]
    skip = False
    floor = 0
    for index, toponym in enumerate(usable):
        if skip:
            skip = False
            continue
        begin, end = toponym.start - base, toponym.end - base
        if begin < floor:
            continue
        begin += _wind_inside(toponym)
        before = _BEFORE.search(text, max(floor, begin - 60), begin)
        lead = before[0] if before and toponym.role != "demonym" else ""
        described = text[max(0, begin - 4) : begin].endswith((" a ", " an "))
        more = _MORE.match(text, end)
        end = more.end() if more else end
        after = None if described or toponym.role == "demonym" else _AFTER.match(text, end)
        end = after.end() if after else end
        container = None
        if index + 1 < len(usable) and toponym.role != "demonym":
            joined = _joined(text, base, end, toponym, usable[index + 1])
            if joined:
                container, end, skip = joined[0], joined[1], True
        floor = end
        yield Group(operand_of(toponym), container, begin - len(lead) + base, end + base, lead)


def _whole(toponym: Toponym, text: str, base: int) -> Toponym:
    """Let go of a feature whose name is only the first piece of a hyphened one: Port-au-Prince."""
    if not _PIECES.match(text, toponym.end - base):
        return toponym
    return replace(toponym, feature=None, confidence=0.0, candidates=())


def _is_street(toponym: Toponym, text: str, base: int) -> bool:
    named = _NO_PLACE.search(toponym.text)
    return bool(named or _STREET.match(text, toponym.end - base))


def _wind_inside(toponym: Toponym) -> int:
    """Leave the wind of "northwest Iran" in the text where the toponym's span takes it in."""
    found = _CARDINAL.match(toponym.text)
    if not found or not toponym.part:
        return 0
    return found.end()


def _is_listed(text: str, stop: int, toponym: Toponym) -> bool:
    """Tell whether an unresolved name and a country stand in a list: "Russia, Romania and"."""
    wide = any(c.feature.kind not in {"city", "admin2", "suburb"} for c in toponym.candidates[:1])
    return wide or re.match(r",?\s(?:and|or)\b|,\s[A-Z]", text[stop : stop + 8]) is not None


def _in_a_row(text: str, stop: int, toponym: Toponym, area: Feature) -> bool:
    """Tell whether a name may be one of a list of its like: "Washington, Oregon and California"."""
    if not re.match(r"\s(?:and|or)\s[A-Z]", text[stop : stop + 6]):
        return False
    like = (c.feature for c in toponym.candidates if c.feature != area)
    return any(f.kind == area.kind == "admin1" and f.country == area.country for f in like)


def _is_adjective(text: str, stop: int, other: Toponym) -> bool:
    """Tell whether an abbreviation belongs to what follows: "in Newark, U.S. District Judge"."""
    short = re.fullmatch(r"(?:[A-Z]\.){2,}|[A-Z]{2}", other.text) and other.feature
    return bool(short and short.kind == "country" and re.match(r"\s[A-Z]", text[stop : stop + 2]))


def _as_area(toponym: Toponym) -> Toponym:
    """Take "Matara district" for the district, where it was taken for the city."""
    if toponym.feature is not None and toponym.feature.kind in _CONTAINERS:
        return toponym
    areas = (c.feature for c in toponym.candidates if c.feature.kind in _CONTAINERS)
    return replace(toponym, feature=next(areas, toponym.feature))


def _far(feature: Feature, district: Feature) -> bool:
    """Tell whether a place is too far from a city to lie in the district of that name."""
    apart = geodesic(point(feature), point(district))
    return feature.country != district.country or apart > _DISTRICT_M


def _joined(
    text: str, base: int, end: int, toponym: Toponym, other: Toponym
) -> tuple[Operand, int] | None:
    join = _JOIN.fullmatch(text, end, other.start - base)
    if join is None or other.role == "demonym":
        return None
    stop = other.end - base
    after = _AFTER.match(text, stop)
    if after:
        other = _as_area(other)
    area = other.feature
    if area is None or other.part or (area.kind not in _CONTAINERS and not after):
        return None
    if _is_adjective(text, stop, other) or _in_a_row(text, stop, toponym, area):
        return None
    if toponym.feature is None:
        if "(" in join[0] or _is_listed(text, stop, toponym):
            return None
    elif toponym.feature == area:
        return None
    elif area.kind not in _CONTAINERS:
        if _far(toponym.feature, area):
            return None
    elif not inside(toponym.feature, area):
        return None
    stop = after.end() if after else stop
    if text[stop : stop + 2] in {"'s", "’s"}:
        return None
    close = _CLOSE.match(text, stop) if join[0][0] in ",(" or join[0] == " (" else None
    return operand_of(other), close.end() if close else stop

"""Passage: a sentence in which places and lengths are single marks, so that patterns fit kinds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from geo.article import Sentence
from geo.claims.model import Operand
from geo.claims.outlines import inside
from geo.claims.winds import COMPASS, wind_of
from geo.claims.world import geodesic, point
from geo.gazetteer.feature import Feature
from geo.geoparse.toponym import Toponym
from geo.quantities import Quantity

__all__ = [
    "ADJ",
    "AREA_NOUN",
    "LEN",
    "PLACE",
    "SETTLEMENT",
    "Group",
    "Passage",
    "attribution",
    "make_passage",
    "operand_of",
]

PLACE = "[\ue000-\ue7ff]"
"""Character class of a place."""
ADJ = "[\ue800-\uefff]"
"""Character class of a demonym: Syrian, American."""
LEN = "[\uf000-\uf7ff]"
"""Character class of a length."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MOST = 400
_LONGEST = 4000

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
_NAME = r"(?:(?:Adm|Gen|Col|Lt|Maj|Sgt|Capt|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|St)\.\s|[^,;.“”\"])"
_VERB = r"(?:said|says|added|reported|claimed|estimated|announced)"
_SAYS = (
    re.compile(
        rf"(?P<who>\b(?:according\sto|as\sreported\sby)\s{_NAME}{{2,80}}?)(?=[,;.]|\Z)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"[,”\"]\s?(?P<who>(?!which|who|and\b){_NAME}{{2,60}}?\s(?:{_VERB}|told\s{_NAME}{{2,30}}))"
        r"(?=[,;.]|\s(?:on|in|at|late|early|Monday|Tuesday|Wednesday|Thursday|Friday)\b|\Z)"
    ),
    re.compile(rf"[,”\"]\s?(?P<who>(?:said|says)\s(?!that\b){_NAME}{{2,80}}?)(?=[,;.]|\Z)"),
    re.compile(
        rf"\A(?:(?:While|But|And|Yet|Although|Still)\s)?(?P<who>{_NAME}{{2,60}}?\s{_VERB})"
        r"(?=\sthat\b|\s(?!to\b)[A-Zth])"
    ),
)


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


@dataclass(frozen=True)
class Passage:
    """A sentence with its marks.

    Attributes
    ----------
    sentence : Sentence
        The sentence.
    mask : str
        Its text, each place and each length one character.
    groups : tuple of Group
        The places, in order.
    lengths : tuple of Quantity
        The lengths, in order.
    number : int
        Which sentence it is.
    """

    sentence: Sentence
    mask: str
    groups: tuple[Group, ...]
    lengths: tuple[Quantity, ...]
    number: int
    _at: tuple[int, ...] = field(default=(), repr=False)
    _shift: tuple[int, ...] = field(default=(), repr=False)

    def offset(self, index: int) -> int:
        """Give the place in the article of a place in the mask.

        Parameters
        ----------
        index : int
            Index into `mask`, of a start or of an end.

        Returns
        -------
        int
            Code points from the start of the article.
        """
        return index + self._shift[bisect_left(self._at, index)]

    def group(self, mark: str) -> Group:
        """Give the place behind a mark.

        Parameters
        ----------
        mark : str
            One character of `mask`.

        Returns
        -------
        Group
            The place.
        """
        code = ord(mark)
        return self.groups[code - (0xE800 if code >= 0xE800 else 0xE000)]

    def length(self, mark: str) -> Quantity:
        """Give the length behind a mark.

        Parameters
        ----------
        mark : str
            One character of `mask`.

        Returns
        -------
        Quantity
            The length.
        """
        return self.lengths[ord(mark) - 0xF000]

    def text(self, start: int, end: int) -> str:
        """Give the words behind a stretch of the mask.

        Parameters
        ----------
        start, end : int
            Indices into `mask`.

        Returns
        -------
        str
            The words of the article.
        """
        base = self.sentence.start
        return self.sentence.text[self.offset(start) - base : self.offset(end) - base]


def make_passage(
    sentence: Sentence, number: int, toponyms: Sequence[Toponym], lengths: Sequence[Quantity]
) -> Passage | None:
    """Put the marks into a sentence.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    number : int
        Which it is.
    toponyms : sequence of Toponym
        Those within it, in order.
    lengths : sequence of Quantity
        Those within it, in order, at offsets of the article.

    Returns
    -------
    Passage or None
        None where the sentence is too long to be one.
    """
    if len(sentence.text) > _LONGEST or len(toponyms) > _MOST or len(lengths) > _MOST:
        return None
    groups = tuple(_groups(sentence, toponyms))
    marks = [
        (g.start, g.end, chr((0xE800 if _is_adjective(g) else 0xE000) + i))
        for i, g in enumerate(groups)
    ] + [(q.start, q.end, chr(0xF000 + i)) for i, q in enumerate(lengths)]
    marks.sort()
    pieces: list[str] = []
    at: list[int] = []
    shift = [sentence.start]
    done, length = sentence.start, 0
    for start, end, mark in marks:
        if start < done:
            continue
        plain = _PRIVATE.sub(" ", sentence.text[done - sentence.start : start - sentence.start])
        pieces += (plain, mark)
        length += len(plain) + 1
        at.append(length - 1)
        shift.append(end - length)
        done = end
    pieces.append(_PRIVATE.sub(" ", sentence.text[done - sentence.start :]))
    return Passage(
        sentence, "".join(pieces), groups, tuple(lengths), number, tuple(at), tuple(shift)
    )


def attribution(text: str) -> str:
    """Give the words that say who makes a statement.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    str
        Verbatim, without marks around it; empty where the sentence names nobody.

    Examples
    --------
    >>> attribution("The trip will be 1,000 miles shorter, officials said.")
    'officials said'
    >>> attribution("It lies 20 km away, according to the ministry.")
    'according to the ministry'
    """
    for pattern in _SAYS:
        found = pattern.search(text)
        if found:
            return found["who"].strip()
    return ""


def _is_adjective(group: Group) -> bool:
    toponym = group.head.toponym
    return toponym is not None and toponym.role == "demonym"


def operand_of(toponym: Toponym) -> Operand:
    """Make an operand of a toponym.

    Parameters
    ----------
    toponym : Toponym
        The toponym.

    Returns
    -------
    Operand
        Named, unless the toponym itself was inferred.
    """
    return Operand(
        text=toponym.text,
        start=toponym.start,
        end=toponym.end,
        feature=toponym.feature,
        toponym=toponym,
        how="implied" if toponym.inferred else "named",
        part=wind_of(toponym.part),
    )


def _groups(sentence: Sentence, toponyms: Sequence[Toponym]) -> Iterator[Group]:
    text, base = sentence.text, sentence.start
    usable = [t for t in toponyms if t.role != "embedded" and not _is_street(t, text, base)]
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
        after = None if described or toponym.role == "demonym" else _AFTER.match(text, end)
        end = after.end() if after else end
        container = None
        if index + 1 < len(usable) and toponym.role != "demonym":
            joined = _joined(text, base, end, toponym, usable[index + 1])
            if joined:
                container, end, skip = joined[0], joined[1], True
        floor = end
        yield Group(operand_of(toponym), container, begin - len(lead) + base, end + base, lead)


def _is_street(toponym: Toponym, text: str, base: int) -> bool:
    named = _NO_PLACE.search(toponym.text)
    return bool(named or _STREET.match(text, toponym.end - base))


def _wind_inside(toponym: Toponym) -> int:
    """Leave the wind of "northwest Iran" in the text where the toponym's span takes it in."""
    found = _CARDINAL.match(toponym.text)
    if not found or not toponym.part:
        return 0
    return found.end()


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
    if toponym.feature is None:
        if "(" in join[0]:
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

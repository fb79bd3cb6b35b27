"""Claims of distance and direction: how they are worded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geo.claims.model import Claim, Operand
from geo.claims.operands import STOP, Found, following, preceding, reference
from geo.claims.outlines import inside
from geo.claims.passage import ADJ, LEN, PLACE, Passage
from geo.claims.story import Story
from geo.claims.winds import WIND, wind_of
from geo.claims.wording import make, overlaps
from geo.claims.world import is_area

__all__ = ["extract"]

_VEHICLE = (
    "away|drive|walk|trip|flight|ride|journey|hike|boat|car|train|bus|further|farther|along|down|up"
    "|out|upstream|downstream|upriver|by|road|air|sea|rail|as|the|crow|flies|inland|offshore"
    "|distance|or so|straight|line|in|a"
)
_TURN = (
    r"(?:(?:due|just|almost|directly|to the|toward the|in the)\s)*"
    rf"(?P<dir>{WIND}(?:erly|wards?|ern)?|[NSEW]{{1,3}}(?=\sof\b))"
)
_DISTANCE = re.compile(
    rf"(?P<len>{LEN})(?:\s?[(\[,]?\s?(?:or|about|some|roughly)?\s?(?P<also>{LEN})\s?[)\],]?)?"
    rf"(?:[\s,-]+(?:{_VEHICLE})\b){{0,5}}[\s,-]*(?:{_TURN})?[\s,]*"
    r"\b(?P<prep>of|from|off|outside of|outside|away from|inside|beyond|short of|into)\s"
)
_LINE = re.compile(
    rf"(?:(?:the|its|their|an?)\s)?(?:(?P<own>{ADJ}|{PLACE})(?:['’]s)?[\s-])?"
    rf"(?:(?!(?:{STOP})\b)[a-z-]+\s){{0,2}}?"
    r"(?P<edge>border|frontier|boundary|coast|coastline|shore|shoreline|coastal)\b"
    rf"(?:\s(?:of|with|between)\s(?:the\s)?(?:[a-z-]+\s){{0,2}}(?P<of>{PLACE}))?",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    rf"(?:\b(?:just|due|immediately|directly|to the|on the|far|well)\s)*"
    rf"\b(?P<dir>{WIND}|[NSEW]{{1,3}})\s(?:side\s)?(?:of|from)\s"
)
_ONWARD = re.compile(
    rf"\bfrom\s(?:the\s)?(?:[a-z]+,?\s){{0,3}}(?P<a>{PLACE}),?\s(?P<dir>{WIND})(?:ward)?s?\s(?:in)?to\s"
    rf"(?:the\s)?(?P<b>{PLACE})"
)
_PAIR = (
    rf"(?:[Ff]rom|[Bb]etween)\s(?:(?!(?:{STOP})\b)[a-z{ADJ[1:-1]}][a-z'’-]*\s){{0,4}}(?P<a>{PLACE})"
    rf"(?:\s(?:airport|station|harbou?r))?,?\s(?:to|and)\s"
    rf"(?:(?!(?:{STOP})\b)[a-z{ADJ[1:-1]}][a-z'’-]*\s){{0,4}}(?P<b>{PLACE})"
)
_MOVE = (
    "is|was|are|were|covers|covered|covering|measures|measured|spans|spanned|runs|ran|stretches"
    "|stretching|a|the|distance|of|by|about|that|which|it|some|journey|trip|route|road|drive|flight"
    "|only|just|roughly|nearly|almost|totals|totaled|is about|exactly|in|all|being|put at|long|at"
    "|pipeline|railway|line|highway|along|course|track|walk|march|ride|crossing|voyage|stage|race"
    "|travel|travelled|traveled|flying|flew|driving|drove|walking|walked|sailing|sailed|rail|air"
)
_ELSEWHERE = (
    rf"(?![\s,]*(?:(?:to\sthe|just|due)\s)?(?:(?:{WIND})\s(?:side\s)?(?:of|from)|off|from|away"
    r"|outside|inside|beyond|short\sof)\b)"
)
"""A length that goes on so is counted from a third place: "from A to B, 60 miles off C"."""
_PAIR_FIRST = re.compile(
    rf"{_PAIR},?(?:\s(?:{_MOVE})\b,?){{0,6}}\s(?:\(\s?)?(?P<len>{LEN}){_ELSEWHERE}"
)
_ON_THE_WAY = re.compile(rf"{_PAIR},\s(?:(?:{_MOVE})\s)*\Z")
"""What goes from one place to another, and not the other, is what stands at the figure."""
_PAIR_LAST = re.compile(
    rf"(?P<len>{LEN})(?:\s?\(\s?(?P<also>{LEN})\s?\))?[\s-](?:(?:{_MOVE})[\s,]+){{0,6}}{_PAIR}"
)
_APART = re.compile(
    rf"(?P<len>{LEN})(?:\sof\s[a-z]+)?\s(?:separates?|separated|separating)\s(?:the\s)?(?P<a>{PLACE})"
    rf"\s(?:from|and)\s(?:the\s)?(?P<b>{PLACE})"
    rf"|(?P<a2>{PLACE})\sand\s(?:the\s)?(?P<b2>{PLACE}),?\s(?:are|is|lie|which are|were)\s"
    rf"(?:[a-z]+\s){{0,2}}?(?P<len2>{LEN})\sapart"
)
_FLIGHT = re.compile(
    r"\b(?:fl(?:y|ew|own|ying|ight|ights|ies)|plane|aircraft|jet|bombers?|air)\b", re.IGNORECASE
)
_GROUND = re.compile(
    r"\b(?:drive|drove|driving|road|highway|walk(?:ed|ing)?|march|train|rail(?:way)?|bus|car|truck"
    r"|trek|hike|cycl\w+|pipeline)\b",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"\b(?:stage|route|pipeline|race|trail|railway|highway|road|track|marathon|canal|river|wall)\b"
    r"|\bcover(?:s|ed|ing)\b",
    re.IGNORECASE,
)
_TRIP = re.compile(r"\b(?:trips?|journeys?|sorties?|missions?|voyages?)\b", re.IGNORECASE)
_STRAIGHT = re.compile(r"as the crow flies|straight line|air miles", re.IGNORECASE)
_ONE_WAY = re.compile(
    r"\b(?:one[- ]way|each way|non-?stop|without a stop|single hop)\b", re.IGNORECASE
)
_RETURN = re.compile(
    r"\b(?:round[- ]trip|there and back|return (?:trip|journey|flight))\b", re.IGNORECASE
)
_AWAY = re.compile(
    rf"(?:(?P<a>{PLACE}),\s(?:which\sis\s|is\s)?)?(?P<len>{LEN})\saway\b(?!\sfrom)"
    rf"(?:,?\s(?:in|at|near|close\sto)\s(?:the\s)?(?P<b>{PLACE}))?"
)
_TOWARD = re.compile(
    rf"(?:(?P<a>{PLACE}),\s|\A[^\w]*)(?P<len>{LEN})\sto\sthe\s(?P<dir>{WIND})\b(?!\sof\b)"
)
_ONTO = re.compile(rf"(?P<len>{LEN})\sto\s(?P<to>(?:the|a|an)\s(?:[a-z-]+\s){{1,3}})from\s")
_PASS = re.compile(r"\b(?:pass|passes|passed|passing)(?:\s(?:just|well|far))?\s\Z")
_OPEN = Operand("", how="implied")
_SIZE = re.compile(r"[\s-]+(?:high|tall|wide|deep|thick|of\s(?:snow|rain)|above\ssea|up\b)")


def extract(passage: Passage, story: Story) -> Iterator[Claim]:
    """Find claims of distance, direction, both, and distance from a coast or border.

    Parameters
    ----------
    passage : Passage
        The sentence.
    story : Story
        The article around it.

    Yields
    ------
    Claim
        In order of appearance.
    """
    taken: list[tuple[int, int]] = []
    last: Found | None = None
    if passage.lengths:
        yield from _pairs(passage, taken)
        for match in _DISTANCE.finditer(passage.mask):
            if overlaps(match.span(), taken):
                continue
            for claim, found, end in _distance(passage, story, match, last):
                last = found
                taken.append((match.start(), end))
                yield claim
        yield from _loose(passage, story, taken)
    for match in _ONWARD.finditer(passage.mask):
        a, b = passage.group(match["a"]).head, passage.group(match["b"]).head
        taken.append(match.span())
        yield make(passage, "direction", match.span(), b, a, direction=wind_of(match["dir"]))
    for match in _DIRECTION.finditer(passage.mask):
        if not overlaps(match.span(), taken):
            yield from _directions(passage, story, match)


def _traits(text: str) -> frozenset[str]:
    tests = {
        "flight": _FLIGHT, "ground": _GROUND, "trip": _TRIP, "straight": _STRAIGHT,
        "one_way": _ONE_WAY, "return": _RETURN,
    }  # fmt: skip
    return frozenset(name for name, pattern in tests.items() if pattern.search(text))


def _pairs(passage: Passage, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    mask = passage.mask
    for pattern in (_PAIR_FIRST, _PAIR_LAST, _APART):
        for match in pattern.finditer(mask):
            if overlaps(match.span(), taken):
                continue
            found = match.groupdict()
            mark = found.get("len") or found.get("len2")
            a, b = (found.get(k) or found.get(f"{k}2") for k in "ab")
            if mark is None or a is None or b is None:
                continue
            taken.append(match.span())
            clause = _clause(mask, match.start(), match.end())
            traits = _traits(clause)
            path = _PATH.search(clause) and not traits & {"flight", "straight"}
            if path and "distance" not in clause:
                traits |= {"path"}
            kind = "route_length" if "path" in traits else "distance"
            heads = passage.group(a).head, passage.group(b).head
            yield make(
                passage, kind, match.span(), *heads, quantity=passage.length(mark), traits=traits
            )
            if found.get("also"):
                yield make(
                    passage, kind, match.span(), *heads,
                    quantity=passage.length(match["also"]), traits=traits | {"conversion"},
                )  # fmt: skip


def _clause(mask: str, start: int, end: int) -> str:
    begin = max(mask.rfind(";", 0, start), mask.rfind(". ", 0, start), start - 80, 0)
    stop = min((i for i in (mask.find(";", end), mask.find(", ", end)) if i >= 0), default=end + 40)
    return mask[begin : min(stop, end + 40)]


def _distance(
    passage: Passage, story: Story, match: re.Match[str], last: Found | None
) -> Iterator[tuple[Claim, Found | None, int]]:
    mask, quantity = passage.mask, passage.length(match["len"])
    wind = wind_of(match["dir"] or "")
    if quantity.metres <= 0 or _SIZE.match(mask, match.end("len")):
        return
    if match["prep"] == "of" and not wind and quantity.hedge != "up to":
        return
    line = _LINE.match(mask, match.end())
    found = _border(passage, line) if line else reference(passage, story, match.end())
    if found is None or (match["prep"] == "off" and not line and found.operand.feature is None):
        return
    edge = _edge(match["prep"], line)
    subject = _subject(passage, story, match.start(), found.end, last)
    named = [f.operand.feature for f in (subject, found) if f is not None]
    proper = re.match(r"(?:the\s)?[A-Z]", found.operand.text)
    if not (any(named) or wind or proper):
        return
    if match["prep"] == "of" and not wind and found.operand.feature is None:
        return
    traits = _traits(mask[max(0, match.start() - 60) : match.end()]) | edge
    kind = "off_coast" if edge else "distance_direction" if wind else "distance"
    operand = subject.operand if subject else None
    span = (match.start(), found.end)
    yield (
        make(passage, kind, span, operand, found.operand, quantity=quantity, direction=wind,
               traits=traits),
        subject,
        found.end,
    )  # fmt: skip
    if match["also"]:
        yield (
            make(passage, "off_coast" if edge else "distance", span, operand, found.operand,
                   quantity=passage.length(match["also"]), traits=traits | {"conversion"}),
            subject,
            found.end,
        )  # fmt: skip


def _loose(passage: Passage, story: Story, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """Find lengths with one end left open: "50 miles away", "250 km to the area from X"."""
    for match in _ONTO.finditer(passage.mask):
        origin = reference(passage, story, match.end())
        if origin is None or origin.operand.feature is None or overlaps(match.span(), taken):
            continue
        words, at = match["to"].strip(), passage.offset(match.start("to"))
        goal = Operand(words, at, at + len(words), how="anaphor")
        taken.append(match.span())
        yield make(passage, "distance", match.span(), goal, origin.operand,
                   quantity=passage.length(match["len"]), traits=_traits(match[0]))  # fmt: skip
    for match in _TOWARD.finditer(passage.mask):
        if not overlaps(match.span(), taken):
            subject = passage.group(match["a"]).head if match["a"] else _OPEN
            taken.append(match.span())
            yield make(passage, "distance_direction", match.span(), subject, _OPEN,
                       quantity=passage.length(match["len"]),
                       direction=wind_of(match["dir"]))  # fmt: skip
    for match in _AWAY.finditer(passage.mask):
        mark = match["a"]
        if overlaps(match.span(), taken) or not (mark or match["b"]):
            continue
        subject = passage.group(mark).head if mark else _OPEN
        yield make(passage, "distance", match.span(), subject, _OPEN,
                   quantity=passage.length(match["len"]))  # fmt: skip


def _edge(prep: str, line: re.Match[str] | None) -> frozenset[str]:
    if line:
        coast = line["edge"].lower() not in {"border", "frontier", "boundary"}
        return frozenset({"coast" if coast else "border"})
    if prep == "off":
        return frozenset({"coast"})
    return frozenset({"border", "inside"}) if prep in {"inside", "into"} else frozenset()


def _border(passage: Passage, line: re.Match[str]) -> Found:
    mark = line["of"] or line["own"]
    if mark:
        return Found(passage.group(mark).head, line.start(), line.end())
    words = passage.text(line.start(), line.end())
    start = passage.offset(line.start())
    return Found(Operand(words, start, start + len(words), how="anaphor"), line.start(), line.end())


def _subject(
    passage: Passage, story: Story, start: int, end: int, last: Found | None
) -> Found | None:
    left = passage.mask[:start]
    if _ON_THE_WAY.search(left):
        return Found(_OPEN, start, start)
    if last is not None and re.search(
        r"(?:\band|\bbut|,)(?:\s(?:about|some|just|only))?\s?\Z", left
    ):
        between = passage.mask[last.end : start]
        if len(between) < 60 and (last.operand.feature is None or " and " in between):
            return last
    if not re.search(r"\w", left):
        ahead = following(passage, end)
        if ahead:
            return ahead
    return preceding(passage, story, start)


def _directions(passage: Passage, story: Story, match: re.Match[str]) -> Iterator[Claim]:
    wind = wind_of(match["dir"])
    other = reference(passage, story, match.end())
    subject = preceding(passage, story, match.start())
    passing = _PASS.search(passage.mask[: match.start()])
    if passing:
        subject = Found(Operand("", how="implied"), match.start(), match.start())
    if not wind or other is None or subject is None:
        return
    ref, named = other.operand.feature, subject.operand.feature
    if ref is None and other.operand.toponym is None:
        return
    if named is None and not subject.placelike and not passing:
        return
    if other.operand == subject.operand or (ref is not None and ref == named):
        return
    span = (match.start(), other.end)
    for operand in _listed(passage, subject):
        part = named is not None and ref is not None and is_area(ref) and inside(named, ref)
        kind = "part_of" if part else "direction"
        yield make(passage, kind, span, operand, other.operand, direction=wind)


_LIST = re.compile(rf"((?:{PLACE},\s)*{PLACE},?\sand\s)\Z")


def _listed(passage: Passage, subject: Found) -> Iterator[Operand]:
    """Take in the places that a list puts before the subject: "A, B and C, south of D"."""
    before = _LIST.search(passage.mask[: subject.start]) if subject.operand.feature else None
    if before:
        for mark in re.findall(PLACE, before[0]):
            yield passage.group(mark).head
    yield replace(subject.operand)

"""Claims of borders: who neighbours whom, what lies near a border, how long a border is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geo.claims import outlines, world
from geo.claims.measures import PRINTED, Answer, ends_of, gone
from geo.claims.model import Claim, Operand, Reading
from geo.claims.operands import Found, main_subject, places_of, preceding
from geo.claims.passage import ADJ, LEN, PLACE, Passage
from geo.claims.story import Story
from geo.claims.wording import LIST, make, overlaps
from geo.gazetteer.feature import Feature
from geo.units import shown

__all__ = ["adjacency", "border_length", "extract"]

TOUCH_M = 2_000.0
"""Gap that the rounding of borders in the data may open between neighbours."""
SEA_M = 100_000.0
"""Gap across a sea at which neighbours are still called so by some: shown as near."""
ON_M = 15_000.0
"""How near to a border a town on the border lies: a house convention."""
NEAR_M = 60_000.0
"""How near to a border a place near the border lies: a house convention."""

_NOUN = r"(?:countr(?:y|ies)|nations?|states?|provinces?|republics?|regions?|governorates?)"
_VERB = re.compile(
    rf"\b(?:borders|border|bordered|bordering|adjoins|abuts|neighbou?rs)\s(?:on\s)?(?:both\s)?"
    rf"(?:the\s)?{LIST}(?!\s(?:border|region|area))",
)
_SHARES = re.compile(
    rf"\bshar(?:e|es|ed|ing)\s(?:[a-z,-]+\s){{0,7}}?(?:borders?|frontiers?)\s(?:[a-z]+\s)?with\s"
    rf"(?:the\s)?(?:[a-z]+\s)?{LIST}"
)
_WITH = re.compile(
    r"\b(?P<rel>on|at|along|near|across|to|toward|towards|from|by|close to|over)\s"
    rf"(?:the|its|their)\s(?:[a-z-]+\s){{0,3}}?(?:border|frontier|boundary)\s(?:line\s)?with\s(?:the\s)?{LIST}"
)
_BETWEEN = re.compile(
    rf"\b(?:border|frontier|boundary)\s(?:[a-z]+\s)?between\s(?:the\s)?(?P<a>{PLACE})\sand\s(?:the\s)?(?P<b>{PLACE})"
)
_PAIR = re.compile(
    rf"(?P<a>{PLACE}|{ADJ})\s?[-–—/]\s?(?P<b>{PLACE}|{ADJ})\s(?:[a-z]+\s)?(?:border|frontier|line)\b"
)
_THE = re.compile(
    rf"\b(?P<rel>near|on|at|along|close to)\sthe\s(?P<ref>{PLACE}|{ADJ})"
    rf"(?:,\s(?:{PLACE}|[A-Z][\w.]*),?)?\s(?:state\s|land\s)?(?:border|frontier|line)\b"
)
_NEIGHBOUR = re.compile(
    rf"(?<!\w)(?P<own>{PLACE}['’]s?\s)?(?:[a-z]+\s)?[Nn]eighbou?r(?:ing|s|\b)"
    rf"(?P<noun>\s{_NOUN})?(?:,?\s(?:such as|including|like|of)\s|,\s|\s)(?:the\s)?{LIST}"
)
_LENGTH = re.compile(
    rf"(?P<len>{LEN})(?:[\s-]long)?,?\s(?:[a-z]+\s){{0,2}}?(?:border|frontier|boundary)\b"
    rf"(?:\s(?:[a-z]+\s){{0,2}}?(?:with|between)\s(?:the\s)?(?P<a>{PLACE})"
    rf"(?:\sand\s(?:the\s)?(?P<b>{PLACE}))?)?"
)
_HAS = re.compile(
    rf"(?P<mark>{PLACE})(?:\s(?:has|have|had|shares?|shared)\s(?:(?:a|an|its)\s)?|['’]s?\s)\Z"
)
_SECTION = re.compile(
    rf"(?P<len>{LEN})[\s-](?:long\s)?(?:section|stretch|strip|part|segment)\sof\s(?:its|the|their)\s"
    r"(?:[a-z]+\s)?(?:border|frontier|boundary)\b"
)
_LARGE = frozenset({"country", "admin1", "region"})


def extract(passage: Passage, story: Story) -> Iterator[Claim]:
    """Find claims about borders and neighbours.

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
    if not re.search(r"border|frontier|eighbo|boundary|adjoin|abut|\sline\b", mask):
        return
    taken: list[tuple[int, int]] = []
    if passage.lengths:
        yield from _lengths(passage, story, taken)
    for pattern in (_BETWEEN, _PAIR):
        for match in pattern.finditer(mask):
            a, b = passage.group(match["a"]).head, passage.group(match["b"]).head
            if _large(a) and _large(b) and a.feature != b.feature:
                taken.append(match.span())
                yield make(passage, "adjacency", match.span(), a, b)
    for pattern in (_VERB, _SHARES, _WITH):
        for match in pattern.finditer(mask):
            if not overlaps(match.span(), taken):
                taken.append(match.span())
                yield from _listed(passage, story, match)
    for match in _THE.finditer(mask):
        main = main_subject(passage)
        subject = Found(main, 0, 0) if main is not None else _before(passage, story, match.start())
        if subject and not overlaps(match.span(), taken):
            near = {"near"} if match["rel"] in {"near", "close to"} else {"on"}
            ref = passage.group(match["ref"]).head
            if _large(ref) and subject.operand.feature != ref.feature:
                yield make(passage, "adjacency", match.span(), subject.operand, ref,
                           traits=frozenset(near))  # fmt: skip
    for match in _NEIGHBOUR.finditer(mask):
        if not overlaps(match.span(), taken):
            yield from _neighbours(passage, story, match)


def _large(operand: Operand) -> bool:
    return operand.feature is not None and operand.feature.kind in _LARGE


def _listed(passage: Passage, story: Story, match: re.Match[str]) -> Iterator[Claim]:
    subject = _before(passage, story, match.start())
    if subject is None:
        return
    relation = match.groupdict().get("rel")
    traits = frozenset({"near" if relation in {"near", "close to"} else "on"}) if relation else None
    for member in places_of(passage, match["list"], match.start("list")):
        if _large(member.operand) and member.operand.feature != subject.operand.feature:
            yield make(
                passage, "adjacency", match.span(), subject.operand, member.operand,
                traits=traits or frozenset(),
            )  # fmt: skip


def _before(passage: Passage, story: Story, at: int) -> Found | None:
    """Find the subject: right before, or the last place of the clause."""
    owner = _HAS.search(passage.mask[:at])
    if owner:
        return Found(passage.group(owner["mark"]).head, owner.start("mark"), owner.end("mark"))
    found = preceding(passage, story, at)
    if found is not None and found.operand.feature is not None:
        return found
    marks = list(re.finditer(PLACE, passage.mask[:at]))
    for mark in reversed(marks):
        between = passage.mask[mark.end() : at]
        if ";" in between or len(between) > 90:
            break
        head = passage.group(mark[0]).head
        if head.toponym is not None and head.toponym.role == "literal" and head.feature:
            return Found(replace(head, how="implied"), mark.start(), mark.end())
    return None


def _neighbours(passage: Passage, story: Story, match: re.Match[str]) -> Iterator[Claim]:
    members = places_of(passage, match["list"], match.start("list"))
    members = [m for m in members if _large(m.operand)]
    if not members or members[0].operand.feature is None:
        return
    kind = members[0].operand.feature.kind
    known = {m.operand.feature for m in members}
    other = passage.group(match["own"][0]).head if match["own"] else None
    if other is None:
        other = _other(passage, match.start(), match.end(), kind, known)
    if other is None:
        start = passage.offset(match.start())
        found = story.last(start, lambda f: f.kind == kind and f not in known)
        other = found or Operand("", -1, -1, how="implied")
    for member in members:
        if member.operand.feature and member.operand.feature.kind == kind:
            yield make(passage, "adjacency", match.span(), member.operand, other)


def _other(
    passage: Passage, start: int, end: int, kind: str, known: set[Feature | None]
) -> Operand | None:
    """Find the other area of that kind in the sentence, before the list or behind it.

    One that "and" joins to what is said of the list is another subject, not the neighbour.
    """
    ahead = re.findall(f"{PLACE}|{ADJ}", passage.mask[:start])[::-1]
    behind = re.findall(rf"(?<!\band\s)(?:{PLACE}|{ADJ})", passage.mask[end:])
    for marks in (ahead, behind):
        for mark in marks:
            head = passage.group(mark).head
            if head.feature and head.feature.kind == kind and head.feature not in known:
                return replace(head, how="implied")
    return None


def _lengths(passage: Passage, story: Story, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    for match in _SECTION.finditer(passage.mask):
        owner = _before(passage, story, match.start())
        taken.append(match.span())
        if owner is not None:
            yield make(passage, "border_length", match.span(), owner.operand,
                       Operand("", how="implied"), quantity=passage.length(match["len"]),
                       traits=frozenset({"section"}))  # fmt: skip
    for match in _LENGTH.finditer(passage.mask):
        a = passage.group(match["a"]).head if match["a"] else None
        b = passage.group(match["b"]).head if match["b"] else None
        if a is not None and b is None:
            found = _before(passage, story, match.start())
            b = a
            a = found.operand if found else None
        taken.append(match.span())
        if a is not None and b is not None and _large(a) and _large(b):
            quantity = passage.length(match["len"])
            yield make(passage, "border_length", match.span(), a, b, quantity=quantity)


def adjacency(claim: Claim) -> Answer:
    """Read whether two areas touch, or a place lies on or near a border.

    Parameters
    ----------
    claim : Claim
        Of kind ``adjacency``.

    Returns
    -------
    Answer
        The gap between the two.
    """
    ends = ends_of(claim)
    if ends is None:
        lonely = _lonely(claim.subject) if claim.reference and not claim.reference.text else None
        lost = gone(("area", claim.subject), ("other area", claim.reference))
        return lonely or Answer(missing=lost)
    a, b = ends
    assert claim.subject is not None
    assert claim.reference is not None
    names = claim.subject.name, claim.reference.name
    both = world.is_area(a) and world.is_area(b)
    if world.is_area(a) and outlines.area_of(a) is None and a.kind != "admin2":
        return Answer(missing=(f"the outline of {a.name}",))
    both = both and outlines.area_of(a) is not None
    found = outlines.gap(a, b) if both else outlines.nearest(world.point(a), b)
    if found is None:
        return Answer(missing=(f"the outline of {a.name} or of {b.name}",))
    away = found[0]
    if both:
        held = "yes" if away <= TOUCH_M else "near" if away <= SEA_M else "no"
        says = {
            "yes": f"{names[0]} and {names[1]} share a border",
            "near": f"{names[0]} and {names[1]} share no land border, {shown(away, 'km')} apart",
            "no": f"{names[0]} and {names[1]} share no border; they are {shown(away, 'km')} apart",
        }[held]
    else:
        limit = NEAR_M if "near" in claim.traits else ON_M
        away = max(0.0, away - (world.spread(a) if a.population else 0.0))
        held = "yes" if away <= limit else "near" if away <= 4 * limit else "no"
        says = f"{names[0]} is {shown(found[0], 'km')} from the border of {names[1]}"
    reading = Reading(
        label="land border" if both else "distance from the border",
        assumptions=("borders as in the data",),
        basis="stated",
        source=PRINTED,
        value_m=found[0],
        uncertainty_m=TOUCH_M if both else world.uncertainty(a),
        holds=held,
        aspect="border",
        function="geo.geodesy.distance of the nearest points",
        points=found[1:],
        constants=(("touch_m", TOUCH_M), ("on_m", ON_M), ("near_m", NEAR_M)),
    )
    return Answer((reading,), reason=f"{says}.")


def _lonely(operand: Operand | None) -> Answer | None:
    """Answer for a country that has no neighbour at all, whichever was meant."""
    feature = operand.feature if operand else None
    if feature is None or feature.kind != "country":
        return None
    found = outlines.next_country(feature)
    if found is None or found[1] <= SEA_M:
        return None
    reading = Reading(
        label="land border",
        assumptions=("with any country at all",),
        basis="stated",
        source=PRINTED,
        value_m=found[1],
        uncertainty_m=TOUCH_M,
        holds="no",
        aspect="border",
        function="geo.geodesy.distance of the nearest points",
        constants=(("sea_m", SEA_M),),
    )
    says = f"{feature.name} has no land border; the nearest country is {found[0]}"
    return Answer((reading,), reason=f"{says}, {shown(found[1], 'km')} away.")


def border_length(claim: Claim) -> Answer:
    """Read the length of a border, which grows with the detail of the map.

    Parameters
    ----------
    claim : Claim
        Of kind ``border_length``.

    Returns
    -------
    Answer
        A band from the border in the data to half as much again; refuted only beyond a factor
        of one and a half either way.
    """
    ends, quantity = ends_of(claim), claim.quantity
    if ends is None or quantity is None:
        return Answer(missing=gone(("area", claim.subject), ("other area", claim.reference)))
    length = outlines.shared(*ends)
    if length is None:
        return Answer(missing=("the length of that border",))
    low, high = length / 1.5, length * 1.5
    inner = quantity.low <= length * 1.15 and quantity.high >= length * 0.95
    fits = quantity.low <= high and low <= quantity.high
    reading = Reading(
        label="border in the data",
        assumptions=("Natural Earth 1:10 million; a finer map gives more",),
        basis="stated",
        source=PRINTED,
        value_m=length,
        uncertainty_m=length / 2,
        holds="yes" if inner else "near" if fits else "no",
        aspect="distance",
        function="geo.geodesy.length",
        constants=(("factor", 1.5),),
    )
    unit = quantity.unit if quantity.unit in {"mi", "km"} else "km"
    says = f"The border is {shown(length, unit)} long on a map of 1:10 million"
    return Answer((reading,), reason=f"{says}; the text says “{quantity.text}”.")

"""Claims of containment: "Aleppo, Syria", "northwest Iran", "the provinces of A, B and C"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geo.claims import outlines, world
from geo.claims.groups import AREA_NOUN, SETTLEMENT
from geo.claims.model import Claim, Operand
from geo.claims.operands import Found, main_subject, places_of
from geo.claims.passage import ADJ, PLACE, Passage
from geo.claims.sectors import lies
from geo.claims.story import Story
from geo.claims.winds import WIND, wind_of
from geo.claims.wording import LIST, make, overlaps
from geo.gazetteer.feature import Feature

__all__ = ["extract"]

_PIECE = r"(?:part|parts|corner|region|regions|end|tip|half|side|area|areas|edge|province|state)"
_PART = re.compile(
    rf"\b(?P<dir>{WIND})(?:ern(?:most)?)?(?:[\s-]|\s{_PIECE}\sof\s(?:the\s)?)(?P<area>{PLACE})"
    rf"(?!['’]s?\s(?:coast|border))|\bthe\s(?:far\s|extreme\s)?(?P<dir2>{WIND})(?:ern\s{_PIECE})?"
    rf"\sof\s(?:the\s)?(?P<area2>{PLACE}|country\b)",
    re.IGNORECASE,
)
_OWN = re.compile(
    rf"(?P<area>{PLACE}|{ADJ}|\bcountry|\bstate)(?:['’]s?)?\s(?:far\s|extreme\s)?"
    rf"(?P<dir>{WIND})(?:ern(?:most)?\s{_PIECE}|\b(?!ern|\s(?:of|from|to)\b))",
    re.IGNORECASE,
)
_DEMONYM = re.compile(
    rf"\b(?P<dir>{WIND})(?:ern)?\s(?P<area>{ADJ})\s"
    rf"(?:(?:[a-z-]+\s){{0,2}}(?:{SETTLEMENT}|{AREA_NOUN})\s(?:of\s)?)?(?P<subject>{PLACE})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?P<subject>{PLACE})(?P<link>,?\s(?:(?:located|situated|is|lies)\s)?(?:deep\s)?(?:in|at|of)?\s?(?:the\s)?|\s?\(|,\s)\Z"
)
_CITY_IN = re.compile(
    rf"(?P<subject>{PLACE})(?:,|\s(?:is|was))\s(?:a|an|the)\s(?:[a-z-]+\s){{0,3}}?"
    rf"(?:{SETTLEMENT}|{AREA_NOUN})\sin\s(?:the\s)?\Z"
)
_UNNAMED = re.compile(
    r"\b(?:(?:a|an|the|some|several)\s)?(?P<noun>(?:[a-z-]+\s)?(?:posts?|bases?|camps?|villages?|towns?"
    r"|cit(?:y|ies)|airfields?|mines?|sites?|fields?))\s(?:[a-z]+ed\s)?in\s(?:the\s)?\Z"
)
_IS_IN = re.compile(
    rf"(?<!with )(?<!and )(?<!or )(?P<a>{PLACE})"
    rf"(?:,\s(?!along|like|unlike|with)[^.;{PLACE[1:-1]}]{{3,60}}?)?,?\s(?:is|was)\s"
    rf"(?:a|an|one\sof\sthe)\s[^.;,{PLACE[1:-1]}]{{0,50}}?\b(?:{SETTLEMENT}|{AREA_NOUN})\s"
    rf"(?:of|in|on)\s(?:the\s)?(?P<b>{PLACE})"
)
_PROVINCES = re.compile(
    r"\b(?:provinces|governorates|states|regions|districts|counties|province|governorate)\sof\s\Z"
)
_WITHIN = re.compile(rf"(?:in\s(?:the\s)?(?P<in>{PLACE})\sin\s(?:the\s)?|the\s(?P<adj>{ADJ})\s)\Z")
_CLOSE = 120
"""Characters within which the only place that fits is the one meant: a house convention."""
_THEN = re.compile(rf",?\sin\s(?P<in>{PLACE})")


def extract(passage: Passage, story: Story) -> Iterator[Claim]:
    """Find claims that a place lies in an area, or in a part of it.

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
    for group in passage.groups:
        if group.container is not None:
            base = passage.sentence.start
            yield Claim(
                "containment", group.head.start, group.container.end, passage.sentence.text,
                group.head, group.container,
                text=passage.sentence.text[group.head.start - base : group.container.end - base],
            )  # fmt: skip
    for match in _IS_IN.finditer(passage.mask):
        a, b = passage.group(match["a"]).head, passage.group(match["b"]).head
        if b.feature is not None and world.is_area(b.feature) and a.feature != b.feature:
            yield make(passage, "containment", match.span(), a, b)
    yield from _provinces(passage, story)
    taken: list[tuple[int, int]] = []
    for pattern in (_DEMONYM, _PART, _OWN):
        for match in pattern.finditer(passage.mask):
            if not overlaps(match.span(), taken):
                for claim in _part(passage, story, match):
                    taken.append(match.span())
                    yield claim


def _provinces(passage: Passage, story: Story) -> Iterator[Claim]:
    for match in re.finditer(LIST, passage.mask):
        members = places_of(passage, match[0], match.start())
        lead = passage.group(passage.mask[members[0].start]).lead
        if not _PROVINCES.search(lead):
            continue
        country = _country(passage, story, match.start(), match.end(), members)
        if country is None:
            continue
        for member in members:
            span = (match.start(), match.end())
            yield make(
                passage, "part_of", span, member.operand, country, traits=frozenset({"province"})
            )


def _country(
    passage: Passage, story: Story, start: int, end: int, members: list[Found]
) -> Operand | None:
    for match in (_WITHIN.search(passage.mask[:start]), _THEN.match(passage.mask, end)):
        if match:
            mark = match["in"] or match.groupdict().get("adj")
            return passage.group(mark).head if mark else None
    codes = {m.operand.feature.country for m in members if m.operand.feature}
    return story.last(passage.offset(start), lambda f: f.kind == "country" and codes == {f.country})


def _part(passage: Passage, story: Story, match: re.Match[str]) -> Iterator[Claim]:
    found = match.groupdict()
    mark, words = found.get("area") or found.get("area2"), found.get("dir") or found.get("dir2")
    if not mark or not words:
        return
    wind = wind_of(words)
    if re.match(f"{PLACE}|{ADJ}", mark):
        area = passage.group(mark).head
    else:
        at = passage.offset(match.start("area" if found.get("area") else "area2"))
        area = story.resolve(f"the {mark}", at)
    if not wind or area.feature is None or not _has_parts(area.feature):
        return
    area = replace(area, part=wind)
    subject = passage.group(found["subject"]).head if found.get("subject") else None
    if subject is None:
        subject = _subject(passage, match.start(), area, wind)
    if subject is None or subject.feature == area.feature:
        return
    yield make(passage, "part_of", match.span(), subject, area, direction=wind)


def _has_parts(feature: Feature) -> bool:
    return world.is_area(feature) and feature.kind not in {"sea", "ocean"}


def _subject(passage: Passage, start: int, area: Operand, wind: str) -> Operand | None:
    assert area.feature is not None
    main = main_subject(passage)
    if main and main.feature not in {None, area.feature} and _within(main, area):
        return main
    before = _BEFORE.search(passage.mask[:start])
    if before:
        head = passage.group(before["subject"]).head
        within = head.feature and outlines.inside(head.feature, area.feature)
        listed = before["link"] == ", " and area.feature.kind in {"continent", "region"}
        if listed:
            return None
        if head.feature is None or within or ("in" in before["link"] and _settled(head.feature)):
            return head
    apposed = _CITY_IN.search(passage.mask[:start])
    if apposed:
        return passage.group(apposed["subject"]).head
    if area.feature.kind not in {"country", "admin1"}:
        return _unnamed(passage, start)
    implied = {
        group.head.feature.id: group.head
        for group in passage.groups
        if group.head.feature is not None
        and abs(group.head.start - passage.offset(start)) < _CLOSE
        and group.head.feature != area.feature
        and group.head.toponym is not None
        and group.head.toponym.role == "literal"
        and outlines.inside(group.head.feature, area.feature)
        and lies(group.head.feature, area.feature, wind)
    }
    if len(implied) == 1:
        return replace(next(iter(implied.values())), how="implied")
    return _unnamed(passage, start)


def _unnamed(passage: Passage, start: int) -> Operand | None:
    found = _UNNAMED.search(passage.mask[:start])
    if found is None:
        return None
    at = passage.offset(found.start("noun"))
    return Operand(found["noun"], at, at + len(found["noun"]))


def _within(operand: Operand, area: Operand) -> bool:
    if operand.feature is None or area.feature is None:
        return False
    return bool(outlines.inside(operand.feature, area.feature))


def _settled(feature: Feature) -> bool:
    return feature.kind in {"city", "admin1", "admin2", "suburb"}

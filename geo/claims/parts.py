"""Claims of containment: "Aleppo, Syria", "northwest Iran", "the provinces of A, B and C"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geo.claims import middles, outlines, world
from geo.claims.bearings import sector
from geo.claims.groups import AREA_NOUN, SETTLEMENT
from geo.claims.measures import CONVENTION, PRINTED, Answer, ends_of, gone
from geo.claims.model import Claim, Operand, Reading
from geo.claims.operands import Found, main_subject, places_of
from geo.claims.passage import ADJ, PLACE, Passage
from geo.claims.story import Story
from geo.claims.verdict import judge
from geo.claims.winds import WIND, deviation, spoken, wind_of
from geo.claims.wording import LIST, make, overlaps
from geo.gazetteer.feature import Feature

__all__ = ["containment", "extract", "part_of"]

THIRD = "in the outer third on that side"
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
        and group.head.feature != area.feature
        and group.head.toponym is not None
        and group.head.toponym.role == "literal"
        and outlines.inside(group.head.feature, area.feature)
        and _lies(group.head.feature, area.feature, wind)
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


def _lies(feature: Feature, area: Feature, wind: str) -> bool:
    return judge(tuple(_sectors(feature, area, wind))) == "supported"


def containment(claim: Claim) -> Answer:
    """Read whether a place lies in an area.

    Parameters
    ----------
    claim : Claim
        Of kind ``containment``, or ``part_of`` without a wind.

    Returns
    -------
    Answer
        One reading.
    """
    ends = ends_of(claim)
    if ends is None:
        return Answer(missing=gone(("subject", claim.subject), ("area", claim.reference)))
    a, b = ends
    reading = _contained(a, b)
    if reading is None:
        return Answer(missing=(f"the outline of {b.name}",))
    assert claim.subject is not None
    assert claim.reference is not None
    name, area = claim.subject.name, claim.reference.feature.name if claim.reference.feature else ""
    held = reading.holds == "yes"
    what = f"{name} ({a.kind} in {_home(a)})"
    if "province" in claim.traits:
        what = (
            f"{name} is a first-level unit of {area}"
            if a.kind == "admin1"
            else f"{name} lies in {area}"
        )
        return Answer((reading,), reason=f"{what}." if held else "")
    return Answer((reading,), reason=f"{what} {'lies' if held else 'does not lie'} in {area}.")


def _home(feature: Feature) -> str:
    return ", ".join(part for part in (feature.admin1, feature.country) if part) or "the data"


def _contained(a: Feature, b: Feature) -> Reading | None:
    within = outlines.inside(a, b)
    if within is None:
        return None
    away = None if within else outlines.nearest(world.point(a), b)
    unsure = world.uncertainty(a) + world.spread(a)
    held = "yes" if within else "borderline" if away and away[0] <= unsure else "no"
    return Reading(
        label="inside",
        assumptions=(f"the point of {a.name}, the borders of {b.name} in the data",),
        basis="stated",
        source=PRINTED,
        value_m=away[0] if away else None,
        uncertainty_m=unsure if away else 0.0,
        holds=held,
        aspect="inside",
        function="geo.gazetteer.area",
        points=(world.point(a),),
    )


def part_of(claim: Claim) -> Answer:
    """Read whether a place lies in a part of an area.

    Parameters
    ----------
    claim : Claim
        Of kind ``part_of``.

    Returns
    -------
    Answer
        Whether it lies inside, and in which wind from the centre of the area.
    """
    if not claim.direction:
        return containment(claim)
    ends = ends_of(claim)
    if ends is None:
        return Answer(missing=gone(("subject", claim.subject), ("area", claim.reference)))
    a, b = ends
    within = _contained(a, b)
    winds = tuple(_sectors(a, b, claim.direction))
    if within is None or not winds:
        return Answer(missing=(f"the outline of {b.name}",))
    return Answer((within, *winds), reason=_part_reason(claim, within, winds))


def _sectors(a: Feature, b: Feature, wind: str) -> Iterator[Reading]:
    """Give the bearing from each centre: 8 winds for northwest, 4 for north, 16 beside them."""
    place = world.point(a)
    half = 45.0 if len(wind) == 1 else 22.5 if len(wind) == 2 else 11.25
    names = {45.0: "4 winds", 22.5: "8 winds", 11.25: "16 winds"}
    for number, (definition, centre) in enumerate(middles.centres(b)):
        azimuth = world.azimuth(centre, place)
        off = deviation(azimuth, wind)
        held = sector(off, 0.1, half)
        if held == "no" and (off <= 90 or middles.is_central(place, b)):
            held = "near"
        third = held != "yes" and number == 0 and middles.outer_third(place, b, wind)
        held = "yes" if third else held
        yield Reading(
            label=f"{names[half]}, {definition}",
            assumptions=(
                f"the middle of {b.name} is the {definition}",
                "seen from there in that wind, or in the outer third on that side",
            ),
            basis="stated" if number == 0 else "conjectured",
            source=PRINTED if number == 0 else CONVENTION,
            holds=held,
            aspect="part",
            saves=number == 0,
            azimuth=azimuth,
            function="geo.geodesy.inverse",
            points=(centre, place),
            constants=(("half_sector_deg", half),),
            note=THIRD if third else "",
        )


def _part_reason(claim: Claim, within: Reading, winds: tuple[Reading, ...]) -> str:
    assert claim.subject is not None
    assert claim.reference is not None
    assert claim.reference.feature is not None
    seen = [reading.azimuth for reading in winds if reading.azimuth is not None]
    name, area = claim.subject.name, claim.reference.feature.name
    if within.holds == "no":
        return f"{name} does not lie in {area}."
    first = seen[0]
    low = min(first + (azimuth - first + 180) % 360 - 180 for azimuth in seen) % 360
    high = max(first + (azimuth - first + 180) % 360 - 180 for azimuth in seen) % 360
    half = winds[0].constants[0][1]
    edge = half - max(deviation(azimuth, claim.direction) for azimuth in seen)
    narrow = ", narrowly" if 0 <= edge < 5 else ""
    count = {45.0: 4, 22.5: 8, 11.25: 16}[half]
    if winds[0].note == THIRD:
        return (
            f"{name} lies in {area}, in its outer third to the {spoken(claim.direction)}, at"
            f" {low:.0f} to {high:.0f} degrees from its middle by {len(seen)} definitions."
        )
    held = {"yes": f"which is {spoken(claim.direction)} on {count} winds{narrow}"}.get(
        winds[0].holds, f"which is not {spoken(claim.direction)} on {count} winds"
    )
    finer = spoken(_sixteen(first))
    beside = f"; on 16 winds it is {finer}" if finer != spoken(claim.direction) else ""
    return (
        f"{name} lies in {area}, at {low:.0f} to {high:.0f} degrees from its middle by"
        f" {len(seen)} definitions, {held}{beside}."
    )


def _sixteen(azimuth: float) -> str:
    from geo import geodesy

    return str(geodesy.wind(azimuth, 16))

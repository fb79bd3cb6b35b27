"""Operands: what stands before and behind a relation word, named or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.claims.groups import AREA_NOUN, SETTLEMENT
from geo.claims.model import Operand
from geo.claims.outlines import inside
from geo.claims.passage import ADJ, PLACE, Passage
from geo.claims.story import Story
from geo.claims.world import is_area

__all__ = ["STOP", "Found", "following", "main_subject", "places_of", "preceding", "reference"]

STOP = (
    "in|on|at|to|from|by|and|or|with|where|when|who|whom|that|which|near|for|between|before|after"
    "|as|is|was|were|are|has|had|have|but|while|across|along|because|if|so|then|said|says"
)
_NAMED = re.compile(
    rf"(?:(?!(?:{STOP})\b)(?:{ADJ}(?:['’]s)?|[a-z][a-z'’-]*)\s){{0,6}}?"
    rf"(?:(?:capital|city|town|village|port),?\s)?(?P<mark>{PLACE})"
)
_UNNAMED = re.compile(
    rf"(?:here|there)\b|(?:the\s)?{ADJ}\s[a-z]+|where\s[^,.;:{PLACE[1:-1]}]{{1,40}}|(?:(?:the|a|an|this|that|its|his|her|their|where|[A-Z][\w'’.]*|there|here)\b)?"
    rf"(?:[ '’-]?(?!(?:{STOP})\b)[\w'’.-]+){{0,5}}"
)
_LINK = re.compile(
    r"(?:[\s,(—–-]|\b(?:which|that|where|is|was|are|were|be|been|being|lies|lay|lying|sits|sat"
    r"|sitting|located|situated|stands|stood|found|only|just|set|based|centered|centred|about"
    r"|some|roughly|nearly|still|now|almost|to|at least|less than|more than|over|at)\b)+\Z"
)
_APPOSED = re.compile(
    rf"(?P<mark>{PLACE}),?\s(?:a|an|the|with\s(?:its|the)|whose|on|along|off|population|home)\s"
    rf"(?:(?!\b(?:who|where|when|while|but|has|had|said)\b)[^;:.(){PLACE[1:-1]}]"
    rf"|(?<=\s){PLACE}\s(?:suburb|border|coast)){{1,70}}\Z"
)
_OWNED = re.compile(rf"(?P<mark>{PLACE}),\s{PLACE}['’]s?\s[^,;:.(){PLACE[1:-1]}]{{1,40}}\Z")
_NOUN_PHRASE = re.compile(
    rf"(?:\b(?i:the|a|an|this|that|his|her|its|their|another)\s)"
    rf"(?:(?!(?:{STOP}|the|a|an)\b)[\w'’-]+\s){{0,4}}[\w'’-]+\Z|[\w'’-]+\Z"
)
_ACTED = re.compile(
    r"\s(?:struck|hit|sank|fell|flew|ran|took\splace|began|broke\sout|occurred|happened|exploded"
    r"|capsized|crashed|landed|died)\Z"
)
_PLACE_NOUN = re.compile(
    rf"\b(?:{SETTLEMENT}|{AREA_NOUN}|sites?|bases?|camps?|airports?|airfields?|farms?|posts?"
    r"|islands?|ports?|fields?|mines?|crossings?|checkpoints?|highways?|roads?|spots?|location"
    r"|beach(?:es)?|valleys?|mountains?|peaks?|lakes?|forests?|parks?|prisons?|plants?|dams?"
    r"|bridges?|stations?|schools?|hospitals?|resorts?|homes?|houses?|reserves?|facility)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """An operand found in a passage.

    Attributes
    ----------
    operand : Operand
        The operand.
    start, end : int
        Its span in the mask.
    placelike : bool
        Whether the words are those of a place, where it has no name.
    """

    operand: Operand
    start: int
    end: int
    placelike: bool = True


def reference(passage: Passage, story: Story, at: int) -> Found | None:
    """Read the operand behind "of" or "from".

    Parameters
    ----------
    passage : Passage
        The sentence.
    story : Story
        The article around it.
    at : int
        Where the operand begins in the mask.

    Returns
    -------
    Found or None
        Without a feature where the words name none; None where there are no words.
    """
    match = _NAMED.match(passage.mask, at)
    if match:
        group = passage.group(match["mark"])
        return Found(group.head, match.start("mark"), match.end())
    match = _UNNAMED.match(passage.mask, at)
    if match is None or not match[0].strip():
        return None
    words = passage.text(match.start(), match.end())
    operand = story.resolve(words, passage.offset(match.start()))
    return Found(operand, match.start(), match.end(), bool(_PLACE_NOUN.search(words)))


def preceding(passage: Passage, story: Story, at: int) -> Found | None:
    """Read the operand before a relation: "X, which lies ..." or "the town is ...".

    Parameters
    ----------
    passage : Passage
        The sentence.
    story : Story
        The article around it.
    at : int
        Where the relation begins in the mask.

    Returns
    -------
    Found or None
        None where nothing stands before it.
    """
    left = passage.mask[:at]
    link = _LINK.search(left)
    left = left[: link.start()] if link else left
    if not left:
        return None
    if re.match(PLACE, left[-1]):
        return _upwards(passage, len(left) - 1)
    near = _APPOSED.search(left) or _OWNED.search(left)
    if near:
        return _upwards(passage, near.start("mark"))
    left = _ACTED.sub("", left)
    match = _NOUN_PHRASE.search(left)
    if match is None:
        return None
    words = passage.text(match.start(), match.end())
    placelike = bool(_PLACE_NOUN.search(words))
    if " " not in words and not placelike and not words[0].isupper():
        return Found(Operand("", how="implied"), match.end(), match.end(), placelike=False)
    operand = story.resolve(words, passage.offset(match.start()))
    return Found(operand, match.start(), match.end(), placelike)


def following(passage: Passage, at: int) -> Found | None:
    """Read the operand behind a relation that opens its sentence: "20 miles from X, in Y".

    Parameters
    ----------
    passage : Passage
        The sentence.
    at : int
        Where the relation ends in the mask.

    Returns
    -------
    Found or None
        None where no place follows at once.
    """
    match = re.compile(
        rf"\s?,\s(?:(?:in|at|near|lies|is|stands|sits)\s)?(?:the\s)?(?P<mark>{PLACE})(?!['’])"
    ).match(passage.mask, at)
    if match is None:
        return None
    return Found(passage.group(match["mark"]).head, match.start("mark"), match.end())


def main_subject(passage: Passage) -> Operand | None:
    """Give the place that a sentence is about: "X is 20 miles west of Y in Z".

    Parameters
    ----------
    passage : Passage
        The sentence.

    Returns
    -------
    Operand or None
        The place that opens it before a verb of being; None where none does.
    """
    match = re.match(rf"(?:The\s)?(?P<mark>{PLACE}),?\s(?:is|was|lies|sits|stands)\b", passage.mask)
    return passage.group(match["mark"]).head if match else None


def places_of(passage: Passage, text: str, at: int) -> list[Found]:
    """List the places of a stretch of the mask: "Benin, Ghana and Niger".

    Parameters
    ----------
    passage : Passage
        The sentence.
    text : str
        The stretch.
    at : int
        Where it begins in the mask.

    Returns
    -------
    list of Found
        In order.
    """
    return [
        Found(passage.group(match[0]).head, at + match.start(), at + match.end())
        for match in re.finditer(PLACE, text)
    ]


def _upwards(passage: Passage, index: int) -> Found:
    """Step from "in Matara district" to the Akuressa that stands before it and lies in it."""
    head = passage.group(passage.mask[index]).head
    place = index
    for earlier in range(index - 1, -1, -1):
        feature = head.feature
        if feature is None or not is_area(feature):
            break
        mark = passage.mask[earlier]
        if not re.match(PLACE, mark):
            continue
        other = passage.group(mark).head
        if other.feature and other.feature != feature and inside(other.feature, feature):
            head, place = other, earlier
    return Found(head, place, place + 1)

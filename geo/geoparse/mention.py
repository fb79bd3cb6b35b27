"""A mention: a span that names a place, with what the words around it say of the place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from geo.geoparse.lexicon import NOTHING, named_as_written
from geo.geoparse.nouns import BASES, FAMILY, PARTS, PLURALS, PREPOSITIONS, SINGULARS
from geo.geoparse.rules import is_dateline
from geo.geoparse.tokens import Tokens
from geo.geoparse.words import Word

__all__ = ["Mention", "mentions"]

_ARTICLES = frozenset({"the", "a", "an"})
_ARMED = frozenset({"air", "military", "naval", "army", "force"})
_STOPS = frozenset(".!?;:") | {"\\n"}
_AND = frozenset({"and", "or", "&"})
_REACH = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A span with its neighbourhood.

    Attributes
    ----------
    text : str
        The words of the span.
    start, end : int
        Span in the clean text.
    first, last : int
        Its first word, and the word after its last.
    demonym : bool
        Whether the recogniser took it for an adjective or a people.
    hint : str
        Family of places that a noun beside it names: ``admin1`` in "the province of X".
    noun : str
        A noun in the singular that the name shares with others ("the A and B Seas"), or stands
        beside it.
    part : str
        The part of the place that is meant.
    base : str
        The facility said to be at the place ("the air base at X"), empty where none.
    link : str
        How the next mention is tied to this one: ``comma``, ``bracket``, ``in``, ``and``, ``near``
        or empty; "from A to B" ties as ``and`` does.
    placed : bool
        Whether a preposition of place stands before it.
    dateline : bool
        Whether the text or a paragraph opens with it.
    """

    text: str
    start: int
    end: int
    first: int
    last: int
    demonym: bool = False
    hint: str = ""
    noun: str = ""
    part: str = ""
    base: str = ""
    link: str = ""
    placed: bool = False
    dateline: bool = False


def mentions(
    text: str,
    tokens: Tokens,
    words: Sequence[Word],
    spans: Sequence[tuple[int, int, bool]],
) -> list[Mention]:
    """Read the neighbourhood of each span.

    Parameters
    ----------
    text : str
        The clean text.
    tokens : Tokens
        Its tokens.
    words : sequence of Word
        The same as words.
    spans : sequence of (start, end, demonym)
        The spans, in order.

    Returns
    -------
    list of Mention
        One a span.
    """
    starts, ends = tokens.starts, tokens.ends
    edges = [
        (bisect_right(ends, start), max(bisect_left(starts, end), bisect_right(ends, start) + 1))
        for start, end, _ in spans
    ]
    links = [_link(words, edges, k) for k in range(len(spans))]
    hints = _hints(words, edges, links)
    made = []
    for k, (start, end, demonym) in enumerate(spans):
        first, last = edges[k]
        hint, noun = hints[k]
        made.append(
            Mention(
                text=text[start:end],
                start=start,
                end=end,
                first=first,
                last=last,
                demonym=demonym,
                hint=hint,
                noun=noun,
                part=_part(words, first),
                base=_base(words, first),
                link=links[k],
                placed=_placed(words, first),
                dateline=is_dateline(words, first, last),
            )
        )
    return made


def _at(words: Sequence[Word], i: int) -> str:
    return words[i].lower if 0 <= i < len(words) else ""


def _link(words: Sequence[Word], edges: Sequence[tuple[int, int]], k: int) -> str:
    """Say how the next mention hangs on this one, from the words between them."""
    if k + 1 == len(edges):
        return ""
    end, start = edges[k][1], edges[k + 1][0]
    if start <= end or start - end > _REACH:
        return "part" if start == end else ""
    between = [words[i].lower for i in range(end, start)]
    plain = [w for w in between if w not in _ARTICLES and w not in PARTS]
    if plain == [","]:
        return "comma"
    if plain[:1] == ["("]:
        return "bracket" if len(plain) == 1 else ""
    if plain == ["to"] and _at(words, edges[k][0] - 1) == "from":
        return "and"
    listed = plain[1:] if plain[:1] == [","] else plain
    if listed and listed[0] in _AND and set(listed[1:]) <= PREPOSITIONS:
        return "and"
    if any(w in _STOPS for w in between):
        return ""
    if "in" in plain[-2:] or plain in (["of"], ["'s"], ["’s"]):
        return "in"
    return "near"


def _hints(
    words: Sequence[Word], edges: Sequence[tuple[int, int]], links: Sequence[str]
) -> list[tuple[str, str]]:
    """Give the kind named beside each mention; the members of a list share theirs."""
    made = [_hint(words, first, last) for first, last in edges]
    for k in range(len(edges) - 1):
        if links[k] in {"comma", "and"} and made[k][2] == "before" and not made[k + 1][0]:
            made[k + 1] = made[k]
    for k in range(len(edges) - 1, 0, -1):
        if links[k - 1] in {"comma", "and"} and made[k][2] == "after" and not made[k - 1][0]:
            made[k - 1] = made[k]
    return [(hint, noun) for hint, noun, _ in made]


def _hint(words: Sequence[Word], first: int, last: int) -> tuple[str, str, str]:
    if last - first > 1:
        own = _at(words, last - 1)
        if own in PLURALS and not _known(words, first, last):
            return PLURALS[own], SINGULARS.get(own, ""), "after"
        if own in FAMILY:
            return FAMILY[own], "", ""
    after = _at(words, last)
    if after in PLURALS:
        return PLURALS[after], SINGULARS.get(after, ""), "after"
    if after in FAMILY:
        return FAMILY[after], after, ""
    before = first - 1
    if _at(words, before) in _ARTICLES:
        before -= 1
    if _at(words, before) == "of":
        noun = _at(words, before - 1)
        if noun in PLURALS:
            return PLURALS[noun], SINGULARS.get(noun, ""), "before"
        if noun in FAMILY:
            return FAMILY[noun], noun, ""
    elif _at(words, first - 1) in {"lake", "mount", "mt.", "river"}:
        noun = _at(words, first - 1)
        return FAMILY[noun], noun, ""
    elif _at(words, first - 1) in {"province", "governorate", "town", "city", "village"}:
        return FAMILY[_at(words, first - 1)], "", ""
    return "", "", ""


def _known(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether the gazetteer has a name whole: "Caspian Seas" are a sea, "United States" not."""
    name = " ".join(word.raw for word in words[first:last])
    return named_as_written(name) != NOTHING


def _part(words: Sequence[Word], first: int) -> str:
    found: list[str] = []
    i = first - 1
    while i >= 0 and len(found) < 2 and words[i].lower in PARTS:
        found.append(PARTS[words[i].lower])
        i -= 1
    if _at(words, first - 1) == "-" and _at(words, first - 2) in PARTS:
        found.append(PARTS[_at(words, first - 2)])
    if _at(words, first - 1) == "of" or (
        _at(words, first - 1) in _ARTICLES and _at(words, first - 2) == "of"
    ):
        at = first - 2 if _at(words, first - 1) == "of" else first - 3
        if _at(words, at) in PARTS and _at(words, at - 1) in _ARTICLES:
            found.append(PARTS[_at(words, at)])
    return " ".join(reversed(found))


def _military(words: Sequence[Word]) -> bool:
    """Say whether the text speaks of a base that aircraft or soldiers use."""
    return any(
        w.lower in {"airbase", "airbases"} or (w.lower == "base" and _at(words, i - 1) in _ARMED)
        for i, w in enumerate(words)
    )


def _base(words: Sequence[Word], first: int) -> str:
    """Find the facility in "the air base, in X" and "the base at X"."""
    i = first - 1
    if _at(words, i) not in {"in", "at", "near", "outside"}:
        return ""
    i -= 1
    if _at(words, i) == ",":
        i -= 1
    noun, before = _at(words, i), _at(words, i - 1)
    if noun == "base" and not (before in _ARMED or (before in _ARTICLES and _military(words))):
        return ""
    return noun if noun in BASES else ""


def _placed(words: Sequence[Word], first: int) -> bool:
    i = first - 1
    while i >= 0 and (words[i].lower in _ARTICLES or words[i].lower in PARTS):
        i -= 1
    return _at(words, i) in PREPOSITIONS

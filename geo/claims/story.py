"""Story: the passages of an article, and what its unnamed places may be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from geo.article import Article, Sentence
from geo.claims.groups import SETTLEMENT, operand_of
from geo.claims.model import Operand
from geo.claims.passage import Passage, make_passage
from geo.claims.winds import WIND
from geo.gazetteer.feature import Feature
from geo.geoparse.toponym import Toponym
from geo.quantities import Quantity, quantities

__all__ = ["Story", "make_story"]

_DATELINE = re.compile(r"[^.\n]{0,50}?(?:\s?[—–]|\s--|\s-\s|\)\s?[-–—])")
_LIES = re.compile(rf"\b(?:lies|is|sits),?\s(?:just\s)?{WIND}\sof\b")
_SURE = 0.6
_NOUN = re.compile(rf"\b(?P<noun>{SETTLEMENT})\Z", re.IGNORECASE)
_COUNTRY = re.compile(r"\b(?:country|nation|republic|kingdom)(?:['’]s)?\Z", re.IGNORECASE)
_PROVINCE = re.compile(r"\b(?:province|state|region|governorate)(?:['’]s)?\Z", re.IGNORECASE)
_NEW = re.compile(r"\A(?:a|an|another|one|some|any|two|three|several|many)\b", re.IGNORECASE)
_Thing = TypeVar("_Thing", Toponym, Quantity)
_HERE = re.compile(r"\A(?:here|(?:in\s)?this\b.*)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Story:
    """An article ready for extraction.

    Attributes
    ----------
    article : Article
        The article.
    toponyms : tuple of Toponym
        Its places, in order.
    passages : tuple of Passage
        Its sentences that hold a place.
    dateline : Operand or None
        Where it was filed.
    """

    article: Article
    toponyms: tuple[Toponym, ...]
    passages: tuple[Passage, ...]
    dateline: Operand | None
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def last(
        self, offset: int, accept: Callable[[Feature], bool], back: int = 600
    ) -> Operand | None:
        """Give the last fitting place before an offset.

        Parameters
        ----------
        offset : int
            Code points from the start of the article.
        accept : callable
            Which features fit.
        back : int
            How many code points to look back.

        Returns
        -------
        Operand or None
            Marked as an anaphor; None where nothing near fits.
        """
        for index in range(bisect_left(self._starts, offset) - 1, -1, -1):
            toponym = self.toponyms[index]
            if offset - toponym.start > back:
                break
            if toponym.role in {"embedded", "metonym"} or toponym.feature is None:
                continue
            if accept(toponym.feature):
                return replace(operand_of(toponym), how="anaphor")
        return None

    def resolve(self, words: str, start: int) -> Operand:
        """Find what words without a name stand for.

        Parameters
        ----------
        words : str
            Such as "the city", "there", "a farm".
        start : int
            Their offset in the article.

        Returns
        -------
        Operand
            With a feature where that is safe, without one otherwise.
        """
        words = words.strip()
        plain = Operand(words, start, start + len(words), how="anaphor")
        found = None if _NEW.match(words) else self._resolve(words, start)
        if found is None:
            return plain
        return replace(plain, feature=found.feature, toponym=found.toponym, how=found.how)

    def _resolve(self, words: str, start: int) -> Operand | None:
        if _HERE.match(words) and self.dateline:
            return replace(self.dateline, how="dateline")
        if words.lower() == "there":
            return self.last(start, lambda f: f.kind in {"city", "suburb", "island"})
        if _NOUN.search(words):
            found = self.last(start, lambda f: f.kind in {"city", "suburb"})
            return found or (self.dateline and replace(self.dateline, how="dateline"))
        if _COUNTRY.search(words):
            return self.last(start, lambda f: f.kind == "country")
        if _PROVINCE.search(words):
            return self.last(start, lambda f: f.kind == "admin1")
        return None


def make_story(article: Article, toponyms: Sequence[Toponym]) -> Story:
    """Prepare an article for extraction.

    Parameters
    ----------
    article : Article
        The article.
    toponyms : sequence of Toponym
        Its places.

    Returns
    -------
    Story
        The story; sentences without a place have no passage.
    """
    lengths = quantities(article.text)
    found = [*toponyms, *_again(article, toponyms, lengths)]
    ordered = tuple(sorted(found, key=lambda t: (t.start, t.end)))
    return Story(
        article=article,
        toponyms=ordered,
        passages=tuple(_passages(article, ordered, lengths)),
        dateline=_dateline(article, ordered),
        _starts=tuple(t.start for t in ordered),
    )


def _again(
    article: Article, toponyms: Sequence[Toponym], lengths: Sequence[Quantity]
) -> Iterator[Toponym]:
    """Find names that are places elsewhere in the story, in sentences that measure something."""
    known = {
        t.text: t
        for t in toponyms
        if t.role == "literal"
        and t.feature is not None
        and t.confidence >= _SURE
        and len(t.text) > 3
    }
    if not known:
        return
    starts = [quantity.start for quantity in lengths]
    names = re.compile(
        r"(?<![\w-])(?:"
        + "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
        + r")(?![\w-])(?!\s[A-Z])"
    )
    covered = sorted((t.start, t.end) for t in toponyms)
    for sentence in article.sentences:
        at = bisect_left(starts, sentence.start)
        if not ((at < len(starts) and starts[at] < sentence.end) or _LIES.search(sentence.text)):
            continue
        for match in names.finditer(article.text, sentence.start, sentence.end):
            before = bisect_left(covered, (match.end(), 0)) - 1
            if before < 0 or covered[before][1] <= match.start():
                yield replace(known[match[0]], start=match.start(), end=match.end())


def _passages(
    article: Article, toponyms: Sequence[Toponym], lengths: Sequence[Quantity]
) -> Iterator[Passage]:
    place = size = 0
    for number, sentence in enumerate(article.sentences):
        here, place = _inside(sentence, toponyms, place)
        found, size = _inside(sentence, lengths, size)
        if here:
            passage = make_passage(sentence, number, here, found)
            if passage:
                yield passage


def _inside(sentence: Sentence, things: Sequence[_Thing], at: int) -> tuple[list[_Thing], int]:
    """Give what of a list lies in a sentence, from a place on, and where the rest begins."""
    end = at
    while end < len(things) and things[end].start < sentence.end:
        end += 1
    inside = [t for t in things[at:end] if t.start >= sentence.start and t.end <= sentence.end]
    return inside, end


def _dateline(article: Article, toponyms: Sequence[Toponym]) -> Operand | None:
    if not toponyms or not article.sentences:
        return None
    first = toponyms[0]
    begin = article.sentences[0].start
    if (
        first.start - begin > 30
        or first.feature is None
        or "\n" in article.text[begin : first.start]
    ):
        return None
    if _DATELINE.match(article.text, first.end) and first.text.isupper():
        return replace(operand_of(first), how="dateline")
    return None

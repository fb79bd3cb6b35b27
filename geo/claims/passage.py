"""Passage: a sentence in which places and lengths are single marks, so that patterns fit kinds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.article import Sentence
from geo.claims.groups import Group, groups_of
from geo.geoparse.toponym import Toponym
from geo.quantities import Quantity

__all__ = ["ADJ", "LEN", "PLACE", "Passage", "attribution", "make_passage"]

PLACE = "[\ue000-\ue7ff]"
"""Character class of a place."""
ADJ = "[\ue800-\uefff]"
"""Character class of a demonym: Syrian, American."""
LEN = "[\uf000-\uf7ff]"
"""Character class of a length."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MOST = 400
_LONGEST = 4000

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
    groups = tuple(groups_of(sentence, toponyms))
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

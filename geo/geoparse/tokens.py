"""Words of a text with their spans; characters that a reader does not see are taken out first."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from operator import add
from sys import intern

from geo.geoparse.wrapping import wraps

__all__ = ["Clean", "Tokens", "clean", "tokenise"]

_SHORT = (
    "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|"
    "Nev|Okla|Ore|Pa|Penn|Tenn|Tex|Vt|Va|Wash|Wis|Wyo|Ont|Alta|Que|Sask|Man|St|Ste|Mt|Ft|Pt|Twp|"
    "Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Cpl|Pvt|Maj|Adm|Rev|Prof|Hon|Jr|Sr|Co|Corp|Inc|"
    "Ltd|Bros|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ave|Blvd|Rd|Dept|Univ|Assn"
)
_TOKEN = re.compile(
    rf"(?:[A-Z]\.){{2,}}|W\. ?Va\.|(?<![\w.])[A-Z]\.(?= ?[A-Z][a-z])|(?:{_SHORT})\.|['’]s\b"
    r"|[^\W_]+(?:['’](?!s\b)[^\W_]+)*"
    r"|\n+|[^\w\s]|_"
)
_CAMEL = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_MARK = r"[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]"
_CLUSTER = re.compile(rf"[\x01-\x7f]+(?!{_MARK})|[\s\S]{_MARK}*")


@dataclass(frozen=True, slots=True)
class Clean:
    """A text as the recogniser reads it, and the way back.

    Attributes
    ----------
    text : str
        The text, composed (NFC), without zero-width characters and carriage returns.
    starts : array of int or None
        For each character its offset in the original text, with the end of it as a last item;
        None where nothing was changed.
    """

    text: str
    starts: array[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span in the original text.

        Parameters
        ----------
        start, end : int
            Span in the clean text.

        Returns
        -------
        tuple of int
            Start and end in the original text, what is not seen left out at the end.
        """
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[len(self.text) + 1 + end]

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """Give the span in the clean text, the way back of `span`.

        Parameters
        ----------
        start, end : int
            Span in the original text.

        Returns
        -------
        tuple of int
            Start and end in the clean text.
        """
        if self.starts is None:
            return start, end
        heads = len(self.text) + 1
        first = bisect_right(self.starts, start, 0, heads) - 1
        last = bisect_right(self.starts, max(start, end - 1), 0, heads)
        return max(first, 0), min(last, len(self.text))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and signs of a text, in order, with their spans.

    Attributes
    ----------
    words : list of str
        Each as written; equal ones are one object.
    starts, ends : array of int
        Their spans.
    """

    words: list[str]
    starts: array[int]
    ends: array[int]


def clean(text: str) -> Clean:
    r"""Take out what a reader does not see, and remember where everything was.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Clean
        The text to read and the map of its offsets.

    Examples
    --------
    >>> made = clean("Zu\u0308rich\r\n")
    >>> made.text, made.span(0, 6)
    ('Zürich\n', (0, 7))
    """
    plain = text.isascii() or (unicodedata.is_normalized("NFC", text) and not _UNSEEN.search(text))
    if plain and "\r" not in text:
        return Clean(text)
    kept: list[str] = []
    starts, ends = array("i"), array("i", [0])
    lines = text.replace("\r\n", "\x00\n").replace("\r", "\n")
    for found in _CLUSTER.finditer(_UNSEEN.sub("\x00", lines)):
        start, end = found.span()
        seen = found.group()
        if seen.isascii() and seen != "\x00":
            kept.append(seen)
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            made = unicodedata.normalize("NFC", seen.replace("\x00", ""))
            kept.append(made)
            starts.extend([start] * len(made))
            ends.extend([end] * len(made))
    starts.append(len(text))
    starts.extend(ends)
    return Clean("".join(kept), starts)


def tokenise(text: str) -> Tokens:
    """Split a text into words and signs.

    Parameters
    ----------
    text : str
        A clean text.

    Returns
    -------
    Tokens
        In order. Line breaks are tokens where they do more than wrap a paragraph; other white
        space is not. A hashtag of several capitalised words is split into them.

    Examples
    --------
    >>> tokenise("Pekin, Ill.'s #NewYork").words
    ['Pekin', ',', 'Ill.', "'s", '#', 'New', 'York']
    """
    words: list[str] = []
    starts = array("i")
    soft, tagged = wraps(text), "#" in text
    for found in _TOKEN.finditer(text):
        start, word = found.start(), found.group()
        if start in soft:
            continue
        if tagged and words and words[-1] == "#" and starts[-1] + 1 == start and _is_tag(word):
            parts = list(_CAMEL.finditer(word))
            words += [intern(part.group()) for part in parts]
            starts.extend(start + part.start() for part in parts)
        else:
            words.append(intern(word))
            starts.append(start)
    return Tokens(words, starts, array("i", map(add, starts, map(len, words))))


def _is_tag(word: str) -> bool:
    return word.isascii() and word.isalnum() and not word.isupper()

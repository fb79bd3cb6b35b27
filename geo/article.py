"""Article: a news story as text, with its sentences; read from a file, standard input or a URL."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

from geo.errors import ArticleError, MissingInput, Unreachable
from geo.files import read_toml, sha256
from geo.text import decode, is_binary, one_line
from geo.webpage import looks_like_html, read_html

__all__ = ["MAX_BYTES", "Article", "Sentence", "looks_english", "parse_article", "read_article"]

MAX_BYTES = 20_000_000
"""Largest article that is read; more is refused in one line."""

_FRONT = re.compile(r"\A\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_LIMIT = 20_000
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_URL = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article.

    Attributes
    ----------
    start, end : int
        Span in code points of `Article.text`, end exclusive, white space around it left out.
    text : str
        ``article.text[start:end]``.
    paragraph : int
        Number of its paragraph, from 0.
    """

    start: int
    end: int
    text: str
    paragraph: int


@dataclass(frozen=True)
class Article:
    """A story, as text that every span refers to.

    Attributes
    ----------
    text : str
        For text and Markdown the decoded file, front matter and CRLF included; for HTML the text
        that was taken from it.
    title, date, source, url : str
        Headline, ISO date, publisher and address, empty where not given.
    path : str
        Where it was read from, as given; empty for text handed over.
    sha256 : str
        Hash of the bytes that were read.
    kind : str
        ``text``, ``markdown`` or ``html``.
    body : int
        Where the story begins in `text`, behind the front matter.
    notes : tuple of str
        What a reader should know about the reading: a guessed encoding, HTML read another way.
    """

    text: str
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    path: str = ""
    sha256: str = ""
    kind: str = "text"
    body: int = 0
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body, in order."""
        return tuple(_sentences(self.text, self.body))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Give the sentence that an offset lies in.

        Parameters
        ----------
        offset : int
            Code points from the start of `text`.

        Returns
        -------
        Sentence or None
            The last sentence that starts at or before the offset; None before the first.
        """
        index = bisect_right(self._starts, offset) - 1
        return self.sentences[index] if index >= 0 else None


def read_article(source: str | Path) -> Article:
    """Read an article from a path, a URL or standard input.

    Parameters
    ----------
    source : str or pathlib.Path
        A path, an ``http://`` or ``https://`` address, or ``"-"`` for standard input. Nothing is
        fetched unless an address is given.

    Returns
    -------
    Article
        The article.

    Raises
    ------
    MissingInput
        Where there is no such file, or it may not be read.
    ArticleError
        Where it is empty, a folder, binary, or larger than `MAX_BYTES`.
    Unreachable
        Where the address does not answer.
    """
    name = str(source)
    if isinstance(source, str) and _URL.match(name):
        data, final = _fetch(name)
        return parse_article(data, path=name, url=final)
    if name == "-" and isinstance(source, str):
        if sys.stdin is None:
            raise MissingInput("cannot read standard input: it is closed")
        return parse_article(_bounded(sys.stdin.buffer, "standard input"), path="-")
    path = Path(source)
    shown = one_line(name)
    try:
        if path.is_dir():
            raise ArticleError(f"{shown} is a folder, not an article")
        with path.open("rb") as file:
            data = _bounded(file, shown)
    except (OSError, ValueError) as error:
        if isinstance(error, ArticleError):
            raise
        why = getattr(error, "strerror", None) or str(error)
        raise MissingInput(f"cannot read {shown}: {one_line(why)}") from error
    return parse_article(data, path=name)


def parse_article(data: bytes, *, path: str = "", url: str = "") -> Article:
    """Make an article of bytes.

    Parameters
    ----------
    data : bytes
        The file as it is.
    path : str
        Where it came from; its ending tells Markdown and HTML.
    url : str
        Its address, where it has one.

    Returns
    -------
    Article
        The article.

    Raises
    ------
    ArticleError
        Where there is no text in it.

    Examples
    --------
    >>> parse_article(b"Paris is 213 miles from London.").sentences[0].end
    31
    """
    shown = one_line(path or "the article")
    if not data.strip():
        raise ArticleError(f"{shown} is empty")
    decoded = decode(data)
    if is_binary(decoded.text):
        raise ArticleError(f"{shown} is not text (binary data)")
    notes = [decoded.note] if decoded.note else []
    ending = Path(path.partition("?")[0]).suffix.lower() if path else ""
    found: dict[str, Any] = {"path": path, "url": url, "sha256": sha256(data)}
    if ending not in {".md", ".markdown", ".txt"} and looks_like_html(decoded.text, ending):
        page = read_html(decoded.text)
        text, body, kind = page.text, 0, "html"
        found |= {"title": page.title, "date": page.date, "source": page.site}
        notes += page.notes
    else:
        text, kind = decoded.text, "markdown" if ending in {".md", ".markdown"} else "text"
        meta, body, warning = _front_matter(text)
        found |= meta
        notes += [warning] if warning else []
    if not _VISIBLE.search(text, body):
        raise ArticleError(f"{shown} has no text in it")
    if not looks_english(text[body:]):
        notes.append("the text does not look English; names may be missed or misread")
    return Article(text=text, kind=kind, body=body, notes=tuple(notes), **found)


def _bounded(file: BinaryIO, shown: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ArticleError(f"{shown} is larger than {MAX_BYTES // 1_000_000} MB")
    return data


def _fetch(url: str) -> tuple[bytes, str]:
    """Fetch an address that the user gave, and give the address that answered in the end."""
    from http.client import HTTPException
    from urllib.request import Request, urlopen

    shown = one_line(url)
    try:
        request = Request(url, headers={"User-Agent": "dateline"})  # noqa: S310 (http and https alone)
        with urlopen(request, timeout=30) as answer:  # noqa: S310
            return _bounded(answer, shown), str(answer.geturl())
    except (OSError, HTTPException, UnicodeError) as error:
        why = getattr(error, "reason", None) or error
        raise Unreachable(f"cannot reach {shown}: {one_line(str(why))}") from error
    except ValueError as error:
        if isinstance(error, ArticleError):
            raise
        raise Unreachable(f"cannot reach {shown}: {one_line(str(error))}") from error


def _front_matter(text: str) -> tuple[dict[str, str], int, str]:
    """Read the TOML between ``+++`` lines: headline, date, source, url."""
    block = _FRONT.match(text[:_FRONT_LIMIT])
    if not block:
        return {}, 0, ""
    try:
        table = read_toml(block.group(1), "the front matter", ArticleError)
    except ArticleError as error:
        return {}, 0, f"{error}; it was read as text"
    keys = {"headline": "title", "title": "title", "date": "date", "source": "source", "url": "url"}
    meta = {
        keys[k]: str(v) for k, v in table.items() if k in keys and not isinstance(v, dict | list)
    }
    return meta, block.end(), ""


_PARAGRAPH = re.compile(r"(?:\r?\n[ \t]*){2,}")
_LINE = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s+[\"'“‘(\[]*[^\Wa-z_])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Cpl|Adm|Rev|Prof|Maj|Brig|Cmdr|Pvt|Hon|"
    r"St|Ste|Mt|Ft|No|Nos|vs|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|"
    r"Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|"
    r"Tex|Vt|Va|Wash|Wis|Wyo|Ont|Alta|Que|Sask|Man)|\b[A-Z](?:\.[A-Z])*)\.\Z"
)


def _sentences(text: str, body: int) -> list[Sentence]:
    """Cut the body into paragraphs, by blank lines or else by lines, and those into sentences."""
    breaks = _PARAGRAPH if _PARAGRAPH.search(text, body) else _LINE
    edges = [body]
    for gap in breaks.finditer(text, body):
        edges += [gap.start(), gap.end()]
    edges.append(len(text))
    found: list[Sentence] = []
    for paragraph, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        cuts = [start, *_cuts(text, start, end), end]
        for a, b in pairwise(cuts):
            piece = text[a:b]
            left = a + len(piece) - len(piece.lstrip())
            right = b - len(piece) + len(piece.rstrip())
            if left < right:
                found.append(Sentence(left, right, text[left:right], paragraph))
    return found


def _cuts(text: str, start: int, end: int) -> list[int]:
    cuts = []
    for stop in _END.finditer(text, start, end):
        before = text[max(start, stop.start() - 12) : stop.start() + 1]
        if text[stop.start()] == "." and _ABBREVIATION.search(before):
            continue
        cuts.append(stop.end())
    return cuts


_COMMON = frozenset(
    "the of and to in a is was that for on with as by at from it be are has have had not he she his"
    " her they their which who will would but this an or were been its said after".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def looks_english(text: str) -> bool:
    """Say whether a text looks English, by its share of the commonest English words.

    Parameters
    ----------
    text : str
        The text; its first 5,000 characters are looked at.

    Returns
    -------
    bool
        False where fewer than one word in twelve is among them, or most letters are not Latin;
        texts of under 20 Latin words are given the benefit of the doubt.

    Examples
    --------
    >>> looks_english("Die Bomber flogen am Dienstag von einem Stützpunkt im Iran nach Syrien, "
    ...               "wie das Ministerium in Moskau am Abend mitteilte und bestätigte.")
    False
    """
    words = _WORD.findall(text[:5000])
    latin = [w for w in words if w[0] < "\u0250"]
    if 2 * len(latin) < len(words):
        return False
    if len(latin) < 20:
        return True
    return 12 * sum(w.lower() in _COMMON for w in latin) >= len(latin)

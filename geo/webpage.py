"""The text of a web page, without what surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

__all__ = ["Page", "looks_like_html", "read_html"]

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|section|main|div|p|h[1-6]|span|table|script)\b",
    re.IGNORECASE,
)
_HIDDEN = frozenset(
    "script style template noscript svg nav footer form button select textarea iframe".split()
)
_BLOCKS = frozenset(
    "p div article section main h1 h2 h3 h4 h5 h6 li ul ol tr table blockquote br hr dd dt"
    " figcaption pre header aside".split()
)
_VOID = frozenset("br hr img input meta link area base col embed source track wbr".split())
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "parsely-pub-date")
_LARGEST = 3_000_000
_UNCLOSED = 200
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from a web page.

    Attributes
    ----------
    text : str
        The story, a paragraph a line.
    title, date, site : str
        Headline, ISO date and name of the site, as the page states them; empty where it does not.
    notes : tuple of str
        Says where the text was not taken the usual way.
    """

    text: str
    title: str = ""
    date: str = ""
    site: str = ""
    notes: tuple[str, ...] = ()


def looks_like_html(text: str, ending: str) -> bool:
    """Say whether text is a web page.

    Parameters
    ----------
    text : str
        The decoded file.
    ending : str
        The ending of its name, such as ``".html"``.

    Returns
    -------
    bool
        True for the endings of HTML, and for text that begins with a tag of a page.

    Examples
    --------
    >>> looks_like_html("<p>Paris</p>", ""), looks_like_html("2 < 3", "")
    (True, False)
    """
    if ending in {".html", ".htm", ".xhtml"}:
        return True
    head = text[:2048].lstrip("\ufeff \t\r\n")
    return head.startswith("<") and bool(_MARKUP.search(head))


def read_html(html: str) -> Page:
    """Take the story out of a web page.

    Parameters
    ----------
    html : str
        The page.

    Returns
    -------
    Page
        Text, title, date and site.

    Notes
    -----
    trafilatura finds the story. Where it returns under half of the text that the standard
    library's parser finds (deep nesting makes lxml lose text without a word), or the page is
    larger than 3 MB, that parser's text is used and `Page.notes` says so. Both take quadratic
    time where tags are opened and never closed, so such a page is stripped of what looks like tags.
    """
    if html.count("<") > 2 * html.count(">") + _UNCLOSED:
        bare = unescape(_TAG.sub("\n", html)).replace("<", " ")
        return Page(bare, notes=("the page is broken; tags were taken out",))
    plain = _Plain()
    plain.feed(html)
    plain.close()
    whole = plain.text()
    notes: tuple[str, ...] = ()
    text = _story(html) if len(html) <= _LARGEST else ""
    if 2 * len(_letters(text)) < len(_letters(whole)):
        text = whole
        notes = ("the story could not be told from the rest of the page; all its text was read",)
    return Page(text, plain.title.strip(), plain.date, plain.site, notes)


def _letters(text: str) -> str:
    return "".join(text.split())


def _story(html: str) -> str:
    from trafilatura import extract

    try:
        text = extract(html, include_comments=False, include_tables=True, deduplicate=False)
    except Exception:  # noqa: BLE001 (whatever it raises on odd pages, the parser's text stands in)
        return ""
    return str(text or "")


class _Plain(HTMLParser):
    """Collects visible text, and what the page says of itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = self.date = self.site = ""
        self._parts: list[str] = []
        self._hidden: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            self._meta({k: v or "" for k, v in attrs})
        if tag == "title":
            self._in_title = not self.title
        elif tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif self._hidden and tag in _HIDDEN:
            if tag in self._hidden:
                del self._hidden[self._hidden.index(tag) :]
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += " ".join(data.split())
        elif not self._hidden:
            self._parts.append(data)

    def _meta(self, attrs: dict[str, str]) -> None:
        name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").lower()
        content = attrs.get("content", "").strip()
        if name == "og:title" and content:
            self.title = content
        elif name == "og:site_name":
            self.site = content
        elif name in _DATES and not self.date and re.match(r"\d{4}-\d{2}-\d{2}", content):
            self.date = content[:10]

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)

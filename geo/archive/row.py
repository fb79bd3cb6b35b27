"""Row: one article of an archive as it was read, or the reason why it could not be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from geo.errors import UsageError
from geo.text import one_line

__all__ = ["ROLES", "BadRow", "Fields", "Row", "check_fields", "guess", "make_row", "whole"]

ROLES = ("text", "id", "title", "date", "source", "url")

_GUESSES: Mapping[str, tuple[str, ...]] = {
    "text": tuple(
        "text body content article maintext main_text full_text fulltext article_text articlebody"
        " article_body story plaintext plain_text raw_text".split()
    ),
    "id": tuple("id _id article_id articleid doc_id document_id uid uuid guid".split()),
    "title": tuple("title headline heading article_title".split()),
    "date": tuple(
        "date published pubdate pub_date publish_date published_at date_published datepublished"
        " publication_date publishedat datetime timestamp created_at".split()
    ),
    "source": tuple("source publisher outlet publication newspaper site domain".split()),
    "url": tuple("url link uri web_url article_url permalink".split()),
}
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of the columns or keys of an archive; an empty one is guessed or not there.

    Attributes
    ----------
    text, id, title, date, source, url : str
        Name of the field that holds the article's text, its id, and so on.
    """

    text: str = ""
    id: str = ""
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An article that can be analysed.

    Attributes
    ----------
    file : str
        The file it stands in, relative to the input.
    number : int
        Line of JSON lines, record of CSV and Parquet, counted from 1; 0 for a file of its own.
    id : str
        The archive's own id, else ``file:number``.
    data : str or bytes
        The text; the bytes of a file of its own, which are decoded where they are analysed.
    title, date, source, url : str
        As the archive gives them, empty where it does not.
    note : str
        What was mended in reading, empty for nothing.
    """

    file: str
    number: int
    id: str
    data: str | bytes
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """What could not be read or analysed, with its place and the reason.

    Attributes
    ----------
    file : str
        The file, relative to the input.
    number : int
        As for `Row`; 0 where the file as a whole is meant.
    reason : str
        One of a few words that can be counted: ``bad-json``, ``no-text``, ``duplicate``, ...
    message : str
        One line for a person.
    id : str
        The archive's id where it was read, else empty.
    """

    file: str
    number: int
    reason: str
    message: str
    id: str = field(default="")


def guess(keys: Iterable[str], wanted: Fields) -> Fields:
    """Find the fields of an archive by their usual names.

    Parameters
    ----------
    keys : iterable of str
        Keys or columns that the first records have.
    wanted : Fields
        What the user named; that is taken as it is.

    Returns
    -------
    Fields
        Names; empty where nothing fits.

    Examples
    --------
    >>> guess(["Headline", "Body", "uid"], Fields())
    Fields(text='Body', id='uid', title='Headline', date='', source='', url='')
    """
    known = {key.casefold().replace("-", "_"): key for key in reversed(list(keys))}
    found = {}
    for role in (f.name for f in fields(Fields)):
        named = getattr(wanted, role)
        found[role] = named or next((known[g] for g in _GUESSES[role] if g in known), "")
    return Fields(**found)


def make_row(
    record: Mapping[str, Any], names: Fields, file: str, number: int, *, limit: int, note: str = ""
) -> Row | BadRow:
    """Make a row of a record, or say why it is none.

    Parameters
    ----------
    record : mapping
        The record as its file gives it.
    names : Fields
        Which key is what.
    file : str
        The file, relative to the input.
    number : int
        Its number there, from 1.
    limit : int
        Greatest number of characters of a text.
    note : str
        What was mended in reading.

    Returns
    -------
    Row or BadRow
        The article, or the reason.

    Examples
    --------
    >>> make_row({"id": 7, "text": " "}, Fields("text", "id"), "a.jsonl", 3, limit=100).reason
    'empty-text'
    """

    def bad(reason: str, message: str, name: str = "") -> BadRow:
        return BadRow(file, number, reason, message, name)

    identity = f"{file}:{number}"
    if names.id:
        given = _plain(record.get(names.id))
        if given is None or not given.strip():
            return bad("no-id", f"the field {names.id!r} is missing or empty")
        identity = given
    if not names.text:
        shown = ", ".join(sorted(map(str, record))[:12])
        return bad("no-text", one_line(f"no field for the text among: {shown}"), identity)
    if names.text not in record:
        return bad("no-text", f"the field {names.text!r} is missing", identity)
    text = record[names.text]
    if text is None:
        return bad("no-text", f"the field {names.text!r} is null", identity)
    if isinstance(text, bytes):
        text = text.decode("utf-8", errors="replace")
    if not isinstance(text, str):
        what = type(text).__name__
        return bad("wrong-type", f"the field {names.text!r} is {what}, not text", identity)
    if not text.strip():
        return bad("empty-text", f"the field {names.text!r} is empty", identity)
    if len(text) > limit:
        return bad("too-large", f"{len(text)} characters; the limit is {limit}", identity)
    rest = {role: _plain(record.get(getattr(names, role))) or "" for role in ROLES[2:]}
    return Row(file, number, identity, whole(text), note=note, **rest)


def _plain(value: Any) -> str | None:
    """Give a short field as text; a list or a table is none."""
    if value is None or isinstance(value, (list, dict)):
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, bytes):
        value = value.decode("utf-8", errors="replace")
    return whole(str(value))[:2000]


def whole(text: str) -> str:
    r"""Replace lone surrogates, which no file can hold; offsets stay what they are.

    Parameters
    ----------
    text : str
        Text as JSON gave it.

    Returns
    -------
    str
        Text that can be encoded.

    Examples
    --------
    >>> whole("a\ud800b")
    'a\ufffdb'
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def check_fields(given: Fields, found: Fields, keys: Iterable[str], file: str) -> None:
    """Refuse a field that the user named and that no record has.

    Parameters
    ----------
    given, found : Fields
        What the user named; what was found.
    keys : iterable of str
        Keys of the first records.
    file : str
        The file.

    Raises
    ------
    UsageError
        Where a named field is not there.
    """
    there = list(keys)
    for role in ROLES:
        name = getattr(given, role)
        if name and name not in there and getattr(found, role) == name:
            shown = one_line(", ".join(sorted(there)[:20]))
            raise UsageError(f"{one_line(file)} has no field {name!r}; it has {shown}")

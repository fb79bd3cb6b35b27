"""Decoding of articles, normalisation of names, escaping of control characters."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Decoded", "decode", "escape_control", "is_binary", "normalise", "one_line"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_MOST_BAD = 0.02
_DETECT_BYTES = 65_536
_LEAST_LETTERS = 12
_HIGH = bytes(range(128, 256))
_NO_CHARSETS = frozenset({"utf-8", "ascii", "utf-7", "idna", "punycode"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of the encoding it was in.

    Attributes
    ----------
    text : str
        The text, byte order mark out, lone surrogates replaced.
    encoding : str
        Python's name of the encoding.
    note : str
        What a reader should know (bytes replaced, encoding guessed); empty where all is plain.
    """

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes) -> Decoded:
    """Turn the bytes of an article into text.

    Parameters
    ----------
    data : bytes
        The file as it is.

    Returns
    -------
    Decoded
        The text, its encoding, and a note where something was guessed or replaced.

    Notes
    -----
    The ladder: byte order mark; strict UTF-8; UTF-16 by the pattern of its zero bytes; UTF-8 with
    at most 2 % of bad bytes, replaced; the charset that the document declares; a detector, for
    Cyrillic and East Asian encodings alone, because on others it guesses badly; Windows-1252.

    Examples
    --------
    >>> decode("Zürich".encode("cp1252")).text
    'Zürich'
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _replacing(data[len(bom) :], name)
    if b"\x00" in data[:1024]:
        wide = _utf16(data)
        if wide:
            return _replacing(data, wide, f"read as {wide} without a byte order mark")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    return _guess(data)


def _guess(data: bytes) -> Decoded:
    lossy = data.decode("utf-8", errors="replace")
    bad = lossy.count("\ufffd")
    high = len(data) - len(data.translate(None, _HIGH))
    if bad <= _MOST_BAD * len(lossy) and high - bad > bad:
        return Decoded(lossy, "utf-8", f"{bad} bytes are not UTF-8 and were replaced")
    name = _declared(data) or _detected(data) or "cp1252"
    return _replacing(data, name, f"not UTF-8; read as {name}")


def _replacing(data: bytes, encoding: str, note: str = "") -> Decoded:
    text = data.decode(encoding, errors="replace")
    bad = text.count("\ufffd")
    if bad:
        replaced = f"{bad} characters could not be read as {encoding} and were replaced"
        note = f"{note}; {replaced}" if note else replaced
    return Decoded(text, encoding, note)


def _utf16(data: bytes) -> str:
    """Name the byte order of UTF-16 text without a mark, or nothing."""
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    half = max(1, len(data[:4096]) // 2)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    if not found:
        return ""
    word = found.group(1)
    try:
        name = codecs.lookup(word.decode("ascii")).name
        honest = word.decode(name) == word.decode("ascii")
    except (LookupError, ValueError):
        return ""
    return name if honest and name not in _NO_CHARSETS and "escape" not in name else ""


def _detected(data: bytes) -> str:
    """Ask the detector, and believe it for Cyrillic and East Asian text alone."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_DETECT_BYTES]).best()
    if best is None:
        return ""
    text = data[:_DETECT_BYTES].decode(best.encoding, errors="replace")
    letters = [c for c in text if c.isalpha() and c > "\x7f"]
    far = sum(1 for c in letters if "\u0400" <= c <= "\u04ff" or "\u3040" <= c <= "\ud7ff")
    return best.encoding if far >= _LEAST_LETTERS and far > 0.8 * len(letters) else ""


def is_binary(text: str) -> bool:
    r"""Say whether decoded text is no text at all.

    Parameters
    ----------
    text : str
        What `decode` gave.

    Returns
    -------
    bool
        True where control and replacement characters make up more than one in twenty.

    Examples
    --------
    >>> is_binary("plain"), is_binary("\x00\x01\x02PK")
    (False, True)
    """
    head = text[:65_536]
    odd = sum(1 for c in head if (c < " " and c not in "\t\n\r\f\v\x1a") or c == "\ufffd")
    return "\x00" in head or odd * 20 > len(head)


def escape_control(text: str) -> str:
    r"""Show what does not print as escapes, so that a terminal obeys none of it.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text, each control, direction mark and other unprintable character but spaces
        written as ``\xNN``, ``\uNNNN`` or ``\UNNNNNNNN``.

    Examples
    --------
    >>> escape_control("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return text if text.isprintable() else "".join(map(_written, text))


def _written(char: str) -> str:
    if char.isprintable() or unicodedata.category(char) == "Zs":
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def one_line(text: str, limit: int = 200) -> str:
    r"""Fold white space, escape control characters and cut what is too long for one line.

    Parameters
    ----------
    text : str
        Any text.
    limit : int
        Greatest number of characters of the result.

    Returns
    -------
    str
        One printable line.

    Examples
    --------
    >>> one_line("two\nlines", limit=6)
    'two l…'
    """
    folded = escape_control(" ".join(text[: 20 * limit].split()))
    return folded if len(folded) <= limit else folded[: limit - 1] + "…"


_DROPPED = ".'’‘ʼʿʾʻʹʺ`′\u200b\u200c\u200d\u2060\ufeff\u00ad\u0640"
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
    | {"þ": "th", "ə": "a", "ŋ": "n", "&": " and "}
    | dict.fromkeys(_DROPPED, "")
)
_ACUTE_ALONE = " \u0301"
_ARTICLE = re.compile(r"\b(?:[ae][lnrstz]|[ae]d|[ae]sh|ul)[-‐‑–](?=\w)")
_ASSIMILATED = re.compile(r"\b[ae](?:(sh|[dnrstz]) (?=\1))")
_BETWEEN = re.compile(r"[\W_]+")
_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
_COMPASS = re.compile(r"\b(north|south) (?=(?:east|west)(?:ern)?\b)")
_WORDS = re.compile(r"\b(?:sainte?|mount|fort)\b|^(?:the )+(?=.)")
_SIMPLE = re.compile(r"[a-z0-9]{2,}(?: [a-z0-9]{2,})+")
_SPECIAL = re.compile(
    r"\b(?:sainte?|mount|fort|the|[ae](?:sh|[dnrstz])|(?:north|south) (?:ea|we)st(?:ern)?)\b"
)
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@lru_cache(maxsize=16_384)
def normalise(name: str) -> str:
    """Give the key under which the gazetteer keeps a name, when it is built and when it is asked.

    Parameters
    ----------
    name : str
        A name as written, in any script.

    Returns
    -------
    str
        Lower case, without accents, full stops and apostrophes, single spaces between words;
        empty where the name has no letter or digit.

    Notes
    -----
    A key's key is itself. One letter that is written in several ways becomes one: accents go
    (NFC, NFD, NFKC and NFKD are the same), ß is ss, & is "and". A leading "the" goes; Saint,
    Mount and Fort are st, mt and ft; single letters are joined (U. S. is us), and so are South
    East and North West. The Arabic article becomes "al" where a hyphen ties it to its noun
    (ez-Zor), and where it has taken on the noun's first letter (Ar Raqqah), so that El Paso and
    As Is stay themselves.

    Examples
    --------
    >>> normalise("Deir ez-Zor"), normalise("Dayr az Zawr"), normalise("São  Paulo")
    ('deir al zor', 'dayr al zawr', 'sao paulo')
    >>> normalise("Washington, D.C."), normalise("Saint Petersburg"), normalise("The U. S.")
    ('washington dc', 'st petersburg', 'us')
    """
    plain = name.isascii()
    if plain and name.isalnum():
        word = name.lower()
        return _SHORT.get(word, word)
    if plain:
        lower = name.lower()
        if _SIMPLE.fullmatch(lower) and not _SPECIAL.search(lower):
            return lower
    text = name.casefold().translate(_PLAIN) if plain else _folded(name)
    text = _BETWEEN.sub(" ", _ARTICLE.sub("al ", text)).strip()
    text = _LETTERS.sub(r"\1", text)
    if " " not in text:
        return _SHORT.get(text, text)
    text = _ASSIMILATED.sub("al ", text)
    text = _COMPASS.sub(r"\1", text)
    return _WORDS.sub(lambda match: _SHORT.get(match.group(), ""), text)


def _folded(name: str) -> str:
    """Fold case, take accents off, and put together again what only one script takes apart.

    What is equal under NFC, NFD, NFKC or NFKD stays equal, because NFKD comes before all else; it
    makes a space and an accent of an acute accent that stands alone, meant as an apostrophe.
    """
    text = unicodedata.normalize("NFKD", name).replace(_ACUTE_ALONE, "").casefold()
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(_PLAIN)
    return text if text.isascii() else unicodedata.normalize("NFC", text)

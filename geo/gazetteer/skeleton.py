"""The consonants of a name, which spellings of one name share."""

from __future__ import annotations

import re
import zlib

__all__ = ["BUCKETS", "bucket", "skeleton"]

BUCKETS = 1 << 16

_ARTICLE = re.compile(r"\bal\b ?")
_PAIRS = (("kh", "h"), ("gh", "g"), ("sh", "s"), ("zh", "s"), ("ch", "s"), ("dh", "d"))
_PAIRS2 = (("th", "t"), ("ph", "f"), ("ck", "k"), ("sch", "s"), ("dj", "j"), ("ts", "s"))
_LETTERS = str.maketrans("cqvzx", "kkfss", "aeiouyhw ")
_DOUBLE = re.compile(r"(.)\1+")


def skeleton(key: str) -> str:
    """Reduce a normalised name to its consonants.

    Parameters
    ----------
    key : str
        What `geo.text.normalise` gave.

    Returns
    -------
    str
        Consonants without doubling, h, w, y and the Arabic article; kh, gh, sh, zh, th as one
        letter each; empty for scripts other than Latin.

    Examples
    --------
    >>> skeleton("deir ezzor") == skeleton("dayr al zawr") == skeleton("deir al zor")
    True
    """
    if not key.isascii():
        return ""
    text = _ARTICLE.sub("", key)
    for pair, letter in _PAIRS:
        text = text.replace(pair, letter)
    for pair, letter in _PAIRS2:
        text = text.replace(pair, letter)
    first = text[:1]
    bones = _DOUBLE.sub(r"\1", text.translate(_LETTERS))
    return "a" + bones if first and first in "aeiou" else bones


def bucket(bones: str) -> tuple[int, int]:
    """Hash consonants to the number of their bucket and a check within it.

    Parameters
    ----------
    bones : str
        What `skeleton` gave.

    Returns
    -------
    tuple of int
        A number below `BUCKETS`, and one below 256.
    """
    code = zlib.crc32(bones.encode())
    return code & (BUCKETS - 1), code >> 24

"""Line breaks that only wrap a paragraph, as in a text of 72 columns."""

from __future__ import annotations

from itertools import pairwise

__all__ = ["wraps"]

_LINE_LEAST = 40
_LINES_LEAST = 2
_SHARE = 0.4
_EVEN_LEAST = 4
_EVEN = 15
_ENDS = frozenset(".!?:;\"'”’)]>|*#")


def wraps(text: str) -> frozenset[int]:
    r"""Find the line breaks that stand where a space could.

    Parameters
    ----------
    text : str
        A clean text.

    Returns
    -------
    frozenset of int
        Offsets of those line breaks; none where the text is not wrapped.

    Notes
    -----
    A break is open where a long line without an end of a sentence meets a line with text. A text is
    wrapped where two in five of its open breaks are followed by a small letter, or where four and
    more of its lines are about as wide: then all of them count, for "New" at the end of a line and
    "York" on the next are one name.

    Examples
    --------
    >>> one = "Ministers of the four countries had flown there\n"
    >>> lines = one + "from Geneva to confer in the city of New\nYork. "
    >>> len(wraps(lines * 4)), len(wraps("A headline of some length without a stop\nParis denied."))
    (8, 0)
    """
    if text.count("\n") < _LINES_LEAST:
        return frozenset()
    opened: list[int] = []
    widths: list[int] = []
    small = 0
    at = 0
    lines = text.split("\n")
    for line, after in pairwise(lines):
        at += len(line) + 1
        own, other = line.strip(), after.lstrip()
        if len(own) >= _LINE_LEAST and other and own[-1] not in _ENDS and other[0].isalnum():
            opened.append(at - 1)
            widths.append(len(own))
            small += other[0].islower()
    even = len(opened) >= _EVEN_LEAST and max(widths) - min(widths) <= _EVEN
    if even or (small >= _LINES_LEAST and small >= _SHARE * len(opened)):
        return frozenset(opened)
    return frozenset()

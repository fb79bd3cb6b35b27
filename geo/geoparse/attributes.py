"""What the words around a word in a capitalised run say about it, as the model's attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.geoparse.runs import Cues, Run, cues, matches
from geo.geoparse.words import Word

__all__ = ["Setting", "contextual", "setting", "whole"]

_NONE = "<>"
_EARLY = 25


@dataclass(frozen=True, slots=True)
class Setting:
    """What a whole text says of the words of its runs.

    Attributes
    ----------
    tags : dict of int to str
        For each word in a name of the gazetteer of two words and more: the class of that name.
    counts : dict
        How the text uses each capitalised word.
    """

    tags: dict[int, str]
    counts: Cues


def setting(words: Sequence[Word], found: Sequence[Run]) -> Setting:
    """Read a whole text for what it says of the words of its runs.

    Parameters
    ----------
    words : sequence of Word
        The words of a text.
    found : sequence of tuple of int
        Its runs.

    Returns
    -------
    Setting
        What `contextual` needs.
    """
    tags: dict[int, str] = {}
    for first, last, name in matches(words, found):
        tags[first] = "B" + name
        for i in range(first + 1, last + 1):
            tags[i] = "I" + name
    return Setting(tags, cues(words, found))


def contextual(words: Sequence[Word], found: Sequence[Run], known: Setting) -> list[list[str]]:
    """Give the attributes of each word of some runs that depend on more than one word.

    Parameters
    ----------
    words : sequence of Word
        The words of a text.
    found : sequence of tuple of int
        Runs of it.
    known : Setting
        What the whole text says.

    Returns
    -------
    list of list of str
        One list a word, runs one after the other.
    """
    made: list[list[str]] = []
    for run in found:
        made.extend(_of_run(words, run, known.tags, known.counts))
    return made


def _of_run(words: Sequence[Word], run: Run, tags: dict[int, str], counts: Cues) -> list[list[str]]:
    first, end = run
    shared, lead, tail = _around(words, run)
    inner = [tags.get(i, "") for i in range(first, end)]
    whole_match = inner[0][:1] == "B" and all(t[:1] == "I" for t in inner[1:])
    full = "F" if whole_match else "p"
    last = words[end - 1]
    made = []
    for i in range(first, end):
        w = words[i]
        row: list[str] = []
        tag = inner[i - first]
        if tag:
            q = tag[0] + full
            row += (f"m={tag}", f"mp={q}", f"mx={q}{w.name}", f"mz={full}{tag}")
        if w.capital:
            _beside(words, i, row)
            if i == first:
                row += [a + w.name for a in lead]
            if i == end - 1:
                row += [a + w.name for a in tail]
            row.append(f"r={min(i - first, 4)},{min(end - 1 - i, 4)}")
            if end - first > 1:
                row.append(f"rg={w.name}|{last.lower}")
            row += shared
            if i < _EARLY:
                row.append(f"d={w.shape}|{i < 3}")
            _counted(counts[w.lower], row)
        made.append(row)
    return made


def _around(words: Sequence[Word], run: Run) -> tuple[list[str], list[str], list[str]]:
    """Attributes shared by the words of a run, and those of its first and of its last word."""
    first, end = run
    n = len(words)
    before = words[first - 1].lower if first else _NONE
    after = words[end].lower if end < n else _NONE
    shared = [f"a={before}", f"o={after}"]
    if first > 1:
        shared.append(f"aa={words[first - 2].lower}_{before}")
    if end + 1 < n:
        shared.append(f"oo={after}_{words[end + 1].lower}")
    if end - first > 1:
        head, last = words[first], words[end - 1]
        shared += (f"f={head.lower}", f"l={last.lower}", f"fl={head.person}|{last.person}")
    lead: list[str] = []
    tail: list[str] = []
    if first > 1 and words[first - 2].capital:
        far = words[first - 2]
        if before == ",":
            lead += (f"k,={far.name}|", f"kw={far.lower}|")
        elif before == "and":
            lead.append(f"k&={far.name}|")
    if end + 1 < n and words[end + 1].capital:
        far = words[end + 1]
        if after == ",":
            tail += (f"t,={far.name}|", f"tw={far.lower}|")
        elif after == "and":
            tail.append(f"t&={far.name}|")
    return shared, lead, tail


def _beside(words: Sequence[Word], i: int, row: list[str]) -> None:
    w = words[i]
    if i:
        near = words[i - 1]
        row += (
            f"1-{near.lower}|{w.lower}",
            f"2-{near.lower}|{w.shape}",
            f"3-{near.lower}|{w.name}",
            f"4-{near.shape}|{w.shape}",
        )
        if near.sense and not near.capital:
            row.append(f"5-{near.sense}|{w.name}")
    if i + 1 < len(words):
        near = words[i + 1]
        row += (
            f"1+{w.lower}|{near.lower}",
            f"2+{w.shape}|{near.lower}",
            f"3+{w.name}|{near.lower}",
            f"4+{w.shape}|{near.shape}",
        )
        if near.sense and not near.capital:
            row.append(f"5+{w.name}|{near.sense}")


def _counted(row: list[int], made: list[str]) -> None:
    total, place, person, long, comma = row
    if total > 1:
        shares = (min(3, 3 * count // total) for count in (place, person, long))
        made.append("v=" + "".join(map(str, shares)))
    made.append(f"q={place > 0}{person > 0}{long > 0}{comma > 0}")


def whole(
    words: Sequence[Word], found: Sequence[Run], around: Sequence[list[str]]
) -> list[list[str]]:
    """Put a word's own attributes and those of its neighbours to the contextual ones.

    Parameters
    ----------
    words : sequence of Word
        The words of a text.
    found : sequence of tuple of int
        The runs.
    around : sequence of list of str
        What `contextual` gave.

    Returns
    -------
    list of list of str
        All attributes of each word of each run: what the training reads.
    """
    n = len(words)
    made = []
    rows = iter(around)
    for first, end in found:
        for i in range(first, end):
            row = list(words[i].attributes[0])
            row += words[i - 1].attributes[1] if i else ["w-=<>"]
            row += words[i + 1].attributes[2] if i + 1 < n else ["w+=<>"]
            if i > 1:
                row += words[i - 2].attributes[3]
            if i + 2 < n:
                row += words[i + 2].attributes[4]
            made.append(row + next(rows))
    return made

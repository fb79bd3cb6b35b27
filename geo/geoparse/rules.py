"""Plain rules beside the chain model: nouns that two names share, company names, buildings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.geoparse.lexicon import NOTHING, is_metonym, is_well_known, named
from geo.geoparse.measured import measured
from geo.geoparse.nouns import PLURALS, SINGULARS
from geo.geoparse.runs import Run
from geo.geoparse.tokens import Tokens
from geo.geoparse.words import Word
from geo.text import normalise

__all__ = [
    "Span", "by_rule", "is_company", "is_dateline", "is_disease", "is_money", "is_person",
    "is_titled",
]  # fmt: skip

Span = tuple[int, int, bool]

_SEAT_WORDS = 2
_NAME_MOST = 4
_COMPANY = frozenset(
    "group inc inc. corp corp. corporation co ltd ltd. llc plc holdings company gmbh".split()
)
_DISEASES = frozenset(
    "virus viruses ebolavirus hantavirus fever encephalitis strain strains variant variants".split()
)
_STRAINS = frozenset("ABCD")
_CITIES = frozenset("Cp")
_NATIONS = frozenset({"C9", "R9"})
_TOWNS = frozenset({"p5", "p6", "p7", "p8", "p9"})
_TITLES = frozenset("mr mrs ms dr prof rev sen rep gov senator".split())


def is_company(words: Sequence[Word], end: int) -> bool:
    """Say whether a name is that of a company: "Group" or "Inc." ends it or follows it.

    Parameters
    ----------
    words : sequence of Word
        The words of the text.
    end : int
        The word after the last of the name.

    Returns
    -------
    bool
        True for "Eurasia" in "Eurasia Group".
    """
    after = words[end] if end < len(words) else words[end - 1]
    return (after.capital and after.lower in _COMPANY) or words[end - 1].lower in _COMPANY


def is_disease(words: Sequence[Word], first: int, end: int) -> bool:
    """Say whether a name is part of what a disease or its germ is called.

    Parameters
    ----------
    words : sequence of Word
        The words of the text.
    first, end : int
        The first word of the name, and the word after its last.

    Returns
    -------
    bool
        True for "Marburg" in "Marburg virus" and for "California" in "A/California/7/2009".
    """
    if end < len(words) and words[end].lower in _DISEASES:
        return True
    before = [w.raw for w in words[max(0, first - 2) : first]]
    return len(before) > 1 and before[1] == "/" and before[0] in _STRAINS


def is_money(tokens: Tokens, end: int) -> bool:
    """Say whether a name is part of a sum of money.

    Parameters
    ----------
    tokens : Tokens
        The tokens of the text.
    end : int
        The token after the last of the name.

    Returns
    -------
    bool
        True for "US" in "US$5 million"; False in "the US $5 million", which may be a payment to it.
    """
    dollar = end < len(tokens.words) and tokens.words[end] == "$"
    return dollar and tokens.ends[end - 1] == tokens.starts[end]


def is_person(words: Sequence[Word], run: Run) -> bool:
    """Say whether a run is the name of a person: a given name leads it and "who" follows.

    Parameters
    ----------
    words : sequence of Word
        The words of the text.
    run : tuple of int
        First word of the run, and the word after its last.

    Returns
    -------
    bool
        True for "Georgia Ellis" in "Georgia Ellis, who wrote the study".
    """
    first, end = run
    if not 1 < end - first <= _NAME_MOST or "F" not in words[first].person:
        return False
    after = [w.lower for w in words[end : end + 2]]
    return after[:1] == ["who"] or after == [",", "who"]


def is_titled(words: Sequence[Word], first: int) -> bool:
    """Say whether a name follows a title, and so is a person's.

    Parameters
    ----------
    words : sequence of Word
        The words of the text.
    first : int
        The first word of the name.

    Returns
    -------
    bool
        True for "Holland" in "Ms. Holland", False for "Dallas" in "12 Oak Dr. Dallas".
    """
    if not first or words[first - 1].lower.rstrip(".") not in _TITLES:
        return False
    return words[first - 1].lower != "dr." or first == 1 or not words[first - 2].capital


def is_dateline(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a paragraph opens "PLACE -", "PLACE, Country (Agency) -" or the like.

    Parameters
    ----------
    words : sequence of Word
        The words of the text.
    first, last : int
        The first word of the name, and the word after its last.

    Returns
    -------
    bool
        True for "ALEPPO" in "ALEPPO, Syria (AP) -".
    """
    if first and words[first - 1].raw[0] != "\n":
        return False
    for i in range(last, min(last + 8, len(words))):
        sign = words[i].raw
        if sign in {"—", "–", "-", "―"}:
            return i > last or words[first].raw.isupper() or first == 0
        if not (words[i].capital or sign in {",", "(", ")", ".", "/"}):
            return False
    return False


def by_rule(words: Sequence[Word], found: Sequence[Run]) -> list[tuple[int, int]]:
    """Find the words that plain rules know to name places.

    Parameters
    ----------
    words : sequence of Word
        The words of a text.
    found : sequence of tuple of int
        The capitalised runs.

    Returns
    -------
    list of (first, end)
        The first word of each, and the word after its last, in order; none overlaps another.

    Notes
    -----
    "the A and B Seas" names two seas. A building that stands for a government is a place wherever
    it is named by itself, and so is a city in capitals that a paragraph opens with, before a dash.
    A distance is measured from a place to a place. Several words that are the whole name of a
    country or a part of the world are that (the European Union is no adjective and a union), and
    so are words joined by a small one that are a town's: Dar es Salaam.
    """
    made = {run for run in measured(words, found) if is_well_known(_name(words[run[0] : run[1]]))}
    for (first, end), (other, last) in zip(found, [*found[1:], (-1, -1)], strict=True):
        if other == end + 1 and _joined(words[first:last]):
            made.add((first, last))
        begin = first + (words[first].lower == "the")
        own = words[begin:end]
        if _stands_for(own) or _is_whole(own) or _datelined(words, (first, end)):
            made.add((begin, end))
        elif end - first > 1:
            made.update(_shared(words, (first, end)))
    return _apart(sorted(made, key=lambda span: (span[0], -span[1])))


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out the spans that begin inside the one before."""
    made: list[tuple[int, int]] = []
    for first, end in spans:
        if not made or first >= made[-1][1]:
            made.append((first, end))
    return made


def _joined(run: Sequence[Word]) -> bool:
    """Say whether words make one name of a country with "and": "Trinidad and Tobago"."""
    if sum(w.lower == "and" for w in run) != 1:
        return False
    return _name(run)[0] == "C"


def _stands_for(run: Sequence[Word]) -> bool:
    """Say whether a run is the name of a building or seat that stands for a government."""
    return 0 < len(run) <= _SEAT_WORDS and is_metonym(_name(run))


def _is_whole(run: Sequence[Word]) -> bool:
    """Say whether a run is the whole of a long name: the European Union, Dar es Salaam."""
    if len(run) <= 1:
        return False
    name = _name(run)
    return name in _NATIONS or (name in _TOWNS and not all(w.capital for w in run))


def _datelined(words: Sequence[Word], run: Run) -> bool:
    """Say whether a run is the city of a dateline."""
    first, end = run
    own = words[first:end]
    if not all(w.raw.isupper() for w in own) or not is_dateline(words, first, end):
        return False
    name = _name(own)
    return name[0] in _CITIES and is_well_known(name)


def _name(run: Sequence[Word]) -> str:
    if len(run) == 1:
        return run[0].name
    return named(normalise(" ".join(w.raw for w in run).replace(" - ", "-")))


def _shared(words: Sequence[Word], run: Run) -> Iterator[tuple[int, int]]:
    """Read "A and B Seas": both are names where the gazetteer has "A Sea" or "B Sea"."""
    first, end = run
    listed = first > 1 and words[first - 1].lower == "and"
    if not listed and _name(words[first:end]) != NOTHING:
        return  # a name of its own: the Solomon Islands
    noun = SINGULARS.get(words[end - 1].lower, "")
    if not noun or PLURALS[words[end - 1].lower] in {"admin1", "admin2", "airfield"}:
        return
    spans = [(first, end - 1)]
    if listed and words[first - 2].capital:
        start = first - 2
        while start and words[start - 1].capital:
            start -= 1
        spans.append((start + (words[start].lower == "the"), first - 1))
    for one, other in spans:
        key = " ".join(w.key for w in words[one:other])
        if named(f"{key} {noun}") != NOTHING:
            yield one, other

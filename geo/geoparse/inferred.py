"""Bases that a text speaks of without their name: "the air base that A set up in B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteer import Feature, candidates, country
from geo.geoparse.choice import Choice
from geo.geoparse.mention import Mention
from geo.geoparse.tokens import Tokens
from geo.geoparse.words import Word

__all__ = ["FOREIGN_AIR_BASES", "Inferred", "infer"]

FOREIGN_AIR_BASES = (
    ("RU", "SY", "Hmeimim Air Base"),
    ("RU", "KG", "Kant Air Base"),
    ("RU", "AM", "Erebuni"),
    ("US", "TR", "Incirlik Air Base"),
    ("US", "QA", "Al Udeid Air Base"),
    ("US", "GL", "Thule Air Base"),
    ("US", "DJ", "Camp Lemonnier"),
    ("US", "IT", "Aviano Air Base"),
    ("US", "PT", "Lajes"),
    ("US", "AE", "Al Dhafra Air Base"),
    ("US", "KW", "Ali Al Salem Air Base"),
    ("US", "IQ", "Al Asad Air Base"),
    ("US", "AF", "Bagram"),
    ("US", "KG", "Manas"),
    ("US", "UZ", "Karshi Khanabad"),
    ("US", "HN", "Soto Cano"),
    ("US", "JO", "Muwaffaq Salti"),
    ("US", "SA", "Prince Sultan Air Base"),
    ("GB", "FK", "Mount Pleasant"),
    ("FR", "DJ", "Ambouli"),
    ("FR", "AE", "Al Dhafra Air Base"),
    ("IN", "TJ", "Farkhor"),
)
"""Who runs an air base in which country, and its name: pairs with one base that the world's press
speaks of; pairs with several (the United States in Germany or Japan) are left out."""

_SETTING_UP = frozenset(
    "established establishes built builds opened opens operates operated runs ran has had uses "
    "used maintains maintained leases leased set keeps kept created occupies occupied".split()
)
_REACH = 4
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class Inferred:
    """A base that the text does not name.

    Attributes
    ----------
    start, end : int
        Span of "air base" in the clean text.
    feature : Feature
        The base.
    confidence : float
        Below that of a name.
    reason : str
        What it was taken from.
    """

    start: int
    end: int
    feature: Feature
    confidence: float
    reason: str


def infer(
    tokens: Tokens,
    words: Sequence[Word],
    found: Sequence[Mention],
    choices: Sequence[Choice],
) -> list[Inferred]:
    """Find the bases that a text tells by who runs them and in which country.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    words : sequence of Word
        The same as words.
    found : sequence of Mention
        The mentions, in order.
    choices : sequence of Choice
        What they were taken for.

    Returns
    -------
    list of Inferred
        In order; empty in most texts.
    """
    made = []
    states = {
        m.first: (k, c.candidates[0].feature.country)
        for k, (m, c) in enumerate(zip(found, choices, strict=True))
        if c.candidates and c.candidates[0].feature.kind == "country"
    }
    for i, w in enumerate(words):
        if w.lower == "airbase":
            start = i
        elif w.lower == "base" and i and words[i - 1].lower == "air":
            start = i - 1
        else:
            continue
        pair = _pair(words, found, states, start, i)
        feature = _base(*pair) if pair else None
        if feature is not None and pair is not None:
            reason = f"not named here: {_said(pair)} is {feature.name}"
            made.append(Inferred(tokens.starts[start], tokens.ends[i], feature, _SURE, reason))
    return made


def _pair(
    words: Sequence[Word],
    found: Sequence[Mention],
    states: dict[int, tuple[int, str]],
    start: int,
    last: int,
) -> tuple[str, str] | None:
    """Read "air base A set up in B" and "the A air base in B" as the pair (A, B)."""
    after = last + 1
    if after < len(words) and words[after].lower in {"that", "which", ","}:
        after += 1
    if after < len(words) and words[after].lower in {"the", "which"}:
        after += 1
    if after in states:
        k, runs = states[after]
        verb = found[k].last
        if verb < len(words) and words[verb].lower in _SETTING_UP:
            host = _host(words, found, states, verb + 1)
            return (runs, host) if host else None
        return None
    before = start - 1
    if before in states and found[states[before][0]].demonym:
        host = _host(words, found, states, last + 1)
        return (states[before][1], host) if host else None
    return None


def _host(
    words: Sequence[Word],
    found: Sequence[Mention],
    states: dict[int, tuple[int, str]],
    at: int,
) -> str:
    for i in range(at, min(at + _REACH, len(words))):
        if words[i].lower in {"in", "near"} and i + 1 < len(words):
            for j in (i + 1, i + 2, i + 3):
                if j in states and not found[states[j][0]].demonym:
                    return states[j][1]
            return ""
        if not words[i].raw[0].isalnum():
            return ""
    return ""


def _said(pair: tuple[str, str]) -> str:
    return f"the air base of {country(pair[0]).name} in {country(pair[1]).name}"


def _base(runs: str, host: str) -> Feature | None:
    for one, other, name in FOREIGN_AIR_BASES:
        if (one, other) == (runs, host):
            for named in candidates(name):
                if named.feature.kind == "airfield" and named.feature.country == host:
                    return named.feature
    return None

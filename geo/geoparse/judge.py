"""Which proposed spans are places: what the model, the document and the gazetteer say together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.doubts import DOUBTS, doubts
from geo.geoparse.lexicon import NOTHING, is_demonym, named_as_written
from geo.geoparse.mention import Mention
from geo.geoparse.recogniser import CHAIN, Proposal, Read
from geo.geoparse.resolver import Look
from geo.geoparse.support import supported
from geo.geoparse.trees import Trees
from geo.geoparse.words import Word

__all__ = ["FACTS", "KEPT", "facts", "judge", "keep"]

Floats = NDArray[np.float32]

_RESOLVED = (
    "score", "share near", "margin", "prior", "people", "people below the largest", "name",
    "alternate", "country", "admin1", "city", "same spelling", "mentions", "rank",
    "country's share", "unit's share", "within 150 km", "nearest", "nearest anchor",
    "names within 80 km", "in the largest country", "hint agrees", "container anywhere",
)  # fmt: skip
FACTS = (
    *CHAIN,
    "times proposed", "same elsewhere", "its words elsewhere", "proposals", "sum", "mean",
    "kind", "people", "known", "first word common", "last word common", "given name",
    "name of a person", "surname", "after a preposition", "dateline", "linked",
    "capitals", "letters", *_RESOLVED,
)  # fmt: skip
"""What the judge of spans goes by; none tells how far down the text a span stands."""

_INSIDE, _INSIDE_MEAN = CHAIN.index("inside, least"), CHAIN.index("inside, mean")
_RESOLVED_AT = [DOUBTS.index(name) for name in _RESOLVED]
_KINDS = "CRAapWrlITF"
KEPT = 0.36
_PLAIN = 0.42
_OPENING = 0.6
_OPENS = frozenset({".", "!", "?", "-", "—", "–", "“", '"'})
_UNKNOWN = -1.0
_KIND = FACTS.index("kind")
_TOWNS = [_KINDS.index(kind) for kind in "CAp"]
_POSSIBLE = 0.35
_BESIDE = 4
_MORE = 1e-6
_RULED = 0.9
_NEVER = -1.0


def judge(read: Read, found: Sequence[Mention], first: Look, trees: Trees) -> list[float]:
    """Estimate of each proposed span whether it is a place.

    Parameters
    ----------
    read : Read
        The text as read.
    found : sequence of Mention
        Its proposals as mentions, in the same order.
    first : Look
        Their options, scored.
    trees : Trees
        The model.

    Returns
    -------
    list of float
        Probabilities.
    """
    made = facts(read, found, first)
    chances = 1.0 / (1.0 + np.exp(-trees.score(made)))
    for k in np.flatnonzero((made[:, _KIND] < _UNKNOWN) & (chances < _OPENING)).tolist():
        if chances[k] < _PLAIN or _opens(read.words, found[k]):
            chances[k] = 0.0
    own = [
        _RULED if proposal.ruled else chance
        for proposal, chance in zip(read.proposals, chances.tolist(), strict=True)
    ]
    own = supported(read.words, found, own)
    return _whole(read.proposals, own, np.isin(made[:, _KIND], _TOWNS).tolist())


def _opens(words: Sequence[Word], mention: Mention) -> bool:
    """Say whether a single word opens a sentence, and so has a capital whatever it is."""
    if mention.last - mention.first > 1:
        return False
    before = words[mention.first - 1].raw if mention.first else "\n"
    return before in _OPENS or before[0] == "\n"


def _whole(
    proposals: Sequence[Proposal], chances: list[float], known: Sequence[bool]
) -> list[float]:
    """Let a name that the gazetteer has whole stand before a part of it: "Port Sudan"."""
    made = chances.copy()
    for k, long in enumerate(proposals):
        if not known[k] or chances[k] < _POSSIBLE or long.ruled:
            continue
        for j in range(max(0, k - _BESIDE), min(len(proposals), k + _BESIDE + 1)):
            part = proposals[j]
            if long.start <= part.start and part.end <= long.end and j != k:
                made[k] = max(made[k], chances[j] + _MORE)
    return made


def keep(proposals: Sequence[Proposal], chances: Sequence[float], least: float = KEPT) -> list[int]:
    """Choose the spans that are places; of those that overlap, the most probable.

    Parameters
    ----------
    proposals : sequence of Proposal
        What was proposed.
    chances : sequence of float
        How probable each is.
    least : float
        Probability under which a span is left out.

    Returns
    -------
    list of int
        Which are kept, in order.
    """
    kept: list[int] = []
    starts: list[int] = []
    for k in sorted(range(len(proposals)), key=lambda k: (-chances[k], k)):
        if chances[k] < least:
            break
        at = bisect_right(starts, proposals[k].start)
        before, after = at - 1, at
        if before >= 0 and proposals[kept[before]].end > proposals[k].start:
            continue
        if after < len(starts) and starts[after] < proposals[k].end:
            continue
        starts.insert(at, proposals[k].start)
        kept.insert(at, k)
    return kept


def facts(read: Read, found: Sequence[Mention], first: Look) -> Floats:
    """Gather what tells whether each proposed span is a place.

    Parameters
    ----------
    read : Read
        The text as read.
    found : sequence of Mention
        Its proposals as mentions, in the same order.
    first : Look
        Their options, scored.

    Returns
    -------
    ndarray of float32, shape (proposals, len(FACTS))
        One row a proposal.
    """
    made = np.zeros((len(found), len(FACTS)), np.float32)
    if not found:
        return made
    own = np.array([p.facts for p in read.proposals])
    end = len(CHAIN)
    made[:, :end] = own
    made[:, end : end + 6] = _elsewhere(found, own[:, _INSIDE], own[:, _INSIDE_MEAN])
    resolved = len(FACTS) - len(_RESOLVED)
    made[:, end + 6 : resolved] = [_alone(read.words, mention) for mention in found]
    of_reading = doubts(first.known, first.scores)[:, _RESOLVED_AT]
    made[:, resolved:] = of_reading[first.known.reading]
    return made


def _elsewhere(
    found: Sequence[Mention], least: NDArray[np.float64], mean: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Tell what the document's other proposals of the same name, or of its words, came to."""
    texts: dict[str, list[float]] = {}
    words: dict[str, list[float]] = {}
    split = [sorted(set(mention.text.split())) for mention in found]
    for k, mention in enumerate(found):
        _add(texts, mention.text, float(mean[k]))
        for word in split[k]:
            _add(words, word, float(least[k]))
    made = np.empty((len(found), 6))
    for k, mention in enumerate(found):
        made[k, 0] = texts[mention.text][0]
        made[k, 1] = _other(texts[mention.text], float(mean[k]))
        made[k, 2] = max((_other(words[word], float(least[k])) for word in split[k]), default=-1.0)
    made[:, 3:] = len(found), least.sum(), least.mean()
    return made


def _add(held: dict[str, list[float]], name: str, value: float) -> None:
    row = held.setdefault(name, [0.0, 0.0])
    row[0] += 1.0
    row[1] += value


def _other(row: list[float], own: float) -> float:
    return (row[1] - own) / (row[0] - 1.0) if row[0] > 1.0 else _NEVER


def _alone(words: Sequence[Word], mention: Mention) -> tuple[float, ...]:
    """Tell what is known of a name by itself and by its place in the text."""
    first, last = words[mention.first], words[mention.last - 1]
    name = named_as_written(mention.text)
    known = name != NOTHING
    return (
        _KINDS.find(name[0]) if known else -2.0,
        is_demonym(name),
        int(name[-1]) if known and name[-1].isdigit() else _NEVER,
        first.common,
        last.common,
        "F" in first.person,
        len(first.person),
        "L" in last.person,
        mention.placed,
        mention.dateline,
        bool(mention.link),
        mention.text.isupper(),
        len(mention.text),
    )

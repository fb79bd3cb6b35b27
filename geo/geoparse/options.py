"""What a name may mean: the gazetteer's features under it and under near variants of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo.gazetteer import candidates
from geo.gazetteer.feature import Feature
from geo.geoparse.nouns import FAMILY, PARTS, WAYS

__all__ = ["BASE_STEP", "Option", "options"]

BASE_STEP = 9
_MOST = 40
_INNER_MOST = 4
_SHORT = {
    "st.": "saint", "st": "saint", "ste.": "sainte", "mt.": "mount", "mt": "mount",
    "ft.": "fort", "ft": "fort", "pt.": "point", "twp.": "township", "co.": "county",
}  # fmt: skip
_LEAD = re.compile(
    r"^(?:the|greater|downtown|metropolitan|metro|city of|town of|village of|state of|province of|"
    r"county of|republic of|upper|lower|old|mainland) ",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Option:
    """A feature that a mention may mean, and how the gazetteer came by it.

    Attributes
    ----------
    feature : Feature
        The feature.
    how : str
        How the name belongs to it.
    prior : float
        The gazetteer's score before any text is read.
    step : int
        0 for the name as written, more for a variant of it; `BASE_STEP` for the facility there.
    """

    feature: Feature
    how: str
    prior: float
    step: int


def options(text: str, noun: str = "", base: str = "") -> tuple[Option, ...]:
    """List what a name may mean, the likeliest first.

    Parameters
    ----------
    text : str
        The name as written.
    noun : str
        A noun that belongs to it ("Sea" in "the A and B Seas"), empty for none.
    base : str
        The facility that is said to be there, empty for none.

    Returns
    -------
    tuple of Option
        Empty where the gazetteer knows neither the name nor a variant.

    Examples
    --------
    >>> options("Aleppo")[0].feature.country
    'SY'
    """
    text = " ".join(text.split())
    found = _named(text, "" if text.lower().endswith(noun) else noun)
    if not base:
        return found
    there = _bases(text, base)
    known = {option.feature.id for option in there}
    return (*there, *(option for option in found if option.feature.id not in known))


def _named(text: str, noun: str) -> tuple[Option, ...]:
    plain = _plain(text)
    if not noun:
        return plain
    kind = FAMILY.get(noun, "")
    before = kind in {"lake", "mountain"}
    longer = [_look(f"{text} {noun}", 0)]
    if before:
        longer.append(_look(f"{noun} {text}", 0))
    return _merged((*longer, plain))


def _plain(text: str) -> tuple[Option, ...]:
    found = _look(text, 0) or _look(_CAMEL.sub(" ", text), 0)
    if found:
        return found
    for step, variant in enumerate(_variants(text), start=1):
        found = _look(variant, step)
        if found:
            return found
    return ()


def _look(name: str, step: int) -> tuple[Option, ...]:
    return tuple(
        Option(named.feature, named.how, named.score, step) for named in candidates(name)[:_MOST]
    )


def _merged(lists: tuple[tuple[Option, ...], ...]) -> tuple[Option, ...]:
    best: dict[str, Option] = {}
    for found in lists:
        for option in found:
            known = best.get(option.feature.id)
            if known is None or known.prior < option.prior:
                best[option.feature.id] = option
    return tuple(sorted(best.values(), key=lambda o: -o.prior))[:_MOST]


def _variants(text: str) -> Iterator[str]:
    """Give other ways in which the gazetteer may keep a name, the nearest first."""
    bare = _POSSESSIVE.sub("", text).strip(" -–—,.#@()[]\"'“”‘’")
    bare = " ".join(bare.split())
    if bare != text:
        yield bare
    words = bare.split(" ")
    full = " ".join(_SHORT.get(word.lower(), word) for word in words)
    if full != bare:
        yield full
    if len(words) > 1 and words[-1].lower().rstrip(".") in WAYS:
        return
    led = _LEAD.sub("", bare)
    if led != bare:
        yield led
    if "," in bare:
        yield bare.split(",")[0]
    if len(words) > 1 and words[0].lower() in PARTS:
        yield " ".join(words[1:])
    if len(words) > 1 and words[-1].lower() in FAMILY:
        yield " ".join(words[:-1])
    if bare.endswith("s") and len(bare) > 4:
        yield bare[:-1]
    if bare.isupper() and len(bare) > 4:
        yield bare.title()
    if "-" in bare:
        yield bare.replace("-", " ")
        yield bare.split("-")[0]
    if "/" in bare:
        yield bare.split("/")[0]
    yield from _inner(words)


def _inner(words: list[str]) -> Iterator[str]:
    """Give the names inside a longer one: "Delhi" in "Delhi High Court"."""
    for size in range(min(len(words) - 1, _INNER_MOST), 0, -1):
        if words[0][:1].isupper():
            yield " ".join(words[:size])
        if words[-size][:1].isupper():
            yield " ".join(words[-size:])


def _bases(text: str, base: str) -> tuple[Option, ...]:
    """Look up airfields that are known by the name of the place that they stand at."""
    nouns = ("airport",) if base == "airport" else ("air base", "airbase")
    found = [_look(f"{text} {noun}", BASE_STEP) for noun in nouns]
    merged = _merged(tuple(found))
    return tuple(option for option in merged if option.feature.kind == "airfield")

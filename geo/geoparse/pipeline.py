"""A text to its toponyms: read, recognise, look around, choose, tell the role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from geo.geoparse.borrowed import WITHIN
from geo.geoparse.chain import Chain, read
from geo.geoparse.choice import Choice, choose
from geo.geoparse.evidence import Background
from geo.geoparse.inferred import Inferred, infer
from geo.geoparse.judge import KEPT, judge, keep
from geo.geoparse.lexicon import is_demonym, named_as_written
from geo.geoparse.mention import Mention, mentions
from geo.geoparse.models import model
from geo.geoparse.recogniser import recognise
from geo.geoparse.resolver import Rankers, look, read_rankers, weigh
from geo.geoparse.roles import role
from geo.geoparse.rules import Span
from geo.geoparse.style import Style, read_style
from geo.geoparse.telephones import dialled
from geo.geoparse.tokens import Clean, Tokens, clean, tokenise
from geo.geoparse.toponym import Candidate, Toponym
from geo.geoparse.trees import Trees, read_trees
from geo.geoparse.words import Word, word

__all__ = ["LEAST", "Models", "shipped", "toponyms"]

LEAST = 0.38
_TELLING = 0.2
"""Confidence under which a toponym stays unresolved: it would more often be wrong than right."""

_CERTAIN = frozenset({"country", "continent", "sea", "ocean", "historical"})


@dataclass(frozen=True, slots=True)
class Models:
    """All that is learnt.

    Attributes
    ----------
    chain : Chain
        Recognises.
    style : Style
        Judges in which country a text is written.
    rankers : Rankers
        Resolve.
    judge : Trees
        Judges which of the spans that the chain proposes are places.
    """

    chain: Chain
    style: Style
    rankers: Rankers
    judge: Trees


@cache
def shipped() -> Models:
    """Read the models that ship with the package, once.

    Returns
    -------
    Models
        The models of ``data/models``.
    """
    return Models(
        read(model("recogniser.npz")),
        read_style(model("style.npz")),
        read_rankers(model("resolver.npz")),
        read_trees(model("judge.npz"), "judge"),
    )


def toponyms(
    whole: str,
    *,
    body: int = 0,
    spans: Iterable[tuple[int, int]] | None = None,
    guess: bool = True,
    least: float = LEAST,
    near: tuple[float, float] | None = None,
    models: Models | None = None,
) -> tuple[Toponym, ...]:
    """Find and resolve the toponyms of a text.

    Parameters
    ----------
    whole : str
        The text as given.
    body : int
        Where the story begins in it.
    spans : iterable of (start, end) or None
        Spans of the names from `body` on, where they are known.
    guess : bool
        Whether the text is searched, not only the spans resolved: bases that are spoken of without
        their name are looked for, and what is too unsure stays unresolved.
    least : float
        Confidence under which a toponym stays unresolved.
    near : tuple of float or None
        Longitude and latitude of a place that the text is about or comes from.
    models : Models or None
        Models other than those that ship, as cross-validation needs them.

    Returns
    -------
    tuple of Toponym
        In order of their spans in `whole`.
    """
    models = models or shipped()
    cleaned = clean(whole[body:] if body else whole)
    source = _Source(whole, body, cleaned)
    if spans is None:
        read = _found(cleaned.text, models, near)
    else:
        read = _given(cleaned.text, _marked(cleaned, spans), models, near)
    made = [
        _toponym(source, read.words, mention, _weighed(choice, chance, least if guess else 0.0))
        for mention, choice, chance in zip(read.found, read.choices, read.chances, strict=True)
    ]
    if guess:
        made += [_base(source, b) for b in infer(read.tokens, read.words, read.found, read.choices)]
        made.sort(key=lambda t: (t.start, t.end))
    return tuple(made)


def _marked(cleaned: Clean, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    limit = len(cleaned.text)
    made = {cleaned.inside(int(span[0]), int(span[1])) for span in spans}
    return sorted((start, end) for start, end in made if 0 <= start < end <= limit)


@dataclass(frozen=True, slots=True)
class _Resolved:
    """A text with its mentions, what each was taken for, and how probably each is a place."""

    tokens: Tokens
    words: list[Word]
    found: list[Mention]
    choices: list[Choice]
    chances: list[float]


def _found(text: str, models: Models, near: tuple[float, float] | None) -> _Resolved:
    """Search a text: propose spans, resolve them, and keep those that prove to be places.

    What just fails to still tells where the rest lies: "Enfield Council" speaks for a London.
    """
    read = recognise(text, models.chain)
    background = Background(models.style.chances(read.words), dialled(text), near)
    found = mentions(text, read.tokens, read.words, [p.span for p in read.proposals])
    first = look(found, background, models.rankers)
    chances = judge(read, found, first, models.judge)
    kept = keep(read.proposals, chances, _TELLING)
    if len(kept) < len(found):
        found = mentions(text, read.tokens, read.words, [read.proposals[k].span for k in kept])
        first = look(found, background, models.rankers)
    choices = choose(found, weigh(first, models.rankers))
    shown = [i for i, k in enumerate(kept) if chances[k] >= KEPT]
    return _Resolved(
        read.tokens,
        read.words,
        [found[i] for i in shown],
        [choices[i] for i in shown],
        [chances[kept[i]] for i in shown],
    )


def _given(
    text: str,
    spans: Sequence[tuple[int, int]],
    models: Models,
    near: tuple[float, float] | None,
) -> _Resolved:
    """Resolve the spans that are given."""
    tokens = tokenise(text)
    words = [word(raw) for raw in tokens.words]
    marked: list[Span] = []
    for start, end in spans:
        name = text[start:end]
        marked.append((start, end, is_demonym(named_as_written(name))))
    found = mentions(text, tokens, words, marked)
    background = Background(models.style.chances(words), dialled(text), near)
    weighed = weigh(look(found, background, models.rankers), models.rankers)
    return _Resolved(tokens, words, found, choose(found, weighed), [1.0] * len(found))


@dataclass(frozen=True, slots=True)
class _Source:
    """The text as given, where its body begins, and the body as it is read."""

    whole: str
    body: int
    cleaned: Clean

    def place(self, start: int, end: int) -> tuple[str, int, int]:
        """Give the words and the span, in the text as given, of a span of the clean text."""
        first, last = self.cleaned.span(start, end)
        first, last = self.body + first, self.body + last
        return self.whole[first:last], first, last


def _weighed(choice: Choice, chance: float, least: float) -> Choice:
    """Take into account that a span may be no place; what is left too unsure is not resolved."""
    sure = choice.confidence * chance
    if sure >= least or not choice.candidates or choice.candidates[0].feature.kind in _CERTAIN:
        return replace(choice, confidence=sure)
    return replace(choice, confidence=0.0, reason=f"not resolved, too unsure: {choice.reason}")


def _toponym(source: _Source, words: Sequence[Word], mention: Mention, choice: Choice) -> Toponym:
    text, start, end = source.place(mention.start, mention.end)
    feature = choice.candidates[0].feature if choice.confidence else None
    return Toponym(
        text=text,
        start=start,
        end=end,
        role=role(words, mention, feature, choice.how),
        feature=feature,
        confidence=round(choice.confidence, 3),
        candidates=choice.candidates,
        part=mention.part,
        inferred=choice.how == WITHIN,
        reason=choice.reason,
    )


def _base(source: _Source, base: Inferred) -> Toponym:
    text, start, end = source.place(base.start, base.end)
    return Toponym(
        text=text,
        start=start,
        end=end,
        feature=base.feature,
        confidence=base.confidence,
        candidates=(Candidate(base.feature, base.confidence, (base.reason,)),),
        inferred=True,
        reason=base.reason,
    )

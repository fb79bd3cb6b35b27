"""Names that the gazetteer lacks: they are taken to lie in what the text names around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from geo.geoparse.blocks import FAMILIES, Block, make_block
from geo.geoparse.mention import Mention
from geo.geoparse.options import Option

__all__ = ["WITHIN", "WITHIN_STEP", "lend"]

WITHIN = "within"
"""How a borrowed option came by the name."""

WITHIN_STEP = 12
_TOP = 3
_FREQUENT = 4
_LENDING = frozenset({"comma", "bracket", "in", "near", "part", "and"})
_SETTLED = frozenset(FAMILIES.index(name) for name in ("admin2", "city", "airfield"))


def lend(found: Sequence[Mention], blocks: Sequence[Block]) -> list[Block]:
    """Give the mentions that have no option those of the mentions around them.

    Parameters
    ----------
    found : sequence of Mention
        The mentions of a document.
    blocks : sequence of Block
        Their options.

    Returns
    -------
    list of Block
        The same, where there was an option; else the options of the mentions tied to this one by
        the words between, and those of the names that the document has most often.
    """
    if all(b.options for b in blocks):
        return list(blocks)
    often = Counter(m.text for m, b in zip(found, blocks, strict=True) if _towns(b))
    sources = {m.text: b for m, b in zip(found, blocks, strict=True)}
    frequent = [sources[name] for name, _ in often.most_common(_FREQUENT)]
    made = []
    for k, (m, b) in enumerate(zip(found, blocks, strict=True)):
        if b.options or m.demonym:
            made.append(b)
            continue
        around = []
        if m.link in _LENDING:
            around.append(blocks[k + 1])
        if k and found[k - 1].link in _LENDING:
            around.append(blocks[k - 1])
        made.append(make_block(_lent([*around, *frequent]), m.text))
    return made


def _towns(b: Block) -> bool:
    return bool(b.options) and int(b.family[0]) in _SETTLED


def _lent(sources: Sequence[Block]) -> tuple[Option, ...]:
    kept: dict[str, Option] = {}
    for source in sources:
        for option in source.options[:_TOP]:
            kept.setdefault(
                option.feature.id, replace(option, how=WITHIN, step=WITHIN_STEP, prior=0.3)
            )
    return tuple(kept.values())

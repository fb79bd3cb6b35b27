"""Options of a run, and the signature of the code and data that it runs with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from geo import __version__
from geo.gazetteer.tables import folder, layers

__all__ = ["ANALYSIS", "FORMAT", "Options", "edition", "signature"]

ANALYSIS = "geo.archive.analysis:analyse_article"
FORMAT = "dateline archive 1"


@dataclass(frozen=True, slots=True)
class Options:
    """What a worker must know to analyse an article.

    Attributes
    ----------
    analysis : str
        ``module:function`` that takes an `Article` and these options and gives rows by table.
    scenario : Scenario or None
        What the stories leave open.
    scenario_sha256 : str
        Hash of its file, empty for none.
    borders : str
        ``un`` or ``de-facto``.
    keep_text : bool
        Whether the articles table has the text.
    limit : int
        Greatest number of bytes of an article.
    seconds : float
        Processor time that one article may take; on the clock, twice as much.
    memory : int
        Bytes that a worker may hold.
    """

    analysis: str = ANALYSIS
    scenario: Any = None
    scenario_sha256: str = ""
    borders: str = "un"
    keep_text: bool = False
    limit: int = 20_000_000
    seconds: float = 60.0
    memory: int = 600_000_000

    def key(self) -> str:
        """Give what of the options decides on the content of a part.

        Returns
        -------
        str
            For hashing; time and memory are left out, because they decide on errors alone.
        """
        shown = (self.analysis, self.scenario_sha256, self.borders, self.keep_text)
        return "\n".join(map(repr, shown))


@lru_cache(maxsize=1)
def edition() -> str:
    """Name the version and the data by a hash, which client and workers must share.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    digest = hashlib.sha256(f"{FORMAT}\n{__version__}\n".encode())
    for place in (*sorted(p for p in folder().iterdir() if p.is_dir()), *layers()):
        listed = place / "HASHES"
        for path in [listed] if listed.is_file() else sorted(place.glob("*.toml")):
            digest.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


@lru_cache(maxsize=1)
def signature() -> str:
    """Name the data and the very code by a hash, so that parts of different ones never mix.

    Returns
    -------
    str
        16 hexadecimal digits, the same on every machine with the same dateline.
    """
    digest = hashlib.sha256(edition().encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        if "_data" not in path.parts:
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]

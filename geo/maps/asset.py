"""Assets: the pinned scripts and styles that are written into every page."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from geo.errors import DataError

__all__ = ["SCRIPTS", "STYLES", "asset", "check_assets", "lean", "story_script", "story_style"]

_FOLDER = Path(__file__).parent / "assets"
_COMMENT = re.compile(r"^\s*/\*.*?\*/\s*$", re.DOTALL | re.MULTILINE)
_MEND = "reinstall dateline (pip install --force-reinstall dateline)"

SCRIPTS = (
    "ground.js",
    "objects.js",
    "popup.js",
    "labels.js",
    "claims.js",
    "controls.js",
    "start.js",
)
STYLES = ("page.css", "map.css")


@lru_cache(maxsize=32)
def asset(name: str) -> str:
    """Read an asset whose hash is listed in ``assets/SHA256SUMS``.

    Parameters
    ----------
    name : str
        File name below ``geo/maps/assets``.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    DataError
        Where it is missing or differs from the listed hash.
    """
    path = _FOLDER / name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} is missing: {_MEND}") from error
    if hashlib.sha256(data).hexdigest() != _sums().get(name):
        raise DataError(f"{path} is damaged (its hash is not the listed one): {_MEND}")
    # A browser reads CRLF as LF, and hashes what it has read.
    return data.decode("utf-8").replace("\r\n", "\n")


@lru_cache(maxsize=1)
def _sums() -> dict[str, str]:
    try:
        lines = (_FOLDER / "SHA256SUMS").read_text("utf-8").splitlines()
    except OSError as error:
        raise DataError(f"{_FOLDER / 'SHA256SUMS'} is missing: {_MEND}") from error
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def check_assets() -> tuple[str, ...]:
    """Read every listed asset once.

    Returns
    -------
    tuple of str
        Their names.

    Examples
    --------
    >>> "leaflet-1.9.3.js" in check_assets()
    True
    """
    names = tuple(sorted(_sums()))
    for name in names:
        if not name.endswith(".png"):
            asset(name)
    return names


def story_script() -> str:
    """Give the page's own script.

    Returns
    -------
    str
        Its files in order, inside one function.
    """
    body = "\n".join(lean(asset(f"story/{name}")) for name in SCRIPTS)
    return f"var dateline=(function(){{'use strict';var D={{}};\n{body}\nreturn D}})();"


def story_style() -> str:
    """Give the page's own styles.

    Returns
    -------
    str
        Style sheets in order.
    """
    return "\n".join(lean(asset(f"story/{name}")) for name in STYLES)


def lean(text: str) -> str:
    r"""Leave out indentation, empty lines and comments that fill whole lines.

    Parameters
    ----------
    text : str
        JavaScript without texts that run over lines, or CSS.

    Returns
    -------
    str
        The same to a browser.

    Examples
    --------
    >>> lean("a {\n  /* why */\n  b: c;\n}")
    'a {\nb: c;\n}'
    """
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))

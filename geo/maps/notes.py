"""Notes: long sources, each written once and referred to by its number."""

from __future__ import annotations

from collections.abc import Iterable

from geo.maps.escape import escape

__all__ = ["notes_html", "notes_of", "refer"]

_SHORT = 48  # characters of a source that stands where it is needed


def notes_of(sources: Iterable[str]) -> tuple[str, ...]:
    """List the long sources, each once.

    Parameters
    ----------
    sources : iterable of str
        Sources as they come.

    Returns
    -------
    tuple of str
        In order of first appearance.
    """
    return tuple(dict.fromkeys(s for s in sources if len(s) > _SHORT))


def refer(source: str, notes: tuple[str, ...]) -> str:
    """Write a source: a short one itself, a long one by its number.

    Parameters
    ----------
    source : str
        Plain text.
    notes : tuple of str
        As `notes_of` gives them.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> refer("the text", ())
    'the text'
    """
    return f"[{notes.index(source) + 1}]" if source in notes else escape(source)


def notes_html(notes: tuple[str, ...]) -> str:
    """Write the list that the numbers refer to.

    Parameters
    ----------
    notes : tuple of str
        As `notes_of` gives them.

    Returns
    -------
    str
        An ``ol`` element; empty where there are none.
    """
    items = "".join(f"<li>{escape(text)}</li>" for text in notes)
    return f'<ol class="refs">{items}</ol>' if items else ""

"""What a terminal sees: streams in UTF-8, errors and warnings as one line, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from geo import __version__
from geo.errors import GeoError, UsageError
from geo.text import one_line

__all__ = ["Interrupted", "run_words", "warn", "write"]


class Interrupted(Exception):
    """Carries an interrupt past the command-line library, which would print its own word."""


def run_words(app: Callable[..., Any], arguments: Sequence[str]) -> NoReturn:
    """Run a command-line application, and end the process.

    Parameters
    ----------
    app : callable
        A typer application.
    arguments : sequence of str
        The words behind its name.

    Raises
    ------
    SystemExit
        Always, with an exit code after sysexits. Every error is one line on standard error; with
        ``--debug`` it is raised instead.
    """
    words = list(arguments)
    options = words[: words.index("--")] if "--" in words else words
    debug = "--debug" in options
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if "--version" in options:
        print(f"dateline {__version__}")
        sys.exit(0)
    if not debug:
        _quiet()
    kept = [w for w in words[: len(options)] if w != "--debug"] + words[len(options) :]
    try:
        code = app(kept or ["--help"], standalone_mode=False, prog_name="geo")
    except Exception as error:
        if debug:
            raise
        line, code = _last_words(error)
        print(f"geo: {line}", file=sys.stderr)
    sys.exit(code if isinstance(code, int) else 0)


def _quiet() -> None:
    """Keep the log and the warnings of libraries off a terminal; our own become a line each."""
    import logging
    import warnings

    def show(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
        if category.__module__.startswith("geo."):
            warn([str(message)])

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("always")
    warnings.showwarning = show


def _last_words(error: Exception) -> tuple[str, int]:
    if isinstance(error, GeoError):
        return one_line(str(error), 400), error.exit_code
    if isinstance(error, Interrupted):
        return "interrupted", 130
    said = getattr(error, "format_message", None)
    if said is not None:
        return one_line(f"{said()} (geo --help)", 400), UsageError.exit_code
    if isinstance(error, MemoryError):
        return "out of memory", GeoError.exit_code
    what = one_line(f"{type(error).__name__}: {error}", 300)
    return f"a bug, please report it: {what} (--debug shows where)", GeoError.exit_code


def warn(notes: Sequence[str]) -> None:
    """Print warnings, a line each, on standard error.

    Parameters
    ----------
    notes : sequence of str
        What a reader should know.
    """
    for note in notes:
        print(f"geo: warning: {one_line(note, 400)}", file=sys.stderr)


def write(text: str) -> None:
    """Print a result on standard output, whole lines.

    Parameters
    ----------
    text : str
        The result; nothing is printed where it is empty.
    """
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")

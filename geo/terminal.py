"""What a terminal sees: streams in UTF-8, errors and warnings as one line, exit codes."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from geo import __version__
from geo.errors import ArticleError, CannotWrite, GeoError, UsageError
from geo.text import one_line

__all__ = ["Interrupted", "drop_output", "run_words", "warn", "write"]

_POINT = re.compile(r"-\.?[0-9][^,]*,")


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
    words = [f" {word}" if _POINT.match(word) else word for word in arguments]
    options = words[: words.index("--")] if "--" in words else words
    debug = "--debug" in options
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not debug:
        _quiet()
    kept = [w for w in words[: len(options)] if w != "--debug"] + words[len(options) :]
    code: Any = 0
    try:
        if "--version" in options:
            write(f"dateline {__version__}")
        else:
            code = app(kept or ["--help"], standalone_mode=False, prog_name="geo")
    except (Exception, KeyboardInterrupt) as error:
        if debug:
            raise
        line, code = _last_words(error)
        _say(line)
        if isinstance(error, OSError):
            drop_output()
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


def _last_words(error: BaseException) -> tuple[str, int]:
    if isinstance(error, GeoError):
        return one_line(str(error), 400), error.exit_code
    if isinstance(error, Interrupted | KeyboardInterrupt):
        return "interrupted", 130
    said = getattr(error, "format_message", None)
    if said is not None:
        return one_line(f"{said()} (geo --help)", 400), UsageError.exit_code
    if isinstance(error, MemoryError):
        return "the input needs more memory than there is", ArticleError.exit_code
    if isinstance(error, OSError):
        where = f" {error.filename}" if error.filename else ""
        return one_line(f"the system says{where}: {error.strerror or error}", 400), 74
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
        _say(f"warning: {one_line(note, 400)}")


def _say(line: str) -> None:
    """Print a line on standard error, where there is one that takes it."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(f"geo: {line}", file=sys.stderr, flush=True)


def write(text: str) -> None:
    """Print a result on standard output, whole lines.

    Parameters
    ----------
    text : str
        The result; nothing is printed where it is empty.

    Raises
    ------
    CannotWrite
        Where standard output is closed or full. Where its reader went away, as ``head`` does, the
        rest is dropped in silence.
    """
    if sys.stdout is None:
        raise CannotWrite("cannot write standard output: it is closed")
    try:
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
        sys.stdout.flush()
    except OSError as error:
        drop_output()
        if not isinstance(error, BrokenPipeError):
            raise CannotWrite(f"cannot write standard output: {error.strerror}") from error


def drop_output() -> None:
    """Send the rest of standard output nowhere, so that the end of the process is not an error."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

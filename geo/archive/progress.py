"""Progress: a bar on a terminal, a line now and then in a log; both on standard error."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

__all__ = ["Progress", "Report", "shown"]

_EVERY = 30.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes
    ----------
    articles : int
        Rows that are done, errors and those of an earlier run included.
    errors : int
        Rows that were recorded as errors.
    share : float
        Part of the input's bytes that is done, 0 to 1.
    seconds : float
        Since the start.
    computed : int
        Rows that this run did itself.
    """

    articles: int
    errors: int
    share: float
    seconds: float
    computed: int

    @property
    def left(self) -> float | None:
        """Seconds left at this speed, None where that cannot be told yet."""
        if self.share <= 0 or self.seconds < 1:
            return None
        return self.seconds * (1 - self.share) / self.share

    def line(self) -> str:
        """Give it in one line.

        Returns
        -------
        str
            Articles, share, speed, time left, errors.
        """
        rate = self.computed / self.seconds if self.seconds > 0 else 0.0
        left = "" if self.left is None else f", {_clock(self.left)} left"
        errors = f", {self.errors:,} errors" if self.errors else ""
        return f"{self.articles:,} articles ({self.share:.0%}), {rate:,.1f}/s{left}{errors}"


Report = Callable[[Progress], None]


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@contextlib.contextmanager
def shown(stream: IO[str]) -> Iterator[Report]:
    """Show progress on a stream for the length of a ``with`` block.

    Parameters
    ----------
    stream : text file
        Usually standard error.

    Yields
    ------
    callable
        Takes a `Progress`; for ``geo.archive.run(progress=...)``.
    """
    if not stream.isatty():
        yield _lines(stream)
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("starting the workers", total=1.0)
        yield lambda now: bar.update(task, completed=now.share, description=now.line())


def _lines(stream: IO[str]) -> Report:
    last = time.monotonic()

    def report(now: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            print(now.line(), file=stream, flush=True)

    return report

"""Engine: chunks go to Dask in a bounded window; one that kills its worker is cut in halves."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from geo.archive.chunks import Chunk
from geo.archive.options import Options, edition
from geo.archive.row import BadRow, Row
from geo.archive.work import Result, join, work
from geo.errors import DataError, Unreachable
from geo.text import one_line

__all__ = ["compute"]

STRIKES = 2
"""Workers that an article must have lost while nothing else ran, before it is to blame."""

_SUSPECTS = 8
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class _Task:
    """Rows ``start`` to ``end`` of a chunk; ``strikes`` workers were lost to them alone."""

    chunk: Chunk
    start: int
    end: int
    strikes: int = 0

    @property
    def whole(self) -> bool:
        return self.start == 0 and self.end == len(self.chunk.rows) and not self.strikes

    @property
    def key(self) -> str:
        return f"dateline-{self.chunk.key[:24]}-{self.start}-{self.end}-{self.strikes}"


@dataclass(slots=True)
class _Plan:
    """What is to be done: pieces of chunks that were cut, suspects, and the chunks to come."""

    source: Iterator[Chunk]
    pieces: deque[_Task] = field(default_factory=deque)
    suspects: deque[_Task] = field(default_factory=deque)
    done: dict[int, dict[int, Result]] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)
    ended: bool = False

    def next(self, running: Mapping[Any, _Task], room: int) -> _Task | None:
        """Give what to submit now. A suspect runs alone, so that no other is blamed for it."""
        if any(task.strikes for task in running.values()) or len(running) >= room:
            return None
        if self.pieces:
            return self.pieces.popleft()
        if len(self.suspects) >= _SUSPECTS or (self.ended and self.suspects):
            return None if running else self.suspects.popleft()
        chunk = None if self.ended else next(self.source, None)
        if chunk is None:
            self.ended = True
            return self.suspects.popleft() if self.suspects and not running else None
        return _Task(chunk, 0, len(chunk.rows))

    def cut(self, task: _Task) -> None:
        """Cut a task that ended its worker in halves; an article alone becomes a suspect."""
        index = task.chunk.index
        self.missing.setdefault(index, 1)
        if task.end - task.start == 1:
            self.suspects.append(replace(task, strikes=task.strikes + 1))
            return
        self.missing[index] += 1
        middle = (task.start + task.end) // 2
        self.pieces += [replace(task, end=middle), replace(task, start=middle)]

    def add(self, task: _Task, result: Result) -> Result | None:
        """Take a result, and give that of the whole chunk once it is there."""
        if result.whole:
            return result
        index = task.chunk.index
        done = self.done.setdefault(index, {})
        done[task.start] = result
        if len(done) < self.missing[index]:
            return None
        del self.done[index], self.missing[index]
        return join([done[start] for start in sorted(done)])

    def over(self) -> bool:
        """Say whether nothing is left to submit."""
        return self.ended and not self.pieces and not self.suspects


def compute(
    client: Any,
    chunks: Iterable[Chunk],
    options: Options,
    tick: Callable[[], None] = lambda: None,
) -> Iterator[tuple[Chunk, Result]]:
    """Compute chunks on a cluster, and give each when it is done.

    Parameters
    ----------
    client : distributed.Client
        The cluster.
    chunks : iterable of Chunk
        Taken only as far as the window allows: two tasks a worker and one more.
    options : Options
        Those of the run.
    tick : callable
        Called at least once a second.

    Yields
    ------
    tuple of (Chunk, Result)
        In the order in which they are done.

    Raises
    ------
    DataError
        Where the data of a worker are damaged, or not those of this process.
    Unreachable
        Where the scheduler is gone, or has had no worker for two minutes.
    """
    plan = _Plan(iter(chunks))
    running: dict[Any, _Task] = {}
    room = _Room(client)
    try:
        while running or not plan.over():
            while task := plan.next(running, room.size()):
                running[_submit(client, task, options)] = task
                tick()
            if running:
                _wait(client, list(running))
            tick()
            for future in [f for f in running if f.done()]:
                task = running.pop(future)
                result = _result(future)
                if result is None:
                    plan.cut(task)
                elif (complete := plan.add(task, result)) is not None:
                    yield task.chunk, complete
    finally:
        for future in running:
            future.release()


def _wait(client: Any, futures: list[Any]) -> None:
    import distributed

    wait: Any = distributed.wait
    with contextlib.suppress(TimeoutError), client.as_current():
        wait(futures, timeout=1.0, return_when="FIRST_COMPLETED")


class _Room:
    """How many tasks may be under way; asks the scheduler once a second."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._asked = self._alive = time.monotonic()
        self._size = self._ask()

    def size(self) -> int:
        now = time.monotonic()
        if now - self._asked > 1.0:
            self._asked, self._size = now, self._ask()
        return self._size

    def _ask(self) -> int:
        now = time.monotonic()
        try:
            threads = int(sum(self._client.nthreads().values()))
        except (OSError, TimeoutError) as error:
            raise Unreachable("the Dask scheduler is gone; run again to go on") from error
        if threads:
            self._alive = now
        elif now - self._alive > _PATIENCE:
            raise Unreachable(f"the cluster has had no worker for {_PATIENCE:.0f} s")
        return 2 * max(1, threads) + 1


def _submit(client: Any, task: _Task, options: Options) -> Any:
    rows = task.chunk.rows[task.start : task.end]
    if task.strikes > STRIKES:
        rows = (_killer(rows[0], options),)
    return client.submit(work, rows, options, whole=task.whole, key=task.key, pure=False)


def _killer(row: Row | BadRow, options: Options) -> BadRow:
    why = f"a crash, more than {options.seconds:g} s, or {options.memory // 1_000_000} MB"
    message = f"ended its worker each of {STRIKES + 1} times, the last {STRIKES} alone: {why}"
    return BadRow(row.file, row.number, "killed", message, row.id)


def _result(future: Any) -> Result | None:
    """Give what a task made, or None where it ended its worker."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        result: Result = future.result()
    except KilledWorker:
        return None
    except (CommClosedError, CancelledError, TimeoutError) as error:
        raise Unreachable("the Dask scheduler is gone; run again to go on") from error
    except ImportError as error:
        raise DataError(f"the workers cannot import dateline: {one_line(str(error))}") from error
    finally:
        future.release()
    if result.edition != edition():
        raise DataError("the workers have another version or other data than this process")
    return result

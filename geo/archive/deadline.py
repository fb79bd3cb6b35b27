"""Deadline: a call that may take so much time and memory, whatever it does."""

from __future__ import annotations

import ctypes
import faulthandler
import importlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, TypeVar

__all__ = ["GRACE", "OutOfMemory", "Overtime", "call", "rest"]

T = TypeVar("T")
GRACE = 5.0
"""Seconds, or the call's own if fewer, that compiled code has more, before its process ends."""

_POLL = 0.05
_REARM = 1.0  # to arm the last resort costs a thread: once a second is enough
_SHARE = 0.85


class Overtime(BaseException):
    """The call took too long. No ``except Exception`` on its way swallows it."""


class OutOfMemory(BaseException):
    """The process outgrew its memory. No ``except Exception`` on its way swallows it."""


@dataclass(slots=True)
class _Call:
    thread: int
    ends: float
    memory: int
    stopped: bool = False


class _Watch:
    """A thread that looks at the running call, and raises an exception inside it."""

    def __init__(self) -> None:
        psutil: Any = importlib.import_module("psutil")
        self._process = psutil.Process()
        self._lock = threading.Lock()
        self._call: _Call | None = None
        self._armed = float("-inf")
        self._devnull: IO[str] = Path(os.devnull).open("w")  # noqa: SIM115 (lives as long as the process)
        threading.Thread(target=self._look, name="dateline-watch", daemon=True).start()

    def begin(self, seconds: float, memory: int) -> None:
        now = time.monotonic()
        with self._lock:
            self._call = _Call(threading.get_ident(), now + seconds, memory)
        if now - self._armed > _REARM:
            self._armed = now
            most = seconds + min(seconds, GRACE) + _REARM
            faulthandler.dump_traceback_later(most, exit=True, file=self._devnull)

    def end(self) -> None:
        with self._lock:
            ended, self._call = self._call, None
            if ended is not None and ended.stopped:
                _throw(ended.thread, None)

    def rest(self) -> None:
        self._armed = float("-inf")
        faulthandler.cancel_dump_traceback_later()

    def _look(self) -> None:
        while True:
            time.sleep(_POLL)
            with self._lock:
                running = self._call
                if running is None or running.stopped:
                    continue
                if time.monotonic() > running.ends:
                    running.stopped = _throw(running.thread, Overtime)
                elif running.memory and self._process.memory_info().rss > _SHARE * running.memory:
                    running.stopped = _throw(running.thread, OutOfMemory)


@lru_cache(maxsize=1)
def _watch() -> _Watch:
    return _Watch()


def _throw(thread: int, error: type[BaseException] | None) -> bool:
    """Raise an exception in another thread at its next step, or take one back."""
    what = ctypes.py_object(error) if error is not None else None
    return bool(ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what))


def call(function: Callable[[], T], *, seconds: float, memory: int) -> T:
    """Call a function that may take so much time and memory.

    Parameters
    ----------
    function : callable
        Called without arguments.
    seconds : float
        Time that it may take.
    memory : int
        Bytes that the process may hold; it is stopped at 85 % of them. 0 for no bound.

    Returns
    -------
    object
        What it gives.

    Raises
    ------
    Overtime
        Where it took too long.
    OutOfMemory
        Where the process grew too large.

    Notes
    -----
    Python code is stopped at its next step. Compiled code that does not come back within `GRACE`
    ends the process, from a thread that does not need the interpreter's lock; whoever started
    the process sees that, and starts another. `rest` must follow the last call.

    Examples
    --------
    >>> call(lambda: 6 * 7, seconds=5, memory=0)
    42
    >>> rest()
    """
    watch = _watch()
    try:
        try:
            watch.begin(seconds, memory)
            return function()
        finally:
            watch.end()
    except (Overtime, OutOfMemory):
        watch.end()
        raise


def rest() -> None:
    """Say that no call follows, so that nothing ends the process."""
    _watch().rest()

"""Deadline: a call that may take so much time and memory, whatever it does."""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import importlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

__all__ = ["GRACE", "OutOfMemory", "Overtime", "call", "make_room", "rest"]

T = TypeVar("T")
GRACE = 5.0
"""Seconds, or the call's own if fewer, that compiled code has more, before its process ends."""

_POLL = 0.05
_CLOCK = 2.0  # seconds on the clock for one of the processor: a busy machine is not to blame
_AGAIN = 1.0  # to arm the last resort costs a thread: once a second is enough
_SHARE = 0.85


class Overtime(BaseException):
    """The call took too long. No ``except Exception`` on its way swallows it."""


class OutOfMemory(BaseException):
    """The process outgrew its memory. No ``except Exception`` on its way swallows it."""


@dataclass(slots=True)
class _Call:
    thread: int
    busy: float
    ends: float
    memory: int
    stopped: float = 0.0


class _Watch:
    """A thread that looks at the running call, and raises an exception inside it."""

    def __init__(self) -> None:
        psutil: Any = importlib.import_module("psutil")
        self._process = psutil.Process()
        self._lock = threading.Lock()
        self._call: _Call | None = None
        self._armed = float("-inf")
        self._devnull = os.open(os.devnull, os.O_WRONLY)
        threading.Thread(target=self._look, name="dateline-watch", daemon=True).start()

    def begin(self, seconds: float, memory: int) -> None:
        now, busy = time.monotonic(), time.process_time()
        wall = _CLOCK * seconds
        with self._lock:
            self._call = _Call(threading.get_ident(), busy + seconds, now + wall, memory)
        if now - self._armed > _AGAIN:
            self._armed = now
            most = wall + min(seconds, GRACE) + _AGAIN
            faulthandler.dump_traceback_later(most, exit=True, file=self._devnull)

    def end(self) -> None:
        with self._lock:
            ended, self._call = self._call, None
            if ended is not None and ended.stopped:
                _throw(ended.thread, None)

    def rest(self) -> None:
        self._armed = float("-inf")
        faulthandler.cancel_dump_traceback_later()

    def room(self, memory: int) -> bool:
        used: int = self._process.memory_info().rss
        return used < _SHARE * memory

    def _look(self) -> None:
        while True:
            time.sleep(_POLL)
            with self._lock:
                running, now = self._call, time.monotonic()
                # What is raised inside a callback of the interpreter is lost: so raise it again.
                if running is None or now - running.stopped < _AGAIN:
                    continue
                error = self._reason(running, now)
                if error is not None:
                    _throw(running.thread, error)
                    running.stopped = now

    def _reason(self, running: _Call, now: float) -> type[BaseException] | None:
        if now > running.ends or time.process_time() > running.busy:
            return Overtime
        return OutOfMemory if running.memory and not self.room(running.memory) else None


@lru_cache(maxsize=1)
def _watch() -> _Watch:
    return _Watch()


def _throw(thread: int, error: type[BaseException] | None) -> None:
    """Raise an exception in another thread at its next step, or take one back."""
    what = ctypes.py_object(error) if error is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)


def call(function: Callable[[], T], *, seconds: float, memory: int) -> T:
    """Call a function that may take so much time and memory.

    Parameters
    ----------
    function : callable
        Called without arguments.
    seconds : float
        Processor time that it may take; on the clock, twice as much.
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


def make_room(memory: int) -> bool:
    """Give back memory where little is left for the next call.

    Parameters
    ----------
    memory : int
        Bytes that the process may hold; 0 for no bound.

    Returns
    -------
    bool
        False where the process stays too large for any call.

    Examples
    --------
    >>> make_room(0)
    True
    """
    if not memory or _watch().room(memory):
        return True
    gc.collect()
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)  # what the C library keeps for later
    return _watch().room(memory)


def rest() -> None:
    """Say that no call follows, so that nothing ends the process."""
    _watch().rest()

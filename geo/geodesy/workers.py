"""Workers: shares of work for threads."""

from __future__ import annotations

import os
from _thread import allocate_lock, start_new_thread
from collections.abc import Callable
from typing import Any

from geo.errors import UsageError

__all__ = ["threads", "tile", "tiles", "together"]


def threads(workers: int) -> int:
    """Read the number of threads asked for.

    Parameters
    ----------
    workers : int
        At least 1, or -1 for all cores that this process may use.

    Returns
    -------
    int
        At least 1.

    Raises
    ------
    UsageError
        Where it is neither.

    Examples
    --------
    >>> threads(2)
    2
    """
    if workers == -1:
        usable = getattr(os, "sched_getaffinity", None)
        return len(usable(0)) if usable else os.cpu_count() or 1
    if workers < 1:
        raise UsageError(f"workers is {workers!r}; it must be at least 1, or -1 for all cores")
    return int(workers)


def together(work: Callable[[int], Any], workers: int) -> list[Any]:
    """Do the shares of some work on as many threads, the first on this one.

    Parameters
    ----------
    work : callable
        Takes the number of the share.
    workers : int
        How many shares.

    Returns
    -------
    list
        What the shares gave, in the order in which they were done.

    Notes
    -----
    Work that releases the interpreter's lock should do so for a whole share: two threads that ask
    for it at once, between short pieces, can wait 5 ms, the interpreter's switch interval.

    Examples
    --------
    >>> sorted(together(lambda share: share * share, 3))
    [0, 1, 4]
    """
    if workers == 1:
        return [work(0)]
    done: list[Any] = []
    failures: list[BaseException] = []
    busy = [allocate_lock() for _ in range(workers)]

    def serve(mine: int) -> None:
        try:
            done.append(work(mine))
        except BaseException as failure:  # noqa: BLE001 - raised by the thread that called
            failures.append(failure)
        finally:
            busy[mine].release()

    # threading.Thread would wait for each thread to begin: a fiftieth of the time of 100,000 pairs.
    for mine, lock in enumerate(busy):
        lock.acquire()
        if mine:
            start_new_thread(serve, (mine,))
    serve(0)
    for lock in busy:
        lock.acquire()
    if failures:
        raise failures[0]
    return done


def tiles(height: int, width: int, chunk: int) -> int:
    """Count the pieces into which `tile` cuts a matrix.

    Parameters
    ----------
    height, width : int
        Rows and columns.
    chunk : int
        Greatest number of elements of a piece.

    Returns
    -------
    int
        The number of pieces.

    Examples
    --------
    >>> tiles(100, 20, 60)
    34
    """
    wide = min(width, chunk)
    return -(-height // (chunk // wide)) * -(-width // wide)


def tile(piece: int, height: int, width: int, chunk: int) -> tuple[int, int, int, int]:
    """Give the bounds of a piece of a matrix: whole rows, or a part of one that is long.

    Parameters
    ----------
    piece : int
        Its number.
    height, width : int
        Rows and columns of the matrix.
    chunk : int
        Greatest number of elements of a piece.

    Returns
    -------
    top, bottom, side, end : int
        First row and the one after the last, first column and the one after the last.

    Examples
    --------
    >>> tile(33, 100, 20, 60)
    (99, 100, 0, 20)
    """
    wide = min(width, chunk)
    high = chunk // wide
    across = (width + wide - 1) // wide
    top, side = piece // across * high, piece % across * wide
    return top, min(top + high, height), side, min(side + wide, width)

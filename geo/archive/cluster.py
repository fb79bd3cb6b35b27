"""Cluster: worker processes on this machine, or the scheduler that the user names."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import Any

from geo.errors import Unreachable, UsageError
from geo.text import one_line

__all__ = ["connected", "cores"]

_LOCAL = {
    # A task runs on one worker at a time and none waits there, so that a death blames one task.
    "distributed.scheduler.allowed-failures": 0,
    "distributed.scheduler.worker-saturation": 1.0,
    # Results leave for the client at once: nothing to spill, and a worker that pauses only stalls.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.97,
    "distributed.worker.memory.monitor-interval": "50ms",
    # A worker that was ended twice in fifteen seconds would else be given up.
    "distributed.deploy.lost-worker-timeout": "365 days",
    # Its logs of messages keep whole chunks alive, a thousand for each worker.
    "distributed.admin.low-level-log-length": 8,
    "distributed.admin.large-graph-warning-threshold": "1GB",
    "distributed.comm.timeouts.connect": "60s",
    # Dask's bound makes each freed array a system call: a quarter of the time of an article.
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
    "distributed.nanny.pre-spawn-environ.NUMBA_NUM_THREADS": 1,
    "distributed.nanny.pre-spawn-environ.PYTHONWARNINGS": "ignore",
}

_CONNECT = "10s"
_UNGUARDED = (
    "the worker processes do not start; they import the script that runs the archive,"
    " so it must be a file, and call it behind if __name__ == '__main__':"
)


def cores() -> int:
    """Give the number of cores that this process may use.

    Returns
    -------
    int
        At least 1.
    """
    from dask.system import CPU_COUNT

    return max(1, int(CPU_COUNT))


@contextlib.contextmanager
def connected(workers: int, scheduler: str, memory: int) -> Iterator[Any]:
    """Give a Dask client for the length of a ``with`` block.

    Parameters
    ----------
    workers : int
        Worker processes on this machine.
    scheduler : str
        Address of a scheduler whose workers are used instead, such as ``tcp://host:8786``.
    memory : int
        Bytes that each worker on this machine may hold before it is ended.

    Yields
    ------
    distributed.Client
        The client.

    Raises
    ------
    UsageError
        Where Dask is not installed, or the script that calls cannot be imported by workers.
    Unreachable
        Where the scheduler does not answer.
    """
    try:
        import dask
        import distributed
    except ImportError as error:
        raise UsageError("archives need Dask: pip install 'dateline[archive]'") from error
    dist: Any = distributed
    with contextlib.ExitStack() as stack:
        stack.enter_context(_silent())
        stack.enter_context(dask.config.set(_LOCAL))
        if scheduler:
            try:
                client = dist.Client(scheduler, timeout=_CONNECT, set_as_default=False)
            except (OSError, ValueError) as error:
                shown = one_line(scheduler)
                raise Unreachable(f"no Dask scheduler answers at {shown}") from error
            yield stack.enter_context(client)
            return
        try:
            local = dist.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                memory_limit=memory,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
            )
        except RuntimeError as error:
            raise UsageError(_UNGUARDED) from error
        stack.enter_context(local)
        yield stack.enter_context(dist.Client(local, set_as_default=False))


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Keep Dask's own log off a terminal on which errors are one line."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)

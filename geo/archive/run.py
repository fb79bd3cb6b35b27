"""Run: an archive from its files to a folder of tables."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from geo.archive.chunks import Chunk, cut
from geo.archive.cluster import connected, cores
from geo.archive.counts import total
from geo.archive.engine import compute
from geo.archive.options import ANALYSIS, Options, edition, signature
from geo.archive.progress import Progress, Report
from geo.archive.row import BadRow, Fields, Row
from geo.archive.sources import Source, find_sources, read_rows
from geo.archive.store import Record, Store, intact, opened
from geo.archive.summary import Summary
from geo.errors import ArticleError, UsageError
from geo.text import one_line

__all__ = ["run"]


def run(
    source: Path,
    outdir: Path,
    *,
    fields: Fields | None = None,
    input_format: str = "",
    scenario: Path | None = None,
    borders: str = "un",
    workers: int | None = None,
    scheduler: str = "",
    chunk: int = 250,
    seconds: float = 60.0,
    memory: int = 600_000_000,
    keep_text: bool = False,
    page: Path | None = None,
    progress: Report | None = None,
    analysis: str = ANALYSIS,
) -> Summary:
    """Analyse an archive, and write its tables; a run that was killed goes on where it stopped.

    Parameters
    ----------
    source : pathlib.Path
        JSON lines, Parquet, CSV, a text or HTML file, or a folder of these; gzip or zstd or not.
    outdir : pathlib.Path
        Folder for the results.
    fields : Fields, optional
        Names of the fields of the input; guessed where not given.
    input_format : str
        ``jsonl``, ``csv``, ``parquet`` or ``text``; told by the ending where empty.
    scenario : pathlib.Path, optional
        What the stories leave open.
    borders : str
        ``un`` or ``de-facto``.
    workers : int, optional
        Worker processes on this machine; one a core where not given.
    scheduler : str
        Address of a Dask scheduler whose workers are used instead.
    chunk : int
        Articles a task and a part.
    seconds : float
        Processor time that one article may take; on the clock, twice as much.
    memory : int
        Bytes that a worker may hold.
    keep_text : bool
        Whether the articles table has the text.
    page : pathlib.Path, optional
        Where to write one HTML page with the archive's places.
    progress : callable, optional
        Told how far the run is, about once a second.
    analysis : str
        ``module:function`` that analyses one article.

    Returns
    -------
    Summary
        What was done; its ``exit_code`` is 3 where rows were recorded as errors.

    Raises
    ------
    MissingInput, ArticleError
        Where there is no input, or nothing in it.
    UsageError
        Where options do not go together.
    CannotWrite
        Where the folder cannot be written to.
    Busy
        Where another run holds it.
    DataError
        Where the package's data are damaged.
    Unreachable
        Where the scheduler does not answer.

    Notes
    -----
    A script that calls this needs ``if __name__ == "__main__":``, because workers import it.
    """
    _check(workers, scheduler, chunk, seconds, memory)
    begun = time.monotonic()
    if source.resolve() in {outdir.resolve(), page and page.resolve()}:
        raise UsageError("the input cannot be the output as well")
    sources = find_sources(source, input_format, outdir)
    options = Options(
        analysis=analysis, borders=borders, keep_text=keep_text, seconds=seconds, memory=memory,
        **_scenario(scenario),
    )  # fmt: skip
    signature()
    with opened(outdir) as store:
        state = _State(store, options, sum(s.size for s in sources), begun, progress)
        count = workers or cores()
        rows = _rows(sources, fields or Fields(), options.limit, state)
        todo = state.unfinished(cut(rows, options, chunk))
        first = next(todo, None)
        if first is not None:
            ahead = chain([first], todo)
            del first
            with connected(count, scheduler, memory) as client:
                count = len(client.nthreads()) or count
                for done, result in compute(client, ahead, options, state.tick):
                    state.add(done, store.add(done, result, (seconds, memory)))
                state.tick()
        summary = state.summary(count)
        if not summary.articles and not summary.errors:
            raise ArticleError(f"{one_line(str(source))} holds no article")
        store.publish(state.records, summary.to_dict(), edition())
    if page is not None:
        from geo.archive.overview import write_page

        write_page(outdir, page)
    return summary


def _check(workers: int | None, scheduler: str, chunk: int, seconds: float, memory: int) -> None:
    if workers is not None and scheduler:
        raise UsageError("--workers and --scheduler do not go together")
    if workers is not None and workers < 1:
        raise UsageError("--workers must be 1 or more")
    if chunk < 1 or not seconds > 0 or memory < 0:
        raise UsageError("the size of a chunk, the time and the memory must be positive")


def _scenario(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    from geo.claims import load_scenario
    from geo.files import sha256

    return {"scenario": load_scenario(path), "scenario_sha256": sha256(path)}


def _rows(
    sources: tuple[Source, ...], fields: Fields, limit: int, state: _State
) -> Iterator[Row | BadRow]:
    for source in sources:
        yield from read_rows(source, fields, limit=limit, seen=state.read)


@dataclass(slots=True)
class _State:
    """What a run has done so far."""

    store: Store
    options: Options
    size: int
    begun: float
    progress: Report | None
    records: list[Record] = field(default_factory=list)
    reused: int = 0
    bytes_read: int = 0
    rows: int = 0
    computed: int = 0
    errors: int = 0
    bytes_done: int = 0
    _bytes: dict[int, int] = field(default_factory=dict)
    _cut: int = 0

    def read(self, count: int) -> None:
        self.bytes_read += count

    def unfinished(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """Yield the chunks that no earlier run finished, and take note of the others."""
        limits = (self.options.seconds, self.options.memory)
        for chunk in chunks:
            self._bytes[chunk.index] = self.bytes_read - self._cut
            self._cut = self.bytes_read
            record = self.store.done.get(chunk.key)
            if record is not None and intact(self.store.folder, record, limits):
                self.reused += 1
                self._note(chunk, record)
                self.tick()
            else:
                yield chunk

    def add(self, chunk: Chunk, record: Record) -> None:
        self.computed += len(chunk.rows)
        self._note(chunk, record)

    def _note(self, chunk: Chunk, record: Record) -> None:
        self.records.append(record)
        self.rows += len(chunk.rows)
        self.errors += sum(record.counts["errors"].values())
        self.bytes_done += self._bytes.pop(chunk.index)

    def tick(self) -> None:
        if self.progress is not None:
            share = min(1.0, self.bytes_done / self.size) if self.size else 0.0
            spent = time.monotonic() - self.begun
            self.progress(Progress(self.rows, self.errors, share, spent, self.computed))

    def summary(self, workers: int) -> Summary:
        counts = total(record.counts for record in self.records)
        empty = {"articles": 0, "words": 0, "places": 0, "resolved": 0, "routes": 0}
        return Summary(
            **{**empty, "claims": {}, "errors": {}, **counts},
            chunks=len(self.records), reused=self.reused, workers=workers,
            seconds=time.monotonic() - self.begun, computed=self.computed,
        )  # fmt: skip

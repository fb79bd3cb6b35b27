"""Work: the one pure function of an archive, from rows to tables; it runs on every worker."""

from __future__ import annotations

import gc
import importlib
import os
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from geo.archive import tables
from geo.archive.counts import total
from geo.archive.deadline import OutOfMemory, Overtime, call, make_room, rest
from geo.archive.options import Options, edition
from geo.archive.row import BadRow, Row
from geo.article import Article, looks_english, parse_article
from geo.errors import ArticleError, DataError
from geo.files import sha256
from geo.text import one_line

__all__ = ["Counts", "Result", "join", "work"]

Rows = dict[str, list[dict[str, Any]]]
Counts = dict[str, Any]
"""Numbers of articles, words, places, resolved, routes; claims and errors by word."""

_FOREIGN = "the text does not look English; names may be missed or misread"
_ONE = threading.Lock()
"""One article at a time in a process, however many threads a cluster gives its workers."""
_BATCH = 1000
"""Rows that are held before they become tables: together that costs a third of one by one."""


@dataclass(frozen=True, slots=True)
class Result:
    """The tables of some rows.

    Attributes
    ----------
    tables : mapping of str to bytes
        Parquet where whole, else Arrow streams; tables without a row are left out.
    rows : mapping of str to int
        Rows of each table.
    counts : dict
        For the summary.
    whole : bool
        Whether the rows are a chunk.
    edition : str
        Version and data that it was made with.
    """

    tables: Mapping[str, bytes]
    rows: Mapping[str, int]
    counts: Counts = field(default_factory=dict)
    whole: bool = True
    edition: str = ""


def work(rows: Sequence[Row | BadRow], options: Options, *, whole: bool = True) -> Result:
    """Analyse rows of an archive.

    Parameters
    ----------
    rows : sequence of Row or BadRow
        In the order of the archive.
    options : Options
        Those of the run.
    whole : bool
        True for a whole chunk, whose tables are encoded as its parts.

    Returns
    -------
    Result
        The tables. What an article raises becomes a row of errors.

    Raises
    ------
    DataError
        Where the package's own data are missing or damaged: no article is to blame.
    ImportError
        Where the package is not whole.
    """
    analyse = _named(options.analysis)
    _warm()
    made = _Made()
    try:
        for row in rows:
            found = row if isinstance(row, BadRow) else _analyse(row, analyse, options)
            made.add(row, _errors(found) if isinstance(found, BadRow) else found)
    finally:
        rest()
    made.flush()
    _settle()
    write = tables.encode if whole else tables.pack
    filled = {name: tables.join(parts) for name, parts in made.tables.items() if parts}
    return Result(
        {name: write(name, table) for name, table in filled.items()},
        {name: table.num_rows for name, table in filled.items()},
        total(made.counts),
        whole,
        edition(),
    )


class _Made:
    """What a chunk has come to: tables, counts, and rows on their way into a table."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Any]] = {name: [] for name in tables.TABLES}
        self.counts: list[Counts] = [_NOTHING]
        self._held: list[tuple[Row | BadRow, Rows]] = []
        self._size = 0

    def add(self, row: Row | BadRow, rows: Rows) -> None:
        self._held.append((row, rows))
        self._size += sum(map(len, rows.values()))
        if self._size >= _BATCH:
            self.flush()

    def flush(self) -> None:
        held, self._held, self._size = self._held, [], 0
        try:
            self._put([rows for _, rows in held])
        except Exception:  # noqa: BLE001 (one of them does not fit: the others do)
            for row, rows in held:
                try:
                    self._put([rows])
                except Exception as error:  # noqa: BLE001 (recorded, whatever it is)
                    self._put([_errors(_raised(row, error))])

    def _put(self, articles: Sequence[Rows]) -> None:
        joined = {n: [r for rows in articles for r in rows.get(n, ())] for n in tables.TABLES}
        made = {name: tables.table(name, some) for name, some in joined.items() if some}
        for name, table in made.items():
            self.tables[name].append(table)
        self.counts += map(_counts, articles)


@lru_cache(maxsize=1)
def _settle() -> None:
    """Take what the first chunk loaded for good out of the search for garbage."""
    gc.collect()
    gc.freeze()


@lru_cache(maxsize=1)
def _warm() -> None:
    """Load what the first table loads, so that the first article is not charged for it."""
    for name in tables.TABLES:
        tables.encode(name, tables.table(name, [{}]))


@lru_cache(maxsize=4)
def _named(where: str) -> Callable[[Article, Options], Mapping[str, list[dict[str, Any]]]]:
    module, _, name = where.partition(":")
    found: Callable[[Article, Options], Mapping[str, list[dict[str, Any]]]]
    found = getattr(importlib.import_module(module), name)
    return found


def _analyse(row: Row, analyse: Callable[..., Any], options: Options) -> Rows | BadRow:
    """Give an article's rows, or the reason why there are none."""

    def whole() -> Rows:
        article = _article(row)
        return _rows(row, article, analyse(article, options), options)

    try:
        with _ONE:
            if not make_room(options.memory):
                _retire()
            return call(whole, seconds=options.seconds, memory=options.memory)
    except Overtime:
        return _bad(row, "timeout", f"took more than {options.seconds:g} s")
    except (MemoryError, OutOfMemory):
        return _bad(row, "memory", f"took more than {options.memory // 1_000_000} MB")
    except (DataError, ImportError):
        raise
    except ArticleError as error:
        return _bad(row, "not-an-article", str(error))
    except Exception as error:  # noqa: BLE001 (whatever one article raises, the others go on)
        return _raised(row, error)


def _retire() -> None:
    """End a worker that has grown too large, so that no article is blamed for those before it.

    Its nanny starts another; the chunk is cut in halves and done again.
    """
    import distributed

    try:
        nanny = distributed.get_worker().nanny
    except ValueError:
        return
    if nanny:
        os._exit(1)


def _raised(row: Row | BadRow, error: Exception) -> BadRow:
    return _bad(row, "raised", f"{type(error).__name__}: {error}")


def _bad(row: Row | BadRow, reason: str, message: str) -> BadRow:
    return BadRow(row.file, row.number, reason, one_line(message), row.id)


def _errors(bad: BadRow) -> Rows:
    error = {
        "article_id": bad.id or None, "file": bad.file, "row": bad.number,
        "reason": bad.reason, "message": bad.message,
    }  # fmt: skip
    return {"errors": [error]}


def _article(row: Row) -> Article:
    if isinstance(row.data, bytes):
        return parse_article(row.data, path=row.file)
    notes = [row.note, "" if looks_english(row.data) else _FOREIGN]
    return Article(
        text=row.data, title=row.title, date=row.date, source=row.source, url=row.url,
        path=row.file, sha256=sha256(row.data.encode()), notes=tuple(filter(None, notes)),
    )  # fmt: skip


def _rows(row: Row, article: Article, found: Mapping[str, Any], options: Options) -> Rows:
    identity = {"article_id": row.id}
    places = [{**identity, **p, **tables.geometry("places", [_at(p)])} for p in found["places"]]
    claims = [
        {**identity, **c, **tables.geometry("claims", [_at(c["subject"], c["reference"])])}
        for c in found["claims"]
    ]
    routes = [
        {**identity, **r, **tables.geometry("routes", r.get("lines") or [map(tuple, r["points"])])}
        for r in found["routes"]
    ]
    located = sorted({point for p in places for point in _at(p)})
    about = {
        **identity, "file": row.file, "row": row.number, "title": article.title,
        "date": article.date, "source": article.source, "url": article.url,
        "sha256": article.sha256, "kind": article.kind, "words": len(article.text.split()),
        "places": len(places), "resolved": sum(p["lon"] is not None for p in places),
        "claims": len(claims), "routes": len(routes), "notes": list(article.notes),
        "text": article.text if options.keep_text else None,
        **tables.geometry("articles", [located]),
    }  # fmt: skip
    return {"articles": [about], "places": places, "claims": claims, "routes": routes}


def _at(*operands: Mapping[str, Any] | None) -> list[tuple[float, float]]:
    return [(o["lon"], o["lat"]) for o in operands if o is not None and o["lon"] is not None]


_NOTHING: Counts = {
    "articles": 0, "words": 0, "places": 0, "resolved": 0, "routes": 0, "claims": {}, "errors": {},
}  # fmt: skip


def _counts(made: Rows) -> Counts:
    claims = Counter((c["kind"], c["verdict"]) for c in made.get("claims", ()))
    articles = made.get("articles", [])
    return {
        "articles": len(articles),
        "words": sum(a["words"] for a in articles),
        "places": sum(a["places"] for a in articles),
        "resolved": sum(a["resolved"] for a in articles),
        "routes": sum(a["routes"] for a in articles),
        "claims": total({kind: {verdict: n}} for (kind, verdict), n in claims.items()),
        "errors": dict(Counter(e["reason"] for e in made.get("errors", ()))),
    }


def join(results: Sequence[Result]) -> Result:
    """Join the results of the pieces of a chunk into the result of the chunk.

    Parameters
    ----------
    results : sequence of Result
        In the order of the rows, none of them whole.

    Returns
    -------
    Result
        Byte by byte what `work` gives for all rows at once.
    """
    names = [name for name in tables.TABLES if any(name in r.tables for r in results)]
    pieces = {n: [r.tables[n] for r in results if n in r.tables] for n in names}
    return Result(
        {name: tables.merge(name, pieces[name]) for name in names},
        {name: sum(r.rows.get(name, 0) for r in results) for name in names},
        total(r.counts for r in results),
        edition=results[0].edition,
    )

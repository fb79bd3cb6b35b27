"""Write what was imported as a layer of its own: whole or absent, checked, sources stated."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from geo.errors import CannotWrite
from geo.files import hold, write_whole
from geo.gazetteer import shapes, store
from geo.gazetteer.encode import write_manifest
from geo.gazetteer.provenance import Source, sources
from geo.gazetteer.tables import columns, imported_folder, manifest
from geo.text import one_line

__all__ = ["finish", "forget", "new_layer", "remove"]


@contextlib.contextmanager
def new_layer(name: str) -> Iterator[Path]:
    """Hold a fresh folder that becomes the layer of that name when the block ends well.

    Parameters
    ----------
    name : str
        Name of the layer; one that is there is replaced, and survives a failure.

    Yields
    ------
    Path
        The folder to write into; `finish` it before the block ends.

    Raises
    ------
    Busy
        Where another import runs.
    CannotWrite
        Where the folder of imported data cannot be written.
    """
    home = imported_folder()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"cannot write {one_line(str(home))}: {error.strerror}") from error
    with hold(home / ".lock"):
        for old in home.glob(".new-*"):
            shutil.rmtree(old, ignore_errors=True)
        fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
        try:
            yield fresh
            _swap(fresh, home / name)
        except OSError as error:
            raise CannotWrite(f"cannot write {one_line(str(home))}: {error.strerror}") from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    forget()


def _swap(fresh: Path, final: Path) -> None:
    """Put a finished layer in its place."""
    if not final.exists():
        fresh.rename(final)
        return
    old = final.with_name(f".new-old-{final.name}")
    final.rename(old)
    fresh.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def finish(place: Path, names: list[str], source: Source) -> None:
    """Write the list of sources, and that of hashes, without which a layer counts for nothing.

    Parameters
    ----------
    place : Path
        The folder of the layer.
    names : list of str
        The tables in it.
    source : Source
        What it was made from.
    """
    data = json.dumps({"sources": [asdict(source)]}, indent=1, sort_keys=True, ensure_ascii=False)
    write_whole(place / "sources.json", (data + "\n").encode())
    write_manifest(place, [*names, "sources.json"])


def remove(name: str) -> None:
    """Take away every layer whose name begins so.

    Parameters
    ----------
    name : str
        Such as ``geonames``.
    """
    for place in imported_folder().glob(f"{name}*"):
        shutil.rmtree(place)
    forget()


def forget() -> None:
    """Close every open table, so that the next look-up sees the layers that are there now."""
    from geo.gazetteer import airfields, disputes, edges, names, nations, spelling, tables

    shapes.clear()
    caches = (
        store.stack,
        store.embedded,
        store.at,
        names.candidates,
        spelling.fuzzy,
        nations.countries,
        airfields.open_table,
        edges.edges_of,
        disputes.disputed,
        disputes.control_lines,
        sources,
        manifest,
        columns,
        tables.verified,
    )
    for cached in caches:
        cached.cache_clear()

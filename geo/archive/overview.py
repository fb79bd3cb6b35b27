"""Overview: the places of a whole archive on one page, however many they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.archive.store import MANIFEST
from geo.errors import DataError
from geo.files import write_whole
from geo.maps import Mark, Scene, page
from geo.maps.escape import escape
from geo.text import one_line

__all__ = ["Place", "add_up", "scene_of", "write_page"]

MOST = 800
"""Marks that one page holds; places beyond them are put together by where they are."""

_CELL = 10.0
_KEYS = ("name", "kind", "country", "admin1", "lon", "lat")


@dataclass(frozen=True, slots=True)
class Place:
    """A feature that the archive names.

    Attributes
    ----------
    name, kind, country, admin1 : str
        As the places table has them.
    lon, lat : float
        Degrees.
    mentions, articles : int
        How often, and in how many articles.
    """

    name: str
    kind: str
    country: str
    admin1: str
    lon: float
    lat: float
    mentions: int
    articles: int


def write_page(folder: Path, path: Path) -> None:
    """Write the page of an archive that was analysed.

    Parameters
    ----------
    folder : pathlib.Path
        What `geo.archive.run` wrote.
    path : pathlib.Path
        Where the page is to stand.

    Raises
    ------
    DataError
        Where the folder holds no finished run.
    CannotWrite
        Where the page cannot be written.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        summary = json.loads((folder / "summary.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{one_line(str(folder))} holds no finished run") from error
    files = [part["file"] for chunk in manifest["chunks"] for part in chunk["parts"]]
    places = add_up(folder / file for file in files if file.startswith("places/"))
    text = page(scene_of(places, summary)).decode()
    claims = escape(_claims_said(summary["claims"]))
    text = text.replace("What the story claims", "Claims", 1)
    text = text.replace("No claim to check was found.", claims, 1)
    write_whole(path, text.encode())


def add_up(parts: Iterable[Path]) -> list[Place]:
    """Count each feature of the places table; memory grows with features, not with mentions.

    Parameters
    ----------
    parts : iterable of pathlib.Path
        Parts of the places table.

    Returns
    -------
    list of Place
        The most named first.
    """
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    counted: dict[tuple[Any, ...], list[int]] = {}
    for part in parts:
        rows = pq.read_table(part, columns=[*_KEYS, "article_id"], use_threads=False)
        rows = rows.filter(pc.field("lon").is_valid())
        sums = [("article_id", "count"), ("article_id", "count_distinct")]
        for row in rows.group_by(list(_KEYS), use_threads=False).aggregate(sums).to_pylist():
            both = counted.setdefault(tuple(row[key] for key in _KEYS), [0, 0])
            both[0] += row["article_id_count"]
            both[1] += row["article_id_count_distinct"]
    places = [_place(key, n, m) for key, (n, m) in counted.items()]
    return sorted(places, key=lambda p: (-p.mentions, p.name, p.lon, p.lat))


def _place(key: tuple[Any, ...], mentions: int, articles: int) -> Place:
    name, kind, country, admin1, lon, lat = key
    return Place(name or "", kind or "", country or "", admin1 or "", lon, lat, mentions, articles)


def scene_of(places: list[Place], summary: Mapping[str, Any]) -> Scene:
    """Put the places of an archive on a scene.

    Parameters
    ----------
    places : list of Place
        The most named first.
    summary : mapping
        What ``summary.json`` says.

    Returns
    -------
    Scene
        A mark for each of the first, and one for each cell of 10 degrees of the others.
    """
    from geo.gazetteer import attribution

    rest = list(_cells(places[MOST:]))
    marks = [_mark(i, place) for i, place in enumerate(places[:MOST])]
    marks += [_cell(i, cell) for i, cell in enumerate(rest)]
    named = ", ".join(f"{p.name} ({p.mentions:,})" for p in places[:5])
    said = (
        f"{summary['articles']:,} articles name {len(places):,} places {summary['places']:,} times."
    )
    return Scene(
        title=f"Places of {summary['articles']:,} articles",
        summary=f"{said} Most named: {named}." if named else said,
        marks=tuple(marks),
        attribution=tuple(attribution().splitlines()),
    )


def _mark(number: int, place: Place) -> Mark:
    return Mark(
        id=f"p{number}",
        lon=place.lon,
        lat=place.lat,
        label=place.name,
        name=place.name,
        kind=place.kind,
        where=", ".join(part for part in (place.admin1, place.country) if part),
        importance=float(place.mentions),
        reason=f"{place.mentions:,} mentions in {place.articles:,} articles",
    )


def _cells(places: list[Place]) -> Iterator[list[Place]]:
    cells: dict[tuple[int, int], list[Place]] = {}
    for place in places:
        cells.setdefault((int(place.lon // _CELL), int(place.lat // _CELL)), []).append(place)
    yield from (cells[key] for key in sorted(cells))


def _cell(number: int, places: list[Place]) -> Mark:
    mentions = sum(p.mentions for p in places)
    names = ", ".join(p.name for p in places[:5])
    label = places[0].name if len(places) == 1 else f"{len(places):,} more places"
    return Mark(
        id=f"c{number}",
        lon=sum(p.lon * p.mentions for p in places) / mentions,
        lat=sum(p.lat * p.mentions for p in places) / mentions,
        label=label,
        kind="area" if len(places) > 1 else places[0].kind,
        importance=0.0,
        reason=f"{mentions:,} mentions; the most named are {names}",
    )


def _claims_said(claims: Mapping[str, Mapping[str, int]]) -> str:
    sums: dict[str, int] = {}
    for verdicts in claims.values():
        for verdict, number in verdicts.items():
            sums[verdict] = sums.get(verdict, 0) + number
    if not sums:
        return "No claim to check was found."
    listed = ", ".join(f"{number:,} {verdict}" for verdict, number in sorted(sums.items()))
    return f"{sum(sums.values()):,} claims were checked: {listed}. The claims table has each."

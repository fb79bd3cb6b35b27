"""The command line: parse, call, print."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from geo.errors import UsageError
from geo.terminal import Interrupted, drop_output, run_words, warn, write
from geo.text import one_line

if TYPE_CHECKING:
    from geo.report import Report

__all__ = ["app", "main"]

app = typer.Typer(
    name="geo",
    help="Puts a news story on the map and checks its distances.",
    epilog="Everywhere: --debug shows the traceback of an error, --version the version.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ArticleName = Annotated[str, typer.Argument(metavar="ARTICLE", help="A path, - or a URL.")]
ScenarioFile = Annotated[
    Path | None, typer.Option("--scenario", help="What the story leaves open (TOML).")
]
CorrectionsFile = Annotated[
    Path | None, typer.Option("--corrections", help="What names mean, by an editor (TOML).")
]
Borders = Annotated[Literal["un", "de-facto"], typer.Option(help="Whose borders count.")]
Unit = Annotated[str, typer.Option(help="mi, km, nmi, m, ft or yd.")]


data = typer.Typer(help="What is inside, and what you may add.", rich_markup_mode=None)
app.add_typer(data, name="data")


def _command(
    function: Callable[..., None], group: typer.Typer = app, name: str | None = None
) -> Callable[..., None]:
    """Register a function as a command; an interrupt or a closed pipe leaves it as our own."""

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> None:
        try:
            function(*args, **kwargs)
        except KeyboardInterrupt as error:
            raise Interrupted from error
        except BrokenPipeError:
            drop_output()

    return group.command(name)(guarded)


def _report(
    article: str,
    scenario: Path | None = None,
    corrections: Path | None = None,
    near: str | None = None,
    borders: str = "un",
) -> Report:
    """Read and analyse an article, saying on standard error what a reader should know."""
    from geo.article import read_article
    from geo.claims import load_scenario
    from geo.measure import locate
    from geo.report.analysis import analyse
    from geo.report.corrections import load_corrections

    given = None if scenario is None else load_scenario(scenario)
    fixed = () if corrections is None else load_corrections(corrections)
    home = None if near is None else locate(_utf8(near))
    read = read_article(article)
    report = analyse(
        read,
        scenario=given,
        corrections=fixed,
        near=None if home is None else (home.lon, home.lat),
        borders=borders,
    )
    warn(report.notes)
    return report


def _map(
    article: ArticleName,
    scenario: ScenarioFile = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Page (.html) or picture (.png .svg .pdf)."),
    ] = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Everything that was found, as JSON.")
    ] = None,
    corrections: CorrectionsFile = None,
    spelling: Annotated[
        Path | None, typer.Option("--spelling", help="The house's spelling of names (TOML).")
    ] = None,
    borders: Borders = "un",
) -> None:
    """Put an article on the map, with its claims checked."""
    from geo.report.corrections import load_spelling
    from geo.report.forms import check_outputs
    from geo.report.table import findings_table

    target = output or Path(f"{'map' if article == '-' else _stem(article)}.html")
    check_outputs(target, json, inputs=(Path(article), scenario, corrections, spelling))
    house = {} if spelling is None else load_spelling(spelling)
    report = _report(article, scenario, corrections, borders=borders).respelt(house)
    report.save(target)
    if json is not None:
        report.save_json(json)
    write(findings_table(report.findings))
    write(f"{one_line(str(target))}: {_counted(report)}")


_command(_map, app, "map")


def _stem(article: str) -> str:
    """Name a page after its article, and never take the article's place."""
    from geo.files import same_file

    stem = Path(article.rstrip("/").rpartition("/")[2]).stem[:80] or "map"
    return f"{stem}.map" if same_file(Path(f"{stem}.html"), Path(article)) else stem


def _counted(report: Report) -> str:
    places = {t.feature.id for t in report.toponyms if t.feature is not None}
    lost = sum(t.feature is None for t in report.toponyms)
    said = f"{len(places)} places, {len(report.findings)} claims, {len(report.routes)} routes"
    return said + (f", {lost} names not resolved" if lost else "")


@_command
def places(
    article: ArticleName,
    form: Annotated[
        Literal["table", "jsonl", "geojson", "csv"], typer.Option("--format")
    ] = "table",
    near: Annotated[
        str | None, typer.Option(help="Where the story is from: a name or lat,lon.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each was chosen.")] = False,
    corrections: CorrectionsFile = None,
    write_corrections: Annotated[
        Path | None, typer.Option("--write-corrections", help="Write a file to edit.")
    ] = None,
) -> None:
    """Find the places that an article names."""
    from geo.files import write_whole
    from geo.report import corrections_toml, forms, rows, table

    forms.check_outputs(None, write_corrections, inputs=(Path(article),))
    report = _report(article, corrections=corrections, near=near)
    if write_corrections is not None:
        write_whole(write_corrections, corrections_toml(report.toponyms).encode())
    if form == "jsonl":
        write(forms.json_lines(rows.place_row(t) for t in report.toponyms))
    elif form == "geojson":
        write(forms.geojson(report))
    elif form == "csv":
        write(forms.csv_text(report))
    elif explain:
        write(table.explanation(report.toponyms))
    else:
        write(table.places_table(report.toponyms))


@_command
def claims(
    article: ArticleName,
    scenario: ScenarioFile = None,
    form: Annotated[Literal["table", "jsonl", "claimreview"], typer.Option("--format")] = "table",
    corrections: CorrectionsFile = None,
    borders: Borders = "un",
    author: Annotated[str, typer.Option(help="Who signs the review.")] = "",
    url: Annotated[str, typer.Option(help="Address of the review.")] = "",
    reviewed_by: Annotated[str, typer.Option(help="The person who reviewed it.")] = "",
) -> None:
    """Check the geographic claims of an article."""
    from geo.claims.claimreview import claimreview
    from geo.report import forms, rows, table

    report = _report(article, scenario, corrections, borders=borders)
    if form == "jsonl":
        write(forms.json_lines(rows.claim_row(f) for f in report.findings))
    elif form == "claimreview":
        signed = {"author": author, "url": url, "reviewed_by": reviewed_by}
        if any(signed.values()) and not all(signed.values()):
            raise UsageError("a review needs --author, --url and --reviewed-by, all three")
        if not any(signed.values()):
            warn(["a draft, not reviewed: sign it with --author, --url and --reviewed-by"])
        write(forms.json_lines(claimreview(f, report.article, **signed) for f in report.findings))
    else:
        write(table.claims_table(report.findings))


@_command
def distance(
    start: Annotated[str, typer.Argument(metavar="A", help="A name or lat,lon.")],
    end: Annotated[str, typer.Argument(metavar="B", help="A name or lat,lon.")],
    unit: Unit = "km",
    form: Annotated[Literal["table", "json"], typer.Option("--format")] = "table",
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse a name that several places bear.")
    ] = False,
) -> None:
    """Measure the geodesic between two places."""
    from geo.report import pair

    text = pair.distance_text(_utf8(start), _utf8(end), unit=unit, form=form, strict=strict)
    write(text)


def _utf8(name: str) -> str:
    """Read a name from the command line as UTF-8, whatever the locale takes it for."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@_command
def route(
    start: Annotated[str, typer.Argument(metavar="A", help="A name or lat,lon.")],
    end: Annotated[str, typer.Argument(metavar="B", help="A name or lat,lon.")],
    avoid: Annotated[str, typer.Option(help="TR,GE,FILE.geojson: what is avoided.")] = "",
    policy: Annotated[str, typer.Option(help="A policy of data/policies, or a file.")] = "",
    via: Annotated[list[str] | None, typer.Option(help="A place to pass; repeatable.")] = None,
    buffer: Annotated[str, typer.Option(help="Distance kept, such as 12nmi.")] = "",
    unit: Unit = "km",
    form: Annotated[Literal["table", "json", "geojson"], typer.Option("--format")] = "table",
) -> None:
    """Find the shortest way round avoided areas."""
    from geo.report import pair

    text = pair.route_text(
        _utf8(start),
        _utf8(end),
        avoid=avoid,
        policy=policy,
        via=[_utf8(name) for name in via or ()],
        buffer=buffer,
        unit=unit,
        form=form,
    )
    write(text)


@_command
def archive(
    source: Annotated[
        Path, typer.Argument(metavar="INPUT", help="JSON lines, Parquet, CSV, a folder.")
    ],
    outdir: Annotated[Path, typer.Argument(metavar="OUTDIR", help="Folder for the tables.")],
    workers: Annotated[int | None, typer.Option(help="Processes; one a core.")] = None,
    scheduler: Annotated[str, typer.Option(help="Address of a Dask scheduler.")] = "",
    page: Annotated[
        Path | None, typer.Option("--map", help="One page with all places (.html).")
    ] = None,
    scenario: ScenarioFile = None,
    borders: Borders = "un",
    text_field: Annotated[str, typer.Option(help="Name of the field with the text.")] = "",
    id_field: Annotated[str, typer.Option(help="Name of the field with the id.")] = "",
    title_field: Annotated[str, typer.Option(help="Name of the field with the headline.")] = "",
    date_field: Annotated[str, typer.Option(help="Name of the field with the date.")] = "",
    input_format: Annotated[str, typer.Option(help="jsonl, csv, parquet or text.")] = "",
    chunk: Annotated[int, typer.Option(help="Articles a task.")] = 250,
    seconds: Annotated[float, typer.Option(help="Time that one article may take.")] = 60.0,
    keep_text: Annotated[bool, typer.Option("--keep-text", help="Keep the texts.")] = False,
) -> None:
    """Analyse an archive; a run that was broken off goes on where it stopped."""
    from geo.archive import Fields, run
    from geo.archive.progress import shown

    fields = Fields(text=text_field, id=id_field, title=title_field, date=date_field)
    with shown(sys.stderr) as progress:
        summary = run(
            source,
            outdir,
            fields=fields,
            input_format=input_format,
            scenario=scenario,
            borders=borders,
            workers=workers,
            scheduler=scheduler,
            chunk=chunk,
            seconds=seconds,
            keep_text=keep_text,
            page=page,
            progress=progress,
        )
    write("\n".join(summary.lines()))
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


def _info() -> None:
    """List the data inside, with dates, licences and sizes, and check every file."""
    from geo.gazetteer.provenance import inventory, sources
    from geo.report.table import data_tables

    write(data_tables(sources(), inventory()))


def _import(
    geonames: Annotated[Path | None, typer.Option(help="allCountries.zip or a country's.")] = None,
    alternates: Annotated[Path | None, typer.Option(help="alternateNamesV2.zip.")] = None,
    natural_earth: Annotated[
        list[Path] | None, typer.Option(help="A zip or a folder of shapefiles; repeatable.")
    ] = None,
    ourairports: Annotated[
        Path | None, typer.Option(help="Folder with airports.csv and runways.csv.")
    ] = None,
    date: Annotated[str, typer.Option(help="Date that the data is of, ISO 8601.")] = "",
) -> None:
    """Add data that you downloaded: it is used beside, or in place of, what is inside."""
    from geo.gazetteer.imports import import_data

    done = import_data(
        geonames=geonames,
        alternates=alternates,
        natural_earth=tuple(natural_earth or ()),
        ourairports=ourairports,
        date=date,
        progress=lambda text: print(one_line(text), file=sys.stderr),
    )
    for item in done:
        counts = ", ".join(f"{n:,} {kind}" for kind, n in item.counts.items())
        write(f"{item.source}: {counts}")


_command(_info, data, "info")
_command(_import, data, "import")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command, and end with an exit code after sysexits.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words behind ``geo``; those of the process where not given.

    Raises
    ------
    SystemExit
        Always: 0 done, 2 usage, 3 done with recorded errors, 130 interrupted, or the
        ``exit_code`` of the error (`geo.errors`).
    """
    run_words(app, sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    main()

"""Analysis of an article: its places, its claims, the findings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from geo.article import Article, read_article
from geo.claims import Scenario, check, extract_claims
from geo.errors import ArticleError
from geo.geoparse import find_places
from geo.maps.corrections import Correction
from geo.report.corrections import correct
from geo.report.report import Report

__all__ = ["MAX_PLACES", "analyse"]

MAX_PLACES = 100_000
"""Most mentions of places in one article; more is refused in one line."""

_NO_CHARACTER = re.compile("[\ud800-\udfff]")


def analyse(
    article: Article | Path | str,
    *,
    scenario: Scenario | None = None,
    corrections: Iterable[Correction] = (),
    near: tuple[float, float] | None = None,
    borders: str = "un",
) -> Report:
    """Find the places of an article and check its geographic claims.

    Parameters
    ----------
    article : Article, pathlib.Path or str
        The article, the path of one, or its text.
    scenario : Scenario, optional
        What the story leaves open: candidate origins and targets, policies, aircraft. Without one
        no policy is assumed and what the story does not name stays undetermined.
    corrections : iterable of Correction
        What an editor says that names mean.
    near : (lon, lat), optional
        Where the story is from, degrees; places near it are likelier.
    borders : {'un', 'de-facto'}
        Whose borders count.

    Returns
    -------
    Report
        Toponyms, findings and routes, and every form of them.

    Raises
    ------
    ArticleError
        Where the path holds no article, or the text names more than `MAX_PLACES` places.
    DataError
        Where a table of the package is missing or damaged.

    Examples
    --------
    >>> report = analyse("Oxford is about 50 miles from London.")
    >>> [toponym.feature.name for toponym in report.toponyms]
    ['Oxford', 'London']
    >>> report.findings[0].verdict
    'supported'
    """
    if isinstance(article, Path):
        article = read_article(article)
    elif isinstance(article, str):
        article = Article(_NO_CHARACTER.sub("\ufffd", article))
    found = find_places(article, near=near)
    if len(found) > MAX_PLACES:
        raise ArticleError(f"the text names more than {MAX_PLACES:,} places: it is no article")
    toponyms, notes = correct(article, found, corrections)
    claims = extract_claims(article, toponyms)
    findings = check(claims, toponyms, scenario=scenario, article=article)
    return Report(
        article=article,
        toponyms=toponyms,
        findings=findings,
        scenario=scenario,
        borders=borders,
        notes=(*article.notes, *notes),
    )

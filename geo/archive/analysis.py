"""Analysis: one article to rows of places, claims and routes, with the whole of `geo.report`."""

from __future__ import annotations

from typing import Any

from geo.archive.options import Options
from geo.article import Article

__all__ = ["analyse_article"]


def analyse_article(article: Article, options: Options) -> dict[str, list[dict[str, Any]]]:
    """Analyse an article.

    Parameters
    ----------
    article : Article
        The article.
    options : Options
        Those of the run.

    Returns
    -------
    dict
        Rows under ``places``, ``claims`` and ``routes``, with the keys that every form shares.
    """
    from geo.report.analysis import analyse
    from geo.report.rows import claim_row, place_row, route_row

    report = analyse(article, scenario=options.scenario, borders=options.borders)
    return {
        "places": [place_row(toponym) for toponym in report.toponyms],
        "claims": [claim_row(finding) for finding in report.findings],
        "routes": [{**route_row(r), "lines": _lines(r.geometry)} for r in report.routes],
    }


def _lines(geometry: Any) -> list[list[tuple[float, float]]]:
    """Give the corners of a route, cut where it crosses the antimeridian, to 6 decimals."""
    parts = getattr(geometry, "geoms", [geometry])
    return [[(round(x, 6), round(y, 6)) for x, y, *_ in part.coords] for part in parts]

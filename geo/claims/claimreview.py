"""A finding as schema.org ClaimReview, in JSON-LD."""

from __future__ import annotations

from typing import Any

from geo.article import Article
from geo.claims.model import Finding

__all__ = ["DRAFT", "claimreview"]

DRAFT = "Draft: machine computation, not reviewed"
_WORDS = {
    "supported": "Supported by the map",
    "refuted": "Refuted by the map",
    "depends": "Depends on how it is read",
    "undetermined": "Undetermined",
}


def claimreview(
    finding: Finding,
    article: Article,
    *,
    author: str = "",
    url: str = "",
    reviewed_by: str = "",
) -> dict[str, Any]:
    """Give a finding as a schema.org ClaimReview.

    Parameters
    ----------
    finding : Finding
        The finding.
    article : Article
        The article that makes the claim.
    author : str
        The organisation that signs the review.
    url : str
        The address of the review.
    reviewed_by : str
        The person who reviewed it.

    Returns
    -------
    dict
        JSON-LD. Without all of author, url and reviewer it is a draft and says so.

    Notes
    -----
    The rating is a word, never a number, and never "true". Who makes the claim is quoted as the
    text has it, in `description`, and made neither a person nor a country. The vocabulary is that
    of schema.org 29: Review, ClaimReview, Claim, Rating, CreativeWork.
    """
    claim = finding.claim
    text = " ".join(claim.sentence.split())
    signed = bool(author and url and reviewed_by)
    item: dict[str, Any] = {"@type": "Claim", "text": text}
    if claim.attribution:
        item["description"] = f"The text attributes it: “{claim.attribution}”"
    appearance = _appearance(article)
    if appearance:
        item["appearance"] = appearance
    if article.date:
        item["datePublished"] = article.date
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": text,
        "itemReviewed": item,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": _WORDS[finding.verdict],
            "ratingExplanation": finding.reason,
        },
        "reviewBody": finding.reason,
        "inLanguage": "en",
    }
    if not signed:
        return review | {"creativeWorkStatus": DRAFT}
    return review | {
        "url": url,
        "author": {"@type": "Organization", "name": author},
        "editor": {"@type": "Person", "name": reviewed_by},
        "creativeWorkStatus": "Published",
    }


def _appearance(article: Article) -> dict[str, Any]:
    known = {
        "headline": article.title,
        "url": article.url,
        "datePublished": article.date,
        "publisher": {"@type": "Organization", "name": article.source} if article.source else "",
    }
    kept = {key: value for key, value in known.items() if value}
    return {"@type": "NewsArticle", **kept} if kept else {}

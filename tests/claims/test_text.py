"""What a text says against itself, what no map can check, and who says so."""

import pytest

from geo.article import Article
from geo.claims.claimreview import DRAFT, claimreview
from geo.claims.passage import attribution


def test_a_figure_against_its_conversion(read):
    (found,) = read("Berlin is 160 miles (300 km) from Hamburg.", "conflict")
    assert found.verdict == "depends"
    assert "contradicts itself" in found.reason
    assert read("Berlin is 160 miles (257 km) from Hamburg.", "conflict") == []


def test_two_figures_for_one_pair(read):
    text = "Berlin is 160 miles from Hamburg. Hamburg is 250 miles from Berlin, he said."
    (found,) = read(text, "conflict")
    assert found.claim.number == pytest.approx(160 * 1609.344)
    assert read(text.replace("250", "165"), "conflict") == []


@pytest.mark.parametrize(
    "text",
    [
        "It became the first military to operate from Iran since 1945.",
        "No foreign force had used Iran as a base since 1945, if not longer.",
        "The bombers hit arms depots near Aleppo.",
        "Using the Iranian base will cut costs.",
        "Troops met setbacks in Latakia.",
    ],
)
def test_what_offline_data_cannot_check_is_said(read, text):
    (found,) = read(text, "other")
    assert found.verdict == "undetermined"
    assert found.missing
    assert found.claim.reference.text in text


@pytest.mark.parametrize(
    "text",
    [
        "The mission in Syria said the first explosion seemed to be an accident.",
        "When the first pitch flies to open the season in Toledo, two men will be missing.",
        "After losing the first three matches to Berlin, they won in Munich.",
        "If the tests in Vienna fail, they will be the first horses to fall ill.",
        "Could the shops in Vienna be the first signs to show that times are better?",
    ],
)
def test_a_first_of_a_row_is_no_first_in_history(read, text):
    assert read(text, "other") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The trip is 1,000 miles shorter, officials said.", "officials said"),
        ("It is 20 km away, according to the ministry.", "according to the ministry"),
        ("“It is near,” said Adm. Vladimir Komoyedov, who left.", "said Adm. Vladimir Komoyedov"),
        ("The ministry said that it was near.", "The ministry said"),
        ("It is near.", ""),
    ],
)
def test_attribution_is_verbatim(text, who):
    assert attribution(text) == who


def test_claimreview_is_a_draft_until_it_is_signed(read):
    article = Article(
        text="Berlin is 400 miles from Hamburg, he said.", date="2016-08-16", source="A paper"
    )
    (found,) = read(article.text, "distance")
    draft = claimreview(found, article)
    assert draft["creativeWorkStatus"] == DRAFT
    assert "author" not in draft
    assert draft["reviewRating"]["alternateName"] == "Refuted by the map"
    assert "ratingValue" not in draft["reviewRating"]
    assert "he said" in draft["itemReviewed"]["description"]
    assert draft["itemReviewed"]["appearance"]["publisher"]["name"] == "A paper"
    signed = claimreview(found, article, author="B", url="https://b.example/1", reviewed_by="C")
    assert signed["author"] == {"@type": "Organization", "name": "B"}
    assert signed["url"] == "https://b.example/1"


# Classes and their properties, own and inherited, of schema.org 29 as far as they are used.
VOCABULARY = {
    "ClaimReview": {"claimReviewed", "itemReviewed", "reviewRating", "reviewBody", "inLanguage",
                    "creativeWorkStatus", "url", "author", "editor"},
    "Claim": {"text", "description", "appearance", "datePublished"},
    "Rating": {"alternateName", "ratingExplanation"},
    "NewsArticle": {"headline", "url", "datePublished", "publisher"},
    "Organization": {"name"},
    "Person": {"name"},
}  # fmt: skip


def test_claimreview_keeps_to_the_vocabulary(read):
    article = Article(
        text="Berlin is 400 miles from Hamburg, he said.", title="T", url="https://a.example/"
    )
    (found,) = read(article.text, "distance")
    review = claimreview(found, article, author="B", url="https://b.example/1", reviewed_by="C")
    assert review.pop("@context") == "https://schema.org"

    def walk(node):
        kind = node.pop("@type")
        assert set(node) <= VOCABULARY[kind]
        for value in node.values():
            if isinstance(value, dict):
                walk(value)

    walk(review)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Berlin " * 3000,
        "Berlin, " * 3000 + "20 miles",
        "20 miles " * 2000 + "Berlin",
        "Berlin is 999999999999 miles from Hamburg.",
        "Berlin is -5 miles from Hamburg.",
        "\ue000\uf000 Berlin \ue001 20 miles of \ue002.",
        "Berlin is 20 miles from " + "the " * 2000 + "city.",
        "neighbouring " * 2000 + "Iraq",
    ],
)
def test_hostile_texts_are_read(read, text):
    for found in read(text):
        assert found.verdict

"""Reading articles: text, Markdown, HTML; sentences and offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.article import MAX_BYTES, Article, looks_english, parse_article, read_article
from geo.errors import ArticleError, MissingInput, Unreachable

STORY = (
    "ALEPPO, Syria (AP) — Gen. Ivan Petrov said the U.S. base is 60 miles from St. Louis. "
    "“It is far,” he said. Nobody answered!\n\nThe second paragraph names Washington, D.C. It ends here."
)


def test_sentences_do_not_end_at_abbreviations():
    sentences = Article(STORY).sentences
    assert [s.paragraph for s in sentences] == [0, 0, 0, 1]
    assert sentences[0].text.endswith("St. Louis.")
    assert sentences[3].text == "The second paragraph names Washington, D.C. It ends here."


@given(st.text(alphabet="Aa .!?\n\r“”\u2028é", max_size=200))
def test_spans_give_the_text_and_cover_it(text):
    article = Article(text)
    covered = "".join(s.text for s in article.sentences)
    assert all(text[s.start : s.end] == s.text for s in article.sentences)
    assert "".join(covered.split()) == "".join(text.split())
    for s in article.sentences:
        assert article.sentence_at(s.start) == s == article.sentence_at(s.end - 1)


def test_front_matter_is_read_and_stays_in_the_offsets():
    data = b'+++\r\nheadline = "H"\r\ndate = 2016-08-16\r\nsource = "S"\r\n+++\r\nThe base is near Hamadan.'
    article = parse_article(data, path="a.md")
    assert (article.title, article.date, article.source) == ("H", "2016-08-16", "S")
    assert article.kind == "markdown"
    assert article.text == data.decode()
    assert article.text[article.body :].startswith("The base")
    assert article.sentences[0].start == article.body


def test_broken_front_matter_loses_nothing():
    article = parse_article(b"+++\nheadline = \n+++\nThe story of the day.", path="a.md")
    assert "front matter" in article.notes[0]
    assert article.body == 0


def test_html_keeps_the_story():
    page = (
        "<html><head><title>T</title><meta property='article:published_time' content='2016-08-16T10:00Z'>"
        "<meta property='og:site_name' content='Paper'></head><body><nav>Home Sports</nav><article>"
        + "<p>The bombers flew from Hamadan to Aleppo &amp; back, and it was the first time of the war.</p>"
        * 3
        + "</article><script>var x = 'Paris'</script></body></html>"
    )
    article = parse_article(page.encode())
    assert article.kind == "html"
    assert (article.title, article.date, article.source) == ("T", "2016-08-16", "Paper")
    assert "Hamadan to Aleppo & back" in article.text
    assert "Paris" not in article.text


def test_deep_html_is_not_lost():
    page = (
        "<html><body>"
        + "<div>" * 10_000
        + "The base near Hamadan is in the west of Iran."
        + "</div>" * 10_000
    )
    article = parse_article(page.encode())
    assert "near Hamadan" in article.text
    assert article.notes


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
        (b"\x00" * 50, "binary"),
        (b"<html><body><script>x()</script></body></html>", "no text"),
        (b"+++\nheadline = 'x'\n+++\n", "no text"),
    ],
)
def test_what_is_no_article_is_said(data, word):
    with pytest.raises(ArticleError, match=word):
        parse_article(data)


def test_missing_folder_and_too_large(tmp_path):
    with pytest.raises(MissingInput, match="No such file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(MissingInput):
        read_article("nul\0.txt")
    with pytest.raises(ArticleError, match="folder"):
        read_article(tmp_path)
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(ArticleError, match="larger than 20 MB"):
        read_article(large)


def test_an_address_that_does_not_answer():
    with pytest.raises(Unreachable, match=r"cannot reach http://127\.0\.0\.1:9/"):
        read_article("http://127.0.0.1:9/story\x1b[31m")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (STORY, True),
        ("Бомбардировщики вылетели с базы в Иране", False),
        (
            "Les bombardiers ont décollé mardi d'une base aérienne iranienne pour frapper des cibles en Syrie",
            True,
        ),
        (
            "Les bombardiers ont décollé mardi d'une base aérienne iranienne pour frapper des cibles en Syrie "
            * 3,
            False,
        ),
        ("Aleppo", True),
    ],
)
def test_what_does_not_look_english(text, english):
    assert looks_english(text) is english

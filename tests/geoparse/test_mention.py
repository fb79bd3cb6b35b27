"""What the words between two names say of them."""

import pytest

from geo.geoparse.mention import mentions
from geo.geoparse.tokens import tokenise
from geo.geoparse.words import word


def first(text, *names):
    """Give the mention of the first of some names, read beside the others."""
    tokens = tokenise(text)
    words = [word(raw) for raw in tokens.words]
    spans = [(text.index(name), text.index(name) + len(name), False) for name in names]
    return mentions(text, tokens, words, spans)[0]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("in Homs and Hama", "and"),
        ("in Homs, and in Hama", "and"),
        ("in Homs and near Hama", "and"),
        ("in Homs, in Hama", "in"),
        ("in Homs, Hama", "comma"),
        ("in Homs (Hama)", "bracket"),
        ("in Homs. In Hama", ""),
    ],
)
def test_links(text, link):
    assert first(text, "Homs", "Hama").link == link


def test_a_plural_lends_its_kind_but_not_as_part_of_a_name():
    assert first("from Homs and Hama provinces", "Homs", "Hama").hint == "admin1"
    assert first("from the Black and Caspian Seas", "Black", "Caspian Seas").hint == "sea"
    assert first("from Mexico and the United States", "Mexico", "United States").hint == ""

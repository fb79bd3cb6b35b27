"""A text that is wrapped at a column names the same places as one that is not."""

import textwrap

from geo import find_places

STORY = (
    "Delegations from the United States and from New York met in Los Angeles on Monday, and the "
    "mayor of Buenos Aires flew on to Cape Town. Officials of the Democratic Republic of the Congo "
    "said that a road from Addis Ababa to Port Sudan would be opened before the end of the year, "
    "and that the hospital in Kuala Lumpur had treated the men. The ship sailed from Rio de Janeiro "
    "to Hong Kong by way of Sri Lanka, where it was refitted, and then to San Francisco."
)


def test_wrapping_at_any_column_finds_the_same_places():
    whole = [t.text for t in find_places(STORY)]
    assert "New York" in whole
    for width in (60, 66, 72, 78, 84):
        found = find_places(textwrap.fill(STORY, width, break_on_hyphens=False))
        assert [" ".join(t.text.split()) for t in found] == whole, width


def test_a_headline_is_not_read_on_into_the_story():
    text = "Talks on the future of the canal open in New York\nParis sent no delegation at all.\n"
    assert {t.text for t in find_places(text)} >= {"New York", "Paris"}

"""A report that every test of the room may read."""

import pytest

from geo import analyse
from geo.article import Article

STORY = (
    "LONDON — Oxford is about 50 miles from London, officials said. The train from Paris, France, "
    "was late.\n\nThe British police searched Kent. Nobody in Zzyxzville was hurt, and the ferry "
    "to Paris was full.\n"
)


@pytest.fixture(scope="session")
def report():
    """A story of two paragraphs with a claim, a demonym, a province and a name that is nowhere."""
    return analyse(Article(STORY, title="The day", date="2016-08-16"))

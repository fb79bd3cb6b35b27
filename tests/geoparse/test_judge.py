"""Of the spans proposed, those that overlap no better one stay, and only where they are places."""

from geo.geoparse.judge import keep
from geo.geoparse.pipeline import shipped
from geo.geoparse.recogniser import CHAIN, Proposal, recognise

FACTS = (0.0,) * len(CHAIN)


def proposed(*spans):
    return [Proposal(start, end, demonym=False, facts=FACTS) for start, end in spans]


def test_of_spans_that_overlap_the_most_probable_stays():
    spans = proposed((0, 8), (4, 12), (4, 20), (21, 25))
    assert keep(spans, [0.9, 0.8, 0.95, 0.6]) == [2, 3]
    assert keep(spans, [0.9, 0.8, 0.5, 0.1]) == [0]
    assert keep(spans, [0.6, 0.9, 0.5, 0.6]) == [1, 3]
    assert keep([], []) == []


def test_other_readings_than_the_best_are_proposed_in_order():
    text = "The mayor of North Arlington met Georgia Ellis, who wrote the study, in New York."
    read = recognise(text, shipped().chain)
    spans = [(p.start, p.end) for p in read.proposals]
    names = {text[start:end] for start, end in spans}
    assert spans == sorted(spans)
    assert "New York" in names
    assert not {"Georgia", "Georgia Ellis"} & names
    assert all(len(p.facts) == len(CHAIN) for p in read.proposals)

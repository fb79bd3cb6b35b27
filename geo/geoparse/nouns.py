"""Words that say of what kind a place is, and words that tell where a place is named."""

from __future__ import annotations

__all__ = ["BASES", "FAMILY", "PARTS", "PLURALS", "PREPOSITIONS", "SINGULARS", "WAYS", "family"]

_FAMILIES = {
    "country": "country nation kingdom",
    "admin1": "province governorate state oblast prefecture krai emirate canton voivodeship "
    "territory department",
    "admin2": "county parish district municipality raion co.",
    "city": "city town village capital hamlet metropolis township twp. settlement suburb "
    "neighborhood neighbourhood borough quarter port enclave",
    "region": "region area peninsula continent",
    "river": "river creek stream",
    "lake": "lake reservoir",
    "sea": "sea ocean gulf bay strait channel sound",
    "island": "island islands isle isles archipelago",
    "mountain": "mount mountain mountains mt. hills range",
    "desert": "desert",
    "airfield": "airport airfield airbase airstrip heliport",
}
FAMILY = {word: kind for kind, words in _FAMILIES.items() for word in words.split()}
"""A kind of place for each noun that stands before "of X" or after X."""

PLURALS = {
    "seas": "sea",
    "oceans": "sea",
    "gulfs": "sea",
    "rivers": "river",
    "lakes": "lake",
    "counties": "admin2",
    "parishes": "admin2",
    "districts": "admin2",
    "provinces": "admin1",
    "governorates": "admin1",
    "states": "admin1",
    "regions": "region",
    "cities": "city",
    "towns": "city",
    "villages": "city",
    "townships": "city",
    "suburbs": "city",
    "islands": "island",
    "mountains": "mountain",
    "deserts": "desert",
    "countries": "country",
    "nations": "country",
    "airports": "airfield",
}
"""Plural nouns that a list of names shares."""

SINGULARS = {
    "seas": "sea",
    "oceans": "ocean",
    "gulfs": "gulf",
    "rivers": "river",
    "lakes": "lake",
    "counties": "county",
    "parishes": "parish",
    "provinces": "province",
    "islands": "islands",
    "mountains": "mountains",
    "deserts": "desert",
    "airports": "airport",
}
"""The noun of one of them."""

BASES = frozenset({"base", "airbase", "airfield", "airport", "airstrip", "aerodrome"})
"""Facilities that are named by the city that they stand near."""

WAYS = frozenset(
    "street streets st road roads rd avenue avenues ave drive dr lane ln boulevard blvd highway "
    "hwy bypass parkway pkwy turnpike expressway freeway motorway".split()
)
"""Nouns that end the name of a street: Lancaster Avenue lies anywhere, most often not there."""

_WINDS = "north south east west northeast northwest southeast southwest"
PARTS = {
    wind + ending: wind + ("ern" if ending == "ern" else "")
    for wind in _WINDS.split()
    for ending in ("", "ern")
} | {
    "north-east": "northeast",
    "north-west": "northwest",
    "south-east": "southeast",
    "south-west": "southwest",
    "north-eastern": "northeastern",
    "north-western": "northwestern",
    "south-eastern": "southeastern",
    "south-western": "southwestern",
    "central": "central",
    "upper": "upper",
    "lower": "lower",
    "coastal": "coastal",
    "rural": "rural",
    "mainland": "mainland",
    "downtown": "downtown",
}
"""Words that name a part of the place after them, and how the part is called."""

PREPOSITIONS = frozenset(
    "in at near from to into across outside around toward towards through throughout over off via "
    "inside within onto along beyond above below leaving reached entering visiting".split()
)

_OF_KIND = {
    "country": "country",
    "historical": "country",
    "continent": "region",
    "region": "region",
    "area": "region",
    "peninsula": "region",
    "admin1": "admin1",
    "admin2": "admin2",
    "city": "city",
    "suburb": "city",
    "ocean": "sea",
    "sea": "sea",
    "strait": "sea",
    "river": "river",
    "lake": "lake",
    "mountain": "mountain",
    "desert": "desert",
    "island": "island",
    "airfield": "airfield",
    "facility": "airfield",
    "point": "city",
}


def family(kind: str) -> str:
    """Give the family of a gazetteer kind, in the words of `FAMILY`.

    Parameters
    ----------
    kind : str
        Kind of a feature.

    Returns
    -------
    str
        Its family.

    Examples
    --------
    >>> family("ocean"), family("suburb")
    ('sea', 'city')
    """
    return _OF_KIND[kind]

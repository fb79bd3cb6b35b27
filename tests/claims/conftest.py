"""Places with their real points, and a way to write a story with them."""

from types import SimpleNamespace

import pytest

from geo import gazetteer
from geo.article import Article
from geo.claims import check, extract_claims
from geo.gazetteer.feature import Feature
from geo.geoparse.toponym import Candidate, Toponym

# GeoNames, rounded to a hundredth of a degree; population rounded.
CITIES = {
    "Aleppo": (37.16, 36.20, "SY", 1_600_000),
    "Hamadan": (48.51, 34.80, "IR", 550_000),
    "London": (-0.13, 51.51, "GB", 8_900_000),
    "Paris": (2.35, 48.85, "FR", 2_100_000),
    "Toledo": (-83.56, 41.66, "US", 270_000),
    "Swanton": (-83.89, 41.59, "US", 3_900),
    "Acapulco": (-99.89, 16.86, "MX", 660_000),
    "Mexico City": (-99.13, 19.43, "MX", 9_200_000),
    "Beitbridge": (30.00, -22.21, "ZW", 26_000),
    "Lexington": (-99.74, 40.78, "US", 10_000),
    "Alliance": (-102.87, 42.10, "US", 8_500),
    "Berlin": (13.41, 52.52, "DE", 3_400_000),
    "Hamburg": (9.99, 53.55, "DE", 1_800_000),
    "Munich": (11.58, 48.14, "DE", 1_500_000),
    "Vienna": (16.37, 48.21, "AT", 1_700_000),
    "Anchorage": (-149.90, 61.22, "US", 290_000),
    "Mbanza Congo": (14.24, -6.27, "AO", 150_000),
    "Latakia": (35.79, 35.53, "SY", 400_000),
    "Kuala Lumpur": (101.69, 3.14, "MY", 1_450_000),
    "Johor Bahru": (103.76, 1.47, "MY", 800_000),
}
COUNTRIES = {
    "Syria": "SY", "Iran": "IR", "Iraq": "IQ", "Turkey": "TR", "Jamaica": "JM", "Haiti": "HT",
    "South Africa": "ZA", "Zimbabwe": "ZW", "Angola": "AO", "Germany": "DE", "France": "FR",
    "Cyprus": "CY", "Russia": "RU", "Rwanda": "RW", "Zambia": "ZM", "Cuba": "CU", "Austria": "AT",
    "Singapore": "SG",
}  # fmt: skip
DEMONYMS = {"Syrian": "SY", "Iranian": "IR", "Turkish": "TR", "Russian": "RU"}
PROVINCES = {"Idlib": "SY", "Deir al-Zour": "SY"}


def feature_of(name):
    if name in CITIES:
        lon, lat, country, population = CITIES[name]
        return Feature(f"test:{name}", name, "city", lon, lat, country, population=population)
    if name in PROVINCES:
        return next(n.feature for n in gazetteer.candidates(name) if n.feature.kind == "admin1")
    return gazetteer.country(COUNTRIES.get(name) or DEMONYMS[name])


def toponyms_of(text, confidence=0.95):
    names = sorted([*CITIES, *COUNTRIES, *DEMONYMS, *PROVINCES], key=len, reverse=True)
    found, taken = [], set()
    for name in names:
        at = text.find(name)
        while at >= 0:
            span = range(at, at + len(name))
            if not taken & set(span):
                taken |= set(span)
                feature = feature_of(name)
                role = "demonym" if name in DEMONYMS else "literal"
                found.append(Toponym(name, at, at + len(name), role, feature, confidence,
                                     (Candidate(feature, confidence),)))  # fmt: skip
            at = text.find(name, at + 1)
    return tuple(sorted(found, key=lambda t: t.start))


@pytest.fixture(scope="session")
def read():
    """Check a text whose places are known; gives its findings."""

    def read(text, kind=None, scenario=None, confidence=0.95):
        article = Article(text=text)
        toponyms = toponyms_of(text, confidence)
        findings = check(extract_claims(article, toponyms), toponyms, scenario, article)
        return [f for f in findings if kind is None or f.claim.kind == kind]

    return read


@pytest.fixture(scope="session")
def atlas():
    """Features by name."""
    return SimpleNamespace(of=feature_of, toponyms=toponyms_of)

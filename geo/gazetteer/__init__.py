"""Names to features: an embedded gazetteer with areas, borders and airfields."""

from geo.gazetteer.airfields import Runway, runways
from geo.gazetteer.borders import (
    Nearest,
    border,
    border_length_m,
    nearest_border,
    nearest_coast,
    neighbours,
)
from geo.gazetteer.contain import Where, contains
from geo.gazetteer.disputes import ControlLine, Disputed, control_lines, disputed, disputed_at
from geo.gazetteer.feature import KINDS, Feature
from geo.gazetteer.forms import longer
from geo.gazetteer.lookup import Match, geocode
from geo.gazetteer.names import Named, candidates, classes
from geo.gazetteer.nations import countries, country
from geo.gazetteer.provenance import Source, TableFile, attribution, inventory, sources
from geo.gazetteer.shapes import area, land
from geo.gazetteer.spelling import fuzzy
from geo.gazetteer.store import feature

__all__ = [
    "KINDS",
    "ControlLine",
    "Disputed",
    "Feature",
    "Match",
    "Named",
    "Nearest",
    "Runway",
    "Source",
    "TableFile",
    "Where",
    "area",
    "attribution",
    "border",
    "border_length_m",
    "candidates",
    "classes",
    "contains",
    "control_lines",
    "countries",
    "country",
    "disputed",
    "disputed_at",
    "feature",
    "fuzzy",
    "geocode",
    "inventory",
    "land",
    "longer",
    "nearest_border",
    "nearest_coast",
    "neighbours",
    "runways",
    "sources",
]

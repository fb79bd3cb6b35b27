__version__: str

from . import claims as claims
from . import errors as errors
from . import gazetteer as gazetteer
from . import geodesy as geodesy
from . import maps as maps
from . import measure as measure
from . import routes as routes
from . import units as units
from .article import Article as Article
from .article import read_article as read_article
from .claims import check as check
from .claims import extract_claims as extract_claims
from .gazetteer import geocode as geocode
from .geoparse import find_places as find_places
from .geoparse import resolve as resolve
from .measure import distance as distance
from .report import Report as Report
from .report import analyse as analyse
from .routes import route as route

"""dateline: puts a news story on the map and checks its distances.

The public names, and nothing else; each is imported when it is first used.
"""

import lazy_loader as _lazy

__version__ = "0.1.0"

__getattr__, __dir__, _names = _lazy.attach(
    __name__,
    submodules=["errors", "geodesy", "gazetteer", "measure", "routes", "claims", "maps"],
    submod_attrs={
        "article": ["Article", "read_article"],
        "claims": ["extract_claims", "check"],
        "gazetteer": ["geocode"],
        "geoparse": ["find_places", "resolve"],
        "measure": ["distance"],
        "report": ["Report", "analyse"],
        "routing": ["route"],
    },
)

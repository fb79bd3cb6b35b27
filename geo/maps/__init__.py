"""Draw a scene as a folium map, a page, or a picture."""

import lazy_loader

# Modules that hold a function of their own name: at once, lest the module stand in its place.
from geo.maps.escape import escape
from geo.maps.page import page
from geo.maps.picture import picture

__getattr__, __dir__, _names = lazy_loader.attach(
    __name__,
    submod_attrs={
        "corrections": ["Correction", "correction_line", "corrections_text", "read_corrections"],
        "scene": [
            "Area",
            "Choice",
            "ClaimCard",
            "Line",
            "Mark",
            "ReadingRow",
            "Ring",
            "Scene",
            "points_of",
        ],
        "spelling": ["read_spelling", "respell"],
        "storymap": ["StoryMap", "folium_map"],
    },
)

__all__ = [*_names, "escape", "page", "picture"]  # noqa: PLE0604

"""Draw a scene as a folium map, a page, or a picture."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "corrections": ["Correction", "correction_line", "corrections_text", "read_corrections"],
        "escape": ["escape"],
        "page": ["page"],
        "picture": ["picture"],
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

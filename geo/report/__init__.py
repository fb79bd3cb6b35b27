"""The report: what was found in an article, in every form that people take away."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach(
    __name__,
    submod_attrs={
        "analysis": ["analyse"],
        "corrections": ["corrections_toml", "load_corrections", "load_spelling"],
        "report": ["Report"],
        "rows": ["claim_row", "place_row", "route_row"],
    },
)

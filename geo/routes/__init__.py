"""Routes round avoided airspace: policies, the shortest way, what it overflies."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach(
    __name__,
    submod_attrs={
        "policy": ["Area", "Belt", "Policy", "SeaWidth", "load_policy", "policies", "policy_from"],
        "route": ["Leg", "Route", "policy_with", "route", "routes"],
    },
)

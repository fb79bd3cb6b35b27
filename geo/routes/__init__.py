"""Routes round avoided airspace: policies, the shortest way, what it overflies."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "breguet": ["Aircraft", "Estimate", "aircraft", "aircraft_names", "fuel", "payload"],
        "areas": ["closed_countries"],
        "corridors": ["Alternative", "Sensitivity", "alternatives", "closures", "sensitivity"],
        "overflight": ["overflown", "stretches"],
        "policy": ["Area", "Belt", "Policy", "SeaWidth", "load_policy", "policies", "policy_from"],
        "reach": ["reachable"],
        "router": ["Leg", "Route", "policy_with", "route", "routes"],
    },
)

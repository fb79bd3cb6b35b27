"""Routes round avoided airspace: policies, the shortest way, what it overflies."""

from geo.routes.policy import (
    Area,
    Belt,
    Policy,
    SeaWidth,
    load_policy,
    policies,
    policy_from,
)
from geo.routes.route import Leg, Route, policy_with, route, routes

__all__ = [
    "Area",
    "Belt",
    "Leg",
    "Policy",
    "Route",
    "SeaWidth",
    "load_policy",
    "policies",
    "policy_from",
    "policy_with",
    "route",
    "routes",
]

"""Claims: what a story says about places, every reading of it, and a verdict."""

from geo.claims.check import check, extract_claims
from geo.claims.model import KINDS, Claim, Finding, Operand, Reading
from geo.claims.scenario import Scenario, Site, load_scenario

__all__ = [
    "KINDS",
    "Claim",
    "Finding",
    "Operand",
    "Reading",
    "Scenario",
    "Site",
    "check",
    "extract_claims",
    "load_scenario",
]

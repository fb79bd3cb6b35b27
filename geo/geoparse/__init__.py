"""Toponyms: recognised in an article, and each resolved to a feature with a confidence."""

from geo.geoparse.places import find_places, resolve
from geo.geoparse.toponym import ROLES, Candidate, Toponym

__all__ = ["ROLES", "Candidate", "Toponym", "find_places", "resolve"]

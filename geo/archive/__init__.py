"""Archives: many articles, the same analysis for each, on this machine or on a cluster."""

from geo.archive.row import Fields
from geo.archive.run import run
from geo.archive.summary import Summary

__all__ = ["Fields", "Summary", "run"]

"""Every error that dateline raises, with the exit code that the command line gives it.

::

    GeoError                        70  a bug, or what is not told apart below
    ├── UsageError                   2  options that do not go together      (ValueError)
    ├── ArticleError                65  not an article                       (ValueError)
    ├── ScenarioError               65  a scenario or policy file is wrong   (ValueError)
    ├── CorrectionError             65  a corrections file is wrong          (ValueError)
    ├── InvalidCoordinate           65  latitude 95, NaN                     (ValueError)
    ├── InvalidGeometry             65  a self-crossing polygon, a wrong CRS (ValueError)
    ├── PlaceNotFound               65  no feature of that name              (LookupError)
    ├── AmbiguousPlace              65  several, and strict was asked        (LookupError)
    ├── UnknownName                 65  no policy, area or aircraft so named (LookupError)
    ├── NoRoute                     65  every way is closed                  (LookupError)
    ├── MissingInput                66  no such file                         (FileNotFoundError)
    ├── Unreachable                 69  the URL does not answer              (ConnectionError)
    ├── CannotWrite                 74  disk full, no permission             (OSError)
    ├── Busy                        75  another run holds the output         (BlockingIOError)
    └── DataError                   78  a table is missing or damaged        (RuntimeError)

Each also subclasses the built-in that a person would catch. The message is one line that says
what is wrong and where. That something is not known is a value (``undetermined``), never an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = [
    "AmbiguousPlace",
    "ArticleError",
    "Busy",
    "CannotWrite",
    "CorrectionError",
    "DataError",
    "GeoError",
    "InvalidCoordinate",
    "InvalidGeometry",
    "MissingInput",
    "NoRoute",
    "PlaceNotFound",
    "ScenarioError",
    "UnknownName",
    "Unreachable",
    "UsageError",
]


class GeoError(Exception):
    """The root of the tree: catch it to catch everything that dateline raises on purpose."""

    exit_code = 70


class UsageError(GeoError, ValueError):
    """Options that do not go together."""

    exit_code = 2


class ArticleError(GeoError, ValueError):
    """The input is not an article: empty, binary, or too large."""

    exit_code = 65


class ScenarioError(GeoError, ValueError):
    """A scenario or policy file says something that cannot be read."""

    exit_code = 65


class CorrectionError(GeoError, ValueError):
    """A corrections or spelling file says something that cannot be read."""

    exit_code = 65


class InvalidCoordinate(GeoError, ValueError):
    """A coordinate that is no place on Earth: latitude 95, NaN, infinity."""

    exit_code = 65


class InvalidGeometry(GeoError, ValueError):
    """A geometry that cannot be used: self-crossing, empty, or in a projected CRS."""

    exit_code = 65


class PlaceNotFound(GeoError, LookupError):
    """No feature of that name."""

    exit_code = 65


class AmbiguousPlace(GeoError, LookupError):
    """Several features answer to a name, and ``strict`` asked for one.

    Attributes
    ----------
    candidates : sequence of Feature
        The features in question, best first.
    """

    exit_code = 65

    def __init__(self, message: str, candidates: Sequence[Any] = ()) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class UnknownName(GeoError, LookupError):
    """No policy, area, aircraft or unit of that name; the message suggests the nearest."""

    exit_code = 65


class NoRoute(GeoError, LookupError):
    """Every way is closed; the message names the areas that enclose an end.

    Attributes
    ----------
    enclosing : sequence of str
        Names of the areas.
    """

    exit_code = 65

    def __init__(self, message: str, enclosing: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.enclosing = tuple(enclosing)


class MissingInput(GeoError, FileNotFoundError):
    """There is no such file."""

    exit_code = 66


class Unreachable(GeoError, ConnectionError):
    """The URL does not answer, or not with an article."""

    exit_code = 69


class CannotWrite(GeoError, OSError):
    """The output cannot be written: disk full, read-only, no permission."""

    exit_code = 74


class Busy(GeoError, BlockingIOError):
    """Another run holds the output."""

    exit_code = 75


class DataError(GeoError, RuntimeError):
    """A table of the package is missing or damaged; the message names the file and the mend."""

    exit_code = 78

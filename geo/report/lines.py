"""The lines of a scene: the ways that readings compare, each once."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from geo import geodesy
from geo.claims import Reading
from geo.maps.scene import Line
from geo.routes import Route
from geo.units import shown_short

__all__ = ["Lines"]

_POINT_M = 2_000.0
_MODEL = 0.01
_LEAST_M = 1_000.0

Lonlat = tuple[float, float]


class Lines:
    """Collects lines while readings are gone through, and numbers them in order of appearance.

    Parameters
    ----------
    names : mapping of (lon, lat) to str
        What the ends are called.
    inferred : container of (lon, lat)
        Ends that the story does not name.
    """

    def __init__(self, names: Mapping[Lonlat, str], inferred: Container[Lonlat] = ()) -> None:
        self._names = {_rounded(point): name for point, name in names.items()}
        self._inferred = inferred
        self._lines: dict[tuple[Lonlat, ...], Line] = {}

    def of(self, reading: Reading, *, main: bool = True) -> tuple[str, ...]:
        """Give the ids of the lines that belong to a reading, adding those that are new.

        Parameters
        ----------
        reading : Reading
            A reading, with routes or with the two points of a distance.
        main : bool
            Whether its lines are drawn from the start.

        Returns
        -------
        tuple of str
            Ids.
        """
        if reading.routes:
            return tuple(self._way(route, reading, main=main) for route in reading.routes)
        if reading.function == "geo.geodesy.distance" and len(reading.points) == 2:
            return self._straight(reading)
        return ()

    def all(self) -> tuple[Line, ...]:
        """Give every line.

        Returns
        -------
        tuple of Line
            In order of appearance.
        """
        return tuple(self._lines.values())

    def _way(self, route: Route, reading: Reading, *, main: bool) -> str:
        bent = len(route.points) > 2
        blur = _MODEL * route.length_m if bent else _POINT_M
        avoided = f"avoiding {route.policy.title}" if bent else ""
        points = tuple(_rounded(point) for point in route.points)
        return self._kept(points, _label(route.length_m, blur), avoided, reading, main=main)

    def _straight(self, reading: Reading) -> tuple[str, ...]:
        points = tuple(_rounded(point) for point in reading.points)
        (lon1, lat1), (lon2, lat2) = points
        length = geodesy.distance(lon1, lat1, lon2, lat2)
        if length < _LEAST_M:
            return ()
        label = _label(length, reading.uncertainty_m)
        return (self._kept(points, label, "", reading, main=reading.basis == "stated"),)

    def _kept(
        self, points: tuple[Lonlat, ...], label: str, avoided: str, reading: Reading, *, main: bool
    ) -> str:
        """Add a line, or find the one that runs the same way, which is drawn if either is."""
        known = self._lines.get(points)
        if known is None:
            assumed = points[0] in self._inferred or points[-1] in self._inferred
            known = Line(
                id=f"l{len(self._lines) + 1}",
                points=points,
                label=label,
                title=f"{self._title(points)}, {avoided or 'straight'}",
                style="route" if avoided else "hypothetical" if assumed else "straight",
                drawn=main,
                source=reading.source if avoided or assumed else "",
            )
        elif main and not known.drawn:
            known = replace(known, drawn=True)
        self._lines[points] = known
        return known.id

    def _title(self, points: Sequence[Lonlat]) -> str:
        ends = [self._names.get(point, "") for point in (points[0], points[-1])]
        return " to ".join(name or "a point" for name in ends)


def _rounded(point: Sequence[float]) -> Lonlat:
    return round(float(point[0]), 6), round(float(point[1]), 6)


def _label(length_m: float, blur_m: float) -> str:
    return ", ".join(shown_short(length_m, unit, blur_m / 2) for unit in ("km", "mi"))

"""Readings of a distance: straight, by road, there and back, to an edge, in another unit."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from shapely.geometry.base import BaseGeometry

from geo.claims import outlines, world
from geo.claims.model import Claim, Operand, Reading
from geo.claims.verdict import NEAR, holds
from geo.gazetteer.feature import Feature
from geo.quantities import Quantity
from geo.units import METRES

__all__ = ["CONVENTION", "PRINTED", "Answer", "Line", "anywhere", "ends_of", "gone", "lengths"]

ROAD = (1.0, 1.5)
"""Ratio of a plausible road to the straight line; 41 of 101 printed distances lie at 1.1 to 1.5."""
FLOWN = (1.0, 1.25)
"""Ratio of a plausible flight to the straight line: detours and airways."""
EDGE_M = 2000.0
"""How far coasts and borders of Natural Earth 1:10 million may be off, metres."""
CITY_M = 40_000.0
"""How far the largest city reaches; an area that reaches no farther may be meant as a city."""
CITY_SHARE = 0.2
"""Share of a distance up to which the reach of such an area is small beside it: a convention."""
PRINTED = "the text"
CONVENTION = "a house convention"
_GEODESIC = "geo.geodesy.distance"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the readings of a claim come to.

    Attributes
    ----------
    readings : tuple of Reading
        The readings.
    missing : tuple of str
        What is missing for more.
    reason : str
        The reason, where a general one will not do.
    area : shapely geometry or None
        The area that the words describe.
    """

    readings: tuple[Reading, ...] = ()
    missing: tuple[str, ...] = ()
    reason: str = ""
    area: BaseGeometry | None = field(default=None)


@dataclass(frozen=True, slots=True)
class Line:
    """A computed length, and the printed one that it is held against.

    Attributes
    ----------
    value, unsure : float
        Metres, and the half width of what is not known of it.
    points : tuple of (lon, lat)
        Its ends.
    quantity : Quantity
        The printed length.
    near : float
        Share by which a miss is still called near.
    """

    value: float
    unsure: float
    points: tuple[world.Lonlat, ...]
    quantity: Quantity
    near: float = NEAR

    def times(self, factor: float) -> Line:
        """Give the line some times as long.

        Parameters
        ----------
        factor : float
            How many times.

        Returns
        -------
        Line
            With its uncertainty as many times as large.
        """
        return replace(self, value=self.value * factor, unsure=self.unsure * factor)

    def reading(
        self,
        label: str,
        *assumptions: str,
        basis: str = "conjectured",
        saves: bool = False,
        function: str = _GEODESIC,
        constants: tuple[tuple[str, float], ...] = (),
    ) -> Reading:
        """Hold the line against the printed length.

        Parameters
        ----------
        label : str
            Name of the reading.
        *assumptions : str
            Every assumption, in words.
        basis : str
            ``stated`` or ``conjectured``.
        saves : bool
            Whether it may keep the claim from being refuted.
        function : str
            What computed the value.
        constants : tuple of (str, float)
            The constants used.

        Returns
        -------
        Reading
            With what holds.
        """
        quantity = self.quantity
        held = holds(self.value, self.unsure, quantity, near=self.near)
        loose = held in {"no", "near"} and quantity.loose_low <= self.value <= quantity.loose_high
        return Reading(
            label=label,
            assumptions=assumptions,
            basis=basis,
            source=PRINTED if basis == "stated" else CONVENTION,
            value_m=self.value,
            uncertainty_m=self.unsure,
            holds=held,
            aspect="distance",
            saves=saves,
            function=function,
            points=self.points,
            constants=constants,
            note="yes where every zero is taken for rounding" if loose else "",
        )

    def band(self, label: str, ratio: tuple[float, float]) -> Reading:
        """Hold all ways of some times the line's length against the printed one.

        Parameters
        ----------
        label : str
            Name of the reading.
        ratio : tuple of float
            Least and greatest number of times.

        Returns
        -------
        Reading
            A conjecture that may keep the claim from being refuted.
        """
        low, high = ratio[0] * self.value - self.unsure, ratio[1] * self.value + self.unsure
        fits = _reaches(self.quantity, low, high)
        return Reading(
            label=label,
            assumptions=(f"{ratio[0]:g} to {ratio[1]:g} times the straight line",),
            basis="conjectured",
            source=CONVENTION,
            value_m=(low + high) / 2,
            uncertainty_m=(high - low) / 2,
            holds="yes" if fits else "no",
            aspect="distance",
            saves=True,
            function=_GEODESIC,
            points=self.points,
            constants=(("least_ratio", ratio[0]), ("greatest_ratio", ratio[1])),
        )


def _reaches(quantity: Quantity, low: float, high: float) -> bool:
    """Tell whether a band holds the figure itself, or a limit that the words set."""
    if quantity.hedge == "vague":
        return quantity.low <= high and low <= quantity.high
    if quantity.hedge == "at least":
        return quantity.metres <= high
    if quantity.hedge == "up to":
        return low <= quantity.metres
    return low <= quantity.metres <= high


def gone(*operands: tuple[str, Operand | None]) -> tuple[str, ...]:
    """Say which operands are not known.

    Parameters
    ----------
    *operands : tuple of (str, Operand or None)
        The role and the operand.

    Returns
    -------
    tuple of str
        One line for each that has no feature.
    """
    return tuple(
        f"where “{operand.text}” is" if operand and operand.text else f"the {role} is not named"
        for role, operand in operands
        if operand is None or operand.feature is None
    )


def ends_of(claim: Claim) -> tuple[Feature, Feature] | None:
    """Give the features of both operands.

    Parameters
    ----------
    claim : Claim
        Any claim.

    Returns
    -------
    tuple of Feature or None
        Subject and reference; None where one is not known.
    """
    a = claim.subject.feature if claim.subject else None
    b = claim.reference.feature if claim.reference else None
    return (a, b) if a is not None and b is not None else None


def lengths(claim: Claim, near: float = NEAR) -> tuple[Reading, ...]:
    """Read the length of a claim in every way.

    Parameters
    ----------
    claim : Claim
        With a quantity and two known operands.
    near : float
        Share by which a miss is still called near.

    Returns
    -------
    tuple of Reading
        Empty where an area has no outline.
    """
    ends, quantity = ends_of(claim), claim.quantity
    if ends is None or quantity is None:
        return ()
    return tuple(_lengths(claim, *ends, quantity, near))


def _lengths(
    claim: Claim, a: Feature, b: Feature, quantity: Quantity, near: float
) -> Iterator[Reading]:
    apart = world.geodesic(world.point(a), world.point(b))
    rims = {feature: _rim(feature, apart) for feature in (a, b)}
    wide = [feature for feature in (a, b) if world.is_area(feature) and not rims[feature]]
    edges = tuple(_edges(a, b, quantity, near)) if wide else ()
    yield from edges
    if (edges and len(wide) == 2) or (not edges and any(_endless(f) for f in wide)):
        return
    places = (world.point(a), world.point(b))
    unsure = math.hypot(world.uncertainty(a), world.uncertainty(b))
    line = Line(world.geodesic(*places), unsure, places, quantity, near)
    stated = not edges and "return" not in claim.traits
    yield line.reading(
        "straight line",
        f"from the point of {a.name} to the point of {b.name}",
        "on the geodesic",
        basis="stated" if stated else "conjectured",
        saves=bool(edges),
    )
    yield from _ways(claim, line)
    rim = sum(rims.values())
    if rim and not edges:
        yield replace(line, unsure=rim).reading(
            "edge of the city",
            f"anywhere in the built-up areas, {rim / 1000:.0f} km in all",
            saves=True,
            constants=(("reach_m", rim),),
        )
    if "conversion" not in claim.traits:
        yield from _units(line)


def _rim(feature: Feature, apart: float) -> float:
    """Tell how far a city reaches, or an area that is one seen from so far: Singapore, Berlin."""
    if feature.kind in {"city", "suburb"}:
        return world.spread(feature)
    if not world.is_area(feature):
        return 0.0
    rim = outlines.reach(world.point(feature), feature)
    return rim if rim is not None and rim <= min(CITY_M, CITY_SHARE * apart) else 0.0


def _endless(feature: Feature) -> bool:
    """Tell whether a feature without an outline is too long to be taken as a point."""
    return feature.kind not in {"admin2", "island"}


def _ways(claim: Claim, line: Line) -> Iterator[Reading]:
    traits = claim.traits
    if "flight" in traits:
        yield line.band("flown route", FLOWN)
    elif "straight" not in traits:
        yield line.band("by road", ROAD)
    returns = "return" in traits
    if returns or ("trip" in traits and "one_way" not in traits):
        yield line.times(2).reading(
            "there and back",
            "a straight line, there and back",
            basis="stated" if returns else "conjectured",
            saves=not returns,
            constants=(("times", 2.0),),
        )


def _units(line: Line) -> Iterator[Reading]:
    printed = line.quantity.unit
    for unit in {"mi": ("nmi", "km"), "km": ("mi",)}.get(printed, ()):
        ratio = METRES[printed] / METRES[unit]
        name = {"nmi": "nautical miles", "km": "kilometres", "mi": "miles"}[unit]
        yield line.times(ratio).reading(
            name, f"the figure is in {name}", constants=(("ratio", ratio),)
        )


def _edges(a: Feature, b: Feature, quantity: Quantity, near: float) -> Iterator[Reading]:
    inside: bool | None = False
    if world.is_area(a) and world.is_area(b):
        least, far = outlines.gap(a, b), outlines.farthest(a, b)
    else:
        area, other = (a, b) if world.is_area(a) else (b, a)
        place = world.point(other)
        least, far = outlines.nearest(place, area), outlines.reach(place, area)
        inside = outlines.inside(other, area)
    if least is None:
        return
    ends = [feature for feature in (a, b) if not world.is_area(feature)]
    unsure = EDGE_M + sum(world.uncertainty(feature) for feature in ends)
    yield Line(least[0], unsure, least[1:], quantity, near).reading(
        "nearest points",
        "from the nearest edge of the area",
        basis="stated",
        function="geo.geodesy.distance of the nearest points",
    )
    if far is not None:
        yield anywhere(0.0 if inside else least[0], far, least[1:], quantity)


def anywhere(
    least: float, far: float, points: tuple[world.Lonlat, ...], quantity: Quantity
) -> Reading:
    """Read a distance as one from any point of an area.

    Parameters
    ----------
    least, far : float
        Metres to its nearest and its farthest point.
    points : tuple of (lon, lat)
        The nearest points.
    quantity : Quantity
        The printed length.

    Returns
    -------
    Reading
        A conjecture that may keep the claim from being refuted.
    """
    return Reading(
        label="anywhere in the area",
        assumptions=("any point of the area, not its edge",),
        basis="conjectured",
        source=CONVENTION,
        value_m=(least + far) / 2,
        uncertainty_m=(far - least) / 2,
        holds="yes" if quantity.low <= far and least <= quantity.high else "no",
        aspect="distance",
        saves=True,
        function=_GEODESIC,
        points=points,
        constants=(("least_m", least), ("greatest_m", far)),
    )

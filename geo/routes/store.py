"""Prepared obstacles: shipped policies' come with the package, others from the user's cache."""

from __future__ import annotations

import contextlib
import hashlib
import json
import struct
import zlib
from dataclasses import replace
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import CannotWrite
from geo.files import cache_folder, write_whole
from geo.gazetteer.shapes import place_of
from geo.gazetteer.tables import folder, manifest, table
from geo.routes.corners import Links
from geo.routes.obstacles import UNITS, Obstacles, outlined, prepare
from geo.routes.policy import Policy

__all__ = ["dump", "key_of", "obstacles_of", "parse", "table_name"]

MAGIC = b"dateline obstacles 1\n"
VERSION = 2


def table_name(policy: Policy) -> str:
    """Give the name of the table that a shipped policy is compiled to.

    Parameters
    ----------
    policy : Policy
        Any.

    Returns
    -------
    str
        A file name.
    """
    return f"{policy.name}.bin"


def key_of(policy: Policy, buffer_m: float = 0.0) -> str:
    """Give the key of a policy's geometry: its content, the data it is made of, the method.

    Parameters
    ----------
    policy : Policy
        Any; its title, notes and sources do not count.
    buffer_m : float
        Further distance, in metres.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    areas = [
        (a.country, a.polygon.wkb_hex if a.polygon is not None else "", a.buffer_m)
        for a in policy.areas
    ]
    rule = policy.belt
    belt = (
        [rule.width_m, rule.straits_open, [(s.sea, s.width_m) for s in rule.seas]] if rule else None
    )
    tables = ["countries.col"] if policy.countries or policy.open_countries else []
    tables += ["land.col"] if rule else []
    tables += ["waters.col"] if rule and rule.seas else []
    data = [manifest(place_of(name) or folder() / "tables")[name][0] for name in tables]
    content = [VERSION, areas, belt, policy.open_countries, policy.borders, buffer_m, data]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def obstacles_of(policy: Policy, buffer_m: float = 0.0) -> Obstacles:
    """Give the prepared obstacles of a policy, from the package, the cache, or made now.

    Parameters
    ----------
    policy : Policy
        Any.
    buffer_m : float
        Further distance kept from all areas, in metres.

    Returns
    -------
    Obstacles
        Shared by all who ask in this process.
    """
    return _obstacles(key_of(policy, buffer_m), _Held(policy, buffer_m))


class _Held:
    """A policy that rides along with its key: equal to any other, so that only the key counts."""

    def __init__(self, policy: Policy, buffer_m: float) -> None:
        self.policy, self.buffer_m = policy, buffer_m

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=32)
def _obstacles(key: str, held: _Held) -> Obstacles:
    name, place = table_name(held.policy), folder() / "policies"
    if name in manifest(place):
        found = parse(table(name, place).read_bytes(), key)
        if found is not None:
            return found
    path = cache_folder() / "routes" / f"{key}.bin"
    with contextlib.suppress(OSError):
        found = parse(path.read_bytes(), key)
        if found is not None:
            return found
    from geo.routes.areas import closed_polygon

    mixed = held.buffer_m > 0 or any(a.polygon is not None for a in held.policy.areas)
    made = prepare(closed_polygon(held.policy, held.buffer_m), slits=mixed)
    with contextlib.suppress(CannotWrite, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, dump(made, key))
    return made


def dump(obstacles: Obstacles, key: str) -> bytes:
    """Write prepared obstacles as bytes.

    Parameters
    ----------
    obstacles : Obstacles
        From `geo.routes.obstacles.prepare`.
    key : str
        From `key_of`.

    Returns
    -------
    bytes
        With their own hash, so that damage shows.
    """
    kind, xy, offsets = shapely.to_ragged_array([obstacles.polygons])
    assert kind == shapely.GeometryType.MULTIPOLYGON
    units = np.rint(xy * UNITS).astype(np.int64)
    steps = np.diff(units, axis=0, prepend=np.zeros((1, 2), np.int64)).T
    # A step from -180 to 180 wraps in 32 bits, and wraps back when the steps are summed.
    arrays = [steps.astype("<i4"), *[np.asarray(o, "<i4") for o in offsets]]
    links = obstacles.links
    if links is not None:
        arrays += [np.diff(a, prepend=0).astype("<i4") for a in (links.vertex, links.start)]
        arrays.append(links.target.astype("<i4"))
    body = b"".join(a.tobytes() for a in arrays) + np.packbits(obstacles.alive).tobytes()
    sizes = [a.size for a in arrays]
    head = json.dumps({"key": key, "sizes": sizes, "vertices": len(obstacles.alive)}).encode()
    packed = struct.pack("<I", len(head)) + head + zlib.compress(body, 9)
    return MAGIC + hashlib.sha256(packed).digest() + packed


def parse(data: bytes, key: str) -> Obstacles | None:
    """Read prepared obstacles.

    Parameters
    ----------
    data : bytes
        From `dump`.
    key : str
        The key that they must have.

    Returns
    -------
    Obstacles or None
        None where they are damaged or of another key.
    """
    start = len(MAGIC) + 32
    packed = data[start:]
    if not data.startswith(MAGIC) or hashlib.sha256(packed).digest() != data[start - 32 : start]:
        return None
    (size,) = struct.unpack("<I", packed[:4])
    head = json.loads(packed[4 : 4 + size])
    if head["key"] != key:
        return None
    body = zlib.decompress(packed[4 + size :])
    arrays: list[NDArray[np.int32]] = []
    at = 0
    for count in head["sizes"]:
        arrays.append(np.frombuffer(body, "<i4", count, at))
        at += 4 * count
    steps = arrays[0].reshape(2, -1)
    xy = np.ascontiguousarray(np.cumsum(steps, axis=1, dtype=np.int32).T / UNITS)
    offsets = tuple(a.copy() for a in arrays[1:4])
    polygons = shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, xy, offsets)[0]
    bits = np.frombuffer(body, np.uint8, -1, at)
    alive = np.unpackbits(bits, count=head["vertices"]).astype(bool)
    links = None
    if len(arrays) > 4:
        vertex, first = (np.cumsum(a, dtype=np.int64) for a in arrays[4:6])
        links = Links(vertex, first, arrays[6].astype(np.int64))
    return replace(outlined(polygons, alive), links=links)

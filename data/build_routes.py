"""Compile the obstacles of the shipped policies and list the hashes of what ships with them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]

from geo.files import write_whole  # noqa: E402
from geo.gazetteer.encode import write_manifest  # noqa: E402
from geo.routes.areas import closed_polygon  # noqa: E402
from geo.routes.links import linked  # noqa: E402
from geo.routes.obstacles import prepare  # noqa: E402
from geo.routes.policy import load_policy, policies  # noqa: E402
from geo.routes.store import dump, key_of, table_name  # noqa: E402


def build(place: Path) -> None:
    """Write the obstacles of each policy beside its file."""
    plain = sorted(p.name for p in place.glob("*.csv"))
    write_manifest(place, plain)
    names = []
    for name in policies():
        start = time.perf_counter()
        policy = load_policy(name)
        made = linked(prepare(closed_polygon(policy), slits=False))
        data = dump(made, key_of(policy))
        write_whole(place / table_name(policy), data)
        names.append(table_name(policy))
        took = time.perf_counter() - start
        print(
            f"{name}: {len(made.lon)} vertices, {len(made.corners.lon)} corners, "
            f"{len(data) / 1000:.0f} kB, {took:.1f} s"
        )
    write_manifest(place, [*plain, *names])


if __name__ == "__main__":
    build(HERE / "policies")

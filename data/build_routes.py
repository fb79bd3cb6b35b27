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
    """Write the obstacles of each policy beside its file.

    The list of hashes is whole at every moment: old obstacles stay in it, because what no longer
    fits its policy is not used.
    """
    plain = [p.name for p in place.glob("*.csv")]
    write_manifest(place, [*plain, *(p.name for p in place.glob("*.bin"))])
    made_now: dict[str, bytes] = {}
    for name in policies():
        start = time.perf_counter()
        policy = load_policy(name)
        made = linked(prepare(closed_polygon(policy), slits=False))
        data = dump(made, key_of(policy))
        made_now[table_name(policy)] = data
        took = time.perf_counter() - start
        print(
            f"{name}: {len(made.lon)} vertices, {len(made.corners.lon)} corners, "
            f"{len(data) / 1000:.0f} kB, {took:.1f} s"
        )
    for name, data in made_now.items():
        write_whole(place / name, data)
    write_manifest(place, [*plain, *made_now])


if __name__ == "__main__":
    build(HERE / "policies")

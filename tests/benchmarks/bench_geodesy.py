"""Speed and error of geo.geodesy and its peers, as ratios to pyproj.Geod.inv in the same run.

`python tests/benchmarks/bench_geodesy.py [--rounds N] [--quick]`. Runs are interleaved, and medians
taken of the seconds that a processor worked. Peers that are not installed are left out, and named.
With AVX-512 the table of kernels is printed a second time, for a processor without it.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from pyproj import Geod

ROOT = Path(__file__).resolve().parents[2]
GEODTEST = ROOT.parent / "shared" / "geodesic" / "GeodTest-short.dat.gz"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "geodesy")]

from pairs import CLASSES  # noqa: E402

from geo import geodesy  # noqa: E402
from geo.geodesy import engine  # noqa: E402
from geo.geodesy.series import figure_of  # noqa: E402
from geo.geodesy.workers import together  # noqa: E402

GEOD = Geod(ellps="WGS84")
Pairs = tuple[np.ndarray, ...]


def sphere(rng: np.random.Generator, n: int) -> Pairs:
    """Points spread evenly."""
    return rng.uniform(-180, 180, n), np.degrees(np.arcsin(rng.uniform(-1, 1, n)))


def samples(n: int) -> dict[str, Pairs]:
    """The three sets of pairs that the tables are about."""
    rng = np.random.default_rng(1)
    lon, lat = sphere(rng, n)
    x, y, _ = GEOD.fwd(lon, lat, rng.uniform(0, 360, n), rng.uniform(0, 5e5, n))
    short = (lon, lat, np.asarray(x), np.asarray(y))
    lon, lat = sphere(rng, n // 10)
    reach = 2e5 * np.sqrt(rng.uniform(0, 1, n // 10))
    x, y, _ = GEOD.fwd(lon + 180, -lat, rng.uniform(0, 360, n // 10), reach)
    anti = (lon, lat, np.asarray(x), np.asarray(y))
    return {"global": (*sphere(rng, n), *sphere(rng, n)), "< 500 km": short, "antipodal": anti}


def interleaved(
    runs: dict[str, Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, float]:
    """Median seconds of each run, taken in turn so that all meet the same noise.

    The seconds are those that a processor worked for this process, which other processes on the
    machine do not lengthen; the gain of a second thread is told by the clock on the wall.
    """
    for run in runs.values():
        run()
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = clock()
            run()
            taken[name].append(clock() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def as_numpy(call: Callable[[], object]) -> Callable[[], object]:
    """Make a call run as it does where numba is not installed."""

    def run() -> object:
        loaded, has = dict(engine._loaded), engine._has_numba
        engine._loaded.clear()
        engine._has_numba = lambda: False
        try:
            return call()
        finally:
            engine._loaded.update(loaded)
            engine._has_numba = has

    return run


def kernels(n: int, rounds: int) -> None:
    """Print the ratios of our own functions."""
    engine._MANY = 0
    rng = np.random.default_rng(2)
    heads = ("M pairs/s", "x pyproj", "2 threads", "at most", "numpy path x")
    print(f"{'one thread':24}" + "".join(f"{head:>14}" for head in heads))
    jobs = {}
    for name, pairs in samples(n).items():
        for kind, call in (("distance", geodesy.distance), ("inverse", geodesy.inverse)):
            job = len(pairs[0]), partial(GEOD.inv, *pairs), partial(call, *pairs)
            jobs[f"{kind}, {name}"] = job
    starts = (*sphere(rng, n), rng.uniform(0, 360, n), rng.uniform(0, 2e7, n))
    jobs["direct"] = n, partial(GEOD.fwd, *starts), partial(geodesy.direct, *starts)
    side = int((4 * n) ** 0.5)
    one, other = sphere(rng, side), sphere(rng, side)
    places = [np.repeat(x, side) for x in one] + [np.tile(x, side) for x in other]
    table = partial(geodesy.distance_matrix, *one, *other)
    jobs[f"matrix {side} x {side}"] = side * side, partial(GEOD.inv, *places), table
    alone, both = apart(n // 2)
    for name, (pairs, proj, ours) in jobs.items():
        taken = interleaved({"proj": proj, "one": ours, "numpy": as_numpy(ours)}, rounds)
        x = {key: taken["proj"] / seconds for key, seconds in taken.items()}
        threads = {"one": ours, "two": partial(ours, workers=2), "alone": alone, "both": both}
        wall = interleaved(threads, 2 * rounds + 1, time.perf_counter)
        gain, most = wall["one"] / wall["two"], 2 * wall["alone"] / wall["both"]
        print(
            f"{name:24}{pairs / taken['one'] / 1e6:14.1f}{x['one']:14.1f}"
            f"{f'x {gain:.2f}':>14}{f'x {most:.2f}':>14}{x['numpy']:14.1f}",
            flush=True,
        )


def apart(n: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """A loop on one thread, and one on each of two that share nothing: what the machine gives."""
    rng = np.random.default_rng(4)
    pairs, outputs = (*sphere(rng, n), *sphere(rng, n)), [(np.empty(n),), (np.empty(n),)]
    geodesy.distance(*pairs)
    path, figure = engine._path(n, "distance"), figure_of(geodesy.WGS84)

    def whole(which: int) -> None:
        path.loop(pairs, outputs[which], figure, path.queue(-(-n // path.chunk), 1), 0)

    return lambda: whole(0), lambda: together(whole, 2)


def peers(n: int, rounds: int) -> None:
    """Print the ratios and greatest errors of the libraries that people use."""
    sets = {name: tuple(x[:n] for x in pairs) for name, pairs in samples(10 * n).items()}
    found, missing = _peers()
    print(f"{'peer':28}" + "".join(f"{name:>26}" for name in sets))
    print(f"{'':28}" + f"{'x pyproj   greatest error':>26}" * len(sets))
    lines = {name: f"{name:28}" for name in found}
    for pairs in sets.values():
        true = np.asarray(GEOD.inv(*pairs)[2])
        few = {name: min(len(true), size) for name, (_, size) in found.items()}
        parts = {name: tuple(x[:size] for x in pairs) for name, size in few.items()}
        runs = {
            name: (lambda call=call, part=parts[name]: call(*part))
            for name, (call, _) in found.items()
        }
        taken = interleaved({"proj": lambda pairs=pairs: GEOD.inv(*pairs)} | runs, rounds)
        for name, run in runs.items():
            speed = taken["proj"] / len(true) / (taken[name] / few[name])
            off = float(np.nanmax(np.abs(np.asarray(run()) - true[: few[name]])))
            lines[name] += f"{f'{speed:.3g}':>12}{_length(off):>14}"
    print("\n".join(lines.values()))
    if missing:
        print(f"not installed: {', '.join(missing)}")


def _length(metres: float) -> str:
    for unit, size in (("km", 1e3), ("m", 1.0), ("mm", 1e-3), ("um", 1e-6)):
        if metres >= size:
            return f"{metres / size:.3g} {unit}"
    return f"{metres * 1e9:.3g} nm"


def _peers() -> tuple[dict[str, tuple[Callable, int]], list[str]]:
    """Give each peer as a function of arrays, and how many pairs it is given."""
    found: dict[str, tuple[Callable, int]] = {"geo.geodesy": (geodesy.distance, 10**9)}
    missing = []
    for module, make in _MAKERS.items():
        try:
            found |= make(importlib.import_module(module))
        except ImportError:
            missing.append(module)
    return found, missing


def _geopy(module):
    def loop(measure):
        return lambda a, b, c, d: [
            measure((y1, x1), (y2, x2)).m for x1, y1, x2, y2 in zip(a, b, c, d, strict=True)
        ]

    return {
        "geopy geodesic": (loop(module.geodesic), 1000),
        "geopy great_circle": (loop(module.great_circle), 1000),
    }


def _geographiclib(module):
    solve = module.Geodesic.WGS84.Inverse
    return {
        "geographiclib": (
            lambda a, b, c, d: [
                solve(y1, x1, y2, x2)["s12"] for x1, y1, x2, y2 in zip(a, b, c, d, strict=True)
            ],
            1000,
        )
    }


def _geodistpy(module):
    def call(a, b, c, d):
        return module.geodist(np.column_stack([b, a]), np.column_stack([d, c]), metric="meter")

    return {"geodistpy": (call, 10**9)}


def _haversine(module):
    def call(a, b, c, d):
        one, other = np.column_stack([b, a]), np.column_stack([d, c])
        return module.haversine_vector(one, other, unit="m", normalize=True)

    return {"haversine": (call, 10**9)}


def _sklearn(module):
    def call(a, b, c, d):
        from sklearn.metrics import DistanceMetric

        metric = DistanceMetric.get_metric("haversine")
        one, other = np.radians(np.column_stack([b, a])), np.radians(np.column_stack([d, c]))
        # It has matrices alone: blocks of 100 by 100, of which the diagonal is kept.
        blocks = range(0, len(one), 100)
        return 6371008.8 * np.concatenate(
            [np.diag(metric.pairwise(one[i : i + 100], other[i : i + 100])) for i in blocks]
        )

    return {"scikit-learn (1 of 100)": (call, 10_000)}


def _spherely(module):
    def call(a, b, c, d):
        one, other = module.points(a, b), module.points(c, d)
        return module.distance(one, other)

    return {"spherely": (call, 100_000)}


_MAKERS = {
    "geopy.distance": _geopy,
    "geographiclib.geodesic": _geographiclib,
    "geodistpy": _geodistpy,
    "haversine": _haversine,
    "sklearn.metrics": _sklearn,
    "spherely": _spherely,
}


def errors(n: int) -> None:
    """Print the greatest differences from PROJ on hard classes, and from the published set."""
    print(f"{'greatest error, nm':24}{'distance':>10}{'inverse':>10}{'azimuth':>10}{'direct':>10}")
    for make in CLASSES:
        pairs = make(np.random.default_rng(5), n)
        true = np.asarray(GEOD.inv(*pairs)[2])
        s, azi1, _ = geodesy.inverse(*pairs)
        x, y, _ = GEOD.fwd(*pairs[:2], azi1, s)
        lon, lat, _ = geodesy.direct(*pairs[:2], azi1, s)
        print_errors(
            make.__name__,
            np.abs(geodesy.distance(*pairs) - true),
            np.abs(s - true),
            GEOD.inv(x, y, *pairs[2:])[2],
            GEOD.inv(lon, lat, *pairs[2:])[2],
        )
    if GEODTEST.exists():
        with gzip.open(GEODTEST, "rt") as file:
            lat1, lon1, azi, lat2, lon2, _, s12, _, m12, _ = np.loadtxt(file).T
        s, azi1, _ = geodesy.inverse(lon1, lat1, lon2, lat2)
        turn = np.radians((azi1 - azi + 180) % 360 - 180) * m12
        lon, lat, _ = geodesy.direct(lon1, lat1, azi, s12)
        end = GEOD.inv(lon, lat, lon2, lat2)[2]
        print_errors(
            "GeodTest-short",
            np.abs(geodesy.distance(lon1, lat1, lon2, lat2) - s12),
            np.abs(s - s12),
            np.abs(turn),
            end,
        )


def print_errors(name: str, *values: np.ndarray) -> None:
    """Print one line of the table of errors."""
    print(f"{name:24}" + "".join(f"{np.max(value) * 1e9:10.1f}" for value in values))


def nearest() -> None:
    """Print the time of a million points against a hundred thousand sites."""
    rng = np.random.default_rng(3)
    here, there = sphere(rng, 1_000_000), sphere(rng, 100_000)
    start, cpu = time.perf_counter(), time.process_time()
    index, _ = geodesy.nearest(*here, *there)
    start, cpu = time.perf_counter() - start, time.process_time() - cpu
    some = rng.integers(0, 1_000_000, 200)
    table = geodesy.distance_matrix(here[0][some], here[1][some], *there)
    wrong = int((table.argmin(1) != index[some]).sum())
    print(f"nearest, 1,000,000 points, 100,000 sites: {start:.2f} s ({cpu:.2f} s of one core)")
    print(f"  differing from brute force: {wrong} of 200")


def starts(rounds: int) -> None:
    """Print what single calls, the import and the first call of a process cost."""
    number = 100_000
    pair = (37.157, 36.203, 48.516, 34.799)
    for name, call in (
        ("geo.geodesy.distance of floats", lambda: geodesy.distance(*pair)),
        ("pyproj.Geod.inv of floats", lambda: GEOD.inv(*pair)),
    ):
        taken = (
            statistics.median(
                timeit.repeat(call, timer=time.process_time, number=number, repeat=rounds)
            )
            / number
        )
        print(f"{name:48}{taken * 1e6:8.2f} us")
    plain, ours = [], []
    for _ in range(2 * rounds + 1):
        plain.append(clocked("import numpy"))
        ours.append(clocked("import numpy, geo.geodesy"))
    extra = statistics.median(ours) - statistics.median(plain)
    print(f"{'import geo.geodesy, over import numpy':48}{extra * 1e3:8.1f} ms")
    first = (
        "import numpy as np, time; from geo import geodesy; z = np.zeros(1_000_000); "
        "start = time.perf_counter(); geodesy.distance(z, z, z + 1, z); "
        "print(time.perf_counter() - start)"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in ("compiling", "from the cache"):
            took = float(fresh(first, NUMBA_CACHE_DIR=folder))
            print(f"{f'first call with 1,000,000 pairs, {name}':48}{took:8.2f} s")


def fresh(code: str, **environment: str) -> str:
    """Run code in a new process."""
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-c", code], env=whole, capture_output=True, text=True, check=True
    )
    return done.stdout


def clocked(imports: str) -> float:
    """Processor seconds that imports take in a new process, its start not counted."""
    clock = "time.thread_time()"  # numpy leaves a second thread spinning for a while
    return float(fresh(f"import time; start = {clock}\n{imports}\nprint({clock} - start)"))


def without_avx512(arguments: argparse.Namespace) -> None:
    """Print the table of kernels again, compiled for a processor that has AVX2 and no more."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "NUMBA_CPU_NAME": "haswell",
            "NUMBA_CPU_FEATURES": "",
            "NUMBA_CACHE_DIR": folder,
        }
        command = [sys.executable, __file__, "--kernels", "--rounds", str(arguments.rounds)]
        subprocess.run(command + ["--quick"] * arguments.quick, env=environment, check=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="a tenth of the pairs")
    parser.add_argument("--kernels", action="store_true", help="the table of kernels alone")
    arguments = parser.parse_args()
    n = 100_000 if arguments.quick else 1_000_000
    if hasattr(os, "getloadavg"):
        print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    kernels(n, arguments.rounds)
    if arguments.kernels:
        return
    flags = Path("/proc/cpuinfo")
    if flags.exists() and "avx512f" in flags.read_text() and platform.machine() == "x86_64":
        print("\nkernels compiled for AVX2", flush=True)
        without_avx512(arguments)
    for part, size in ((peers, (n // 10, arguments.rounds)), (errors, (n // 5,)), (nearest, ())):
        print()
        part(*size)
    starts(arguments.rounds)


if __name__ == "__main__":
    main()

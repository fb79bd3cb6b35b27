"""The compiled kernels: that they are vectorised, cached, and never needed."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from geo import geodesy
from geo.geodesy import engine

from .conftest import force
from .pairs import CLASSES, GEOD

kernels = pytest.importorskip("geo.geodesy.kernels", exc_type=ImportError)


def run(code: str, **environment: str) -> str:
    """Run code in a fresh interpreter."""
    whole = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=whole, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


ASSEMBLY = """
import json
from numba.core import caching
caching.CacheImpl._locator_classes = []  # numba keeps no assembly of what it caches
from geo.geodesy import kernels
assembly = {name: kernels.compiled(name).inspect_asm() for name in kernels.LOOPS}
print(json.dumps({name: next(iter(texts.values())) for name, texts in assembly.items()}))
"""


@pytest.mark.skipif(platform.machine() not in {"x86_64", "AMD64"}, reason="reads x86 assembly")
def test_loops_are_vectorised() -> None:
    """Each loop multiplies, divides and takes roots of several numbers at once, without a call."""
    for name, assembly in json.loads(run(ASSEMBLY)).items():
        for op in ("mul", "div", "sqrt"):
            packed = len(re.findall(rf"\bv?{op}pd\b", assembly))
            single = len(re.findall(rf"\bv?{op}sd\b", assembly))
            # Single ones are left in a second copy of the body, for the last few numbers.
            assert packed >= max(1, single // 2), (name, op, packed, single)
        assert not re.findall(r"\bcall\w*\s+\S*(?:sin|cos|tan|rint)", assembly), name


def test_without_numba_the_answers_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = CLASSES[0](np.random.default_rng(1), 20_000)
    force(monkeypatch, "numba")
    compiled = geodesy.inverse(*pairs)
    force(monkeypatch, "numpy")
    plain = geodesy.inverse(*pairs)
    assert np.abs(compiled[0] - plain[0]).max() <= 20e-9
    for one, other in zip(compiled[1:], plain[1:], strict=True):
        assert np.abs((one - other + 180) % 360 - 180).max() < 1e-9


def test_an_import_error_of_numba_costs_speed_alone() -> None:
    code = (
        "import sys, numpy as np\n"
        "sys.modules['numba'] = None\n"
        "from geo import geodesy\n"
        "n = 1_100_000\n"
        "s = geodesy.distance(np.zeros(n), np.zeros(n), np.ones(n), np.zeros(n))\n"
        "print(round(s[-1], 3))"
    )
    assert run(code) == "111319.491"


def test_small_arrays_import_neither_numba_nor_pandas() -> None:
    code = (
        "import sys, numpy as np\n"
        "from geo import geodesy\n"
        "geodesy.distance(np.zeros(100_000), np.zeros(100_000), 1, 1)\n"
        "print(sorted({'numba', 'pandas', 'shapely', 'scipy'} & set(sys.modules)))"
    )
    assert run(code) == "[]"


def test_import_takes_nothing_heavy() -> None:
    heavy = "'numba', 'pandas', 'shapely', 'scipy', 'pyproj', 'geopandas', 'concurrent.futures'"
    code = f"import sys, geo.geodesy\nprint(sorted({{{heavy}}} & set(sys.modules)))"
    assert run(code) == "[]"


def test_every_public_name_is_there() -> None:
    for name in geodesy.__all__:
        assert getattr(geodesy, name) is getattr(geodesy, name)
        assert name in dir(geodesy)
    with pytest.raises(AttributeError, match="haversine"):
        geodesy.haversine  # noqa: B018


FIRST = """
import numpy as np
from geo import geodesy
from geo.geodesy import engine
engine._MANY = 0
ones = np.ones(1000)
lon, lat, azimuth = geodesy.direct(ones, 0 * ones, 90 * ones, 111319.491 * ones)
assert "destination" in engine._loaded
print(round(lon[-1], 6))
"""


@pytest.fixture(scope="module")
def cached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a process has left what it compiled."""
    folder = tmp_path_factory.mktemp("cache")
    assert run(FIRST, NUMBA_CACHE_DIR=str(folder)) == "2.0"
    return folder


def test_a_second_process_loads_what_the_first_compiled(cached: Path) -> None:
    files = {path: path.stat().st_mtime_ns for path in cached.rglob("*.nbc")}
    assert files
    assert run(FIRST, NUMBA_CACHE_DIR=str(cached)) == "2.0"
    assert {path: path.stat().st_mtime_ns for path in cached.rglob("*.nbc")} == files


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
def test_a_damaged_cache_is_no_error(cached: Path, tmp_path: Path, ending: str) -> None:
    shutil.copytree(cached, tmp_path / "copy")
    damaged = list((tmp_path / "copy").rglob(f"*.{ending}"))
    assert damaged
    for path in damaged:
        path.write_bytes(b"damaged")
    assert run(FIRST, NUMBA_CACHE_DIR=str(tmp_path / "copy")) == "2.0"


def test_no_folder_for_the_cache_is_no_error() -> None:
    code = "from numba.core import caching\ncaching.CacheImpl._locator_classes = []\n" + FIRST
    assert run(code) == "2.0"


def test_pairs_in_doubt_reach_proj(monkeypatch: pytest.MonkeyPatch) -> None:
    force(monkeypatch, "numpy")
    asked = []
    exact = engine._DISTANCE.exact

    def counted(points, ellipsoid):
        asked.append(len(points[0]))
        return exact(points, ellipsoid)

    monkeypatch.setattr(engine, "_DISTANCE", engine._Problem("distance", counted, 1))
    rng = np.random.default_rng(3)
    lon, lat, _, _ = CLASSES[0](rng, 20_000)
    reach = 2e5 * np.sqrt(rng.uniform(0, 1, 20_000))  # evenly within 200 km of the antipode
    x, y, _ = GEOD.fwd(lon + 180, -lat, rng.uniform(0, 360, 20_000), reach)
    near = lon, lat, np.asarray(x), np.asarray(y)
    _, _, true = GEOD.inv(*near)
    assert np.abs(geodesy.distance(*near) - true).max() <= 20e-9
    assert 0 < sum(asked) < 0.2 * 20_000
    asked.clear()
    geodesy.distance(*CLASSES[0](np.random.default_rng(3), 20_000))
    assert sum(asked) <= 5

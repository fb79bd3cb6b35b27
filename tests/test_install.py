"""The wheel, installed into an empty environment, works from another folder."""

import json
import subprocess
import sys
import zipfile

import pytest


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, root],
        check=True,
    )
    return next(out.glob("dateline-*.whl"))


@pytest.mark.install
def test_the_wheel_carries_the_tables_and_stays_under_40_mb(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        tables = sum(i.compress_size for i in archive.infolist() if "geo/_data/" in i.filename)
    assert any(name.startswith("geo/_data/tables/") for name in names)
    assert any(name.startswith("geo/_data/policies/") for name in names)
    assert any(name.startswith("geo/_data/models/") for name in names)
    assert tables < 40_000_000
    assert not [n for n in names if n.startswith(("data/", "tests/", "seeds/"))]


@pytest.mark.install
def test_the_wheel_works_in_an_empty_environment(wheel, tmp_path):
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    scripts = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run(
        [
            scripts / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            wheel,
        ],
        check=True,
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = [scripts / "geo", "distance", "Hamadan", "Aleppo", "--format", "json"]
    run = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    # The cities' points in GeoNames, by GeographicLib: 1,038 km; 5 km for another vintage of points.
    assert json.loads(run.stdout)["distance_m"] == pytest.approx(1_038_000, abs=10_000)
    assert list(elsewhere.iterdir()) == []

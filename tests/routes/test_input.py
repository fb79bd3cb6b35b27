"""What cannot be used is said clearly; policies say what they are."""

import json
import math

import pytest
from shapely import LineString, Point, Polygon, box

from geo.errors import (
    InvalidCoordinate,
    InvalidGeometry,
    MissingInput,
    ScenarioError,
    UnknownName,
)
from geo.gazetteer.tables import folder, manifest
from geo.routes import load_policy, policies, policy_from, route
from geo.routes.store import dump, key_of, obstacles_of, parse, table_name

A, B = Point(0, 0), Point(10, 10)


@pytest.mark.parametrize("bad", [Point(0, 95), Point(0, -90.5), Point(math.nan, 0), Point()])
def test_a_point_that_is_none(bad: Point) -> None:
    with pytest.raises(InvalidCoordinate):
        route(bad, B)


@pytest.mark.parametrize(
    ("shape", "says"),
    [
        (Polygon([(0, 0), (5, 5), (5, 0), (0, 5)]), "crosses itself"),
        (Polygon(), "empty"),
        (LineString([(0, 0), (1, 1)]), "needs a polygon"),
        (box(400000, 5000000, 500000, 5100000), "not in degrees"),
    ],
)
def test_a_polygon_that_cannot_be_used(shape, says: str) -> None:
    with pytest.raises(InvalidGeometry, match=says):
        route(A, B, avoid=[shape])


def test_latitude_95_in_a_polygon() -> None:
    with pytest.raises(InvalidCoordinate, match="latitude 95"):
        route(A, B, avoid=[box(1, 1, 2, 95)])


def test_unknown_names_suggest() -> None:
    with pytest.raises(UnknownName, match="Turkey"):
        route(A, B, avoid=["Turkye"])
    with pytest.raises(UnknownName, match="eu-carriers-2022"):
        load_policy("eu-carrier-2022")


def test_geojson(tmp_path) -> None:
    path = tmp_path / "closed.geojson"
    ring = [[4, -20], [6, -20], [6, 20], [4, 20], [4, -20]]
    feature = {
        "type": "Feature",
        "properties": {"name": "the wall", "kind": "danger area"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    found = route(A, B, avoid=[path])
    assert found.length_m > route(A, B).length_m + 500e3
    assert found.policy.areas[0].kind == "danger area"
    path.write_text("{}")
    with pytest.raises(ScenarioError):
        route(A, B, avoid=[path])
    with pytest.raises(MissingInput):
        route(A, B, avoid=[tmp_path / "none.geojson"])


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({}, "avoids nothing"),
        ({"areas": [{"country": "TR", "bufer_nmi": 3}]}, "did you mean 'buffer_nmi'"),
        ({"areas": [{"name": "x"}]}, "needs a country"),
        ({"basis": "notice", "areas": [{"country": "TR"}]}, "without source and date"),
        ({"areas": [{"country": "TR", "kind": "closed"}]}, "is none of"),
        ({"areas": [{"country": "TR"}], "belt": {"width_nmi": -3}}, "not 0 to 1000"),
        ({"areas": [{"country": "TR"}], "borders": "mine"}, "not 'un'"),
    ],
)
def test_a_policy_that_says_nonsense(table: dict, says: str) -> None:
    with pytest.raises(ScenarioError, match=says):
        policy_from(table, "mine")


def test_shipped_policies_say_what_they_are() -> None:
    """Only a policy whose areas cite a notice with its date may call itself one."""
    assert {"A", "B", "C", "D", "E", "E15"} <= set(policies())
    for name in policies():
        policy = load_policy(name)
        assert policy.title
        assert policy.basis == "assumption" or all(
            (a.source or policy.source) and (a.since or policy.since) for a in policy.areas
        )


def test_shipped_tables_fit_the_data() -> None:
    """The compiled outlines are those of the borders and policies that ship with them."""
    place = folder() / "policies"
    for name in policies():
        policy = load_policy(name)
        assert table_name(policy) in manifest(place)
        assert parse((place / table_name(policy)).read_bytes(), key_of(policy)) is not None, (
            f"{name} is stale: run data/build_routes.py"
        )


def test_a_damaged_cache_is_made_again(tmp_path, monkeypatch) -> None:
    policy = policy_from({"areas": [{"country": "LU"}]}, "damage")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    whole = obstacles_of(policy)
    (path,) = (tmp_path / "dateline" / "routes").glob("*.bin")
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    assert parse(bytes(data), key_of(policy)) is None
    again = parse(dump(whole, "k"), "k")
    assert again is not None
    assert (again.lon == whole.lon).all()
    assert (again.alive == whole.alive).all()
    assert parse(dump(whole, "k"), "other") is None


def test_across_the_antimeridian_what_is_read_is_what_was_made() -> None:
    """A step from -180 to 180 is wider than 32 bits hold."""
    whole = obstacles_of(policy_from({"areas": [{"country": "FJ"}]}, "wrap"))
    again = parse(dump(whole, "k"), "k")
    assert again.polygons.equals_exact(whole.polygons, 0)

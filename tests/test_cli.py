"""The command line as a user calls it: words in, text and an exit code out."""

import json
import os
import subprocess
import sys

import pytest

from geo.cli import main

STORY = (
    "LONDON — Oxford is about 50 miles northwest of London, officials said. "
    "The train from Paris, France, was late. Nobody in Zzyzxville was hurt.\n"
)


@pytest.fixture
def geo(capfd, monkeypatch, tmp_path):
    """Run a command in a folder of its own; gives exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        with pytest.raises(SystemExit) as end:
            main([str(w) for w in words])
        out, err = capfd.readouterr()
        return end.value.code, out, err

    return run


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_version_and_help(geo):
    assert geo("--version") == (0, "dateline 0.1.0\n", "")
    code, out, err = geo()
    assert (code, err) == (0, "")
    for command in ("map", "places", "claims", "distance", "route", "data"):
        assert command in out


@pytest.mark.parametrize(
    "words",
    [
        ["maps"],
        ["distance", "Paris"],
        ["places", "x", "--format", "xml"],
        ["map", "--unknown", "x"],
    ],
)
def test_usage_errors_are_one_line_and_exit_2(geo, words):
    code, out, err = geo(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("geo: ")


def test_places_as_json_lines(geo, story):
    code, out, err = geo("places", story, "--format", "jsonl")
    assert (code, err) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    for row in rows:
        assert STORY[row["start"] : row["end"]] == row["text"]
    found = {row["text"]: row for row in rows}
    assert (found["Oxford"]["country"], found["Paris"]["country"]) == ("GB", "FR")
    keys = "text start end name kind lon lat country admin1 geonameid confidence role candidates"
    assert set(keys.split()) <= set(rows[0])


@pytest.mark.parametrize("form", ["table", "csv", "geojson"])
def test_other_forms_of_places(geo, story, form):
    code, out, _ = geo("places", story, "--format", form)
    assert code == 0
    assert "Oxford" in out
    if form == "geojson":
        assert json.loads(out)["type"] == "FeatureCollection"


def test_explain_names_the_candidates(geo, story):
    code, out, _ = geo("places", story, "--explain")
    assert code == 0
    assert "Paris" in out
    assert "0." in out


def test_claims(geo, story):
    code, out, _ = geo("claims", story, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    one = next(r for r in rows if r["quantity"])
    # Oxford to London, city points of GeoNames, by GeographicLib: 83 km, 52 miles
    assert one["quantity"]["metres"] == pytest.approx(80467.2)
    assert one["subject"]["text"] == "Oxford"
    assert one["reference"]["text"] == "London"
    assert one["verdict"] in {"supported", "depends"}
    assert any(abs(r["value_m"] - 83_000) < 4000 for r in one["readings"] if r["value_m"])


def test_map_writes_one_page_and_prints_the_findings(geo, story, tmp_path):
    code, out, err = geo("map", story, "-o", "out.html", "--json", "out.json")
    assert (code, err) == (0, "")
    assert "out.html" in out
    assert "50 miles" in out
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert json.loads((tmp_path / "out.json").read_text())["article"]["text"] == STORY
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.html", "out.json", "story.txt"]


def test_corrections_go_round(geo, story):
    assert geo("places", story, "--write-corrections", "fix.toml")[0] == 0
    code, plain, _ = geo("places", story, "--format", "jsonl")
    code, fixed, err = geo("places", story, "--format", "jsonl", "--corrections", "fix.toml")
    assert (code, err) == (0, "")
    chosen = [[json.loads(x)["name"] for x in text.splitlines()] for text in (plain, fixed)]
    assert [n for n in chosen[0] if n] == [n for n in chosen[1] if n]


def test_distance(geo):
    code, out, err = geo("distance", "48.8584,2.2945", "51.5007,-0.1246", "--format", "json")
    row = json.loads(out)
    # Eiffel Tower to Big Ben by GeographicLib
    assert (code, err) == (0, "")
    assert row["distance_m"] == pytest.approx(341_093, abs=500)
    assert set(row) >= {"distance_m", "azimuth", "from", "to"}
    code, out, _ = geo("distance", "London", "Paris", "--unit", "mi")
    assert code == 0
    assert "213" in out or "214" in out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["distance", "95,0", "Paris"], 65, "latitude"),
        (["distance", "Qwrtzxcv", "Paris"], 65, "Qwrtzxcv"),
        (["distance", "London", "Paris", "--unit", "parsecs"], 65, "parsecs"),
        (["map", "missing.txt"], 66, "missing.txt"),
        (["map", "empty.txt"], 65, "empty"),
        (["map", "binary.txt"], 65, "binary"),
        (["map", "story.txt", "-o", "none/out.html"], 74, "none/out.html"),
        (["map", "story.txt", "-o", "out.docx"], 2, "out.docx"),
        (["map", "story.txt", "--scenario", "none.toml"], 66, "none.toml"),
        (["map", "story.txt", "--scenario", "story.txt"], 65, "story.txt"),
        (["map", "story.txt", "--corrections", "story.txt"], 65, "story.txt"),
        (["places", "http://127.0.0.1:9/x"], 69, "127.0.0.1"),
        (["route", "London", "Paris", "--avoid", "Atlantis"], 65, "Atlantis"),
        (["route", "London", "Paris", "--avoid", "FR"], 65, "France"),
    ],
)
def test_errors_are_one_line_with_their_code(geo, story, tmp_path, words, code, said):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    before = sorted(p.name for p in tmp_path.iterdir())
    got, out, err = geo(*words)
    assert (got, out) == (code, "")
    assert err.startswith("geo: ")
    assert err.count("\n") == 1
    assert said in err
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_an_article_without_places_is_a_success(geo, tmp_path):
    (tmp_path / "plain.txt").write_text("Nothing happened to anybody, and it was over by noon.")
    code, _, _ = geo("map", "plain.txt", "-o", "plain.html")
    assert code == 0
    assert (tmp_path / "plain.html").exists()
    assert geo("places", "plain.txt", "--format", "jsonl")[:2] == (0, "")


def test_the_old_map_survives_a_folder_that_cannot_be_written(geo, story, tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "map.html").write_text("old")
    folder.chmod(0o500)
    try:
        code, _, err = geo("map", story, "-o", folder / "map.html")
        assert (code, err.count("\n")) == (74, 1)
        assert (folder / "map.html").read_text() == "old"
    finally:
        folder.chmod(0o700)


def test_debug_shows_where(tmp_path):
    command = [sys.executable, "-m", "geo.cli", "map", "missing.txt", "--debug"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert "Traceback" in run.stderr


def test_standard_input_and_a_closed_pipe(story):
    command = f"cat {story} | {sys.executable} -m geo.cli places - --format jsonl | head -1"
    run = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)["text"]


def test_a_text_in_another_language_gets_one_warning(geo, tmp_path):
    text = "Die Bomber flogen am Dienstag von einem Stützpunkt im Iran nach Syrien. " * 4
    (tmp_path / "de.txt").write_text(text, encoding="utf-8")
    code, _, err = geo("places", "de.txt")
    assert code == 0
    assert err.count("\n") == 1
    assert "English" in err


@pytest.mark.parametrize(
    "changed",
    [
        {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    ],
)
def test_the_same_input_gives_the_same_bytes(story, tmp_path, root, changed):
    pages = []
    for i, env in enumerate(({}, changed)):
        out = tmp_path / f"{i}" / "map.html"
        out.parent.mkdir()
        command = [sys.executable, "-m", "geo.cli", "map", story, "-o", out]
        path = {"PYTHONPATH": str(root)}
        subprocess.run(command, check=True, capture_output=True, env=os.environ | path | env)
        pages.append(out.read_bytes())
    assert pages[0] == pages[1]

"""Whatever is thrown at the command line: an exit code of the list, one line a message, no trace left behind."""

import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.article import MAX_BYTES
from geo.cli import main
from geo.report import analyse
from geo.text import decode

_spec = importlib.util.spec_from_file_location("hostile", Path(__file__).with_name("hostile.py"))
hostile = importlib.util.module_from_spec(_spec)
sys.modules["hostile"] = hostile
_spec.loader.exec_module(hostile)
ARTICLES = hostile.small()
STORY = "LONDON — Oxford is about 50 miles northwest of London, officials said.\n"


def strict(text):
    """Parse JSON as the standard has it: no NaN, no Infinity."""
    return json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))


@pytest.fixture
def geo(capfd, monkeypatch, tmp_path):
    """Run a command in an empty folder, without a network; what it says is held to the promises."""

    def refused(*_):
        raise AssertionError("the network was asked for")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)

    def run(*words):
        with pytest.raises(SystemExit) as end:
            main([str(word) for word in words])
        out, err = capfd.readouterr()
        code = end.value.code
        assert code in {0, 2, 65, 66, 74}, err
        lines = err.split("\n")[:-1]
        assert all(line.startswith("geo: ") and line.isprintable() for line in lines), err
        assert len([line for line in lines if "warning: " not in line]) == (1 if code else 0)
        if code:
            assert out == ""
        return code, out, err

    return run


def swallow(geo, item, tmp_path):
    """Run the three main commands on one article."""
    story = tmp_path / f"story{item.ending}"
    story.write_bytes(item.data)
    code, out, _ = geo("places", story.name, "--format", "jsonl")
    assert code in {0, 65}
    text = decode(item.data).text
    offsets = item.ending in {".txt", ".md"} and "html" not in item.kind
    for line in out.split("\n")[:-1]:
        row = strict(line)
        assert not offsets or text[row["start"] : row["end"]] == row["text"]
    again, out, _ = geo("claims", story.name, "--format", "jsonl")
    assert again == code
    for line in out.split("\n")[:-1]:
        strict(line)
    again, _, _ = geo("map", story.name, "-o", "map.html", "--json", "map.json")
    assert again == code
    made = {"map.html", "map.json"} if code == 0 else set()
    assert {path.name for path in tmp_path.iterdir()} == {story.name} | made
    if made:
        strict((tmp_path / "map.json").read_text("utf-8"))
        assert not (tmp_path / hostile.CANARY).exists()


def test_the_articles_are_of_every_class():
    kinds = {item.kind.partition("-")[0] for item in ARTICLES}
    classes = "empty tiny bait encoding charset unicode script number html container binary injection place"
    assert kinds == set(classes.split())
    assert len({str(item) for item in ARTICLES}) == len(ARTICLES) > 500


@pytest.mark.parametrize("item", ARTICLES[::12], ids=str)
def test_a_sample_of_hostile_articles(geo, item, tmp_path):
    swallow(geo, item, tmp_path)


@pytest.mark.sweep
@pytest.mark.parametrize("item", ARTICLES, ids=str)
def test_every_hostile_article(geo, item, tmp_path):
    swallow(geo, item, tmp_path)


@pytest.mark.parametrize("item", [i for i in ARTICLES if i.kind == "empty"], ids=str)
def test_an_empty_article_is_an_error_of_one_line(geo, item, tmp_path):
    (tmp_path / "story.txt").write_bytes(item.data)
    assert geo("places", "story.txt")[0] == 65


@pytest.mark.parametrize(
    "point",
    [*"91,0 nan,nan 1e400,0 0x10,2 1_0,2 inf,0 1, ,1 , 1,2,3 0,999 ²,3".split(), "9" * 5000 + ",0", "", " ", "\n", "Par\x00is", "Par\nis", "x" * 9999, "\x1b[31m", "../../etc/passwd", "'; DROP TABLE x"],
)  # fmt: skip
def test_points_and_names_that_are_none(geo, point):
    assert geo("distance", "--", point, "Paris")[0] == 65
    assert geo("route", "--", "Paris", point)[0] == 65


def test_southern_and_western_points_need_no_dashes(geo):
    # Sydney Opera House; 16,960 km from Paris by GeographicLib
    code, out, _ = geo("distance", "-33.857,151.215", "Paris", "--format", "json")
    assert code == 0
    assert json.loads(out)["from"]["lat"] == -33.857
    assert geo("distance", "--1,2", "Paris")[0] == 2
    assert geo("distance", "-x", "Paris")[0] == 2


@pytest.mark.parametrize(
    "text",
    [
        "", "=", "[", "a = " + "[" * 5000, "x = " + "9" * 5000, "\x00", "\ufeff\ufeff", '"" = false', '"@1" = 1', "Paris = nan", "Paris = {lat = nan, lon = 0}",
        "Paris = {lat = 91, lon = 0}", "Paris = {lat = 1e400, lon = 0}", 'Paris = "geonames:0"', 'Paris = "\\u0000"', 'Paris = "../x"', '"Paris@99999999999" = false', "[[site]]\nid = 1",
        "site = 5", "[[site]]", "report = [[]]", "title = 2016-99-99", '[[way]]\nfrom = "x"\nvia = []', "[[weapon]]\nname = 'x'\nrange_km = []", "areas = 5", "[[areas]]\nfile = 5",
        '[[areas]]\nfile = "../../../etc/passwd"', "[[areas]]\npolygon = [[0, 95]]", "[[areas]]\npolygon = [[nan, 0], [1, 1], [2, 2]]", "name = 'x'\nbelt = 7", "a.b.c.d = 1\na.b = 2",
    ],
)  # fmt: skip
def test_files_that_a_person_wrote(geo, tmp_path, text):
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    (tmp_path / "given.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    for option in ("--scenario", "--corrections", "--spelling"):
        code, _, err = geo("map", "story.txt", option, "given.toml", "-o", "map.html")
        assert code in {0, 65}
        assert code == 0 or "given.toml" in err or "correction" in err
        (tmp_path / "map.html").unlink(missing_ok=True)
    code, _, err = geo("route", "Paris", "Rome", "--policy", "given.toml")
    assert code in {0, 65, 66}


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "5", "null", "NaN", "[" * 5000, '{"type": "Point", "coordinates": [0, 0]}', '{"type": "Polygon", "coordinates": []}', '{"features": 5}', '{"features": [5]}',
        '{"type": "Polygon", "coordinates": [[[0, 95], [1, 1], [2, 0], [0, 95]]]}', '{"type": "Polygon", "coordinates": [[[NaN, 0], [1, 1], [2, 0], [NaN, 0]]]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}', '{"type": "Polygon", "coordinates": [[[1e400, 0], [1, 1], [2, 0], [1e400, 0]]]}',
        '{"type": "Polygon", "coordinates": [[["a", 0], [1, 1]]]}', '{"type": "Feature", "geometry": null}', '{"type": "Feature", "properties": 5, "geometry": {}}', "<kml/>",
    ],
)  # fmt: skip
def test_areas_that_are_none(geo, tmp_path, text):
    (tmp_path / "area.geojson").write_text(text)
    code, _, err = geo("route", "Paris", "Rome", "--avoid", "area.geojson")
    assert code == 65
    assert "area" in err


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("folder.html", 74), ("missing/map.html", 74), ("/dev/full", 2), ("x" * 300 + ".html", 74), ("é" * 120 + ".html", 0), ("😀" * 60 + ".html", 0), ("a\nb\x1b[31m.html", 0), ("nul\x00.html", 2),
        ("story.txt/map.html", 74), ("story.txt", 2), ("map.docx", 2), ("", 2), (".html", 2), ("-", 2), ("$(touch x).html", 0),
    ],
)  # fmt: skip
def test_where_a_map_cannot_be(geo, tmp_path, name, code):
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    (tmp_path / "folder.html").mkdir()
    before = {path.name for path in tmp_path.iterdir()}
    assert geo("map", "story.txt", "-o", name)[0] == code
    after = {path.name for path in tmp_path.iterdir()}
    assert after - before == (set() if code else {name})
    assert (tmp_path / "story.txt").read_text("utf-8") == STORY


def test_a_page_never_takes_the_place_of_its_article(geo, tmp_path):
    page = f"<html><body><p>{STORY}</p></body></html>"
    (tmp_path / "story.html").write_text(page, "utf-8")
    for _ in range(2):
        assert geo("map", "story.html")[0] == 0
    assert geo("map", "story.html", "-o", "story.html")[0] == 2
    assert geo("places", "story.html", "--write-corrections", "story.html")[0] == 2
    assert geo("map", "story.html", "-o", "x.html", "--json", "x.html")[0] == 2
    assert (tmp_path / "story.html").read_text("utf-8") == page
    assert {path.name for path in tmp_path.iterdir()} == {"story.html", "story.map.html"}


def test_a_device_stays_a_device_and_a_link_a_link(geo, tmp_path):
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    (tmp_path / "there").mkdir()
    (tmp_path / "map.html").symlink_to("there/page.html")
    os.mkfifo(tmp_path / "pipe")
    if Path("/dev/full").is_char_device():
        assert geo("map", "story.txt", "-o", "map.html", "--json", "/dev/full")[0] == 74
        assert Path("/dev/full").is_char_device()
    assert (tmp_path / "map.html").is_symlink()
    assert (tmp_path / "there" / "page.html").stat().st_size > 1000
    assert [p.name for p in (tmp_path / "there").iterdir()] == ["page.html"]


def run_apart(words, root, **options):
    command = [sys.executable, "-m", "geo.cli", *map(str, words)]
    env = os.environ | {"PYTHONPATH": str(root)} | options.pop("env", {})
    return subprocess.run(command, env=env, capture_output=True, timeout=120, **options)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("where", [">/dev/full", ">&-", "2>&- >/dev/null", "<&-"])
def test_streams_that_are_full_or_closed(root, tmp_path, where):
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    source = "-" if where.startswith("<") else "story.txt"
    command = f"{sys.executable} -m geo.cli places {source} --format csv {where}"
    env = os.environ | {"PYTHONPATH": str(root)}
    run = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert run.returncode == {">": 74, "2": 0, "<": 66}[where[0]]
    assert run.stderr.count("\n") == (0 if where[0] == "2" else 1)


def test_names_and_files_in_the_c_locale(root, tmp_path):
    name = "störy Ж.txt"
    (tmp_path / name).write_text(STORY, "utf-8")
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    run = run_apart(["map", name, "-o", "mäp.html"], root, cwd=tmp_path, env=env)
    assert (run.returncode, run.stderr) == (0, b"")
    assert (tmp_path / "mäp.html").exists()
    run = run_apart(["distance", "Zürich", "Łódź"], root, env=env)
    assert (run.returncode, run.stderr) == (0, b"")
    assert "Łódź" in run.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_leaves_one_line_and_no_file(root, tmp_path):
    (tmp_path / "story.txt").write_text(STORY * 4000, "utf-8")
    command = [sys.executable, "-m", "geo.cli", "map", "-", "-o", "map.html"]
    env = os.environ | {"PYTHONPATH": str(root)}
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # what a script starts in its background ignores interrupts, and hands that on
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as run:
        # more than a pipe holds: when all is written, the command is reading or has read
        run.stdin.write((tmp_path / "story.txt").read_bytes())
        run.stdin.flush()
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=120)
    assert (run.returncode, out, err) == (130, b"", b"geo: interrupted\n")
    assert [p.name for p in tmp_path.iterdir()] == ["story.txt"]


@pytest.mark.parametrize("name", ["features.col", "names.marisa"])
def test_one_flipped_bit_of_a_table_is_found(root, tmp_path, name):
    shutil.copytree(root / "geo", tmp_path / "geo", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("tables", "models", "policies"):
        (tmp_path / "data" / folder).mkdir(parents=True)
        for path in (root / "data" / folder).iterdir():
            (tmp_path / "data" / folder / path.name).symlink_to(path)
    data = bytearray((root / "data" / "tables" / name).read_bytes())
    data[len(data) // 2] ^= 1
    table = tmp_path / "data" / "tables" / name
    table.unlink()
    table.write_bytes(data)
    run = run_apart(["distance", "Aleppo", "Hamadan"], tmp_path, cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr.count(b"\n")) == (78, b"", 1)
    assert name.encode() in run.stderr


def seconds(text):
    start = time.process_time()
    analyse(text)
    return time.process_time() - start


def test_time_grows_with_length_alone():
    text = hostile.STORY * 25
    seconds(text)
    one, four = min(seconds(text) for _ in range(2)), min(seconds(text * 4) for _ in range(2))
    assert four < 4 * one * 2.5


@pytest.mark.sweep
@pytest.mark.parametrize(
    "piece", ["a", "A ", "Aleppo", "lorem ipsum dolor ", "1,000 miles ", "!", "<a ", "\n", " ", "é", "-", "(Paris", "<!--", "{{"]
)  # fmt: skip
def test_a_line_of_ten_megabytes(geo, tmp_path, piece):
    (tmp_path / "line.txt").write_text(piece * (10_000_000 // len(piece.encode())), "utf-8")
    start = time.process_time()
    assert geo("places", "line.txt", "--format", "jsonl")[0] in {0, 65}
    assert time.process_time() - start < 120


@pytest.mark.sweep
def test_fifty_thousand_mentions(geo, tmp_path):
    (tmp_path / "story.txt").write_text("He flew from Aleppo to Hamadan. " * 25_000)
    code, out, _ = geo("places", "story.txt", "--format", "jsonl")
    assert (code, out.count("\n")) == (0, 50_000)
    assert geo("map", "story.txt", "-o", "map.html")[0] == 0


def test_what_is_too_large_is_refused(geo, tmp_path):
    (tmp_path / "large.txt").write_bytes(b"Aleppo. " * (MAX_BYTES // 8 + 1))
    assert geo("places", "large.txt")[0] == 65
    assert geo("map", "story.txt", "--scenario", "large.txt", "-o", "map.html")[0] == 65

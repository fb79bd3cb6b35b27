"""Files are whole or absent, and the old one survives."""

import subprocess
import sys

import pytest

from geo.errors import Busy, CannotWrite
from geo.files import cache_folder, hold, sha256, write_whole


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "map.html"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


def test_the_old_file_survives_a_full_disk(tmp_path):
    path = tmp_path / "map.html"
    write_whole(path, b"old")
    code = (
        "import resource, signal, pathlib, sys\n"
        "from geo.files import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "write_whole(pathlib.Path(sys.argv[1]), b'x' * 5000)\n"
    )
    if sys.platform == "win32":
        pytest.skip("no file size limits there")
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert "CannotWrite" in run.stderr
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


@pytest.mark.parametrize("name", ["missing/map.html", "nul\0.html", "x" * 300])
def test_what_cannot_be_written_is_said(tmp_path, name):
    with pytest.raises(CannotWrite, match="cannot write"):
        write_whole(tmp_path / name, b"x")


def test_a_second_holder_is_told(tmp_path):
    path = tmp_path / ".lock"
    code = (
        "import pathlib, sys\nfrom geo.errors import Busy\nfrom geo.files import hold\n"
        "try:\n    with hold(pathlib.Path(sys.argv[1])): print('held')\n"
        "except Busy: print('busy')\n"
    )
    command = [sys.executable, "-c", code, str(path)]
    with hold(path):
        assert subprocess.check_output(command, text=True).strip() == "busy"
    assert subprocess.check_output(command, text=True).strip() == "held"
    assert issubclass(Busy, BlockingIOError)


def test_hash_of_nothing(tmp_path):
    # FIPS 180-4 test vector
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (tmp_path / "empty").touch()
    assert sha256(b"") == sha256(tmp_path / "empty") == empty


def test_the_cache_follows_xdg(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "dateline"

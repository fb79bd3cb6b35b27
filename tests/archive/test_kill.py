"""Facts about runs that are killed: what they leave is never half, and nothing is lost."""

import random
import shutil
import signal
import subprocess
import time

import psutil
import pyarrow.parquet as pq
import pytest
from conftest import bytes_of, until

from geo.archive.store import JOURNAL

COUNT, CHUNK = 120, 6
OPTIONS = {"chunk": CHUNK, "workers": 1, "analysis": "standin:slow"}
MOMENT = 0.12
"""Seconds that a part takes: a kill may come at any moment of them."""


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    """Keep the bytes of the run that nobody disturbed, once it was made."""
    return {}


def expected(unbroken, start, source, tmp_path):
    if not unbroken:
        out = tmp_path / "unbroken"
        process = start(source, out, **OPTIONS)
        assert process.wait(120) == 0, process.stderr.read()
        unbroken.update(bytes_of(out))
    return unbroken


def parts(out):
    return len(list((out / "articles").glob("*.parquet"))) if (out / "articles").is_dir() else 0


def workers_of(process):
    children = psutil.Process(process.pid).children(recursive=True)
    return [c for c in children if "spawn_main" in " ".join(c.cmdline())]


def disturb(victim, at, start, source, out, cluster=None, dice=None):
    """Run, and kill the victim when so many parts are there; tells whether it was hit.

    With dice, the kill comes at a random moment of the part that follows.
    """
    dice = dice or random.Random(at)
    if victim == "dask worker":
        where = {"workers": None, "scheduler": cluster.address}
    else:
        where = {"workers": 2 if victim == "worker" else 1}
    process = start(source, out, **{**OPTIONS, **where})
    until(lambda: parts(out) >= at, process)
    time.sleep(dice.random() * MOMENT)
    if process.poll() is not None:
        return False
    if victim == "run":
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    owner = dice.choice(cluster.workers) if victim == "dask worker" else process
    found = workers_of(owner)
    if found:
        dice.choice(found).kill()
    assert process.wait(120) == 0, process.stderr.read()
    return bool(found)


@pytest.mark.parametrize("victim", ["run", "worker", "dask worker"])
def test_kill_9_loses_nothing(victim, archive, start, tmp_path, unbroken, cluster_of_processes):
    source, out = archive(COUNT), tmp_path / "out"
    want = expected(unbroken, start, source, tmp_path)
    assert disturb(victim, 7, start, source, out, cluster_of_processes)
    if victim == "run":
        assert not (out / "manifest.json").exists()
        assert 7 <= parts(out) < COUNT // CHUNK
        process = start(source, out, **OPTIONS)
        assert process.wait(120) == 0, process.stderr.read()
    assert bytes_of(out) == want


@pytest.mark.sweep
def test_twenty_kills_at_random_moments_lose_nothing(
    archive, start, tmp_path, unbroken, cluster_of_processes
):
    source, out = archive(COUNT), tmp_path / "out"
    want = expected(unbroken, start, source, tmp_path)
    dice = random.Random(9)
    hits = dict.fromkeys(("run", "worker", "dask worker"), 0)
    while sum(hits.values()) < 20:
        victim = min(hits, key=hits.get)
        have = 0 if (out / "manifest.json").exists() else parts(out)
        if have > 12 or not have:
            shutil.rmtree(out, ignore_errors=True)
            have = 0
        at = have + dice.randrange(1, 6)
        hits[victim] += disturb(victim, at, start, source, out, cluster_of_processes, dice)
        if victim != "run":
            assert bytes_of(out) == want
    process = start(source, out, **OPTIONS)
    assert process.wait(120) == 0, process.stderr.read()
    assert bytes_of(out) == want
    assert min(hits.values()) >= 6


@pytest.mark.sweep
def test_interrupt_leaves_a_run_that_goes_on(archive, start, tmp_path, unbroken):
    source, out = archive(COUNT), tmp_path / "out"
    want = expected(unbroken, start, source, tmp_path)
    process = start(source, out, **OPTIONS)
    until((out / JOURNAL).exists, process)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) != 0
    done = start(source, out, **OPTIONS)
    other = start(source, out, **OPTIONS)
    codes = sorted([done.wait(120), other.wait(120)])
    assert codes == [0, 75]
    said = {done.stderr.read(), other.stderr.read()} - {""}
    assert said == {f"geo: another run holds {out}\n"}
    assert bytes_of(out) == want


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of 300 kB; skipped where that is not allowed."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("cannot mount a small disk here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def fill(start, source, disk):
    """Run until the disk is full, and check what is left."""
    process = start(source, disk / "out", **OPTIONS)
    assert process.wait(120) == 74
    said = process.stderr.read()
    assert said.count("\n") == 1
    assert "No space left on device" in said
    assert not (disk / "out" / "manifest.json").exists()
    for path in (disk / "out").rglob("*"):
        assert not path.name.endswith(".part")
        if path.suffix == ".parquet":
            pq.read_table(path)


def test_a_full_disk_is_one_line_and_nothing_that_looks_whole(archive, start, small_disk):
    fill(start, archive(COUNT), small_disk)


@pytest.mark.sweep
def test_a_run_goes_on_once_the_disk_has_room(archive, start, tmp_path, small_disk, unbroken):
    source = archive(COUNT)
    want = expected(unbroken, start, source, tmp_path)
    fill(start, source, small_disk)
    subprocess.run(["mount", "-o", "remount,size=30m", small_disk], check=True)
    process = start(source, small_disk / "out", **OPTIONS)
    assert process.wait(120) == 0, process.stderr.read()
    assert bytes_of(small_disk / "out") == want


def test_a_read_only_folder_is_one_line(archive, start, tmp_path, small_disk):
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    process = start(archive(3), small_disk / "out", **OPTIONS)
    assert process.wait(60) == 74
    said = process.stderr.read()
    assert said == f"geo: cannot write {small_disk / 'out'}: Read-only file system\n"


def test_real_scheduler_and_workers_give_the_same_bytes(
    archive, start, tmp_path, unbroken, cluster_of_processes
):
    source, out = archive(COUNT), tmp_path / "out"
    want = expected(unbroken, start, source, tmp_path)
    process = start(
        source, out, **{**OPTIONS, "workers": None}, scheduler=cluster_of_processes.address
    )
    assert process.wait(120) == 0, process.stderr.read()
    assert bytes_of(out) == want

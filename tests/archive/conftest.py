"""What the tests of archives share: small archives, a cluster, and the tables of a result."""

import importlib.util
import json
import logging
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.archive.tables import TABLES, table

HERE = Path(__file__).parent
STANDIN = "standin:analyse"
sys.path.insert(0, str(HERE))

NAMES = "Aleppo Hamadan Mozdok Latakia Homs Palmyra Tripoli Goma Kigali Suva Quito Oslo".split()


def story(number):
    """A record of an archive; the same for the same number, everywhere."""
    dice = random.Random(number)
    words = [f"Envoys met in {dice.choice(NAMES)}, {dice.randrange(20, 4000)} km from"]
    words += [f"{dice.choice(NAMES)}, on day {dice.randrange(999)}." for _ in range(5)]
    return {"id": f"s{number:05d}", "title": f"Day {number}", "text": " ".join(words)}


@pytest.fixture
def archive(tmp_path):
    """Write an archive of so many stories, some of them poisoned; gives its path."""

    def write(count, poison=None, name="stories.jsonl"):
        records = [story(i) for i in range(count)]
        for index, kind in (poison or {}).items():
            records[index]["text"] += f" POISON:{kind}"
        path = tmp_path / name
        path.write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def cluster():
    """A scheduler with two workers, as any cluster has them; gives its address."""
    import dask
    from distributed import LocalCluster

    settings = {
        "distributed.deploy.lost-worker-timeout": "365 days",
        "distributed.scheduler.allowed-failures": 0,
    }
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",
            host="127.0.0.1",
            memory_limit=0,
            silence_logs=logging.CRITICAL,
        ) as local,
    ):
        yield local.scheduler_address


@pytest.fixture(scope="session")
def feed(shared):
    """The module that writes archives with known answers."""
    path = shared / "reliability" / "feed.py"
    spec = importlib.util.spec_from_file_location("feed", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tables_of(folder):
    """The tables of a result, of the parts that its manifest names."""
    return {name: table_of(folder, name).to_pylist() for name in TABLES}


def table_of(folder, name):
    """One table of a result, as it is in its parts."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = [p["file"] for c in manifest["chunks"] for p in c["parts"]]
    parts = [pq.read_table(folder / f) for f in files if f.startswith(f"{name}/")]
    return pa.concat_tables(parts) if parts else table(name, [])


def bytes_of(folder):
    """Every file of a result that must be the same after every run."""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    spared = {"summary.json", ".lock"}
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files if p.name not in spared}


PROGRAM = """
import json, sys
from pathlib import Path
from geo.archive import run
from geo.errors import GeoError
if __name__ == "__main__":
    source, outdir, options = sys.argv[1:]
    try:
        done = run(Path(source), Path(outdir), **json.loads(options))
    except GeoError as error:
        print(f"geo: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    sys.exit(done.exit_code)
"""


@pytest.fixture
def start(root, tmp_path):
    """Start a run as a process of its own."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    path = os.pathsep.join([str(root), str(HERE)])
    started = []

    def begin(source, outdir, **options):
        options = {"analysis": STANDIN, "workers": 1, **options}
        process = subprocess.Popen(
            [sys.executable, program, source, outdir, json.dumps(options)],
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def until(condition, process, seconds=120.0):
    """Wait for a condition, or for the end of the process."""
    limit = time.monotonic() + seconds
    while not condition() and process.poll() is None:
        assert time.monotonic() < limit
        time.sleep(0.01)


@pytest.fixture(scope="session")
def cluster_of_processes(root, tmp_path_factory):
    """Start a Dask scheduler and two workers as separate processes on loopback."""
    folder = tmp_path_factory.mktemp("cluster")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(HERE)])}
    noted = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": env}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    flags = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", noted]
    scheduler = subprocess.Popen([*dask, *flags], **quiet)
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", noted]
    flags = ["--nthreads", "1", "--no-dashboard", "--local-directory", folder]
    workers = [subprocess.Popen([*worker, *flags], **quiet) for _ in range(2)]
    until(lambda: noted.exists() and noted.stat().st_size > 10, scheduler)
    address = json.loads(noted.read_text())["address"]
    yield SimpleNamespace(address=address, workers=workers)
    processes = [*workers, scheduler]
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(30)

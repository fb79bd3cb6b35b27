"""What the tests of archives share: small archives, a cluster, and the tables of a result."""

import importlib.util
import json
import logging
import os
import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.archive.tables import TABLES

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
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    found = {}
    for name in TABLES:
        parts = [
            pq.read_table(folder / part["file"])
            for chunk in manifest["chunks"]
            for part in chunk["parts"]
            if part["file"].startswith(f"{name}/")
        ]
        found[name] = pa.concat_tables(parts).to_pylist() if parts else []
    return found


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

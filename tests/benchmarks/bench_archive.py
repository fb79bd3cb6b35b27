"""Speed of archives: the share of each room beside spaCy, the cost by size, two workers, memory.

Usage: python tests/benchmarks/bench_archive.py [--quick] [SIZE ...]
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import itertools
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import peers_spacy
import psutil

from geo.archive import run
from geo.archive.options import Options
from geo.archive.row import Row
from geo.archive.work import work
from geo.errors import GeoError

CHUNK = 125
MOST = 100_000  # with all workers only
FEED = Path(__file__).resolve().parents[3] / "shared" / "reliability" / "feed.py"
ROOMS = (
    ("recognition", "geo.geoparse.pipeline", "recognise"),
    ("resolution", "geo.report.analysis", "find_places"),
    ("claims found", "geo.report.analysis", "extract_claims"),
    ("claims checked", "geo.report.analysis", "check"),
    ("rows", "geo.archive.analysis", "analyse_article"),
    ("tables", "geo.archive.tables", "table"),
    ("parts", "geo.archive.tables", "encode"),
)
CITIES = "Aleppo Hamadan Mosul Ankara Cairo Nairobi Lagos Dakar Delhi Manila Seoul Oslo Quito Lima".split()


def stories(count, start=0):
    """Articles of some 400 words, from the shared generator where it is, else from a small one."""
    if FEED.exists():
        spec = importlib.util.spec_from_file_location("feed", FEED)
        feed = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(feed)
        for i in range(start, start + count):
            yield feed.article(1, i)[0]
        return
    for i in range(start, start + count):
        dice = random.Random(i)
        parts = []
        for _ in range(28):
            a, b = dice.sample(CITIES, 2)
            parts.append(f"Officials in {a} said the talks had been useful but gave no date.")
            parts.append(f"{a} is about {dice.randrange(200, 9000):,} km from {b}.")
        yield {"id": f"b{i}", "title": f"Talks {i}", "text": " ".join(parts)}


def write(path, count):
    """Write an archive; gives the words up to each article."""
    words = [0]
    with path.open("w", encoding="utf-8") as file:
        for record in stories(count):
            words.append(words[-1] + len(record["text"].split()))
            file.write(json.dumps(record) + "\n")
    return words


@dataclass
class Watch:
    """The memory and the processor time of this process and of its workers, and how far they are."""

    me: psutil.Process = field(default_factory=psutil.Process)
    cpu: dict[int, float] = field(default_factory=dict)
    peak: dict[str, int] = field(default_factory=lambda: {"client": 0, "worker": 0})
    marks: list[tuple[int, float, float]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def look(self):
        """Take the size of each process, and give the processor seconds of all."""
        with self.lock:
            for process in (self.me, *self.me.children(recursive=True)):
                try:
                    used = process.cpu_times()
                    self.cpu[process.pid] = used.user + used.system
                    mine = process.pid == self.me.pid
                    if mine or "spawn_main" in " ".join(process.cmdline()):
                        kind = "client" if mine else "worker"
                        self.peak[kind] = max(self.peak[kind], process.memory_info().rss)
                except psutil.Error:
                    continue
            return sum(self.cpu.values())

    def told(self, progress):
        """Note the articles done, the time and the processor time, as a run reports them."""
        if not self.marks or progress.computed > self.marks[-1][0]:
            self.marks.append((progress.computed, progress.seconds, self.look()))


def busy():
    """Give the processor seconds that all processes of this machine have taken."""
    times = psutil.cpu_times()
    return times.user + times.nice + times.system


def timed(source, out, workers):
    """Run an archive; gives its summary, what was seen of it, and the cores that others took."""
    watch, ended = Watch(), threading.Event()
    before = busy() - watch.look()

    def follow():
        while not ended.wait(0.2):
            watch.look()

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    summary = run(source, out, workers=workers, chunk=CHUNK, progress=watch.told)
    ended.set()
    thread.join()
    return summary, watch, (busy() - watch.look() - before) / summary.seconds


def speeds(folder, counts):
    """Print the cost of 400 words by the size of the archive and the number of workers."""
    print(
        f"{'articles':>9}{'workers':>8}{'seconds':>9}{'articles/s':>11}{'400 words/s/worker':>19}"
        f"{'CPU ms/400 words':>17}{'(first = 1)':>12}{'gain':>6}{'worker MB':>10}{'client MB':>10}"
        f"{'errors':>7}{'others':>7}"
    )
    first = None
    for count in counts:
        source = folder / f"{count}.jsonl"
        words = write(source, count)
        alone = None
        for workers in (1, 2) if count < MOST else (2,):
            out = folder / f"out{count}-{workers}"
            done, watch, others = timed(source, out, workers)
            begun, ended = next(m for m in watch.marks if m[0]), watch.marks[-1]
            units = (words[ended[0]] - words[begun[0]]) / 400
            pace = units / (ended[1] - begun[1]) / workers
            cost = 1000 * (ended[2] - begun[2]) / units
            first, alone = first or cost, alone or done.seconds
            gain = f"{alone / done.seconds:.2f}" if workers > 1 and count < MOST else ""
            print(
                f"{count:9,}{workers:8}{done.seconds:9.1f}{count / done.seconds:11.1f}{pace:19.1f}"
                f"{cost:17.2f}{cost / first:12.3f}{gain:>6}{watch.peak['worker'] / 1e6:10.0f}"
                f"{watch.peak['client'] / 1e6:10.0f}{sum(done.errors.values()):7,}"
                f"{others:7.2f}",
                flush=True,
            )
    print(
        "  seconds of the whole run; pace and cost behind the first part; gain in seconds;"
        " others: cores that other processes took"
    )


def shares(blocks, size):
    """Print the share of each room in one process, and spaCy's recognition of the same texts."""
    spent = defaultdict(float)
    inside = []

    def watched(name, function):
        def call(*args, **kwargs):
            begun = time.process_time()
            inside.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                took = time.process_time() - begun
                spent[name] += took - inside.pop()
                if inside:
                    inside[-1] += took

        return call

    for name, module, attribute in ROOMS:
        home = importlib.import_module(module)
        setattr(home, attribute, watched(name, getattr(home, attribute)))
    made, words = defaultdict(list), 0
    with peers_spacy.recogniser() as peer:
        records = stories((blocks + 1) * size)
        for number, block in enumerate(iter(lambda: list(itertools.islice(records, size)), [])):
            spent.clear()
            begun = time.process_time()
            work([Row("b", i, r["id"], r["text"]) for i, r in enumerate(block)], Options())
            spent["together"] = time.process_time() - begun
            spent["the rest"] = spent["together"] - sum(spent[name] for name, _, _ in ROOMS)
            texts = [record["text"] for record in block]
            if peer:
                spent["spaCy"] = peer(texts)
            if number:  # what the first block loads is not counted
                count = sum(len(text.split()) for text in texts)
                words += count
                for name, seconds in spent.items():
                    made[name].append(400_000 * seconds / count)
    print(f"CPU ms for 400 words, medians of {blocks} blocks of {size} articles, {words:,} words")
    cost = {name: statistics.median(values) for name, values in made.items()}
    for name in (*(room for room, _, _ in ROOMS), "the rest", "together"):
        print(f"  {name:32}{cost[name]:8.2f}{cost[name] / cost['together']:7.0%}")
    print(f"  {'articles of 400 words a core-second':32}{1000 / cost['together']:5.0f}")
    if "spaCy" in cost:
        ratio = cost["spaCy"] / cost["recognition"]
        print(
            f"  {'spaCy small, recognition alone':32}{cost['spaCy']:8.2f}  {ratio:.1f} times ours"
        )
    else:
        print(f"  {peers_spacy.HOW}")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 20_000, MOST])
    parser.add_argument("--quick", action="store_true", help="shares, and 1,000 articles")
    parser.add_argument("--shares", action="store_true", help="shares alone")
    arguments = parser.parse_args()
    shares(8, 50)
    if arguments.shares:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            speeds(Path(folder), [1000] if arguments.quick else arguments.sizes)
        except GeoError as error:
            print(f"geo: {error}", file=sys.stderr)
            return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())

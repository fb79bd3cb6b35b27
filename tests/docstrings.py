"""Checks that every public docstring of `geo` is whole numpydoc: `python tests/docstrings.py`."""

import importlib
import inspect
import pkgutil
import sys
import tomllib
from pathlib import Path

from numpydoc.validate import validate

import geo


def public_names():
    """Every public module of geo, and what it defines and lists in __all__."""
    for module in pkgutil.walk_packages(geo.__path__, "geo."):
        if any(part.startswith("_") for part in module.name.split(".")):
            continue
        loaded = importlib.import_module(module.name)
        yield module.name
        for name in getattr(loaded, "__all__", ()):
            thing = inspect.getattr_static(loaded, name, None)
            if getattr(thing, "__module__", "") == module.name and (
                inspect.isfunction(thing) or inspect.isclass(thing)
            ):
                yield f"{module.name}.{name}"


def main() -> int:
    """Print each fault, and return 1 where there is any."""
    project = Path(__file__).parents[1] / "pyproject.toml"
    checks = set(tomllib.loads(project.read_text())["tool"]["numpydoc_validation"]["checks"])
    names = list(public_names())
    faults = [
        f"{name}: {code} {text}"
        for name in names
        for code, text in validate(name)["errors"]
        if code in checks
    ]
    print("\n".join(faults))
    print(f"{len(names)} docstrings, {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())

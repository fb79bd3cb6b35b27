"""Checks that every public docstring of `geo` is whole numpydoc: `python tests/docstrings.py`."""

import importlib
import inspect
import pkgutil
import sys
import tomllib
from pathlib import Path

from numpydoc.validate import validate

ROOT = Path(__file__).parents[1]
DATACLASS = {"PR01", "PR02"}  # its fields stand under Attributes


def public_names(module):
    """What a module defines and lists in __all__: functions, classes and their public methods."""
    for name in getattr(module, "__all__", ()):
        thing = inspect.getattr_static(module, name, None)
        thing = getattr(thing, "__wrapped__", thing)
        if getattr(thing, "__module__", "") != module.__name__:
            continue
        if inspect.isfunction(thing) or inspect.isclass(thing):
            yield f"{module.__name__}.{name}"
        if inspect.isclass(thing):
            methods = [n for n, m in vars(thing).items() if inspect.isfunction(m) and n[0] != "_"]
            yield from (f"{module.__name__}.{name}.{method}" for method in methods)


def main() -> int:
    """Print each fault, and return 1 where there is any."""
    sys.path.insert(0, str(ROOT))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    checks = set(project["tool"]["numpydoc_validation"]["checks"])
    faults, count = [], 0
    for found in pkgutil.walk_packages([str(ROOT / "geo")], "geo."):
        module = importlib.import_module(found.name)
        if not module.__doc__:
            faults.append(f"{found.name}: no docstring")
        for name in public_names(module):
            count += 1
            kept = checks - DATACLASS if name.rpartition(".")[2][:1].isupper() else checks
            errors = validate(name)["errors"]
            faults += [f"{name}: {code} {text}" for code, text in errors if code in kept]
    print("\n".join([*faults, f"{count} docstrings, {len(faults)} faults"]))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())

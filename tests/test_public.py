"""The public names, and what importing them costs."""

import ast
import subprocess
import sys

import pytest

import geo
from geo import errors

PROMISED = (
    "Article Report analyse check distance extract_claims find_places geocode geodesy read_article"
    " resolve route"
).split()


@pytest.mark.parametrize("name", PROMISED)
def test_public_names_are_there(name):
    assert name in dir(geo)
    assert getattr(geo, name) is not None


def test_import_is_light():
    code = (
        "import sys, time\nstart = time.perf_counter()\nimport geo\n"
        "print(time.perf_counter() - start, sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    out = subprocess.check_output([sys.executable, "-c", code], text=True)
    took, loaded = out.split(" ", 1)
    assert not {"pandas", "folium", "geopandas", "shapely", "numpy", "numba"} & set(
        ast.literal_eval(loaded)
    )
    assert float(took) < 0.15


def test_every_error_is_listed_with_an_exit_code_and_a_built_in():
    classes = [getattr(errors, name) for name in errors.__all__]
    assert errors.__all__ == sorted(errors.__all__)
    for cls in classes:
        assert issubclass(cls, errors.GeoError)
        assert cls.__name__ in errors.__doc__
        builtin = [b for b in cls.__mro__ if b.__module__ == "builtins" and b is not object]
        assert cls is errors.GeoError or builtin[0] is not Exception
        line = next(x for x in errors.__doc__.splitlines() if f"{cls.__name__} " in x)
        assert f" {cls.exit_code} " in line

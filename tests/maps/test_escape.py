"""One function for all text: nothing that HTML, Jinja or JavaScript would read is left."""

import html
import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from geo.maps.escape import escape, inert_json

PAYLOADS = (
    "{{ 7*191 }}",
    "{{ cycler.__init__.__globals__.os.getpid() }}",
    "50{% off",
    "a {# b",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "`+alert(1)+`",
    "\\`)[0];alert(1);//",
    "${alert(1)}",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "</title><script>alert(1)</script>",
    "<!--",
    "]]>",
    "&lt;b&gt;",
)


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_browser_shows_the_same_characters(text):
    assert html.unescape(escape(text)) == text


@given(st.text(alphabet=string.printable + "é中🙂", max_size=60))
def test_no_markup_survives(text):
    safe = escape(text)
    assert not set("<>\"'{}`$\\") & set(safe)
    assert Template(safe).render().split() == safe.split()


@pytest.mark.parametrize("text", PAYLOADS)
def test_json_cannot_leave_its_script_and_reads_back(text):
    written = inert_json({"a": [text]})
    assert "<" not in written
    assert "{{" not in written.replace('{"a"', "")
    assert json.loads(written) == {"a": [text]}


@given(st.recursive(st.text(max_size=20), lambda x: st.lists(x, max_size=3), max_leaves=6))
def test_json_reads_back_any_printable_text(value):
    clean = json.loads(inert_json(value))
    assert json.loads(inert_json(clean)) == clean


def test_reordering_marks_are_taken_out():
    # U+202E turns what follows round: "exe.jpg" reads as "gpj.exe" (CVE-2021-42574).
    assert escape("a\u202eb\u2066c") == "abc"
    assert "\u202e" not in inert_json(["a\u202eb"])


def test_numbers_that_json_lacks_are_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        inert_json([float("nan")])

"""Decoding, names, control characters."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text import decode, escape_control, is_binary, normalise, one_line

RUSSIAN = "Бомбардировщики вылетели с базы в Иране и нанесли удары в Сирии."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + b"Aleppo", "utf-8"),
        (codecs.BOM_UTF16_LE + "Aleppo".encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + "Aleppo".encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + "Aleppo".encode("utf-32-le"), "utf-32-le"),
        ("Aleppo and Idlib".encode("utf-16-le"), "utf-16-le"),
        ("Aleppo and Idlib".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_wide_and_marked_encodings_lose_nothing(data, encoding):
    found = decode(data)
    assert found.text.startswith("Aleppo")
    assert found.encoding == encoding


def test_one_bad_byte_in_utf8_is_replaced_and_said():
    data = ("Zürich and Genève, " * 20).encode() + b"\xff end"
    found = decode(data)
    assert "Zürich and Genève" in found.text
    assert found.encoding == "utf-8"
    assert "1 bytes are not UTF-8" in found.note


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_cyrillic_is_told_apart(encoding):
    assert decode((RUSSIAN * 5).encode(encoding)).text == RUSSIAN * 5


def test_western_text_is_windows_1252_whatever_a_detector_would_guess():
    text = "Flüge von Zürich – “über” die Türkei, 1 000 Meilen kürzer"
    assert decode(text.encode("cp1252")).text == text


def test_a_declared_charset_is_taken():
    page = '<meta charset="iso-8859-2"><p>Łódź, Gdańsk, Wrocław</p>'
    assert "Łódź" in decode(page.encode("iso-8859-2")).text


@given(st.binary(max_size=300))
def test_any_bytes_decode(data):
    assert isinstance(decode(data).text, str)


def test_an_image_is_binary_and_a_story_is_not():
    assert is_binary(decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9).text)
    assert not is_binary("A story.\n\tIndented; 100 % text.")


@given(st.text(max_size=200))
def test_one_line_is_one_printable_line(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in line)
    line.encode("utf-8")


def test_terminal_escapes_are_shown_not_obeyed():
    assert escape_control("\x1b]0;title\x07") == r"\x1b]0;title\x07"
    assert escape_control("a\u202eb\ud800") == r"a\u202eb\ud800"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zu\u0308rich", "Zürich"),
        ("Sol'tsy", "Soltsy"),
        ("Deir al\u2011Zour", "Deir al-Zour"),
        ("ALEPPO", "Aleppo"),
        ("Łódź", "Lodz"),
    ],
)
def test_names_alike_have_one_key(one, other):
    assert normalise(one) == normalise(other) != ""

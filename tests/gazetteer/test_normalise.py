"""The key of a name is one, however it is written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text import normalise

SAME = [
    ("Deir ez-Zor", "Dayr ez Zor".replace("Dayr", "Deir"), "DEIR EZ-ZOR", "Deir ez‑Zor"),
    ("Ar Raqqah", "ar-Raqqah", "al-Raqqah"),
    ("Saint Petersburg", "St. Petersburg", "St Petersburg"),
    ("Washington, D.C.", "Washington DC", "Washington D. C."),
    ("U.S.", "US", "U. S.", "the US"),
    ("São Paulo", "Sao Paulo", "Sa\u0303o Paulo"),
    ("Sol’tsy", "Sol'tsy", "Soltsy", "Solʹtsy"),
    ("Tel Aviv-Yafo", "Tel Aviv Yafo"),
    ("Trinidad & Tobago", "Trinidad and Tobago"),
    ("Straße", "Strasse", "STRASSE"),
    ("Łódź", "Lodz"),
    ("Fort Hood", "Ft. Hood"),
    ("Mount Everest", "Mt. Everest"),
    ("Kyïv", "KYIV"),
    ("الرَّقَّة", "الرقة"),
]


WORDS = (
    "the saint sainte mount fort north south east western al ar r as s sh ash ul el ad d dayr a b x "
    "s a i n t h e m o u Raqqah z's & i̇ 1 12 st mt"
).split(" ")

UNUSED = {"Cn", "Co", "Cs"}
plainly = normalise.__wrapped__


@pytest.mark.parametrize("forms", SAME)
def test_ways_to_write_a_name_have_one_key(forms):
    assert len({normalise(f) for f in forms}) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [("El Paso", "Al Paso"), ("Paris", "Parisi"), ("San Jose", "San Juan"), ("As Is", "Al Is")],
)
def test_different_names_stay_apart(a, b):
    assert normalise(a) != normalise(b)


def agree(text: str) -> bool:
    """Whether the four forms of Unicode have one key, which is its own key."""
    key = plainly(text)
    return plainly(key) == key and all(
        plainly(unicodedata.normalize(form, text)) == key for form in ("NFC", "NFD", "NFKC", "NFKD")
    )


def test_key_of_a_key_is_itself_and_forms_agree_for_every_character():
    """Ǣ had one key composed and another taken apart; ℌ, ϒ and ϲ kept a case."""
    known = (c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in UNUSED)
    assert [c for c in known if not agree(f"x{c}y")] == []
    assert normalise("Ǣrø") == normalise("Æro") == "aero"
    assert normalise("ℌϒϲ") == "hυσ"


def test_forms_agree_for_every_latin_letter_with_every_mark():
    letters = [c for c in map(chr, range(0x250)) if c.isalpha()]
    letters += [c for c in map(chr, range(0x1E00, 0x1F00)) if c.isalpha()]
    marks = [chr(code) for code in range(0x300, 0x370)]
    assert [a + b for a in letters for b in marks if not agree(a + b)] == []


@given(st.text(max_size=40))
def test_key_of_a_key_is_itself_and_forms_agree_for_any_text(text):
    assert agree(text)


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.sampled_from(" -_'"))
def test_key_of_a_key_is_itself_for_the_words_that_rules_speak_of(words, between):
    """The the Hague; S a i n t: rules may make the words of other rules."""
    assert agree(between.join(words))

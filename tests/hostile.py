"""Articles that no newsroom would send: a few hundred, in classes, small enough to run each in a blink."""

from __future__ import annotations

import base64
import gzip
import io
import itertools
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

STORY = (
    "HAMADAN, Iran (AP) — Russian bombers flew from Hamadan to strike targets near Aleppo, Syria, on Tuesday.\n\n"
    "Oxford is about 50 miles northwest of London, officials said. Zürich lies 150 miles from Munich, Germany.\n\n"
    "The province of Idlib borders Turkey; Deir al-Zour is 280 miles northeast of Damascus, “he said.”\n"
)
CANARY = "DATELINE_CANARY"


@dataclass(frozen=True)
class Hostile:
    """A class, a name, the bytes, and the ending of the file."""

    kind: str
    name: str
    data: bytes
    ending: str = ".txt"

    def __str__(self) -> str:
        return f"{self.kind}-{self.name}"


def _many(kind: str, pieces, ending: str = ".txt") -> Iterator[Hostile]:
    for i, piece in enumerate(pieces):
        text = isinstance(piece, str)
        yield Hostile(
            kind, f"{i:02}", piece.encode("utf-8", "surrogatepass") if text else piece, ending
        )


def empty() -> Iterator[Hostile]:
    pieces = [
        "",
        " ",
        "\n" * 50,
        "\t \r\n",
        "\ufeff",
        "\u200b" * 9,
        "\x00",
        "\u3000\u00a0",
        "\x0c\x0b",
        "+++\n+++\n",
    ]
    yield from _many("empty", pieces)
    yield from _many("empty-md", ["", "+++\n+++\n", "+++", "---\n---\n", "#", "```\n```"], ".md")
    yield from _many("empty-html", ["", "<html></html>", "<!-- Paris -->", "<p></p>", "<"], ".html")


def tiny() -> Iterator[Hostile]:
    pieces = (
        "a . 7 A é 北 ! Paris paris PARIS US U.S. us - — Ü ’ ( ) 0 % N NW 5km km Of the\n".split(
            " "
        )
    )
    yield from _many(
        "tiny",
        [*pieces, "in", "5 miles", "miles from Paris", "Paris\n\n\n", "\nParis", "Paris\x00"],
    )


def long() -> Iterator[Hostile]:
    """Baits for patterns that go back; the truly large are in `large`."""
    n = 3000
    baits = [
        "a" * 20 * n, "A" * 20 * n, "Aa" * 5 * n, "A " * 5 * n, "A. " * n, "A." * n, "Paris " * n, "Paris, " * n, "Paris-" * n,
        "1" * 5 * n, "1," * n, "1,000 " * n, "1.0" * n, "1 1/2 " * n, "one hundred and " * n, "twenty-" * n, "5 miles " * n,
        "5 miles from " * n, "5 miles from Paris to " * 300, "about at least up to " * 300, "north of the " * n,
        "northwest of Paris and " * 300, "(" * 5 * n, ")" * n, "“" * n, '"' * n, "'" * n, "[" * n + "]" * n, "<" * n, "<a " * n,
        "&" * n, "&amp;" * n, "!" * 5 * n, "." * 5 * n, "?! " * n, ". " * n, ", " * n, " " * 20 * n + "Paris", "\n" * 5 * n + "Paris",
        "\n \n" * n, "\r" * n, "\t" * n, "-" * 5 * n, "_" * n, "*" * n, "#" * n, "|" * n, "said " * n, "the " * n, "of " * n,
        "he said, " * n, "according to " * n, "from Paris to London " * 300, "between Paris and " * 300, "the city of " * n,
        "the border between " * n, "St. " * n, "U.S. " * n, "e.g. " * n, "Mr. " * n, "http://a.b/" * n, "a@b.c " * n, "\u0301" * n,
        "e" + "\u0301" * n, "\u200d" * n, "New " * n, "New York New " * 300, "County of " * n, "$" * n, "{" * n, "\\" * n,
        "Paris is longer than London by 5 miles, " * 150, "the same distance as " * 300, "larger than Texas " * 300,
        "1,000 miles shorter than the flight from " * 200, "an hour’s drive from " * 300, "flew over Iran, " * 300,
        "the size of Rhode Island " * 300, "a mile, " * n, "5-" * n, "5–6 to " * n, "1/" * n, "½ " * n, "twelve hundred " * n,
        "+++\n" + "a=" * n, "+++\n" + "[" * n + "\n+++\nParis.", "+++\n" + "\n" * n, "=" * n, "`" * n, "Paris (" * n, "’s " * n,
    ]  # fmt: skip
    yield from _many("bait", baits)


def encodings() -> Iterator[Hostile]:
    names = "utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le cp1252 latin-1 mac_roman cp437 utf-7 iso8859_15 cp037"
    for name in names.split():
        yield Hostile("encoding", name, STORY.encode(name, "replace"))
        yield Hostile("encoding", f"{name}-half", STORY.encode(name, "replace")[:301])
    russian = (
        "Бомбардировщики вылетели с базы Хамадан в Иране и нанесли удары под Алеппо, Сирия. " * 3
    )
    for name in "cp1251 koi8-r cp866 iso8859-5 utf-16".split():
        yield Hostile("encoding", f"ru-{name}", russian.encode(name, "replace"))
    for name in "shift_jis euc_jp iso2022_jp".split():
        yield Hostile(
            "encoding",
            f"ja-{name}",
            ("東京から大阪まで約500キロメートル。" * 9).encode(name, "replace"),
        )
    for name in "gb18030 gbk big5 hz".split():
        yield Hostile(
            "encoding", f"zh-{name}", ("北京到上海的距离是一千公里。" * 9).encode(name, "replace")
        )
    yield Hostile("encoding", "ko", ("서울에서 부산까지 약 325킬로미터이다. " * 9).encode("euc_kr"))
    text = STORY.encode()
    for name, bad in (
        ("one-bad", b"\xff"),
        ("cut", b"\xe2\x80"),
        ("overlong", b"\xc0\xaf"),
        ("surrogate", b"\xed\xa0\x80"),
    ):
        yield Hostile("encoding", name, text[:90] + bad + text[90:])
        yield Hostile("encoding", f"{name}-last", text + bad)
    yield Hostile("encoding", "mixed", text + STORY.encode("cp1252", "replace"))
    yield Hostile("encoding", "twice", STORY.encode("utf-8").decode("cp1252", "replace").encode())
    yield Hostile("encoding", "two-marks", b"\xef\xbb\xbf" * 2 + text)
    yield Hostile("encoding", "odd-utf16", b"\xff\xfe" + STORY.encode("utf-16-le") + b"\x00")
    for name in (
        b"utf-7",
        b"nonsense",
        b"rot13",
        b"hex",
        b"base64",
        b"zlib",
        b"idna",
        b"unicode_escape",
        b"punycode",
        b"\xff",
    ):
        page = (
            b"<html><meta charset="
            + name
            + b"><p>From Hamadan to Aleppo, Syria, it is \xe9 far.</p></html>"
        )
        yield Hostile("charset", name.decode("latin-1"), page, ".html")


def unicode() -> Iterator[Hostile]:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        yield Hostile("unicode", form, unicodedata.normalize(form, STORY).encode())
    marks = "\u200b \u200d \u00ad \ufeff \u202e \u2066 \u0301 \U000e0041 \ufe0f \u2028 \x85 \x1a \x1b \x7f \ufffd \ufffe \u034f \u3164"
    for mark in marks.split(" "):
        name = f"{ord(mark):x}"
        yield Hostile("unicode", f"within-{name}", STORY.replace("a", f"a{mark}").encode())
        yield Hostile("unicode", f"between-{name}", STORY.replace(" ", f" {mark}").encode())
    yield from _many(
        "unicode",
        [
            "𝐏𝐚𝐫𝐢𝐬 is far from 𝕃𝕠𝕟𝕕𝕠𝕟.", "Ｐａｒｉｓ, Ｆｒａｎｃｅ is ５０ miles from Ｌｏｎｄｏｎ.", "Раris in Cyrillic.", "🇫🇷 Paris 🏳️‍🌈 London 👩‍👩‍👧‍👦.",
            "P̷̢̛a̶̡r̸̨i̵s̶ is here.", "İstanbul, ISTANBUL, ıstanbul, i̇stanbul.", "Straße, STRASSE, ẞ in Großenhain.", "ﬁnland and ﬂorida.",
            "x" + "\U0010ffff" * 50 + " Paris", "\u202eParis\u202c in \u2067France\u2069.", "Parıs’s ‘Paris’ „Paris“ «Paris» 「Paris」.",
        ],
    )  # fmt: skip


def scripts() -> Iterator[Hostile]:
    pieces = [
        "باريس عاصمة فرنسا وتبعد 340 كيلومترا عن لندن.", "פריז היא בירת צרפת.", "पेरिस फ्रांस की राजधानी है।", "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย",
        "Αθήνα, Ελλάδα: 500 χιλιόμετρα.", "Москва находится в 700 км от Санкт-Петербурга.", "東京は日本の首都です。", "서울은 대한민국의 수도이다.",
        "თბილისი საქართველოს დედაქალაქია.", "Երևանը Հայաստանի մայրաքաղաքն է։", "ဗမာ မြန်မာ", "ᠮᠣᠩᠭᠣᠯ", "አዲስ አበባ", "Paris باريس Париж 巴黎 in France.",
        "Das Flugzeug flog von Paris nach Berlin.", "El avión voló de París a Berlín, a 500 millas.", "ٱلْقَاهِرَة", "۵۰ miles from Paris", "五十 miles from Paris",
    ]  # fmt: skip
    yield from _many("script", [piece * n for piece in pieces for n in (1, 40)])


def numbers() -> Iterator[Hostile]:
    odd = (
        "0 -0 -5 +5 00005 1e5 1e400 -1e400 nan inf -inf Infinity 0x10 1_000 1,00,000 1.000.000 1,,000 1. .5 ½ 1½ 3⁄4 1/0 5/2 ² 5² ٥٠ ５０ Ⅻ ∞ "
        "1-2 5–4 10-5 1,000-500 −7 1e-320 4.9e-324 999999999999 0.0000001 twelve zero minus-one dozen couple umpteen hundreds #5 £5 5% 50,000,000 π"
    ).split()
    odd += [
        "9" * 400,
        "9" * 5000,
        "1," + "000," * 300 + "000",
        "0." + "0" * 400 + "1",
        "1 000 000",
        "1\u202f000",
        "ten thousand million billion",
    ]
    units = itertools.cycle(
        [
            "miles",
            "km",
            "kilometers",
            "nautical miles",
            "feet",
            "yards",
            "m",
            "square miles",
            "leagues",
            "light-years",
        ]
    )
    forms = [
        "Oxford is {} northwest of London.",
        "The flight is {} shorter than from Paris to Rome.",
        "The range of the missile is {}, enough to hit Paris.",
    ]
    for i, (number, unit) in enumerate(zip(odd, units, strict=False)):
        text = "\n".join(form.format(f"{number} {unit}") for form in forms)
        yield Hostile("number", f"{i:02}", text.encode())


def html() -> Iterator[Hostile]:
    p = "<p>Oxford is about 50 miles northwest of London, officials said.</p>"
    pages = [
        p, f"<html>{p}", "<div>" * 3000 + p, "<b>" * 3000 + p, "<table>" * 300 + p, f"<script>{p}", f"<style>{p}", f"<!--{p}", f"<!--{p}-->{p}", f"<![CDATA[{p}]]>",
        f"<p {'x=1 ' * 3000}>{p}", f"<p x='{'a' * 30000}'>{p}", f"<{'a' * 30000}>{p}", "<" * 3000 + p, "<p" * 3000 + p, "</p>" * 3000 + p, "&#" * 3000 + p,
        f"<p>&#0;&#x110000;&#xD800;&#999999999999;&nosuch;&amp;lt;&lt;</p>{p}", f"<meta charset=utf-16>{p}", f"<title>{'T' * 5000}</title>{p}", f"<title>a<title>b{p}",
        f"<title>{{{{ 7*7 }}}}</title>{p}", f"<base href='http://127.0.0.1:9/'><link rel=stylesheet href='x.css'><img src='http://127.0.0.1:9/x.png'>{p}",
        f"<frameset><frame src='x'></frameset>{p}", f"<svg><text>{p}</text></svg>{p}", f"<math><mi>{p}</mi></math>", f"<template>{p}</template>{p}", f"<noscript>{p}</noscript>",
        f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>{p}</body></html>", f"<?php echo 1; ?>{p}", f"<html><body>{p * 400}</body></html>",
        "<!DOCTYPE x [<!ENTITY a 'Paris '><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><p>&c;</p>" + p,
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a;</p>" + p, f"<meta property='article:published_time' content='2016-99-99'>{p}",
        f"<meta property='og:title' content='<img src=x onerror=alert(1)>'>{p}", "<p>" + "Paris<br>" * 3000, "<ul>" + "<li>Paris" * 3000, f"<a href='{'../' * 3000}'>{p}</a>",
        f"<select><option>{p}", f"<textarea>{p}", f"<iframe srcdoc='{p}'></iframe>{p}", f"<form>{p}</form>", f"<nav>{p}</nav>", f"<p hidden>{p}</p>", "\x00<p>Paris</p>",
    ]  # fmt: skip
    yield from _many("html", pages, ".html")
    yield from _many("html-as-text", pages, ".txt")


def containers() -> Iterator[Hostile]:
    text = STORY.encode()
    yield Hostile("container", "gzip", gzip.compress(text, mtime=0), ".txt")
    yield Hostile("container", "gzip-bomb", gzip.compress(b"a" * 3_000_000, mtime=0), ".gz")
    yield Hostile("container", "zlib", zlib.compress(text))
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("../../story.txt", text)
    yield Hostile("container", "zip", box.getvalue(), ".zip")
    yield Hostile("container", "docx", box.getvalue(), ".docx")
    pieces = [
        b"%PDF-1.4\n" + text, b"{\\rtf1\\ansi " + text + b"}", b"From a@b Mon\nSubject: x\n\n" + text, base64.b64encode(text), b"BZh9" + text,
        b'{"text": "From Hamadan to Aleppo", "n": [1, 2, {"a": null}]}', b'["Paris", "London"]', b"a,b,c\n1,Paris,France\n2,London,England\n" * 20,
        b"<rss><channel><item><title>Paris</title></item></channel></rss>", b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\nd: Paris\n", b"begin 644 x\n" + text,
        b"#!/bin/sh\necho Paris\n", b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + text, b"\x1f\x8b" + text, b"PK\x03\x04" + text,
    ]  # fmt: skip
    yield from _many("container", pieces)


def not_text() -> Iterator[Hostile]:
    wheel = bytes(i * i * 7 % 251 for i in range(5000))
    heads = [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0JFIF",
        b"GIF89a",
        b"\x7fELF",
        b"MZ\x90",
        b"SQLite format 3\x00",
        b"PAR1",
        b"\xca\xfe\xba\xbe",
        b"RIFF\x00WAVE",
        b"",
    ]
    yield from _many("binary", [head + wheel for head in heads])
    yield from _many(
        "binary-plain",
        [
            b"\x00" * 999,
            b"\xff" * 999,
            b"\x80" * 999,
            bytes(range(256)),
            bytes(range(256)) * 40,
            b"\x1b[2J" * 99,
            b"\x07" * 99,
            b"a\x00" * 99 + b"\xff",
        ],
    )


def injections() -> Iterator[Hostile]:
    pieces = [
        "{{7*7}}", "{{ config }}", "{% raw %}", "{% import os %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "`touch {C}`", "$(touch {C})", "; touch {C} ;", "| touch {C}", "&& touch {C}",
        "<script>window.pwn=1</script>", "</script><script>window.pwn=1</script>", "<img src=x onerror=window.pwn=1>", '"><svg onload=window.pwn=1>', "' onmouseover='window.pwn=1",
        "javascript:window.pwn=1", "<!--", "-->", "]]>", "</title><script>window.pwn=1</script>", "</textarea>", "\u2028window.pwn=1", "\\u003cscript\\u003e", "&lt;script&gt;", "</style>",
        "'; DROP TABLE features; --", "' OR '1'='1", '" OR 1=1 --', "1; ATTACH DATABASE '{C}' AS x", "!!python/object/apply:os.system ['touch {C}']", "&a [*a]", "---\n- x", "%s%n%x%d", "{0.__class__}",
        "=1+1", "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(1)", "\t=1", '=HYPERLINK("http://127.0.0.1:9")', "../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\con\\con", "\\\\host\\share",
        "\x1b]0;pwned\x07", "\x1b[2J", "\r\nSet-Cookie: x", "%00", "%0d%0a", "\\", '\\\\"', "__import__('os').system('touch {C}')", "<?xml version='1.0'?>", "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "(?:a+)+$", ".*", "[", "\\E", "[bold red]rich[/]", "[link=http://127.0.0.1:9]x[/link]", "$1", "\\1", "\\g<0>", "<b>bold</b>", "![x](http://127.0.0.1:9/x.png)", "[x](javascript:alert(1))",
    ]  # fmt: skip
    for i, raw in enumerate(pieces):
        piece = raw.replace("{C}", CANARY)
        text = f"{piece} Paris{piece} is 50 miles from {piece} London, {piece}, France. “{piece}” said {piece} of Paris, {piece}.\n\n{piece}\n"
        yield Hostile("injection", f"{i:02}", text.encode())
        head = (
            piece.replace("\\", "\\\\")
            .replace('"', '\\"')
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\x1b", "")
            .replace("\x07", "")
        )
        front = f'+++\nheadline = "{head}"\nsource = "{head}"\nurl = "{head}"\ndate = "{head}"\n+++\n{STORY}'
        yield Hostile("injection-head", f"{i:02}", front.encode(), ".md")


def places() -> Iterator[Hostile]:
    """Coordinates, geometry's edges, names and styles that are awkward."""
    pieces = [
        "The ship sank at 91,0 and 0,181 and nan,nan.", "It is at 48°51′24″N 2°21′03″E, near Paris.", "From the North Pole to the South Pole is 12,430 miles.", "The South Pole is 0 miles north of the South Pole.",
        "Paris is 0 miles from Paris.", "Paris is 12,000 miles north of Paris.", "Quito lies on the equator, 5 miles south of Quito.", "From Fiji to Samoa is 700 miles east.", "Taveuni, Fiji, is on the 180th meridian.",
        "The Antipodes Islands are 12,400 miles from London.", "Russia borders Russia.", "Antarctica borders the Atlantic Ocean, the Pacific Ocean and the Indian Ocean.", "Null Island is at 0,0.", "Kiribati is 2,000 miles west of Kiribati.",
        "Point Nemo is 1,670 miles from the nearest land.", "Vatican City is part of Italy. Italy is part of Vatican City.", "Lesotho is off the coast of South Africa.", "Alaska is 50 miles east of Russia, across the date line.",
        "Y, France. Å, Norway. O, Egypt. Ii, Finland. Aa, Estonia.", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch in Wales.", "Krung Thep Maha Nakhon Amon Rattanakosin Mahinthara Ayuthaya", "Truth or Consequences, New Mexico",
        "Batman, Turkey, and Batman, the hero. Hell, Norway. Nothing, Arizona. Why, Arizona. Zzyzx, California.", "St. Louis-du-Ha! Ha!, Quebec", "’s-Hertogenbosch, 's-Gravenhage, N'Djamena, Xi'an, Coeur d'Alene", "Washington said that Washington, D.C., is not Washington.",
        "Georgia beat Georgia in Georgia.", "Jordan met Chad in Israel; Paris Hilton saw London Breed.", "Timbuktu-upon-Nowhere-on-Sea-by-the-Sands", "Bosnia-Herzegovina-Croatia-Serbia", "İzmir; ızmir; IZMIR.", "USA/UK/UAE/DRC/CAR", "N. Korea, S. Korea, E. Germany, W. Bank",
        "aleppo is 50 miles from idlib", "ALEPPO IS 50 MILES FROM IDLIB, OFFICIALS SAID", "aLePpO iS fAr FrOm IdLiB", "A-l-e-p-p-o", "A l e p p o", "Al-\neppo", "Alep\u00adpo", "#Aleppo @Aleppo Aleppo's Aleppo’s Aleppo-based pre-Aleppo", "Aleppo.Idlib,Homs;Hama:Raqqa",
        "* Aleppo\n* Idlib\n\n1. Homs\n2. Hama\n", "| Aleppo | 50 miles |\n|---|---|\n| Idlib | 30 km |\n", '# Aleppo\n\n> **Idlib** is _50 miles_ from [Aleppo](http://x/Idlib "Homs").\n\n```\nHama\n```\n', "Aleppo\rIdlib\rHoms\r", "Aleppo\r\n\r\nIdlib",
        "Q: Where? A: Aleppo. Q: How far? A: 50 miles from Idlib.", "\"Aleppo,\" \"Idlib,\" 'Homs'", "Aleppo (Halab (Beroea (Syria))) is", "(Aleppo", "Aleppo)", "“Aleppo", "Aleppo…Idlib...Homs", "AleppoIdlibHoms", "www.aleppo.com aleppo@idlib.com", "Aleppo" * 50,
        "Paris, Texas, Paris, France, Paris, Ontario, Paris, Paris.", "Springfield, Springfield, Springfield is 50 miles from Springfield.", "in in of the near Near, Near East near the Far East far", "Of, Turkey, is a town. Of Turkey. And, or, The Dalles.",
        "From A to B is 5 miles, from B to C is 5 miles, from A to C is 50 miles.", "It is 50 miles.", "50 miles", "Miles Davis walked 50 miles to Miles City.", "half a mile, a mile and a half, miles and miles from Miles", "between Aleppo and and Idlib", "from to Aleppo from",
    ]  # fmt: skip
    yield from _many("place", pieces)


def small() -> list[Hostile]:
    """Every article but the large, in a fixed order."""
    makers = (
        empty,
        tiny,
        long,
        encodings,
        unicode,
        scripts,
        numbers,
        html,
        containers,
        not_text,
        injections,
        places,
    )
    return [item for make in makers for item in make()]

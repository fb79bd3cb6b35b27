"""Every door of the command: article, headline, scenario, corrections, spelling. No text runs."""

import json
import os
import re
import subprocess
import sys

import pytest

pytestmark = pytest.mark.browser

EVIL = (
    '{{ 7*191 }} 50{% x <img src=x onerror="window.pwn=1"> </script><script>window.pwn=2</script> '
    "`+(window.pwn=3)+` ${window.pwn=4} \\`)[0];window.pwn=5;// ' onfocus='window.pwn=6"
)


def hostile_scenario(text: str) -> str:
    """The seed's scenario with hostile names, publishers and statements; ids and numbers stay."""
    quoted = json.dumps(EVIL, ensure_ascii=False)
    line = re.compile(r'(?m)^(publisher|says|note|url|title) = ".*"$')
    return line.sub(lambda found: f"{found[1]} = {quoted}", text)


@pytest.fixture(scope="module")
def page(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("doors")
    article = (root / "seeds" / "hamadan.md").read_text("utf-8")
    for key in ("headline", "source"):
        article = re.sub(rf'{key} = ".*"', lambda _, k=key: f"{k} = {json.dumps(EVIL)}", article)
    article += f"\nIn Aleppo a sign read {EVIL} on Tuesday.\n"
    (folder / "story.md").write_text(article, "utf-8")
    scenario = (root / "seeds" / "hamadan.toml").read_text("utf-8")
    (folder / "story.toml").write_text(hostile_scenario(scenario), "utf-8")
    point = f"{{ lat = 35.95, lon = 39.0, name = {json.dumps(EVIL)} }}"
    (folder / "fix.toml").write_text(f'"Raqqa" = {point}\n', "utf-8")
    (folder / "house.toml").write_text(f'"Latakia" = {json.dumps(EVIL)}\n', "utf-8")
    words = ["map", "story.md", "--scenario", "story.toml", "--corrections", "fix.toml"]
    words += ["--spelling", "house.toml", "-o", "out.html"]
    code = "import sys; from geo.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == 0, done.stderr
    return (folder / "out.html").read_bytes()


@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "first lock alone"])
def test_nothing_of_a_story_or_its_files_runs(show, page, sealed):
    data = page
    if not sealed:
        data = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", data)
    seen = show(data)
    seen.evaluate(
        """() => { document.querySelectorAll('details').forEach(d => d.open = true);
          const o = dateline.objects, at = dateline.map.getCenter();
          for (const id in o) {
            if (o[id].kind === 'mark') dateline.openMark(dateline.map, o[id]);
            if (o[id].kind === 'line') dateline.openLine(dateline.map, o[id], at);
          } }"""
    )
    assert seen.evaluate("window.pwn") is None
    assert len(seen.requests) == 1
    assert not [e for e in seen.errors if "dialog" in e or "pwn" in e], seen.errors
    start = "{{ 7*191 }}"
    text = seen.text_content("body")
    assert "1337" not in text
    for part in ("{{ 7*191 }}", "50{% x", '<img src=x onerror="window.pwn=1">', "${window.pwn=4}"):
        assert text.count(part) >= 4, part
    assert start in seen.text_content("h1")
    assert start in seen.text_content(".byline")
    labels = seen.evaluate("[...document.querySelectorAll('.label.place')].map(e => e.textContent)")
    assert any(start in label for label in labels)

"""What the README shows is what the commands print."""

import re

import pytest

from geo.cli import main


def test_the_block_of_make_map_is_what_it_prints(root, monkeypatch, capfd, tmp_path):
    readme = (root / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- printed by `make map` -->\n```\n(.*?)```", readme, re.DOTALL).group(1)
    monkeypatch.chdir(root)
    out = str(tmp_path / "hamadan.html")
    with pytest.raises(SystemExit):
        main(["map", "seeds/hamadan.md", "--scenario", "seeds/hamadan.toml", "-o", out])
    printed = capfd.readouterr().out.replace(out, "maps/hamadan.html")
    assert len(block.splitlines()) > 3
    for line in block.splitlines():
        assert line.rstrip() in printed


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md", "docs/architecture.md"])
def test_links_lead_somewhere(root, name):
    text = (root / name).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    missing = [t for t in targets if not ((root / name).parent / t).exists()]
    assert missing == []


def test_modules_named_in_documents_exist(root):
    for path in [root / "SECURITY.md", *sorted((root / "docs").glob("*.md"))]:
        for module in re.findall(r"`(geo/[a-z_/]+\.py)`", path.read_text(encoding="utf-8")):
            assert (root / module).exists(), (path.name, module)

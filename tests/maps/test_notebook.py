"""The example notebook runs from its first cell to its last, with no network."""

import gzip

import jupytext
import nbclient
import pytest


@pytest.mark.filterwarnings("ignore")
def test_a_story_is_mapped_in_ten_cells(root, tmp_path):
    notebook = jupytext.read(root / "notebooks" / "map_a_story.py")
    code = [c for c in notebook.cells if c.cell_type == "code"]
    assert len(code) <= 10
    (tmp_path / "seeds").symlink_to(root / "seeds")
    client = nbclient.NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    )
    client.execute()
    outputs = [o for c in code for o in c.outputs]
    assert not [o for o in outputs if o.output_type == "error"]
    frames = [o["data"]["text/html"] for o in outputs if "text/html" in o.get("data", {})]
    maps = [f for f in frames if "<iframe" in f]
    assert len(maps) == 1
    assert len(maps[0].encode()) <= 400_000
    page = (tmp_path / "story-map" / "hamadan.html").read_bytes()
    assert len(page) <= 450_000
    assert len(gzip.compress(page)) <= 150_000

# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Map a story
# From a story to its places, its claims with a verdict each, and a map that opens anywhere. Nothing is fetched.

# %%
from pathlib import Path

import geo
from geo.claims import load_scenario

root = next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "seeds").is_dir())

# %%
article = geo.read_article(root / "seeds" / "hamadan.md")
article.title, article.date, len(article.sentences)

# %%
report = geo.analyse(article, scenario=load_scenario(root / "seeds" / "hamadan.toml"))

# %% [markdown]
# Every place with its confidence: a GeoDataFrame, so that `.explore`, `.to_file` and joins work.

# %%
report.places[["text", "name", "kind", "country", "role", "confidence"]].head(10)

# %% [markdown]
# Every claim with its verdict.

# %%
report.claims[["kind", "sentence", "verdict", "reason"]].head(5)

# %%
main = max(report.findings, key=lambda finding: len(finding.readings))
main.verdict, main.reason

# %% [markdown]
# The map is a `folium.Map`; it needs no network. Choose a claim, then a reading, to see its ways.

# %%
report.map()

# %% [markdown]
# One file to keep or to publish; a picture for print.

# %%
out = Path("story-map")
out.mkdir(exist_ok=True)
report.save(out / "hamadan.html")
report.save(out / "hamadan.png")
sorted(p.name for p in out.iterdir())

# %%
geo.distance("Hamadan", "Aleppo", unit="mi")

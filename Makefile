# Two commands on a fresh machine: `make map` and `make test`. Both set up .venv first; a second call installs nothing.
PYTHON ?= python3
VENV := .venv
# What the benchmarks compare with, where it installs; nothing else uses it.
PEERS := geopy geodistpy haversine spherely extremitypathfinder pyvisgraph tqdm
BIN := $(VENV)/bin
export DATELINE_CALLED_BY_MAKE := 1

.PHONY: map test test-all check bench data train setup clean help

help:
	@echo "make map       the seed story on a map: maps/hamadan.html, and its findings"
	@echo "make test      the tests, with samples of the long sweeps"
	@echo "make test-all  the tests with the sweeps whole"
	@echo "make check     linters, types, layers, docstrings"
	@echo "make bench     the benchmarks"
	@echo "make data      the compiled tables again, from their pinned sources"
	@echo "make train     the models again: make train CORPORA=folder"

map: $(VENV)/.package
	@$(BIN)/geo map seeds/hamadan.md --scenario seeds/hamadan.toml -o maps/hamadan.html

test: $(VENV)/.dev
	$(BIN)/python -m pytest -m "not sweep" -n auto --dist loadfile --doctest-modules geo tests

test-all: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile --doctest-modules geo tests

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/docstrings.py

bench: $(VENV)/.dev
	-@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps $(PEERS)
	@for file in tests/benchmarks/bench_*.py; do echo; echo "== $$file"; $(BIN)/python $$file || exit 1; done

data: $(VENV)/.dev
	$(BIN)/python data/build.py

train: $(VENV)/.dev
	$(BIN)/python data/train.py $(CORPORA)

setup: $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.package: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.package
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

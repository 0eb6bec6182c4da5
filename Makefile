# Two commands on a fresh machine with Python >= 3.11, make and git: `make run` and `make test`.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
EXTRAS := ui,registers,report,export,browser,distributed,dev
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench truth docs clean

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## Make .venv with everything, pinned (the other targets do it when needed)

$(VENV)/.ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "rxverdict needs Python 3.11 or newer; none was found on this machine." >&2; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) (about two minutes the first time) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Could not make $(VENV). On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]'
	@touch $@

run: setup ## Open the app on this machine (http://127.0.0.1:8501), archive in an embedded SQLite file
	@$(BIN)/rxverdict ui

test: setup ## Run the tests
	@$(BIN)/python -m pytest -n auto --dist loadgroup

lint: setup ## Style, types, layers
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

truth: setup ## Judge the labelled set: recall and false flags per check, verdict and language; fails below the pinned floors
	@$(BIN)/rxverdict evaluate tests/truth --floors tests/truth/floors.toml --hits docs/hits.md
	@$(BIN)/rxverdict evaluate tests/truth/develop --disguised --floors tests/truth/floors.toml

bench: setup ## Speed and memory, each against a named baseline in the same run
	@$(BIN)/python -m tests.bench

docs: setup ## Write the generated parts of README.md and docs/ again
	@$(BIN)/python -m ui.readme

clean: ## Remove the environment and caches
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

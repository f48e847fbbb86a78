# What people type; `make ci` runs what the build runs.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup test lint search types architecture docs bench coverage ci

setup:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable ".[dev]"

test:
	$(BIN)/python -m pytest

search:
	$(BIN)/python -m pytest --hypothesis-profile=search

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy
	$(BIN)/pyright

architecture:
	$(BIN)/lint-imports

docs:
	$(BIN)/python docs/command_line.py

bench:
	$(BIN)/python -m benchmarks

coverage:
	$(BIN)/coverage run -m pytest -n 0
	$(BIN)/coverage combine
	$(BIN)/coverage report

ci:
	bash .ci/run

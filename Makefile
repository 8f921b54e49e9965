# Needs make, a POSIX shell and a Python 3.12, 3.13 or 3.14 somewhere on the machine; nothing else.
.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check format bench lock clean

PORT ?= 8000
export PORT
PY := .venv/bin/python

help:  ## what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## */  make \1	/'

setup:  ## a .venv in this checkout with everything; the second time it does nothing
	@sh tools/setup.sh test

.PHONY: programme
programme:
	@sh tools/setup.sh run
	@$(PY) hatch_build.py >/dev/null

demo: programme  ## the demo company on http://localhost:8000 (PORT, DATA_DIR, KEEP=1)
	@exec $(PY) -m fullcircle.config.command_line demo

serve: programme  ## an empty company of your own (PORT, DATA_DIR, DATABASE_URL)
	@exec $(PY) -m fullcircle.config.command_line serve

test: setup  ## all tests, on SQLite and PostgreSQL, in a browser where there is one (ARGS=...)
	@$(PY) hatch_build.py >/dev/null
	@$(PY) -m tests $(ARGS)

check: setup  ## style, types, layers, templates, front end, migrations
	@$(PY) -m tools.check

format: setup  ## lay out the Python sources
	@$(PY) -m ruff format --quiet --exclude "*.md" .
	@$(PY) -m ruff check --quiet --fix .

bench: setup  ## the table of speed (minutes)
	@$(PY) -m benchmarks $(ARGS)

lock:  ## write requirements/*.txt anew (UPGRADE=1: newest versions)
	@sh tools/lock.sh

clean:  ## remove what was built; your data stays
	rm -rf .venv node_modules src/fullcircle/web/static/built dist build test-results
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

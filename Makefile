# make run    the county on http://127.0.0.1:8501
# make test   everything: lint, types, contracts, unit, property, page and browser tests
# make audit  what is installed against the index of advisories; "not run" where there is no network
# make bench  speed as ratios against a floor in the same run
# make soak   the long checks
# python -m bench.photos  how many photos used again are found, how often an honest one is blamed
# python -m bench.hostile  every hostile file into a real server, twice: how each ends and what memory stays taken
# make slips  how many seeded slips the upload finds, kind by kind, and how often clean data is blamed
# make layouts  the 40 layouts of one report, which of them need a person, and whether any number is wrong
# make manual the generated tables and the pictures of docs/用户手册.md anew
# Whoever forbids Python to keep what it compiled has every server and every worker of the tests compile it all again.
export PYTHONDONTWRITEBYTECODE =
PYTHON ?= python3
BIN := .venv/bin
# One more than the cores of a small machine: browser tests wait more than they work.
WORKERS ?= 3

.PHONY: run test tests check audit bench soak slips layouts manual clean

run: .venv/run.stamp
	$(BIN)/python manage.py run

test: .venv/dev.stamp
	$(MAKE) --no-print-directory -j2 check tests

tests: .venv/dev.stamp
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not soak"

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: .venv/dev.stamp
	.ci/audit

bench: .venv/dev.stamp
	$(BIN)/python -m bench

soak: .venv/dev.stamp
	$(BIN)/python -m pytest -m soak

slips: .venv/dev.stamp
	$(BIN)/python -m tests.seeded.confusion

layouts: .venv/dev.stamp
	$(BIN)/python -m tests.layouts.table

manual: .venv/dev.stamp
	$(BIN)/python -m tests.manual.appendix
	RETAKE_PICTURES=1 $(BIN)/python -m pytest tests/browser/test_manual_pictures.py

.venv/run.stamp: requirements.txt
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --no-compile --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev.stamp: requirements.txt requirements-dev.txt
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --no-compile --disable-pip-version-check -r requirements-dev.txt
	touch $@ .venv/run.stamp

clean:
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# make run    the county on http://127.0.0.1:8501
# make test   everything: lint, types, contracts, unit, property, page and browser tests
# make bench  speed as ratios against a floor in the same run
# make soak   the long checks
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2

.PHONY: run test check bench soak clean

run: .venv/run.stamp
	$(BIN)/python manage.py run

test: check
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not soak"

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/dev.stamp
	$(BIN)/python -m bench

soak: .venv/dev.stamp
	$(BIN)/python -m pytest -m soak

.venv/run.stamp: requirements.txt
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev.stamp: requirements.txt requirements-dev.txt
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ .venv/run.stamp

clean:
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

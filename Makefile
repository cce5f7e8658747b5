# Every target makes what it needs and may be run again. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
FINNISH := innoenvi_cli/locale/fi/LC_MESSAGES/innoenvi.po

# An editable install writes this folder's path into a file that Python 3.11 reads in the locale's encoding: where the
# path is not plain ASCII, the package is installed as it is and again whenever a file of it changes.
EDITABLE := $(shell printf %s '$(CURDIR)' | LC_ALL=C grep -q '[^ -~]' || echo --editable)
SOURCES := $(if $(EDITABLE),,$(shell find innoenvi_cli templates sample_projects -type f -not -name '*.mo' -not -name '*.pyc'))

# Mermaid itself, to read and draw what we draw in it; without npm its tests say that they skip.
MERMAID := $(if $(shell command -v npm),tests/mermaid/node_modules/installed)

.DEFAULT_GOAL := help
.PHONY: help demo test explore torture test-wheel check format samples golden reference messages benchmark clean

help: ## what there is to make
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | sort

.venv/pip: pyproject.toml hatch_build.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@touch $@

.venv/installed: .venv/pip $(FINNISH) $(SOURCES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(EDITABLE) .
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group test
	@touch $@

.venv/checked: .venv/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group check
	@touch $@

tests/mermaid/node_modules/installed: tests/mermaid/package-lock.json
	npm ci --prefix tests/mermaid --silent --no-audit --no-fund --ignore-scripts && touch $@ || echo 'npm: no Mermaid'

demo: .venv/installed ## takes the sample through five gates and the fast track, and keeps the result in demo/
	@rm -rf demo
	$(BIN)/python -m innoenvi_cli demo --keep demo

test: .venv/tested $(MERMAID) ## runs the tests
	$(BIN)/python -m pytest -q -n auto

explore: .venv/tested ## runs the property tests on examples that they have not tried yet
	INNOENVI_EXPLORE=1 $(BIN)/python -m pytest -q -n auto tests/property

torture: .venv/tested $(MERMAID) ## faults, kills and spoilt programmes in full, an hour or two; writes docs/reference/torture.md
	@rm -f .venv/figures.jsonl
	INNOENVI_TORTURE=1 INNOENVI_FIGURES=$(CURDIR)/.venv/figures.jsonl $(BIN)/python -m pytest -q -n auto $(if $(ONLY),$(addprefix tests/torture/,$(ONLY)),tests/torture)
	$(BIN)/python tests/torture/figures.py .venv/figures.jsonl docs/reference/torture.md

test-wheel: .venv/tested ## builds the wheel, installs it elsewhere, runs the tests of the command line against it
	@rm -rf dist .venv-wheel
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(PYTHON) -m venv .venv-wheel
	.venv-wheel/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	.venv-wheel/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl --group test
	.venv-wheel/bin/python tests/run_installed.py -q -n auto tests/cli tests/samples

check: .venv/checked ## format, lint, types, layers and doors, unused dependencies, dead code
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/vulture

format: .venv/checked ## formats the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

samples: .venv/installed ## makes the histories of the samples again; fails if one comes out another
	$(BIN)/python tests/samples/replay.py

golden: .venv/tested ## writes the golden files anew; look at every difference before you commit it
	$(BIN)/python -m pytest -q tests/golden --update-golden

reference: .venv/installed ## writes docs/reference from the catalogues of the code
	$(BIN)/python docs/generate_reference.py

messages: .venv/tested ## brings new messages into the Finnish catalogue, untranslated
	$(BIN)/pybabel -q extract -F pyproject.toml -k N_ -k NC_:1c,2 -k message:1 -k counted:1,2 --no-location --sort-output -o .venv/innoenvi.pot .
	sed '/^$$/q' $(FINNISH) > .venv/header.po  # pybabel would write the date into it
	$(BIN)/pybabel -q update -i .venv/innoenvi.pot -o $(FINNISH) -l fi --no-fuzzy-matching --no-wrap --omit-header --ignore-obsolete
	cat .venv/header.po $(FINNISH) > .venv/innoenvi.po && cp .venv/innoenvi.po $(FINNISH)

benchmark: .venv/tested ## times whole commands against peers, prints the ratios
	$(BIN)/python -m pip install --quiet --disable-pip-version-check yamllint doorstop
	$(BIN)/python benchmarks/run.py

clean: ## takes away what was made
	rm -rf .venv .venv-wheel dist build demo tests/mermaid/node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# Needs nothing but make and Python 3.11 or newer; everything else goes into .venv, locked and hashed.
#   make PYTHON=python3.12 demo    uses another Python (after `make clean` if .venv is there already)
#   make LOCKFLAGS=--upgrade lock  takes newer versions; plain `make lock` keeps those in the locks

PYTHON    ?= python3
LOCKFLAGS ?=
VENV      := .venv
BIN       := $(VENV)/bin

# Built distributions only: building one here would download build tools that no lock names.
INSTALL = PIP_USER=0 $(BIN)/python -m pip install -qq --disable-pip-version-check \
          --require-hashes --only-binary :all:
EDITABLE = PIP_USER=0 $(BIN)/python -m pip install -qq --disable-pip-version-check \
           --no-build-isolation --no-deps --no-index --editable .
COMPILE = $(BIN)/uv --quiet --no-config pip compile pyproject.toml --universal --python-version 3.11 \
          --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate $(LOCKFLAGS)

CATALOGUES := $(wildcard pathfinder_flow/locales/*/LC_MESSAGES/messages.po)
COMPILED   := $(CATALOGUES:.po=.mo)

# A demo, test or benchmark never touches the database that the shell happens to point at.
unexport PATHFINDER_FLOW_DATABASE_URL
unexport PYTHONPATH
unexport PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help demo test test-versions coverage domain-coverage lint docs bench catalogues release lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/run.stamp $(COMPILED) ## load the real public record into a fresh .demo and show where every country stands
	@rm -rf .demo
	@$(BIN)/pathfinder-flow --home .demo demo

test: $(VENV)/dev.stamp $(COMPILED) ## run all tests
	@$(BIN)/python -m pytest -n 2

test-versions: ## run all tests on Python 3.11, 3.12 and 3.13, where there are such
	@.ci/versions

coverage: $(VENV)/dev.stamp $(COMPILED) ## run all tests and show what they reach, by room (processes of their own not counted)
	@$(BIN)/python -m pytest -n 2 --cov=pathfinder_flow --cov-branch --cov-report=json:.coverage.json
	@$(BIN)/python -m tools.coverage_by_room .coverage.json

# Only the rules' own tests: measuring makes them twice as slow, and they are a tenth of all.
domain-coverage: $(VENV)/dev.stamp $(COMPILED) ## check that the tests of the domain reach every line and branch of it
	@$(BIN)/python -m pytest -q -n 2 tests/domain --cov=pathfinder_flow.domain --cov-branch \
	  --cov-report=term-missing:skip-covered --cov-fail-under=100

lint: $(VENV)/dev.stamp ## check style, types and the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/docs.stamp ## build docs/ into site/; a warning is an error
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

bench: $(VENV)/bench.stamp $(COMPILED) ## measure against the floors in benchmarks/
	@$(BIN)/python -m benchmarks

catalogues: $(VENV)/dev.stamp ## bring every language's sentences in line with the English ones
	@$(BIN)/python -m tools.catalogues $(NEW)

release: $(VENV)/dev.stamp ## build and check dist/, and tag it with its notes from CHANGELOG.md
	@.ci/release

lock: $(VENV)/dev.stamp ## write requirements/*.lock anew from pyproject.toml
	$(COMPILE) --extra dev --output-file requirements/dev.lock
	$(COMPILE) --constraints requirements/dev.lock --output-file requirements/run.lock
	$(COMPILE) --constraints requirements/dev.lock --extra build --output-file requirements/build.lock
	$(COMPILE) --constraints requirements/dev.lock --extra bench --output-file requirements/bench.lock
	$(COMPILE) --constraints requirements/dev.lock --extra docs --output-file requirements/docs.lock

clean: ## remove .venv, .demo, caches and built files
	rm -rf $(VENV) $(VENV)-3.* .coverage* .demo dist build site .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	rm -f $(COMPILED)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A sentence changed in a checkout is said at once; compiled, start-up stays short.
%.mo: %.po | $(VENV)/run.stamp
	@$(BIN)/python -m pathfinder_flow.words.po_files $<

# Each stamp says that the virtual environment holds what its lock asks for.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "pathfinder-flow needs Python 3.11 or newer, and '$(PYTHON)' is missing or older: name one with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments: install its venv module (on Debian and Ubuntu: python3-venv)." >&2; exit 1; }
	@echo "Making the virtual environment $(VENV)" >&2
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: $(BIN)/python requirements/build.lock pyproject.toml
	@echo "Installing what pathfinder-flow needs (requirements/build.lock)" >&2
	@$(INSTALL) --requirement requirements/build.lock
	@$(EDITABLE)
	@touch $@

$(VENV)/dev.stamp: $(BIN)/python requirements/dev.lock pyproject.toml
	@echo "Installing what the tests need (requirements/dev.lock)" >&2
	@$(INSTALL) --requirement requirements/dev.lock
	@$(EDITABLE)
	@touch $(VENV)/run.stamp $@

$(VENV)/bench.stamp: $(VENV)/run.stamp requirements/bench.lock
	@echo "Installing what the benchmarks compare with (requirements/bench.lock)" >&2
	@$(INSTALL) --requirement requirements/bench.lock
	@touch $@

$(VENV)/docs.stamp: $(VENV)/run.stamp requirements/docs.lock
	@echo "Installing what builds the documentation (requirements/docs.lock)" >&2
	@$(INSTALL) --requirement requirements/docs.lock
	@touch $@

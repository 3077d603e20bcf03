# make run    builds the example documents into out/
# make test   checks and tests everything
# Both set up what they need first: a virtual environment from the lock files, and as root the
# Debian packages; without root they name the packages that are missing.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .make
JOBS ?= 2
SEED ?= 1
EXECUTIONS ?= 200000
MINUTES ?= 60

SYSTEM_RUN := python3-venv
SYSTEM_TEST := libreoffice-writer libreoffice-calc fonts-liberation2
LOCK := pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
  --no-annotate --no-emit-options --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --require-hashes --no-deps --requirement

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test quick check bench fuzz messages lock clean

help: ## List what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(STAMPS)/run ## Build the example documents into out/
	$(BIN)/kehoach build --output out

test: check ## Check the code, then run all tests
	$(BIN)/python scripts/without_network.py $(BIN)/pytest --numprocesses $(JOBS)

quick: $(STAMPS)/test ## Run a core of the tests, some of each room, within a minute
	$(BIN)/pytest --quiet --numprocesses $(JOBS) @tests/quick.txt

check: $(STAMPS)/test ## Check the code without running the tests
	@$(PYTHON) scripts/system_packages.py --optional $(SYSTEM_TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(STAMPS)/test ## Measure the start of the command and the memory of a build
	$(BIN)/python -m benchmarks.startup

fuzz: $(STAMPS)/test ## Send spoiled files through every reader: SEED, EXECUTIONS, MINUTES
	$(BIN)/python tests/fuzz/fuzzing.py --seed $(SEED) --executions $(EXECUTIONS) \
	  --minutes $(MINUTES)

messages: $(STAMPS)/test ## Collect messages and compile their translations
	$(BIN)/python scripts/make_messages.py

lock: $(STAMPS)/test ## Renew both lock files and the notice of licences
	$(BIN)/$(LOCK) --build-deps-for editable --build-deps-for wheel \
	  --output-file requirements.lock pyproject.toml
	$(BIN)/python scripts/dev_requirements.py | \
	  $(BIN)/$(LOCK) --constraint requirements.lock --output-file requirements-dev.lock -
	$(INSTALL) requirements.lock
	$(BIN)/python scripts/third_party.py

clean: ## Remove what make made
	rm -rf $(VENV) $(STAMPS) out dist

# Stamps: each is as new as the last time its step succeeded.

$(STAMPS)/venv:
	@mkdir -p $(STAMPS)
	@$(PYTHON) scripts/system_packages.py --python $(SYSTEM_RUN)
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(STAMPS)/run: $(STAMPS)/venv requirements.lock pyproject.toml
	$(INSTALL) requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/test: $(STAMPS)/run requirements-dev.lock
	$(INSTALL) requirements-dev.lock
	@touch $@

# Everything this project does, from a fresh machine with Python 3.11 or newer and make.

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT

# The first Python on the path that is new enough and whole; PYTHON=... chooses another.
NEW_ENOUGH := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$name" -c "$(NEW_ENOUGH)" >/dev/null 2>&1 && echo "$$name" && break; done)

# Twice quiet: errors only. Hashes decide what is installed, whatever folders pip is told to look in.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

.PHONY: help demo test check format bench images lock runtime development assets
.DEFAULT_GOAL := help

help:  ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-8s %s\n", $$1, $$2 }'

demo: runtime assets  ## Build the demonstration and serve it on 127.0.0.1:$PORT (8000)
	@$(BIN)/portal demo
	@exec $(BIN)/portal serve

test: check assets  ## Run the checks and every test
	$(BIN)/pytest -n 2 --dist loadfile $(PYTEST_ARGS)

check: development  ## Style, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: development  ## Put the code into its one format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: runtime assets  ## Measure the pages against a bare page with the same queries and bytes
	$(BIN)/portal bench

images: development assets  ## Take the screenshots in docs/images
	$(BIN)/python -m tests.browser.images

lock: development  ## Choose the newest allowed release of each requirement, with its hashes
	$(LOCK) --upgrade requirements.in -o requirements.txt
	$(LOCK) --upgrade requirements-dev.in -o requirements-dev.txt
	$(LOCK) --upgrade requirements-node.in -o requirements-node.txt

runtime: $(VENV)/.runtime
development: $(VENV)/.development

assets: runtime
	@$(BIN)/python -m portal.web.assets

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, with its venv module:" \
		"on Debian, the packages python3 and python3-venv."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the portal needs."
	@$(PIP_INSTALL) --require-hashes -r requirements.txt
	@$(PIP_INSTALL) --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing what the tests and checks need."
	@$(PIP_INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

# Everything one needs with a fresh clone: Python 3.11 or newer, and make.
#   make run        a sample ward on this machine (ports: make run PORTS=8100,8101,8102)
#   make test       the whole test suite       make test-long   what takes longer
#   make lint       style, types, import rules make bench       the benchmarks

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
LOCKED := requirements/build.txt requirements/dev.txt
WARD ?= wards/itabashi
YAKUSHO_HOME ?= home
PORTS ?=
CANDIDATES := python3.13 python3.12 python3.11 python3
SUITABLE := import sys, sqlite3, ssl, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in $(CANDIDATES); do $$name -c '$(SUITABLE)' >/dev/null 2>&1 && { echo $$name; break; }; done)
# Indexes, certificates and caches of the environment are used; what would install to another place is not.
PIP := env -u PIP_USER -u PIP_TARGET -u PIP_PREFIX -u PIP_ROOT -u PIP_REQUIRE_HASHES -u PIP_NO_DEPS -u PIP_EDITABLE \
	PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --quiet

.PHONY: setup run test test-long bench lint format clean
.DEFAULT_GOAL := run

setup: $(STAMP)
	@:

$(STAMP): $(LOCKED) requirements/base.in pyproject.toml
	@if ! $(BIN)/python -c '$(SUITABLE)' >/dev/null 2>&1; then \
		if [ -z "$(PYTHON)" ]; then \
			echo "No suitable Python found. Yakusho needs Python 3.11 or newer with venv and sqlite3" >&2; \
			echo "(Debian, Ubuntu: apt install python3 python3-venv). At another place: make PYTHON=/path/to/python3" >&2; \
			exit 1; \
		fi; \
		echo "Making $(VENV) with $(PYTHON)"; \
		"$(PYTHON)" -m venv --clear $(VENV); \
	fi
	@echo "Installing the locked dependencies (once)"
	@$(PIP) --require-hashes $(LOCKED:%=-r %)
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $(STAMP)

run: setup
	@$(BIN)/yakusho init --ward "$(WARD)" --sample --history --home "$(YAKUSHO_HOME)"
	@exec $(BIN)/yakusho up --home "$(YAKUSHO_HOME)" $(if $(PORTS),--ports "$(PORTS)")

test: setup
	@$(BIN)/python -m tests.run

test-long: setup
	@$(BIN)/python -m tests.run --long

bench: setup
	@missed=0; for each in run data plan "checks --applications 3000"; do $(BIN)/python -m bench.$$each || missed=1; done; exit $$missed

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

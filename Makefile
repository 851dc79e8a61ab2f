# Two commands do everything: `make chat` and `make test`; both set up first where needed.

PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
PORT ?= 7860
TESTS ?=
BIN := .venv/bin
STAMP := .venv/installed

.PHONY: help setup chat test check format pin clean

help:
	@echo "make chat    set up where needed, then the web chat on http://127.0.0.1:$(PORT)"
	@echo "make test    set up where needed, then the tests (TESTS='tests/test_cli.py -k json' for some)"
	@echo "make check   formatting, lint, types, layers"
	@echo "make format  format the code"
	@echo "make setup   .venv with everything in it"
	@echo "make pin     write constraints.txt anew from .venv"
	@echo "make clean   remove what building and testing left; .venv stays"

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it: make setup PYTHON=/path/to/python" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Making .venv with $(PYTHON)"; "$(PYTHON)" -m venv .venv; }
	@echo "Installing what constraints.txt pins into .venv (a few minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@
	@echo "Ready: $(BIN)/reeltalk"

chat: $(STAMP)
	@$(BIN)/reeltalk ui --port $(PORT)

test: $(STAMP)
	@$(BIN)/python -m pytest $(TESTS)

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pin: $(STAMP)
	@$(BIN)/python scripts/pin.py > .venv/constraints.txt && mv .venv/constraints.txt constraints.txt

clean:
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

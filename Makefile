# Two commands do all the set-up: `make serve` runs the app, `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
UV := $(BIN)/uv
# `make serve OPEN=no` leaves the browser alone; without a screen, and where CI is set, it is left alone anyway.
OPEN ?= yes
# What a checkout keeps lies outside of what git looks at. Elsewhere the program's own default is ./archive.
SAMPLE := data/archive
LIBRARY := $(or $(UNROLLER_ARCHIVE),$(CURDIR)/$(SAMPLE))

.PHONY: serve shell test coverage test-pythons test-version lint format lock messages wheel bench screenshots docs clean help

help:
	@echo "make serve    install into .venv, open the app on http://127.0.0.1:$(PORT) (OPEN=no: without the browser)"
	@echo "make shell    a shell in which 'unroller' works, on the same archive"
	@echo "make test     install what the tests need, then lint, type check and test"
	@echo "make coverage the lines and branches that the last 'make test' did not reach"
	@echo "make test-pythons  the tests with every other Python found here (PYTHONS=3.13: with this one)"
	@echo "make lint     ruff and mypy alone"
	@echo "make bench    the timings quoted in docs/benchmarks.md"
	@echo "make screenshots  pictures of every page, in screenshots/"
	@echo "make docs     the documentation as a site, in site/"
	@echo "make wheel    build dist/*.whl"
	@echo "make messages  bring the translations of the interface up to date"
	@echo "make lock     resolve the dependencies anew into the lock files"

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "unroller needs Python 3.11 or newer: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/installed-docs: $(VENV)/installed requirements-docs.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.lock
	@touch $@

# The sample archive is copied once, whole or not at all; what is there already is never touched.
$(SAMPLE):
	rm -rf $@.part
	mkdir -p $(dir $@)
	cp -R archive $@.part
	mv $@.part $@

serve shell: export UNROLLER_ARCHIVE = $(LIBRARY)

serve: $(VENV)/installed $(if $(UNROLLER_ARCHIVE),,$(SAMPLE))
	$(BIN)/unroller serve --port $(PORT) $(if $(filter no,$(OPEN)),--no-open,--open)

shell: $(VENV)/installed $(if $(UNROLLER_ARCHIVE),,$(SAMPLE))
	@echo "unroller works here, on the archive $$UNROLLER_ARCHIVE; leave with 'exit'"
	@PATH="$(CURDIR)/$(BIN):$$PATH" "$${SHELL:-/bin/sh}"

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The tests start the program some hundred times: let Python keep what it compiled, whatever is asked elsewhere.
test: export PYTHONDONTWRITEBYTECODE =
# Processes that tests kill leave halves of files, which coverage warns of when it combines.
test: lint
	rm -rf .cache/coverage
	mkdir -p .cache/coverage
	$(BIN)/python -m coverage run -m pytest -n 2 --dist worksteal -m "not browser"
	$(BIN)/python -m pytest -n 2 --dist worksteal -m browser
	$(BIN)/python -W ignore -m coverage combine --quiet
	rm -f .cache/coverage/data.*
	@echo "Lines and branches reached, in per cent:"
	$(BIN)/python -m coverage report --format=total

coverage: $(VENV)/installed-dev
	$(BIN)/python -m coverage report --fail-under=0

# With each other Python, in .venv-3.12 and so on; which, and where they are found: tests/support/pythons.py.
test-pythons: $(VENV)/installed-dev
	$(BIN)/python -m tests.support.pythons $(PYTHONS)

test-version: export PYTHONDONTWRITEBYTECODE =
test-version: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser"

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/installed-dev
	$(BIN)/python benchmarks/path.py $(THREAD)

screenshots: $(VENV)/installed-dev
	$(BIN)/python benchmarks/screenshots.py

# Strict: a link or an anchor that leads nowhere is an error.
docs: $(VENV)/installed-docs
	$(BIN)/zensical build --strict --clean

messages: $(VENV)/installed-dev
	$(BIN)/python -m tests.support.messages

wheel: $(VENV)/installed-dev
	$(BIN)/python -m build --no-isolation --outdir dist

lock:
	test -x $(UV) || $(BIN)/python -m pip install --quiet uv
	$(UV) pip compile --quiet pyproject.toml --group build --universal --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -o requirements.lock
	$(UV) pip compile --quiet pyproject.toml --group dev --universal --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -o requirements-dev.lock
	$(UV) pip compile --quiet pyproject.toml --group docs --universal --generate-hashes --constraint requirements-dev.lock \
	  --no-emit-index-url --no-header --no-annotate -o requirements-docs.lock

clean:
	rm -rf $(VENV) .venv-* dist build index data/index site .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis screenshots

# make site: set up, check, plan, write the feed, build the site.   make test: everything that must hold.

PYTHON ?= python3
BIN := .venv/bin
KITH := $(BIN)/kith
# The tool's own packages may answer "Material for MkDocs will not follow MkDocs 2"; this project has decided.
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test lint words bench screenshots clean

site: .venv/ready
	@$(KITH) check
	@$(KITH) due
	@$(KITH) feed
	@$(KITH) build

serve: .venv/ready
	@$(KITH) serve --open

test: .venv/ready-dev lint
	@$(BIN)/pytest -n auto

lint: .venv/ready-dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

# Every sentence to be said, into the catalogues; what was translated stays.
words: .venv/ready-dev
	@PYTHONPATH=tests $(BIN)/pybabel --quiet extract -F pyproject.toml -k "_ N_ ngettext:1,2 pgettext:1c,2" --no-location --sort-output \
	  --project=kithbook --version=0 --omit-header -o .venv/kithbook.pot tool/kithbook
	@$(BIN)/pybabel --quiet update -D kithbook -i .venv/kithbook.pot -d tool/kithbook/locale -w 110 \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@$(BIN)/pybabel --quiet compile -D kithbook -d tool/kithbook/locale --statistics

# The pictures of the README; needs Chromium.
screenshots: .venv/ready-dev
	@$(BIN)/python tests/browser/screenshots.py

bench: .venv/ready-dev
	@$(BIN)/python tests/bench
	@$(BIN)/python tests/bench/doors.py

clean:
	rm -rf .venv site/* .pytest_cache .mypy_cache .ruff_cache .hypothesis

# uv when it is there, else venv and pip; both obey constraints.txt, which pins versions only.
.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kithbook needs Python 3.11 or newer; name it with: make site PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv (once, about a minute) ..." >&2
	@if command -v uv >/dev/null 2>&1; then \
	  { test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) .venv; } && uv pip install --quiet --python $(BIN)/python -c constraints.txt -e .; \
	else \
	  { test -x $(BIN)/pip || $(PYTHON) -m venv .venv; } && $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .; \
	fi
	@touch $@

# The extra `dev` also has Radicale, vdirsyncer, todoman and khard; tests run them for real through tests/programs.py.
.venv/ready-dev: .venv/ready
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python -c constraints.txt -e '.[dev]'; \
	else \
	  $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; \
	fi
	@touch $@

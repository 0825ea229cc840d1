# Bare `make` lists the commands. Everything runs in .venv, which is made from
# requirements.txt (pinned, with hashes) when a command first needs it.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SHARED := ../shared
SECONDS := 300

.DEFAULT_GOAL := help
.PHONY: help demo test check ci format bench bench-compare browser-test fuzz crash-test soak docs scores wheel lock

help:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

demo: .venv/installed ## set up, then play the embedded sample: reports on the screen and in demo-reports/
	$(BIN)/diplowatch demo

test: .venv/installed ## set up, then run every test
	$(BIN)/pytest -q -n auto

check: .venv/installed ## the quick round: format, lint, types, import contracts, generated docs
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check --check-fail-msg='run "make docs"' $(GENERATED)

ci: test check wheel scores browser-test crash-test reliability ## everything that CI does

format: .venv/installed ## write the format, mend what the linter can mend
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: .venv/installed .venv/peers/installed ## measure beside peers: TABLES="parse start" chooses, JSON=FILE keeps the result
	$(BIN)/python -m tests.bench.run $(TABLES) $(if $(JSON),--json $(JSON))

bench-compare: .venv/installed ## show which ratios of AFTER=FILE differ from those of the kept results, or of BEFORE=FILE
	$(BIN)/python -m tests.bench.compare $(if $(BEFORE),--before $(BEFORE)) $(AFTER)

browser-test: .venv/installed ## open, click and slide through the pages in a real browser, Debian's Chromium
	$(BIN)/pytest -q -n 2 tests/browser

fuzz: .venv/fuzz ## look for texts that raise or hang, guided by coverage, for SECONDS=300; keep what is new
	$(BIN)/python -m tests.fuzz.run $(SECONDS)

crash-test: .venv/installed ## kill backfills and rounds at 200 random moments, and see that nothing is lost
	$(BIN)/python -m tests.crash.run

reliability: .venv/installed ## play what goes wrong with mail, network and vandals against the real program, then long histories
	$(BIN)/python -m tests.reliability.program

soak: .venv/installed ## go 10,000 rounds while all fails at random, and hold what is left against a calm watch: ROUNDS=N goes fewer
	$(BIN)/python -m tests.soak.run $(ROUNDS)

GENERATED := -P -I docs -I . README.md docs/commands.md docs/failures.md docs/performance.md docs/python.md docs/schema.md docs/settings.md docs/languages.md docs/scale.md

docs: .venv/installed ## write the generated parts of README.md and docs/ again
	$(BIN)/cog -r $(GENERATED)

scores: .venv/installed ## hold the parser against the labelled articles beside the checkout, if they are there
	@if [ -x $(SHARED)/tools/score ]; then \
	    $(PYTHON) $(SHARED)/tools/score --gold $(SHARED)/data/gold --articles $(SHARED)/data/articles \
	        --least 0.90 -- $(BIN)/diplowatch parse {files}; \
	else echo "scores: skipped, no $(SHARED)/tools/score"; fi

wheel: .venv/installed ## build the wheel, install it in a venv elsewhere, run the demo from there
	@set -eu; away=$$(mktemp -d); trap 'rm -rf "$$away" build' EXIT; rm -rf build; \
	$(BIN)/python -m build --wheel --no-isolation --outdir "$$away" . > "$$away/log" 2>&1 || { cat "$$away/log"; exit 1; }; \
	$(BIN)/python -m pip freeze --exclude-editable > "$$away/versions"; \
	$(PYTHON) -m venv "$$away/venv"; \
	"$$away/venv/bin/pip" --disable-pip-version-check install --quiet --constraint "$$away/versions" "$$away"/*.whl \
	    > "$$away/log" 2>&1 || { cat "$$away/log"; exit 1; }; \
	cd "$$away"; venv/bin/diplowatch demo > screen; test -s screen; ls demo-reports/* > /dev/null; \
	echo "wheel: installed elsewhere, and its demo ran: $$(wc -l < screen) lines on the screen, $$(ls demo-reports | wc -l) report files"

lock: ## pin the newest versions that pyproject.toml allows, with the hashes of all their files
	@set -eu; away=$$(mktemp -d); trap 'rm -rf "$$away"' EXIT; \
	$(PYTHON) -m venv "$$away/venv"; "$$away/venv/bin/pip" install --quiet --upgrade pip pip-tools; \
	$(PYTHON) -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); print(*p["build-system"]["requires"], *p["project"]["dependencies"], *p["dependency-groups"]["dev"], sep="\n")' \
	| "$$away/venv/bin/pip-compile" --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
	    --no-emit-options --output-file "$$away/pinned" - ; \
	grep -v '^#' "$$away/pinned" | cat -s > requirements.txt

# Two stamps, so that an edited pyproject.toml does not install the packages again.
# The warning that is ignored is of folders that might hide ours: they are ours.
.venv/installed: pyproject.toml .venv/packages
	PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Apart from the other packages: not every platform has a wheel of it.
.venv/fuzz: tests/fuzz/requirements.txt .venv/installed
	$(PIP) install --require-hashes --requirement $<
	@touch $@

.venv/packages: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || { \
	    echo "diplowatch needs Python 3.11 or newer, and $(PYTHON) is not: name one, as in 'make PYTHON=python3.12 $(MAKECMDGOALS)'" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
	    echo "$(PYTHON) has no venv module: install it (on Debian 'apt-get install python3-venv')" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --requirement requirements.txt
	@touch $@

# What diplowatch is measured beside, apart from what it needs itself.
.venv/peers/installed: tests/bench/peers.txt | .venv/packages
	$(PYTHON) -m venv .venv/peers
	.venv/peers/bin/pip --disable-pip-version-check install --quiet --requirement $<
	@touch $@

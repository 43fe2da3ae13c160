# `make` alone lists the targets. Everything is prepared on first use (setup/prepare.sh); later runs skip what is there.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON_RUN := .venv/bin/python
CLUSTER := $(PYTHON_RUN) -m app.cluster
PYTEST := $(PYTHON_RUN) -m pytest -q
CODE := app geo compliance mobile_api migrations bench tests hatch_build.py
export PATH := $(CURDIR)/.venv/node:$(PATH)

help:
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: prepare-run ## the whole of Cordon on this machine with demo data, at http://127.0.0.1:8000 (CORDON_PORT)
	@exec .venv/bin/cordon demo

test: prepare-test ## everything CI runs: check, then e2e
	@$(CLUSTER) run $(MAKE) --no-print-directory checks journeys

check: prepare-test ## linters, types, import contracts, migrations, tests on real PostGIS, web checks
	@$(CLUSTER) run $(MAKE) --no-print-directory checks

e2e: prepare-test ## browser journeys; screenshots to .cordon/screens/
	@$(CLUSTER) run $(MAKE) --no-print-directory journeys

bench: prepare-bench ## benchmarks against peers and floors
	@$(CLUSTER) run $(PYTHON_RUN) -m bench

prove: prepare-test ## the long proofs: races and properties with many more cases
	@$(CLUSTER) run $(PYTEST) -m "race or proof or long" --hypothesis-profile=prove

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

checks:
	$(PYTHON_RUN) -m ruff check $(CODE)
	$(PYTHON_RUN) -m ruff format --check --quiet $(CODE)
	$(PYTHON_RUN) -m mypy
	.venv/bin/lint-imports --no-logo
	@echo "migrations in step with tables"
	@$(PYTHON_RUN) -m app.storage.migrate --check --owner-url "$$CORDON_TEST_OWNER_URL"
	cd web && npm run --silent check
	$(PYTEST) -m "not journey and not long" -n 2 --dist loadfile

journeys:
	@mkdir -p .cordon/screens
	CORDON_CHROMIUM="$$(sh setup/prepare.sh chromium)" $(PYTEST) -m journey -n 2 --dist loadfile

.PHONY: help demo test check e2e bench prove fmt lock clean prepare-run prepare-test prepare-bench checks journeys

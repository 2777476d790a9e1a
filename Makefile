# The commands of Portage. `make` alone lists them. Each brings what it needs, and is quick when nothing changed.

.DEFAULT_GOAL := help
.PHONY: help run test test-pg e2e check format bench prove demo messages pins clean

PY := .venv/bin/python
export PYTHON FAST ONLY
export PYTHONUNBUFFERED := 1

help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: ## the product at localhost:8000 on SQLite, with demo data
	@bin/setup run
	@bin/run

test: ## every test that needs no server of its own (T=path narrows, e.g. T=tests/contracts)
	@bin/setup run
	@$(PY) -m pytest -n 2 --dist worksteal $(T)

test-pg: ## the same suite on a throwaway PostgreSQL
	@bin/setup run pg
	@bin/test-pg $(T)

e2e: ## browser tests, against a real server process
	@bin/setup run e2e
	@$(PY) -m pytest -n 2 --dist worksteal $(or $(T),tests/e2e)

check: ## style, types, floors, templates, migrations, messages, deploy checks
	@bin/setup run
	@bin/check

format: ## write the style that `check` asks for
	@bin/setup run
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format --quiet .

bench: ## benchmarks on SQLite and PostgreSQL, table and var/bench.jsonl (ONLY=contracts for one part)
	@bin/setup run pg
	@bin/with-postgres $(PY) -m tests.bench.run

prove: ## the heavy proofs, table and var/proofs.jsonl (FAST=1: the short form, ONLY=name for one)
	@bin/setup run e2e pg pdf
	@bin/with-postgres $(PY) -m tests.proofs.run

demo: ## throw the local database away and load the demo data again
	@bin/setup run
	@bin/run --reload-demo

messages: ## collect the strings to translate into locale/, and compile
	@bin/setup run
	@$(PY) bin/i18n collect
	@$(PY) bin/i18n compile

pins: ## renew requirements.txt and requirements/node.txt, with hashes
	@bin/setup run
	@bin/pins

clean: ## remove what the commands made, except var/ (your data)
	rm -rf .venv node_modules static/vendor .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find locale -name '*.mo' -delete

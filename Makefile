# What one does with Fil rouge. The steps themselves are small files in tools/.
SHELL := bash
BIN := .venv/bin
export PYTHON ?= python3

.PHONY: run reset-demo test test-long coverage check bench simulate-waiting lock messages clean help

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: ## set up what is missing and start the demonstration (PORT, FILROUGE_DATA_DIR, DATABASE_URL)
	@tools/setup.sh run
	@exec $(BIN)/filrouge demo

reset-demo: ## erase the demonstration and set it up again for today
	@tools/setup.sh run
	@$(BIN)/filrouge demo --reset --no-serve

test: ## the whole suite, on SQLite and then on PostgreSQL
	@tools/setup.sh test
	@tools/test.sh

test-long: ## the tests that take minutes, on both databases
	@tools/setup.sh test
	@tools/test.sh -m long

coverage: ## which lines the whole suite reaches, on SQLite
	@tools/setup.sh test
	@rm -rf .coverage
	@PASSES=sqlite tools/test.sh --cov --cov-report=term

check: ## under a minute: style, types, imports, the quick tests
	@tools/setup.sh test
	@tools/check.sh

bench: ## how quick the product is
	@tools/setup.sh test
	@$(BIN)/python -m benchmarks

simulate-waiting: ## compare the policies of the waiting list on invented people
	@tools/setup.sh run
	@$(BIN)/python -m filrouge.engines.waiting.simulation

lock: ## pin the newest allowed versions again (needs uv; see docs/locking.md)
	@tools/lock.sh

messages: ## bring the catalogues up to date with the words of the code
	@tools/setup.sh test
	@$(BIN)/python -m tools.messages

clean: ## remove everything that was made here, except data
	rm -rf .venv build dist node_modules .browser .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -rf src/*.egg-info src/filrouge/web/static/vendor
	find src tests tools -name __pycache__ -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

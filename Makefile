# Each target is one line of work; the work itself is in packaging/. A shell passes the variables on, so spaces are fine.
export PHOTOS QUERY PYTHON

.DEFAULT_GOAL := help
.PHONY: pictures translations help run test demo bench faults lint torch-test wheel application development clean

help: ## this list
	@awk -F ': .*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' Makefile

run: application ## open the application on PHOTOS=/folder (default: your pictures)
	@sh packaging/run.sh

test: development ## all tests but those that need torch; the last ones open a real window on a virtual screen
	.venv/bin/python -m pytest -m "not torch and not window" -n auto --dist worksteal
	.venv/bin/python packaging/window_tests.py

torch-test: ## the tests that need torch, in an environment of their own
	@python=$$(sh packaging/python.sh) && "$$python" packaging/torch_tests.py

pictures: development ## the pictures of the README, made anew
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/pictures.py

demo: development ## a contact sheet of a search in PHOTOS=/folder (default: your pictures, else samples); needs no screen
	@.venv/bin/python packaging/demo.py

bench: development ## measured ratios: ingest, descriptors, search, rescan
	.venv/bin/python -m tests.benchmarks

faults: development ## each fault that a library can meet, done for real, and what it cost
	QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.faults

lint: development ## style, types and who may import whom
	.venv/bin/python -m ruff check
	.venv/bin/python -m ruff format --check
	.venv/bin/python -m mypy
	.venv/bin/python -m mypy packaging
	.venv/bin/lint-imports

wheel: development ## dist/photosearch-*.whl
	.venv/bin/python -m build --wheel

application development:
	@python=$$(sh packaging/python.sh) && "$$python" packaging/environment.py $@

clean: ## remove all that make made
	rm -rf .venv .venv-torch build demo dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

translations: development ## resources/translations: new texts into the .ts files, and the .ts files into what Qt loads
	.venv/bin/pyside6-lupdate $$(git ls-files 'photosearch/ui/*.py') -ts resources/translations/photosearch_de.ts -no-obsolete -locations none
	.venv/bin/pyside6-lrelease resources/translations/photosearch_de.ts

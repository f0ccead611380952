# Two commands do everything: make demo, make test. The others are for those who change the workbook.
PYTHON ?= python3
BIN := .venv/bin
WORKBOOK := $(BIN)/workbook
PYTEST := $(BIN)/python -m pytest
READY := .venv/ready

.PHONY: demo test quick lint serve outputs messages bench clean

demo: $(READY)
	@$(WORKBOOK) demo
	@$(WORKBOOK) run demo
	@$(WORKBOOK) plan demo --to html,poster,xlsx,md,json
	@echo
	@echo "Open the plan in a browser, or fill in the notebooks yourself: $(WORKBOOK) lab demo"

test: $(READY)
	$(PYTEST) -n 2 --dist loadscope --no-loadscope-reorder --nbval notebooks tests

quick: $(READY)
	$(PYTEST) -q -n 2 --dist loadscope -m "not slow and not browser" tests

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

serve: $(READY)
	@$(WORKBOOK) demo > /dev/null
	@$(WORKBOOK) serve demo

outputs: $(READY)
	$(BIN)/python -c "from workbook.runner import renew; print(*(run.error or run.job.notebook.name for run in renew()), sep='\n')"

messages: $(READY)
	$(BIN)/pybabel -q extract -F babel.cfg -k _ -k N_ -k ngettext:1,2 --no-location --no-wrap --sort-output -o build-messages.pot .
	for po in workbook/locale/*/LC_MESSAGES/workbook.po; do \
	  $(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete -i build-messages.pot -o $$po -l $$(basename $$(dirname $$(dirname $$po))); done
	rm build-messages.pot
	$(BIN)/pip install -q --no-deps -e .

bench: $(READY)
	@$(BIN)/python -m pip install -q -c constraints.txt -e '.[bench]'
	$(BIN)/python -m tests.benchmarks

# Made anew when the dependencies or the translations change.
$(READY): pyproject.toml constraints.txt hatch_build.py $(wildcard workbook/locale/*/LC_MESSAGES/*.po)
	$(PYTHON) -c "import sys; sys.exit('This needs Python 3.11 or newer.' if sys.version_info < (3, 11) else 0)"
	@echo "Setting up; the first time this takes a minute or two."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	@touch $(READY)

clean:
	rm -rf .venv build dist *.egg-info

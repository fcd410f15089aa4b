# Each target makes what it needs. PYTHON picks the Python, and with it the stack:
#   make test                       the classic stack with Python 3.9-3.11, the modern one from 3.12 on
#   PYTHON=python3.13 make test     an environment of its own, beside the other
PYTHON ?= python3
TAG := $(shell $(PYTHON) -c 'import sys; print("py%d.%d" % sys.version_info[:2])')
VENV := .venv/$(TAG)
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed

# The oracle: TensorFlow 1.15.5 needs Python 3.7. Only recording golden results and comparing live need it.
ORACLE_PYTHON ?= $(firstword $(wildcard $(HOME)/.pyenv/versions/3.7.*/bin/python) python3.7)
ORACLE := .venv/oracle-1.15.5

.PHONY: lab labs test test-fast lint bench names oracle golden pictures clean

lab: $(INSTALLED)  ## train the main lab: make lab ARGS="--seed 3"
	$(BIN)/python lab/rnn_long_char.py $(ARGS)

labs: $(INSTALLED)  ## run every lab with three seeds, and write lab/RESULTS.md: make labs ARGS="--only addition,translate"
	$(BIN)/legacy-seq2seq lab --all --seeds 3 $(ARGS)

test: $(INSTALLED)  ## all tests
	$(BIN)/python -m pytest -n auto $(ARGS)

test-fast: $(INSTALLED)  ## the tests that take seconds
	$(BIN)/python -m pytest -n auto -m "not slow" $(ARGS)

lint: $(INSTALLED)
	$(BIN)/ruff check .

bench: $(INSTALLED)  ## the lab and one training step; beside TensorFlow 1.15.5 after `make oracle`
	$(BIN)/python benchmarks/rnn_long_char.py --oracle $(ORACLE)/bin/python $(ARGS)

pictures: $(INSTALLED)  ## the pictures in the READMEs
	$(BIN)/python lab/rnn_long_char.py --shapes lab/pictures/rnn_long_char_shapes.svg
	$(BIN)/legacy-seq2seq shapes --diagram lab/pictures/attention_chatbot.svg tests/programs/era_1_15/attention_chatbot.py > /dev/null
	$(BIN)/python lab/rnn_long_char.py --plot lab/pictures/rnn_long_char_loss.png

names: $(INSTALLED)  ## the table of names in the READMEs
	$(BIN)/python tests/api/names_by_era.py
	$(BIN)/python -c "from tests.parity import names_table; names_table.write()"

oracle: $(ORACLE)/installed  ## an environment with the real TensorFlow 1.15.5

golden: $(ORACLE)/installed  ## record golden results anew
	$(ORACLE)/bin/python tests/parity/record.py $(ARGS)
	$(ORACLE)/bin/python tests/checkpoints/record.py
	$(ORACLE)/bin/python tests/checkpoints/record.py --cells

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): setup.py pyproject.toml
	@test -n "$(TAG)" || { echo "make: '$(PYTHON)' does not run. Give a Python 3.9 to 3.13: PYTHON=python3.11 make ..."; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 9))' || \
	  { echo "make: $(TAG) is too old. Give a Python 3.9 to 3.13: PYTHON=python3.11 make ..."; exit 2; }
	@echo "Installing into $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV) || { echo "make: no virtual environment could be made (on Debian: apt install python3-venv)"; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[plot,test]"
	@touch $@

$(ORACLE)/installed:
	@$(ORACLE_PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 7))' || \
	  { echo "make: TensorFlow 1.15.5 needs Python 3.7: ORACLE_PYTHON=/path/to/python3.7 make oracle"; exit 2; }
	@echo "Installing into $(ORACLE) (once)"
	@$(ORACLE_PYTHON) -m venv $(ORACLE)
	@$(ORACLE)/bin/python -m pip install --quiet --disable-pip-version-check tensorflow==1.15.5 "protobuf<3.21" rich
	@touch $@

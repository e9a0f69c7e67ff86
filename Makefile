# Two commands do everything: `make demo` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
REPO ?= .
VENV ?= .venv
BIN = $(VENV)/bin
# As an installed wheel is compiled; where Python is told to write no bytecode, every command would compile what it imports.
COMPILE = $(BIN)/python -m compileall -q analyzers answers command_line formats indexer *.py

.PHONY: demo test lint types unit bench clean

demo: $(VENV)/installed
	@$(BIN)/python -m groundplan demo --root "$(REPO)"

test: lint types unit

lint: $(VENV)/developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# The root is the package, so the type checker is given it under its name, in an ignored folder.
types: $(VENV)/developer
	@mkdir -p .build && ln -sfn .. .build/groundplan
	$(BIN)/mypy -p groundplan

unit: $(VENV)/developer
	$(BIN)/python -m pytest -n auto

bench: $(VENV)/developer
	$(BIN)/python benchmarks/run.py $(REPO)

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@$(COMPILE)
	@touch $@

$(VENV)/developer: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(COMPILE)
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) .build build dist *.egg-info .mypy_cache .ruff_cache

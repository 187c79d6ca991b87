# make run   set up and start the board on http://127.0.0.1:8501
# make test  set up and run every check

VENV := .venv
PYTHON := $(VENV)/bin/python
# Each server, command and reader of files is a process of its own: compiled once, they start in a third of the time.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test sql types clean

run: $(VENV)/run.stamp
	$(PYTHON) -m dashboard init --demo
	$(PYTHON) -m streamlit run app.py

test: $(VENV)/test.stamp
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(MAKE) --jobs 2 --output-sync --no-print-directory sql types
	@$(PYTHON) -m tests.browser
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

sql:
	$(PYTHON) -m sqlfluff lint --disable-progress-bar --processes 1 queries

types:
	$(PYTHON) -m mypy

$(VENV)/run.stamp: requirements.txt
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

# What the checks import is compiled when they first import it: most of what is installed never is.
$(VENV)/test.stamp: requirements-dev.txt requirements.txt
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-compile -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# The commands of the README and of .ci/run, by short names. `make` alone lists them.
UV = .uv/bin/uv

help:     ## these targets
	@grep -E '^[a-z-]+: ' Makefile | sed 's/:[^#]*##/:/'

.PHONY: help run test format lint types arrows check benchmark newest-textual

$(UV):
	python3 -m pip install -q --target .uv uv

run: $(UV)        ## the sample article, as the README opens it
	$(UV) run briefing

test: $(UV)       ## the test suite, by the README's command
	$(UV) run pytest

format: $(UV)     ## put the code into its form
	$(UV) run ruff format .

lint: $(UV)       ## look for mistakes
	$(UV) run ruff check .

types: $(UV)      ## mypy, strict
	$(UV) run mypy

arrows: $(UV)     ## which module may import which
	$(UV) run lint-imports --no-cache

check:            ## all that is asked of a change: .ci/run
	bash .ci/run

benchmark: $(UV)  ## bytes and times on the line, against the budgets
	$(UV) run python -m tests.benchmarks.terminal

newest-textual:   ## the tests of the screen against the newest Textual; it may fail
	bash .ci/newest-textual

# PMG Desk. Each target first sets up what it needs: system libraries, .venv, locked packages.
# What stands here is short on purpose: what the targets do lives in .ci/ and in the program itself.

PY := .venv/bin/python
READY := .venv/.ready
DEMO := build/demo
# Three processes for two cores: tests wait for disks, windows and children. The long ones begin (tests/conftest.py). When
# a process dies the run fails at once, instead of waiting for what it had in hand.
TWO := -n 2 --max-worker-restart 0
THREE := -n 3 --max-worker-restart 0 --no-loadscope-reorder

# A window needs a display; without one the same job runs offscreen and leaves its results in $(DEMO).
ifneq ($(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname -s)),)
SCREEN := screen
endif

.PHONY: help run test gate endure defences screens bench build lock clean system
help:
	@echo "make run      open the program on a freshly made demo vault (without a display: screenshots and PDFs in $(DEMO)/)"
	@echo "make test     lint, types, the arrows between layers, and all tests"
	@echo "make gate     only the tests that cover every branch of the rules, the vault and the log: fails below 100 %"
	@echo "make endure   the figures about crashes, faults, damage and attacks in their long form (an hour at most)"
	@echo "make defences takes out each defence in turn, in a copy, and names the attack that then succeeds"
	@echo "make screens  every screen as PNG, light and dark, 100 % and 200 %, in build/screens/"
	@echo "make bench    how fast it is, as ratios against the bare libraries"
	@echo "make build    the frozen program in dist/pmg-desk/, and its self test"
	@echo "make lock     renew requirements*.txt from pyproject.toml (UPGRADE=--upgrade takes newer versions)"
	@echo "make clean    remove what the other targets made, but not .venv"

system:
	@sh .ci/setup-system $(SCREEN)

$(READY): requirements-dev.txt pyproject.toml .ci/setup-venv | system
	@sh .ci/setup-venv
	@touch $@

run: system $(READY)
ifdef SCREEN
	$(PY) -m pmg_desk demo $(DEMO) --vers
	$(PY) -m pmg_desk open $(DEMO)
else
	QT_QPA_PLATFORM=offscreen $(PY) -m pmg_desk demo-run $(DEMO)
endif

test: system $(READY)
	@sh .ci/setup-system test
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PY) -m pytest $(THREE) --dist loadfile

# What covers every branch of the rules, the vault and the log; fails below 100 %. A run of its own: counting makes tests a
# good deal slower, and all tests have to fit in a quarter of an hour.
COUNTED := tests/domain tests/kluis tests/aanvallen $(patsubst %,tests/services/test_%.py,auditpakketten bekijken \
	controlepunten gebruikers gewist herstelblad kluissleutel kluizen logboek logcontrole logexport logreeksen patronen plek \
	reservekopieen tafelkaders terugzetten)
gate: system $(READY)
	@sh .ci/setup-system test
	$(PY) -m pytest $(THREE) --dist loadfile $(COUNTED) --cov --cov-report=term-missing:skip-covered

# Every figure has a time budget of its own (tests/cijfers.py); together they stay under an hour on two cores.
# Only the last line is of the latest `make gate`.
FIGURES := tests/uithouden tests/aanvallen tests/exchange/test_fuzz.py tests/functioneel/test_lekken.py \
	tests/ui/test_slot_formulieren.py tests/ui/test_slot_dossier.py tests/domain/test_merkle.py tests/storage/test_uow.py::test_elke_kolom_zegt_wat_zij_onder_de_wet_is \
	tests/services/test_versies.py::test_a_released_vault_opens_with_all_it_held \
	tests/services/test_kluissleutel.py::test_killed_at_any_step_the_vault_opens_for_who_is_left_and_for_nobody_else \
	tests/services/test_beeldtelling.py::test_every_number_is_an_independent_count_over_the_raw_records
endure: system $(READY)
	@sh .ci/setup-system test
	$(PY) -m pytest $(FIGURES) $(TWO) --dist worksteal --uithouden
	@echo "branch coverage (%) of domain, kluis and log, as make gate last measured it: `$(PY) -m coverage report --format=total 2>&1`"

defences: system $(READY)
	@sh .ci/setup-system test
	$(PY) -m tests.verdedigingen

screens: system $(READY)
	QT_QPA_PLATFORM=offscreen $(PY) -m pmg_desk screens build/screens

bench: system $(READY)
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest tests/bench --benchmark-enable --benchmark-only

build: system $(READY)
	@sh .ci/setup-system build
	$(PY) -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/pyinstaller build.spec
	LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen dist/pmg-desk/pmg-desk zelftest

UV := build/lock/bin/uv
COMPILE := $(UV) --no-config pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet $(UPGRADE)
lock: system $(READY)
	$(PY) -m venv --clear build/lock
	build/lock/bin/pip install --quiet uv==0.13.9
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --constraints requirements.txt --group dev --output-file requirements-dev.txt

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks .coverage .coverage.*
	find pmg_desk migrations tests -name __pycache__ -type d -prune -exec rm -rf {} +

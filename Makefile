# Du classeur annuel aux modèles remplis.  Premier usage : `make report` ; la liste : `make help`.

YEAR     ?= 2023
WORKBOOK ?= workbooks/$(YEAR).xlsx
AS_OF    ?=

CIC   := .venv/bin/cic
PY    := .venv/bin/python
PIP   := $(PY) -m pip --disable-pip-version-check
LOG   := .venv/installation.log
RUN   := .venv/.run-ready
TESTS := .venv/.tests-ready
BENCH := .venv/.bench-ready

.DEFAULT_GOAL := help
.PHONY: report check new status test slow test-templates golden lint bench example lock clean help programs
MAKEFLAGS += --no-print-directory --no-builtin-rules

# Status 1 says « findings in the workbook »: the command did its work, and so did make.
findings_are_no_failure = || [ $$? -eq 1 ]
as_of = $(if $(AS_OF),--as-of "$(AS_OF)")

report: $(RUN)  ## Vérifier le classeur, réconcilier, remplir les modèles dans out/YEAR (YEAR=2024)
	@$(CIC) report "$(WORKBOOK)" $(as_of) $(findings_are_no_failure)

check: $(RUN)  ## Dire, case par case, ce qui est à revoir dans le classeur
	@$(CIC) check "$(WORKBOOK)" $(as_of) $(findings_are_no_failure)

new: $(RUN)  ## Créer un classeur vide : make new YEAR=2024
ifeq ($(origin YEAR),file)
	@echo "Dites pour quelle année : make new YEAR=2024"; exit 2
else
	@$(CIC) new "$(YEAR)" --out "$(WORKBOOK)"
endif

status: $(RUN)  ## Dire ce qui manque pour envoyer chaque document
	@$(CIC) status "$(WORKBOOK)" $(as_of) $(findings_are_no_failure)

test: $(TESTS) programs lint  ## Les essais, sauf les plus longs
	@$(PY) -m pytest -q -n auto -m "not slow"
	@echo "Les plus longs (milliers d'années engendrées, LibreOffice, vitesse) : make slow"

slow: $(TESTS) programs  ## Les essais les plus longs : une demi-heure
	@$(PY) -m pytest -q -n auto -m slow

test-templates: $(TESTS) programs  ## Remplir tous les modèles du corpus : un tableau de juges
	@$(PY) -m tests.template_corpus.judged

golden: $(TESTS) programs  ## Réécrire les fichiers témoins, puis les relire
	@$(PY) -m cic_sheets.manual
	@$(PY) -m pytest -q -n auto --golden
	@git diff --stat -- tests/golden cic_sheets/help

lint: $(TESTS)  ## Relire le code : ruff, mypy
	@$(PY) -m ruff check --quiet . && $(PY) -m ruff format --check --quiet . && $(PY) -m mypy

bench: $(BENCH)  ## Mesurer : un chiffre par ligne, chaque mesure en un seul passage
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(PY) "$$file" || exit; done

programs: $(TESTS)
	@$(PY) tests/programs.py

example: $(TESTS)  ## Refaire l'année d'exemple : workbooks/2023.xlsx et ses pièces
	@$(PY) -m cic_sheets.example

clean:  ## Enlever ce qui se réinstalle (ni classeurs, ni rapports)
	@rm -rf .venv .tools build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## Cette liste
	@awk -F ':.*##' '/^[a-z-]+:.*##/ { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# -- What is needed, once -------------------------------------------------------------------

# The first Python that is recent enough; looked for only when .venv is to be made.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

# Debian keeps the module that makes an environment in a package of its own.
can_make_venv = $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null
as_root = $(if $(filter 0,$(shell id -u)),,sudo -n)
install_venv = { $(as_root) apt-get -qq update && $(as_root) env DEBIAN_FRONTEND=noninteractive \
	apt-get -qq install -y --no-install-recommends python3-venv; } >/dev/null 2>&1

.venv/bin/python:
	@$(if $(PYTHON),,echo "Il faut Python 3.11 ou plus récent : installez-le, puis relancez make."; exit 2)
	@$(can_make_venv) || { echo "Installation du paquet Debian python3-venv…"; $(install_venv) || true; }
	@$(can_make_venv) || { echo "Il manque python3-venv ; une fois : sudo apt install python3-venv"; exit 2; }
	@rm -rf .venv; $(PYTHON) -m venv .venv

not_installed = { tail -n 2 $(LOG); \
	echo "L'installation n'a pas abouti : vérifiez la connexion, puis relancez make (détails : $(LOG))."; \
	exit 2; }

$(RUN): requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installation dans .venv : une à deux minutes, une seule fois…"
	@{ $(PIP) install --require-hashes -r requirements/run.txt \
	&& $(PIP) install --no-deps --no-build-isolation --no-index -e . \
	&& $(PY) -m compileall -q cic_sheets; } >$(LOG) 2>&1 || $(not_installed)
	@touch $@

$(TESTS): requirements/test.txt $(RUN)
	@echo "Installation des outils d'essai dans .venv…"
	@$(PIP) install --require-hashes -r requirements/test.txt >$(LOG) 2>&1 || $(not_installed)
	@touch $@

$(BENCH): requirements/bench.txt $(TESTS)
	@echo "Installation de ce à quoi on se mesure…"
	@$(PIP) install --require-hashes -r requirements/bench.txt >$(LOG) 2>&1 || $(not_installed)
	@touch $@

# Exact versions and fingerprints for every system and Python 3.11 to 3.13, from pyproject.toml.
UV   := .tools/lock/bin/uv
LOCK := $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --custom-compile-command "make lock" pyproject.toml

lock: $(UV)  ## Rafraîchir les versions verrouillées de requirements/
	@$(PY) -c "import tomllib; from pathlib import Path; print(*tomllib.loads(Path('pyproject.toml').read_text('utf-8'))['build-system']['requires'], sep='\n')" \
	| $(LOCK) --extra receipts --extra ocr - --output-file requirements/run.txt
	@$(LOCK) --extra test --constraints requirements/run.txt --output-file requirements/test.txt
	@$(LOCK) --extra bench --constraints requirements/run.txt \
		--constraints requirements/test.txt --output-file requirements/bench.txt
	@git diff --stat -- requirements

$(UV): | .venv/bin/python
	@$(PY) -m venv .tools/lock && .tools/lock/bin/python -m pip install --quiet "uv>=0.8,<1"

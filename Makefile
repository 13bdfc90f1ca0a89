# One word runs each chore; `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help build dist install run worker deploy test quick soak bench format
MAKEFLAGS += --no-print-directory

help: ## list these words
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build the command line (build/release/baton), the module (build/wasi) and the Worker (build/worker)
	@tools/setup.sh build
	@tools/build.sh release all
	@tools/build.sh wasi all
	@tools/deploy.sh --dry-run >/dev/null

dist: ## build what is carried to other machines into build/dist: binary, tarball, .deb, sums
	@tools/setup.sh dist
	@tools/dist.sh

PREFIX ?= /usr/local
install: ## build the command line and install it under PREFIX (/usr/local), in DESTDIR
	@tools/setup.sh run
	@tools/build.sh release baton
	@NPM_PART=page bash -c '. tools/node.sh && tools/stage.sh build/release/baton "$$0"' $(DESTDIR)$(PREFIX)

run: ## set up, build, load the demo, serve on http://127.0.0.1:8787
	@tools/setup.sh run
	@tools/build.sh release all
	@tools/run.sh

worker: ## set up, build, serve the Worker with a local D1 on http://127.0.0.1:8788; PORT, LOCAL_OPEN=1
	@tools/setup.sh build
	@tools/build.sh wasi all
	@tools/worker.sh

deploy: ## build the Worker and deploy it to your account (docs/deploy.md)
	@tools/setup.sh build
	@tools/build.sh wasi all
	@tools/deploy.sh

test: ## set up, build and check everything; the last line says how many passed and failed
	@tools/setup.sh test
	@tools/test.sh full

quick: ## the checks for between two edits: format, lint, boundaries, unit tests
	@tools/setup.sh test
	@tools/test.sh quick

soak: ## the long checks: SOAK_SECONDS (300) for each fuzz target, everything of tests/soak/
	@tools/setup.sh test
	@tools/test.sh soak

bench: ## build and run the benchmarks; BENCH=NAME runs one
	@tools/setup.sh bench
	@tools/build.sh release all bench
	@tools/build.sh wasi all
	@tools/bench.sh $(BENCH)

format: ## format every C++ file in place
	@tools/setup.sh test
	@tools/format.sh --fix

# Musikk for alle. `make run` and `make test` do all the set-up themselves; settings are in README.md.
SHELL := /bin/sh
.DEFAULT_GOAL := help
BINARY := .build/musikkforalle
GO_FOLDERS := api internal migrations pwa/pwa.go pwa/pwa_test.go
# Names and comments: the house style says more. ST1018: texts hold the joiners of Persian and Kurdish.
STATICCHECKS := all,-ST1000,-ST1003,-ST1016,-ST1018,-ST1020,-ST1021,-ST1022
ORDINARY := $(if $(TMPDIR),$(TMPDIR),/tmp)
STAMP = -ldflags "-X main.stamped=$(shell git describe --tags --always --dirty 2>/dev/null)"
MEMORY = $(shell .ci/memory)
RACE := $(shell command -v gcc >/dev/null 2>&1 && echo -race)
WEB_SOURCES := $(shell find pwa/src pwa/public pwa/scripts internal/i18n/locales internal/i18n/staff internal/i18n/dates.json internal/i18n/languages.json internal/heads/kinds.json -type f 2>/dev/null) pwa/package-lock.json pwa/vite.config.ts

.PHONY: help
help: ## What can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

.PHONY: run
run: build ## Start everything on http://localhost:8080, with the two real places
	@.ci/need postgres
	@DEMO=$${DEMO:-true} exec $(BINARY) serve

.PHONY: dev
dev: build ## Develop on http://localhost:8082: change .tsx, .css, .go or a text and reload; its data is for trying out
	@.ci/need postgres
	@exec go run ./internal/pgtest/withpg -- node pwa/scripts/dev.mjs

.PHONY: testdev
testdev: build ## Whether make dev shows a changed .css and .go (a minute; not part of make test)
	@cd pwa && TMPDIR=$(MEMORY) node --test scripts/dev.check.mjs

.PHONY: build
build: $(BINARY) ## Build the one program, web app included

$(BINARY): pwa/dist/build.json $(shell find api internal migrations pwa -name '*.go' -o -name '*.sql' -o -path 'internal/*' -name '*.json' 2>/dev/null | grep -v node_modules) go.mod go.sum
	@.ci/need go
	go build $(STAMP) -o $@ ./api

pwa/dist/build.json: pwa/node_modules/.installed $(WEB_SOURCES)
	cd pwa && npm run --silent build

pwa/node_modules/.installed: pwa/package.json pwa/package-lock.json
	@.ci/need node
	cd pwa && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: test
test: ## Prove it: checks, Go, web, journeys (installs what it needs); PKG=./internal/answer RUN=Waiting: these Go tests alone
	@.ci/test "$(PKG)" "$(RUN)"

.PHONY: check
check: tidy generated format lint repeats ## What a machine can say about the code without running it

.PHONY: tidy
tidy:
	@.ci/need go
	@go mod tidy -diff || { echo "go.mod does not list what is imported: run go mod tidy" >&2; exit 1; }

.PHONY: generated
generated:
	@go run ./internal/gate sealed || { echo "generated code does not fit the contract" >&2; exit 1; }

.PHONY: format
format:
	@wrong=$$(gofmt -l $(GO_FOLDERS)); [ -z "$$wrong" ] || { echo "these files are not formatted: run gofmt -w" $$wrong >&2; exit 1; }

# staticcheck and not golangci-lint, which takes six minutes to build: this one takes half a minute.
.PHONY: lint
lint: pwa/node_modules/.installed ## Linters of Go and the web app
	@go vet ./... || { echo "go vet found what is above" >&2; exit 1; }
	@go tool staticcheck -checks $(STATICCHECKS) $$(go list ./... | grep -v api/contract) || { echo "staticcheck found what is above" >&2; exit 1; }
	@cd pwa && npm run --silent lint || { echo "the web app has what is above: a fault of style, or modules that import each other in a circle" >&2; exit 1; }

.PHONY: repeats
repeats: pwa/node_modules/.installed
	@mkdir -p .build; cd pwa && npm run --silent repeats >../.build/repeats.txt 2>&1 || { cat ../.build/repeats.txt; echo "the code above stands twice: let one place serve both" >&2; exit 1; }

.PHONY: testgo
testgo: build ## Go tests on a real PostgreSQL; PKG and RUN choose some
	@.ci/need go postgres
	@TMPDIR=$(MEMORY) GOTMPDIR=$(ORDINARY) go run ./internal/pgtest/withpg -- go run ./internal/gate tests "$(PKG)" "$(RUN)"

.PHONY: testweb
testweb: pwa/dist/build.json ## Types, unit tests and byte budgets of the web app
	@cd pwa && npm run --silent typecheck && npm run --silent test && npm run --silent budgets

.PHONY: teste2e
teste2e: build ## Journeys in a real browser against the program; RUN='name' chooses; PICTURES=1 takes pictures into pwa/e2e/pictures
	@.ci/need postgres chromium
	@cd pwa && TMPDIR=$(MEMORY) RUN="$(RUN)" npm run --silent e2e

.PHONY: drill
drill: build ## Fault drills with the full number of rounds (an hour)
	DRILL=1 go run ./internal/pgtest/withpg -- go test $(RACE) -timeout 120m ./internal/... ./api/...

.PHONY: bare
bare: ## Both commands of README in a bare Debian, as root and as an ordinary user; needs root and debootstrap (half an hour)
	@.ci/bare

.PHONY: bench
bench: build ## Measure: one table and .build/bench.json, each row a ratio to its baseline in the same run
	@.ci/need postgres
	go run ./internal/pgtest/withpg -- go run ./internal/bench

.PHONY: generate
generate: pwa/node_modules/.installed ## Types from the contract, for both sides
	go generate ./api/contract
	cd pwa && npm run --silent generate

.PHONY: sql
sql: build ## Ask the database of the running program
	@exec $(BINARY) sql

.PHONY: clean
clean: ## Remove what was built; data stays
	rm -rf .build pwa/dist/assets pwa/dist/build.json pwa/e2e/pictures

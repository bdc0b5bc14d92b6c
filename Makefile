# Musikk for alle. `make run` and `make test` do all the set-up themselves; settings are in README.md.
SHELL := /bin/sh
.DEFAULT_GOAL := help
BINARY := .build/musikkforalle
GOLANGCI := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
RACE := $(shell command -v gcc >/dev/null 2>&1 && echo -race)
WEB_SOURCES := $(shell find pwa/src pwa/public pwa/scripts internal/i18n/locales internal/i18n/staff internal/i18n/dates.json -type f 2>/dev/null) pwa/package-lock.json pwa/vite.config.ts

.PHONY: help
help: ## What can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

.PHONY: run
run: build ## Start everything on http://localhost:8080, with the two real places
	@.ci/need postgres
	@DEMO=$${DEMO:-true} exec $(BINARY) serve

.PHONY: build
build: $(BINARY) ## Build the one program, web app included

$(BINARY): pwa/dist/build.json $(shell find api internal migrations pwa -name '*.go' -o -name '*.sql' -o -path 'internal/*' -name '*.json' 2>/dev/null | grep -v node_modules) go.mod go.sum
	@.ci/need go
	go build -o $@ ./api

pwa/dist/build.json: pwa/node_modules/.installed $(WEB_SOURCES)
	cd pwa && npm run --silent build

pwa/node_modules/.installed: pwa/package.json pwa/package-lock.json
	@.ci/need node
	cd pwa && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: test
test: ## Prove it: Go, web, contract, browser journeys (installs what it needs)
	@.ci/need go node postgres chromium
	$(MAKE) --no-print-directory build testweb testgo teste2e

.PHONY: testgo
testgo: build ## Go tests on a real PostgreSQL, with the race detector (what draws: without)
	go vet ./...
	go run ./internal/pgtest/withpg -- sh -c 'go test $(RACE) -timeout 12m $$(go list ./... | grep -v -E "internal/(flyer|paper)") && go test ./internal/flyer/... ./internal/paper'

.PHONY: testweb
testweb: pwa/dist/build.json ## Types, rules of style, unit tests and byte budgets of the web app
	cd pwa && npm run --silent typecheck && npm run --silent lint && npm run --silent test && npm run --silent budgets

.PHONY: teste2e
teste2e: build ## Journeys in a real browser against the program; PICTURES=1 takes pictures into pwa/e2e/pictures
	@.ci/need postgres chromium
	cd pwa && npm run --silent e2e

.PHONY: drill
drill: build ## Fault drills with the full number of rounds (an hour)
	DRILL=1 go run ./internal/pgtest/withpg -- go test $(RACE) -timeout 120m ./internal/... ./api/...

.PHONY: bench
bench: build ## Measure: one table and .build/bench.json, each row a ratio to its baseline in the same run
	@.ci/need postgres
	go run ./internal/pgtest/withpg -- go run ./internal/bench

.PHONY: lint
lint: pwa/node_modules/.installed ## Linters of Go and the web app
	$(GOLANGCI) run ./...
	cd pwa && npm run --silent lint

.PHONY: generate
generate: pwa/node_modules/.installed ## Types from the contract, for both sides
	go generate ./api/contract
	cd pwa && npm run --silent generate

.PHONY: clean
clean: ## Remove what was built; data stays
	rm -rf .build pwa/dist/assets pwa/dist/build.json pwa/e2e/pictures

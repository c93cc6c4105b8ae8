# make test   everything that must pass; installs what the tests need
# make demo   the archive of the bundled holdings on http://localhost:8080
# make soak   the long campaigns: hundreds of kills, fuzzing
# make bench  benchmarks

GO       ?= go
FUZZTIME ?= 2m

.PHONY: test demo build generate fresh lint chromium readers soak bench

test: chromium readers fresh lint
	$(GO) test -count=1 -timeout 20m ./...

demo:
	$(GO) run ./cmd/communique demo

build:
	$(GO) build -trimpath -o communique ./cmd/communique

generate:
	$(GO) generate ./...

# Generated code is committed; it must be what its sources generate.
fresh: generate
	@changed="$$(git status --porcelain -- '*_templ.go')"; \
	if [ -n "$$changed" ]; then printf 'Generated code is stale; commit what make generate wrote:\n%s\n' "$$changed"; exit 1; fi

lint:
	$(GO) vet ./...
	@unformatted="$$(git ls-files '*.go' | xargs gofmt -l)"; \
	if [ -n "$$unformatted" ]; then printf 'Not gofmt-ed:\n%s\n' "$$unformatted"; exit 1; fi

# The browser tests need Debian's chromium. It is installed where that is
# allowed; elsewhere those tests say what is missing, and in CI they fail.
chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } || [ -z "$$CI" ]; \
	  else echo 'chromium is not installed, and this user may not install it'; fi; }

# The files of citations are read by a program of others, from npm. Without npm
# that test says what is missing; where there is npm in CI, it fails.
readers:
	@command -v npm >/dev/null || { echo 'npm is not installed: citations are not read by others'; exit 0; }; \
	cd internal/cite/testdata/readers && { [ node_modules/.package-lock.json -nt package-lock.json ] || \
	  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || [ -z "$$CI" ]; }

soak:
	COMMUNIQUE_SOAK=1 $(GO) test -count=1 -timeout 60m -v -run 'Kill|Soak|IdsKeep|Revert' ./cmd/communique ./internal/ingest
	$(GO) test -list '^Fuzz' ./... | awk '/^Fuzz/ {names = names " " $$1} /^ok/ {n = split(names, list, " "); for (i = 1; i <= n; i++) print $$2, list[i]; names = ""}' | \
	  while read -r package name; do $(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) "$$package" || exit 1; done

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# The verbs of the project. `make demo` and `make test` are all a newcomer needs; each installs what it uses.
.PHONY: demo test test-rust test-python lint bench bench-instructions data docs clean

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# make demo FILE=article.txt reads another text.
FILE   ?= data/samples/hoi-nghi-xa.txt
ARGS   ?=

demo:
	cargo build --release --quiet -p bongsen-cli
	./target/release/bongsen analyze $(ARGS) "$(FILE)"

test: test-rust test-python

test-rust:
	cargo test --workspace --exclude bongsen-python --features bongsen-cli/parquet

test-python: $(VENV)/installed
	$(BIN)/maturin develop --quiet
	$(BIN)/python -m pytest -q python/tests

$(VENV)/installed: python/requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r python/requirements-dev.txt
	touch $@

lint: $(VENV)/installed
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --features bongsen-cli/parquet --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --quiet
	$(BIN)/ruff check python benches
	$(BIN)/ruff format --check python benches

bench:
	cargo run --release --quiet -p bongsen-benches --bin speed

# Instructions per byte of each stage, counted by Valgrind: the same on every run.
bench-instructions:
	cargo run --release --quiet -p bongsen-benches --bin instructions

# Compiled data anew, from data/ and the corpora (BONGSEN_CORPORA, by default ../shared/data).
data:
	cargo run --release --quiet -p bongsen-train -- place
	cargo run --release --quiet -p bongsen-train -- entity
	cargo run --release --quiet -p bongsen-train -- word
	cargo run --release --quiet -p bongsen-train -- name

docs:
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps

clean:
	cargo clean
	rm -rf $(VENV)

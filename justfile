# Short names for what ./test and cargo do; never the only way to do it.
default:
    @just --list

# Everything that continuous integration runs
ci:
    ./test

# Only the tests
quick:
    ./test --quick

# Rewrite the snapshots, the command pages and the picture after a change that was meant
snapshots:
    INSTA_UPDATE=always TRYCMD=overwrite SNAPSHOTS=overwrite cargo test

# Measure: see docs/measurements.md
bench:
    cargo bench --bench onrecord

//! Any bytes, read as a note, a key, a checkpoint and a proof: `cargo +nightly fuzz run ledger`.
#![no_main]

#[path = "../promises.rs"]
#[allow(dead_code)]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::of_ledger(bytes));

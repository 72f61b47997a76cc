//! Any bytes, read as a bundle and as the parts of one: `cargo +nightly fuzz run bundle`.
#![no_main]

#[path = "../promises.rs"]
#[allow(dead_code)]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::of_bundle(bytes));

//! Any bytes, read as a time stamp and checked: `cargo +nightly fuzz run stamp`.
#![no_main]

#[path = "../promises.rs"]
#[allow(dead_code)]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::of_stamp(bytes));

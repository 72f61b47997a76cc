//! Faults and forgeries, all found: `cargo test --test faults`. `ONRECORD_FAULTS=2000` makes that many
//! random runs of each (docs/measurements.md); without it there are a few.

#![expect(clippy::unwrap_used, reason = "a failure in a helper fails the test, too")]

mod clock;
mod files;
#[path = "../record/fixture.rs"]
#[allow(dead_code, reason = "shared with tests/record")]
mod fixture;
mod flips;
mod forgery;
mod hands;
mod kills;
mod program;
mod space;
#[path = "../record/tamper.rs"]
#[allow(dead_code, reason = "shared with tests/record")]
mod tamper;

/// How many random runs are made of each fault.
fn runs() -> u64 {
    asked().unwrap_or(20)
}

/// The same for a fault whose runs take longer: at most `full`, and a few if nobody asks.
fn runs_of(full: u64, few: u64) -> u64 {
    asked().map_or(few, |asked| asked.min(full))
}

fn asked() -> Option<u64> {
    std::env::var("ONRECORD_FAULTS").ok()?.parse().ok()
}

/// Numbers that look random and are the same in every run (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % limit
    }
}

//! Numbers that look random and are the same on every run.

/// The splitmix64 generator (Steele, Lea and Flood, 2014).
pub(crate) struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// The next number, below a limit.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

/// A made-up word for a number.
#[allow(dead_code, reason = "one benchmark needs no words")]
pub(crate) fn spell(mut number: u64) -> String {
    const SOUNDS: [&str; 16] = [
        "ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "hu",
        "ra",
    ];
    let mut word = String::new();
    while number > 0 {
        word.push_str(SOUNDS[(number % 16) as usize]);
        number /= 16;
    }
    word + "l"
}

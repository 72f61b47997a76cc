//! The foot of every help page: examples, and what the exit codes mean.

/// Puts a help page's foot together: example lines, and the codes beyond 0, 1 and 2, or
/// what else counts as failed.
macro_rules! foot {
    ($($example:literal),+ $(,)?) => {
        foot!($($example),+; "")
    };
    ($($example:literal),+; $more:literal) => {
        concat!("Examples:\n", $("  onrecord ", $example, "\n",)+
            "\nExit codes: 0 fine, 1 failed, 2 bad usage", $more)
    };
    ($($example:literal),+; failed $when:literal) => {
        concat!("Examples:\n", $("  onrecord ", $example, "\n",)+
            "\nExit codes: 0 fine, 1 failed (", $when, "), 2 bad usage")
    };
}

pub(crate) use foot;

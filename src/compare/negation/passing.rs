//! Negations that deny nothing outright.

/// Before a negation these ask for something: "must not happen".
const DEMANDS: &[&str] = &["must", "should", "ought"];
/// After "do not know" these say what is not known.
const UNKNOWN: &[&str] = &["if", "whether", "what", "who", "how", "why", "when", "where", "which"];

/// Tells whether a negation, from the first word of its cue to the first behind it, denies nothing
/// outright, given all words in lower case.
pub(super) fn denies_nothing(lower: &[&str], first: usize, from: usize) -> bool {
    bounds_number(lower, from)
        || is_asked(lower, from)
        || is_bidden(lower, first)
        || is_demanded(lower, first)
        || is_of_degree(lower, from)
        || is_unknown(lower, first, from)
        || is_of_a_question(lower, first)
        || is_somewhere(lower, first)
        || is_of_a_share(lower, first)
}

/// "never ranked higher than 50" bounds a number and denies nothing.
fn bounds_number(lower: &[&str], from: usize) -> bool {
    let ahead = &lower[from.min(lower.len())..lower.len().min(from + 5)];
    let digit = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    ahead.windows(2).any(|two| two[0] == "than" && digit(&two[1]))
}

/// "Why isn't he here?" asks.
fn is_asked(lower: &[&str], from: usize) -> bool {
    let end = lower.iter().skip(from).find(|word| matches!(**word, "." | "!" | "?" | ";"));
    end == Some(&"?")
}

/// "Don't screw this up!" tells somebody what to do.
fn is_bidden(lower: &[&str], cue: usize) -> bool {
    let does = cue.checked_sub(1).is_some_and(|at| lower[at] == "do");
    let opens = |at: usize| matches!(lower[at], "." | "!" | "\"" | "“" | "‘" | "''" | "``" | "'");
    does && (cue == 1 || opens(cue - 2))
}

/// "A vote must not happen" says what ought to be; "should not have happened" says that it did.
fn is_demanded(lower: &[&str], cue: usize) -> bool {
    cue.checked_sub(1).is_some_and(|at| DEMANDS.contains(&lower[at]))
}

/// "He was not treated as kindly", "nobody did it better", "not tested in a way that counts" deny how
/// much or how, not that it was so.
fn is_of_degree(lower: &[&str], from: usize) -> bool {
    let ahead = &lower[from.min(lower.len())..lower.len().min(from + 3)];
    let behind = &lower[from.min(lower.len())..lower.len().min(from + 6)];
    let way = behind.windows(3).any(|words| words[0] == "in" && words[2] == "way");
    way || ahead.windows(2).any(|two| two[0] == "as" && two[1].ends_with("ly"))
        || ahead.iter().any(|word| matches!(*word, "better" | "worse"))
}

/// "I don't know", "does not know whether it burned", "I don't know that it did": whoever does not know
/// denies nothing.
fn is_unknown(lower: &[&str], cue: usize, from: usize) -> bool {
    let next = lower.get(from + 1).copied().unwrap_or(".");
    let doubts = next == "that" && cue.checked_sub(2).is_some_and(|at| lower[at] == "i");
    let ends = matches!(next, "." | "," | ";" | "!");
    lower.get(from) == Some(&"know") && (ends || doubts || UNKNOWN.contains(&next))
}

/// "To decide what is not safe": what is asked there is not said.
fn is_of_a_question(lower: &[&str], cue: usize) -> bool {
    cue.checked_sub(2).is_some_and(|at| {
        lower[at] == "what" && at > 0 && matches!(lower[at + 1], "is" | "are" | "was" | "were")
    })
}

/// "In places where there are no mills": there are none in those places.
fn is_somewhere(lower: &[&str], cue: usize) -> bool {
    cue.checked_sub(3).is_some_and(|at| lower[at] == "where" && lower[at + 1] == "there")
}

/// "Some 55 percent said that they do not believe it": what a share of people deny is not denied.
fn is_of_a_share(lower: &[&str], cue: usize) -> bool {
    let sentence = lower[..cue].iter().rev().take_while(|word| !matches!(**word, "." | ";"));
    let mut before = sentence.skip_while(|word| !matches!(**word, "said" | "say" | "saying"));
    before.any(|word| matches!(*word, "percent" | "%"))
}

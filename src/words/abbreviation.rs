//! Words that are written with a full stop and go on.

const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "pres", "sen", "sens", "rep", "reps", "gov",
    "govs", "lt", "col", "gen", "maj", "capt", "cmdr", "cpl", "sgt", "adm", "insp", "supt", "det",
    "st", "mt", "ft", "jr", "sr", "vs", "etc", "approx", "dept", "no", "nos", "vol", "fig", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue",
    "tues", "wed", "thu", "thurs", "fri", "inc", "corp", "co", "ltd", "llc", "bros", "ave", "blvd",
    "rd", "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan",
    "ky", "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore",
    "pa", "penn", "tenn", "tex", "vt", "va", "wash", "wis", "wyo", "alta", "ont", "que", "sask",
    "ph.d", "e.g", "i.e", "a.m", "p.m", "u.s", "u.k", "u.n", "d.c", "eds", "ed", "att", "asst",
    "atty", "messrs",
];

/// Abbreviations that are words of their own in lower case, so only with a capital.
const ONLY_CAPITALISED: &[&str] = &[
    "no", "la", "pa", "mo", "miss", "mass", "mar", "del", "ill", "ind", "co", "gen", "det", "fig",
    "ore", "wash", "sun", "mon", "wed", "fri", "st", "ed", "ark", "tex", "sep", "dec", "jun",
    "rev", "hon", "pres", "rep", "mt",
];

/// Tells whether `word`, without its full stop, is usually written with one.
pub fn is_abbreviation(word: &str) -> bool {
    if word.len() > 6 || word.len() < 2 {
        return false;
    }
    let known = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let capital = word.starts_with(|c: char| c.is_uppercase());
    known(ABBREVIATIONS) && (capital || !known(ONLY_CAPITALISED))
}

//! Marks by which a document credits a news agency: dateline, byline, a name in brackets.

/// Agencies whose marks are known without having read anything of theirs: mark, full name.
const AGENCIES: &[(&str, &str)] = &[
    ("AAP", "Australian Associated Press"),
    ("AFP", "Agence France-Presse"),
    ("ANI", "Asian News International"),
    ("ANSA", "ANSA"),
    ("AP", "Associated Press"),
    ("Associated Press", "Associated Press"),
    ("Bloomberg", "Bloomberg"),
    ("CP", "The Canadian Press"),
    ("The Canadian Press", "The Canadian Press"),
    ("DPA", "Deutsche Presse-Agentur"),
    ("EFE", "EFE"),
    ("IANS", "Indo-Asian News Service"),
    ("Interfax", "Interfax"),
    ("Kyodo", "Kyodo News"),
    ("PA", "PA Media"),
    ("PTI", "Press Trust of India"),
    ("Reuters", "Reuters"),
    ("TASS", "TASS"),
    ("UPI", "United Press International"),
    ("Xinhua", "Xinhua"),
    ("Yonhap", "Yonhap"),
];

/// Words in which a dateline stands at the latest, counted in characters from the start.
const DATELINE_REACH: usize = 160;

/// Returns the agency that the document credits, as it words it.
///
/// A dateline "PLACE, Nov 3 (Agency) -" or a last line "(Agency)" is a credit whatever the name; a
/// byline or a bracket elsewhere only if `is_agency` knows the name, or the trade does.
pub(super) fn credited(
    text: &str,
    author: Option<&str>,
    is_agency: impl Fn(&str) -> bool,
) -> Option<String> {
    let known = |name: &str| is_agency(name) || full_name(name).is_some();
    let byline = author.map(|author| author.trim()).filter(|author| known(author));
    let found = dateline(text).or_else(|| last_line(text)).or(byline);
    found.or_else(|| bracketed(text)).map(|name| full_name(name).unwrap_or(name).to_owned())
}

fn full_name(mark: &str) -> Option<&'static str> {
    AGENCIES.iter().find(|(short, _)| short.eq_ignore_ascii_case(mark)).map(|(_, name)| *name)
}

/// "ARLEN, Nov 3 (Agency) - ": brackets near the start with a dash behind them.
fn dateline(text: &str) -> Option<&str> {
    let reach = text.char_indices().nth(DATELINE_REACH).map_or(text.len(), |(at, _)| at);
    let open = text[..reach].find('(')?;
    let close = open + text[open..].find(')')?;
    let behind = text[close + 1..].trim_start();
    let dash = behind.starts_with(['-', '–', '—']);
    let starts_with_place = text.trim_start().chars().next().is_some_and(char::is_uppercase)
        && !text[..open].contains(['.', '!', '?', '\n'].map(|c| c).as_slice());
    let name = text[open + 1..close].trim();
    (dash && starts_with_place && is_name(name)).then_some(name)
}

/// "(Agency)" alone on the last line.
fn last_line(text: &str) -> Option<&str> {
    let line = text.lines().rev().map(str::trim).find(|line| !line.is_empty())?;
    let name = line.strip_prefix('(')?.strip_suffix(')')?.trim();
    is_name(name).then_some(name)
}

/// "(AP)" anywhere in the first lines: only names that the trade knows.
fn bracketed(text: &str) -> Option<&str> {
    let reach = text.char_indices().nth(4 * DATELINE_REACH).map_or(text.len(), |(at, _)| at);
    let inside = text[..reach].split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    inside.map(|(name, _)| name.trim()).find(|name| full_name(name).is_some())
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=4).contains(&words)
        && name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '&' | '.' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, author: Option<&str>) -> Option<String> {
        credited(text, author, |name| name == "Ostrel Wire")
    }

    #[test]
    fn datelines_last_lines_and_bylines_credit_an_agency() {
        for (text, author, agency) in [
            ("ARLEN, May 3 (Tidewire) - A ship sank.", None, Some("Tidewire")),
            ("ARLEN (Tidewire) — A ship sank.", None, Some("Tidewire")),
            ("A ship sank.\n\n(Tidewire)\n", None, Some("Tidewire")),
            ("A ship sank.", Some("Ostrel Wire"), Some("Ostrel Wire")),
            ("A ship sank.", Some("AP"), Some("Associated Press")),
            ("LONDON (AP) A ship sank.", None, Some("Associated Press")),
            // no credit
            ("A ship sank.", Some("Ann Dole"), None),
            ("A ship (the Merle) - sank. It", None, None),
            ("The ship sank. Its crew (Danes) - nine men - swam.", None, None),
            ("", None, None),
            ("(", None, None),
        ] {
            assert_eq!(found(text, author).as_deref(), agency, "{text}");
        }
    }
}

//! Text from outside is data: made visible for terminals, escaped for Markdown and HTML.

/// Makes control characters and direction marks visible, so that no text can steer a terminal.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' | '\r' => ' ',
            '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
            '\x7f' => '\u{2421}',
            '\u{80}'..='\u{9f}' => '\u{fffd}',
            _ if is_unseen(c) => '\u{fffd}',
            _ => c,
        })
        .collect()
}

/// Characters that are not seen but change what is: direction marks, zero-width characters, tags.
const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Escapes text for Markdown: it shows as it is, and neither formats, links nor opens HTML.
pub(super) fn markdown(text: &str) -> String {
    let mut made = String::new();
    for (at, c) in visible(text).char_indices() {
        let active = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '!' | '&' | '$'
        );
        let starts_list = at == 0 && matches!(c, '-' | '+' | '=');
        if active || starts_list {
            made.push('\\');
        }
        made.push(c);
    }
    made
}

/// Escapes text for HTML, element content and quoted attributes alike.
pub(super) fn html(text: &str) -> String {
    let mut made = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => made.push_str("&amp;"),
            '<' => made.push_str("&lt;"),
            '>' => made.push_str("&gt;"),
            '"' => made.push_str("&quot;"),
            '\'' => made.push_str("&#39;"),
            _ => made.push(c),
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_from_outside_acts() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\u{7f}"), "a␛[31m\u{fffd}b␡");
        assert_eq!(markdown("*a* [b](c) <i>\n- x"), "\\*a\\* \\[b\\](c) \\<i\\> - x");
        assert_eq!(html("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
    }

    proptest! {
        #[test]
        fn no_control_character_passes(text in any::<String>()) {
            prop_assert!(!visible(&text).chars().any(|c| c.is_control() || is_unseen(c)));
            prop_assert!(!html(&text).contains(['<', '>', '"', '\'']));
        }
    }
}

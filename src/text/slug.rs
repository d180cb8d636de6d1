//! File names made of people's words.

use crate::text::normal::nfc;

const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The slug of a text: letters and digits of every script, the rest joined by `-`, cut at a
/// character so that it takes at most `bytes`. Empty when nothing is left.
pub(crate) fn slug(text: &str, bytes: usize) -> String {
    let mut slug = String::new();
    let mut gap = false;
    for c in nfc(text).chars() {
        if !c.is_alphanumeric() && !is_mark(c) {
            gap = !slug.is_empty();
            continue;
        }
        if slug.len() + c.len_utf8() + usize::from(gap) > bytes {
            break;
        }
        if gap {
            slug.push('-');
            gap = false;
        }
        slug.push(c);
    }
    slug
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{963}' | '\u{966}'..='\u{dff}' | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}'..='\u{ecd}' | '\u{102b}'..='\u{103e}')
}

/// Why Windows or another system cannot hold a file of this name; `None` when all can.
pub(crate) fn unportable(name: &str) -> Option<Unportable> {
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let numbered = |prefix: &str| stem.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit());
    if RESERVED.contains(&stem.as_str()) || numbered("com") || numbered("lpt") {
        return Some(Unportable::Reserved(stem));
    }
    if let Some(c) = name.chars().find(|&c| "<>:\"/\\|?*".contains(c) || c.is_control()) {
        return Some(Unportable::Character(c));
    }
    if name.ends_with([' ', '.']) {
        return Some(Unportable::Ending);
    }
    (name.len() > 255).then_some(Unportable::TooLong)
}

/// What makes a file name unportable.
#[derive(Debug, PartialEq)]
pub(crate) enum Unportable {
    /// A device name of Windows.
    Reserved(String),
    /// A character that Windows forbids.
    Character(char),
    /// A blank or a dot at the end.
    Ending,
    /// Over 255 bytes.
    TooLong,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_every_script_and_joins_the_rest() {
        for (text, expected) in [
            ("林雅婷", "林雅婷"),
            ("Priya Nair (data)", "Priya-Nair-data"),
            ("../../etc/passwd", "etc-passwd"),
            ("👩‍💻", ""),
            ("  a: b # c ", "a-b-c"),
            ("வணக்கம்", "வணக்கம்"),
            ("---", ""),
        ] {
            assert_eq!(slug(text, 100), expected);
        }
        assert_eq!(slug("林雅婷經理", 7), "林雅");
    }

    #[test]
    fn names_what_windows_cannot_hold() {
        assert_eq!(unportable("aux.md"), Some(Unportable::Reserved("aux".into())));
        assert_eq!(unportable("COM1.md"), Some(Unportable::Reserved("com1".into())));
        assert_eq!(unportable("a:b.md"), Some(Unportable::Character(':')));
        assert_eq!(unportable("2026-04-08-林雅婷.md"), None);
    }
}

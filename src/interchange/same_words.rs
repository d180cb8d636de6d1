//! Whether two texts are the words of one letter or answer: what was quoted, signed and laid out is no part of them.

use std::collections::BTreeMap;

use crate::message::mail_of_others;
use crate::text::normal::{fold_name, fold_text};

/// Bytes of a text that does not stand in another by chance.
const ENOUGH: usize = 30;
/// Where a line or a sentence ends.
const PARTS: [char; 11] = ['\n', '。', '！', '？', '!', '?', '.', '；', ';', '：', ':'];
/// Which part of their pairs of letters two texts share that are one, mended here and there.
const NEARLY: f64 = 0.85;

/// A person as one is compared: name, address or profile; `Nair, Priya` is Priya Nair.
pub(crate) fn person(words: &str) -> String {
    let words = words.trim();
    let bare = words.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("mailto:");
    let bare = bare.trim_start_matches("www.").trim_end_matches('/');
    match bare.split_once(',') {
        Some((last, first)) if !first.contains(',') => fold_name(&format!("{first}{last}")),
        _ => fold_name(bare),
    }
}

/// What somebody wrote: without the mail that was answered, and without a signature.
fn own_lines(text: &str) -> String {
    let (mut own, mut at) = (String::with_capacity(text.len()), 0);
    for others in mail_of_others(text) {
        own.push_str(text.get(at..others.start).unwrap_or_default());
        at = others.end;
    }
    own.push_str(text.get(at..).unwrap_or_default());
    own.lines().take_while(|line| line.trim_end() != "--").collect::<Vec<_>>().join("\n")
}

/// The letters and digits of a text, folded.
fn bare(text: &str) -> String {
    fold_text(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The letters and digits that somebody wrote.
fn own(text: &str) -> String {
    bare(&own_lines(text))
}

/// Whether a text, however short, is a whole line or sentence of another, or several in a row: an answer copied without its greeting.
pub(crate) fn is_whole_part(part: &str, text: &str) -> bool {
    let part = own(part);
    let lines = own_lines(text);
    let pieces: Vec<String> = lines.split(PARTS).map(bare).filter(|piece| !piece.is_empty()).collect();
    let begins = |from: usize| {
        let mut rest = part.as_str();
        for piece in &pieces[from..] {
            match rest.strip_prefix(piece.as_str()) {
                Some("") => return true,
                Some(left) => rest = left,
                None => return false,
            }
        }
        false
    };
    !part.is_empty() && (0..pieces.len()).any(begins)
}

/// How two texts are to each other.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) enum Words {
    /// Each says something else.
    Other,
    /// One is empty: nothing tells.
    Unknown,
    /// They are the same but for a word here and there: one letter mended, or two of one template.
    Near,
    /// One holds the other.
    Held,
    /// They are the same but for their form.
    Same,
}

/// Compares two texts.
pub(crate) fn compare(a: &str, b: &str) -> Words {
    let (a, b) = (own(a), own(b));
    if a.is_empty() || b.is_empty() {
        return Words::Unknown;
    }
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    match () {
        () if short == long => Words::Same,
        () if short.len() >= ENOUGH && long.contains(short.as_str()) => Words::Held,
        () if short.len() >= ENOUGH && shared(&a, &b) >= NEARLY => Words::Near,
        () => Words::Other,
    }
}

/// Which part of their pairs of letters two texts share (Dice's coefficient over letter pairs), from 0 to 1.
fn shared(a: &str, b: &str) -> f64 {
    let pairs = |text: &str| {
        let mut pairs: BTreeMap<(char, char), usize> = BTreeMap::new();
        text.chars().zip(text.chars().skip(1)).for_each(|pair| *pairs.entry(pair).or_default() += 1);
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let both: usize = a.iter().map(|(pair, count)| b.get(pair).map_or(0, |other| *count.min(other))).sum();
    let all: usize = a.values().chain(b.values()).sum();
    if all == 0 { 0.0 } else { 2.0 * both as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_what_stands_around_them() {
        let letter = "Hi Priya,\n\nI saw your talk. How do you read funnels?\n\nMe Chen";
        for (other, words) in [
            ("Hi Priya,\nI saw your talk.  How do you read funnels?\n\nMe Chen\n-- \nMe Chen | +886 912", Words::Same),
            ("Hi Priya,\n\nI saw your talk. How do you read the funnels?\n\nMe Chen", Words::Near),
            ("Hi Priya,\n\nI saw your talk. How do you read funnels?\n\nMe Chen\n\nPS: and whom do you read?", Words::Held),
            ("Hi Priya, could you introduce me to somebody who hires analysts?", Words::Other),
            ("", Words::Unknown),
        ] {
            assert_eq!(compare(letter, other), words, "{other}");
        }
        assert_eq!(compare("Sure: use B.", "Sure - use B.\n\nOn Tue, 2026 at 9:00 AM Me wrote:\n> Hi\n> Which?"), Words::Same);
        assert_eq!(
            compare("可以，先挑身邊朋友的生意", "可以，先挑身邊朋友的生意。\n\n小明 <m@e.org> 於 2026年4月8日 寫道：\n> 想請教"),
            Words::Same
        );
        assert_eq!(compare("A.", "B."), Words::Other);
    }

    #[test]
    fn a_short_answer_is_known_by_whole_sentences() {
        let mail = "您好：\n\n謝謝您！可以，先挑 B。之後再聊。\n\n雅婷\n\n小明 <m@e.org> 於 2026年4月8日 寫道：\n> 先 A？";
        for (part, is_part) in [
            ("可以，先挑 B。", true),
            ("可以，先挑B", true),
            ("可以，先挑 B。之後再聊。", true),
            ("謝謝您！可以，先挑 B。", true),
            ("先挑 B", false),
            ("可以", false),
            ("先 A？", false),
            ("可以，先挑 B。雅婷", false),
            ("", false),
            ("…", false),
        ] {
            assert_eq!(is_whole_part(part, mail), is_part, "{part}");
        }
        assert!(is_whole_part("Take B.", "Hi Me,\n\nTake B.\n\nYa") && !is_whole_part("Take", "Hi Me,\n\nTake B."));
    }

    #[test]
    fn a_person_is_one_under_a_turned_name_and_an_address() {
        for (a, b) in [("Nair, Priya", "priya nair"), ("https://www.linkedin.com/in/Mei/", "linkedin.com/in/mei"), ("A@X.com", " a@x.com")]
        {
            assert_eq!(person(a), person(b));
        }
        assert_ne!(person("Mei Chen"), person("Wei Chen"));
    }
}

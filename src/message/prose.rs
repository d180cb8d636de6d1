//! What the writer says in a message: same length as the message, blanks where it is not the writer's voice.

use std::ops::Range;

use crate::markdown::{self, Unread};
use crate::text::simplified::traditional;

/// The message with small ASCII letters and Traditional forms; quotes, code, link targets, comments and the
/// signature are blanks.
pub(super) fn prose(text: &str) -> String {
    let mut prose = folded(text);
    if needs_markdown(text) {
        let code = markdown::unread(text, &[Unread::Code, Unread::Comment, Unread::Target]);
        blank(&mut prose, &code);
    }
    let others = lines_of_others(&prose);
    blank(&mut prose, &others);
    blank(&mut prose, &addresses(text));
    prose
}

/// Small ASCII letters and Traditional forms; every place stays.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() { c.to_ascii_lowercase() } else { traditional(c) }).collect()
}

/// The message as it is, but for code, comments, quotes and the signature.
pub(super) fn as_sent(text: &str) -> String {
    let mut sent = text.to_owned();
    blank(&mut sent, &lines_of_others(text));
    if needs_markdown(text) {
        blank(&mut sent, &markdown::unread(text, &[Unread::Code, Unread::Comment]));
    }
    sent
}

/// Whether anything in the text can be code, a comment or a link.
fn needs_markdown(text: &str) -> bool {
    let has_marks = text.bytes().any(|byte| matches!(byte, b'`' | b'<' | b'[' | b'~'));
    has_marks || text.contains("\n    ") || text.contains("\n\t") || text.starts_with("    ")
}

/// Quoted lines, and all from the signature's `-- ` on. A line without `>` below a quote is the writer's
/// own, though Markdown would take it for the quote's.
fn lines_of_others(prose: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in prose.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        if bare == "-- " || bare == "--" {
            found.push(at..prose.len());
            break;
        }
        if bare.trim_start().starts_with(['>', '＞']) {
            found.push(at..at + bare.len());
        }
        at += line.len();
    }
    found
}

/// Bare web addresses: they end at a blank, a Han mark or a bracket.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("://").map(|mark| at + mark) {
        let scheme = ["https", "http"].into_iter().find(|scheme| text[..start].to_ascii_lowercase().ends_with(scheme));
        let ends = |c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, ')' | '>' | '"' | ']');
        let end = text[start..].find(ends).map_or(text.len(), |end| start + end);
        // A mark that ends the sentence is not the address's.
        let end = start + text[start..end].trim_end_matches(['.', ',', '!', '?', ';', ':']).len();
        if let Some(scheme) = scheme {
            found.push(start - scheme.len()..end);
        }
        at = end.max(start + 3);
    }
    found
}

/// Puts blanks in the place of `ranges`; line breaks stay.
fn blank(text: &mut String, ranges: &[Range<usize>]) {
    if ranges.is_empty() {
        return;
    }
    let mut bytes = std::mem::take(text).into_bytes();
    for range in ranges {
        bytes[range.clone()].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    *text = String::from_utf8(bytes).unwrap_or_else(|_| unreachable!("ranges begin and end at characters"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_only_the_writers_voice() {
        for (text, expected) in [
            ("Hi Ming，请问", "hi ming，請問"),
            ("> 急！！\n我想問", "我想問"),
            ("see `TODO` [Here](https://x.org/?a) ok", "see [here] ok"),
            ("a <!-- note --> b", "a b"),
            ("見 https://x.org/a?b=1。好", "見 。好"),
            ("see https://x.org/a?b. Then", "see . then"),
            ("ok\n-- \nMarta!!", "ok"),
            ("```\nWhy??\n```\nb", "b"),
            ("> quoted\nmy own line", "my own line"),
        ] {
            let found = prose(text);
            assert_eq!(found.len(), text.len(), "{text}");
            assert_eq!(found.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{text}");
        }
    }

    proptest::proptest! {
        /// Any text at all keeps its places: of what the rules say, each byte is one of the file's.
        #[test]
        fn every_place_stays(text in r"(?s)([>`~<!\[\](){}*_#/: \n\r-]|http://|```|您好，|请问|é|😀|[a-zA-Z?!.。？！]){0,80}") {
            let message = crate::message::Message::read(&text);
            proptest::prop_assert_eq!(message.prose.len(), text.len());
            for range in message.sentences.iter().map(|sentence| &sentence.range).chain(&message.paragraphs).chain([&message.greeting]) {
                proptest::prop_assert!(text.get(range.clone()).is_some());
            }
            proptest::prop_assert_eq!(as_sent(&text).len(), text.len());
            let _ = crate::message::plain_text(&text);
        }
    }
}

//! What the writer says in a message: same length as the message, blanks where it is not the writer's voice.

use std::ops::Range;

use super::quotes::quoted;
use crate::markdown::{self, Unread};
use crate::text::simplified;

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
    simplified::to_traditional(text.to_ascii_lowercase())
}

/// The message as it is, but for code, comments and quotes. The signature is sent too.
pub(super) fn as_sent(text: &str) -> String {
    let mut sent = text.to_owned();
    blank(&mut sent, &quoted(text).lines);
    if needs_markdown(text) {
        let mut unread = markdown::unread(text, &[Unread::Code, Unread::Comment]);
        unread.retain(|range| !begins_with_words_in_angles(&text[range.clone()]));
        blank(&mut sent, &unread);
    }
    sent
}

/// `<article title>` and `<NAME>` are tags to Markdown, and words to whoever reads the letter.
fn begins_with_words_in_angles(html: &str) -> bool {
    let inside = html.strip_prefix('<').and_then(|rest| rest.split_once('>')).map(|(inside, _)| inside);
    let is_plain = |inside: &str| inside.contains(' ') && inside.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
    inside.is_some_and(|inside| matches!(inside, "NAME" | "COMPANY") || is_plain(inside))
}

/// Whether anything in the text can be code, a comment or a link.
fn needs_markdown(text: &str) -> bool {
    let has_marks = text.bytes().any(|byte| matches!(byte, b'`' | b'<' | b'[' | b'~'));
    has_marks || text.starts_with("    ") || text.split('\n').skip(1).any(|line| line.starts_with("    ") || line.starts_with('\t'))
}

/// Quoted lines, and all from the signature's `-- ` or another message's head on. A line without `>` below a quote is the writer's
/// own, though Markdown would take it for the quote's.
fn lines_of_others(prose: &str) -> Vec<Range<usize>> {
    let quoted = quoted(prose);
    let mut found = quoted.lines;
    if let Some(start) = quoted.signature {
        found.retain(|line| line.end <= start);
        found.push(start..prose.len());
    }
    found
}

/// Bare web addresses: they end at a blank, a Han mark or a bracket.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains("://") {
        return found;
    }
    let mut at = 0;
    while let Some(start) = text[at..].find("://").map(|mark| at + mark) {
        let stands =
            |scheme: &&str| start >= scheme.len() && text.as_bytes()[start - scheme.len()..start].eq_ignore_ascii_case(scheme.as_bytes());
        let scheme = ["https", "http"].into_iter().find(stands);
        let ends = |c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, ')' | '>' | '"' | ']');
        let end = text[start..].find(ends).map_or(text.len(), |end| start + end);
        // A mark that ends the sentence is not the address's.
        let end = start + text[start..end].trim_end_matches(['.', ',', '!', '?', ';', ':']).len();
        if let Some(scheme) = scheme {
            found.push(start - scheme.len()..end);
        }
        at = end;
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
            ("ok\n-----Original Message-----\nFrom: Ming\nWhy??", "ok"),
            ("ok\n\n---------- Forwarded message ---------\nHurry!!", "ok"),
            ("ok\nOn Wed, Apr 8, 2026 at 9:30 AM Ming Lin <ming@example.org>\nwrote:\n\nWhy??", "ok"),
            ("On Wed, 8 Apr 2026 at 9:30, Ming wrote:\n> Why??\n\nmy own line", "my own line"),
            ("ok\n林雅婷 <ya@example.org> 於 2026年4月8日 週三 上午9:30寫道：\n急！！", "ok"),
            ("On your blog you wrote:\nship early. Why?", "on your blog you wrote: ship early. why?"),
            ("ok\nFrom: Ming Lin\nSent: Wednesday, 8 April 2026\nTo: me\n\nWhy??", "ok"),
            ("您在書裡寫道：\n先看一個事件。", "您在書裡寫道： 先看一個事件。"),
        ] {
            let found = prose(text);
            assert_eq!(found.len(), text.len(), "{text}");
            assert_eq!(found.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{text}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(10_000))]

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

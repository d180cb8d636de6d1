//! Where the tags of a template stand: the words in them, and one that never closes.

use std::collections::HashMap;
use std::ops::Range;

/// The words inside the tags of a template, each with the place where it first stands.
pub(crate) fn words_in_tags(source: &str) -> HashMap<&str, Range<usize>> {
    let mut found = HashMap::new();
    let mut at = 0;
    while let Some(open) = first_of(source, at, &["{{", "{%"]) {
        let close = first_of(source, open, &["}}", "%}"]).unwrap_or(source.len());
        let mut start = open;
        for word in source[open..close].split(|c: char| !c.is_alphanumeric() && c != '_') {
            found.entry(word).or_insert(start..start + word.len());
            start += word.len() + source[start + word.len()..].chars().next().map_or(0, char::len_utf8);
        }
        at = close.max(open + 2);
    }
    found
}

/// Where the first of some marks of two characters stands. Each byte is looked at once: a mark that is nowhere costs nothing more.
fn first_of(source: &str, from: usize, marks: &[&str]) -> Option<usize> {
    let pairs = source.as_bytes().get(from..)?.windows(2);
    pairs.enumerate().find(|(_, pair)| marks.iter().any(|mark| mark.as_bytes() == *pair)).map(|(at, _)| from + at)
}

/// Where the last tag or block begins that opens and never closes.
pub(super) fn never_closed(source: &str) -> Option<usize> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(open) = first_of(source, at, &["{{", "{%", "{#"]) {
        let close = match source.as_bytes()[open + 1] {
            b'{' => "}}",
            b'%' => "%}",
            _ => "#}",
        };
        let Some(end) = source[open..].find(close).map(|end| open + end) else { return Some(open) };
        let inside = source[open + 2..end].trim_start_matches(['-', '+']).trim_start();
        let word = inside.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        match word {
            _ if close != "%}" => {}
            "if" | "for" | "with" | "filter" | "macro" | "call" | "block" | "raw" => blocks.push(open),
            _ if word.starts_with("end") => drop(blocks.pop()),
            _ => {}
        }
        at = end + 2;
    }
    blocks.pop()
}

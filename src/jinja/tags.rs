//! Where the tags of a template stand: the words in them, and one that never closes.

use std::collections::HashMap;
use std::ops::Range;

/// The words inside the tags of a template, each with the place where it first stands.
pub(crate) fn words_in_tags(source: &str) -> HashMap<&str, Range<usize>> {
    let mut found = HashMap::new();
    let mut at = 0;
    while let Some(open) = first_of(source, at, &["{{", "{%"]) {
        let close = first_of(source, open + 2, &["}}", "%}"]).unwrap_or(source.len());
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

/// What closes the tag that opens at a place, and where it does.
fn closing(source: &str, open: usize) -> (&'static str, Option<usize>) {
    let close = match source.as_bytes()[open + 1] {
        b'{' => "}}",
        b'%' => "%}",
        _ => "#}",
    };
    (close, first_of(source, open + 2, &[close]))
}

/// Bytes that one tag may have. The compiler goes down once for each operator of a chain, and the stack has an end.
pub(super) const LONGEST_TAG: usize = 1_000;

/// Branches that one template may have, for the same reason.
pub(super) const MOST_BRANCHES: usize = 100;

/// What would take the compiler too deep, with the place of its tag.
pub(super) enum TooDeep {
    /// A tag longer than [`LONGEST_TAG`]; comments may be of any length.
    Tag(usize),
    /// The first `elif` after [`MOST_BRANCHES`].
    Branch(usize),
}

/// The first tag that would take the compiler too deep.
pub(super) fn too_deep(source: &str) -> Option<TooDeep> {
    let mut at = 0;
    let mut branches = 0;
    while let Some(open) = first_of(source, at, &["{{", "{%", "{#"]) {
        let (close, end) = closing(source, open);
        let end = end.unwrap_or(source.len());
        if close != "#}" && end - open > LONGEST_TAG {
            return Some(TooDeep::Tag(open));
        }
        let statement = source[open + 2..end].trim_start_matches(['-', '+']).trim_start();
        branches += usize::from(close == "%}" && statement.starts_with("elif"));
        if branches > MOST_BRANCHES {
            return Some(TooDeep::Branch(open));
        }
        at = end.max(open + 2);
    }
    None
}

/// Where the last tag or block begins that opens and never closes.
pub(super) fn never_closed(source: &str) -> Option<usize> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(open) = first_of(source, at, &["{{", "{%", "{#"]) {
        let (close, end) = closing(source, open);
        let Some(end) = end else { return Some(open) };
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

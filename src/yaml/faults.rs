//! What is wrong with YAML that cannot be read, named by its shape.

use std::ops::Range;

use super::refusal::Refusal;
use crate::diagnostic::Span;

/// A syntax error and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// Where.
    pub(crate) span: Span,
    /// What.
    pub(crate) shape: Shape,
}

/// The kinds of syntax errors that have words of their own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// A key a second time; the line of the first.
    DuplicateKey { key: String, first_line: usize },
    /// An anchor `&x`.
    Anchor,
    /// An alias `*x`.
    Alias,
    /// A merge key `<<`.
    MergeKey,
    /// A tag `!x`.
    Tag,
    /// A second document.
    SecondDocument,
    /// Nesting deeper than the limit.
    TooDeep(usize),
    /// A tab as indent.
    Tab,
    /// A full-width or no-break blank as indent; the corrected line.
    WideIndent(String),
    /// A full-width colon after a key; the corrected line.
    FullWidthColon(String),
    /// No blank after the colon; the corrected line.
    NoBlankAfterColon(String),
    /// An unquoted `{{ name }}`; the corrected line.
    UnquotedPlaceholder(String),
    /// A colon and a blank inside unquoted text; the corrected line.
    ColonInText(String),
    /// A quote that never closes.
    UnclosedQuote,
    /// A bracket that never closes.
    UnclosedBracket,
    /// A character that cannot begin a word; the corrected line.
    ReservedCharacter(char, String),
    /// A key that is no text.
    OddKey,
    /// A line that is neither a key nor its value.
    NotAKey,
    /// Anything else, by what the parser refused.
    Other(Refusal),
}

/// Names the fault on one line of a front matter, from the line itself where its shape is known, else
/// from what the parser refused; and the bytes of the line that it is about.
pub(crate) fn name(line: &str, refusal: Refusal) -> (Shape, Range<usize>) {
    let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']).len();
    let (blank, text) = line.split_at(indent);
    let text = text.trim_end();
    let end = indent + text.len();
    if let Some(tab) = blank.find('\t') {
        return (Shape::Tab, tab..indent);
    }
    if let Some((key, value)) = split_full_width_colon(text) {
        let at = indent + text.find('：').unwrap_or(0);
        return (Shape::FullWidthColon(format!("{blank}{key}: {}", value.trim_start())), at..at + '：'.len_utf8());
    }
    if let Some((key, value)) = split_tight_colon(text) {
        let at = indent + key.len();
        return (Shape::NoBlankAfterColon(format!("{blank}{key}: {value}")), at..at + 1);
    }
    if let Some((key, value)) = text.split_once(": ") {
        let gap = value.len() - value.trim_start().len();
        let of_value = indent + key.len() + 2 + gap..end;
        if let Some(shape) = name_value(&format!("{blank}{key}"), value.trim()) {
            return (shape, of_value);
        }
    }
    if !text.contains(':') && !text.starts_with(['-', '#', '[', ']', '{', '}', '"', '\'']) {
        return (Shape::NotAKey, indent..end);
    }
    (Shape::Other(refusal), indent..end)
}

/// Names what is wrong with the value after `key: `.
fn name_value(key: &str, value: &str) -> Option<Shape> {
    let first = value.chars().next()?;
    Some(match first {
        '{' if value.starts_with("{{") || value.starts_with("{%") => Shape::UnquotedPlaceholder(format!("{key}: {}", quoted(value))),
        '@' | '`' | '%' | '&' | '*' | '!' | '|' | '>' => Shape::ReservedCharacter(first, format!("{key}: {}", quoted(value))),
        '"' | '\'' if !closes(value) => Shape::UnclosedQuote,
        '[' | '{' if !value.ends_with([']', '}']) => Shape::UnclosedBracket,
        '[' | '{' | '"' | '\'' => return None,
        _ if value.contains(": ") || value.ends_with(':') => Shape::ColonInText(format!("{key}: {}", quoted(value))),
        _ => return None,
    })
}

/// The line corrected, where `text` is a scalar that was meant as `key: value` (`name：林`, `name:林`).
pub(crate) fn meant_as_key(text: &str, keys: &[&str]) -> Option<Shape> {
    if let Some((key, value)) = split_full_width_colon(text).filter(|(key, _)| keys.contains(key)) {
        return Some(Shape::FullWidthColon(format!("{key}: {}", value.trim_start())));
    }
    let (key, value) = split_tight_colon(text).filter(|(key, _)| keys.contains(key))?;
    Some(Shape::NoBlankAfterColon(format!("{key}: {value}")))
}

fn split_full_width_colon(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once('：')?;
    is_key(key.trim_end()).then_some((key.trim_end(), value))
}

fn split_tight_colon(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(':')?;
    let tight = is_key(key) && !value.is_empty() && !value.starts_with([' ', '/']);
    tight.then_some((key, value))
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

fn closes(value: &str) -> bool {
    let quote = value.chars().next().unwrap_or('"');
    value.len() > 1 && value[1..].contains(quote)
}

fn quoted(value: &str) -> String {
    if value.contains('"') { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") }
}

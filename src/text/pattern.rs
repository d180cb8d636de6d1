//! Phrases to look for. The one address of regex.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A phrase of the rules, compiled when first looked for. It is matched against prose as
/// [`crate::message`] gives it: ASCII letters small, Simplified characters as Traditional ones.
pub(crate) struct Pattern(LazyLock<Regex, Source>);

/// A function that gives the expression: a `const` table can hold it.
type Source = fn() -> Regex;

impl Pattern {
    /// Made by the macro [`pattern!`].
    pub(crate) const fn new(source: Source) -> Pattern {
        Pattern(LazyLock::new(source))
    }

    /// Whether it stands anywhere in the text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Where it stands first.
    pub(crate) fn find(&self, text: &str) -> Option<Range<usize>> {
        self.0.find(text).map(|found| found.range())
    }

    /// The expression, its shorthands written out.
    #[cfg(test)]
    pub(crate) fn source(&self) -> &str {
        self.0.as_str()
    }

    /// Where it stands, without overlaps, in order.
    pub(crate) fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.0.find_iter(text).map(|found| found.range())
    }
}

/// A [`Pattern`] of alternatives in the syntax of regex, as many as one likes, with three shorthands for written prose: a blank
/// is one or more blanks or a line break, `'` is any apostrophe, and `\b` is a border of ASCII words (Han has none).
macro_rules! pattern {
    ($($source:expr),+ $(,)?) => {
        $crate::text::pattern::Pattern::new(|| $crate::text::pattern::compile(&[$($source),+].join("|")))
    };
}
pub(crate) use pattern;

/// Compiles an expression with the shorthands of [`pattern!`].
///
/// # Panics
/// On a malformed expression; a test compiles them all.
pub(crate) fn compile(source: &str) -> Regex {
    let mut expanded = String::with_capacity(source.len() * 2);
    let mut depth = 0_usize;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'b') => {
                chars.next();
                expanded.push_str("(?-u:\\b)");
            }
            '\\' => {
                expanded.push(c);
                expanded.extend(chars.next());
            }
            '\'' => expanded.push_str("['’]"),
            ' ' if depth == 0 => expanded.push_str(r"[ \x{a0}\x{3000}\r\n]+"),
            _ => {
                depth = match c {
                    '[' => depth + 1,
                    ']' => depth.saturating_sub(1),
                    _ => depth,
                };
                expanded.push(c);
            }
        }
    }
    Regex::new(&expanded).unwrap_or_else(|error| unreachable!("a malformed pattern: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_shorthands() {
        static PROMISE: Pattern = pattern!(r"\bi'll\b (?:do|[a-c ]+) it");
        assert!(PROMISE.is_in("我i’ll  do it"));
        assert!(PROMISE.is_in("i'll a b it") && !PROMISE.is_in("ai'll do it"));
    }
}

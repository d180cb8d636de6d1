//! One file: its front matter, its body, and the bytes where each stands.

use std::sync::OnceLock;

use crate::diagnostic::Span;
use crate::yaml::{self, Node};

/// The largest entry that is read, in bytes.
pub(crate) const SIZE_LIMIT: u64 = 8 * 1024 * 1024;
/// The largest front matter that is read, in bytes.
pub(crate) const FRONT_LIMIT: usize = 64 * 1024;

/// A file's text and what stands where in it.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Relative to the journal, with `/`.
    pub(crate) path: String,
    /// The whole file, byte-order mark included.
    pub(crate) text: String,
    /// The lines between the fences.
    pub(crate) front: Span,
    /// Where the body begins: after the line of the closing fence.
    pub(crate) body_start: usize,
    /// The front matter's mapping: let go of once a request is read, and read again for who asks.
    root: OnceLock<Box<Node>>,
}

/// Where a text's front matter stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Split {
    /// The lines between the fences.
    pub(crate) front: Span,
    /// The byte after the closing fence's line.
    pub(crate) body_start: usize,
}

/// Why there is no front matter to read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SplitFault {
    /// Nothing but blanks.
    Empty,
    /// Only NUL bytes: damaged, not empty.
    Zeros,
    /// The first line is no fence; what it looks like.
    NoFence(Lookalike),
    /// The fence opens and never closes.
    NeverCloses,
}

/// What stands where the fence should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lookalike {
    /// `----`, `———`, `－－－`.
    Dashes,
    /// `+++`: TOML.
    Toml,
    /// `{`: JSON.
    Json,
    /// A fence further down, after blank lines.
    BlankFirst,
    /// A key without a fence above it.
    BareKeys,
    /// Something else.
    Text,
}

/// Finds the fences: `---` alone on the first line (after a byte-order mark), and the next line that
/// is `---` alone, not indented.
pub(crate) fn split(text: &str) -> Result<Split, SplitFault> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let body = &text[start..];
    if !body.is_empty() && body.bytes().all(|byte| byte == 0) {
        return Err(SplitFault::Zeros);
    }
    if body.trim().is_empty() {
        return Err(SplitFault::Empty);
    }
    let first_end = line_end(text, start);
    if !is_fence(&text[start..first_end]) {
        return Err(SplitFault::NoFence(lookalike(body)));
    }
    let front_start = first_end;
    let mut at = front_start;
    while at < text.len() {
        let end = line_end(text, at);
        if is_fence(&text[at..end]) {
            return Ok(Split { front: Span { start: front_start, end: at }, body_start: end });
        }
        at = end;
    }
    Err(SplitFault::NeverCloses)
}

/// The keys below a fence that never closes: the lines up to the first that is blank or can be no part of them. `None`
/// where there is none.
pub(crate) fn keys_of_open(text: &str) -> Option<Split> {
    let start = line_end(text, 0);
    let is_key = |line: &str| {
        let key = line.split([':', '：']).next().unwrap_or_default().trim_end();
        key.len() < line.trim_end().len() && !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
    };
    let mut end = start;
    while end < text.len() {
        let line = &text[end..line_end(text, end)];
        let goes_on = end > start && line.starts_with([' ', '\t', '-', ']', '}']);
        if line.trim().is_empty() || !(is_key(line) || goes_on || line.starts_with('#')) {
            break;
        }
        end += line.len();
    }
    (end > start).then_some(Split { front: Span { start, end }, body_start: end })
}

/// The byte after the line break of the line at `from`.
fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |newline| from + newline + 1)
}

fn is_fence(line: &str) -> bool {
    line.trim_end_matches(['\n', '\r', ' ', '\t']) == "---"
}

fn lookalike(body: &str) -> Lookalike {
    let first = body.lines().next().unwrap_or_default().trim();
    if first.is_empty() {
        let next = body.trim_start();
        return if is_fence(next.lines().next().unwrap_or_default()) { Lookalike::BlankFirst } else { Lookalike::Text };
    }
    if first.chars().all(|c| matches!(c, '-' | '—' | '－' | '–' | '―')) {
        return Lookalike::Dashes;
    }
    match first {
        "+++" => Lookalike::Toml,
        line if line.starts_with('{') => Lookalike::Json,
        line if ["kind:", "to:", "title:", "sent:", "version:"].iter().any(|key| line.starts_with(key)) => Lookalike::BareKeys,
        _ => Lookalike::Text,
    }
}

impl Document {
    /// A document without a front matter, for a file of which only diagnostics can be told.
    pub(crate) fn bare(path: &str, text: String) -> Document {
        let end = text.len();
        Document { path: path.to_owned(), text, front: Span::TOP, body_start: end, root: OnceLock::new() }
    }

    /// A document whose front matter was read.
    pub(crate) fn of(path: &str, text: String, split: Split, root: Node) -> Document {
        Document { path: path.to_owned(), text, front: split.front, body_start: split.body_start, root: OnceLock::from(Box::new(root)) }
    }

    /// The front matter's mapping.
    pub(crate) fn root(&self) -> &Node {
        self.root.get_or_init(|| Box::new(self.read_again()))
    }

    /// One question to the mapping, which is not kept for it: most entries of which a finding tells are asked once.
    fn ask<T>(&self, question: impl FnOnce(&Node) -> T) -> T {
        match self.root.get() {
            Some(root) => question(root),
            None => question(&self.read_again()),
        }
    }

    fn read_again(&self) -> Node {
        yaml::read(&self.text[self.front.range()], self.front.start).root
    }

    /// Lets go of the mapping, which takes three times the memory of the text: few look at it again.
    pub(crate) fn forget_root(&mut self) {
        self.root = OnceLock::new();
    }

    /// The body: all after the closing fence.
    pub(crate) fn body(&self) -> &str {
        &self.text[self.body_start..]
    }

    /// Whether a line of the front matter gives the key something that could not be read.
    pub(crate) fn could_not_read(&self, key: &str) -> bool {
        let value = |line: &'_ str| line.strip_prefix(key)?.strip_prefix([':', '：']).map(|value| value.trim().to_owned());
        self.text[self.front.range()].lines().filter_map(value).any(|value| !value.is_empty() && !value.starts_with('#'))
            && self.ask(|root| root.entry(key).is_none())
    }

    /// The span of a key's value (`to.name` names a key inside one); the key's own where the value is
    /// empty; the opening fence where the key is absent.
    pub(crate) fn span_of(&self, key: &str) -> Span {
        self.ask(|root| {
            let (mut node, mut span) = (root, self.fence());
            for part in key.split('.') {
                let Some(entry) = node.entry(part) else { break };
                span = if entry.value.span.start == entry.value.span.end { entry.key_span } else { entry.value.span };
                node = &entry.value;
            }
            span
        })
    }

    /// The span of a key itself; the opening fence where it is absent.
    pub(crate) fn key_span(&self, key: &str) -> Span {
        self.ask(|root| root.entry(key).map_or(self.fence(), |entry| entry.key_span))
    }

    /// The opening fence.
    pub(crate) fn fence(&self) -> Span {
        let end = self.front.start.saturating_sub(1);
        let start = if self.text.starts_with('\u{feff}') { 3 } else { 0 };
        Span { start, end: start + self.text.get(start..end).map_or(0, |line| line.trim_end().len()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_keys_below_a_fence_that_never_closes() {
        for (text, keys) in [
            ("---\nkind: x\nto:\n  name: A\ntags:\n- a\n# why\n\nHi Ann,\nNote: b\n", Some("kind: x\nto:\n  name: A\ntags:\n- a\n# why\n")),
            ("---\r\nkind：x\r\nHi Ann,\r\n", Some("kind：x\r\n")),
            ("---\nkind: x", Some("kind: x")),
            ("\u{feff}---\nkind: x\n", Some("kind: x\n")),
            ("---\nA text after a rule: as in any Markdown.\n", None),
            ("---\n  indented\n", None),
            ("---\n", None),
        ] {
            assert_eq!(keys_of_open(text).map(|split| &text[split.front.range()]), keys, "{text:?}");
        }
    }

    #[test]
    fn finds_the_fences_and_says_what_stands_in_their_place() {
        let ok = |front_start, front_end, body_start| Ok(Split { front: Span { start: front_start, end: front_end }, body_start });
        for (text, expected) in [
            ("---\nkind: x\n---\nbody", ok(4, 12, 16)),
            ("\u{feff}---\r\na: 1\r\n---\r\nb", ok(8, 14, 19)),
            ("---\nnotes: |\n  ---\n---\n", ok(4, 19, 23)),
            ("---\n---", ok(4, 4, 7)),
            ("---\nkind: x\n", Err(SplitFault::NeverCloses)),
            ("", Err(SplitFault::Empty)),
            ("\u{feff} \n", Err(SplitFault::Empty)),
            ("\0\0\0", Err(SplitFault::Zeros)),
            ("－－－\nkind: x\n", Err(SplitFault::NoFence(Lookalike::Dashes))),
            ("+++\n", Err(SplitFault::NoFence(Lookalike::Toml))),
            ("\n\n---\nkind: x\n---\n", Err(SplitFault::NoFence(Lookalike::BlankFirst))),
            ("kind: x\n", Err(SplitFault::NoFence(Lookalike::BareKeys))),
            ("hello\n", Err(SplitFault::NoFence(Lookalike::Text))),
        ] {
            assert_eq!(split(text), expected, "{text:?}");
        }
    }
}

//! What stands at a place of a document, read from its lines: it may be half typed.

use crate::diagnostic::Span;
use crate::yaml::{self, Entry, Node};

/// What the writer is about to type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cursor {
    /// A key, below these ones.
    Key { above: Vec<String>, typed: Span },
    /// The value of a key, or an item of its list.
    Value { of: Vec<String>, typed: Span, stands: Stands },
    /// A name in `{{ }}`.
    Variable { typed: Span },
    /// Anything else.
    Text,
}

/// In what form a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stands {
    /// Between brackets or braces: `{name: …}`, `[a, …]`.
    pub(super) in_flow: bool,
    /// As an item of a list: `[…]`, `- …`.
    pub(super) in_list: bool,
}

/// The lines of a document that hold keys: between the fences, to the end where they never close, and all of the
/// settings. `None` where there is no fence.
pub(super) fn front(text: &str, is_settings: bool) -> Option<Span> {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    if is_settings {
        return Some(Span { start: mark, end: text.len() });
    }
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut at = mark;
    let mut start = None;
    for line in text[mark..].split_inclusive('\n') {
        match start {
            None if is_fence(line) => start = Some(at + line.len()),
            None => return None,
            Some(start) if is_fence(line) => return Some(Span { start, end: at }),
            Some(_) => {}
        }
        at += line.len();
    }
    start.map(|start| Span { start, end: text.len() })
}

/// The keys and values of a document, as far as they can be read.
pub(super) fn root(text: &str, is_settings: bool) -> Node {
    let front = front(text, is_settings).unwrap_or_default();
    yaml::read(&text[front.range()], front.start).root
}

/// The keys that lead to a byte, outermost first; the last is the one whose key or value stands there.
pub(super) fn keys_at(root: &Node, byte: usize) -> Vec<&Entry> {
    let mut found = Vec::new();
    let mut node = root;
    loop {
        let holds = |entry: &&Entry| (entry.key_span.start..=entry.value.span.end.max(entry.key_span.end)).contains(&byte);
        // A list of mappings is nowhere in the format.
        let Some(entry) = node.entries().iter().find(holds) else { return found };
        found.push(entry);
        node = &entry.value;
    }
}

/// The value or the list's item at a byte.
pub(super) fn leaf_at(node: &Node, byte: usize) -> Option<&Node> {
    let children = node.items().iter().chain(node.entries().iter().map(|entry| &entry.value));
    let inner = children.filter_map(|child| leaf_at(child, byte)).next();
    inner.or_else(|| (node.text().is_some() && (node.span.start..=node.span.end).contains(&byte)).then_some(node))
}

/// What is about to be typed at a byte.
pub(super) fn cursor(text: &str, byte: usize, is_settings: bool) -> Cursor {
    let line_start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    if let Some(open) = text[line_start..byte].rfind("{{").filter(|open| !text[line_start + open..byte].contains("}}")) {
        let after = line_start + open + 2;
        let start =
            byte - text[after..byte].chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').map(char::len_utf8).sum::<usize>();
        return Cursor::Variable { typed: Span { start, end: end_of(text, byte, |c| c.is_alphanumeric() || c == '_') } };
    }
    let Some(front) = front(text, is_settings).filter(|front| (front.start..=front.end).contains(&byte)) else { return Cursor::Text };
    // The fence itself, before it has a line below.
    if line_start < front.start || byte == front.end && front.end < text.len() {
        return Cursor::Text;
    }
    let line = &text[line_start..byte];
    if line.trim_start().starts_with(['}', ']']) {
        return Cursor::Text;
    }
    if let Some((from, path)) = open_above(text, front.start, line_start, indent_of(line)) {
        return in_flow(text, from, byte, path);
    }
    let Some(mut above) = above(&text[front.start..line_start], indent_of(line), line.trim_start().starts_with('-')) else {
        return Cursor::Text;
    };
    let dash = line.trim_start().strip_prefix("- ").or_else(|| (line.trim_start() == "-").then_some(""));
    if let Some(item) = dash {
        return value(text, byte - item.trim_start().len(), byte, above, Stands { in_flow: false, in_list: true });
    }
    let typed_at = line_start + line.len() - line.trim_start().len();
    let Some((key, rest)) = line.trim_start().split_once(':') else {
        let is_comment = line.trim_start().starts_with('#');
        let typed = Span { start: typed_at, end: end_of(text, byte, is_of_key) };
        return if is_comment { Cursor::Text } else { Cursor::Key { above, typed } };
    };
    above.push(unquoted(key));
    in_flow(text, byte - rest.len(), byte, above)
}

/// Where the value begins, and its keys, that was opened with a bracket in a line above and goes on in a line of some indent:
/// its own lines are indented more than its key, but for the bracket that closes it.
fn open_above(text: &str, front: usize, line_start: usize, mut indent: usize) -> Option<(usize, Vec<String>)> {
    let before = &text[front..line_start];
    let mut end = line_start;
    for line in before.split_inclusive('\n').rev() {
        end -= line.len();
        let (own, content) = (indent_of(line), line.trim_start());
        if content.trim_end().is_empty() || content.starts_with('#') || own >= indent {
            continue;
        }
        let Some((key, rest)) = content.split_once(':').filter(|(_, rest)| rest.trim_start().starts_with(['{', '['])) else {
            indent = own;
            continue;
        };
        let from = end + line.len() - rest.len();
        let is_open = match in_flow(text, from, line_start, Vec::new()) {
            Cursor::Key { .. } => true,
            Cursor::Value { stands, .. } => stands.in_flow,
            _ => false,
        };
        if !is_open {
            return None;
        }
        let mut path = above(&text[front..end], own, false)?;
        path.push(unquoted(key));
        return Some((from, path));
    }
    None
}

/// The cursor in what stands after a colon: `{a: b, c: [d, …`.
fn in_flow(text: &str, from: usize, byte: usize, mut path: Vec<String>) -> Cursor {
    let mut flow = Flow { text, open: Vec::new(), start: from, quote: None, is_closed: false, in_comment: false };
    for (at, c) in text[from..byte].char_indices().map(|(at, c)| (from + at, c)) {
        if c == '#' && flow.begins_comment(at) && flow.open.is_empty() {
            return Cursor::Text;
        }
        flow.take(at, c);
    }
    let Flow { open, start, is_closed, in_comment, .. } = flow;
    if is_closed || in_comment {
        return Cursor::Text;
    }
    let is_key = matches!(open.last(), Some(Open::Map(None)));
    let stands = Stands { in_flow: !open.is_empty(), in_list: matches!(open.last(), Some(Open::List)) };
    path.extend(open.into_iter().filter_map(|open| match open {
        Open::Map(key) => key,
        Open::List => None,
    }));
    let start = start + text[start..byte].len() - text[start..byte].trim_start().len();
    if is_key {
        return Cursor::Key { above: path, typed: Span { start, end: end_of(text, byte, is_of_key) } };
    }
    value(text, start, byte, path, stands)
}

/// A bracket that is open.
enum Open {
    /// `{`, and the key whose value is read.
    Map(Option<String>),
    /// `[`.
    List,
}

/// What is known at a place behind a colon, read character by character.
struct Flow<'t> {
    text: &'t str,
    open: Vec<Open>,
    /// Where what is read began.
    start: usize,
    /// The quotation mark that is open.
    quote: Option<char>,
    /// Behind a bracket that closed: nothing is typed there but a comma.
    is_closed: bool,
    in_comment: bool,
}

impl Flow<'_> {
    fn take(&mut self, at: usize, c: char) {
        match (self.quote, c) {
            _ if self.in_comment => {
                self.in_comment = c != '\n';
                self.start = at + 1;
            }
            (Some(mark), _) if c == mark => self.quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if self.is_first(at) => self.quote = Some(c),
            (None, '{') if self.is_first(at) => {
                self.open.push(Open::Map(None));
                self.start = at + 1;
            }
            (None, '[') if self.is_first(at) => {
                self.open.push(Open::List);
                self.start = at + 1;
            }
            (None, '}' | ']') if !self.open.is_empty() => {
                self.open.pop();
                self.is_closed = true;
                self.start = at + 1;
            }
            (None, ',') if !self.open.is_empty() => {
                self.is_closed = false;
                if let Some(Open::Map(key)) = self.open.last_mut() {
                    *key = None;
                }
                self.start = at + 1;
            }
            (None, ':') => {
                if let Some(Open::Map(key @ None)) = self.open.last_mut() {
                    *key = Some(unquoted(&self.text[self.start..at]));
                    self.start = at + 1;
                }
            }
            (None, '#') if self.begins_comment(at) => self.in_comment = true,
            _ => {}
        }
    }

    /// Whether what is read begins there.
    fn is_first(&self, at: usize) -> bool {
        self.text[self.start..at].trim().is_empty()
    }

    /// Whether a `#` there begins a comment.
    fn begins_comment(&self, at: usize) -> bool {
        self.quote.is_none() && !self.in_comment && self.text[..at].ends_with([' ', '\n'])
    }
}

fn value(text: &str, start: usize, byte: usize, of: Vec<String>, stands: Stands) -> Cursor {
    let line_end = text[byte..].find(['\n', '\r']).map_or(text.len(), |at| byte + at);
    let rest = &text[byte..line_end];
    let end = if stands.in_flow { rest.find([',', ']', '}']) } else { rest.find(" #") }.unwrap_or(rest.len());
    let end = byte + rest[..end].trim_end().len();
    Cursor::Value { of, typed: Span { start, end }, stands }
}

/// The keys above a line of some indent; `None` inside a text of several lines.
fn above(before: &str, indent: usize, is_item: bool) -> Option<Vec<String>> {
    let mut keys = Vec::new();
    let mut least = if is_item { indent + 1 } else { indent };
    for line in before.lines().rev() {
        let content = line.trim_start();
        let own = indent_of(line);
        if least == 0 || content.is_empty() || content.starts_with('#') || own >= least || content.starts_with('-') {
            continue;
        }
        let Some((key, value)) = content.split_once(':') else { continue };
        if value.trim_start().starts_with(['|', '>']) {
            return None;
        }
        keys.insert(0, unquoted(key));
        least = own;
    }
    Some(keys)
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn unquoted(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_owned()
}

fn is_of_key(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn end_of(text: &str, byte: usize, takes: impl Fn(char) -> bool) -> usize {
    byte + text[byte..].chars().take_while(|c| takes(*c)).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The cursor at `│`, its typed text in words.
    fn at(source: &str) -> (String, String) {
        let byte = source.find('│').expect("a cursor");
        let text = source.replace('│', "");
        let words = |span: Span| text[span.range()].to_owned();
        match cursor(&text, byte, false) {
            Cursor::Key { above, typed } => (format!("key below {}", above.join(".")), words(typed)),
            Cursor::Value { of, typed, stands } => {
                let (flow, item) = (if stands.in_flow { " (flow)" } else { "" }, if stands.in_list { " item" } else { "" });
                (format!("{}{flow}{item}", of.join(".")), words(typed))
            }
            Cursor::Variable { typed } => ("variable".into(), words(typed)),
            Cursor::Text => ("text".into(), String::new()),
        }
    }

    #[test]
    fn tells_what_is_about_to_be_typed() {
        for (source, what, typed) in [
            ("---\nki│\n---\n", "key below ", "ki"),
            ("---│", "text", ""),
            ("\u{feff}---│", "text", ""),
            ("---\n│", "key below ", ""),
            ("---\nkind: ask-│\nto: x", "kind", "ask-"),
            ("---\nkind:│\n---\n", "kind", ""),
            ("---\nkind: a│sk  # why\n---\n", "kind", "ask"),
            ("---\nto:\n  name: 林│\n---\n", "to.name", "林"),
            ("---\nto:\n  ro│\n---\n", "key below to", "ro"),
            ("---\nto: {name: 林雅婷, t│}\n---\n", "key below to", "t"),
            ("---\nto: {name: 林│雅婷, tie: weak}\n---\n", "to.name (flow)", "林雅婷"),
            ("---\noutcome: [answer, me│]\n---\n", "outcome (flow) item", "me"),
            ("---\noutcome: [\n  answer,\n  me│]\n---\n", "outcome (flow) item", "me"),
            ("---\noutcome:\n  - answer\n  - me│\n---\n", "outcome item", "me"),
            ("---\noutcome:\n- │\n---\n", "outcome item", ""),
            ("---\nto: {\n  name: 林│\n}\n---\n", "to.name (flow)", "林"),
            ("---\nto: {name: 林, # {\n  t│\n---\n", "key below to", "t"),
            ("---\nto: {name: 林\n  }\nk│\n---\n", "key below ", "k"),
            ("---\nto: {name: 林\nkind: a│\n---\n", "kind", "a"),
            ("---\nto: {name: 林}│\n---\n", "text", ""),
            ("---\nkind:as│k\n---\n", "kind", "ask"),
            ("---\nallow:\n  too│\n---\n", "key below allow", "too"),
            ("---\nnotes: |\n  too│\n---\n", "text", ""),
            ("---\nsubject: \"{{ to│ }}\"\n---\n", "variable", "to"),
            ("---\nkind: x\n---\n您好 {{ │", "variable", ""),
            ("---\nkind: x\n---\n您好 {{ a }} │", "text", ""),
            ("---\n# ki│\n---\n", "text", ""),
            ("---\nlink: https:│", "link", "https:"),
            ("ki│", "text", ""),
            ("---\nkind: x\n---\nki│", "text", ""),
        ] {
            assert_eq!(at(source), (what.to_owned(), typed.to_owned()), "{source}");
        }
    }

    #[test]
    fn finds_the_keys_of_a_place() {
        let text = "---\nto: {name: 林, tie: weak}\ntags: [a, b]\n---\n";
        let root = root(text, false);
        let keys = |word: &str| keys_at(&root, text.find(word).expect("there")).iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>();
        assert_eq!(keys("weak"), ["to", "tie"]);
        assert_eq!(keys("tags"), ["tags"]);
        assert_eq!(leaf_at(&root, text.find("b]").expect("there")).and_then(Node::text), Some("b"));
    }

    proptest! {
        #[test]
        fn any_place_of_any_text(text in "(---\n)?[a-z林:#'\"\\[\\]{},\n \\-|]{0,60}", at in 0_usize..70, settings: bool) {
            let byte = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            match cursor(&text, byte, settings) {
                Cursor::Key { typed, .. } | Cursor::Value { typed, .. } | Cursor::Variable { typed } => {
                    prop_assert!(typed.start <= byte && byte <= typed.end && text.get(typed.range()).is_some(), "{:?}", typed);
                }
                Cursor::Text => {}
            }
            let root = root(&text, settings);
            let _ = (keys_at(&root, byte).len(), leaf_at(&root, byte).is_some());
        }
    }
}

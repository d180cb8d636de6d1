//! Front matter as nearly everybody writes it, read line by line: `key: value`, one mapping inside, `[a, b]`. It gives what the
//! parser gives, many times faster; whatever it is not sure of it leaves to the parser.

use super::node::{Entry, Node, Style, Value};
use crate::diagnostic::Span;

/// The longest key; longer ones the parser may refuse.
const LONGEST_KEY: usize = 64;

/// The mapping of a text, with places from byte `offset` on; `None` where any line is more than keys and values on one line.
pub(super) fn read(text: &str, offset: usize) -> Option<Node> {
    let mut lines = Lines { text, at: 0, offset };
    let top = lines.mapping(0)?;
    (lines.at == text.len()).then_some(top)
}

/// The lines that are left.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    offset: usize,
}

impl<'a> Lines<'a> {
    /// The next line, and how far it is indented.
    fn peek(&self) -> Option<(&'a str, usize)> {
        let rest = &self.text[self.at..];
        let line = rest.split('\n').next().filter(|_| !rest.is_empty())?;
        Some((line, line.len() - line.trim_start_matches(' ').len()))
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span { start: self.offset + start, end: self.offset + end }
    }

    /// The lines of one indentation, from here on.
    fn mapping(&mut self, indent: usize) -> Option<Node> {
        let mut entries: Vec<Entry> = Vec::with_capacity(if indent == 0 { 16 } else { 4 });
        while let Some((line, own)) = self.peek() {
            if own < indent {
                break;
            }
            let start = self.at + indent;
            let (key, rest) = line.get(indent..)?.split_once(':')?;
            // A line that goes further in goes on with the value before.
            if own > indent || !is_key(key) || entries.iter().any(|entry| entry.key == key) {
                return None;
            }
            let colon = start + key.len() + 1;
            self.at = (self.at + line.len() + 1).min(self.text.len());
            let value = match rest.trim_matches(' ') {
                "" => self.below(indent, colon)?,
                value if rest.starts_with(' ') => {
                    let at = colon + rest.len() - rest.trim_start_matches(' ').len();
                    Node { span: self.span(at, at + value.len()), value: self.value(value, at)? }
                }
                _ => return None,
            };
            entries.push(Entry { key: key.to_owned(), key_span: self.span(start, colon - 1), value });
        }
        let span = Span { start: entries.first()?.key_span.start, end: entries.last()?.value.span.end };
        entries.shrink_to_fit();
        Some(Node { span, value: Value::Map(entries) })
    }

    /// What a key without a value in its line has: a mapping in the lines below, or nothing.
    fn below(&mut self, indent: usize, colon: usize) -> Option<Node> {
        match self.peek() {
            Some((_, own)) if own > indent => (indent == 0).then(|| self.mapping(own))?,
            // A list may stand as far out as its key.
            Some((line, _)) if line.trim_start_matches(' ').starts_with('-') => None,
            _ => Some(Node { span: self.span(colon, colon), value: Value::Nothing }),
        }
    }

    /// A value that stands in one line, at byte `at`.
    fn value(&self, text: &str, at: usize) -> Option<Value> {
        let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(is_plain_character);
        if !is_plain {
            return None;
        }
        for quote in ['"', '\''] {
            if let Some(inside) = text.strip_prefix(quote) {
                let inside = inside.strip_suffix(quote)?;
                let is_bare = !inside.contains([quote, '\\']);
                return is_bare.then(|| Value::Text(inside.to_owned(), Style::Quoted));
            }
        }
        if let Some(inside) = text.strip_prefix('[') {
            return self.list(inside.strip_suffix(']')?, at + 1);
        }
        let is_bare = begins_plainly(text) && !text.contains(" #") && !text.contains(": ") && !text.ends_with(':');
        is_bare.then(|| Value::Text(text.to_owned(), Style::Plain))
    }

    /// The items between two brackets, from byte `at` on.
    fn list(&self, inside: &str, mut at: usize) -> Option<Value> {
        let mut items = Vec::new();
        if inside.trim_matches(' ').is_empty() {
            return Some(Value::List(items));
        }
        for part in inside.split(',') {
            let item = part.trim_matches(' ');
            let start = at + part.len() - part.trim_start_matches(' ').len();
            if !begins_plainly(item) || item.contains(['#', ':', '[', ']', '{', '}', '"', '\'', '?']) {
                return None;
            }
            items.push(Node { span: self.span(start, start + item.len()), value: Value::Text(item.to_owned(), Style::Plain) });
            at += part.len() + 1;
        }
        Some(Value::List(items))
    }
}

fn is_key(key: &str) -> bool {
    let is_word = |c: u8| c.is_ascii_alphanumeric() || c == b'_' || c == b'-';
    key.len() <= LONGEST_KEY && key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.bytes().all(is_word)
}

/// Whether a value is text from its first character on, no mark of YAML and no word for nothing.
fn begins_plainly(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '(' | '.' | '+' | '$') || !c.is_ascii()) && value != "null"
}

/// Characters that mean nothing to YAML but themselves: ASCII that is printed, letters and marks; not a blank of another
/// width, a break or what cannot be seen.
fn is_plain_character(c: char) -> bool {
    matches!(c,
        ' '..='~' | 'À'..='\u{1fff}' | '‐'..='‧' | '‰'..='⁞' | '⁰'..='\u{2fff}' | '、'..='\u{d7ff}' | '豈'..='\u{faff}' | '！'..='￮'
        | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::read::read_by_parser;
    use super::*;

    /// Whether a text is read here; the parser must say the same of it then.
    fn agrees(text: &str) -> bool {
        let Some(root) = read(text, 7) else { return false };
        let parsed = read_by_parser(text, 7);
        assert!(parsed.faults.is_empty(), "{text:?}: {:?}", parsed.faults);
        assert_eq!(root, parsed.root, "{text:?}");
        true
    }

    #[test]
    fn reads_what_people_write_and_leaves_the_rest() {
        for text in [
            "kind: ask-learning\nto:\n  name: 林雅婷\n  why: 她寫過（小預算）的報表\nsent: 2026-04-08T09:30+08:00\ntags: [ga4, sql 入門]\nnext:\n",
            "subject: \"Re: hello # 1\"\nsummary: 'it is \"so\"'\nlink: https://example.org/a?b=1#c d\nx:  two blanks  \ny: []",
            "a:\n   b: 1\n   c:\nd: e\n",
        ] {
            assert!(agrees(text), "{text}");
        }
        for text in [
            "",
            "\n",
            "a\n",
            "a:b\n",
            "a: b: c\n",
            "a: b #c\n",
            "a: - b\n",
            "a: ~\n",
            "a: null\n",
            "a: [b, null]\n",
            "a: b\n  c\n",
            "a:\n- b\n",
            "a:\n  - b\n",
            "a: 1\na: 2\n",
            "a: |\n  b\n",
            "a: [b, {c: d}]\n",
            "a: [b\n",
            "a: 'b''c'\n",
            "a: \"b\\n\"\n",
            "a: b\r\n",
            "a:\tb\n",
            "a:\n  b:\n    c: d\n",
            "# a\n",
            "a: b\n---\n",
            "a:\u{3000}b\n",
            " a: b\n",
            "a: {{ b }}\n",
            "a: *b\n",
            "a: b\n\nc: d\n",
        ] {
            assert!(!agrees(text), "{text:?}");
        }
    }

    #[test]
    fn reads_every_entry_of_the_example_that_it_takes_as_the_parser_does() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("example-journal/requests");
        let (mut taken, mut all) = (0, 0);
        for entry in walk(&root) {
            let text = std::fs::read_to_string(entry).expect("there");
            let front = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")).expect("front matter").0;
            taken += usize::from(agrees(&format!("{front}\n")));
            all += 1;
        }
        assert!(taken * 2 > all, "{taken} of {all}");
    }

    fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        /// Lines of anything that may stand in a front matter: what is read is what the parser reads.
        #[test]
        fn says_what_the_parser_says(text in r#"([ ]{0,3}(kind|to|name|a|tags|y|n-1)?:?[ ]{0,2}([a-z林，：0-9~?!#&*|>%@`',\-\[\]{}\"\\:. ]|null|ask-learning|2026-04-08T09:30|\[a, b\]|[\u{a0}-\u{10ffff}]){0,6}\n){0,5}"#) {
            agrees(&text);
        }

        /// Keys with values that are nearly plain.
        #[test]
        fn says_it_of_nearly_plain_ones_too(text in r#"((to|a|b|c|d):( [ ]?("[^"\p{C}]{0,6}"|'[^'\p{C}]{0,6}'|\[[a-z, 林?.-]{0,8}\]|[\P{C}]{0,8}))?\n([ ]{1,2}(name|e|f): ?[^\p{C}]{0,5}\n){0,2}){1,4}"#) {
            agrees(&text);
        }
    }
}

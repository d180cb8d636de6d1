//! Text -> nodes with places. Parsing never fails: it gives what could be read and every fault.

use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError};

use super::faults::{self, Fault, Shape};
use super::lines::{blanked, block_around, floor, line_at, part};
use super::node::{Entry, Node, Style, Value};
use super::plain;
use super::refusal::Refusal;
use crate::diagnostic::Span;

/// The deepest nesting that is read.
const MAX_DEPTH: usize = 8;
/// Faults told of one front matter; a file that is no YAML at all has one for each line.
const MAX_FAULTS: usize = 50;

/// What a text holds, and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The top mapping; empty when there is none.
    pub(crate) root: Node,
    /// Every fault, in the order of the text.
    pub(crate) faults: Vec<Fault>,
}

/// Reads a mapping that begins at byte `offset` of its file.
///
/// A line that cannot be read is told and left out with the key it belongs to, and the rest is read
/// again, so that one slip hides nothing of the others.
pub(crate) fn read(source: &str, offset: usize) -> Parsed {
    match plain::read(source, offset) {
        Some(root) => Parsed { root, faults: Vec::new() },
        None => read_by_parser(source, offset),
    }
}

/// As [`read`], whatever the text is.
pub(super) fn read_by_parser(source: &str, offset: usize) -> Parsed {
    let mut text = std::borrow::Cow::Borrowed(source);
    let mut faults: Vec<Fault> = Vec::new();
    loop {
        match Reader::new(&text).document() {
            Ok((root, mut found)) => {
                found.append(&mut faults);
                found.sort_by_key(|fault| fault.span);
                found.truncate(MAX_FAULTS);
                let mut parsed = Parsed { root, faults: found };
                parsed.shift(offset);
                return parsed;
            }
            Err(stop) => {
                let block = block_around(&text, stop.span.start);
                let exhausted = faults.len() >= MAX_FAULTS || text[block.clone()].trim().is_empty();
                faults.push(stop);
                text = std::borrow::Cow::Owned(if exhausted { String::new() } else { blanked(&text, block) });
            }
        }
    }
}

impl Parsed {
    fn shift(&mut self, by: usize) {
        for fault in &mut self.faults {
            fault.span = Span { start: fault.span.start + by, end: fault.span.end + by };
        }
        shift(&mut self.root, by);
    }
}

fn shift(node: &mut Node, by: usize) {
    let moved = |span: Span| Span { start: span.start + by, end: span.end + by };
    node.span = moved(node.span);
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| shift(item, by)),
        Value::Map(entries) => {
            for entry in entries {
                entry.key_span = moved(entry.key_span);
                shift(&mut entry.value, by);
            }
        }
        _ => {}
    }
}

/// Pulls events and builds nodes. An `Err` is a fault that ends this reading.
struct Reader<'a> {
    text: &'a str,
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    faults: Vec<Fault>,
    depth: usize,
}

type Step<T> = Result<T, Fault>;

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        let mut options = Options::default();
        options.emit_comments = false;
        options.strict_indentation = true;
        Reader { text, parser: Parser::new_from_str_with_options(text, options), faults: Vec::new(), depth: 0 }
    }

    fn document(mut self) -> Step<(Node, Vec<Fault>)> {
        let mut root = None;
        let mut documents = 0;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(Fault { span, shape: Shape::SecondDocument });
                    }
                }
                event => root = Some(self.node(event, span)?),
            }
        }
        let root = match root {
            Some(node) if matches!(node.value, Value::Map(_)) => node,
            Some(node) => return Err(self.no_mapping(&node)),
            None => Node { span: Span::TOP, value: Value::Map(Vec::new()) },
        };
        Ok((root, self.faults))
    }

    fn no_mapping(&self, node: &Node) -> Fault {
        let line = line_at(self.text, node.span.start);
        match faults::name(&self.text[line.range()], Refusal::Indent) {
            (Shape::Other(_), _) => Fault { span: line, shape: Shape::NotAKey },
            (shape, within) => Fault { span: part(line, within), shape },
        }
    }

    fn next(&mut self) -> Step<Option<(Event<'a>, Span)>> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or_default();
                let end = range.end.min(self.text.len());
                Ok(Some((event, Span { start: range.start.min(end), end })))
            }
            Some(Err(error)) => Err(self.stopped(&error)),
        }
    }

    /// The fault behind the parser's refusal, named from the line it stopped at or the one before.
    fn stopped(&self, error: &ScanError) -> Fault {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let at = floor(self.text, at);
        let line = line_at(self.text, at);
        if Refusal::is_too_deep(error) {
            // The parser looks ahead in brackets, and gives up by itself before their depth is told here.
            return Fault { span: part(line, at - line.start..at - line.start + 1), shape: Shape::TooDeep(MAX_DEPTH) };
        }
        let refusal = match Refusal::of(error) {
            Refusal::End if !self.text[at..].trim().is_empty() => Refusal::NoValue,
            refusal => refusal,
        };
        let (shape, within) = faults::name(&self.text[line.range()], refusal);
        if matches!(shape, Shape::Other(_) | Shape::NotAKey)
            && let Some(fault) = self.behind(line)
        {
            return fault;
        }
        let character = self.text[at..].chars().next().filter(|c| *c != '\n');
        let span = match shape {
            Shape::Other(_) => Span { start: at, end: at + character.map_or(0, char::len_utf8) },
            _ => part(line, within),
        };
        Fault { span, shape }
    }

    /// The fault of the line before, where that one has a shape of its own: the parser stops a line late.
    fn behind(&self, line: Span) -> Option<Fault> {
        let blank_free = self.text[..line.start].trim_end_matches([' ', '\t', '\r', '\n']);
        let before = (!blank_free.is_empty()).then(|| line_at(self.text, blank_free.len() - 1))?;
        let (shape, within) = faults::name(&self.text[before.range()], Refusal::Indent);
        let is_key = self.text[line.range()].contains(": ") || self.text[line.range()].trim_end().ends_with(':');
        let told = match shape {
            Shape::Other(_) => false,
            Shape::NotAKey => is_key && !self.text[before.range()].starts_with([' ', '\t']),
            _ => true,
        };
        told.then(|| Fault { span: part(before, within), shape })
    }

    fn node(&mut self, event: Event<'a>, span: Span) -> Step<Node> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span);
                Ok(scalar(&text, style, span))
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span);
                self.deeper(span)?;
                self.list(span)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span);
                self.deeper(span)?;
                self.map(span)
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.faults.push(Fault { span, shape: Shape::Alias });
                Ok(Node { span, value: Value::Nothing })
            }
            _ => Err(Fault { span, shape: Shape::OddKey }),
        }
    }

    fn deeper(&mut self, span: Span) -> Step<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let end = floor(self.text, (span.start + 1).min(self.text.len()));
            return Err(Fault { span: Span { start: span.start, end: end.max(span.start) }, shape: Shape::TooDeep(MAX_DEPTH) });
        }
        Ok(())
    }

    fn list(&mut self, start: Span) -> Step<Node> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                Some((Event::SequenceEnd, end)) => {
                    self.depth -= 1;
                    return Ok(Node { span: self.whole(start, end, items.last()), value: Value::List(items) });
                }
                Some((event, span)) => items.push(self.node(event, span)?),
                None => {
                    return Err(Fault { span: start, shape: Shape::UnclosedBracket });
                }
            }
        }
    }

    fn map(&mut self, start: Span) -> Step<Node> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, key_span) = match self.next()? {
                Some((Event::MappingEnd, end)) => {
                    self.depth -= 1;
                    return Ok(Node { span: self.whole(start, end, entries.last().map(|entry| &entry.value)), value: Value::Map(entries) });
                }
                Some(next) => next,
                None => {
                    return Err(Fault { span: start, shape: Shape::UnclosedBracket });
                }
            };
            let key = self.node(event, key_span)?;
            let Some((event, span)) = self.next()? else {
                return Err(Fault { span: key_span, shape: Shape::NotAKey });
            };
            let value = self.node(event, span)?;
            self.keep(&mut entries, key, value);
        }
    }

    fn keep(&mut self, entries: &mut Vec<Entry>, key: Node, mut value: Node) {
        let key_span = key.span;
        let Value::Text(name, style) = key.value else {
            self.faults.push(self.odd_key(key_span));
            return;
        };
        if let Some(fault) = self.meant_otherwise(&name, style, key_span, &value) {
            self.faults.push(fault);
            return;
        }
        if let Some(first) = entries.iter().find(|entry| entry.key == name) {
            let first_line = self.text[..first.key_span.start].matches('\n').count();
            self.faults.push(Fault { span: key_span, shape: Shape::DuplicateKey { key: name, first_line } });
            return;
        }
        if name == "<<" && style == Style::Plain {
            self.faults.push(Fault { span: key_span, shape: Shape::MergeKey });
            return;
        }
        if is_placeholder(&self.text[value.span.range()]) && matches!(value.value, Value::Map(_)) {
            value = Node { span: value.span, value: Value::Nothing };
        }
        if value.is_nothing() && value.span.start <= key_span.end {
            // The place where the value would stand: after its own colon; `{a, b: c}` has none for `a`.
            let after = self.text[key_span.end..].trim_start_matches([' ', '\t', '\r', '\n', '"', '\'']);
            let colon = if after.starts_with(':') { self.text.len() - after.len() + 1 } else { key_span.end };
            value.span = Span { start: colon, end: colon };
        }
        entries.push(Entry { key: name, key_span, value });
    }

    /// A key that is no text: an unquoted `{{ name }}`, or something else.
    fn odd_key(&self, key: Span) -> Fault {
        let line = line_at(self.text, key.start);
        let (shape, _) = faults::name(&self.text[line.range()], Refusal::Indent);
        if matches!(shape, Shape::UnquotedPlaceholder(_)) && key.start > 0 {
            let end = (key.end + 1).min(line.end);
            return Fault { span: Span { start: floor(self.text, key.start - 1), end: end.max(key.start) }, shape };
        }
        Fault { span: key, shape: Shape::OddKey }
    }

    /// A key that is readable and was meant as something else: behind a full-width blank, or with its
    /// value after a full-width or tight colon.
    fn meant_otherwise(&self, name: &str, style: Style, key: Span, value: &Node) -> Option<Fault> {
        if style != Style::Plain {
            return None;
        }
        if let Some(rest) = name.strip_prefix(['\u{3000}', '\u{a0}']) {
            let wide = name.len() - name.trim_start_matches(['\u{3000}', '\u{a0}']).len();
            let line = line_at(self.text, key.start);
            let after = &self.text[key.end.min(line.end)..line.end];
            let shape = Shape::WideIndent(format!("  {}{after}", rest.trim_start_matches(['\u{3000}', '\u{a0}'])));
            return Some(Fault { span: Span { start: key.start, end: key.start + wide }, shape });
        }
        if !value.is_nothing() || value.span.end > value.span.start {
            return None;
        }
        let (shape, within) = faults::name(name, Refusal::Indent);
        let told = matches!(shape, Shape::FullWidthColon(_) | Shape::NoBlankAfterColon(_));
        told.then(|| Fault { span: Span { start: key.start + within.start, end: key.start + within.end }, shape })
    }

    fn refuse_extras(&mut self, anchor: usize, tagged: bool, span: Span) {
        if anchor != 0 {
            self.faults.push(Fault { span: self.token_before(span.start, '&'), shape: Shape::Anchor });
        }
        if tagged {
            self.faults.push(Fault { span: self.token_before(span.start, '!'), shape: Shape::Tag });
        }
    }

    /// The word that begins with a mark, at a place or before it in its line.
    fn token_before(&self, at: usize, mark: char) -> Span {
        let line = line_at(self.text, at);
        let until = (at + mark.len_utf8()).min(line.end);
        let head = self.text.get(line.start..until).unwrap_or_default();
        let Some(found) = head.rfind(mark) else { return line };
        let word = self.text[line.start + found..line.end].split_whitespace().next().unwrap_or_default();
        let word = word.trim_end_matches([',', ']', '}']);
        let start = line.start
            + head[..found].rfind(|c| c != mark).map_or(0, |before| before + head[before..].chars().next().map_or(1, char::len_utf8));
        Span { start, end: line.start + found + word.len() }
    }

    /// A collection's bytes: to its closing bracket, or to the end of its last item.
    fn whole(&self, start: Span, end: Span, last: Option<&Node>) -> Span {
        let closed = self.text[start.start..].starts_with(['[', '{']);
        let end = if closed { end.end } else { last.map_or(start.end, |node| node.span.end) };
        Span { start: start.start, end: end.max(start.start) }
    }
}

fn scalar(text: &str, style: ScalarStyle, span: Span) -> Node {
    let style = match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        _ => Style::Quoted,
    };
    // What YAML and JSON write for nothing; `Null` may be somebody's name.
    if style == Style::Plain && matches!(text, "" | "~" | "null") {
        return Node { span, value: Value::Nothing };
    }
    Node { span, value: Value::Text(text.to_owned(), style) }
}

fn is_placeholder(source: &str) -> bool {
    source.starts_with("{{") || source.starts_with("{%")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<Shape> {
        read(text, 0).faults.into_iter().map(|fault| fault.shape).collect()
    }

    #[test]
    fn text_stays_text_and_places_are_bytes() {
        let text = "kind: no\nto:\n  name: 林雅婷   # 對象\ntags: [007, \"1e3\"]\nnext:\n";
        let root = read(text, 10).root;
        assert_eq!(root.to_json(), serde_json::json!({"kind": "no", "to": {"name": "林雅婷"}, "tags": ["007", "1e3"], "next": null}));
        let name = root.get("to").and_then(|to| to.get("name")).expect("there");
        assert_eq!(&text[name.span.start - 10..name.span.end - 10], "林雅婷");
        let tags = root.get("tags").expect("there");
        assert_eq!(&text[tags.span.start - 10..tags.span.end - 10], "[007, \"1e3\"]");
        let next = root.get("next").expect("there");
        assert_eq!(&text[..next.span.start - 10], "kind: no\nto:\n  name: 林雅婷   # 對象\ntags: [007, \"1e3\"]\nnext:");
    }

    #[test]
    fn what_yaml_writes_for_nothing_is_nothing_and_a_name_is_a_name() {
        let root = read("a: ~\nb: null\nc: \"null\"\nd: Null\ne: [null, x]\nf:\n", 0).root;
        assert_eq!(root.to_json(), serde_json::json!({"a": null, "b": null, "c": "null", "d": "Null", "e": [null, "x"], "f": null}));
    }

    #[test]
    fn every_fault_of_a_file_is_told_and_the_rest_is_read() {
        let parsed = read("kind：ask-learning\nchannel: email\nsubject: Re: hello\nsummary: x\nsent: @now\ntags: [a, b\nnext: fine\n", 0);
        let shapes: Vec<_> = parsed.faults.iter().map(|fault| &fault.shape).collect();
        assert!(matches!(shapes[0], Shape::FullWidthColon(line) if line == "kind: ask-learning"), "{shapes:?}");
        assert!(shapes.iter().any(|shape| matches!(shape, Shape::ColonInText(line) if line == "subject: \"Re: hello\"")), "{shapes:?}");
        assert!(shapes.iter().any(|shape| matches!(shape, Shape::ReservedCharacter('@', _))), "{shapes:?}");
        assert!(shapes.iter().any(|shape| matches!(shape, Shape::UnclosedBracket)), "{shapes:?}");
        assert_eq!(parsed.root.get("channel").and_then(Node::text), Some("email"));
        assert_eq!(parsed.root.get("next").and_then(Node::text), Some("fine"));
    }

    #[test]
    fn slips_in_a_row_are_each_told_at_their_own_line() {
        let parsed = read("kind： ask-learning\nto:林雅婷\nchannel: email\nsent: 2026/11/1\n", 0);
        assert_eq!(parsed.faults.len(), 2, "{:?}", parsed.faults);
        assert_eq!(parsed.root.get("sent").and_then(Node::text), Some("2026/11/1"));
        let parsed = read("to x\nsent: 2026/1/1\n", 0);
        assert_eq!(parsed.faults.iter().map(|fault| &fault.shape).collect::<Vec<_>>(), [&Shape::NotAKey]);
        assert_eq!(parsed.root.get("sent").and_then(Node::text), Some("2026/1/1"));
    }

    #[test]
    fn names_each_shape() {
        for (text, shape) in [
            ("a: 1\na: 2\n", Shape::DuplicateKey { key: "a".into(), first_line: 0 }),
            ("a: &x 1\n", Shape::Anchor),
            ("a: 1\n<<: {b: 1}\n", Shape::MergeKey),
            ("a: !sent yes\n", Shape::Tag),
            ("a:\n\tb: 1\n", Shape::Tab),
            ("a:1\nb: 2\n", Shape::NoBlankAfterColon("a: 1".into())),
            ("subject: {{ topic }}\n", Shape::UnquotedPlaceholder("subject: \"{{ topic }}\"".into())),
            ("a: \"open\nb: 2\n", Shape::UnclosedQuote),
            ("just words\n", Shape::NotAKey),
            ("a: [[[[[[[[[x]]]]]]]]]\n", Shape::TooDeep(8)),
            (&format!("a: {}x{}\n", "[".repeat(2_000), "]".repeat(2_000)), Shape::TooDeep(8)),
        ] {
            assert_eq!(shapes(text).first(), Some(&shape), "{text}");
        }
    }

    #[test]
    fn ten_thousand_brackets_are_refused_at_once() {
        assert!(!shapes(&"[".repeat(10_000)).is_empty());
    }
}

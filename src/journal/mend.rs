//! Safe fixes: bytes that can only be meant one way, proved before they are written.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::document::{FRONT_LIMIT, split};
use crate::diagnostic::{Fix, Span};
use crate::yaml::{self, Node, Style, Value};

/// Fixes that are no finding, and their names for `fix --rule`.
const TRAILING_BLANK: &str = "trailing-blank";
/// See [`TRAILING_BLANK`].
const MIXED_LINE_ENDS: &str = "mixed-line-ends";
/// What is mended unless a rule is named: none of it can change meaning.
pub(crate) const SAFE_FIXES: [&str; 5] = ["unknown-value", "invalid-date", "section-not-recognised", TRAILING_BLANK, MIXED_LINE_ENDS];

/// A file with its fixes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mended {
    /// The new text.
    pub(crate) text: String,
    /// Places that changed; a file's line ends are one.
    pub(crate) places: usize,
}

/// Why nothing can be mended in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unmended {
    /// Its front matter cannot be read.
    Unreadable,
    /// The result would say something else.
    OtherFacts,
}

/// The text with the fixes in it, and with blanks after values and mixed line ends mended where `wants` takes
/// their names. `fenced` is false for the settings, which are YAML from the first line.
///
/// # Errors
/// Where the file cannot be parsed, or any fact but those fixed would change.
pub(crate) fn mend(source: &str, fixes: &[Fix], wants: impl Fn(&str) -> bool, fenced: bool) -> Result<Mended, Unmended> {
    let before = parse(source, fenced).ok_or(Unmended::Unreadable)?;
    let mut text = source.to_owned();
    let mut ordered: Vec<&Fix> = fixes.iter().collect();
    ordered.sort_by_key(|fix| std::cmp::Reverse(fix.span));
    ordered.dedup_by_key(|fix| fix.span);
    for fix in &ordered {
        text.replace_range(fix.span.range(), &fix.text);
    }
    let mut places = ordered.len();
    if wants(TRAILING_BLANK) {
        let parsed = parse(&text, fenced).ok_or(Unmended::OtherFacts)?;
        let mut blanks = Vec::new();
        trailing_blanks(&text, &parsed.root, &mut blanks);
        blanks.sort_unstable();
        places += blanks.len();
        for span in blanks.into_iter().rev() {
            text.replace_range(span.range(), "");
        }
    }
    if wants(MIXED_LINE_ENDS)
        && let Some(one_way) = one_line_end(&text)
    {
        text = one_way;
        places += 1;
    }
    let after = parse(&text, fenced).ok_or(Unmended::OtherFacts)?;
    let fixed = |new: &str| ordered.iter().any(|fix| fix.text == new);
    let same_body = body_lines(source, before.body_start).eq_by_lines(body_lines(&text, after.body_start), fixed);
    if same_facts(&before.root, &after.root, fixed) && same_body { Ok(Mended { text, places }) } else { Err(Unmended::OtherFacts) }
}

struct Parsed {
    root: Node,
    body_start: usize,
}

fn parse(source: &str, fenced: bool) -> Option<Parsed> {
    let (front, body_start) = match fenced {
        true => split(source).ok().map(|parts| (parts.front, parts.body_start))?,
        false => (Span { start: if source.starts_with('\u{feff}') { 3 } else { 0 }, end: source.len() }, source.len()),
    };
    // What nothing else reads is not for mending.
    if front.range().len() > FRONT_LIMIT {
        return None;
    }
    let parsed = yaml::read(&source[front.range()], front.start);
    parsed.faults.is_empty().then_some(Parsed { root: parsed.root, body_start })
}

/// Blanks between the end of a value and the end of its line.
fn trailing_blanks(text: &str, node: &Node, found: &mut Vec<Span>) {
    let written_on_its_line = match &node.value {
        Value::Text(_, Style::Block) | Value::Nothing => false,
        Value::Text(..) => true,
        Value::List(_) | Value::Map(_) => text[node.span.range()].ends_with([']', '}']),
    };
    if written_on_its_line {
        let rest = text[node.span.end..].split('\n').next().unwrap_or_default();
        let blanks = rest.trim_end_matches('\r');
        if !blanks.is_empty() && blanks.chars().all(|c| c == ' ' || c == '\t') {
            found.push(Span { start: node.span.end, end: node.span.end + blanks.len() });
        }
    }
    for child in node.items().iter().chain(node.entries().iter().map(|entry| &entry.value)) {
        trailing_blanks(text, child, found);
    }
}

/// The text with the line ends that most of its lines have; `None` where all have the same.
fn one_line_end(text: &str) -> Option<String> {
    let crlf = text.matches("\r\n").count();
    let lf = text.matches('\n').count() - crlf;
    if crlf == 0 || lf == 0 {
        return None;
    }
    let bare = text.replace("\r\n", "\n");
    Some(if crlf > lf { bare.replace('\n', "\r\n") } else { bare })
}

/// Equal facts, but for values and keys that a fix wrote, and for values that a fix made lists of one of.
fn same_facts(before: &Node, after: &Node, fixed: impl Fn(&str) -> bool) -> bool {
    let (before, after) = (leaves(&before.to_json()), leaves(&after.to_json()));
    let is_fixed = |path: &str, value: &str| fixed(value) || path.split('/').any(&fixed);
    let is_listed = |path: &str, value: &String| {
        path.strip_suffix("/0").is_some_and(|alone| before.get(alone) == Some(value)) && fixed(&format!("[{}]", yaml::flow_item(value)))
    };
    before.len() == after.len()
        && after.iter().all(|(path, value)| before.get(path) == Some(value) || is_fixed(path, value) || is_listed(path, value))
}

/// Every scalar by its path.
fn leaves(value: &Json) -> BTreeMap<String, String> {
    fn gather(path: &str, value: &Json, found: &mut BTreeMap<String, String>) {
        match value {
            Json::Object(map) => map.iter().for_each(|(key, value)| gather(&format!("{path}/{key}"), value, found)),
            Json::Array(items) => items.iter().enumerate().for_each(|(at, value)| gather(&format!("{path}/{at}"), value, found)),
            Json::String(text) => {
                found.insert(path.to_owned(), text.clone());
            }
            other => {
                found.insert(path.to_owned(), other.to_string());
            }
        }
    }
    let mut found = BTreeMap::new();
    gather("", value, &mut found);
    found
}

/// The lines of a body, whatever ends them.
struct BodyLines<'a>(Vec<&'a str>);

fn body_lines(source: &str, start: usize) -> BodyLines<'_> {
    BodyLines(source[start..].lines().collect())
}

impl BodyLines<'_> {
    fn eq_by_lines(&self, other: BodyLines<'_>, fixed: impl Fn(&str) -> bool) -> bool {
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(before, after)| before == after || fixed(after.trim_end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_only_what_can_be_meant_one_way() {
        let mended = |source: &str, fixes: &[Fix]| mend(source, fixes, |_| true, true).map(|mended| (mended.text, mended.places));
        let fix = |start, end, text: &str| Fix { span: Span { start, end }, text: text.to_owned() };
        assert_eq!(mended("---\nkind: giv  \n---\nHi  \n", &[fix(10, 13, "give")]), Ok(("---\nkind: give\n---\nHi  \n".into(), 2)));
        assert_eq!(mended("---\r\nkind: give\n---\r\na\r\n", &[]), Ok(("---\r\nkind: give\r\n---\r\na\r\n".into(), 1)));
        assert_eq!(mended("---\nnext: |\n  a  \n---\n", &[]), Ok(("---\nnext: |\n  a  \n---\n".into(), 0)));
        assert_eq!(mended("---\ntags: ga4\n---\n", &[fix(10, 13, "[ga4]")]), Ok(("---\ntags: [ga4]\n---\n".into(), 1)));
        assert_eq!(mended("---\ntags: ga4\n---\n", &[fix(10, 13, "[ga, 4]")]), Err(Unmended::OtherFacts));
        assert_eq!(mended("---\nkind: [\n---\n", &[]), Err(Unmended::Unreadable));
        assert_eq!(mended("---\nkind: give\nto: x\n---\n", &[fix(15, 17, "kind")]), Err(Unmended::OtherFacts));
    }
}

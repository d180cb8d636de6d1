//! Where an edit's bytes go: the ways to write one fact, the one that reads best first.

use serde_json::Value as Json;

use super::edit::{Edit, ORDER, Parsed, added, key_of};
use crate::diagnostic::Span;
use crate::yaml::{self, Entry, Node, Value};

/// A range of the file and what takes its place.
type Splice = (std::ops::Range<usize>, String);

/// The ways to make an edit, the one that reads best first; the first whose result holds is taken.
pub(super) fn splices(source: &str, file: &Parsed, edit: &Edit) -> Vec<Splice> {
    let key = key_of(edit);
    let (outer, inner) = key.split_once('.').map_or((key, None), |(outer, inner)| (outer, Some(inner)));
    let entry = file.root.entry(outer);
    match (entry, inner) {
        (Some(entry), None) => replace(source, entry, edit),
        (None, None) => insert(source, file, outer, &written(edit)),
        (Some(entry), Some(inner)) => match entry.value.entry(inner) {
            Some(sub) => replace(source, sub, edit),
            None => insert_within(source, entry, inner, &written(edit)),
        },
        (None, Some(inner)) => insert(source, file, outer, &format!("{{{inner}: {}}}", in_flow(edit))),
    }
}

/// The value as it stands after `key: `.
fn written(edit: &Edit) -> String {
    match edit {
        Edit::Set(key, text) => value_of(key, text),
        Edit::SetList(_, items) | Edit::Add(_, items) => flow_list(items),
        _ => String::new(),
    }
}

/// A one-line value of a key: numbers bare where the key takes a number, texts quoted where they must be.
pub(super) fn value_of(key: &str, text: &str) -> String {
    if key == "replied" && text == "yes" {
        // The format's own word, which older YAML takes for a truth value: here it is one.
        return text.to_owned();
    }
    if matches!(key, "version" | "forecast") && text.parse::<f64>().is_ok_and(f64::is_finite) {
        text.to_owned()
    } else {
        yaml::scalar(text)
    }
}

fn in_flow(edit: &Edit) -> String {
    match edit {
        Edit::Set(_, text) => yaml::flow_item(text),
        _ => written(edit),
    }
}

fn flow_list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| yaml::flow_item(item)).collect();
    format!("[{}]", items.join(", "))
}

/// The value's bytes replaced; for an empty value, written after its colon.
fn replace(source: &str, entry: &Entry, edit: &Edit) -> Vec<Splice> {
    let value = &entry.value;
    match edit {
        Edit::Remove(_) => {
            let start = line_start(source, entry.key_span.start);
            let end = block_end(source, entry);
            let without = (start..end, String::new());
            // A comment beside the value stays, and so does its key.
            let value = value.span.start..value.span.start + source[value.span.range()].trim_end().len();
            let is_one_line = !source[value.clone()].contains('\n');
            if is_one_line && source[value.end..end].trim_start().starts_with('#') {
                vec![(value, String::new()), without]
            } else {
                vec![without]
            }
        }
        Edit::Add(_, items) if !value.items().is_empty() => add_items(source, value, items),
        _ if value.span.start == value.span.end => {
            vec![(value.span.range(), format!(" {}", written(edit)))]
        }
        _ => {
            let text = written(edit);
            let flow = in_flow(edit);
            let from_colon = source[entry.key_span.end..].find(':').map_or(value.span.start, |at| entry.key_span.end + at + 1);
            let end = value.span.start + source[value.span.range()].trim_end().len();
            let block = block_end(source, entry);
            let line_break = if source[..block].ends_with("\r\n") { "\r\n" } else { "\n" };
            vec![(value.span.start..end, text.clone()), (value.span.start..end, flow), (from_colon..block, format!(" {text}{line_break}"))]
        }
    }
}

fn add_items(source: &str, list: &Node, items: &[String]) -> Vec<Splice> {
    let old: Vec<Json> = list.items().iter().map(Node::to_json).collect();
    let new: Vec<String> = added(&old, items).collect();
    let Some(last) = list.items().last() else {
        return Vec::new();
    };
    if source[list.span.start..].starts_with('[') {
        let written: String = new.iter().map(|item| format!(", {}", yaml::flow_item(item))).collect();
        return vec![(last.span.end..last.span.end, written)];
    }
    let line = line_start(source, last.span.start);
    let indent = &source[line..line + source[line..].find('-').unwrap_or(0)];
    let end = line_end(source, last.span.end);
    let line_break = if source[..end].ends_with("\r\n") { "\r\n" } else { "\n" };
    let written: String = new.iter().map(|item| format!("{indent}- {}{line_break}", yaml::scalar(item))).collect();
    vec![(end..end, written)]
}

/// A new line for a key: after the nearest key before it in [`ORDER`], else at the end.
fn insert(source: &str, file: &Parsed, key: &str, value: &str) -> Vec<Splice> {
    let entries = file.root.entries();
    let indent = entries.first().map_or("", |first| &source[line_start(source, first.key_span.start)..first.key_span.start]);
    let line_break = if source[..file.front.start].ends_with("\r\n") { "\r\n" } else { "\n" };
    let line = format!("{indent}{}: {value}{line_break}", yaml::scalar(key));
    let rank = |key: &str| ORDER.iter().position(|known| *known == key);
    let before = rank(key).and_then(|rank_of_key| {
        entries.iter().filter(|entry| rank(&entry.key).is_some_and(|rank| rank < rank_of_key)).max_by_key(|entry| rank(&entry.key))
    });
    let mut splices = Vec::new();
    if let Some(before) = before {
        let at = block_end(source, before);
        splices.push((at..at, line.clone()));
    }
    splices.push((file.front.end..file.front.end, line));
    splices
}

/// A new key inside a mapping that is there: as a line below its last one, inside its braces, or as
/// braces around a bare name.
fn insert_within(source: &str, entry: &Entry, key: &str, value: &str) -> Vec<Splice> {
    let flow = value_in_flow(value);
    match &entry.value.value {
        Value::Map(subs) => {
            let Some(last) = subs.last() else {
                return vec![(entry.value.span.range(), format!("{{{key}: {flow}}}"))];
            };
            if source[entry.value.span.start..].starts_with('{') {
                return vec![(last.value.span.end..last.value.span.end, format!(", {key}: {flow}"))];
            }
            let line = line_start(source, last.key_span.start);
            let indent = &source[line..last.key_span.start];
            let at = block_end(source, last);
            let line_break = if source[..at].ends_with("\r\n") { "\r\n" } else { "\n" };
            vec![(at..at, format!("{indent}{key}: {value}{line_break}"))]
        }
        Value::Text(name, _) => vec![(entry.value.span.range(), format!("{{name: {}, {key}: {flow}}}", yaml::flow_item(name)))],
        Value::Nothing => vec![(entry.value.span.range(), format!(" {{{key}: {flow}}}"))],
        Value::List(_) => Vec::new(),
    }
}

/// A scalar that was written for a line, quoted where braces stand around it.
fn value_in_flow(value: &str) -> String {
    if value.starts_with('"') || value.starts_with('[') { value.to_owned() } else { yaml::flow_item(value) }
}

fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(source: &str, at: usize) -> usize {
    source[at..].find('\n').map_or(source.len(), |newline| at + newline + 1)
}

/// The byte after the last line of a key's value.
pub(super) fn block_end(source: &str, entry: &Entry) -> usize {
    let span = Span { start: entry.value.span.start.max(entry.key_span.end), end: entry.value.span.end.max(entry.key_span.end) };
    let last = span.start + source[span.range()].trim_end().len();
    line_end(source, last.max(entry.key_span.end))
}

//! Whom an entry names that could not be read: its person must stand nowhere either.

use crate::diagnostic::Span;
use crate::journal::Recipient;

/// The keys of `to` that name somebody.
const KEYS: [&str; 4] = ["name", "call", "org", "handle"];
/// Lines of a front matter that are looked at.
const LINES: usize = 200;

/// Those whom a broken front matter seems to name, each with the place of its name: what follows the keys of `to`, and what
/// stands directly in it. Rather one too many than one too few.
pub(super) fn named(text: &str) -> Vec<(Recipient, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut in_to = false;
    for line in text.split_inclusive('\n').take(LINES) {
        let start = at;
        at += line.len();
        if start > 0 && line.trim_end() == "---" {
            break;
        }
        let is_top = line.starts_with(|c: char| !c.is_whitespace() && c != '-');
        if is_top {
            in_to = line.starts_with("to") && line[2..].trim_start().starts_with([':', '：']);
        }
        if !in_to {
            continue;
        }
        for (key, value) in values(line) {
            let Some(word) = key.map_or(Some("name"), |key| KEYS.into_iter().find(|known| *known == key)) else { continue };
            let shown = value.text.to_owned();
            let mut to = Recipient::default();
            match word {
                "org" => to.org = Some(shown),
                "handle" => to.handle = Some(shown),
                "call" => to.call = Some(shown),
                _ => to.name = Some(shown),
            }
            found.push((to, Span { start: start + value.start, end: start + value.start + value.text.len() }));
        }
    }
    found
}

/// A value of a line, without its quotes, and where it stands there.
struct Value<'a> {
    text: &'a str,
    start: usize,
}

/// The values of a line, each with the key before it; the key `to` is none.
fn values(line: &str) -> Vec<(Option<&str>, Value<'_>)> {
    let mut found = Vec::new();
    let mut rest = 0;
    for part in line.split_inclusive(['{', '}', ',', '[', ']']) {
        let start = rest;
        rest += part.len();
        let part = part.trim_end_matches(['{', '}', ',', '[', ']', '\n', '\r']);
        let colon = part.find([':', '：']);
        let key = colon.map(|colon| part[..colon].trim().trim_matches(['"', '\'']).trim_start_matches('-').trim());
        let from = colon.map_or(0, |colon| colon + part[colon..].chars().next().map_or(1, char::len_utf8));
        let value = part[from..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '-' | '“' | '「'));
        let from = part.len() - value.len();
        let text =
            value.split(" #").next().unwrap_or(value).trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '」'));
        if text.chars().any(char::is_alphanumeric) {
            found.push((key.filter(|key| *key != "to"), Value { text, start: start + from }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_where_the_yaml_is_not() {
        for (front, expected) in [
            (
                "---\nkind: x\nto: {name: Dana Scott, org: Harbour Analytics, role: \"analyst}\nnext: Ada\n---\nBob\n",
                vec!["Dana Scott", "Harbour Analytics"],
            ),
            ("---\nto: {name: 王小明\n---\n", vec!["王小明"]),
            ("---\nto:\n  name: \"林雅婷\"  # manager\n  role: a: b\n  org：日光選物\n---\n", vec!["林雅婷", "日光選物"]),
            ("---\nto: [Dana Scott, 'Li']\n---\n", vec!["Dana Scott", "Li"]),
            ("---\nto:\n- Dana Scott\n- name: Ada\n---\n", vec!["Dana Scott", "Ada"]),
            ("---\ntopic: Ada\ntag: [Bob\n---\n", vec![]),
            ("---\nto：Dana\n", vec!["Dana"]),
        ] {
            let found = named(front);
            let names: Vec<&str> = found.iter().map(|(_, span)| &front[span.start..span.end]).collect();
            assert_eq!(names, expected, "{front}");
        }
    }
}

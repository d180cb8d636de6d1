//! Values -> YAML, quoted where they must be.

/// A text as a one-line scalar that reads back as exactly that text, in this and in older YAML.
pub(crate) fn scalar(text: &str) -> String {
    quote(text, false)
}

/// A text as an item of a flow list.
pub(crate) fn flow_item(text: &str) -> String {
    quote(text, true)
}

fn quote(text: &str, flow: bool) -> String {
    if is_plain(text, flow) {
        return text.to_owned();
    }
    // JSON's double-quoted form is YAML's, but for the separators that YAML folds.
    let json = serde_json::Value::String(text.to_owned()).to_string();
    let mut quoted = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' => quoted.push_str(&format!("\\x{:02x}", c as u32)),
            '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => quoted.push_str(&format!("\\u{:04x}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted
}

/// Tells whether a text can stand without quotes: serde_yaml's serializer decides, and where it
/// would quote or fold, so do we.
fn is_plain(text: &str, flow: bool) -> bool {
    if text.is_empty()
        || text.contains("{{")
        || text.contains("{%")
        || text.starts_with(['?', '!', '-'])
        || (flow && text.contains([',', '[', ']', '{', '}', ':']))
    {
        return false;
    }
    if is_date(text) {
        return true;
    }
    serde_yaml::to_string(&text).is_ok_and(|written| written.trim_end_matches('\n') == text)
}

/// A date is written as people write it, though older readers take it for more than text.
fn is_date(text: &str) -> bool {
    let shaped =
        text.len() >= 10 && text.bytes().enumerate().take(10).all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    shaped && text[10..].bytes().all(|b| b.is_ascii_digit() || b"T:+-Z".contains(&b)) && !text.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{Node, read};
    use proptest::prelude::*;

    #[test]
    fn quotes_only_what_needs_it() {
        for (text, written) in [
            ("林雅婷", "林雅婷"),
            ("數位行銷經理", "數位行銷經理"),
            ("null", "\"null\""),
            ("no", "\"no\""),
            ("007", "\"007\""),
            ("---", "\"---\""),
            ("a: b # c", "\"a: b # c\""),
            ("{{ 7*7 }}", "\"{{ 7*7 }}\""),
            ("two\nlines", "\"two\\nlines\""),
            ("", "\"\""),
            ("2026-04-08", "2026-04-08"),
            ("2026-04-08T09:30+08:00", "2026-04-08T09:30+08:00"),
        ] {
            assert_eq!(scalar(text), written);
        }
        assert_eq!(flow_item("a, b"), "\"a, b\"");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn every_text_reads_back(text in any::<String>()) {
            let source = format!("key: {}\nlist: [{}]\n", scalar(&text), flow_item(&text));
            let parsed = read(&source, 0);
            prop_assert!(parsed.faults.is_empty(), "{source} {:?}", parsed.faults);
            prop_assert_eq!(parsed.root.get("key").and_then(Node::text), Some(text.as_str()));
            prop_assert_eq!(parsed.root.get("list").and_then(|list| list.items()[0].text()), Some(text.as_str()));
            let oracle: std::collections::BTreeMap<String, yaml_serde::Value> = yaml_serde::from_str(&source).map_err(|error| TestCaseError::fail(format!("{source} {error}")))?;
            prop_assert_eq!(oracle["key"].as_str(), Some(text.as_str()));
        }
    }
}

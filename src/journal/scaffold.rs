//! A new entry's bytes: front matter with its short comments, then the message.

use super::recipient::Recipient;
use super::words::Kind;
use crate::labels::Labels;
use crate::text::width::width;
use crate::yaml;

/// What a new request holds; absent facts are written as empty keys with a comment, or not at all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    /// What it is.
    pub(crate) kind: Kind,
    /// Whom it goes to.
    pub(crate) to: Option<Recipient>,
    /// One-line texts by key, in any order.
    pub(crate) facts: Vec<(&'static str, String)>,
    /// Lists by key.
    pub(crate) lists: Vec<(&'static str, Vec<String>)>,
    /// Rules silenced in this file, and why.
    pub(crate) allow: Vec<(String, String)>,
    /// Keys of the writer's own: a text, or a list or mapping of texts.
    pub(crate) own: Vec<(String, serde_json::Value)>,
    /// The message.
    pub(crate) message: String,
    /// The sections after it: a recognised heading, and the text.
    pub(crate) sections: Vec<(String, String)>,
    /// Whether empty keys and comments are written for the writer to fill in.
    pub(crate) prompts: bool,
}

/// Where comments stand, in cells.
const COMMENT_COLUMN: usize = 28;
/// The keys of a draft that are shown empty, so that the writer sees what can be noted.
const PROMPTED: [&str; 6] = ["channel", "subject", "summary", "noticed", "sent", "next"];
const PROMPTED_TO: [&str; 6] = ["name", "call", "role", "org", "background", "why"];

/// The file's text. Every value reads back as exactly what was given.
pub(crate) fn compose(draft: &Draft, labels: &Labels) -> String {
    let mut page = String::from("---\n");
    line(&mut page, "", "kind", Some(draft.kind.word().to_owned()), None);
    if draft.to.is_some() || (draft.prompts && draft.kind.needs_recipient()) {
        recipient(&mut page, draft, labels);
    }
    for key in super::edit::ORDER.iter().filter(|key| !matches!(**key, "kind" | "to")) {
        let fact = draft.facts.iter().find(|(known, _)| known == key).map(|(_, text)| super::splice::value_of(key, text));
        let list = draft.lists.iter().find(|(known, items)| known == key && !items.is_empty()).map(|(_, items)| {
            let items: Vec<String> = items.iter().map(|item| yaml::flow_item(item)).collect();
            format!("[{}]", items.join(", "))
        });
        let allowed = || {
            let reasons: Vec<String> =
                draft.allow.iter().map(|(rule, reason)| format!("{}: {}", yaml::flow_item(rule), yaml::flow_item(reason))).collect();
            (!reasons.is_empty()).then(|| format!("{{{}}}", reasons.join(", ")))
        };
        let value = fact.or(list).or_else(|| if *key == "allow" { allowed() } else { None });
        let prompted = draft.prompts && PROMPTED.contains(key);
        if value.is_some() || prompted {
            let comment = prompted.then(|| labels.word("comment", key));
            line(&mut page, "", key, value, comment);
        }
    }
    for (key, value) in &draft.own {
        let value = match value {
            serde_json::Value::String(text) => yaml::scalar(text),
            other => flow(other),
        };
        line(&mut page, "", &yaml::scalar(key), Some(value), None);
    }
    page.push_str("---\n\n");
    let message = draft.message.trim_matches('\n');
    if !message.is_empty() {
        page.push_str(message);
        page.push('\n');
    }
    for (heading, text) in &draft.sections {
        page.push_str(&format!("\n## {heading}\n\n"));
        if !text.is_empty() {
            page.push_str(&format!("{}\n", text.trim_end()));
        }
    }
    page
}

/// A list or a mapping in one line.
fn flow(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "null".to_owned(),
        serde_json::Value::String(text) => yaml::flow_item(text),
        serde_json::Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        serde_json::Value::Object(map) => {
            let entries: Vec<String> = map.iter().map(|(key, value)| format!("{}: {}", yaml::flow_item(key), flow(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        other => yaml::flow_item(&other.to_string()),
    }
}

fn recipient(page: &mut String, draft: &Draft, labels: &Labels) {
    let none = Recipient::default();
    let to = draft.to.as_ref().unwrap_or(&none);
    page.push_str("to:\n");
    let values =
        [("name", &to.name), ("call", &to.call), ("role", &to.role), ("org", &to.org), ("background", &to.background), ("why", &to.why)];
    for (key, value) in values {
        let prompted = draft.prompts && PROMPTED_TO.contains(&key);
        if value.is_some() || prompted {
            let comment = prompted.then(|| labels.word("comment", &format!("to-{key}")));
            line(page, "  ", key, value.as_deref().map(yaml::scalar), comment.filter(|_| key != "name" || value.is_none()));
        }
    }
    let tie = to.tie.map(|tie| tie.word().to_owned());
    if tie.is_some() || draft.prompts {
        line(page, "  ", "tie", tie, draft.prompts.then(|| labels.word("comment", "to-tie")));
    }
    if let Some(handle) = &to.handle {
        line(page, "  ", "handle", Some(yaml::scalar(handle)), None);
    }
}

/// `key: value   # comment`, the comment aligned.
fn line(page: &mut String, indent: &str, key: &str, value: Option<String>, comment: Option<String>) {
    let mut written = format!("{indent}{key}:");
    if let Some(value) = value {
        written.push(' ');
        written.push_str(&value);
    }
    if let Some(comment) = comment {
        let gap = COMMENT_COLUMN.saturating_sub(width(&written)).max(2);
        written.push_str(&" ".repeat(gap));
        written.push_str("# ");
        written.push_str(&comment);
    }
    page.push_str(&written);
    page.push('\n');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::document::split;
    use crate::labels::Lang;

    fn read_back(draft: &Draft, lang: Lang) -> yaml::Node {
        let page = compose(draft, &Labels::of(lang));
        let parts = split(&page).expect("a front matter");
        let parsed = yaml::read(&page[parts.front.range()], parts.front.start);
        assert!(parsed.faults.is_empty(), "{page}\n{:?}", parsed.faults);
        parsed.root
    }

    fn draft(name: &str, summary: &str, prompts: bool) -> Draft {
        let to = Recipient { name: Some(name.into()), role: Some(summary.into()), ..Recipient::default() };
        let facts = vec![("summary", summary.to_owned()), ("subject", name.to_owned())];
        Draft {
            kind: Kind::AskLearning,
            to: Some(to),
            facts,
            lists: vec![("tags", vec![name.into(), summary.into()])],
            message: "---\nsent: x".into(),
            prompts,
            ..Draft::default()
        }
    }

    fn holds(name: &str, summary: &str, prompts: bool, lang: Lang) {
        let root = read_back(&draft(name, summary, prompts), lang);
        let text = |key: &str, inner: Option<&str>| {
            let node = root.get(key);
            inner.map_or(node, |inner| node.and_then(|node| node.get(inner))).and_then(yaml::Node::text).map(ToOwned::to_owned)
        };
        assert_eq!(text("to", Some("name")).as_deref(), Some(name));
        assert_eq!(text("to", Some("role")).as_deref(), Some(summary));
        assert_eq!(text("summary", None).as_deref(), Some(summary));
        assert_eq!(text("subject", None).as_deref(), Some(name));
        assert_eq!(root.get("tags").map(|tags| tags.items().len()), Some(2));
    }

    #[test]
    fn nasty_values_read_back_as_given() {
        let nasty = [
            "null",
            "~",
            "---",
            "a: b # c",
            "two\nlines",
            "{{ 7*7 }}",
            "- x",
            "@x",
            "'",
            "\"",
            "no",
            "007",
            "2026-04-08",
            " 前後空白 ",
            "\u{85}\u{2028}",
            "&a *b !c",
            "[x]",
            "#",
            "？：",
            "<<",
            "\u{1b}[31m",
            "…",
        ];
        for name in nasty {
            for prompts in [true, false] {
                holds(name, "請教：盲點", prompts, Lang::ZhTw);
                holds("林雅婷", name, prompts, Lang::En);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn every_value_reads_back_as_given(name in ".{1,30}", summary in any::<String>()) {
            prop_assume!(!summary.is_empty());
            holds(&name, &summary, true, Lang::ZhTw);
        }
    }
}

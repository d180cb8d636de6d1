//! A completion that was taken: the text it makes is one that `check` reads, wherever it was asked for.

use serde_json::Value;

use super::answers::{at, journal};
use crate::program::Journal;

/// What is offered at `│`, and the text after one of it was taken.
struct Offered {
    labels: Vec<String>,
    taken: String,
}

fn offered(journal: &Journal, source: &str, label: &str) -> Offered {
    let path = "requests/x.md";
    let (mut editor, [line, column]) = at(journal, path, source);
    let list = editor.ask_at("textDocument/completion", path, line, column);
    let items = list["items"].as_array().unwrap_or_else(|| panic!("{list}")).clone();
    let labels = items.iter().map(|item| item["label"].as_str().unwrap_or_default().to_owned()).collect();
    let item = items.iter().find(|item| item["label"] == label);
    let taken = item.map(|item| with(&source.replace('│', ""), &item["textEdit"])).unwrap_or_default();
    Offered { labels, taken }
}

/// The text with one edit of one line in it.
fn with(text: &str, edit: &Value) -> String {
    let number = |pointer: &str| usize::try_from(edit.pointer(pointer).and_then(Value::as_u64).expect("a number")).expect("small");
    let byte = |end: &str| {
        let (line, column) = (number(&format!("/range/{end}/line")), number(&format!("/range/{end}/character")));
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = 0;
        start
            + text[start..]
                .chars()
                .take_while(|c| {
                    units += c.len_utf16();
                    units <= column
                })
                .map(char::len_utf8)
                .sum::<usize>()
    };
    format!("{}{}{}", &text[..byte("start")], edit["newText"].as_str().expect("text"), &text[byte("end")..])
}

#[test]
fn behind_a_colon_or_a_dash_a_blank_comes_first() {
    let journal = journal();
    for (source, label, taken) in [
        ("---\nkind:│\n---\n", "ask-learning", "---\nkind: ask-learning\n---\n"),
        ("---\nkind:ask-l│\n---\n", "ask-learning", "---\nkind: ask-learning\n---\n"),
        ("---\nkind: │\n---\n", "ask-learning", "---\nkind: ask-learning\n---\n"),
        ("---\nchannel:│  # how\n---\n", "email", "---\nchannel: email  # how\n---\n"),
        ("---\nfollows:│\n---\n", "first", "---\nfollows: first\n---\n"),
        ("---\ntemplate:│\n---\n", "blind-spot@2", "---\ntemplate: blind-spot@2\n---\n"),
        ("---\nto:│\n---\n", "林雅婷", "---\nto: 林雅婷\n---\n"),
        ("---\nto: {tie:│}\n---\n", "weak", "---\nto: {tie: weak}\n---\n"),
        ("---\nto: {name: 王, tie:w│}\n---\n", "weak", "---\nto: {name: 王, tie: weak}\n---\n"),
        ("---\nto:\n  tie:│\n---\n", "weak", "---\nto:\n  tie: weak\n---\n"),
        ("---\nsent:│\n---\n", "2026-04-12", "---\nsent: 2026-04-12\n---\n"),
        ("---\ntags:\n  -│\n---\n", "ga4", "---\ntags:\n  - ga4\n---\n"),
        ("---\nallow:│\n---\n", "too-long", "---\nallow:\n  too-long: \n---\n"),
    ] {
        assert_eq!(offered(&journal, source, label).taken, taken, "{source}");
    }
    assert!(offered(&journal, "---\nlink: https:│\n---\n", "").labels.is_empty());
}

#[test]
fn a_key_that_takes_a_list_gets_one() {
    let journal = journal();
    for (source, label, taken) in [
        ("---\noutcome: │\n---\n", "answer", "---\noutcome: [answer]\n---\n"),
        ("---\noutcome:│\n---\n", "answer", "---\noutcome: [answer]\n---\n"),
        ("---\noutcome: an│\n---\n", "answer", "---\noutcome: [answer]\n---\n"),
        ("---\ntags: │\n---\n", "統計", "---\ntags: [統計]\n---\n"),
        ("---\noutcome: [│]\n---\n", "answer", "---\noutcome: [answer]\n---\n"),
        ("---\noutcome: [\n  answer,\n  │\n]\n---\n", "meeting", "---\noutcome: [\n  answer,\n  meeting\n]\n---\n"),
        ("---\ntags:\n  - │\n---\n", "ga4", "---\ntags:\n  - ga4\n---\n"),
    ] {
        assert_eq!(offered(&journal, source, label).taken, taken, "{source}");
    }
    // What stands below is the list already.
    assert_eq!(offered(&journal, "---\ntags: │\n  - ga4\n---\n", "").labels, Vec::<String>::new());
}

#[test]
fn a_recipient_takes_the_form_of_the_mapping() {
    let journal = journal();
    std::fs::remove_file(journal.root().join("requests/2026/nudge.md")).expect("removed");
    for (source, taken) in [
        (
            "---\nto: {\n  name: 林│\n}\nchannel: email\n---\n",
            "---\nto: {\n  name: 林雅婷, call: 雅婷經理, role: 經理, org: 日光選物, tie: weak\n}\nchannel: email\n---\n",
        ),
        (
            "---\nto: {\n    role: 顧問, # now\n    name:│\n    }\n---\n",
            "---\nto: {\n    role: 顧問, # now\n    name: 林雅婷, call: 雅婷經理, org: 日光選物, tie: weak\n    }\n---\n",
        ),
        ("---\nto: {tie: weak,\n  │\n---\n", ""),
    ] {
        assert_eq!(offered(&journal, source, "林雅婷").taken, taken, "{source}");
    }
    assert!(offered(&journal, "---\nto: {tie: weak,\n  │}\n---\n", "").labels.contains(&"name".to_owned()));
    // A mapping that is still open holds no line that is not indented.
    assert!(offered(&journal, "---\nto: {name: 王\nchannel: │\n---\n", "").labels.contains(&"email".to_owned()));
}

#[test]
fn behind_a_value_that_is_closed_nothing_is_offered() {
    let journal = journal();
    for source in [
        "---\nto: {name: 王, tie: weak}│\n---\n",
        "---\nto: {name: 王, tie: weak} │\n---\n",
        "---\nto: {\n  name: 王\n} │\n---\n",
        "---\ntags: [ga4]│\n---\n",
    ] {
        assert_eq!(offered(&journal, source, "").labels, Vec::<String>::new(), "{source}");
    }
}

#[test]
fn only_what_may_be_public_is_offered_to_be() {
    let journal = journal();
    assert_eq!(offered(&journal, "---\nkind: ask-learning\npublic: │\n---\n", "").labels, ["learned", "text"]);
    assert_eq!(offered(&journal, "---\npublic: │\n---\n", "").labels, ["learned", "text"]);
    let post = offered(&journal, "---\nkind: public-question\npublic: │\n---\n", "true");
    assert_eq!(post.labels, ["learned", "text", "true"]);
    assert_eq!(post.taken, "---\nkind: public-question\npublic: true\n---\n");
}

#[test]
fn the_template_that_is_typed_shows_its_versions_first() {
    let journal = journal();
    let template = journal.read("templates/blind-spot.md");
    journal.write("templates/another.md", &template);
    let labels = offered(&journal, "---\ntemplate: blind-spot@│\n---\n", "").labels;
    assert_eq!(labels[..2], ["blind-spot@2", "blind-spot@1"]);
    let labels = offered(&journal, "---\ntemplate: another@1│\n---\n", "").labels;
    assert_eq!(labels[..2], ["another@2", "another@1"]);
}

#[test]
fn an_empty_new_entry_gets_its_frame() {
    let journal = journal();
    let frame = offered(&journal, "│", "---");
    assert_eq!(frame.labels, ["---"]);
    assert!(frame.taken.starts_with("---\nkind: ask-learning\nto: \n"), "{}", frame.taken);
    assert!(frame.taken.ends_with("\n---\n\n"), "{}", frame.taken);
    assert_eq!(offered(&journal, "--│", "---").taken, frame.taken);
    assert_eq!(offered(&journal, "│\nHello", "").labels, Vec::<String>::new());
}

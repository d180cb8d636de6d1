//! Judgements over several entries, as tables: what is due, what a timeline holds, which ids are taken.

use serde_json::Value;

use crate::program::Journal;

/// An entry of requests/: its id, its keys, a message.
fn entry(id: &str, keys: &str) -> (String, String) {
    (format!("requests/{id}.md"), format!("---\n{keys}channel: email\n---\n\nHi, which one?\n"))
}

fn journal(entries: &[(&str, &str)]) -> Journal {
    let journal = Journal::new(&[]);
    for (id, keys) in entries {
        let (path, text) = entry(id, keys);
        journal.write(&path, &text);
    }
    journal
}

fn json(journal: &Journal, args: &[&str]) -> Value {
    let ran = journal.run(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {} {}", ran.out, ran.err))
}

fn due(journal: &Journal, now: &str) -> Vec<String> {
    let items = json(journal, &["--now", now, "due"]);
    let item = |item: &Value| {
        format!("{} {} {}", item["id"].as_str().unwrap_or("?"), item["what"].as_str().unwrap_or("?"), item["due"].as_str().unwrap_or("?"))
    };
    items["items"].as_array().expect("items").iter().map(item).collect()
}

fn found(journal: &Journal, now: &str, rule: &str) -> usize {
    json(journal, &["--now", now, "check", "--only", rule])["diagnostics"].as_array().map_or(0, Vec::len)
}

const ROLE: &str = "to: {role: Boss}\n";

#[test]
fn a_report_that_follows_the_thanks_closes_the_loop_and_stands_on_one_timeline() {
    let letter = format!("kind: ask-learning\n{ROLE}sent: 2026-03-01\nreplied: 2026-03-05\nnext: n\n");
    let thanks = format!("kind: thanks\n{ROLE}sent: 2026-03-06\nfollows: l1\n");
    let update = format!("kind: update\n{ROLE}sent: 2026-03-20\nfollows: l2\n");
    let journal = journal(&[("l1", &letter), ("l2", &thanks), ("l3", &update)]);
    assert_eq!(due(&journal, "2026-04-12"), Vec::<String>::new());
    for id in ["l1", "l2", "l3"] {
        let thread = json(&journal, &["show", id])["thread"].clone();
        let ids: Vec<&str> = thread.as_array().expect("a thread").iter().filter_map(|entry| entry["id"].as_str()).collect();
        assert_eq!(ids, ["l1", "l2", "l3"], "{id}");
    }
}

#[test]
fn only_what_was_sent_since_the_help_closes_the_loop() {
    let letter = format!("kind: ask-learning\n{ROLE}sent: 2026-03-01\nreplied: 2026-03-10\nnext: n\n");
    let before = format!("kind: update\n{ROLE}sent: 2026-03-05\nfollows: a\n");
    let journal = journal(&[("a", &letter), ("b", &before)]);
    assert_eq!(found(&journal, "2026-04-12", "loop-not-closed"), 1);
    assert_eq!(due(&journal, "2026-04-12"), ["a thanks 2026-03-11"]);
}

#[test]
fn help_counts_from_the_reply_that_helped() {
    let letter = "kind: ask-learning\nto: 王\nsent: 2026-03-01\nreplied: 2026-03-03\noutcome: [declined]\nnext: n\n";
    let nudge = "kind: nudge\nto: 王\nsent: 2026-04-10\nfollows: z0\nreplied: 2026-04-15\noutcome: [answer]\n";
    let journal = journal(&[("z0", letter), ("z1", nudge)]);
    assert_eq!(due(&journal, "2026-04-20"), ["z0 thanks 2026-04-16"]);
    assert_eq!(found(&journal, "2026-04-20", "loop-not-closed"), 0);
}

#[test]
fn a_nudge_is_too_soon_after_the_message_before_it_in_the_thread() {
    let letter = "kind: ask-learning\nto: 王\nsent: 2026-03-02\n";
    let nudge = |day: u32| format!("kind: nudge\nto: 王\nsent: 2026-03-{day}\nfollows: a\n");
    let journal = journal(&[("a", letter), ("a1", &nudge(12)), ("a2", &nudge(13))]);
    assert_eq!(found(&journal, "2026-04-12", "nudge-too-soon"), 1);
}

#[test]
fn one_instant_written_twice_is_one_letter() {
    let letter = |sent: &str| format!("kind: ask-learning\nto: 王\nsent: {sent}\n");
    let journal = journal(&[("a", &letter("2026-04-01T09:30+08:00")), ("b", &letter("2026-04-01T01:30Z"))]);
    assert_eq!(found(&journal, "2026-04-12", "same-letter-twice"), 1);
}

#[test]
fn a_name_that_differs_only_by_case_is_taken() {
    let journal = journal(&[]);
    for (name, path) in [("Anna", "requests/2026/2026-04-12-Anna.md"), ("anna", "requests/2026/2026-04-12-anna-2.md")] {
        let ran = journal.run(&["new", "--to", name, "--no-input", "--no-edit"]);
        assert_eq!(ran.out.trim(), path, "{}", ran.err);
    }
    assert_eq!(found(&journal, "2026-04-12", "duplicate-id"), 0);
}

#[test]
fn template_ids_are_compared_as_ids() {
    let letter = |template: &str| format!("kind: ask-learning\nto: 王\nsent: 2026-03-01\ntemplate: {template}\n");
    let journal = journal(&[("a", &letter("foo@1")), ("b", &letter("Foo@1"))]);
    journal.write("templates/Foo.md", "---\ntitle: Foo\nversion: 1\nkind: ask-learning\n---\n\nHi\n");
    let template = &json(&journal, &["template", "list"])["templates"][0];
    assert_eq!((template["uses"].as_u64(), template["n"].as_u64()), (Some(2), Some(2)));
    assert_eq!(json(&journal, &["list", "--template", "FOO"])["entries"].as_array().map(Vec::len), Some(2));
    assert_eq!(found(&journal, "2026-04-12", "silence-without-next"), 1, "told once per version");
}

#[test]
fn a_reply_whose_day_was_not_noted_stays_so() {
    let journal = journal(&[("a", "kind: ask-learning\nto: 王\nsent: 2026-03-01\nreplied: yes\n")]);
    journal.run(&["reply", "a", "--outcome", "referral"]);
    assert!(journal.read("requests/a.md").contains("replied: yes\noutcome: [referral]\n"), "{}", journal.read("requests/a.md"));
}

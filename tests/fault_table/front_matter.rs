//! F: the front matter.

use super::{BODY, FACTS, beside_a_good_one, entry, found, is_left_out, told};

#[test]
fn f1_an_empty_file_is_named() {
    for text in ["", "  \n\n", "\u{feff}"] {
        assert_eq!(told(text, "no-front-matter"), ["1:1 the file is empty"]);
        is_left_out(text);
    }
}

#[test]
fn f2_facts_without_a_message_are_fine() {
    let journal = beside_a_good_one(format!("---\n{FACTS}---\n").as_bytes());
    assert_eq!(journal.run(&["set", "x", "next=y"]).status, 0);
    assert!(found(&journal, "no-front-matter").is_empty());
}

#[test]
fn f3_what_never_closes_is_told_where_it_opens() {
    assert_eq!(told(format!("---\n{FACTS}\n{BODY}"), "no-front-matter"), ["1:1 the front matter opens here and never closes"]);
}

#[test]
fn f4_only_the_first_unindented_line_ends_it() {
    let text = format!("---\n{FACTS}notes: |\n  ---\n  x\nsent: 2026-04-08\n---\n\nabove\n\n---\n\n```\n---\n```\n");
    let journal = beside_a_good_one(text.as_bytes());
    assert_eq!(journal.run(&["set", "x", "next=sooner"]).status, 0);
    assert_eq!(journal.read("requests/x.md"), text.replace("2026-04-08\n", "2026-04-08\nnext: sooner\n"));
    assert!(journal.run(&["show", "x", "--message"]).out.starts_with("above\n"));
}

#[test]
fn f5_other_fences_and_forms_are_named() {
    let hyphens = "1:1 the first line is not `---` (three ASCII hyphens)";
    for (text, words) in [
        ("----\nkind: nudge\n----\n", hyphens),
        ("———\nkind: nudge\n———\n", hyphens),
        ("－－－\nkind: nudge\n－－－\n", hyphens),
        ("+++\nkind = 1\n+++\n", "1:1 the front matter is TOML; asklog reads YAML"),
        ("{\"kind\": 1}\n", "1:1 the front matter is JSON; asklog reads YAML"),
        ("\n---\nkind: nudge\n---\n", "1:1 there are blank lines above the front matter"),
    ] {
        assert_eq!(told(text, "no-front-matter"), [words], "{text:?}");
    }
}

#[test]
fn f6_a_merge_is_the_only_thing_told_and_is_never_written() {
    let text = entry("<<<<<<< HEAD\nsent: 2026-04-08\n=======\nsent: 2026-04-09\n>>>>>>> theirs\n");
    assert_eq!(told(&text, "conflict-markers"), ["6:1 an unresolved git merge, lines 6 to 10"]);
    let journal = beside_a_good_one(text.as_bytes());
    let all = journal.run(&["check", "requests/x.md", "--format", "short"]);
    assert_eq!(all.out.lines().filter(|line| line.starts_with("requests/x.md")).count(), 1, "{}", all.out);
    assert_eq!(journal.run(&["build"]).status, 0);
    assert!(journal.read("site/index.html").contains("requests&#x2f;x.md"), "with a note that shows");
    is_left_out(text);
}

#[test]
fn f7_a_tab_is_named() {
    let found = told("---\nkind: nudge\nto:\n\tname: Lin\n---\nHi\n", "invalid-yaml");
    assert_eq!(found, ["4:1 this line is indented with a tab; YAML takes spaces"]);
}

#[test]
fn f8_full_width_punctuation_is_named() {
    let found = told("---\nkind：nudge\nchannel:email\n---\nHi\n", "invalid-yaml");
    assert_eq!(found, ["2:5 a full-width colon `：` after the key", "3:8 no space after the colon"]);
    assert!(!told("---\nkind: nudge\nto:\n\u{3000}name: Lin\n---\nHi\n", "invalid-yaml,unknown-key,wrong-type").is_empty());
}

#[test]
fn f9_duplicate_keys_are_named_with_both_lines() {
    assert_eq!(told(entry("sent: 2026-04-08\nsent: 2026-04-09\n"), "invalid-yaml"), ["7:1 `sent` appears twice; first on line 6"]);
}

#[test]
fn f10_text_stays_text() {
    let facts = "kind: ask-learning\nto: {name: no, role: 007, org: 1e3, handle: 0x10}\nchannel: email\nsubject: yes\nsummary: 1.0\nsent: 2026-04-08\n";
    let journal = beside_a_good_one(format!("---\n{facts}---\n\n{BODY}").as_bytes());
    let list: serde_json::Value = serde_json::from_str(&journal.run(&["list", "--format", "json"]).out).expect("JSON");
    let entry = list["entries"].as_array().expect("a list").iter().find(|entry| entry["id"] == "x").expect("listed");
    let texts =
        [&entry["to"]["name"], &entry["to"]["role"], &entry["to"]["org"], &entry["to"]["handle"], &entry["subject"], &entry["summary"]];
    assert_eq!(texts, ["no", "007", "1e3", "0x10", "yes", "1.0"]);
}

#[test]
fn f11_no_is_not_a_reply() {
    let text = entry("sent: 2026-04-08\nreplied: no\n");
    assert_eq!(told(&text, "invalid-date"), ["7:10 `replied` is `no`; it takes the day of the reply"]);
}

#[test]
fn f12_unknown_keys_stay() {
    let journal = beside_a_good_one(entry("chanel: email\nmood: calm # mine\n").replace("\nchannel: email", "").as_bytes());
    assert_eq!(journal.run(&["set", "x", "next=y"]).status, 0);
    assert!(journal.read("requests/x.md").contains("chanel: email\nmood: calm # mine\n"));
    let shown = journal.run(&["check", "--only", "unknown-key"]).out;
    assert!(shown.contains("`channel`") && shown.contains("`mood` is no key"), "{shown}");
}

#[test]
fn f13_what_yaml_eats_is_told() {
    assert_eq!(told(entry("summary: how to mend issue #12\n").replace("subject: one question\n", ""), "cut-value").len(), 1);
    assert_eq!(told(entry("next: &R x\n"), "invalid-yaml"), ["6:7 `&` begins an anchor; this format has none"]);
    assert!(!told(entry("next: *x*\n"), "invalid-yaml").is_empty());
    assert!(!told(entry("next: {{ name }}\n"), "invalid-yaml,wrong-type,unfilled-placeholder").is_empty());
}

#[test]
fn f14_five_mistakes_are_five_messages() {
    // At length: tests/transcripts/checks/five-mistakes.md.
    let text = "---\nkind: ask\nto: Lin\nchannel: email\nsent: 2026/3/2\nreplied: soon\noutcome: [nothing]\nbackgroun: x\n---\n\nHi\n";
    assert_eq!(told(text, "unknown-value,invalid-date,unknown-key").len(), 5);
}

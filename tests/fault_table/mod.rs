//! The fault table: what a person's machine, disk, editor, files and repository can do to a journal, and what is shown then.
//! One test per row, named after it; where the row is shown at length elsewhere the test says where.

mod dates;
mod encodings;
mod front_matter;
mod git;
mod links;
mod names;
mod output;
mod size;
mod terminal;
mod writing;

use crate::program::Journal;

/// The front matter of a letter that nothing is wrong with.
const FACTS: &str = "kind: ask-learning\nto: {name: Lin, background: teaches evening classes}\nchannel: email\nsubject: one question\n";
const BODY: &str = "Dear Lin,\n\nI read your article on small budgets and tried both ways. Which of the two would you learn first?\n";

/// An entry of these facts, after the usual ones.
fn entry(facts: &str) -> String {
    format!("---\n{FACTS}{facts}---\n\n{BODY}")
}

/// A journal with one good entry and the faulty one, as bytes.
fn beside_a_good_one(bytes: &[u8]) -> Journal {
    let journal = Journal::new(&[("requests/good.md", &entry("sent: 2026-04-02\n"))]);
    std::fs::write(journal.root().join("requests/x.md"), bytes).expect("written");
    journal
}

/// The files of `requests/` that are some, with their bytes.
fn readable(journal: &Journal) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(journal.root().join("requests")).expect("there").flatten();
    let mut files: Vec<_> = entries.filter_map(|entry| Some((entry.path(), std::fs::read(entry.path()).ok()?))).collect();
    files.sort();
    files
}

/// The findings of one rule in `requests/x.md` as `LINE:COLUMN MESSAGE`. The good entry is listed all the same, and nothing
/// that reads changes a byte.
fn found(journal: &Journal, rule: &str) -> Vec<String> {
    let before = readable(journal);
    let ran = journal.run(&["check", "--format", "json", "--only", rule]);
    let check: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let list = journal.run(&["list", "--format", "path"]);
    assert!(list.status == 0 && list.out.contains("requests/good.md"), "{}{}", list.out, list.err);
    for args in [&["stats"][..], &["due"], &["search", "budgets"], &["export"], &[]] {
        assert_eq!(journal.run(args).status, 0, "{args:?}");
    }
    assert!(readable(journal) == before, "reading changes nothing");
    let of_x = |found: &&serde_json::Value| found["path"] == "requests/x.md";
    let told =
        |found: &serde_json::Value| format!("{}:{} {}", found["line"], found["column"], found["message"].as_str().unwrap_or_default());
    check["diagnostics"].as_array().expect("a list").iter().filter(of_x).map(told).collect()
}

/// The findings of one rule in an entry of these bytes.
fn told(bytes: impl AsRef<[u8]>, rule: &str) -> Vec<String> {
    found(&beside_a_good_one(bytes.as_ref()), rule)
}

/// The entry is named, left out, and never rewritten.
fn is_left_out(bytes: impl AsRef<[u8]>) {
    let journal = beside_a_good_one(bytes.as_ref());
    let list = journal.run(&["list"]);
    assert!(list.err.contains("1 of 2 files left out") && list.err.contains("requests/x.md"), "{}", list.err);
    assert_eq!(journal.run(&["set", "x", "next=y"]).status, 2);
    assert_eq!(std::fs::read(journal.root().join("requests/x.md")).expect("there"), bytes.as_ref());
}

//! L: links and special files. At length: tests/transcripts/rules/broken-link.md.

use std::os::unix::fs::symlink;

use super::{beside_a_good_one, entry, found};
use crate::program::Journal;

fn linked(target: &str) -> Journal {
    let journal = beside_a_good_one(b"");
    std::fs::remove_file(journal.root().join("requests/x.md")).expect("removed");
    symlink(target, journal.root().join("requests/x.md")).expect("linked");
    journal
}

#[test]
fn l1_a_link_to_nothing_is_named_with_its_target() {
    assert_eq!(found(&linked("gone.md"), "broken-link"), ["1:1 a link to nothing: gone.md"]);
}

#[test]
fn l2_loops_are_named_once_and_never_followed() {
    assert_eq!(found(&linked("x.md"), "broken-link"), ["1:1 a link in a loop"]);
    let journal = beside_a_good_one(entry("").as_bytes());
    symlink("..", journal.root().join("requests/above")).expect("linked");
    assert_eq!(journal.run(&["list", "--format", "path"]).out.lines().count(), 2);
}

#[test]
fn l3_what_is_no_file_is_named_without_being_opened() {
    let journal = beside_a_good_one(b"");
    std::fs::remove_file(journal.root().join("requests/x.md")).expect("removed");
    std::fs::create_dir(journal.root().join("requests/x.md")).expect("made");
    assert_eq!(found(&journal, "unreadable-file"), ["1:1 a folder with a name that ends in .md"]);
    let journal = beside_a_good_one(b"");
    std::fs::remove_file(journal.root().join("requests/x.md")).expect("removed");
    let _socket = std::os::unix::net::UnixListener::bind(journal.root().join("requests/x.md")).expect("bound");
    assert_eq!(found(&journal, "unreadable-file"), ["1:1 a pipe, socket or device, not a file"]);
    // A sheet of the theme that never ends.
    std::fs::create_dir(journal.root().join("theme")).expect("made");
    symlink("/dev/zero", journal.root().join("theme/style.css")).expect("linked");
    let ran = journal.run(&["build", "--out", "site"]);
    assert_eq!(ran.status, 2, "{}", ran.out);
    assert!(ran.err.contains("style.css") && ran.err.contains("a pipe, socket or device, not a file"), "{}", ran.err);
}

#[test]
fn l4_litter_of_editors_is_passed_over_and_conflict_copies_are_told() {
    let journal = beside_a_good_one(entry("").as_bytes());
    for name in ["x.md~", ".x.md.swp", "#x.md#", "x.md.tmp", "x.md.orig", ".hidden.md"] {
        journal.write(&format!("requests/{name}"), "litter");
    }
    assert_eq!(journal.run(&["list", "--format", "path"]).out.lines().count(), 2);
    assert!(!journal.run(&["check", "--format", "short"]).out.contains("litter"));
    journal.write("requests/x (conflicted copy 2026-04-09).md", &entry(""));
    let told = journal.run(&["check", "--only", "stray-file", "--format", "short"]).out;
    assert!(told.contains("conflicted copy") && !told.contains("swp"), "{told}");
}

#[test]
fn l5_settings_that_are_no_file_are_named_and_no_journal_further_up_is_taken() {
    let journal = beside_a_good_one(entry("").as_bytes());
    let inner = journal.root().join("inner");
    let settings = inner.join("asklog.yaml");
    std::fs::create_dir(&inner).expect("made");
    symlink("gone.yaml", &settings).expect("linked");
    let is_named = |words: &str| {
        let ran = crate::program::run_in(&inner, &["log", "give", "Thanks", "--to", "Ann"]);
        assert!(ran.status == 2 && ran.err.contains("inner/asklog.yaml") && ran.err.contains(words), "{}", ran.err);
    };
    is_named("a link to nothing: gone.yaml");
    std::fs::remove_file(&settings).expect("removed");
    std::fs::create_dir(&settings).expect("made");
    is_named("a folder");
    std::fs::remove_dir(&settings).expect("removed");
    let _socket = std::os::unix::net::UnixListener::bind(&settings).expect("bound");
    is_named("a pipe, socket or device");
    assert_eq!(journal.run(&["list", "--format", "path"]).out.lines().count(), 2, "nothing came to the outer journal");
    // A folder that is not there is none of the journal above it.
    let ran = journal.run(&["-C", "typo", "list"]);
    assert!(ran.status == 2 && ran.err.contains("typo"), "{}", ran.err);
}

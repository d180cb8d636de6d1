//! G: git. At length in tests/places.rs, tests/iterations.rs and tests/save.rs.

use super::entry;
use crate::program::{Journal, run_in, run_with};
use crate::repository::{Repository, git_in, letter};

const PATH: &str = "requests/2026/2026-04-08-林雅婷.md";

#[test]
fn g1_without_git_everything_but_history_works() {
    // tests/places.rs: without_git_or_a_repository_the_working_copy_is_what_is_known.
    let journal = Journal::new(&[("requests/a.md", &entry("sent: 2026-04-08\n"))]);
    for args in [&["check"][..], &["list"], &["stats"], &["build"], &["set", "a", "next=x"], &["log", "give", "read"]] {
        let ran = run_with(journal.root(), args, &[("PATH", "/nowhere")]);
        assert!(ran.status == 0 && !ran.err.contains("git is"), "{args:?}: {}", ran.err);
    }
    assert_eq!(run_with(journal.root(), &["save"], &[("PATH", "/nowhere")]).status, 2);
}

#[test]
fn g2_a_shallow_clone_says_that_its_history_is_incomplete() {
    let repository = Repository::new(&[(PATH, &letter("", "一。"))]);
    repository.commit("2026-04-01");
    repository.write_and_commit("2026-04-02", PATH, &letter("", "二。"));
    let elsewhere = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", repository.journal.root().display());
    assert!(git_in(elsewhere.path(), "2026-04-03", &["clone", "--quiet", "--depth", "1", &from, "s"]).status.success());
    let ran = run_in(&elsewhere.path().join("s"), &["history", "林雅婷"]);
    assert!(ran.err.contains("shallow"), "{}", ran.err);
}

#[test]
fn g3_a_renamed_entry_keeps_its_history() {
    let repository = Repository::new(&[(PATH, &letter("", "一。"))]);
    repository.commit("2026-04-01");
    repository.write_and_commit("2026-04-02", PATH, &letter("", "二。"));
    repository.git(&["mv", PATH, "requests/2026/2026-04-08-雅婷.md"]);
    repository.commit("2026-04-03");
    assert_eq!(repository.messages("雅婷"), ["一。", "二。"]);
    repository.journal.write("requests/b.md", &letter("follows: 2026-04-08-雅停\n", "續。"));
    let ran = repository.run(&["check", "--only", "unknown-request"]);
    assert!(ran.out.contains("2026-04-08-雅婷"), "did you mean: {}", ran.out);
}

#[test]
fn g4_git_is_asked_for_its_own_paths() {
    // Work trees, submodules, other owners: tests/places.rs.
    let repository = Repository::new(&[(PATH, &letter("", "一。"))]);
    repository.commit("2026-04-01");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let tree = elsewhere.path().join("樹");
    repository.git(&["worktree", "add", "--quiet", "--detach", tree.to_str().expect("UTF-8")]);
    assert!(tree.join(".git").is_file());
    assert!(run_in(&tree, &["history", "林雅婷"]).out.contains("1 version"));
}

#[test]
fn g5_paths_that_are_not_ascii_come_back_whole() {
    let odd = "requests/誌 \"一\"\\ é.md";
    let repository = Repository::new(&[(odd, &letter("", "一。"))]);
    repository.git(&["config", "core.quotePath", "true"]);
    repository.commit("2026-04-01");
    repository.write_and_commit("2026-04-02", odd, &letter("", "二。"));
    assert_eq!(repository.messages("誌"), ["一。", "二。"]);
}

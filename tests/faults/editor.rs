//! An editor saves in the worst moments: between the last comparison and the exchange, and right after it. What it saved
//! is never overwritten. strace holds the program there, so that this is no luck.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::case::{Case, files_of, is_passing};
use crate::strace::command;

/// Long enough for an editor to save, on a slow machine too.
const HELD: &str = "1500000";
const THEIRS: &str = "---\nkind: ask-learning\nto: {name: Lin}\n---\n\nSaved by an editor.\n";
const LATER: &str = "---\nkind: ask-learning\nto: {name: Lin}\n---\n\nSaved by an editor, and once more.\n";
const PATH: &str = "requests/2026/2026-04-11-lin.md";

/// `set`, held at one exchange before (`delay_enter`) or after it (`delay_exit`).
fn held(root: &Path, when: &str) -> Child {
    let what = format!("inject=renameat2:{when}");
    let options = ["-f", "--seccomp-bpf", "-e", "trace=renameat2", "-e", &what, "-o", "/dev/null"];
    let mut command = command(root, &["set", "lin", "next=Ask sooner"], &options);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("strace is installed")
}

/// Waits until the new text stands beside the entry, or in its place.
fn wait_for(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it comes to that");
        std::thread::sleep(Duration::from_millis(2));
    }
    // The comparison is made, and the exchange is held.
    std::thread::sleep(Duration::from_millis(300));
}

fn staged(root: &Path) -> bool {
    files_of(root).iter().any(|(path, bytes)| is_passing(path) && String::from_utf8_lossy(bytes).contains("next: Ask sooner"))
}

fn save_in_place(root: &Path, text: &str) {
    std::fs::write(root.join(PATH), text).expect("saved");
}

fn save_by_renaming(root: &Path, text: &str) {
    std::fs::write(root.join("requests/2026/x.md~"), text).expect("saved");
    std::fs::rename(root.join("requests/2026/x.md~"), root.join(PATH)).expect("renamed");
}

fn refused(child: Child, root: &Path, theirs: &str) {
    let output = child.wait_with_output().expect("ended");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("changed while asklog was editing it; nothing was written"), "{err}");
    assert_eq!(std::fs::read_to_string(root.join(PATH)).expect("there"), theirs);
    assert!(!files_of(root).iter().any(|(path, _)| is_passing(path)), "nothing is left behind");
}

#[test]
fn before_the_exchange_wins() {
    let case = Case::new(&[], &["set", "lin", "next=Ask sooner"]);
    for save in [save_in_place, save_by_renaming] {
        let folder = case.fresh();
        let child = held(folder.path(), &format!("delay_enter={HELD}:when=1"));
        wait_for(|| staged(folder.path()));
        save(folder.path(), THEIRS);
        refused(child, folder.path(), THEIRS);
    }
}

#[test]
fn again_while_it_is_put_back_wins_too() {
    let case = Case::new(&[], &["set", "lin", "next=Ask sooner"]);
    for save in [save_in_place, save_by_renaming] {
        let folder = case.fresh();
        let root = folder.path();
        // Held before the first exchange and before the one that puts back.
        let child = held(root, &format!("delay_enter={HELD}"));
        wait_for(|| staged(root));
        save(root, THEIRS);
        wait_for(|| std::fs::read_to_string(root.join(PATH)).is_ok_and(|text| text.contains("next: Ask sooner")));
        save(root, LATER);
        refused(child, root, LATER);
    }
}

#[test]
fn after_the_exchange_is_not_touched() {
    let case = Case::new(&[], &["set", "lin", "next=Ask sooner"]);
    let folder = case.fresh();
    let child = held(folder.path(), &format!("delay_exit={HELD}:when=1"));
    wait_for(|| std::fs::read_to_string(folder.path().join(PATH)).is_ok_and(|text| text.contains("next: Ask sooner")));
    save_by_renaming(folder.path(), THEIRS);
    let output = child.wait_with_output().expect("ended");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(err.contains("does not hold what was just written"), "{err}");
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert_eq!(std::fs::read_to_string(folder.path().join(PATH)).expect("there"), THEIRS);
}

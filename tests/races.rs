//! Two commands at once: none loses what the other wrote.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::{Journal, Ran};
use crate::race;

const PATH: &str = "requests/2026/2026-04-08-lin.md";
const ENTRY: &str = "---\nkind: ask-learning\nto: {name: Lin, background: teaches evening classes}\nchannel: email\n\
                     subject: one question\nsent: 2026-04-08\n---\n\nDear Lin, which of the two would you learn first?\n";

fn start(root: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_asklog"));
    command.args(args).current_dir(root).env_clear().env("TZ", "Asia/Taipei").env("ASKLOG_NOW", "2026-04-12");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started")
}

fn end(child: Child) -> Ran {
    let output = child.wait_with_output().expect("ended");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { status: output.status.code().expect("a status"), out: text(output.stdout), err: text(output.stderr) }
}

/// The journal's own lock, held as another command would.
fn lock(root: &Path) -> std::fs::File {
    let file = std::fs::File::open(root.join("asklog.yaml")).expect("there");
    file.lock().expect("locked");
    file
}

/// Waits until both have read the journal and stand at the lock.
fn both_wait(children: &mut [Child]) {
    std::thread::sleep(Duration::from_millis(1500));
    assert!(children.iter_mut().all(|child| child.try_wait().expect("known").is_none()), "they wait for the lock");
}

#[test]
fn twenty_processes_make_a_thousand_files() {
    // Ten journals one after another: in a small one the names collide as often, and there is less to read each time.
    for _ in 0..10 {
        let journal = Journal::new(&[]);
        race::into(journal.root(), 20, 5);
    }
}

#[test]
fn two_edits_of_two_facts_are_both_kept() {
    let journal = Journal::new(&[(PATH, ENTRY)]);
    let lock = lock(journal.root());
    let mut children =
        [start(journal.root(), &["set", "lin", "next=Ask sooner"]), start(journal.root(), &["reply", "lin", "--outcome", "answer"])];
    both_wait(&mut children);
    drop(lock);
    for child in children {
        let ran = end(child);
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
    let text = journal.read(PATH);
    assert!(text.contains("\nnext: Ask sooner\n") && text.contains("\nreplied: 2026-04-12") && text.contains("answer"), "{text}");
}

#[test]
fn of_two_edits_of_one_fact_one_is_refused() {
    let journal = Journal::new(&[(PATH, ENTRY)]);
    let lock = lock(journal.root());
    let mut children = [start(journal.root(), &["set", "lin", "next=One"]), start(journal.root(), &["set", "lin", "next=Two"])];
    both_wait(&mut children);
    drop(lock);
    let mut ran = children.map(end);
    ran.sort_by_key(|ran| ran.status);
    assert_eq!((ran[0].status, ran[1].status), (0, 2), "{}{}", ran[0].err, ran[1].err);
    assert!(ran[1].err.contains("`next` of requests/2026/2026-04-08-lin.md was changed meanwhile"), "{}", ran[1].err);
    assert_eq!(journal.read(PATH).matches("\nnext: ").count(), 1);
}

#[test]
fn a_letter_is_not_sent_twice() {
    let journal = Journal::new(&[(PATH, &ENTRY.replace("sent: 2026-04-08\n", ""))]);
    let lock = lock(journal.root());
    let sent = |at| start(journal.root(), &["sent", "lin", "--at", at, "--force"]);
    let mut children = [sent("2026-04-10"), sent("2026-04-11")];
    both_wait(&mut children);
    drop(lock);
    let mut statuses = children.map(|child| end(child).status);
    statuses.sort_unstable();
    assert_eq!(statuses, [0, 2]);
}

#[test]
fn an_edit_waits_for_the_lock_and_then_says_so() {
    let journal = Journal::new(&[(PATH, ENTRY)]);
    let lock = lock(journal.root());
    let begun = Instant::now();
    let ran = journal.run(&["set", "lin", "next=x"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("another asklog command is writing in this journal"), "{}", ran.err);
    assert!(begun.elapsed() >= Duration::from_secs(9));
    // Reading needs no lock, nor does a new entry.
    assert_eq!(journal.run(&["list"]).status, 0);
    assert_eq!(journal.run(&["log", "give", "read a draft"]).status, 0);
    drop(lock);
    assert_eq!(journal.read(PATH), ENTRY);
}

#[test]
fn a_lock_on_settings_that_were_replaced_is_taken_again() {
    let journal = Journal::new(&[(PATH, ENTRY)]);
    let root = journal.root();
    let old = lock(root);
    let mut waiting = [start(root, &["set", "lin", "next=x"])];
    both_wait(&mut waiting);
    // An editor saves the settings by renaming: the lock that is waited for is now on a file of the past.
    let settings = journal.read("asklog.yaml");
    journal.write("new.yaml", &settings);
    std::fs::rename(root.join("new.yaml"), root.join("asklog.yaml")).expect("renamed");
    let new = lock(root);
    drop(old);
    std::thread::sleep(Duration::from_millis(500));
    let [mut waiting] = waiting;
    assert!(waiting.try_wait().expect("known").is_none(), "it waits for the new one");
    drop(new);
    assert_eq!(end(waiting).status, 0);
}

#[test]
fn two_builds_make_one_site() {
    let journal = Journal::new(&[(PATH, ENTRY)]);
    let builds = [1, 2, 3, 4].map(|_| start(journal.root(), &["build"]));
    for build in builds {
        let ran = end(build);
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
    let ran = journal.run(&["build"]);
    assert!(ran.status == 0 && ran.err.contains("0 files written"), "{}", ran.err);
}

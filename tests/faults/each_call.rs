//! Every call that touches a file fails, once and from then on, in every command that writes.

use std::path::Path;
use std::process::Output;

use crate::case::{Case, Trials, is_calm, state};
use crate::program::Ran;
use crate::strace::{calls, inject};

const CAUSES: [(&str, &str); 4] = [
    ("ENOSPC", "no space left on the disk"),
    ("EIO", "nput/output error"),
    ("EACCES", "permission denied"),
    ("EINTR", "nterrupted system call"),
];

fn ran(output: Output) -> Option<Ran> {
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    // The loader found no library: the program never began.
    let is_loader = output.status.code() == Some(127) || err.contains("error while loading shared libraries");
    (!is_loader).then(|| Ran { status: output.status.code().unwrap_or(-1), out: String::from_utf8_lossy(&output.stdout).into_owned(), err })
}

fn every_call_fails(case: &Case) {
    let calls = calls(case.fresh().path(), case.args, true);
    assert!(calls.len() > 20, "{calls:?}");
    let mut trials = Trials::none();
    for (name, number) in &calls {
        for (errno, cause) in CAUSES {
            for and_then in ["", "+"] {
                if errno == "EINTR" && and_then == "+" {
                    continue;
                }
                let folder = case.fresh();
                let ran = ran(inject(folder.path(), case.args, name, &format!("error={errno}:when={number}{and_then}"), true));
                let Some(ran) = ran else { continue };
                let what = format!("{name} fails with {errno} at {number}{and_then}");
                trials.add(folder.path(), &what, is_told(case, folder.path(), &ran, cause, name).and_then(|()| case.holds(folder.path())));
            }
        }
    }
    trials.end(&format!("{:?}: {} calls", case.args, calls.len()));
}

/// The exit status and the message fit what was done.
fn is_told(case: &Case, root: &Path, ran: &Ran, cause: &str, name: &str) -> Result<(), String> {
    let said = &ran.err;
    if !is_calm(ran) {
        return Err(format!("status {}: {said}", ran.status));
    }
    if ran.status == 0 {
        let left_out = said.contains("left out") || said.contains("left as it is");
        return if left_out || state(root) == case.new { Ok(()) } else { Err(format!("status 0, and not done: {said}")) };
    }
    // What was to be printed may be what failed.
    if name != "write" && !said.contains(cause) {
        return Err(format!("no cause: {said}"));
    }
    if said.contains(".tmp: ") { Err(format!("names a file of ours: {said}")) } else { Ok(()) }
}

#[test]
fn of_build() {
    every_call_fails(&Case::new(&[], &["build"]));
}

#[test]
fn of_build_again() {
    every_call_fails(&Case::new(&[&["build"], &["set", "lin", "next=Ask for one map"]], &["build"]));
}

#[test]
fn of_new() {
    every_call_fails(&Case::new(&[], &["new", "--kind", "ask-technical", "--to", "May", "--no-edit", "--no-input"]));
}

#[test]
fn of_log() {
    every_call_fails(&Case::new(&[], &["log", "give", "read a draft", "--to", "May"]));
}

#[test]
fn of_sent() {
    every_call_fails(&Case::new(&[], &["sent", "lin", "--at", "2026-04-12"]));
}

#[test]
fn of_reply() {
    let args = &["reply", "chen", "--at", "2026-04-10", "--outcome", "answer"];
    every_call_fails(&Case::new(&[&["set", "chen", "sent=2026-04-02"]], args));
}

#[test]
fn of_set() {
    every_call_fails(&Case::new(&[], &["set", "lin", "next=Ask sooner", "tags=maps"]));
}

#[test]
fn of_import() {
    every_call_fails(&Case::new(&[], &["import", "table.csv"]));
}

#[test]
fn of_export() {
    every_call_fails(&Case::new(&[&["export", "-o", "out.csv"], &["set", "lin", "next=Ask"]], &["export", "-o", "out.csv"]));
}

#[test]
fn of_fix() {
    every_call_fails(&Case::new(&[], &["fix"]));
}

#[test]
fn of_init() {
    every_call_fails(&Case::new(&[], &["init", "--bare", "--no-input", "--lang", "en"]));
}

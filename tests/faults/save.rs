//! `save` with git: whatever fails, in the program or in git, or is killed, the files stay, the repository is whole, and the
//! next `save` commits the rest.

use std::path::Path;
use std::process::{Command, Output};

use crate::case::{Case, Trials, is_calm, state};
use crate::program::Ran;
use crate::strace::{calls, inject};

fn git(root: &Path, args: &[&str]) -> Output {
    Command::new("git")
        .args(["-c", "safe.directory=*"])
        .args(args)
        .current_dir(root)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git is installed")
}

fn words(root: &Path, args: &[&str]) -> String {
    let output = git(root, args);
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A journal in a repository, with one entry changed since its commit.
fn journal(case: &Case) -> crate::case::Fresh {
    let folder = case.fresh();
    let root = folder.path();
    words(root, &["init", "--quiet", "--initial-branch=main", "--template="]);
    words(root, &["config", "user.name", "Pin"]);
    words(root, &["config", "user.email", "pin@example.org"]);
    words(root, &["add", "requests", "asklog.yaml"]);
    words(root, &["commit", "--quiet", "--message", "first"]);
    std::fs::write(root.join("requests/2026/2026-04-02-chen.md"), "---\nkind: nudge\nto: Chen\n---\n\nOnce more.\n").expect("written");
    folder
}

/// Nothing of the person's is lost, and the next `save` brings the rest home.
fn holds(case: &Case, root: &Path, files: &crate::case::Files) -> Result<(), String> {
    if state(root) != *files {
        return Err("a file changed".to_owned());
    }
    let fsck = git(root, &["fsck", "--strict"]);
    if !fsck.status.success() {
        return Err(format!("git fsck: {}", String::from_utf8_lossy(&fsck.stderr)));
    }
    // git itself was killed while it held a lock: that is git's own, and its lock is named.
    let again = crate::program::run_with(root, case.args, &[("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    if again.status != 0 {
        return Err(format!("the next save: {}", again.err));
    }
    let status = words(root, &["status", "--porcelain", "--", "requests", "asklog.yaml"]);
    if status.is_empty() { Ok(()) } else { Err(format!("the next save leaves {status}")) }
}

#[test]
fn survives_what_fails() {
    let case = Case::new(&[], &["save"]);
    let model = journal(&case);
    let calls = calls(model.path(), case.args, false);
    let mut trials = Trials::none();
    for (name, number) in &calls {
        for (errno, when) in [("EIO", ""), ("ENOSPC", "+"), ("EACCES", "")] {
            let folder = journal(&case);
            let files = state(folder.path());
            let output = inject(folder.path(), case.args, name, &format!("error={errno}:when={number}{when}"), false);
            let err = String::from_utf8_lossy(&output.stderr).into_owned();
            let ran = Ran { status: output.status.code().unwrap_or(-1), out: String::new(), err };
            let head = words(folder.path(), &["log", "-1", "--format=%s"]);
            let outcome = match () {
                () if !is_calm(&ran) => Err(format!("status {}: {}", ran.status, ran.err)),
                () if ran.status == 0 && head == "first\n" => Err(format!("status 0, and nothing committed: {}", ran.err)),
                () => holds(&case, folder.path(), &files),
            };
            trials.add(folder.path(), &format!("{name} fails with {errno} at {number}{when}"), outcome);
        }
    }
    trials.end("save");
}

#[test]
fn survives_its_end() {
    let case = Case::new(&[], &["save"]);
    let model = journal(&case);
    let calls = calls(model.path(), case.args, false);
    let mut trials = Trials::none();
    let mut missed = 0;
    for (name, number) in &calls {
        let folder = journal(&case);
        let files = state(folder.path());
        let ended = inject(folder.path(), case.args, name, &format!("signal=SIGKILL:when={number}"), false);
        // What git says comes in as many reads as it happens to: a run that needs fewer ends by itself, with all done.
        let is_missed = ended.status.success() && words(folder.path(), &["log", "-1", "--format=%s"]) != "first\n";
        assert!(is_missed || ended.status.code().is_none(), "{name} {number}: it was killed: {ended:?}");
        missed += usize::from(is_missed);
        // A git that was started goes on by itself.
        std::thread::sleep(std::time::Duration::from_millis(30));
        trials.add(folder.path(), &format!("killed at {name} {number}"), holds(&case, folder.path(), &files));
    }
    assert!(missed * 10 <= calls.len(), "{missed} of {} were not killed", calls.len());
    trials.end("save, killed");
}

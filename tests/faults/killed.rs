//! Killed at each call that touches a file, and at random moments: every file is whole, and the next run needs no repair.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::case::{Case, Trials};
use crate::strace::{calls, inject};

/// The calls at which a kill may come; at the others nothing was done since the one before.
const CHANGES: [&str; 11] = ["openat", "write", "fsync", "rename", "renameat2", "link", "unlink", "mkdir", "fchmod", "fchown", "rmdir"];

fn at_every_call(case: &Case) {
    let calls = calls(case.fresh().path(), case.args, true);
    let mut trials = Trials::none();
    for (name, number) in calls.iter().filter(|(name, _)| CHANGES.contains(&name.as_str())) {
        let folder = case.fresh();
        let ended = inject(folder.path(), case.args, name, &format!("signal=SIGKILL:when={number}"), true);
        assert!(ended.status.code().is_none(), "{name} {number}: it was killed: {ended:?}");
        trials.add(folder.path(), &format!("killed at {name} {number}"), case.holds(folder.path()));
    }
    trials.end(&format!("{:?}, killed", case.args));
}

#[test]
fn in_build() {
    at_every_call(&Case::new(&[], &["build"]));
    at_every_call(&Case::new(&[&["build"], &["set", "lin", "next=Ask for one map"]], &["build"]));
}

#[test]
fn in_commands_that_make_files() {
    at_every_call(&Case::new(&[], &["new", "--kind", "ask-technical", "--to", "May", "--no-edit", "--no-input"]));
    at_every_call(&Case::new(&[], &["log", "give", "read a draft", "--to", "May"]));
    at_every_call(&Case::new(&[], &["import", "table.csv"]));
    at_every_call(&Case::new(&[], &["init", "--bare", "--no-input", "--lang", "en"]));
    at_every_call(&Case::new(&[], &["export", "-o", "new.xlsx"]));
}

#[test]
fn in_commands_that_change_files() {
    at_every_call(&Case::new(&[], &["sent", "lin", "--at", "2026-04-12"]));
    at_every_call(&Case::new(&[], &["set", "lin", "next=Ask sooner", "tags=maps"]));
    at_every_call(&Case::new(&[], &["fix"]));
    let args = &["reply", "chen", "--at", "2026-04-10", "--outcome", "answer"];
    at_every_call(&Case::new(&[&["set", "chen", "sent=2026-04-02"]], args));
    at_every_call(&Case::new(&[&["export", "-o", "out.csv"], &["set", "lin", "next=Ask"]], &["export", "-o", "out.csv"]));
}

#[test]
fn two_hundred_times_at_random() {
    let cases = [
        Case::new(&[], &["import", "table.csv"]),
        Case::new(&[], &["sent", "lin", "--at", "2026-04-12"]),
        Case::new(&[&["build"], &["set", "lin", "next=Ask for one map"]], &["build"]),
        Case::new(&[], &["fix"]),
    ];
    let mut trials = Trials::none();
    // A walk over the whole run in steps that share no measure with it: random, and the same every time.
    let mut random: u64 = 0x2026_0408;
    for case in &cases {
        let start = |root: &std::path::Path| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_asklog"));
            command.args(case.args).current_dir(root).env_clear().env("TZ", "Asia/Taipei").env("ASKLOG_NOW", "2026-04-12");
            command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started")
        };
        let whole = case.fresh();
        let begun = Instant::now();
        start(whole.path()).wait().expect("ended");
        let whole = begun.elapsed();
        for _ in 0..50 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let after = whole.mul_f64((random >> 11) as f64 / (1_u64 << 53) as f64);
            let folder = case.fresh();
            let mut child = start(folder.path());
            std::thread::sleep(after.max(Duration::from_micros(100)));
            let _ = child.kill();
            child.wait().expect("ended");
            trials.add(folder.path(), &format!("{:?} killed after {after:?}", case.args), case.holds(folder.path()));
        }
    }
    trials.end("killed at random");
}

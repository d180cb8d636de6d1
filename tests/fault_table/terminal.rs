//! T: the terminal and the environment. The whole matrix: tests/environment.rs.

use std::io::Read;
use std::process::{Command, Stdio};

use super::{beside_a_good_one, entry};
use crate::program::{Journal, run_with};

#[test]
fn t1_a_closed_pipe_ends_quietly() {
    let journal = beside_a_good_one(entry("").as_bytes());
    for number in 0..2_000 {
        std::fs::write(journal.root().join(format!("requests/n{number}.md")), entry("sent: 2026-03-01\n")).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_asklog"));
    command.args(["export"]).current_dir(journal.root()).env_clear().env("ASKLOG_NOW", "2026-04-12");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
    let mut first = [0; 16];
    child.stdout.take().expect("piped").read_exact(&mut first).expect("read");
    let output = child.wait_with_output().expect("ended");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    // A full one does not.
    if let Ok(full) = std::fs::File::options().write(true).open("/dev/full") {
        let output = Command::new(env!("CARGO_BIN_EXE_asklog")).arg("list").current_dir(journal.root()).stdout(full).output().expect("ran");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("no space left on the disk"));
    }
}

#[test]
fn t2_without_a_terminal_nothing_is_asked() {
    let journal = Journal::new(&[]);
    let ran = run_with(journal.root(), &["list", "--color", "auto"], &[("NO_COLOR", "")]);
    assert!(ran.status == 0 && !ran.out.contains('\u{1b}'));
    let ran = journal.run(&["new", "--to", "林雅婷", "--channel", "email"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("林雅婷"), "as it is");
    assert_eq!(journal.run(&["sent"]).status, 2);
}

#[test]
fn t3_in_the_locale_c_the_bytes_are_utf_8() {
    let journal = beside_a_good_one(entry("sent: 2026-04-08\n").replace("Lin", "林雅婷").as_bytes());
    for locale in ["C", "POSIX"] {
        let ran = run_with(journal.root(), &["list"], &[("LC_ALL", locale)]);
        assert!(ran.out.contains("林雅婷") && !ran.out.contains('?'), "{}", ran.out);
    }
}

#[test]
fn t4_without_a_home_nothing_is_missing() {
    let journal = beside_a_good_one(entry("").as_bytes());
    for home in [&[][..], &[("HOME", "/nowhere")], &[("HOME", "")], &[("XDG_CONFIG_HOME", "/proc/nothing")]] {
        for args in [&["list"][..], &["build"], &["check", "--only", "invalid-date"]] {
            let ran = run_with(journal.root(), args, home);
            assert_eq!(ran.status, 0, "{home:?} {args:?}: {}", ran.err);
        }
    }
}

#[test]
fn t5_an_editor_that_fails_costs_nothing() {
    let journal = Journal::new(&[]);
    for editor in [&[][..], &[("EDITOR", "false")], &[("EDITOR", "/nowhere/editor")], &[("VISUAL", "true")]] {
        let ran = run_with(journal.root(), &["new", "--to", "May", "--channel", "email", "--no-input"], editor);
        let path = ran.out.trim();
        assert!(ran.status == 0 && !journal.read(path).is_empty(), "{editor:?}: {}", ran.err);
        if editor.first().is_some_and(|(name, _)| *name == "EDITOR") {
            assert!(ran.err.contains(path), "{editor:?}: {}", ran.err);
        }
    }
}

/// `script` gives a program a terminal of its own; it comes with every Linux (util-linux).
#[cfg(target_os = "linux")]
#[test]
#[allow(clippy::print_stderr)]
fn t6_control_c_at_a_prompt_makes_nothing() {
    let script = std::path::Path::new("/usr/bin/script");
    if !script.exists() {
        eprintln!("/usr/bin/script is not there: no prompt is interrupted");
        return;
    }
    let journal = Journal::new(&[]);
    let line = format!("{} new --no-edit", env!("CARGO_BIN_EXE_asklog"));
    let mut command = Command::new(script);
    command.args(["-q", "-e", "-c", &line, "/dev/null"]).current_dir(journal.root());
    command.env("SHELL", "/bin/sh").env("TERM", "xterm").env("ASKLOG_NOW", "2026-04-12").env_remove("ASKLOG_JOURNAL");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("started");
    std::thread::sleep(std::time::Duration::from_secs(2));
    let mut keys = child.stdin.take().expect("piped");
    std::io::Write::write_all(&mut keys, b"\x03").expect("typed");
    let output = child.wait_with_output().expect("ended");
    // The commands' own status for what could not be done, not the 130 of a shell.
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(!journal.root().join("requests").exists());
}

#[test]
fn t7_a_clock_of_the_past_gives_no_negative_age() {
    let journal = beside_a_good_one(entry("sent: 2026-04-08\n").as_bytes());
    for args in [&["list"][..], &["due"], &["stats"], &["check"], &[], &["build", "--privacy", "full"]] {
        let ran = run_with(journal.root(), args, &[("ASKLOG_NOW", "2020-01-01")]);
        assert!(ran.status < 2, "{args:?}: {}{}", ran.out, ran.err);
    }
    let list: serde_json::Value =
        serde_json::from_str(&run_with(journal.root(), &["list", "--format", "json"], &[("ASKLOG_NOW", "2020-01-01")]).out).expect("JSON");
    for entry in list["entries"].as_array().expect("a list") {
        assert!(entry["days_waiting"].as_i64().is_none_or(|days| days >= 0), "{entry}");
    }
    let ran = run_with(journal.root(), &["check", "--only", "future-date"], &[("ASKLOG_NOW", "2020-01-01")]);
    assert!(ran.out.contains("2026-04-08 is after today, 2020-01-01"), "{}", ran.out);
}

#[test]
fn t8_an_editor_that_leaves_no_file_or_cannot_be_started_is_told() {
    let journal = beside_a_good_one(entry("").as_bytes());
    let edit = |editor: &str| run_with(journal.root(), &["edit", "x"], &[("EDITOR", editor)]);
    let quotes = edit("vim '");
    assert!(quotes.status == 2 && quotes.err.contains("quotes") && quotes.err.contains("vim '"), "{}", quotes.err);
    let missing = edit("/nowhere/editor");
    assert!(missing.status == 2 && missing.err.contains("/nowhere/editor") && missing.err.contains("no such file"), "{}", missing.err);
    let gone = edit("rm");
    assert!(gone.status == 1 && gone.err.contains("x.md: no such file"), "{}", gone.err);
}

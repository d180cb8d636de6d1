//! The same journal gives the same results in any zone, any locale, with or without a terminal, a home folder and git.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::program::{Journal, files, repository};

const ZONES: [Option<&str>; 5] = [None, Some("Asia/Taipei"), Some("America/New_York"), Some("Pacific/Auckland"), Some("Africa/Cairo")];
const LOCALES: [&str; 2] = ["C", "zh_TW.UTF-8"];
const HAN: &str = "---\nkind: ask-learning\nto: {name: 林雅婷, call: 雅婷經理, background: 行銷轉數據}\nchannel: email\nsubject: 想請教一個問題\n\
                   sent: 2026-04-08T23:30+08:00\n---\n\n雅婷經理您好：\n\n請問先學 SQL 還是先學統計？\n";

/// A machine: its zone, locale, whether it has a home folder and git.
#[derive(Clone, Copy, Debug)]
struct Machine {
    zone: Option<&'static str>,
    locale: &'static str,
    is_bare: bool,
}

fn machines() -> Vec<Machine> {
    let of_zone = |zone| LOCALES.into_iter().flat_map(move |locale| [false, true].map(|is_bare| Machine { zone, locale, is_bare }));
    ZONES.into_iter().flat_map(of_zone).collect()
}

fn command(program: &str, root: &Path, machine: Machine) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root).env_clear().env("LC_ALL", machine.locale).env("ASKLOG_NOW", "2026-04-12T09:00+08:00").env("COLUMNS", "80");
    command.stdin(Stdio::null());
    if let Some(zone) = machine.zone {
        command.env("TZ", zone);
    }
    if machine.is_bare {
        // No git there; `script` is named by its whole path.
        command.env("PATH", "/nowhere");
    } else {
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", root);
    }
    command
}

fn run(root: &Path, args: &[&str], machine: Machine) -> Output {
    let output = command(env!("CARGO_BIN_EXE_asklog"), root, machine).args(args).output().expect("started");
    assert!(matches!(output.status.code(), Some(0..=2)), "{args:?} on {machine:?}: {output:?}");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{args:?} on {machine:?}: {output:?}");
    output
}

#[test]
fn every_machine_sees_the_same() {
    let journal = Journal::new(&[("requests/2026/2026-04-08-林雅婷.md", HAN)]);
    let root = journal.root();
    let wanted = [
        &["list"][..],
        &["list", "--format", "json"],
        &["due"],
        &["stats"],
        &["check", "--format", "short"],
        &["show", "林雅婷"],
        &["search", "統計"],
        &["export"],
        &["build", "--privacy", "full", "--one-file", "-"],
        &["--lang", "zh-TW"],
        &["check", "--lang", "zh-TW"],
        &["rules", "no-ask"],
    ];
    let first = machines()[0];
    for args in wanted {
        let expected = run(root, args, first);
        for machine in machines() {
            let output = run(root, args, machine);
            assert_eq!(output.status, expected.status, "{args:?} on {machine:?}");
            assert_eq!(String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&expected.stdout), "{args:?} on {machine:?}");
        }
    }
}

#[test]
fn every_machine_writes_the_same() {
    let outcome = |machine| {
        let journal = Journal::new(&[("requests/2026/2026-04-08-林雅婷.md", HAN)]);
        for args in [
            &["reply", "林雅婷", "--outcome", "answer"][..],
            &["log", "give", "讀了一份草稿", "--to", "王小明"],
            &["new", "--to", "Zoë 👩‍💻", "--channel", "email", "--no-edit", "--no-input"],
            &["build"],
        ] {
            let output = run(journal.root(), args, machine);
            assert_eq!(output.status.code(), Some(0), "{args:?} on {machine:?}: {output:?}");
        }
        // The site's marker knows this program by its time, which is no matter here.
        files(journal.root()).into_iter().filter(|(path, _)| path != "site/.asklog-site").collect::<Vec<_>>()
    };
    let all = machines();
    let expected = outcome(all[0]);
    for machine in &all[1..] {
        let made = outcome(*machine);
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        assert_eq!(names(&made), names(&expected), "{machine:?}");
        let other = made.iter().zip(&expected).find(|(made, expected)| made != expected).map(|(made, _)| made.0.as_str());
        assert_eq!(other, None, "{machine:?}");
    }
}

/// `script` gives a program a terminal of its own; it comes with every Linux (util-linux).
#[cfg(target_os = "linux")]
#[test]
#[allow(clippy::print_stderr)]
fn on_a_terminal_the_words_are_the_same() {
    let script = "/usr/bin/script";
    if !Path::new(script).exists() {
        eprintln!("{script} is not there: what a terminal shows is not compared");
        return;
    }
    let journal = Journal::new(&[("requests/2026/2026-04-08-林雅婷.md", HAN)]);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    for args in ["list", "check", "stats", "show 林雅婷", "due"] {
        // The same on every machine, as the test above says.
        let piped = run(journal.root(), &args.split(' ').collect::<Vec<_>>(), machines()[0]);
        let all = text(&piped.stdout);
        for machine in machines() {
            let line = format!("{} {args}", env!("CARGO_BIN_EXE_asklog"));
            let mut shown = command(script, journal.root(), machine);
            shown.args(["-q", "-e", "-c", &line, "/dev/null"]).env("SHELL", "/bin/sh").env("TERM", "xterm").env("NO_COLOR", "1");
            let shown = shown.output().expect("started");
            assert_eq!(shown.status.code(), piped.status.code(), "{args} on {machine:?}");
            let shown = text(&shown.stdout);
            for line in all.lines().filter(|line| !line.trim().is_empty()) {
                assert!(shown.contains(line.trim_end()), "{args} on {machine:?}: {line}\n{shown}");
            }
        }
    }
}

#[test]
fn without_a_home_the_example_is_read() {
    let machine = Machine { zone: None, locale: "C", is_bare: true };
    let example = repository().join("example-journal");
    for args in [&["check"][..], &["stats"], &["today"], &["history", "王"], &[]] {
        run(&example, args, machine);
    }
    let outside = tempfile::tempdir().expect("a folder");
    let output = run(outside.path(), &["init", "--no-input", "j"], machine);
    assert_eq!(output.status.code(), Some(0));
    assert!(outside.path().join("j/asklog.yaml").is_file(), "an English one in an English locale");
}

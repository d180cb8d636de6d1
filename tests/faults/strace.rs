//! Starts the program under strace: to see which calls it makes, or to make one of them fail, kill or wait.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

/// The calls that touch files, as strace groups them; a question mark: not every machine has it.
const OF_FILES: &str = "%file,%desc,?getcwd";
/// Calls that no disk can fail, and those that only the loader and the memory make.
const HARMLESS: [&str; 11] = ["mmap", "execve", "access", "close", "ioctl", "poll", "ppoll", "lseek", "fcntl", "dup", "epoll_create1"];

/// One call: its name, and which one of that name it is.
pub(crate) type Call = (String, usize);

/// A command that runs `asklog` under strace with these options of strace.
pub(crate) fn command(folder: &Path, args: &[&str], options: &[&str]) -> Command {
    let mut command = Command::new("strace");
    command
        .args(["-qq", "-E", "RAYON_NUM_THREADS=1"])
        .args(options)
        .arg(env!("CARGO_BIN_EXE_asklog"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("TZ", "Asia/Taipei")
        .env("NO_COLOR", "1")
        .env("ASKLOG_NOW", "2026-04-12")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
}

/// The calls that touch files, of every thread (and of git, with `follow`), from the first one of the program's own.
pub(crate) fn calls(folder: &Path, args: &[&str], follow: bool) -> Vec<Call> {
    let log = tempfile::NamedTempFile::new().expect("a file");
    let mut options = vec!["-f", "-e", "trace=%file,%desc,?getcwd", "-o", log.path().to_str().expect("UTF-8")];
    assert!(options[2].ends_with(OF_FILES));
    if !follow {
        options.remove(0);
    }
    let output = command(folder, args, &options).output().expect("strace is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    counted(&std::fs::read_to_string(log.path()).expect("a log"))
}

/// strace counts by thread: a number stands for that call of each of them.
fn counted(log: &str) -> Vec<Call> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut loader: BTreeMap<&str, usize> = BTreeMap::new();
    let mut main = None;
    let mut has_begun = false;
    for line in log.lines() {
        let (thread, rest) = match line.split_once(' ') {
            Some((thread, rest)) if thread.bytes().all(|byte| byte.is_ascii_digit()) => (thread, rest.trim_start()),
            _ => ("", line),
        };
        let Some((name, _)) =
            rest.split_once('(').filter(|(name, _)| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
        else {
            continue;
        };
        let main = *main.get_or_insert(thread);
        // The first call of Rust's own start.
        has_begun |= name == "poll";
        if HARMLESS.contains(&name) {
            continue;
        }
        *counts.entry((thread, name)).or_default() += 1;
        if thread == main && !has_begun {
            *loader.entry(name).or_default() += 1;
        }
    }
    let main = main.unwrap_or_default();
    let mut calls: Vec<Call> = Vec::new();
    for ((thread, name), count) in counts {
        let first = if thread == main { loader.get(name).copied().unwrap_or_default() } else { 0 };
        calls.extend((first..count).map(|number| (name.to_owned(), number + 1)));
    }
    calls.sort();
    calls.dedup();
    calls
}

/// Runs with something done to one call: `error=EIO:when=3`, `signal=SIGKILL:when=3`.
pub(crate) fn inject(folder: &Path, args: &[&str], name: &str, what: &str, follow: bool) -> Output {
    let (trace, inject) = (format!("trace={name}"), format!("inject={name}:{what}"));
    let mut options = vec!["-f", "--seccomp-bpf", "-e", &trace, "-e", &inject, "-o", "/dev/null"];
    // A signal is not delivered at a call that seccomp stops.
    if what.starts_with("signal") {
        options.remove(1);
    }
    if !follow {
        options.retain(|option| !["-f", "--seccomp-bpf"].contains(option));
    }
    command(folder, args, &options).output().expect("strace is installed")
}

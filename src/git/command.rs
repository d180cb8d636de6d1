//! How git is started: without a pager, prompts, network, or anything that a repository's own
//! configuration could start.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::error::{Error, Result};
use crate::labels::text;

/// Settings that a repository's configuration may not bring along: programs, places, and forms of output.
const SETTINGS: [&str; 13] = [
    "core.quotepath=false",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.untrackedCache=false",
    "init.templateDir=",
    "log.showSignature=false",
    "log.showRoot=true",
    "log.follow=false",
    "diff.relative=false",
    "diff.orderFile=/dev/null",
    "commit.gpgSign=false",
    "i18n.commitEncoding=UTF-8",
    "protocol.allow=never",
];

/// Variables that name a place: a hook is given them relative to the folder it is started in.
const PLACES: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"];

/// git in a folder.
pub(super) fn quiet(folder: &Path) -> Command {
    let mut command = plain(folder);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command
}

/// As [`quiet`], with the configuration as it is: only for asking what it says.
pub(super) fn plain(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .arg("--no-pager")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for name in ["GIT_EXTERNAL_DIFF", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"] {
        command.env_remove(name);
    }
    for name in PLACES {
        let told = std::env::var_os(name).map(PathBuf::from).filter(|place| place.is_relative() && !place.as_os_str().is_empty());
        if let (Some(place), Ok(here)) = (told, std::env::current_dir()) {
            command.env(name, here.join(place));
        }
    }
    command
}

/// As [`quiet`], for a command that writes an index which is not of our making: git looks into files that changed in
/// the moment the index did, and would have them filtered by the programs that the configuration names.
///
/// # Errors
/// When git refuses to tell the configuration.
pub(super) fn unfiltered(folder: &Path) -> Result<Command> {
    let listed = ran(quiet(folder).args(["config", "--null", "--name-only", "--get-regexp", r"^filter\."]));
    let listed = listed.map_err(|error| not_started(&error))?.stdout;
    let mut drivers: Vec<&[u8]> = listed.split(|byte| *byte == 0).filter_map(|key| key.rsplitn(2, |byte| *byte == b'.').nth(1)).collect();
    drivers.sort_unstable();
    drivers.dedup();
    let mut command = quiet(folder);
    // After what the person's own environment says so.
    let mut count = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
    for driver in drivers {
        for (name, value) in [("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")] {
            let key = [driver, b".", name.as_bytes()].concat();
            command.env(format!("GIT_CONFIG_KEY_{count}"), argument(key)).env(format!("GIT_CONFIG_VALUE_{count}"), value);
            count += 1;
        }
    }
    command.env("GIT_CONFIG_COUNT", count.to_string());
    Ok(command)
}

/// Bytes as an argument.
#[cfg(unix)]
pub(super) fn argument(bytes: Vec<u8>) -> std::ffi::OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

/// Bytes as an argument: Unicode there.
#[cfg(not(unix))]
pub(super) fn argument(bytes: Vec<u8>) -> std::ffi::OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// What a git that ended well printed.
///
/// # Errors
/// git's own words where it refuses; a sentence where it cannot be started.
pub(super) fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output = ran(command).map_err(|error| not_started(&error))?;
    if output.status.success() { Ok(output.stdout) } else { Err(refused(&output)) }
}

/// As [`output`], for a git that reads.
///
/// # Errors
/// As [`output`].
pub(super) fn output_of(command: &mut Command, input: &[u8]) -> Result<Vec<u8>> {
    let output = told(command.stdin(Stdio::piped()), input).map_err(|error| not_started(&error))?;
    if output.status.success() { Ok(output.stdout) } else { Err(refused(&output)) }
}

/// Runs a command to its end, and gives what it printed and how it ended. (The standard library's own way panics when a
/// pipe cannot be read.)
///
/// # Errors
/// When it cannot be started, or a pipe fails.
pub(super) fn ran(command: &mut Command) -> std::io::Result<Output> {
    told(command, &[])
}

fn told(command: &mut Command, input: &[u8]) -> std::io::Result<Output> {
    let mut child = command.spawn()?;
    let (stdin, out, err) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (out, err) = std::thread::scope(|scope| {
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        let err = scope.spawn(move || whole(err));
        (whole(out), err.join())
    });
    let status = child.wait()?;
    Ok(Output { status, stdout: out?, stderr: err.unwrap_or_else(|_| Ok(Vec::new()))? })
}

fn whole(pipe: Option<impl Read>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pipe.map_or(Ok(0), |mut pipe| pipe.read_to_end(&mut bytes))?;
    Ok(bytes)
}

/// The first line of what git printed, without its line break.
pub(super) fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().to_owned()
}

/// git's own words.
pub(super) fn words(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let fatal = said.lines().find(|line| line.starts_with("fatal: "));
    let first = fatal.or_else(|| said.lines().find(|line| !line.trim().is_empty())).unwrap_or("?");
    first.trim_start_matches("fatal: ").trim_start_matches("error: ").to_owned()
}

fn refused(output: &Output) -> Error {
    Error::new(text!("git-said", words = words(output)))
}

/// The error of a git that cannot be started.
pub(super) fn not_started(error: &std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::NotFound {
        return Error::new(text!("git.missing"));
    }
    Error::new(text!("git-failed"; cause => crate::error::cause(error)))
}

//! git, started as a program with an argument list; never through a shell.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::{Error, Result};
use crate::labels::text;

/// Whether a folder stands inside a work tree, as git itself tells; `None` without git.
pub(crate) fn is_inside_repository(folder: &Path) -> Option<bool> {
    let status = quiet(folder).args(["rev-parse", "--is-inside-work-tree"]).stdout(Stdio::null()).status().ok()?;
    Some(status.success())
}

/// Makes a repository of a folder, on branch `main`.
///
/// # Errors
/// When git refuses; with its own message.
pub(crate) fn init(folder: &Path) -> Result<()> {
    let output = quiet(folder).args(["init", "--quiet", "--initial-branch=main"]).output();
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(Error::new(text!("git-failed", cause = String::from_utf8_lossy(&output.stderr).trim()))),
        Err(error) => Err(Error::new(text!("git-failed", cause = crate::error::cause(&error)))),
    }
}

/// git without a pager, prompts, network, or anything that the folder's own configuration could start.
fn quiet(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args([
            "--no-pager",
            "-c",
            "core.quotepath=false",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "init.templateDir=",
        ])
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// The way from the repository's top to a folder, with `/` at its end; empty at the top; `None`
/// without git or outside a repository.
pub(crate) fn prefix(folder: &Path) -> Option<String> {
    let output = quiet(folder).args(["rev-parse", "--show-prefix"]).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned())
}

/// Whether git ignores a path of a folder's repository; `None` without git or outside a repository.
pub(crate) fn is_ignored(folder: &Path, path: &Path) -> Option<bool> {
    let status =
        quiet(folder).args(["check-ignore", "--quiet", "--"]).arg(path).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    match status.code() {
        Some(0) => Some(true),
        Some(1) => Some(false),
        _ => None,
    }
}

//! What `init` does with git: a repository, two settings that make differences readable, the pre-commit hook.

use std::path::{Path, PathBuf};

use super::command::{argument, line, output, plain, quiet, ran};
use crate::disk;
use crate::error::Result;

/// Latin letters beyond ASCII, each by itself: a range would be refused in one locale or the other.
fn letters() -> String {
    ('\u{c0}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}').filter(|c| c.is_alphabetic()).collect()
}

/// Makes a repository of a folder, on branch `main`.
///
/// # Errors
/// When git refuses; with its own message.
pub(crate) fn init(folder: &Path) -> Result<()> {
    output(quiet(folder).args(["init", "--quiet", "--initial-branch=main"])).map(drop)
}

/// Gives a repository what a journal needs, where nothing of it is set yet: paths shown as they are, and a word
/// pattern for `git diff --word-diff` of `*.md diff=asklog` that takes Han characters one by one and Latin by words.
///
/// # Errors
/// When git refuses; with its own message.
pub(crate) fn set_up(folder: &Path) -> Result<()> {
    for (key, value) in [
        ("core.quotepath", b"false".to_vec()),
        ("diff.asklog.wordRegex", word_pattern()),
        ("diff.asklog.xfuncname", b"^ {0,3}#{1,6}[ \t].*".to_vec()),
    ] {
        if told(folder, key).is_none() {
            output(quiet(folder).args(["config", "--local", key]).arg(argument(value)))?;
        }
    }
    Ok(())
}

/// A word; else one character, whole where a locale knows only bytes (Windows has none). A driver of our own carries it, because git
/// prefers its own pattern for `diff=markdown` where the locale is UTF-8.
fn word_pattern() -> Vec<u8> {
    let mut pattern = format!("[A-Za-z0-9_'{}-]+|[^[:space:]]", letters()).into_bytes();
    if cfg!(unix) {
        pattern.extend_from_slice(b"|[\xc0-\xff][\x80-\xbf]+");
    }
    pattern
}

/// The repository's own value of a key.
fn told(folder: &Path, key: &str) -> Option<String> {
    let output = ran(quiet(folder).args(["config", "--local", "--get", key])).ok()?;
    output.status.success().then(|| line(&output.stdout))
}

/// What came of the pre-commit hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hook {
    /// It was written.
    Made(PathBuf),
    /// What stands there does it already.
    Stands(PathBuf),
    /// Another one stands there, or git looks elsewhere: the line to add, and where.
    Elsewhere(PathBuf, String),
}

/// Writes the pre-commit hook of a journal's repository; never over another one.
///
/// # Errors
/// When git refuses, or the file cannot be written.
pub(crate) fn add_hook(folder: &Path, prefix: &str) -> Result<Hook> {
    let command = match prefix.trim_end_matches('/') {
        "" => "asklog check --staged".to_owned(),
        prefix => format!("asklog -C {} check --staged", shell_word(prefix)),
    };
    // The person's own configuration may name another folder for hooks; only they change that.
    let elsewhere = ran(plain(folder).args(["config", "--get", "core.hooksPath"]));
    if let Ok(elsewhere) = elsewhere
        && elsewhere.status.success()
    {
        return Ok(Hook::Elsewhere(PathBuf::from(line(&elsewhere.stdout)), command));
    }
    let common = output(quiet(folder).args(["rev-parse", "--git-common-dir"]))?;
    let hook = folder.join(line(&common)).join("hooks").join("pre-commit");
    // A branch may be without the journal: its commits are no business of ours.
    let script = format!(
        "#!/bin/sh\n# asklog init: what is about to be committed is checked first.\ncommand -v asklog >/dev/null || exit 0\n\
         [ -f {} ] || exit 0\nexec {command}\n",
        shell_word(&format!("{prefix}asklog.yaml"))
    );
    if !disk::create_program(&hook, script.as_bytes())? {
        let written = disk::read(&hook)?;
        let does_it = String::from_utf8_lossy(&written).lines().any(|line| !line.trim_start().starts_with('#') && line.contains(&command));
        return Ok(if does_it { Hook::Stands(hook) } else { Hook::Elsewhere(hook, command) });
    }
    Ok(Hook::Made(hook))
}

/// A text as one word of a shell.
fn shell_word(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

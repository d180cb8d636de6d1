//! Where a folder stands: its repository, its newest commit, and what git refuses.

use std::path::Path;
use std::process::Stdio;

use super::command::{quiet, words};
use crate::labels::{Text, text};

/// A folder's place in a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The way from the work tree's top to the folder, with `/` at its end; empty at the top.
    pub(crate) prefix: String,
    /// The newest commit; `None` before the first one.
    pub(crate) head: Option<String>,
    /// Whether older commits were left out when it was cloned.
    pub(crate) is_shallow: bool,
}

/// Why a folder has no history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Absent {
    /// git cannot be started.
    NotInstalled,
    /// The folder stands in no repository.
    NoRepository,
    /// git refuses, in its own words: another owner, a broken repository.
    Refused(String),
}

impl Absent {
    /// The sentence that says so.
    pub(crate) fn say(&self) -> Text {
        match self {
            Absent::NotInstalled => text!("git.missing"),
            Absent::NoRepository => text!("git.no-repository"),
            Absent::Refused(words) => text!("git.refused", words = words),
        }
    }

    /// What can be done about it.
    pub(crate) fn help(&self, folder: &Path) -> Option<Text> {
        match self {
            Absent::NotInstalled => None,
            Absent::NoRepository => Some(text!("git.no-repository.help")),
            Absent::Refused(words) if words.contains("ownership") => {
                Some(text!("git.refused.owner", path = words.split('\'').nth(1).unwrap_or_default()))
            }
            Absent::Refused(_) => Some(text!("git.refused.help", path = folder.display())),
        }
    }
}

/// Where a folder stands.
///
/// # Errors
/// Why it has no history.
pub(crate) fn place(folder: &Path) -> Result<Place, Absent> {
    let asked = ["rev-parse", "--is-shallow-repository", "--is-inside-work-tree", "--revs-only", "HEAD", "--show-prefix"];
    let output = quiet(folder).args(asked).output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Absent::NotInstalled,
        _ => Absent::Refused(crate::error::cause(&error)),
    })?;
    if !output.status.success() {
        let words = words(&output);
        return Err(if words.contains("not a git repository") { Absent::NoRepository } else { Absent::Refused(words) });
    }
    read(&String::from_utf8_lossy(&output.stdout)).ok_or(Absent::NoRepository)
}

/// Reads the answer: two words, the commit where there is one, and the prefix, which may hold line breaks.
fn read(answer: &str) -> Option<Place> {
    let (shallow, rest) = answer.split_once('\n')?;
    let (inside, rest) = rest.split_once('\n')?;
    let is_commit = |line: &str| line.len() >= 40 && line.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (head, rest) = match rest.split_once('\n') {
        Some((line, rest)) if is_commit(line) => (Some(line.to_owned()), rest),
        _ => (None, rest),
    };
    let prefix = rest.strip_suffix('\n').unwrap_or(rest).to_owned();
    (inside == "true").then_some(Place { prefix, head, is_shallow: shallow == "true" })
}

/// The way from the repository's top to a folder, with `/` at its end; empty at the top; `None`
/// without git or outside a repository.
pub(crate) fn prefix(folder: &Path) -> Option<String> {
    place(folder).ok().map(|place| place.prefix)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_where_a_folder_stands() {
        let commit = "a".repeat(40);
        let place = |prefix: &str, head: Option<&str>, is_shallow| {
            Some(Place { prefix: prefix.into(), head: head.map(ToOwned::to_owned), is_shallow })
        };
        assert_eq!(read(&format!("false\ntrue\n{commit}\n\n")), place("", Some(&commit), false));
        assert_eq!(read(&format!("true\ntrue\n{commit}\n信\n件/\n")), place("信\n件/", Some(&commit), true));
        assert_eq!(read("false\ntrue\n\n"), place("", None, false));
        assert_eq!(read("false\ntrue\na/\n"), place("a/", None, false));
        assert_eq!(read("false\nfalse\n\n"), None, "inside .git there is no journal");
    }
}

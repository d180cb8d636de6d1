//! Where a folder stands: its repository, its newest commit, and what git refuses.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::command::{quiet, ran, words};
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
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Absent {
    /// git cannot be started.
    NotInstalled,
    /// The folder stands in no repository.
    NoRepository,
    /// git refuses, in its own words: another owner, a broken repository.
    Refused(String),
    /// The system does not start it.
    NotStarted(Text),
}

impl Absent {
    /// The sentence that says so.
    pub(crate) fn say(&self) -> Text {
        match self {
            Absent::NotInstalled => text!("git.missing"),
            Absent::NoRepository => text!("git.no-repository"),
            Absent::Refused(words) => text!("git.refused", words = words),
            Absent::NotStarted(cause) => text!("git-failed"; cause => cause.clone()),
        }
    }

    /// What can be done about it.
    pub(crate) fn help(&self, folder: &Path) -> Option<Text> {
        match self {
            Absent::NotInstalled | Absent::NotStarted(_) => None,
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
    // The prefix first: behind a HEAD without a commit it would be left out.
    let asked = ["rev-parse", "--show-prefix", "--is-shallow-repository", "--is-inside-work-tree", "--revs-only", "HEAD"];
    let output = ran(quiet(folder).args(asked)).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Absent::NotInstalled,
        _ => Absent::NotStarted(crate::error::cause(&error)),
    })?;
    if !output.status.success() {
        let words = words(&output);
        // A `.git` that leads nowhere is named in place of the folders above.
        return Err(if words.contains("not a git repository (or any") { Absent::NoRepository } else { Absent::Refused(words) });
    }
    read(&String::from_utf8_lossy(&output.stdout)).ok_or(Absent::NoRepository)
}

/// Reads the answer from its end: the prefix, which may hold line breaks, two words, the commit where there is one.
fn read(answer: &str) -> Option<Place> {
    let (rest, last) = answer.strip_suffix('\n')?.rsplit_once('\n')?;
    let (head, (rest, inside)) = match last {
        "true" | "false" => (None, (rest, last)),
        commit => (Some(commit.to_owned()), rest.rsplit_once('\n')?),
    };
    let (prefix, shallow) = rest.rsplit_once('\n')?;
    (inside == "true").then(|| Place { prefix: prefix.to_owned(), head, is_shallow: shallow == "true" })
}

/// The way from the repository's top to a folder, with `/` at its end; empty at the top; `None`
/// without git or outside a repository.
pub(crate) fn prefix(folder: &Path) -> Option<String> {
    place(folder).ok().map(|place| place.prefix)
}

/// The folder of the log that grows with each commit, in a file `HEAD`; `None` without git, outside a repository, or
/// where there is none.
#[cfg_attr(not(feature = "serve"), allow(dead_code))]
pub(crate) fn log_of_head(folder: &Path) -> Option<PathBuf> {
    let output = ran(quiet(folder).args(["rev-parse", "--git-path", "logs"])).ok().filter(|output| output.status.success())?;
    let told = String::from_utf8(output.stdout).ok()?;
    let logs = folder.join(told.strip_suffix('\n')?);
    logs.join("HEAD").is_file().then_some(logs)
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
        assert_eq!(read(&format!("\nfalse\ntrue\n{commit}\n")), place("", Some(&commit), false));
        assert_eq!(read(&format!("信\n件/\ntrue\ntrue\n{commit}\n")), place("信\n件/", Some(&commit), true));
        assert_eq!(read("\nfalse\ntrue\n"), place("", None, false));
        assert_eq!(read("a/\nfalse\ntrue\n"), place("a/", None, false));
        assert_eq!(read("\nfalse\nfalse\n"), None, "inside .git there is no journal");
    }
}

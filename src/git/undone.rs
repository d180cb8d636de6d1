//! What `git commit` would have done and a save does not: sign, run hooks; and whom it names where nobody told git.

use std::path::Path;

use super::command::{line, output, plain, quiet};

/// Hooks of a commit.
const HOOKS: [&str; 4] = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"];

/// What is said of a commit for it is not as git's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undone {
    /// Whether the configuration wants commits signed.
    pub(crate) is_unsigned: bool,
    /// The hooks that git would have run.
    pub(crate) hooks: Vec<&'static str>,
    /// The name and address that git made up, where the configuration tells none.
    pub(crate) made_up: Option<String>,
}

impl Undone {
    /// Of a commit in a folder's repository by `who`, as git tells the name. Nothing is run but git, which is asked.
    pub(super) fn of(folder: &Path, who: &str) -> Undone {
        let signs = output(plain(folder).args(["config", "--type=bool", "--get", "commit.gpgSign"]));
        let hooks = output(plain(folder).args(["rev-parse", "--git-path", "hooks"])).map(|told| folder.join(line(&told)));
        let hooks = hooks.map(|hooks| HOOKS.into_iter().filter(|name| is_program(&hooks.join(name))).collect());
        // With that setting git makes up none.
        let is_told = output(quiet(folder).args(["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"])).is_ok();
        let made_up = if is_told { None } else { who.rsplit_once('>').map(|(who, _)| format!("{who}>")) };
        Undone { is_unsigned: signs.is_ok_and(|told| line(&told) == "true"), hooks: hooks.unwrap_or_default(), made_up }
    }
}

/// Whether git would run a file.
#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

/// Whether git would run a file.
#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

//! The user's editor: `$VISUAL`, `$EDITOR`, else VS Code in its own terminal. Never a shell, never a
//! program named by the journal.

use std::path::Path;
use std::process::Command;

use super::ask::is_interactive;
use crate::error::cause;
use crate::labels::{Text, text};

/// What became of opening a file.
#[derive(Debug, PartialEq)]
pub(crate) enum Opened {
    /// The editor ended well.
    Edited,
    /// No editor is set, or nobody sits at a terminal.
    NoEditor,
    /// It could not be started or ended with an error: the sentence that says so.
    Failed(Text),
}

/// Opens a file and waits for the editor to end.
pub(crate) fn open_editor(path: &Path) -> Opened {
    // An absolute path cannot be taken for an option.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let Some(command) = editor() else {
        return Opened::NoEditor;
    };
    let Some(words) = shlex::split(&command) else {
        return Opened::Failed(text!("editor.quotes", editor = command, path = path.display()));
    };
    let Some((program, arguments)) = words.split_first() else {
        return Opened::NoEditor;
    };
    match Command::new(program).args(arguments).arg(&path).status() {
        Ok(status) if status.success() => Opened::Edited,
        Ok(_) => Opened::Failed(text!("editor.failed", editor = program, path = path.display())),
        Err(error) => Opened::Failed(text!("editor.not-started", editor = program, path = path.display(); cause => cause(&error))),
    }
}

/// The command that is set, as it is written.
fn editor() -> Option<String> {
    let set = ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let in_code = || std::env::var("TERM_PROGRAM").is_ok_and(|program| program == "vscode") && is_interactive();
    set.or_else(|| in_code().then(|| "code".to_owned()))
}

/// Opens a page in the system's browser; `false` when it cannot be started.
pub(crate) fn open_page(path: &Path) -> bool {
    let program = match () {
        () if cfg!(target_os = "macos") => "open",
        () if cfg!(windows) => "explorer",
        () => "xdg-open",
    };
    let quiet = std::process::Stdio::null;
    Command::new(program).arg(path).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn().is_ok()
}

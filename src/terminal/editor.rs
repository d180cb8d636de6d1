//! The user's editor: `$VISUAL`, `$EDITOR`, else VS Code in its own terminal. Never a shell, never a
//! program named by the journal.

use std::path::Path;
use std::process::Command;

use super::ask::is_interactive;

/// What became of opening a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// The editor ended well.
    Edited,
    /// No editor is set, or nobody sits at a terminal.
    NoEditor,
    /// It could not be started or ended with an error; its name.
    Failed(String),
}

/// Opens a file and waits for the editor to end.
pub(crate) fn open_editor(path: &Path) -> Opened {
    let Some(words) = editor_words() else {
        return Opened::NoEditor;
    };
    let Some((program, arguments)) = words.split_first() else {
        return Opened::NoEditor;
    };
    // An absolute path cannot be taken for an option.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    match Command::new(program).args(arguments).arg(&path).status() {
        Ok(status) if status.success() => Opened::Edited,
        _ => Opened::Failed(program.clone()),
    }
}

fn editor_words() -> Option<Vec<String>> {
    let set = ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    if let Some(command) = set {
        return shlex::split(&command).filter(|words| !words.is_empty());
    }
    let in_code = std::env::var("TERM_PROGRAM").is_ok_and(|program| program == "vscode");
    (in_code && is_interactive()).then(|| vec!["code".to_owned()])
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

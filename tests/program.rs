//! Starts the program on a journal of its own, with an environment that no machine changes.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A temporary journal.
pub(crate) struct Journal {
    folder: tempfile::TempDir,
}

/// What a run printed and how it ended.
pub(crate) struct Ran {
    /// The exit status.
    pub(crate) status: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Journal {
    /// A journal with settings and entries, given as (path, text).
    pub(crate) fn new(files: &[(&str, &str)]) -> Journal {
        let journal = Journal { folder: tempfile::tempdir().expect("a temporary folder") };
        if !files.iter().any(|(path, _)| *path == "asklog.yaml") {
            journal.write("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\nsite: {privacy: full}\n");
        }
        for (path, text) in files {
            journal.write(path, text);
        }
        journal
    }

    /// Its folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, its folder too.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let file = self.root().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, text).expect("written");
    }

    /// A file's text.
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).expect("there")
    }

    /// Runs `asklog` in the journal.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        run_in(self.root(), args)
    }
}

/// Runs `asklog` in a folder, at 2026-04-12 unless the arguments say otherwise.
pub(crate) fn run_in(folder: &Path, args: &[&str]) -> Ran {
    run_with(folder, args, &[])
}

/// As [`run_in`], with more variables of the environment.
pub(crate) fn run_with(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Ran {
    ran(Command::new(env!("CARGO_BIN_EXE_asklog")).args(args), folder, variables)
}

/// Runs a line of a shell, in which `"$0"` is the program: under a limit, or with its output elsewhere.
#[cfg(unix)]
pub(crate) fn run_in_shell(folder: &Path, line: &str, variables: &[(&str, &str)]) -> Ran {
    ran(Command::new("sh").args(["-c", line, env!("CARGO_BIN_EXE_asklog")]), folder, variables)
}

fn ran(command: &mut Command, folder: &Path, variables: &[(&str, &str)]) -> Ran {
    let output = command
        .current_dir(folder)
        .env_clear()
        .env("TZ", "Asia/Taipei")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .env("ASKLOG_NOW", "2026-04-12")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .envs(variables.iter().copied())
        .output()
        .expect("started");
    Ran {
        status: output.status.code().expect("an exit status"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// The repository's own folder.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, relative with `/`, sorted, with its bytes.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(current) = folders.pop() {
        for entry in std::fs::read_dir(&current).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read(&path).expect("readable")));
            }
        }
    }
    found.sort();
    found
}

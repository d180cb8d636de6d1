//! A journal in a git repository of its own, with fixed names and dates, whatever the machine's configuration says.

use std::path::Path;
use std::process::{Command, Output};

use crate::program::{Journal, Ran};

/// A temporary journal, and what git does in it.
pub(crate) struct Repository {
    /// The journal.
    pub(crate) journal: Journal,
}

/// git in a folder, its configuration the folder's alone.
pub(crate) fn git_in(folder: &Path, day: &str, args: &[&str]) -> Output {
    let date = format!("{day}T09:30:00+08:00");
    Command::new("git")
        .args(["-c", "commit.gpgSign=false", "-c", "protocol.file.allow=always"])
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .envs([("GIT_AUTHOR_NAME", "陳品妤"), ("GIT_AUTHOR_EMAIL", "pinyu@example.org"), ("GIT_AUTHOR_DATE", &date)])
        .envs([("GIT_COMMITTER_NAME", "陳品妤"), ("GIT_COMMITTER_EMAIL", "pinyu@example.org"), ("GIT_COMMITTER_DATE", &date)])
        .output()
        .expect("git is installed")
}

impl Repository {
    /// A journal with these files, in an empty repository at its root.
    pub(crate) fn new(files: &[(&str, &str)]) -> Repository {
        let repository = Repository { journal: Journal::new(files) };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    /// Runs git, which must succeed, and gives what it printed.
    pub(crate) fn git(&self, args: &[&str]) -> String {
        self.git_on("2026-04-01", args)
    }

    /// As [`Repository::git`], on a day.
    pub(crate) fn git_on(&self, day: &str, args: &[&str]) -> String {
        let output = git_in(self.journal.root(), day, args);
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Commits everything on a day.
    pub(crate) fn commit(&self, day: &str) {
        self.git(&["add", "--all"]);
        self.git_on(day, &["commit", "--quiet", "--allow-empty", "--message", day]);
    }

    /// Writes a file and commits everything on a day.
    pub(crate) fn write_and_commit(&self, day: &str, path: &str, text: &str) {
        self.journal.write(path, text);
        self.commit(day);
    }

    /// Runs `asklog` in the journal.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.journal.run(args)
    }

    /// The JSON that a command prints.
    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let ran = self.run(args);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{args:?}: {error}: {}{}", ran.out, ran.err))
    }

    /// The messages of an entry's versions, oldest first.
    pub(crate) fn messages(&self, id: &str) -> Vec<String> {
        let history = self.json(&["history", id, "--format", "json"]);
        let versions = history["versions"].as_array().expect("a list");
        versions.iter().map(|version| version["message"].as_str().expect("a text").to_owned()).collect()
    }
}

/// A letter with a message.
pub(crate) fn letter(facts: &str, message: &str) -> String {
    format!(
        "---\nkind: ask-learning\nto: {{name: 林雅婷, call: 雅婷經理}}\nchannel: email\nsubject: 請教 GA4 的一個盲點\n{facts}---\n\n{message}\n"
    )
}

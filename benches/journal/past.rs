//! Gives a generated journal a past: every request in two or three commits, made with `git fast-import`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Makes a repository of the journal in `root` with `commits` commits, unless it is one. The last commits leave every
/// file as it stands.
pub(crate) fn give_past(root: &Path, commits: usize) {
    if root.join(".git").is_dir() {
        return;
    }
    let git = |args: &[&str]| assert!(Command::new("git").args(args).current_dir(root).status().expect("git is installed").success());
    git(&["init", "--quiet", "--initial-branch=main"]);
    let mut files: Vec<PathBuf> = Vec::new();
    collect(&root.join("requests"), &mut files);
    collect(&root.join("templates"), &mut files);
    files.sort();
    let mut import = Command::new("git").args(["fast-import", "--quiet"]).current_dir(root).stdin(Stdio::piped()).spawn().expect("started");
    let mut stream = import.stdin.take().expect("piped");
    for commit in 0..commits {
        let file = &files[commit % files.len()];
        let text = fs::read_to_string(file).expect("readable");
        // Every text but the last has a sentence more, another one each time.
        let is_last = commit + files.len() >= commits;
        let text = if is_last {
            text
        } else {
            text.replacen("\n\n", &format!("\n\n第 {} 稿：這一句後來刪掉了。\n\n", commit / files.len()), 2)
        };
        let path = file.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
        let time = 1_767_225_600 + commit * 600;
        write!(stream, "commit refs/heads/main\ncommitter a <a@example.org> {time} +0800\ndata 5\nsaved\n").expect("written");
        write!(stream, "M 100644 inline \"{path}\"\ndata {}\n{text}\n", text.len()).expect("written");
    }
    drop(stream);
    assert!(import.wait().expect("ended").success());
    git(&["read-tree", "HEAD"]);
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

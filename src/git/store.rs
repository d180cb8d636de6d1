//! Puts files into the repository without a filter: as they are, but for the line ends that git keeps of a text.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::command::{line, output, output_of, quiet};
use crate::error::{Error, Result, cause};
use crate::labels::text;

/// Puts files of `folder` into the repository, and gives the contents' names.
///
/// # Errors
/// When one cannot be read any more, git refuses, or git would have a filter change one; nothing is stored then.
pub(super) fn store(folder: &Path, git_dir: &Path, files: &[&String]) -> Result<Vec<String>> {
    let texts = texts(folder, files)?;
    let mut changed = Converted { folder: git_dir.to_owned(), files: Vec::new() };
    let mut asked = Vec::new();
    for path in files {
        // The whole path: in a folder below the top git takes relative ones of a list from there.
        let file = folder.join(path);
        let stored = match texts.of(path) {
            Some(is_sure) => changed.with_line_feeds(&file, is_sure)?,
            None => None,
        };
        asked.extend(quoted(stored.unwrap_or(file).as_os_str().as_encoded_bytes()));
    }
    let names = output_of(quiet(folder).args(["hash-object", "-w", "--no-filters", "--stdin-paths"]), &asked)?;
    let names: Vec<String> = String::from_utf8_lossy(&names).lines().map(ToOwned::to_owned).collect();
    if names.len() == files.len() { Ok(names) } else { Err(Error::new(text!("save.moved")).help(text!("save.again"))) }
}

/// Which files git keeps with line feeds: by their attributes, else by `core.autocrlf`.
struct Texts {
    sure: HashSet<String>,
    unsure: HashSet<String>,
}

impl Texts {
    /// Whether a file is surely a text, or is one where it looks like one; `None` where it is kept as it is.
    fn of(&self, path: &str) -> Option<bool> {
        if self.sure.contains(path) { Some(true) } else { self.unsure.contains(path).then_some(false) }
    }
}

fn texts(folder: &Path, files: &[&String]) -> Result<Texts> {
    let asked: Vec<u8> = files.iter().flat_map(|path| path.bytes().chain([0])).collect();
    let told = output_of(quiet(folder).args(["check-attr", "-z", "--stdin", "text", "eol", "filter", "working-tree-encoding"]), &asked)?;
    let auto = output(quiet(folder).args(["config", "--get", "core.autocrlf"])).map(|told| line(&told).to_lowercase());
    let is_auto = auto.is_ok_and(|told| ["true", "input", "yes", "on", "1", ""].contains(&told.as_str()));
    let mut texts = Texts { sure: HashSet::new(), unsure: HashSet::new() };
    let told: Vec<_> = told.split(|byte| *byte == 0).map(String::from_utf8_lossy).collect();
    // PATH text VALUE, then PATH eol VALUE, and so on.
    for told in told.chunks_exact(12) {
        let (path, text, eol) = (told[0].to_string(), told[2].as_ref(), told[5].as_ref());
        refuse_changed_by_git(&path, "filter", &told[8])?;
        refuse_changed_by_git(&path, "working-tree-encoding", &told[11])?;
        match text {
            "unset" => {}
            "set" | "input" => drop(texts.sure.insert(path)),
            "auto" => drop(texts.unsure.insert(path)),
            _ if matches!(eol, "lf" | "crlf") => drop(texts.sure.insert(path)),
            _ if is_auto => drop(texts.unsure.insert(path)),
            _ => {}
        }
    }
    Ok(texts)
}

/// A filter is a program, which a save does not start; what it would encrypt must not be committed in plain text.
fn refuse_changed_by_git(path: &str, attribute: &str, value: &str) -> Result<()> {
    let is_kept = ["unspecified", "unset", "set", "utf-8", "utf8"].contains(&value.to_ascii_lowercase().as_str());
    if is_kept {
        return Ok(());
    }
    let error = Error::new(text!("save.filtered", path = path, attribute = format!("{attribute}={value}")));
    Err(error.help(text!("save.filtered.help")))
}

/// A text with line feeds, as git keeps it; `None` where it is that already, or looks like no text.
fn with_line_feeds(bytes: &[u8], is_sure: bool) -> Option<Vec<u8>> {
    let breaks = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    let returns = bytes.iter().filter(|byte| **byte == b'\r').count();
    if breaks == 0 || !is_sure && (returns > breaks || bytes.contains(&0)) {
        return None;
    }
    let mut text = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
            text.push(*byte);
        }
    }
    Some(text)
}

/// Texts with other line ends than their files, for git to read; removed at the end.
struct Converted {
    folder: PathBuf,
    files: Vec<PathBuf>,
}

impl Converted {
    fn with_line_feeds(&mut self, file: &Path, is_sure: bool) -> Result<Option<PathBuf>> {
        let failed = |error: std::io::Error| Error::new(text!("git-failed"; cause => cause(&error)));
        let Some(text) = with_line_feeds(&fs::read(file).map_err(failed)?, is_sure) else { return Ok(None) };
        let stored = self.folder.join(format!("asklog-{}-{}.text", std::process::id(), self.files.len()));
        self.files.push(stored.clone());
        fs::write(&stored, text).map_err(failed)?;
        Ok(Some(stored))
    }
}

impl Drop for Converted {
    fn drop(&mut self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
    }
}

/// A line of a list of paths, in git's own quotes: a name may hold a line break.
fn quoted(path: &[u8]) -> Vec<u8> {
    let mut quoted = vec![b'"'];
    for byte in path {
        match byte {
            b'"' | b'\\' => quoted.extend([b'\\', *byte]),
            byte if byte.is_ascii_control() => quoted.extend(format!("\\{byte:03o}").bytes()),
            byte => quoted.push(*byte),
        }
    }
    quoted.extend(b"\"\n");
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_are_quoted() {
        assert_eq!(quoted("requests/林 \"1\"\n\\.md".as_bytes()), "\"requests/林 \\\"1\\\"\\012\\\\.md\"\n".as_bytes());
    }

    #[test]
    fn line_ends_become_what_git_keeps() {
        let of = |text: &str, is_sure| with_line_feeds(text.as_bytes(), is_sure).map(|text| String::from_utf8_lossy(&text).into_owned());
        assert_eq!(of("a\r\nb\r\n", false), Some("a\nb\n".into()));
        assert_eq!(of("a\rb\r\n", true), Some("a\rb\n".into()));
        for (text, is_sure) in [("a\n", true), ("a\r", true), ("a\rb\r\n", false), ("a\0\r\n", false)] {
            assert_eq!(of(text, is_sure), None);
        }
    }
}

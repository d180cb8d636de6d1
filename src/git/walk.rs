//! The whole story of a repository's entries in one process: which commit touched which file.

use std::collections::BTreeMap;
use std::path::Path;

use super::command::{output, quiet};
use crate::error::Result;

/// Files that a rename may be looked for among; a commit with more keeps only renames without a change.
const RENAMES: &str = "-l400";
/// Every requests/ and templates/ of the repository: a journal may have been moved as a whole.
const ENTRIES: [&str; 2] = [":(top,glob)**/requests/**", ":(top,glob)**/templates/**"];

/// What git tells of every commit up to `head` that touched an entry, on side branches too whatever a merge took of
/// them: newest first by the author's date, parents after their children:
/// `\x01`, commit, date, author, then the raw lines of the files; `\0` between all. `versions` reads it.
///
/// # Errors
/// git's own words.
pub(crate) fn walk(folder: &Path, head: &str) -> Result<Vec<u8>> {
    // To compare files a rename needs their contents, which a partial clone may lack: then without.
    log(folder, head, &["-M", RENAMES]).or_else(|_| log(folder, head, &["--no-renames"]))
}

fn log(folder: &Path, head: &str, renames: &[&str]) -> Result<Vec<u8>> {
    let mut command = quiet(folder);
    command
        .args([
            "log",
            "-z",
            "--raw",
            "--no-abbrev",
            "-c",
            "--full-history",
            "--author-date-order",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
        ])
        .args(["--encoding=UTF-8", "--format=%x01%H%x00%aI%x00%an"])
        .args(renames)
        .args([head, "--"])
        .args(ENTRIES);
    output(&mut command)
}

/// The entries that stand in the newest commit: their contents' names by path from the repository's top.
///
/// # Errors
/// git's own words.
pub(crate) fn standing(folder: &Path, head: &str) -> Result<BTreeMap<String, String>> {
    let listed = output(quiet(folder).args(["ls-tree", "-r", "-z", "--full-name", head, "--", "requests", "templates"]))?;
    Ok(committed(&listed).into_iter().map(|(path, (_, name))| (path, name)).collect())
}

/// Files of a tree, `MODE blob NAME\tPATH`: mode and contents' name by path.
pub(super) fn committed(listed: &[u8]) -> BTreeMap<String, (String, String)> {
    let lines = listed.split(|byte| *byte == 0).filter_map(|line| std::str::from_utf8(line).ok()?.split_once('\t'));
    lines
        .filter_map(|(meta, path)| {
            let mut meta = meta.split(' ');
            let (mode, kind, name) = (meta.next()?, meta.next()?, meta.next()?);
            (kind == "blob").then(|| (path.to_owned(), (mode.to_owned(), name.to_owned())))
        })
        .collect()
}

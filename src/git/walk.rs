//! The whole story of a repository's entries in one process: which commit touched which file.

use std::path::Path;

use super::command::{output, quiet};
use crate::error::Result;

/// Files that a rename may be looked for among; a commit with more keeps only renames without a change.
const RENAMES: &str = "-l400";
/// Every requests/ and templates/ of the repository: a journal may have been moved as a whole.
const ENTRIES: [&str; 2] = [":(top,glob)**/requests/**", ":(top,glob)**/templates/**"];

/// What git tells of every commit up to `head` that touched an entry, newest first, parents after their children:
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
        .args(["log", "-z", "--raw", "--no-abbrev", "-c", "--topo-order", "--no-color", "--no-ext-diff", "--no-textconv"])
        .args(["--encoding=UTF-8", "--format=%x01%H%x00%aI%x00%an"])
        .args(renames)
        .args([head, "--"])
        .args(ENTRIES);
    output(&mut command)
}

//! The files and folders of a journal that a command line names.

use std::path::Path;

use super::open::Open;
use crate::disk;
use crate::error::{Error, Result};
use crate::labels::text;

/// The paths of the command line, relative to the journal.
///
/// # Errors
/// When one is no file or folder of this journal.
pub(super) fn wanted(open: &Open, paths: &[String]) -> Result<Vec<String>> {
    paths
        .iter()
        .map(|path| {
            let root = disk::real(&open.root);
            let standing = std::path::absolute(path).map_err(|error| Error::io(Path::new(path), &error))?;
            for candidate in [standing, open.root.join(path)] {
                // The folder is resolved and the name kept: an entry may itself be a link.
                let folder = candidate.parent().map(disk::real).unwrap_or_default();
                let named = match candidate.file_name() {
                    Some(name) => folder.join(name),
                    None => disk::real(&candidate),
                };
                if named.symlink_metadata().is_ok() && named.starts_with(&root) {
                    return Ok(disk::relative(&root, &named));
                }
            }
            Err(Error::new(text!("check.no-file", path = path)).help(text!("check.no-file.help", root = open.root.display())))
        })
        .collect()
}

/// Whether a file is among the wanted ones, or stands below a wanted folder; every file where none is named.
pub(super) fn is_wanted(file: &str, wanted: &[String]) -> bool {
    let is_within = |wanted: &String| {
        wanted.is_empty() || file.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    wanted.is_empty() || wanted.iter().any(is_within)
}

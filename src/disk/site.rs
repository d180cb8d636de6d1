//! The output folder: reading what stands in it, and replacing many files so that all new bytes are on
//! the disk before the first old file goes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::write::write_whole;
use crate::error::{Error, Result};
use crate::labels::text;

/// The path with its links resolved, as far as it exists.
pub(crate) fn real(path: &Path) -> PathBuf {
    let mut missing = Vec::new();
    let mut current = path.to_path_buf();
    loop {
        if let Ok(real) = fs::canonicalize(&current) {
            return missing.iter().rev().fold(real, |path, part| path.join(part));
        }
        match (current.file_name().map(ToOwned::to_owned), current.parent().map(Path::to_path_buf)) {
            (Some(name), Some(parent)) => {
                missing.push(name);
                current = parent;
            }
            _ => return path.to_path_buf(),
        }
    }
}

/// Whether a folder is not there, or holds nothing.
pub(crate) fn is_empty_folder(path: &Path) -> bool {
    fs::read_dir(path).map_or(true, |mut entries| entries.next().is_none())
}

/// The bytes of the file `path` of the folder `out`, `None` where nothing stands.
///
/// # Errors
/// When something stands there that is no file of its own: a link, a folder, a pipe.
pub(crate) fn standing(out: &Path, path: &str) -> Result<Option<Vec<u8>>> {
    let mut current = out.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        current.push(part);
        let is_last = parts.peek().is_none();
        let metadata = match fs::symlink_metadata(&current) {
            Ok(metadata) => metadata,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Ok(None),
            Err(error) => return Err(Error::io(&current, &error)),
        };
        let fits = if is_last { metadata.is_file() } else { metadata.is_dir() };
        if !fits {
            return Err(Error::new(text!("build.in-the-way", path = current.display())).help(text!("build.in-the-way.help")));
        }
    }
    super::read_if_there(&current)
}

/// Replaces or makes files of `out`: all are written beside it first, then renamed in one by one.
///
/// # Errors
/// The operating system's, with the path. Before the first rename the folder is as it was.
pub(crate) fn replace_all<'a>(out: &Path, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<()> {
    let files: Vec<(&str, &[u8])> = files.collect();
    if files.is_empty() {
        return Ok(());
    }
    let beside = out.parent().unwrap_or(out);
    let stage = Stage { folder: beside.join(format!(".asklog-{}-{:08x}.tmp", std::process::id(), fastrand::u32(..))) };
    super::make_folder(&stage.folder)?;
    for (number, (path, bytes)) in files.iter().enumerate() {
        fs::write(stage.folder.join(number.to_string()), bytes)
            .map_err(|error| Error::new(text!("write-failed", path = out.join(path).display(); cause => crate::error::cause(&error))))?;
    }
    for (number, (path, _)) in files.iter().enumerate() {
        let target = out.join(path);
        super::make_folder(target.parent().unwrap_or(out))?;
        fs::rename(stage.folder.join(number.to_string()), &target).map_err(|error| Error::io(&target, &error))?;
    }
    Ok(())
}

/// Writes a file that is ours where its bytes differ.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if super::read_if_there(path)?.as_deref() == Some(bytes) {
        return Ok(());
    }
    write_whole(path, bytes)
}

/// The staging folder, removed with what is left in it: only numbered files of ours.
struct Stage {
    folder: PathBuf,
}

impl Drop for Stage {
    fn drop(&mut self) {
        let left = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for file in left {
            let _ = fs::remove_file(file.path());
        }
        let _ = fs::remove_dir(&self.folder);
    }
}

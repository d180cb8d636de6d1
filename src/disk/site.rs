//! The output folder: what stands in it, and where.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::digest::digest;
use super::stamp::Stamp;
use super::temporary::is_passing;
use super::write::write_out;
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

/// Whether a folder is not there, or holds nothing but what a stopped build staged.
///
/// # Errors
/// When it cannot be looked into: what is in it is not known then.
pub(crate) fn is_empty_folder(path: &Path) -> Result<bool> {
    let failed = |error: io::Error| Error::io(path, &error);
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(failed(error)),
    };
    for entry in entries {
        if !entry.map_err(failed)?.file_name().to_str().is_some_and(is_passing) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The bytes of the file `path` of the folder `out`, `None` where nothing stands.
///
/// # Errors
/// When something stands there that is no file of its own: a link, a folder, a pipe.
pub(crate) fn standing(out: &Path, path: &str) -> Result<Option<Vec<u8>>> {
    match place(out, path)? {
        Some((file, _)) => super::read_if_there(&file),
        None => Ok(None),
    }
}

/// What stands somewhere: the digest of its bytes, and their number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standing {
    /// The digest.
    pub(crate) hash: String,
    /// How many bytes.
    pub(crate) size: u64,
}

/// What was known of a file when another one was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'a> {
    /// The digest of its bytes.
    pub(crate) hash: &'a str,
    /// How many bytes.
    pub(crate) size: u64,
    /// The other file.
    pub(crate) then: Stamp,
}

/// As [`standing`], without the bytes: a file that was left alone since something was known of it is not read.
///
/// # Errors
/// As [`standing`].
pub(crate) fn standing_hash(out: &Path, path: &str, known: Option<Known<'_>>) -> Result<Option<Standing>> {
    let Some((file, metadata)) = place(out, path)? else { return Ok(None) };
    if let (Some(Known { hash, size, then }), Some(stamp)) = (known, Stamp::of(&metadata))
        && stamp.is_as_left(size, then)
    {
        return Ok(Some(Standing { hash: hash.to_owned(), size }));
    }
    Ok(super::read_if_there(&file)?.map(|bytes| Standing { hash: digest(&bytes), size: bytes.len() as u64 }))
}

/// Where the file `path` of the folder `out` is, `None` where nothing stands.
fn place(out: &Path, path: &str) -> Result<Option<(PathBuf, fs::Metadata)>> {
    let mut current = out.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        current.push(part);
        let is_last = parts.peek().is_none();
        let metadata = match fs::symlink_metadata(&current) {
            Ok(metadata) => metadata,
            Err(error) if super::is_absent(&error) => return Ok(None),
            Err(error) => return Err(Error::io(&current, &error)),
        };
        let fits = if is_last { metadata.is_file() } else { metadata.is_dir() };
        if !fits {
            return Err(Error::new(text!("build.in-the-way", path = current.display())).help(text!("build.in-the-way.help")));
        }
        if is_last {
            return Ok(Some((current, metadata)));
        }
    }
    Ok(None)
}

/// Writes a file that is ours where its bytes differ.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if super::read_if_there(path)?.as_deref() == Some(bytes) {
        return Ok(());
    }
    write_out(path, bytes)
}

//! The output folder: reading what stands in it, and replacing many files so that all new ones are
//! written before the first old one goes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::digest::digest;
use super::folder::make_passing_folder;
use super::litter::{empty_stage, sweep_stages};
use super::stamp::Stamp;
use super::temporary::{is_passing, passing_name};
use super::write::write_out;
use crate::error::{Error, Result, cause};
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

/// Replaces or makes files of `out`: all are written into a folder of their own in it first, then renamed into place
/// one by one. They are not synced: a site can be built again.
///
/// # Errors
/// The operating system's, with the path. Before the first rename the folder's files are as they were.
pub(crate) fn replace_all<'a>(out: &Path, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<()> {
    let files: Vec<(&str, &[u8])> = files.collect();
    if files.is_empty() {
        return Ok(());
    }
    sweep_stages(out);
    let stage = Stage { folder: out.join(passing_name()) };
    let failed = |error: io::Error| Error::new(text!("write-failed", path = out.display(); cause => cause(&error)));
    make_passing_folder(&stage.folder).map_err(failed)?;
    let staged = crate::parallel::map(files.iter().enumerate().collect(), |(number, (_, bytes)): (usize, &(&str, &[u8]))| {
        fs::write(stage.folder.join(number.to_string()), bytes)
    });
    staged.into_iter().collect::<io::Result<()>>().map_err(failed)?;
    let all = files.len();
    let mut made = None;
    for (number, (path, _)) in files.iter().enumerate() {
        let target = out.join(path);
        let halfway = |error: &io::Error| {
            let message = text!("build.halfway", path = target.display(), done = number, all = all; cause => cause(error));
            Error::new(message).help(text!("build.halfway.help"))
        };
        let folder = target.parent().unwrap_or(out);
        // Pages come by path: those of one folder stand together.
        if made.as_deref() != Some(folder) {
            make_passing_folder(folder).map_err(|error| halfway(&error))?;
            made = Some(folder.to_path_buf());
        }
        fs::rename(stage.folder.join(number.to_string()), &target).map_err(|error| halfway(&error))?;
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
    write_out(path, bytes)
}

/// The staging folder, removed with what is left in it.
struct Stage {
    folder: PathBuf,
}

impl Drop for Stage {
    fn drop(&mut self) {
        empty_stage(&self.folder);
    }
}

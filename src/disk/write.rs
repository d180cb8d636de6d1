//! The one way that a file is written: whole and synced under another name beside its target, compared, put into place in
//! one step, its folder synced, and read back.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::folder::{make_folder, sync_folder};
use super::is_absent;
use super::litter::sweep;
use super::temporary::Temporary;
use crate::error::{Error, Result, cause};
use crate::labels::text;
use crate::text::normal::fold_id;

/// What a write did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// The file has the new bytes.
    New,
    /// It already had them; nothing was touched.
    Same,
}

/// Replaces a file's bytes, keeping its mode, owner and attributes. Links inside the journal are resolved and kept.
///
/// # Errors
/// Refused when the file no longer holds `before` (someone saved it meanwhile), when it has a second
/// hard link, or when a link leads out of `root`. Nothing is written then.
pub(crate) fn replace(root: &Path, path: &Path, before: &[u8], after: &[u8]) -> Result<Written> {
    if before == after {
        return Ok(Written::Same);
    }
    let failed = |error: io::Error| Error::io(path, &error);
    let real = fs::canonicalize(path).map_err(failed)?;
    let real_root = fs::canonicalize(root).map_err(|error| Error::io(root, &error))?;
    if !real.starts_with(&real_root) {
        return Err(Error::new(text!("link-out", path = path.display())));
    }
    let metadata = fs::metadata(&real).map_err(failed)?;
    if hard_links(&metadata) > 1 {
        return Err(Error::new(text!("hard-linked", path = path.display())).help(text!("hard-linked.help")));
    }
    if !Temporary::beside(&real, after, Some(&metadata))?.replace_if(&real, before, after, path)? {
        return Err(Error::new(text!("changed-meanwhile", path = path.display())).help(text!("changed-meanwhile.help")));
    }
    settle(&real, after)?;
    Ok(Written::New)
}

/// Makes a new file at `path`, its folder too. `false` when a file of that name is there already: it is never
/// overwritten.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<bool> {
    make(path, bytes, Ok)
}

/// As [`create`], for a file that can be run as a program.
///
/// # Errors
/// As [`create`].
pub(crate) fn create_program(path: &Path, bytes: &[u8]) -> Result<bool> {
    make(path, bytes, |temporary| temporary.runnable(path))
}

fn make(path: &Path, bytes: &[u8], finish: impl FnOnce(Temporary) -> Result<Temporary>) -> Result<bool> {
    let is_made = place(path, bytes, finish)?;
    if is_made {
        settle(path, bytes)?;
    }
    Ok(is_made)
}

fn place(path: &Path, bytes: &[u8], finish: impl FnOnce(Temporary) -> Result<Temporary>) -> Result<bool> {
    make_folder(path.parent().unwrap_or(Path::new(".")))?;
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    finish(Temporary::beside(path, bytes, None)?)?.take(path)
}

/// Many new files: each is whole before it has its name, and the names of a folder are synced together, at the end.
#[derive(Default)]
pub(crate) struct NewFiles {
    folders: BTreeSet<PathBuf>,
}

impl NewFiles {
    /// As [`create`]; until [`NewFiles::settle`], a power cut (and nothing less) may take the name again.
    ///
    /// # Errors
    /// As [`create`].
    pub(crate) fn create(&mut self, path: &Path, bytes: &[u8]) -> Result<bool> {
        let is_new = place(path, bytes, Ok)?;
        if is_new {
            self.folders.insert(path.parent().unwrap_or(Path::new(".")).to_path_buf());
            read_back(path, bytes)?;
        }
        Ok(is_new)
    }

    /// Syncs the folders.
    ///
    /// # Errors
    /// When the disk fails to.
    pub(crate) fn settle(&mut self) -> Result<()> {
        let folders = std::mem::take(&mut self.folders);
        folders.iter().try_for_each(|folder| sync_folder(folder).map_err(|error| unsure(folder, &error)))
    }
}

impl Drop for NewFiles {
    fn drop(&mut self) {
        // After a failure of something else: what was made is kept all the same.
        let _ = self.settle();
    }
}

/// Makes `folder/stem.md`, else `stem-2.md`, `stem-3.md`…, the first that is free.
///
/// # Errors
/// As [`create`].
pub(crate) fn create_beside(folder: &Path, stem: &str, bytes: &[u8]) -> Result<PathBuf> {
    make_folder(folder)?;
    let mut temporary = Temporary::beside(&folder.join(format!("{stem}.md")), bytes, None)?;
    // A name that differs only by form or case is taken: the ids would be one.
    let mut taken = HashSet::new();
    for entry in fs::read_dir(folder).map_err(|error| Error::io(folder, &error))? {
        let entry = entry.map_err(|error| Error::io(folder, &error))?;
        taken.insert(fold_id(&entry.file_name().to_string_lossy()));
    }
    let mut count: u32 = 1;
    loop {
        let name = if count == 1 { format!("{stem}.md") } else { format!("{stem}-{count}.md") };
        let is_taken = taken.contains(&fold_id(&name));
        let path = folder.join(name);
        if !is_taken && path.symlink_metadata().is_err() && temporary.take(&path)? {
            settle(&path, bytes)?;
            return Ok(path);
        }
        count += 1;
    }
}

/// Writes a file for somebody else, whatever stood there: a link is followed and kept, so is the mode; a pipe or a device
/// is written to.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn write_out(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error: io::Error| Error::io(path, &error);
    let standing = match fs::metadata(path) {
        Ok(metadata) => Some(metadata),
        Err(error) if is_absent(&error) => None,
        Err(error) => return Err(failed(error)),
    };
    if standing.as_ref().is_some_and(|standing| !standing.is_file() && !standing.is_dir()) {
        let mut there = OpenOptions::new().write(true).open(path).map_err(failed)?;
        return there.write_all(bytes).map_err(failed);
    }
    let real = if standing.is_some() { fs::canonicalize(path).map_err(failed)? } else { path.to_owned() };
    let folder = real.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    sweep(folder);
    Temporary::beside(&real, bytes, standing.as_ref())?.replace(&real).map_err(failed)?;
    settle(&real, bytes)
}

/// Removes a file that is ours; one already gone is fine.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(path, &error)),
        _ => Ok(()),
    }
}

/// After a file was put into place: its name is on the disk, and it reads as it was written.
fn settle(path: &Path, bytes: &[u8]) -> Result<()> {
    sync_folder(path.parent().unwrap_or(Path::new("."))).map_err(|error| unsure(path, &error))?;
    read_back(path, bytes)
}

fn unsure(path: &Path, error: &io::Error) -> Error {
    Error::new(text!("not-settled", path = path.display(); cause => cause(error)))
}

fn read_back(path: &Path, bytes: &[u8]) -> Result<()> {
    match fs::read(path) {
        Ok(read) if read == bytes => Ok(()),
        Ok(_) => Err(Error::new(text!("not-as-written", path = path.display())).help(text!("not-as-written.help"))),
        Err(error) => Err(unsure(path, &error)),
    }
}

#[cfg(unix)]
fn hard_links(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn hard_links(_metadata: &fs::Metadata) -> u64 {
    1
}

//! The write protocol (reliability.md, section 2): a temporary file beside the target, synced, then
//! renamed or linked into place. The one address of sha2 and fastrand.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::labels::text;
use crate::text::base64::base64;
use crate::text::normal::fold_id;

/// What a write did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// The file has the new bytes.
    New,
    /// It already had them; nothing was touched.
    Same,
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(if half < 10 { b'0' + half } else { b'a' + half - 10 });
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The SHA-256 of some bytes in base64, as a Content-Security-Policy names a text.
pub(crate) fn digest_base64(bytes: &[u8]) -> String {
    base64(&Sha256::digest(bytes))
}

/// Tells this program from an earlier or later one: its size and the time of its making; empty where the system does
/// not tell.
pub(crate) fn program_stamp() -> String {
    let metadata = std::env::current_exe().and_then(fs::metadata);
    metadata.and_then(|metadata| Ok(format!("{} {:?}", metadata.len(), metadata.modified()?))).unwrap_or_default()
}

/// Replaces a file's bytes, keeping its mode. Links inside the journal are resolved and kept.
///
/// # Errors
/// Refused when the file no longer holds `before` (someone saved it meanwhile), when it has a second
/// hard link, or when a link leads out of `root`. Nothing is written then.
pub(crate) fn replace(root: &Path, path: &Path, before: &[u8], after: &[u8]) -> Result<Written> {
    if before == after {
        return Ok(Written::Same);
    }
    let real = fs::canonicalize(path).map_err(|error| Error::io(path, &error))?;
    let real_root = fs::canonicalize(root).map_err(|error| Error::io(root, &error))?;
    if !real.starts_with(&real_root) {
        return Err(Error::new(text!("link-out", path = path.display())));
    }
    let metadata = fs::metadata(&real).map_err(|error| Error::io(&real, &error))?;
    if hard_links(&metadata) > 1 {
        return Err(Error::new(text!("hard-linked", path = path.display())).help(text!("hard-linked.help")));
    }
    let folder = real.parent().unwrap_or(root);
    let temporary = Temporary::write(folder, &real, after, Some(metadata.permissions()))?;
    let current = fs::read(&real).map_err(|error| Error::io(&real, &error))?;
    if current != before {
        return Err(Error::new(text!("changed-meanwhile", path = path.display())).help(text!("changed-meanwhile.help")));
    }
    temporary.rename(&real)?;
    Ok(Written::New)
}

/// Makes a new file at `path`, its folder too. `false` when a file of that name is there already:
/// the name is taken by a hard link, which never overwrites.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<bool> {
    NewFiles::default().create(path, bytes)
}

/// Many new files: each is whole before it has its name, and the names of a folder are synced together, at the end.
#[derive(Default)]
pub(crate) struct NewFiles {
    folders: BTreeSet<PathBuf>,
}

impl NewFiles {
    /// As [`create`]; until this is dropped, a power cut (and nothing less) may take the name again.
    ///
    /// # Errors
    /// As [`create`].
    pub(crate) fn create(&mut self, path: &Path, bytes: &[u8]) -> Result<bool> {
        let folder = path.parent().unwrap_or(Path::new("."));
        super::make_folder(folder)?;
        if path.symlink_metadata().is_ok() {
            return Ok(false);
        }
        let is_new = Temporary::write(folder, path, bytes, None)?.link(path)?;
        if is_new && !self.folders.contains(folder) {
            self.folders.insert(folder.to_path_buf());
        }
        Ok(is_new)
    }
}

impl Drop for NewFiles {
    fn drop(&mut self) {
        self.folders.iter().for_each(|folder| sync_folder(folder));
    }
}

/// Lets a file be run as a program, where the system keeps that with the file.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn make_runnable(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).map_err(|error| Error::io(path, &error))?;
    }
    let _ = path;
    Ok(())
}

/// Makes `folder/stem.md`, else `stem-2.md`, `stem-3.md`…, the first that is free.
///
/// # Errors
/// As [`create`].
pub(crate) fn create_beside(folder: &Path, stem: &str, bytes: &[u8]) -> Result<PathBuf> {
    super::make_folder(folder)?;
    let temporary = Temporary::write(folder, &folder.join(format!("{stem}.md")), bytes, None)?;
    // A name that differs only by form or case is taken: the ids would be one.
    let names = fs::read_dir(folder).map_err(|error| Error::io(folder, &error))?;
    let taken: HashSet<String> = names.flatten().map(|entry| fold_id(&entry.file_name().to_string_lossy())).collect();
    let mut count: u32 = 1;
    loop {
        let name = if count == 1 { format!("{stem}.md") } else { format!("{stem}-{count}.md") };
        let is_taken = taken.contains(&fold_id(&name));
        let path = folder.join(name);
        if !is_taken && path.symlink_metadata().is_err() && temporary.link(&path)? {
            sync_folder(folder);
            return Ok(path);
        }
        count += 1;
    }
}

/// Writes a file that is ours alone (a page of the site), whole or not at all.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    super::make_folder(folder)?;
    Temporary::stage(folder, path, bytes, None, false)?.rename(path)
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

/// A file beside its target that is not yet it; removed when dropped.
struct Temporary {
    path: PathBuf,
    placed: bool,
}

impl Temporary {
    fn write(folder: &Path, target: &Path, bytes: &[u8], mode: Option<fs::Permissions>) -> Result<Temporary> {
        Temporary::stage(folder, target, bytes, mode, true)
    }

    /// Written in `folder`; a failure names `target`, which is what was asked for.
    fn stage(folder: &Path, target: &Path, bytes: &[u8], mode: Option<fs::Permissions>, sync: bool) -> Result<Temporary> {
        let failed = |error: io::Error| Error::new(text!("write-failed", path = target.display(); cause => crate::error::cause(&error)));
        let name = format!(".asklog-{}-{:08x}.tmp", std::process::id(), fastrand::u32(..));
        let path = folder.join(name);
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
        let temporary = Temporary { path, placed: false };
        let written = file
            .write_all(bytes)
            .and_then(|()| mode.map_or(Ok(()), |mode| file.set_permissions(mode)))
            .and_then(|()| if sync { file.sync_all() } else { Ok(()) });
        written.map_err(failed)?;
        Ok(temporary)
    }

    fn rename(mut self, target: &Path) -> Result<()> {
        fs::rename(&self.path, target).map_err(|error| Error::io(target, &error))?;
        self.placed = true;
        target.parent().into_iter().for_each(sync_folder);
        Ok(())
    }

    /// `false` when the name is taken. The name is not synced yet.
    fn link(&self, target: &Path) -> Result<bool> {
        match fs::hard_link(&self.path, target) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) if is_unsupported(&error) => self.copy_exclusively(target),
            Err(error) => Err(Error::io(target, &error)),
        }
    }

    /// For file systems without hard links: the name is taken first, then filled.
    fn copy_exclusively(&self, target: &Path) -> Result<bool> {
        let bytes = fs::read(&self.path).map_err(|error| Error::io(&self.path, &error))?;
        let mut file = match OpenOptions::new().write(true).create_new(true).open(target) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(Error::io(target, &error)),
        };
        if let Err(error) = file.write_all(&bytes).and_then(|()| file.sync_all()) {
            let _ = fs::remove_file(target);
            return Err(Error::io(target, &error));
        }
        Ok(true)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.placed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) || error.raw_os_error() == Some(95)
}

/// So that new names survive a power cut; file systems that cannot are left alone.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
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

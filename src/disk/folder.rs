//! Folders: made so that a power cut keeps them, and synced after a name in them changed.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use crate::error::{Error, Result};

/// Makes a folder and those above it; each that is new is in the one above it for good.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    make(path, sync_folder).map_err(|(path, error)| Error::io(path, &error))
}

/// As [`make_folder`], of what can be made again: a power cut may take it.
///
/// # Errors
/// The operating system's.
pub(super) fn make_passing_folder(path: &Path) -> io::Result<()> {
    make(path, |_| Ok(())).map_err(|(_, error)| error)
}

fn make(path: &Path, settle: impl Fn(&Path) -> io::Result<()> + Copy) -> std::result::Result<(), (&Path, io::Error)> {
    let failed = |error: io::Error| (path, error);
    if path.as_os_str().is_empty() {
        return Ok(());
    }
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Ok(()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let above = path.parent().unwrap_or(path);
    if above != path {
        make(above, settle)?;
    }
    match fs::create_dir(path) {
        Ok(()) => settle(above).map_err(failed),
        // Another command was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(failed(error)),
    }
}

/// So that a new name in `folder` survives a power cut. Where a folder cannot be synced at all, or not be opened by us,
/// there is nothing to do.
///
/// # Errors
/// When the disk fails to.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let synced = match File::open(folder) {
        Ok(folder) => folder.sync_all(),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(()),
        Err(error) => Err(error),
    };
    match synced {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

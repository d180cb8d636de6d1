//! The only address that reads and writes files. Reading never stops at the first bad file;
//! writing leaves the old bytes or the new.

mod lock;
mod site;
mod walk;
mod write;

use std::path::{Path, PathBuf};

pub(crate) use lock::Lock;
pub(crate) use site::{is_empty_folder, real, replace_all, standing, write_if_changed};
pub(crate) use walk::{Fault, Found, Litter, entries, entry, is_entry, plain_files, read_all};
pub(crate) use write::{
    NewFiles, Written, create, create_beside, digest, digest_base64, make_runnable, program_stamp, remove, replace, write_whole,
};

use crate::error::{Error, Result};

/// The file that makes a folder a journal.
pub(crate) const SETTINGS: &str = "asklog.yaml";

/// The nearest folder from `start` upward that holds `asklog.yaml`.
pub(crate) fn journal_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(SETTINGS).is_file()).map(Path::to_path_buf)
}

/// The bytes of one file.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| Error::io(path, &error))
}

/// A file that is read in pieces.
pub(crate) trait Input: std::io::Read + std::io::Seek {}

impl<T: std::io::Read + std::io::Seek> Input for T {}

/// Opens a file to be read in pieces; `-` is standard input. What cannot be read from any place (a pipe) is read whole first.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn open_input(path: &Path) -> Result<Box<dyn Input>> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::Cursor::new(read_stdin()?)));
    }
    let failed = |error| Error::io(path, &error);
    let metadata = std::fs::metadata(path).map_err(failed)?;
    if metadata.is_file() {
        Ok(Box::new(std::fs::File::open(path).map_err(failed)?))
    } else {
        Ok(Box::new(std::io::Cursor::new(read(path)?)))
    }
}

/// The bytes of a file, `None` when there is none.
///
/// # Errors
/// Any other failure to read it.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(path, &error)),
    }
}

/// All of standard input.
///
/// # Errors
/// A failure to read it.
pub(crate) fn read_stdin() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes).map_err(|error| Error::io(Path::new("-"), &error))?;
    Ok(bytes)
}

/// Makes a folder and those above it.
///
/// # Errors
/// The operating system's, with the path.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).map_err(|error| Error::io(path, &error))
}

/// The path relative to `root` with `/` between its parts.
pub(crate) fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

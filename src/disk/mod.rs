//! The only address that reads and writes files. Reading never stops at the first bad file;
//! writing leaves the old bytes or the new.

mod attributes;
mod digest;
mod folder;
mod litter;
mod lock;
mod site;
mod stage;
mod stamp;
mod swap;
mod temporary;
mod walk;
mod write;

use std::io;
use std::path::{Path, PathBuf};

pub(crate) use digest::{digest, digest_base64, digest_written, program_stamp};
pub(crate) use folder::make_folder;
pub(crate) use litter::{Litter, left_behind, swap_file};
pub(crate) use lock::{Lock, is_at};
pub(crate) use site::{Known, Standing, is_empty_folder, real, standing, standing_hash, write_if_changed};
pub(crate) use stage::Stage;
pub(crate) use stamp::Stamp;
pub(crate) use walk::{Fault, Found, entries, entry, is_entry, plain_files, read_all};
pub(crate) use write::{NewFiles, Written, create, create_beside, create_program, remove, replace, write_out};

use crate::error::{Error, Result};
use crate::labels::text;

/// The file that makes a folder a journal.
pub(crate) const SETTINGS: &str = "asklog.yaml";

/// The nearest folder from `start` upward that holds `asklog.yaml`.
///
/// # Errors
/// When the system does not let us look for it.
pub(crate) fn journal_root(start: &Path) -> Result<Option<PathBuf>> {
    for folder in start.ancestors() {
        let settings = folder.join(SETTINGS);
        match std::fs::metadata(&settings) {
            Ok(metadata) if metadata.is_file() => return Ok(Some(folder.to_path_buf())),
            Err(error) if !is_absent(&error) => return Err(Error::io(&settings, &error)),
            _ => {}
        }
    }
    Ok(None)
}

/// Whether an error says that nothing stands there; any other says that it is not known.
pub(crate) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
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
/// What is a pipe, a socket or a device, which might never end, and any other failure to read it.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    let read = |data: std::fs::Metadata| {
        let is_endless = !data.is_file() && !data.is_dir();
        if is_endless { Ok(None) } else { std::fs::read(path).map(Some) }
    };
    match std::fs::metadata(path).and_then(read) {
        Ok(None) => Err(Error::new(text!("io", path = path.display(); cause => text!("unreadable-file.special")))),
        Ok(bytes) => Ok(bytes),
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

/// The path relative to `root` with `/` between its parts.
pub(crate) fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

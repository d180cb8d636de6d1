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
pub(crate) use stamp::{Stamp, moment_over};
pub(crate) use walk::{Fault, Found, entries, entry, is_entry, misnamed, plain_files, read_all, read_one};
pub(crate) use write::{NewFiles, Written, create, create_beside, create_program, remove, replace, write_out};

use crate::error::{Error, Result};
use crate::labels::text;

/// The file that makes a folder a journal.
pub(crate) const SETTINGS: &str = "asklog.yaml";

/// The nearest folder from `start` upward that holds `asklog.yaml`.
///
/// # Errors
/// When the system does not let us look for it, or what is called so is no file: a journal further up is not meant then.
pub(crate) fn journal_root(start: &Path) -> Result<Option<PathBuf>> {
    for folder in start.ancestors() {
        let settings = folder.join(SETTINGS);
        match std::fs::metadata(&settings) {
            Ok(metadata) if metadata.is_file() => return Ok(Some(folder.to_path_buf())),
            Ok(metadata) => {
                let cause = if metadata.is_dir() { text!("cause.folder") } else { text!("unreadable-file.special") };
                return Err(Error::new(text!("io", path = settings.display(); cause => cause)));
            }
            Err(error) if !is_absent(&error) => return Err(Error::io(&settings, &error)),
            Err(_) => {
                if let Ok(target) = std::fs::read_link(&settings) {
                    let cause = text!("broken-link.nothing", target = target.display());
                    return Err(Error::new(text!("io", path = settings.display(); cause => cause)));
                }
            }
        }
    }
    Ok(None)
}

/// Whether anything stands at a path.
///
/// # Errors
/// When the system does not let us look.
pub(crate) fn is_there(path: &Path) -> Result<bool> {
    match std::fs::metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if is_absent(&error) => Ok(false),
        Err(error) => Err(Error::io(path, &error)),
    }
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

/// The most that is read of what has no end that could be known before: a pipe, a device, standard input.
const ENDLESS_LIMIT: u64 = 256 * 1024 * 1024;

/// Opens a file to be read in pieces; `-` is standard input. What cannot be read from any place (a pipe) is read whole first.
///
/// # Errors
/// The operating system's, with the path; what is read whole and is larger than 256 MiB.
pub(crate) fn open_input(path: &Path) -> Result<Box<dyn Input>> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::Cursor::new(read_whole(std::io::stdin().lock(), path, ENDLESS_LIMIT)?)));
    }
    let failed = |error| Error::io(path, &error);
    let metadata = std::fs::metadata(path).map_err(failed)?;
    if metadata.is_file() {
        Ok(Box::new(std::fs::File::open(path).map_err(failed)?))
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        Ok(Box::new(std::io::Cursor::new(read_whole(file, path, ENDLESS_LIMIT)?)))
    }
}

/// The bytes of a file, up to a limit; `-` is standard input.
///
/// # Errors
/// The operating system's, with the path; what is larger than the limit.
pub(crate) fn read_up_to(limit: u64, path: &Path) -> Result<Vec<u8>> {
    if path == Path::new("-") {
        return read_whole(std::io::stdin().lock(), path, limit);
    }
    read_whole(std::fs::File::open(path).map_err(|error| Error::io(path, &error))?, path, limit)
}

fn read_whole(from: impl io::Read, path: &Path, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(from, limit + 1), &mut bytes).map_err(|error| Error::io(path, &error))?;
    if bytes.len() as u64 > limit {
        let error = Error::new(text!("input-too-large", path = path.display(), limit = limit / (1024 * 1024)));
        return Err(error.help(text!("input-too-large.help")));
    }
    Ok(bytes)
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
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(Error::io(path, &error)),
    }
}

/// The path relative to `root` with `/` between its parts.
pub(crate) fn relative(root: &Path, path: &Path) -> String {
    if let Some(plain) = plainly_relative(root, path) {
        return plain.to_owned();
    }
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The same without taking the path apart, for nearly all: what stands behind the root's own letters.
fn plainly_relative<'p>(root: &Path, path: &'p Path) -> Option<&'p str> {
    let rest = path.to_str()?.strip_prefix(root.to_str()?)?.strip_prefix('/')?;
    let is_plain = std::path::MAIN_SEPARATOR == '/' && rest.split('/').all(|part| !matches!(part, "" | "."));
    is_plain.then_some(rest)
}

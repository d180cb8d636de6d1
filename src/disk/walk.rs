//! Walks a journal's folders and reads its entries. The one address of walkdir.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::litter::Litter;
use super::temporary::is_passing;
use super::{is_absent, relative};
use crate::error::{Error, Result};
use crate::parallel;

/// An entry's file, or why it is none.
#[derive(Debug)]
pub(crate) struct Found {
    /// Relative to the journal, with `/`.
    pub(crate) path: String,
    /// Where it stands.
    pub(crate) file: PathBuf,
    /// What forbids reading it.
    pub(crate) fault: Option<Fault>,
}

impl Found {
    /// A file that nothing forbids to read.
    pub(crate) fn of(path: impl Into<String>, file: impl Into<PathBuf>) -> Found {
        Found { path: path.into(), file: file.into(), fault: None }
    }
}

/// Why a file cannot be read as an entry.
#[derive(Debug)]
pub(crate) enum Fault {
    /// Larger than the limit, in bytes.
    TooLarge(u64),
    /// A folder of that name.
    Folder,
    /// A pipe, socket or device.
    Special,
    /// The operating system's refusal.
    Io(io::Error),
    /// A link to nothing.
    LinkToNothing(PathBuf),
    /// A link in a loop.
    LinkLoop,
    /// A link to a folder of the journal.
    LinkToFolder,
    /// A link out of the journal.
    LinkOut(PathBuf),
}

/// The entries below `root/folder` at any depth, sorted by path, and the litter among them. A folder
/// that is not there holds none. What a plain file holds too much of is told by [`read_all`].
pub(crate) fn entries(root: &Path, folder: &str, size_limit: u64) -> (Vec<Found>, Vec<Litter>) {
    let top = root.join(folder);
    match std::fs::metadata(&top) {
        Ok(metadata) if metadata.is_dir() => {}
        // A folder that is there and cannot be looked at does not make the journal empty.
        Err(error) if !is_absent(&error) => {
            return (vec![Found { path: folder.to_owned(), file: top, fault: Some(Fault::Io(error)) }], Vec::new());
        }
        _ => return (Vec::new(), Vec::new()),
    }
    let mut all = walked(root, WalkDir::new(&top).max_depth(1), size_limit);
    // Years are looked through beside one another.
    for below in parallel::map_long(all.folders, |folder| walked(root, WalkDir::new(folder).min_depth(1), size_limit)) {
        all.found.extend(below.found);
        all.litter.extend(below.litter);
    }
    all.found.sort_by(|a, b| a.path.cmp(&b.path));
    (all.found, all.litter)
}

/// What one walk came by.
struct Walked {
    /// Entries, in the order of their paths.
    found: Vec<Found>,
    litter: Vec<Litter>,
    /// The folders in the folder that it began with.
    folders: Vec<PathBuf>,
}

fn walked(root: &Path, walk: WalkDir, size_limit: u64) -> Walked {
    let (mut found, mut litter, mut folders) = (Vec::new(), Vec::new(), Vec::new());
    let is_seen =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_type().is_dir() || !is_hidden(&entry.file_name().to_string_lossy());
    for entry in walk.follow_links(false).into_iter().filter_entry(is_seen) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_path_buf();
                let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("loop"));
                found.push(Found { path: relative(root, &path), file: path, fault: Some(Fault::Io(cause)) });
                continue;
            }
        };
        if entry.depth() == 1 && entry.file_type().is_dir() {
            folders.push(entry.path().to_path_buf());
        }
        let name = entry.file_name().to_string_lossy();
        let path = || relative(root, entry.path());
        if is_passing(&name) {
            litter.push(Litter::Temporary(path()));
        } else if !is_hidden(&name) && entry.path_is_symlink() && !is_markdown(&name) {
            // A link to a folder is never followed, and never passed over in silence.
            if entry.path().is_dir() || entry.path().metadata().is_err() {
                let fault = link_fault(root, entry.path()).unwrap_or(Fault::LinkToFolder);
                found.push(Found { path: path(), file: entry.path().to_path_buf(), fault: Some(fault) });
            }
        } else if !is_hidden(&name) && is_markdown(&name) {
            if is_conflict_copy(&name) {
                litter.push(Litter::ConflictCopy(path()));
            } else {
                // A plain file is looked at when it is opened: on all cores, and once.
                let fault = if entry.file_type().is_file() { None } else { fault_of(root, &entry, size_limit) };
                found.push(Found { path: path(), file: entry.path().to_path_buf(), fault });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Walked { found, litter, folders }
}

/// One entry by its path, as [`entries`] finds it; `None` where nothing is there.
pub(crate) fn entry(root: &Path, path: &str, size_limit: u64) -> Option<Found> {
    let file = root.join(path);
    file.symlink_metadata().ok()?;
    let entry = WalkDir::new(&file).max_depth(0).follow_links(false).follow_root_links(false).into_iter().next()?;
    let fault = match &entry {
        Ok(entry) => fault_of(root, entry, size_limit),
        Err(error) => Some(Fault::Io(io::Error::other(error.to_string()))),
    };
    Some(Found { path: path.to_owned(), file, fault })
}

/// Every file below the folders of a journal that a person put there, relative to `root`: no links, nothing hidden, no
/// litter of editors, no repository inside. Names that are not UTF-8 are left out.
///
/// # Errors
/// When a folder cannot be looked through: what is in it is not gone.
pub(crate) fn plain_files(root: &Path, folders: &[&str]) -> Result<Vec<String>> {
    let is_litter = |name: &str| is_hidden(name) || ["~", ".tmp", ".swp", ".orig"].iter().any(|end| name.ends_with(end));
    let is_kept = |entry: &walkdir::DirEntry| {
        let is_folder = entry.file_type().is_dir();
        entry.depth() == 0
            || entry.file_name().to_str().is_some_and(|name| !is_litter(name)) && !(is_folder && entry.path().join(".git").exists())
    };
    let mut files = Vec::new();
    for folder in folders.iter().map(|folder| root.join(folder)) {
        match folder.symlink_metadata() {
            Ok(metadata) if metadata.is_dir() => {}
            Err(error) if !is_absent(&error) => return Err(Error::io(&folder, &error)),
            _ => continue,
        }
        for entry in WalkDir::new(&folder).follow_links(false).into_iter().filter_entry(is_kept) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&folder).to_path_buf();
                Error::io(&path, &error.into_io_error().unwrap_or_else(|| io::Error::other("loop")))
            })?;
            if entry.file_type().is_file() {
                files.push(relative(root, entry.path()));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The entries below the folders of a journal whose name, or a folder's that they are in, is not UTF-8, as far as it can be shown.
pub(crate) fn misnamed(root: &Path, folders: &[&str]) -> Vec<String> {
    let walk = folders.iter().flat_map(|folder| WalkDir::new(root.join(folder)).follow_links(false)).flatten();
    let odd = walk.filter(|entry| entry.file_type().is_file() && entry.path().strip_prefix(root).is_ok_and(|path| path.to_str().is_none()));
    odd.map(|entry| relative(root, entry.path())).filter(|path| is_entry(path)).collect()
}

/// Reads each file and hands its bytes (or why it has none: the system's refusal, more bytes than `size_limit`) to `parse`, on all
/// cores; results come in the order of `found`. Files with a fault are handed over unread.
pub(crate) fn read_all<T: Send>(found: Vec<Found>, size_limit: u64, parse: impl Fn(Found, Vec<u8>) -> T + Sync + Send) -> Vec<T> {
    parallel::map(found, |found| read_one(found, size_limit, &parse))
}

/// As [`read_all`], of one file.
pub(crate) fn read_one<T>(mut found: Found, size_limit: u64, parse: impl FnOnce(Found, Vec<u8>) -> T) -> T {
    let read = if found.fault.is_none() { bytes_of(&found.file, size_limit) } else { Ok(Vec::new()) };
    let bytes = read.unwrap_or_else(|fault| {
        found.fault = Some(fault);
        Vec::new()
    });
    parse(found, bytes)
}

/// The bytes of a file, in as few calls of the system as they can be had.
fn bytes_of(file: &Path, size_limit: u64) -> std::result::Result<Vec<u8>, Fault> {
    let mut file = File::open(file).map_err(Fault::Io)?;
    let metadata = file.metadata().map_err(Fault::Io)?;
    if let Some(fault) = fault_by(&metadata, size_limit) {
        return Err(fault);
    }
    let length = usize::try_from(metadata.len()).unwrap_or_default();
    let mut bytes = vec![0; length + 1];
    let read = match file.read(&mut bytes) {
        Err(error) if error.kind() != io::ErrorKind::Interrupted => return Err(Fault::Io(error)),
        read => read.unwrap_or_default(),
    };
    bytes.truncate(read);
    // Less than there was room for, and as much as was told: that is all of it. What grew, or told no length, is read up to the limit.
    if read != length || length == 0 {
        let rest = (size_limit + 1).saturating_sub(read as u64);
        file.take(rest).read_to_end(&mut bytes).map_err(Fault::Io)?;
    }
    let size = bytes.len() as u64;
    if size > size_limit {
        return Err(Fault::TooLarge(size));
    }
    Ok(bytes)
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// Whether a path of the journal is that of an entry, by its name alone.
pub(crate) fn is_entry(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let in_folder = path.starts_with("requests/") || path.starts_with("templates/");
    in_folder && is_markdown(name) && !is_conflict_copy(name) && !path.split('/').any(is_hidden)
}

fn is_markdown(name: &str) -> bool {
    name.len() > 3 && name.get(name.len() - 3..).is_some_and(|end| end.eq_ignore_ascii_case(".md"))
}

fn is_conflict_copy(name: &str) -> bool {
    let name = name.to_lowercase();
    ["conflicted copy", ".sync-conflict-", "衝突的複本", "衝突副本", "(conflict"].iter().any(|mark| name.contains(mark))
}

fn fault_of(root: &Path, entry: &walkdir::DirEntry, size_limit: u64) -> Option<Fault> {
    let metadata = if entry.path_is_symlink() {
        if let Some(fault) = link_fault(root, entry.path()) {
            return Some(fault);
        }
        std::fs::metadata(entry.path())
    } else {
        entry.metadata().map_err(|error| error.into_io_error().unwrap_or_else(|| io::Error::other("unreadable")))
    };
    metadata.map_or_else(|error| Some(Fault::Io(error)), |metadata| fault_by(&metadata, size_limit))
}

fn fault_by(metadata: &Metadata, size_limit: u64) -> Option<Fault> {
    match metadata {
        metadata if metadata.is_dir() => Some(Fault::Folder),
        metadata if !metadata.is_file() => Some(Fault::Special),
        metadata if metadata.len() > size_limit => Some(Fault::TooLarge(metadata.len())),
        _ => None,
    }
}

fn link_fault(root: &Path, link: &Path) -> Option<Fault> {
    let target = std::fs::read_link(link).unwrap_or_default();
    match std::fs::canonicalize(link) {
        Ok(real) => {
            let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
            (!real.starts_with(root)).then_some(Fault::LinkOut(target))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(Fault::LinkToNothing(target)),
        Err(_) => Some(Fault::LinkLoop),
    }
}

//! A workbook's zip archive, before it is read: whole, a workbook at all, and how large it is unpacked. The one address of zip.

use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;

/// Why an archive is not read.
#[derive(Debug, PartialEq)]
pub(crate) enum WorkbookFault {
    /// No zip archive.
    NoArchive,
    /// Cut off or damaged; the crate's words.
    Broken(String),
    /// An archive of other things.
    NoWorkbook,
    /// Larger unpacked than any table is; the limit in MiB.
    TooLarge(u64),
}

/// Bytes of all parts of a workbook, unpacked.
pub(crate) const UNPACKED: u64 = 256 * 1024 * 1024;
/// Parts of a workbook.
const PARTS: usize = 10_000;

/// Whether bytes are a zip archive, as workbooks are.
pub(crate) fn looks_like_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Unpacks an archive into nothing, so that what it says of its sizes need not be believed.
///
/// # Errors
/// When it is none, is damaged, holds no workbook, or more than `limit` bytes.
pub(super) fn weigh(bytes: &[u8], limit: u64) -> Result<(), WorkbookFault> {
    if !looks_like_workbook(bytes) {
        return Err(WorkbookFault::NoArchive);
    }
    let broken = |error: &dyn std::fmt::Display| WorkbookFault::Broken(error.to_string());
    let too_large = WorkbookFault::TooLarge(limit / (1024 * 1024));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if !archive.file_names().flatten().any(|name| name.to_ascii_lowercase().replace('\\', "/").ends_with("xl/workbook.xml")) {
        return Err(WorkbookFault::NoWorkbook);
    }
    if archive.len() > PARTS {
        return Err(too_large);
    }
    let mut left = limit;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| broken(&error))?;
        let read = copy(&mut part.take(left + 1), &mut sink()).map_err(|error| broken(&error))?;
        left = left.checked_sub(read).ok_or(WorkbookFault::TooLarge(limit / (1024 * 1024)))?;
    }
    Ok(())
}

/// Bytes of the comments of a sheet that are looked at.
const COMMENTS: u64 = 16 * 1024 * 1024;

/// The cells of a workbook that a comment hangs on, as A1; what cannot be read has none.
pub(super) fn comments(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return found };
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { continue };
        let name = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        if !name.contains("/comments") || !name.ends_with(".xml") || name.contains("/_rels/") {
            continue;
        }
        let mut text = Vec::new();
        if part.take(COMMENTS).read_to_end(&mut text).is_err() {
            continue;
        }
        let text = String::from_utf8_lossy(&text);
        let cells = text.split("<comment ").skip(1).filter_map(|tag| tag.split("ref=\"").nth(1)?.split('"').next());
        found.extend(cells.filter(|cell| cell.len() <= 12 && cell.bytes().all(|byte| byte.is_ascii_alphanumeric())).map(ToOwned::to_owned));
    }
    found
}

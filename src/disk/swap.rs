//! Two renames that Linux alone makes in one step: exchange, and rename to a free name. Through rustix.

use std::io;
use std::path::Path;

/// Exchanges two files. `false` where the system or the file system cannot.
///
/// # Errors
/// The operating system's; nothing is changed then.
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    rename(a, b, Way::Exchange)
}

/// Renames `from` to `to`, which must be free. `false` where the system or the file system cannot.
///
/// # Errors
/// The operating system's, `AlreadyExists` among them; nothing is changed then.
pub(super) fn rename_to_free(from: &Path, to: &Path) -> io::Result<bool> {
    rename(from, to, Way::ToFree)
}

#[derive(Clone, Copy)]
enum Way {
    Exchange,
    ToFree,
}

#[cfg(target_os = "linux")]
fn rename(from: &Path, to: &Path, way: Way) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let flags = match way {
        Way::Exchange => RenameFlags::EXCHANGE,
        Way::ToFree => RenameFlags::NOREPLACE,
    };
    match renameat_with(CWD, from, CWD, to, flags) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn rename(_from: &Path, _to: &Path, way: Way) -> io::Result<bool> {
    match way {
        Way::Exchange | Way::ToFree => Ok(false),
    }
}

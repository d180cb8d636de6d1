//! What a file carries beside its bytes, mode and owner: the attributes that people and programs put on it (`user.`), and
//! who else may read and write it (an access control list). On Linux, through rustix.

use std::fs::File;
use std::io;
use std::path::Path;

/// Gives a file the attributes and the access control list of another. What the system itself keeps there (`security.`)
/// it makes anew. The list must go along: without it the mode of such a file would let its whole group in.
///
/// # Errors
/// The operating system's; where it keeps no attributes there are none.
#[cfg(target_os = "linux")]
pub(super) fn copy(from: &Path, to: &File) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    use rustix::io::Errno;
    // The most that Linux hands out at once, of names as of a value.
    let (mut names, mut value) = (vec![0; 65536], vec![0; 65536]);
    let length = match listxattr(from, &mut names[..]) {
        Err(Errno::OPNOTSUPP | Errno::NOSYS) => 0,
        length => length?,
    };
    let names = names[..length].split(|byte| *byte == 0);
    for name in names.filter(|name| name.starts_with(b"user.") || *name == b"system.posix_acl_access") {
        match getxattr(from, name, &mut value[..]) {
            // Taken away at this very moment.
            Err(Errno::NODATA) => {}
            length => fsetxattr(to, name, &value[..length?], XattrFlags::empty())?,
        }
    }
    Ok(())
}

/// Other systems are not asked.
#[cfg(not(target_os = "linux"))]
pub(super) fn copy(_from: &Path, _to: &File) -> io::Result<()> {
    Ok(())
}

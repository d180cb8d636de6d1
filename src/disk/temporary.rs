//! A file beside its target that is not yet it: written whole and synced under a name of its own, then put into
//! place in one step. The one address of fastrand.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{attributes, swap};
use crate::error::{Error, Result, cause};
use crate::labels::text;

/// How often a file that another program keeps saving is handed back to it.
const TRIES: u32 = 8;

/// A new name of ours in a folder, for a file or a folder that is only passing.
pub(super) fn passing_name() -> String {
    format!(".asklog-{}-{:08x}.tmp", std::process::id(), fastrand::u32(..))
}

/// Whether a name is one that [`passing_name`] gives.
pub(super) fn is_passing(name: &str) -> bool {
    name.starts_with(".asklog-") && name.ends_with(".tmp")
}

/// The temporary file; removed when dropped, unless it was put into place or holds what somebody else wrote.
pub(super) struct Temporary {
    path: PathBuf,
    is_ours: bool,
}

impl Temporary {
    /// Writes `bytes` beside `target`, synced. With the mode, owner and attributes of the file it shall replace, where there is one.
    ///
    /// # Errors
    /// The operating system's, with the target's path. Nothing is left then.
    pub(super) fn beside(target: &Path, bytes: &[u8], like: Option<&fs::Metadata>) -> Result<Temporary> {
        let failed = |error: io::Error| Error::new(text!("write-failed", path = target.display(); cause => cause(&error)));
        let path = target.parent().unwrap_or(Path::new("")).join(passing_name());
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        if like.is_some() {
            only_ours(&mut options);
        }
        let mut file = options.open(&path).map_err(failed)?;
        let temporary = Temporary { path, is_ours: true };
        let dressed = |file: &File| like.map_or(Ok(()), |like| dress(file, target, like));
        file.write_all(bytes).and_then(|()| dressed(&file)).and_then(|()| file.sync_all()).map_err(failed)?;
        Ok(temporary)
    }

    /// Lets it be run as a program, where the system keeps that with the file.
    ///
    /// # Errors
    /// The operating system's, with the target's path.
    pub(super) fn runnable(self, target: &Path) -> Result<Temporary> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::Permissions::from_mode(0o755);
            fs::set_permissions(&self.path, mode).map_err(|error| Error::io(target, &error))?;
        }
        let _ = target;
        Ok(self)
    }

    /// Takes the place of `target`, whatever stands there.
    ///
    /// # Errors
    /// The operating system's; the target is as it was then.
    pub(super) fn replace(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        self.is_ours = false;
        Ok(())
    }

    /// Takes the place of `target` when that holds `before` at this very moment. `false` when it does not: the two are
    /// exchanged, what came out is compared, and exchanged back when it is something else. Where the system cannot
    /// exchange, the comparison is made right before.
    ///
    /// # Errors
    /// The operating system's, with `shown` or, where another program's text could not be put back, with where it is.
    pub(super) fn replace_if(mut self, target: &Path, before: &[u8], after: &[u8], shown: &Path) -> Result<bool> {
        let failed = |error: io::Error| Error::io(shown, &error);
        if fs::read(target).map_err(failed)? != before {
            return Ok(false);
        }
        match swap::exchange(&self.path, target) {
            Ok(true) => {}
            Ok(false) => return self.replace(target).map(|()| true).map_err(failed),
            Err(error) => return Err(failed(error)),
        }
        // From here on it holds what stood there.
        let stood = fs::read(&self.path);
        if stood.as_deref().is_ok_and(|stood| stood == before) {
            return Ok(true);
        }
        self.is_ours = false;
        if let Err(error) = stood {
            // What cannot be read is put back, and what comes out is ours when it can be told.
            swap::exchange(&self.path, target).map_err(failed)?;
            self.is_ours = fs::read(&self.path).is_ok_and(|out| out == after);
            return Err(failed(error));
        }
        self.hand_back(target, after).map_err(|error| {
            let kept = self.path.display();
            let help = text!("kept-beside.help", kept = kept, path = shown.display());
            Error::new(text!("kept-beside", path = shown.display(), kept = kept; cause => cause(&error))).help(help)
        })?;
        Ok(false)
    }

    /// Exchanges back what stands under the temporary name. What another program saved in between is newer still, and is
    /// handed back in turn.
    fn hand_back(&mut self, target: &Path, after: &[u8]) -> io::Result<()> {
        let mut put_in = after.to_vec();
        for _ in 0..TRIES {
            let theirs = fs::read(&self.path);
            swap::exchange(&self.path, target)?;
            if fs::read(&self.path)? == put_in {
                self.is_ours = true;
                return Ok(());
            }
            put_in = theirs?;
        }
        Err(io::Error::from(io::ErrorKind::ResourceBusy))
    }

    /// Takes a name that is free. `false` when it is taken: nothing is ever overwritten.
    ///
    /// # Errors
    /// The operating system's, with the target's path.
    pub(super) fn take(&mut self, target: &Path) -> Result<bool> {
        let failed = |error: io::Error| Error::io(target, &error);
        match swap::rename_to_free(&self.path, target) {
            Ok(true) => {
                self.is_ours = false;
                return Ok(true);
            }
            Ok(false) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(failed(error)),
        }
        match fs::hard_link(&self.path, target) {
            Ok(()) => return Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            Err(error) if !is_unsupported(&error) => return Err(failed(error)),
            Err(_) => {}
        }
        // A file system without either: an empty file takes the name, and is replaced at once.
        match OpenOptions::new().write(true).create_new(true).open(target) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(failed(error)),
        }
        if let Err(error) = fs::rename(&self.path, target) {
            let _ = fs::remove_file(target);
            return Err(failed(error));
        }
        self.is_ours = false;
        Ok(true)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if self.is_ours {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Nobody else reads a text on its way that only its writer may read.
fn only_ours(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    let _ = options;
}

/// The mode and attributes of the file that it replaces, and its owner where we may give it away. The mode last: it may
/// forbid us the rest.
fn dress(file: &File, target: &Path, like: &fs::Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (like.uid(), like.gid()) {
            let _ = fchown(file, Some(like.uid()), Some(like.gid()));
        }
    }
    attributes::copy(target, file)?;
    file.set_permissions(like.permissions())
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) || error.raw_os_error() == Some(95)
}

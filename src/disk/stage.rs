//! Many files of an output folder replaced so that all new ones are written before the first old one goes: each is staged in a
//! folder of their own as soon as it is made, and renamed into place at the end.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::folder::make_passing_folder;
use super::litter::{empty_stage, sweep_stages};
use super::lock::Lock;
use super::temporary::passing_name;
use crate::error::{Error, Result, cause};
use crate::labels::text;

/// The file of a stage that is locked while somebody works there: what a stopped build left is told by it.
pub(super) const HELD: &str = "0";

/// Files on their way into an output folder. Nothing is made before the first; what is left of it goes when it is dropped.
pub(crate) struct Stage {
    root: PathBuf,
    out: PathBuf,
    folder: OnceLock<Result<Folder>>,
    /// How many files were given a number.
    count: AtomicUsize,
}

/// The folder with what was staged in it.
struct Folder {
    path: PathBuf,
    /// Locked as long as it is open.
    held: Option<File>,
    /// The folders that had to be made for it, the outermost first.
    made: Vec<PathBuf>,
}

impl Stage {
    /// What a build of the journal at `root` stages for the folder `out`.
    pub(crate) fn of(root: &Path, out: &Path) -> Stage {
        Stage { root: root.to_owned(), out: out.to_owned(), folder: OnceLock::new(), count: AtomicUsize::new(0) }
    }

    /// Writes a file under a number of its own, which is given. They are not synced: a site can be built again.
    ///
    /// # Errors
    /// The operating system's, with the output folder's path; for the first one, that another command holds the journal's lock,
    /// which is waited for.
    pub(crate) fn put(&self, bytes: &[u8]) -> Result<usize> {
        let folder = self.folder.get_or_init(|| self.begin()).as_ref().map_err(Clone::clone)?;
        let number = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        fs::write(folder.path.join(number.to_string()), bytes).map_err(|error| self.failed(&error))?;
        Ok(number)
    }

    /// Renames staged files, given by path and number, into place one by one.
    ///
    /// # Errors
    /// The operating system's, with the path. Before the first rename the folder's files are as they were.
    pub(crate) fn place<'a>(&self, files: impl ExactSizeIterator<Item = (&'a str, usize)>) -> Result<()> {
        let Some(Ok(stage)) = self.folder.get() else { return Ok(()) };
        let all = files.len();
        let mut made = None;
        for (done, (path, number)) in files.enumerate() {
            let target = self.out.join(path);
            let halfway = |error: &io::Error| {
                let message = text!("build.halfway", path = target.display(), done = done, all = all; cause => cause(error));
                Error::new(message).help(text!("build.halfway.help"))
            };
            let folder = target.parent().unwrap_or(&self.out);
            // Pages come by path: those of one folder stand together.
            if made.as_deref() != Some(folder) {
                make_passing_folder(folder).map_err(|error| halfway(&error))?;
                made = Some(folder.to_path_buf());
            }
            fs::rename(stage.path.join(number.to_string()), &target).map_err(|error| halfway(&error))?;
        }
        Ok(())
    }

    /// Makes the folder, under the journal's lock: no other build takes it for one that was left before it is held.
    fn begin(&self) -> Result<Folder> {
        let _lock = Lock::take(&self.root)?;
        sweep_stages(&self.out);
        let mut made: Vec<PathBuf> = self.out.ancestors().take_while(|above| !above.exists()).map(Path::to_path_buf).collect();
        made.reverse();
        // From here on what was made goes with it.
        let mut folder = Folder { path: self.out.join(passing_name()), held: None, made };
        make_passing_folder(&folder.path).map_err(|error| self.failed(&error))?;
        let held = OpenOptions::new().write(true).create_new(true).open(folder.path.join(HELD)).map_err(|error| self.failed(&error))?;
        // A file system without locks: then nobody knows it from one that was left, as long as two build at once.
        let _ = held.try_lock();
        folder.held = Some(held);
        Ok(folder)
    }

    fn failed(&self, error: &io::Error) -> Error {
        Error::new(text!("write-failed", path = self.out.display(); cause => cause(error)))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.held = None;
        empty_stage(&self.path);
        // Those in which nothing came to stand.
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::SETTINGS;

    #[test]
    fn what_is_staged_goes_into_place_or_goes() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join(SETTINGS), "").expect("written");
        let out = root.path().join("a/site");
        let there = || fs::read_dir(&out).map(|all| all.count()).ok();
        drop(Stage::of(root.path(), &out));
        assert_eq!(there(), None, "nothing was staged");
        let stage = Stage::of(root.path(), &out);
        stage.put(b"one").expect("staged");
        drop(stage);
        assert!(!root.path().join("a").exists(), "what was made for it goes too");

        let (one, other) = (Stage::of(root.path(), &out), Stage::of(root.path(), &out));
        let number = one.put(b"one").expect("staged");
        fs::create_dir(out.join(".asklog-7-left.tmp")).expect("made");
        fs::write(out.join(".asklog-7-left.tmp/1"), "half").expect("written");
        other.put(b"other").expect("staged");
        assert_eq!(there(), Some(2), "what was left went, what is held stays");
        one.place([("requests/a.html", number)].into_iter()).expect("placed");
        drop((one, other));
        assert_eq!((there(), fs::read(out.join("requests/a.html")).ok()), (Some(1), Some(b"one".to_vec())));
    }
}

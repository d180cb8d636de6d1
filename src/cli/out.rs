//! The output folder of a build: what stands in it, and what is written there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::disk::{self, Known, Stage, Stamp, Standing, digest};
use crate::error::Result;
use crate::parallel;
use crate::site::{Found, MARKER, Made, Marker, Output, Plan};

/// What the last build left.
pub(super) struct Last {
    /// The folder.
    pub(super) out: PathBuf,
    /// What proves which of its files are ours.
    pub(super) marker: Option<Marker>,
    /// When the marker was written.
    written: Option<Stamp>,
}

impl Last {
    /// What stands in a folder.
    ///
    /// # Errors
    /// A marker that cannot be read.
    pub(super) fn of(out: &Path) -> Result<Last> {
        let path = out.join(MARKER);
        let written = Stamp::at(&path);
        let marker = disk::read_if_there(&path)?.and_then(|bytes| Marker::parse(&String::from_utf8_lossy(&bytes), digest));
        Ok(Last { out: out.to_owned(), marker, written })
    }

    /// What stands under a path. A file that was left alone since the marker was written is not read.
    ///
    /// # Errors
    /// Something that is no file of its own.
    fn standing(&self, path: &str) -> Result<Option<Made>> {
        let standing = disk::standing_hash(&self.out, path, self.known(path))?;
        Ok(standing.map(|Standing { hash, size }| Made { hash, size: Some(size), ..Made::default() }))
    }

    /// What the marker knows of a file; where a build was stopped, nothing of those that it meant to write.
    fn known(&self, path: &str) -> Option<Known<'_>> {
        let marker = self.marker.as_ref().filter(|marker| !marker.before.contains_key(path))?;
        let made = marker.files.get(path)?;
        Some(Known { hash: &made.hash, size: made.size?, then: self.written? })
    }

    /// Whether the page of a path stands as a build left it that made it of what has this digest.
    pub(super) fn keeps(&self, path: &str, key: &str) -> bool {
        let made = self.marker.as_ref().and_then(|marker| marker.files.get(path));
        made.is_some_and(|made| made.key.as_deref() == Some(key) && self.stands(path, made))
    }

    /// The digest of what the page of a path was made of, where it stands as a build left it.
    pub(super) fn standing_key(&self, path: &str) -> Option<String> {
        let made = self.marker.as_ref()?.files.get(path)?;
        made.key.clone().filter(|_| self.stands(path, made))
    }

    /// The hash and size of a page that is kept, as the marker tells them.
    pub(super) fn kept(&self, path: &str) -> Made {
        let made = self.marker.as_ref().and_then(|marker| marker.files.get(path));
        made.map(|made| Made { hash: made.hash.clone(), size: made.size, ..Made::default() }).unwrap_or_default()
    }

    /// Whether a file stands as the last build left it.
    pub(super) fn stands(&self, path: &str, made: &Made) -> bool {
        self.standing(path).ok().flatten().is_some_and(|standing| standing.hash == made.hash)
    }

    /// What stands where it matters.
    ///
    /// # Errors
    /// Something that is no file of its own.
    pub(super) fn found(&self, pages: &[Output]) -> Result<Found> {
        let is_empty = disk::is_empty_folder(&self.out)?;
        if is_empty {
            return Ok(Found { marker: None, is_empty, files: BTreeMap::new() });
        }
        let mut paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        if let Some(marker) = &self.marker {
            paths.extend(marker.files.keys().map(String::as_str));
        }
        paths.sort_unstable();
        paths.dedup();
        let mut files = BTreeMap::new();
        for file in parallel::map(paths, |path| self.standing(path).map(|made| (path.to_owned(), made))) {
            if let (path, Some(made)) = file? {
                files.insert(path, made);
            }
        }
        Ok(Found { marker: self.marker.clone(), is_empty, files })
    }
}

/// The marker first with old and new files, then the pages, then the marker with the new ones.
///
/// # Errors
/// The disk's. Each file is the old one or the new one then.
pub(super) fn write(out: &Path, pages: &[Output], stage: &Stage, plan: Plan) -> Result<()> {
    let marker = out.join(MARKER);
    let hashes = |marker: &Marker| marker.files.iter().map(|(path, made)| (path.clone(), made.hash.clone())).collect::<Vec<_>>();
    if plan.write.is_empty() && plan.remove.is_empty() && hashes(&plan.during) == hashes(&plan.after) {
        return disk::write_if_changed(&marker, plan.after.text(digest).as_bytes());
    }
    disk::write_out(&marker, plan.during.text(digest).as_bytes())?;
    let staged = plan.write.iter().map(|&number| (pages[number].path.as_str(), pages[number].staged.unwrap_or_default()));
    let (placed, after) = parallel::both(|| stage.place(staged), || plan.after.text(digest));
    placed?;
    for path in &plan.remove {
        disk::remove(&out.join(path))?;
    }
    disk::write_out(&marker, after.as_bytes())
}

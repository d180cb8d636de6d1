//! The output folder of a build: what stands in it, and what is written there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::disk::{self, Stamp, Standing, digest};
use crate::error::Result;
use crate::parallel;
use crate::site::{Found, MARKER, Made, Marker, Page, Plan};

/// What the last build left.
pub(super) struct Last {
    /// The folder.
    pub(super) out: PathBuf,
    /// What proves which of its files are ours.
    pub(super) marker: Option<Marker>,
    /// When the marker was written, by the clock of that disk.
    clock: Option<i128>,
}

impl Last {
    /// What stands in a folder.
    ///
    /// # Errors
    /// A marker that cannot be read.
    pub(super) fn of(out: &Path) -> Result<Last> {
        let path = out.join(MARKER);
        let clock = Stamp::at(&path).map(Stamp::clock);
        let marker = disk::read_if_there(&path)?.and_then(|bytes| Marker::parse(&String::from_utf8_lossy(&bytes)));
        Ok(Last { out: out.to_owned(), marker, clock })
    }

    /// What stands under a path. A file that its stamp tells to be as it was left is not read.
    ///
    /// # Errors
    /// Something that is no file of its own.
    fn standing(&self, path: &str) -> Result<Option<Made>> {
        let made = self.marker.as_ref().and_then(|marker| marker.files.get(path));
        let known = made.and_then(|made| Some((made.hash.as_str(), Stamp::read(made.stamp.as_deref()?)?)));
        let standing = disk::standing_hash(&self.out, path, known)?;
        Ok(standing.map(|Standing { hash, stamp }| {
            let is_known = known.is_some_and(|(_, known)| stamp == Some(known));
            let is_settled = |stamp: &Stamp| is_known || self.clock.is_some_and(|clock| stamp.is_settled(clock));
            Made { hash, stamp: stamp.filter(is_settled).map(Stamp::word), key: None }
        }))
    }

    /// Whether the page of a path stands as a build left it that made it of what has this digest.
    pub(super) fn keeps(&self, path: &str, key: &str) -> bool {
        let made = self.marker.as_ref().and_then(|marker| marker.files.get(path));
        made.is_some_and(|made| made.key.as_deref() == Some(key) && self.stands(path, made))
    }

    /// The hash of each page: of those that are kept, the one that the marker tells.
    pub(super) fn hashes(&self, pages: &[Page]) -> Vec<String> {
        let standing = |path: &str| self.marker.as_ref().and_then(|marker| marker.files.get(path)).map(|made| made.hash.clone());
        let hash = |page: &Page| page.bytes().map_or_else(|| standing(&page.path).unwrap_or_default(), digest);
        parallel::map(pages.iter().collect(), hash)
    }

    /// Whether a file stands as the last build left it.
    pub(super) fn stands(&self, path: &str, made: &Made) -> bool {
        self.standing(path).ok().flatten().is_some_and(|standing| standing.hash == made.hash)
    }

    /// What stands where it matters.
    ///
    /// # Errors
    /// Something that is no file of its own.
    pub(super) fn found(&self, pages: &[Page]) -> Result<Found> {
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
        Ok(Found { marker: self.marker.clone(), is_empty: disk::is_empty_folder(&self.out)?, files })
    }
}

/// The marker first with old and new files, then the pages, then the marker with the new ones.
///
/// # Errors
/// The disk's. Each file is the old one or the new one then.
pub(super) fn write(out: &Path, pages: &[Page], mut plan: Plan) -> Result<()> {
    let marker = out.join(MARKER);
    let hashes = |marker: &Marker| marker.files.iter().map(|(path, made)| (path.clone(), made.hash.clone())).collect::<Vec<_>>();
    if plan.write.is_empty() && plan.remove.is_empty() && hashes(&plan.during) == hashes(&plan.after) {
        return disk::write_if_changed(&marker, plan.after.text().as_bytes());
    }
    disk::write_out(&marker, plan.during.text().as_bytes())?;
    let changed = plan.write.iter().map(|&number| (pages[number].path.as_str(), pages[number].bytes().unwrap_or_default()));
    disk::replace_all(out, changed)?;
    for path in &plan.remove {
        disk::remove(&out.join(path))?;
    }
    let written = plan.write.iter().map(|&number| pages[number].path.as_str()).collect();
    for (path, stamp) in stamps(out, written) {
        if let Some(made) = plan.after.files.get_mut(path) {
            made.stamp = Some(stamp);
        }
    }
    disk::write_out(&marker, plan.after.text().as_bytes())
}

/// The stamps of files that were just written, of those that are settled: the last of them shows how late it is.
fn stamps<'a>(out: &Path, paths: Vec<&'a str>) -> Vec<(&'a str, String)> {
    let all = parallel::map(paths, |path| Some((path, Stamp::at(&out.join(path))?)));
    let all: Vec<(&str, Stamp)> = all.into_iter().flatten().collect();
    let clock = all.iter().map(|(_, stamp)| stamp.clock()).max().unwrap_or_default();
    all.into_iter().filter(|(_, stamp)| stamp.is_settled(clock)).map(|(path, stamp)| (path, stamp.word())).collect()
}

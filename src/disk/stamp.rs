//! Whether a file was changed, told without reading it: by its stamp, as git's index keeps one.

use std::fs::Metadata;
use std::path::Path;

/// Nanoseconds within which a system may give two changes the same time.
const TICK: i128 = 20_000_000;
/// The same where it counts whole seconds.
const SECONDS: i128 = 2_100_000_000;

/// Which file it is, its size, and when its bytes, and anything of it, were last changed: nanoseconds since 1970 by the
/// disk's own clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    file: (u64, u64),
    size: u64,
    written: i128,
    changed: i128,
}

/// A moment that is over by the disk's own clock, as far as the stamps of some files tell: when the newest of them was
/// changed. By the system's clock, seconds since 1970, it is over too: one that was set back does not make it later.
pub(crate) fn moment_over(stamps: impl Iterator<Item = Stamp>, clock: i64) -> i128 {
    let newest = stamps.map(|stamp| stamp.changed).max().unwrap_or_default();
    newest.min(i128::from(clock) * 1_000_000_000)
}

impl Stamp {
    /// The stamp of a file; `None` where the system does not tell when anything of it was changed. (The time of writing
    /// alone would not do: whoever writes can set it back.)
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let time = |seconds: i64, part: i64| i128::from(seconds) * 1_000_000_000 + i128::from(part);
        let (written, changed) = (time(metadata.mtime(), metadata.mtime_nsec()), time(metadata.ctime(), metadata.ctime_nsec()));
        Some(Stamp { file: (metadata.dev(), metadata.ino()), size: metadata.size(), written, changed })
    }

    #[cfg(not(unix))]
    pub(super) fn of(_metadata: &Metadata) -> Option<Stamp> {
        None
    }

    /// The stamp of the file that is read at `path`.
    pub(crate) fn of_file(path: &Path) -> Option<Stamp> {
        Stamp::of(&std::fs::metadata(path).ok()?)
    }

    /// The stamp of what stands at `path`.
    pub(crate) fn at(path: &Path) -> Option<Stamp> {
        Stamp::of(&std::fs::symlink_metadata(path).ok()?)
    }

    /// Whether a file of so many bytes was left alone since another of that disk was written.
    pub(super) fn is_as_left(self, size: u64, other: Stamp) -> bool {
        self.size == size && self.is_settled(other.newest())
    }

    /// Whether whatever is done to the file after a moment gives it another stamp: so long before was it changed.
    pub(crate) fn is_settled(self, moment: i128) -> bool {
        let is_whole = |time: i128| time % 1_000_000_000 == 0;
        let tick = if is_whole(self.written) || is_whole(self.changed) { SECONDS } else { TICK };
        self.newest() + tick < moment
    }

    /// The later of its two times.
    fn newest(self) -> i128 {
        self.written.max(self.changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_trusted_only_once_its_tick_is_over() {
        let stamp = |size, written, changed| Stamp { file: (1, 1), size, written, changed };
        let left = |changed: i128, other: i128| stamp(1, 1, changed).is_as_left(1, stamp(9, 1, other));
        assert!(!left(5_000_000_002, 5_000_000_002) && !left(5_000_000_002, 5_020_000_002) && left(5_000_000_002, 5_020_000_003));
        assert!(!left(5_000_000_000, 7_000_000_000) && left(5_000_000_000, 8_000_000_000));
        assert!(!stamp(0, 1, 1).is_as_left(1, stamp(9, 1, 9_000_000_000)), "nothing is left of it");
        // A clock of whole seconds, and a time of writing that was set by hand: to the past it tells nothing, to the future that
        // the file is to be read.
        assert!(!stamp(1, 5_000_000_000, 5_100_000_000).is_settled(6_000_000_000));
        assert!(stamp(1, 1, 5_000_000_002).is_settled(6_000_000_000) && !stamp(1, 7_000_000_001, 5_000_000_002).is_settled(6_000_000_000));
    }

    #[test]
    fn a_moment_is_over_by_the_clocks_of_the_disk_and_of_the_system() {
        let at = |changed: i128| Stamp { file: (1, 1), size: 1, written: i128::MAX, changed };
        let over = |times: &[i128], clock| moment_over(times.iter().map(|time| at(*time)), clock);
        assert_eq!(over(&[7, 9, 8], 1_775_000_000), 9, "a time of writing may be set to any");
        assert_eq!(over(&[7, 9_000_000_000], 8), 8_000_000_000, "the clock was set back");
        assert_eq!(over(&[], 8), 0);
    }
}

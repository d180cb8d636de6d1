//! Whether a file is as it was left, told without reading it: its stamp, as git's index keeps one.

use std::fs::Metadata;
use std::path::Path;

/// Nanoseconds within which a system may give two changes the same time.
const TICK: i128 = 20_000_000;
/// The same where it counts whole seconds.
const SECONDS: i128 = 2_100_000_000;

/// The size of a file, its number on the disk, and when its bytes and its name were last changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    size: u64,
    number: u64,
    written: i128,
    changed: i128,
}

impl Stamp {
    /// The stamp of a file; `None` where the system does not tell when anything of it was changed.
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let time = |seconds: i64, part: i64| i128::from(seconds) * 1_000_000_000 + i128::from(part);
        Some(Stamp {
            size: metadata.size(),
            number: metadata.ino(),
            written: time(metadata.mtime(), metadata.mtime_nsec()),
            changed: time(metadata.ctime(), metadata.ctime_nsec()),
        })
    }

    #[cfg(not(unix))]
    pub(super) fn of(_metadata: &Metadata) -> Option<Stamp> {
        None
    }

    /// The stamp of the file at `path`.
    pub(crate) fn at(path: &Path) -> Option<Stamp> {
        Stamp::of(&std::fs::symlink_metadata(path).ok()?)
    }

    /// Whether every change from now on gives another stamp: the clock of the file's own disk, which has come as far as
    /// `clock`, no longer shows the time of its last change.
    pub(crate) fn is_settled(self, clock: i128) -> bool {
        let last = self.written.max(self.changed);
        let tick = if last % 1_000_000_000 == 0 { SECONDS } else { TICK };
        last + tick < clock
    }

    /// The time of the last change, by the disk's clock.
    pub(crate) fn clock(self) -> i128 {
        self.written.max(self.changed)
    }

    /// The stamp in one word.
    pub(crate) fn word(self) -> String {
        format!("{:x}.{:x}.{:x}.{:x}", self.size, self.number, self.written, self.changed)
    }

    /// A stamp from its word.
    pub(crate) fn read(word: &str) -> Option<Stamp> {
        let mut parts = word.split('.');
        let stamp = Stamp {
            size: u64::from_str_radix(parts.next()?, 16).ok()?,
            number: u64::from_str_radix(parts.next()?, 16).ok()?,
            written: i128::from_str_radix(parts.next()?, 16).ok()?,
            changed: i128::from_str_radix(parts.next()?, 16).ok()?,
        };
        parts.next().is_none().then_some(stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_trusted_only_once_its_tick_is_over() {
        let stamp = Stamp { size: 1, number: 2, written: 5_000_000_001, changed: 5_000_000_002 };
        assert!(!stamp.is_settled(5_000_000_002) && !stamp.is_settled(5_020_000_002) && stamp.is_settled(5_020_000_003));
        let coarse = Stamp { written: 4_000_000_000, changed: 5_000_000_000, ..stamp };
        assert!(!coarse.is_settled(7_000_000_000) && coarse.is_settled(8_000_000_000));
        assert_eq!(Stamp::read(&stamp.word()), Some(stamp));
        for word in ["", "-", "1.2.3", "1.2.3.4.5", "1.2.3.x"] {
            assert_eq!(Stamp::read(word), None, "{word}");
        }
    }
}

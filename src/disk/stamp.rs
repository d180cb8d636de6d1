//! Whether a file was changed after another one, told without reading either: by its stamp, as git's index keeps one.

use std::fs::Metadata;
use std::path::Path;

/// Nanoseconds within which a system may give two changes the same time.
const TICK: i128 = 20_000_000;
/// The same where it counts whole seconds.
const SECONDS: i128 = 2_100_000_000;

/// The size of a file, and when its bytes or its name were last changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    size: u64,
    changed: i128,
}

impl Stamp {
    /// The stamp of a file; `None` where the system does not tell when anything of it was changed. (The time of writing
    /// alone would not do: whoever writes can set it back.)
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let time = |seconds: i64, part: i64| i128::from(seconds) * 1_000_000_000 + i128::from(part);
        let (written, changed) = (time(metadata.mtime(), metadata.mtime_nsec()), time(metadata.ctime(), metadata.ctime_nsec()));
        Some(Stamp { size: metadata.size(), changed: written.max(changed) })
    }

    #[cfg(not(unix))]
    pub(super) fn of(_metadata: &Metadata) -> Option<Stamp> {
        None
    }

    /// The stamp of the file at `path`.
    pub(crate) fn at(path: &Path) -> Option<Stamp> {
        Stamp::of(&std::fs::symlink_metadata(path).ok()?)
    }

    /// Whether a file of so many bytes was left alone since another of that disk was written.
    pub(super) fn is_as_left(self, size: u64, written: Stamp) -> bool {
        let tick = if self.changed % 1_000_000_000 == 0 { SECONDS } else { TICK };
        self.size == size && self.changed + tick < written.changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_trusted_only_once_its_tick_is_over() {
        let left = |changed: i128, written: i128| Stamp { size: 1, changed }.is_as_left(1, Stamp { size: 9, changed: written });
        assert!(!left(5_000_000_002, 5_000_000_002) && !left(5_000_000_002, 5_020_000_002) && left(5_000_000_002, 5_020_000_003));
        assert!(!left(5_000_000_000, 7_000_000_000) && left(5_000_000_000, 8_000_000_000));
        let stamp = Stamp { size: 0, changed: 1 };
        assert!(!stamp.is_as_left(1, Stamp { size: 9, changed: 9_000_000_000 }), "nothing is left of it");
    }
}

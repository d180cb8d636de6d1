//! What was read of a journal's entries, for who reads them again and again: a file that did not change since is neither
//! read nor parsed, and one whose bytes are the same is not parsed.

use crate::calendar::{Now, Zone};
use crate::disk::{self, Found, Stamp};
use crate::journal::{EntryRead, SIZE_LIMIT, Settings, entry_from_bytes};
use crate::parallel;
use crate::text::quick::{QuickMap, QuickSet};

/// What was read of the entries of one journal.
#[derive(Default)]
pub(super) struct Known {
    settings: Vec<u8>,
    zone: Option<Zone>,
    entries: QuickMap<String, Kept>,
}

struct Kept {
    /// As what the file was read; `None` where a change since may have given it the same.
    stamp: Option<Stamp>,
    read: EntryRead,
}

impl Known {
    /// What the files that were found hold, under settings of these bytes.
    pub(super) fn read(&mut self, found: Vec<Found>, bytes: &[u8], settings: &Settings, now: Now) -> Vec<EntryRead> {
        if self.settings != bytes || self.zone != Some(settings.zone) {
            *self = Known { settings: bytes.to_vec(), zone: Some(settings.zone), entries: QuickMap::default() };
        }
        let clock = Now::from_clock(settings.zone).instant().timestamp();
        let stamps = parallel::map(found.iter().collect(), |found| Stamp::of_file(&found.file));
        let over = disk::moment_over(stamps.iter().flatten().copied(), clock);
        let read = |(found, stamp): (Found, Option<Stamp>)| {
            let known = self.entries.get(&found.path);
            if let Some(known) = known.filter(|known| found.fault.is_none() && known.stamp.is_some() && known.stamp == stamp) {
                return (None, known.read.at(now));
            }
            disk::read_one(found, SIZE_LIMIT, |found, bytes| {
                let stamp = stamp.filter(|stamp| found.fault.is_none() && stamp.is_settled(over));
                let again = known.filter(|_| found.fault.is_none()).and_then(|known| known.read.again(&bytes, now));
                let read = again.unwrap_or_else(|| entry_from_bytes(found, bytes, settings, now));
                (Some(Kept { stamp, read: read.clone() }), read)
            })
        };
        let (new, read): (Vec<_>, Vec<_>) = parallel::map(found.into_iter().zip(stamps).collect(), read).into_iter().unzip();
        self.entries.extend(new.into_iter().flatten().map(|kept| (kept.read.path().to_owned(), kept)));
        if self.entries.len() > read.len() {
            let stay: QuickSet<&str> = read.iter().map(EntryRead::path).collect();
            self.entries.retain(|path, _| stay.contains(path.as_str()));
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File, FileTimes};
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::*;

    /// The subjects of a folder's entries, and how many of their files need not be read the next time.
    fn subjects(root: &Path, known: &mut Known) -> (Vec<String>, usize) {
        let (settings, now) = (Settings::read("asklog.yaml", b"").0, Now::from_clock(Zone::System));
        let read = known.read(disk::entries(root, "requests", SIZE_LIMIT).0, b"", &settings, now);
        let subjects = read.iter().filter_map(|read| read.as_request()?.subject.clone()).collect();
        (subjects, known.entries.values().filter(|kept| kept.stamp.is_some()).count())
    }

    #[test]
    fn a_change_of_the_same_size_and_time_is_not_missed() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("requests")).expect("made");
        let (a, b) = (root.path().join("requests/a.md"), root.path().join("requests/b.md"));
        let write = |path: &Path, subject: &str| {
            fs::write(path, format!("---\nkind: give\nsubject: {subject}\n---\n\nText.\n")).expect("written");
        };
        // The time of writing is the same for all, long ago: it tells nothing.
        let set_back = |path: &Path| {
            let file = File::options().write(true).open(path).expect("opened");
            file.set_times(FileTimes::new().set_modified(SystemTime::UNIX_EPOCH + Duration::from_millis(86_400_500))).expect("set");
        };
        write(&a, "One");
        set_back(&a);
        let mut known = Known::default();
        for number in 0..100 {
            // At once after it was read: within one tick of the clock, or in the next one.
            let subject = format!("S{number:02}");
            write(&a, &subject);
            set_back(&a);
            assert_eq!(subjects(root.path(), &mut known), (vec![subject], 0), "the newest file is always read");
        }
        std::thread::sleep(Duration::from_millis(1_100));
        write(&b, "Two");
        assert_eq!(subjects(root.path(), &mut known), (vec!["S99".to_owned(), "Two".to_owned()], usize::from(cfg!(unix))));
        write(&a, "S00");
        set_back(&a);
        assert_eq!(subjects(root.path(), &mut known).0, ["S00", "Two"], "another time of its change");
        fs::remove_file(&b).expect("removed");
        assert_eq!(subjects(root.path(), &mut known).0, ["S00"]);
        assert_eq!(known.entries.len(), 1);
    }

    #[test]
    fn what_cannot_be_opened_is_tried_again() {
        let root = tempfile::tempdir().expect("a folder");
        let mut known = Known::default();
        let (settings, now) = (Settings::read("asklog.yaml", b"").0, Now::from_clock(Zone::System));
        let found = || vec![Found::of("requests/a.md", root.path().join("a.md"))];
        assert!(!known.read(found(), b"", &settings, now)[0].is_readable());
        fs::write(root.path().join("a.md"), "---\nkind: give\n---\n\nText.\n").expect("written");
        assert!(known.read(found(), b"", &settings, now)[0].is_readable());
    }
}

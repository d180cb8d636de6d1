//! Small journals, for the tests of the rules.

use crate::calendar::{Moment, Now, Zone};
use crate::disk::{Found, SETTINGS};
use crate::journal::{Journal, Settings, entry_from_bytes};

/// A journal of these files, by path and text, on 20 April 2026.
pub(super) fn journal<'a>(settings: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Journal {
    let zone = Zone::named("Asia/Taipei").expect("in the database");
    let now = Now::at(Moment::parse("2026-04-20", zone).expect("a day"), zone).expect("a time");
    let (settings, found) = Settings::read(SETTINGS, settings.as_bytes());
    let read = |(path, text): (&str, &str)| {
        let found = Found::of(path, path);
        entry_from_bytes(found, text.as_bytes().to_vec(), &settings, now)
    };
    let entries: Vec<_> = files.into_iter().map(read).collect();
    Journal::assemble(settings, found, entries, &[], now)
}

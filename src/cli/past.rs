//! What git knows of the journal, for the commands that tell of it: a few processes for all entries.

use std::path::Path;

use super::open::Open;
use crate::git::{self, Absent, Place};
use crate::journal::{Journal, SIZE_LIMIT};
use crate::labels::{Labels, text};
use crate::site::MARKER;
use crate::versions::Past;

/// The past of the entries at the wanted paths, and where the journal stands.
///
/// # Errors
/// Why there is none: no git, no repository, or git's own refusal.
pub(super) fn read(open: &Open, wanted: impl Fn(&str) -> bool) -> Result<(Past, Place), Absent> {
    let place = git::place(&open.root)?;
    let past = of_place(&open.root, &open.journal, &open.labels, &place, wanted)?;
    Ok((past, place))
}

/// As [`read`], where the place is known.
///
/// # Errors
/// As [`read`].
pub(super) fn of_place(
    root: &Path,
    journal: &Journal,
    labels: &Labels,
    place: &Place,
    wanted: impl Fn(&str) -> bool,
) -> Result<Past, Absent> {
    let Some(head) = &place.head else { return Ok(Past::default()) };
    let refused = |error: crate::error::Error| Absent::Refused(error.message.say(labels));
    let standing = git::standing(root, head).map_err(refused)?;
    let past = Past::read(&git::walk(root, head).map_err(refused)?, &standing, &place.prefix);
    let blobs = past.blobs(wanted, journal);
    Ok(past.with_texts(git::read_blobs(root, &blobs, SIZE_LIMIT).map_err(refused)?))
}

/// The past for the rules about it: all entries, and the built sites that git keeps; `None` where there is none.
/// A refusal of git is said.
pub(super) fn for_checks(open: &Open) -> Option<Past> {
    of_all(&open.root, &open.journal, &open.labels).unwrap_or_else(|words| {
        open.say(&text!("git.refused", words = words));
        None
    })
}

/// As [`for_checks`].
///
/// # Errors
/// The words of git's refusal.
pub(super) fn of_all(root: &Path, journal: &Journal, labels: &Labels) -> Result<Option<Past>, String> {
    let past = git::place(root).and_then(|place| of_place(root, journal, labels, &place, |_| true));
    match past {
        Ok(mut past) => {
            past.tracked_sites = git::tracked_sites(root, MARKER).unwrap_or_default();
            Ok(Some(past))
        }
        Err(Absent::Refused(words)) => Err(words),
        Err(Absent::NotStarted(cause)) => Err(cause.say(labels)),
        Err(_) => Ok(None),
    }
}

/// As [`read`]; where there is no past that is said, and only the working copies are known.
pub(super) fn or_working_copies(open: &Open, wanted: impl Fn(&str) -> bool) -> Past {
    match read(open, &wanted) {
        Ok((past, place)) => {
            if place.head.is_none() {
                open.say(&text!("git.no-commit"));
            } else if place.is_shallow {
                open.say(&text!("git.shallow"));
            }
            let blobs = past.blobs(&wanted, &open.journal);
            if place.head.is_some() && blobs.is_empty() {
                open.say(&text!("git.not-committed"));
            }
            let missing = past.missing(&blobs);
            if missing > 0 {
                open.say(&text!("git.not-here", count = missing));
            }
            past
        }
        Err(absent) => {
            open.say(&absent.say());
            if let Some(help) = absent.help(&open.root) {
                open.say(&help);
            }
            Past::default()
        }
    }
}

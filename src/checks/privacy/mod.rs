//! Privacy: does anything get out that should not? `private-data-in-site` is told by a build.

mod secret_in_public;

use super::rule::{About, Group};
use crate::diagnostic::{Diagnostic, Severity};
use crate::journal::Journal;

const fn about(name: &'static str, severity: Severity, text: &'static str) -> About {
    About { name, severity, group: Group::Privacy, text }
}

const RULES: &[About] = &[
    about("private-data-in-site", Severity::Error, include_str!("private_data_in_site.md")),
    about("secret-in-public", Severity::Warning, include_str!("secret_in_public.md")),
];

/// What every face shows of the rules of this room, in the order of the catalogue.
pub(super) fn abouts() -> impl Iterator<Item = &'static About> {
    RULES.iter()
}

/// Runs those that need no built site.
pub(super) fn check(journal: &Journal, found: &mut Vec<Diagnostic>) {
    let before = found.len();
    secret_in_public::run(journal, found);
    found.iter_mut().skip(before).for_each(|diagnostic| diagnostic.adopt(RULES[1].text));
}

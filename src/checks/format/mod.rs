//! Format: can the file be read as what it is? The reader of files applies these; here are their names,
//! weights and texts. Their errors can be neither turned off nor silenced.

use super::rule::{About, Group};
use crate::diagnostic::Severity::{self, Advice, Error, Warning};

const fn about(name: &'static str, severity: Severity, text: &'static str) -> About {
    About { name, severity, group: Group::Format, text }
}

/// The rules of this room, in the order of the catalogue.
pub(super) const RULES: &[About] = &[
    about("not-utf8", Error, include_str!("not_utf8.md")),
    about("no-front-matter", Error, include_str!("no_front_matter.md")),
    about("conflict-markers", Error, include_str!("conflict_markers.md")),
    about("invalid-yaml", Error, include_str!("invalid_yaml.md")),
    about("wrong-type", Error, include_str!("wrong_type.md")),
    about("invalid-date", Error, include_str!("invalid_date.md")),
    about("unknown-value", Error, include_str!("unknown_value.md")),
    about("missing-key", Error, include_str!("missing_key.md")),
    about("file-too-large", Error, include_str!("file_too_large.md")),
    about("unreadable-file", Error, include_str!("unreadable_file.md")),
    about("broken-link", Warning, include_str!("broken_link.md")),
    about("unknown-key", Warning, include_str!("unknown_key.md")),
    about("cut-value", Warning, include_str!("cut_value.md")),
    about("control-character", Warning, include_str!("control_character.md")),
    about("section-not-recognised", Warning, include_str!("section_not_recognised.md")),
    about("unportable-name", Warning, include_str!("unportable_name.md")),
    about("stray-file", Advice, include_str!("stray_file.md")),
    about("no-timezone", Advice, include_str!("no_timezone.md")),
];

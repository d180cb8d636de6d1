//! The catalogue: every rule of every room, by name.

use super::rule::About;
use super::{facts, format, message, past, privacy, template};

/// Told by the engine itself: an `allow` that silences nothing.
pub(super) const UNUSED_ALLOW: About = About {
    name: "unused-allow",
    severity: crate::diagnostic::Severity::Advice,
    group: super::rule::Group::Consistency,
    text: include_str!("facts/unused_allow.md"),
};

/// Every rule, in the order of spec 3.
pub(crate) fn all() -> impl Iterator<Item = &'static About> {
    format::RULES
        .iter()
        .chain(facts::abouts())
        .chain(past::abouts())
        .chain([&UNUSED_ALLOW])
        .chain(template::abouts())
        .chain(message::abouts())
        .chain(privacy::abouts())
}

/// The rule of a name.
pub(crate) fn about(name: &str) -> Option<&'static About> {
    all().find(|about| about.name == name)
}

/// All names that settings and `allow` may use.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    all().map(|about| about.name)
}

/// Tells whether a rule of this name exists.
pub(crate) fn is_rule(name: &str) -> bool {
    about(name).is_some()
}

/// Tells whether a rule of this name runs in this version, with or without what git knows: what `allow` names and
/// never fires silences nothing.
pub(super) fn is_run(name: &str, has_past: bool) -> bool {
    is_rule(name) && (has_past || past::abouts().all(|about| about.name != name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_which_names_are_rules_and_which_run() {
        for (name, is_known, runs, runs_with_past) in [
            ("too-long", true, true, true),
            ("site-tracked", true, false, true),
            ("not-utf8", true, true, true),
            ("secret-in-public", true, true, true),
            ("no-opening", true, true, true),
            ("unused-allow", true, true, true),
            ("too-wide", false, false, false),
        ] {
            assert_eq!((is_rule(name), is_run(name, false), is_run(name, true)), (is_known, runs, runs_with_past), "{name}");
        }
    }
}

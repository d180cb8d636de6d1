//! Files of one folder whose names differ only by Unicode form or case: some systems hold only one.

use super::ids::{stem_of, twins};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::labels::text;

/// One finding for each such file among `paths`.
pub(super) fn findings(paths: &[&str]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for group in twins(paths.iter().copied()) {
        for (at, path) in group.iter().enumerate() {
            let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
            let twin = group.iter().enumerate().find(|(other, twin)| *other != at && folder(twin) == folder(path));
            if let Some((_, twin)) = twin {
                let message = text!("unportable-name.twin", name = stem_of(path), twin = stem_of(twin));
                found.push(
                    Diagnostic::new("unportable-name", Severity::Warning, path, Span::TOP, message).help(text!("unportable-name.help")),
                );
            }
        }
    }
    found
}

/// Whether a finding is one of those.
pub(super) fn is_twin(diagnostic: &Diagnostic) -> bool {
    diagnostic.rule == "unportable-name" && diagnostic.message.key() == "unportable-name.twin"
}

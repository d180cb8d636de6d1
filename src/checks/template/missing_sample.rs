//! `missing-sample`: a required variable shows what to write.

use super::sheet::Sheet;
use crate::diagnostic::{Diagnostic, Span};
use crate::labels::text;

/// Fires at each variable that is neither optional nor has a sample.
pub(super) fn run(sheet: &Sheet<'_>, found: &mut Vec<Diagnostic>) {
    let declared = sheet.template.document.root().get("variables");
    for variable in sheet.template.variables.iter().filter(|variable| !variable.optional && variable.sample.is_none()) {
        let span = declared.and_then(|declared| declared.entry(&variable.name)).map_or(Span::TOP, |entry| entry.key_span);
        let message = text!("missing-sample.message", name = variable.name);
        found.push(sheet.tell("missing-sample", span, message).help(text!("missing-sample.help", name = variable.name)));
    }
}

//! `unused-variable`: what stands under `variables` is filled somewhere.

use std::collections::BTreeSet;

use super::sheet::Sheet;
use crate::diagnostic::{Diagnostic, Span};
use crate::labels::text;

/// Fires at each declared name that body, subject and summary leave out; silent where one of them cannot be read.
pub(super) fn run(sheet: &Sheet<'_>, found: &mut Vec<Diagnostic>) {
    let used: BTreeSet<String> = sheet.sources.iter().flat_map(Sheet::used).collect();
    if !sheet.faults().is_empty() {
        return;
    }
    let declared = sheet.template.document.root().get("variables");
    for variable in sheet.template.variables.iter().filter(|variable| !used.contains(&variable.name)) {
        let span = declared.and_then(|declared| declared.entry(&variable.name)).map_or(Span::TOP, |entry| entry.key_span);
        let message = text!("unused-variable.message", name = variable.name);
        found.push(sheet.tell("unused-variable", span, message).help(text!("unused-variable.help", name = variable.name)));
    }
}

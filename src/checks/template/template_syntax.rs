//! `template-syntax`: minijinja can read and render every text of the template.

use super::sheet::Sheet;
use crate::diagnostic::Diagnostic;
use crate::labels::text;

/// Fires at the line of the first fault of body, subject and summary each: a tag that cannot be read, an
/// unknown filter, too many steps.
pub(super) fn run(sheet: &Sheet<'_>, found: &mut Vec<Diagnostic>) {
    for (source, fault) in sheet.faults() {
        let message = text!("template-syntax.message"; cause => fault.cause);
        found.push(sheet.tell("template-syntax", sheet.line(source, fault.line), message).help(text!("template-syntax.help")));
    }
}

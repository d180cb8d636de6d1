//! `undeclared-variable`: what the template fills stands under `variables`.

use std::collections::BTreeSet;

use super::sheet::Sheet;
use crate::diagnostic::Diagnostic;
use crate::labels::text;
use crate::text::near::nearest;

/// Fires once per name that is used and neither declared, built in, nor a word of the settings' `me`.
pub(super) fn run(sheet: &Sheet<'_>, found: &mut Vec<Diagnostic>) {
    let declared: Vec<&str> = sheet.template.variables.iter().map(|variable| variable.name.as_str()).collect();
    let mut told = BTreeSet::new();
    for source in &sheet.sources {
        for name in Sheet::used(source) {
            if declared.contains(&name.as_str()) || sheet.is_given(&name) || !told.insert(name.clone()) {
                continue;
            }
            let known = declared.iter().copied().chain(["recipient", "your_name", "today"]);
            let help = match nearest(&name, known) {
                Some(near) => text!("did-you-mean", word = near),
                None => text!("undeclared-variable.help", name = name),
            };
            let message = text!("undeclared-variable.message", name = name);
            found.push(sheet.tell("undeclared-variable", sheet.place_of(source, &name), message).help(help));
        }
    }
}

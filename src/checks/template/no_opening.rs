//! `no-opening`: the template begins with the reader.

use super::sheet::Sheet;
use crate::checks::message;
use crate::diagnostic::Diagnostic;
use crate::journal::{Kind, Part};
use crate::labels::text;

/// Fires in a template of letters or nudges where `parts` names no opening and no paragraph before the
/// request is about the reader.
pub(super) fn run(sheet: &Sheet<'_>, found: &mut Vec<Diagnostic>) {
    let template = sheet.template;
    let named = template.parts.iter().any(|(part, paragraphs)| *part == Part::Opening && !paragraphs.is_empty());
    let Some(rendered) = sheet.rendered.first().filter(|_| !named && (template.kind.is_letter() || template.kind == Kind::Nudge)) else {
        return;
    };
    let to = sheet.recipient();
    if !rendered.message.is_empty() && !message::opens_with_reader(&rendered.message, &to) {
        let place = sheet.place_of_words(rendered, message::opening(&rendered.message));
        found.push(sheet.tell("no-opening", place, text!("no-opening.message")).help(text!("no-opening.help")));
    }
}

//! `no-ask-in-template`: a template of letters that ask holds a request.

use super::sheet::Sheet;
use crate::diagnostic::Diagnostic;
use crate::journal::Kind;
use crate::labels::text;
use crate::message::{Message, Sentence};

/// Fires where nothing asks, in a template of the kinds to which `no-ask` applies.
pub(super) fn run(sheet: &Sheet<'_>, found: &mut Vec<Diagnostic>) {
    let Some(rendered) = sheet.rendered.first().filter(|_| sheet.template.kind <= Kind::Nudge) else { return };
    let message = Message::read(&rendered.message);
    if !message.is_empty() && message.asks().next().is_none() {
        // The signature is no sentence of the letter's.
        let ends = |sentence: &&Sentence| message.words(sentence).ends_with(['。', '！', '.', '!']);
        let last = message.sentences.iter().rfind(ends).or(message.sentences.last()).map_or(0..0, |sentence| sentence.range.clone());
        let place = sheet.place_of_words(rendered, last);
        found.push(sheet.tell("no-ask-in-template", place, text!("no-ask-in-template.message")).help(text!("no-ask-in-template.help")));
    }
}

//! `no-optional-close`: the request may be left unanswered.

use super::closing;
use super::letter::{Finding, Letter};
use super::ways_out;
use crate::labels::text;
use crate::message::Sentence;
use crate::text::script::length;

/// Fires where the last half of the sentences of a letter or nudge leaves no way out and asks for no small
/// answer. The article's courtesy: the evidence for more replies is weak, and the text promises none.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !letter.asks_someone() || letter.message.asks().next().is_none() {
        return;
    }
    let sentences = &letter.message.sentences;
    // Names and greetings below the letter are not its last half.
    let body = sentences.len() - sentences.iter().rev().take_while(|sentence| is_sign_off(letter.message.words(sentence))).count();
    let (body_of, chinese) = (&sentences[..body], letter.chinese);
    let words = |sentence: &Sentence| letter.message.words(sentence);
    let leaves = sentences[body / 2..].iter().rev().any(|sentence| ways_out::stands_in(words(sentence), chinese));
    if !leaves && !may_leave(body_of, words) {
        let place = sentences[..body.max(1)].last().map_or(letter.beginning(), |sentence| sentence.range.clone());
        found.push(Finding::at(place, text!("no-optional-close.message"), text!("no-optional-close.help")));
    }
}

/// Whether something after the last question may be a way out in words of its own: it neither waits nor presses, nor
/// thanks, nor tells of the writer.
fn may_leave<'a>(body: &[Sentence], words: impl Fn(&Sentence) -> &'a str) -> bool {
    let Some(ask) = body.iter().rposition(|sentence| sentence.asks) else { return false };
    let after: Vec<&str> = body[ask + 1..].iter().map(words).collect();
    let waits = after.last().is_some_and(|last| closing::waits(last)) || after.iter().any(|words| closing::presses(words));
    !waits && !after.iter().all(|words| closing::is_empty(words))
}

/// A short line without a mark that ends a sentence: 品妤 敬上, Best regards, Marta.
fn is_sign_off(words: &str) -> bool {
    !words.ends_with(['。', '！', '？', '.', '!', '?']) && length(words).units() <= 5.0
}

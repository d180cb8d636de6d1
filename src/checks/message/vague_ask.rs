//! `vague-ask`: one question has borders.

use super::letter::{Finding, Letter};
use super::limits;
use super::phrase::outside_quotes;
use crate::labels::text;
use crate::message::{BORDERED, STRONG_VAGUE, Sentence, WEAK_VAGUE, is_vague};
use crate::text::script::length;

/// Fires where every sentence that asks is vague: one precise question silences it. A weak phrase counts
/// only where it is all there is in its sentence.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !letter.asks() {
        return;
    }
    let limit = letter.limit(&limits::VAGUE);
    let is_all_vague = |sentence: &Sentence| {
        let words = letter.message.words(sentence);
        let vague = is_vague(words)
            && (outside_quotes(&STRONG_VAGUE, words) || outside_quotes(&WEAK_VAGUE, words) && length(words).units() <= limit);
        vague && !BORDERED.is_in(words)
    };
    let mut asks = letter.message.asks().peekable();
    if let Some(first) = asks.peek().map(|sentence| sentence.range.clone())
        && asks.all(is_all_vague)
    {
        found.push(Finding::at(first, text!("vague-ask.message"), text!("vague-ask.help")));
    }
}

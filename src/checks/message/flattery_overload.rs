//! `flattery-overload`: one honest, specific compliment.

use super::letter::{Finding, Letter};
use super::limits;
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Superlatives (message-patterns.json, `FLAT`).
static PRAISE: Phrase = Phrase {
    find: pattern!(
        r"大神|神人|超強|膜拜|崇拜|偶像|最(?:厲害|強|棒|頂尖|佩服|有深度|獨到)|業界第一|無人能[及比]|超(?:級)?厲害|仰慕|女神|男神|\bamazing\b|\bincredible\b|\bgenius\b|\blegend\b|\bidol\b|\bhuge fan\b|\bbiggest fan\b|\btruly inspiring\b|\bphenomenal\b|\bguru\b|\bgreatest\b|\bmost (?:brilliant|inspiring|beautiful|talented|incredible|amazing)\b|\bbrilliant\b|\bextraordinary\b|\bvisionary\b|\bworld-class\b|\bsuperstar\b|\brock ?star\b|\bbest [a-z]+ (?:in the world|ever|anyone)\b"
    ),
    innocent: None,
    unless: None,
};

/// Fires at the superlative that is one too many.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let praise = PRAISE.everywhere(letter);
    if praise.len() as f64 >= letter.limit(&limits::FLATTERY) {
        let last = praise[praise.len() - 1].clone();
        found.push(Finding::at(last, text!("flattery-overload.message", count = praise.len()), text!("flattery-overload.help")));
    }
}

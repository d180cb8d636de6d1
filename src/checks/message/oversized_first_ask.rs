//! `oversized-first-ask`: a stranger is asked for minutes, not for hours.

use super::letter::{Finding, Letter, Relationship};
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};

/// An hour, or a role for months, beside a word of meeting (message-patterns.json, `BIG`): a duration by
/// itself is background.
static BIG: Phrase = Phrase {
    find: pattern!(
        r"(?:通話|見面|碰面|聊|談|討論|視訊|開會|請教|指導|咖啡|佔用)[^。！？!?\n]{0,8}[一1兩2三3]個?(?:半)?(?:小時|鐘頭)|[一1兩2三3]個?(?:小時|鐘頭)[^。！？!?\n]{0,4}(?:通話|見面|碰面|聊|談|討論|視訊|指導)|(?:60|90) ?分鐘|[當做](?:我的?)(?:導師|mentor|師父|教練)|擔任我的(?:導師|mentor|師父|教練)|長期(?:指導|帶)我|每週[跟和與]我|(?:call|meet|meeting|chat|coffee|talk|session)\b[^.!?\n]{0,30}\b(?:an|one|two) hours?\b|\b(?:an|one|two)[- ]hour(?:-long)? (?:call|meeting|chat|session)\b|\bfor an hour\b|\bhour-long (?:call|meeting|chat|session)\b|\b(?:60|90)[- ]minutes?\b|\bbe my mentor\b|\bmentor me\b|\bweekly (?:call|meeting|session)"
    ),
    innocent: Some(pattern!(
        r"\b(?:spent|worked|tried|debugged|searched|read|been|ran|waited|stared|stuck)\b[^.!?\n]{0,24}\bfor an hour\b"
    )),
    unless: None,
};
static WISH: Pattern = pattern!(r"希望|想請|\bwould (?:love|like|be perfect)\b|\bcould you\b|\bperfect\b");

/// Fires in letters to someone not talked with yet, inside sentences that ask or wish.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !letter.kind.is_letter() || letter.relationship() == Relationship::Warm {
        return;
    }
    if let Some(place) = BIG.first(letter, |sentence| sentence.asks || WISH.is_in(letter.message.words(sentence))) {
        found.push(Finding::at(place, text!("oversized-first-ask.message"), text!("oversized-first-ask.help")));
    }
}

//! `over-apology`: one apology is courtesy; several make the reader console the writer.

use super::letter::{Finding, Letter};
use super::limits;
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Apologies (message-patterns.json, `APOZH` and `APOEN`).
static CHINESE: Phrase =
    Phrase { find: pattern!(r"不好意思|抱歉|打擾|冒昧|對不起|請見諒|原諒"), innocent: None, unless: None };
static ENGLISH: Phrase = Phrase {
    find: pattern!(
        r"\bsorry\b|\bapologi[sz]e\b|\bapologies\b|both(?:er|ering) you\b|\bforgive me\b|\bi know you(?:'re| are) (?:so |very |really )?busy\b"
    ),
    innocent: None,
    unless: None,
};
/// An insult to oneself: one is enough (`SELF`).
static SELF_INSULT: Phrase = Phrase {
    find: pattern!(
        r"笨問題|蠢問題|白痴問題|我(?:很|太|真的很)[笨廢]|小弟不才|\b(?:stupid|dumb|silly) question\b|\bi'm (?:just )?a nobody\b"
    ),
    innocent: None,
    unless: None,
};

/// Fires at the apology that is one too many, or at an insult to oneself.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(place) = SELF_INSULT.everywhere(letter).into_iter().next() {
        found.push(Finding::at(place, text!("over-apology.self"), text!("over-apology.self.help")));
        return;
    }
    let apologies = if letter.chinese { CHINESE.everywhere(letter) } else { ENGLISH.everywhere(letter) };
    if apologies.len() as f64 >= letter.limit(&limits::APOLOGIES) {
        let last = apologies[apologies.len() - 1].clone();
        found.push(Finding::at(last, text!("over-apology.message", count = apologies.len()), text!("over-apology.help")));
    }
}

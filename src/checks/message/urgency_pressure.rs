//! `urgency-pressure`: a real date instead of hurry.

use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Hurry put on the reader (message-patterns.json, `URG`). The writer's own promise, a negation or a noun is none.
static URGENT: Phrase = Phrase {
    find: pattern!(
        r"很急|超急|急件|我(?:很|非常)?急需|急需[您你妳]|十萬火急|緊急(?:的)?(?:事|請求|狀況|情況)|(?:很|非常|十分)緊急|(?:^|[。！？!?\n])\s*緊急|[盡儘][快速]|馬上回|立刻回|立即回|一定要(?:回[我覆]|馬上|立刻)|請務必|今天之?內|明天之?前|\burgent\b|\basap\b|\b(?:reply|respond|answer)(?: me)? immediately\b|\bright away\b|\bas soon as possible\b|\bby (?:today|tonight|tomorrow|end of (?:the )?day|eod)\b"
    ),
    innocent: Some(pattern!(
        r"不很急|很急著|很急躁|不緊急|\bnot (?:at all |that |very |so )?urgent\b|\bnothing urgent\b|\bno urgent\b|\bright away after\b|\burgent (?:care|tickets?|queue|cases?|orders?)\b|緊急應變"
    )),
    unless: Some(pattern!(r"我(?:也)?[會將]|我再|\bi(?:'ll| will| can| could)\b|not urgent|不緊急|不急")),
};

/// Fires at the first such phrase, in the subject too; silent where the entry names a real `deadline`.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if letter.has_deadline {
        return;
    }
    if letter.subject.is_some_and(|subject| URGENT.is_in(&crate::message::folded(subject))) {
        found.push(Finding::at_key("subject", text!("urgency-pressure.subject"), text!("urgency-pressure.help")));
    }
    if let Some(place) = URGENT.first(letter, |_| true) {
        found.push(Finding::at(place, text!("urgency-pressure.message"), text!("urgency-pressure.help")));
    }
}

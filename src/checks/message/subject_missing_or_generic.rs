//! `subject-missing-or-generic`: the subject says what it is about.

use super::letter::{Finding, Letter};
use crate::journal::Kind;
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};

/// A subject that could stand above any letter (message-patterns.json, `GENSUB`).
static GENERIC: Pattern = pattern!(
    r"^[\s\x{3000}]*(?:hi|hello|hey|hi there|hello there|help|help me|help needed|question|a question|quick question|request|advice|career advice|some advice|please help|please help me|important|urgent|inquiry|enquiry|touching base|checking in|no subject|introduction|請益|急|急件|重要|一個問題|有問題|有問題想(?:請教|請問|問)|諮詢|[(（]?無主旨[)）]?|請教|請問|問題|求助|求救|[您你]\s?好|自我介紹|請求協助|想請教[您你]|想請教|請教[您你]|打擾了)\s*[!！?？.。…~～]*[\s\x{3000}]*$"
);
/// Taken off before looking.
static PREFIX: Pattern = pattern!(r"^\s*(?:(?:re|fwd?|fw|回覆|轉寄|答覆)\s*[:：]\s*)+");

/// Fires in mail without a subject, or with one that says nothing. A letter that follows another keeps its subject.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !letter.is_on(&["email", "inmail"]) || letter.kind == Kind::Give || letter.subject_unread {
        return;
    }
    let subject = crate::message::folded(letter.subject.unwrap_or_default());
    let bare = PREFIX.find(&subject).map_or(subject.as_str(), |prefix| &subject[prefix.end..]);
    if bare.trim().is_empty() && letter.is_first {
        found.push(Finding::at_key("subject", text!("subject-missing-or-generic.missing"), text!("subject-missing-or-generic.help")));
    } else if GENERIC.is_in(bare) {
        let message = text!("subject-missing-or-generic.generic", subject = letter.subject.unwrap_or_default());
        found.push(Finding::at_key("subject", message, text!("subject-missing-or-generic.help")));
    }
}

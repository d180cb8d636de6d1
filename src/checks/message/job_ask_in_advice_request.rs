//! `job-ask-in-advice-request`: a letter for advice asks for advice.

use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::journal::Kind;
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};

/// A request for a job or a referral (message-patterns.json, `JOB`), its negations taken out (`JOBNEG`).
static JOB: Phrase = Phrase {
    find: pattern!(
        r"內推|推薦我[進到去]|(?:有|有沒有|有無|還有)[^。！？!?\n]{0,6}(?:職缺|開缺|缺人|徵人)|職缺[^。！？!?\n]{0,6}[嗎呢]|徵人[嗎呢]|找[^。！？!?\n]{0,4}職缺|\brefer me\b|\breferral\b|\b(?:any|job|current) openings?\b|\bopenings? (?:at|on|in) (?:your|the) (?:team|company|group)\b|\bare you hiring\b|\bforward my (?:resume|résumé|cv)\b"
    ),
    innocent: Some(pattern!(
        r"(?:不是|不求|不需要|無意|並非|沒有要|不打算|不會|不用|不必|無關)[^。！？!?\n]{0,12}(?:內推|職缺|推薦)|(?:not|n't|never) (?:asking|looking|here|writing)[^.!?\n]{0,20}(?:referral|job|opening|refer)[a-z ]*|\breferral (?:traffic|program|programme|code|link|marketing|bonus|fee|source|data|rate|channel)s?"
    )),
    unless: None,
};
static WISH: Pattern = pattern!(r"希望|想請|麻煩|拜託|\bwould (?:love|like)\b|\bhop(?:e|ing)\b");

/// Fires inside sentences that ask, of letters for advice; never of a request for a referral.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !matches!(letter.kind, Kind::AskLearning | Kind::AskInfoInterview | Kind::AskTechnical | Kind::AskFeedback) {
        return;
    }
    if let Some(place) = JOB.first(letter, |sentence| sentence.asks || WISH.is_in(letter.message.words(sentence))) {
        found.push(Finding::at(place, text!("job-ask-in-advice-request.message"), text!("job-ask-in-advice-request.help")));
    }
}

//! Words of crisis: no advice on craft then, but a line to call.

use super::letter::Letter;
use crate::message::folded;
use crate::text::pattern::{Pattern, pattern};

static CRISIS: Pattern = pattern!(
    r"不想活|活不下去|想死掉|自殺|輕生|尋短|結束(?:自己的?)?生命|了結自己|\bsuicid(?:e|al)\b",
    r"\bkill(?:ing)? myself\b|\bend(?:ing)? my life\b|\bdon't want to (?:live|be alive)\b",
    r"\bwant to die\b",
);

/// Whether the writer's own words speak of ending life.
pub(super) fn speaks(letter: &Letter<'_>) -> bool {
    CRISIS.is_in(&letter.message.prose) || letter.subject.is_some_and(|subject| CRISIS.is_in(&folded(subject)))
}

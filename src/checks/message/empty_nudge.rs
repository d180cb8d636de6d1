//! `empty-nudge`: a second message brings something new.

use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::journal::Kind;
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};

/// A reminder that says nothing new (message-patterns.json, `EMPTYN`).
static REMINDER: Phrase = Phrase {
    hint: None,
    find: pattern!(
        r"不知道?[您你妳]\s?(?:有沒有|是否(?:有)?)?\s?(?:看到|收到)(?:[了嗎我上這沒前那]|[，。？?！]|$)",
        r"想確認[您你妳]\s?是否(?:有)?(?:看到|收到)",
        r"(?:想|只是|再|來|溫馨|跟[您你]|向[您你])[^，。！？]{0,3}提醒(?:[您你妳])?一下|^提醒一下",
        r"(?:^|[，。！？\s]|請問|目前|現在|這邊|後續|不知道?|最近)有(?:任何)?(?:進度|消息|更新|回音)嗎",
        r"\bjust (?:checking in|checking on|touching base)\b",
        r"\bjust following up(?: on| with| to| again|[.,!]|$)|\bjust bumping (?:this|my|up|the)\b",
        r"\bbumping this(?: up| thread| message| e-?mail| note| to the top|[.,!]|$)",
        r"\bany updates?(?: on (?:this|my|it)| from you| yet|[?？.!]|$)",
        r"\b(?:have|are there|is there) any updates?[?]|\b(?:i'm|i am|just) circling back\b",
        r"^circling back\b",
        r"(?:^|[,;:] |\bjust |\bthis is |\bas )(?:a )?(?:gentle|friendly|quick|kind) reminder\b",
    ),
    innocent: None,
    unless: None,
};

/// What has come since: a reminder beside it is not empty.
static NEWS: Pattern = pattern!(
    r"這(?:幾|兩|三)?(?:週|周|天|個月)|後來|之後我|從那時|試了|試過|照[您你妳]|縮(?:成|小|到)|改(?:了|成|寫)|發現|結果|新的?(?:問題|發現|進展|版)",
    r"\bsince then\b|\bmeanwhile\b|\b(?:i|we)(?:'ve| have)? (?:tried|found|built|tested|rewrote|ran|read|finished|asked|learned|made|did)\b",
    r"\bwith (?:a|an|one|two|three|some|the) (?:[a-z]+ )?(?:results?|findings?|numbers?|figures?|answers?|news|charts?)\b|\d ?%",
    r"\b(?:smaller|narrower|narrowed|shrunk)\b|\bturned out\b",
);

/// Fires in a nudge at the first such phrase, where nothing new stands beside it.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if letter.kind != Kind::Nudge {
        return;
    }
    if let Some(place) = REMINDER.first(letter, |_| true)
        && !NEWS.is_in(letter.message.after_greeting())
    {
        found.push(Finding::at(place, text!("empty-nudge.message"), text!("empty-nudge.help")));
    }
}

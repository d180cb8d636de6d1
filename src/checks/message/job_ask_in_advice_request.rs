//! `job-ask-in-advice-request`: a letter for advice asks for advice.

use super::hints::Hint;
use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::journal::Kind;
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};

/// A request for a job or a referral (message-patterns.json, `JOB`), its negations taken out (`JOBNEG`).
pub(super) static JOB: Phrase = Phrase {
    hint: Some(Hint::Job),
    find: pattern!(
        r"(?:幫|請|可以|能|願意|方便|麻煩|想|求|給|有)[^。！？，]{0,10}內推(?:我|一下|嗎|的?機會|的?名額|名單|碼|[，。！？?]|$)",
        r"內推(?:我|一下|嗎|名額|機會|碼)",
        r"(?:請|能|可以|幫|麻煩|願意|希望|勞煩)[^，。！？]{0,8}推薦我[進到去]",
        r"(?:有沒有|有無|還有|是否有|有)[^。！？!?，\n]{0,8}(?:職缺|開缺|缺人|徵人)[^手力經驗要求都。！？，]{0,4}(?:嗎|呢|[？?])",
        r"有(?:適合|合適)?的?(?:職缺|缺額)[^。！？]{0,10}(?:通知|告訴|推薦|介紹|想到我|留意)",
        r"希望[^，。！？]{0,6}(?:加入|進入)(?:貴|[您你妳]們?的?)(?:公司|團隊|單位)|(?:幫我|替我|幫忙|代為?)轉(?:交|寄)?(?:我的)?履歷",
        r"\b(?:any|have|about|of) open (?:positions?|roles?)\b|\b(?:pass|send|hand) my (?:cv|r[eé]sum[eé]) (?:on |along )?to (?:hr|your|the)\b",
        r"有沒有[^。！？!?，\n]{0,8}(?:職缺|開缺|缺人|徵人)",
        r"[您你妳貴][^。！？!?，\n]{0,10}(?:有|還有|釋出|開)[^。！？!?，\n]{0,6}(?:職缺|開缺|缺人|徵人)(?:[，？?]|$)",
        r"職缺(?:嗎|呢|可以(?:推薦|介紹)|釋出嗎|開放嗎)|(?:徵人|缺人)[嗎呢]",
        r"(?:幫我|請[您你妳]|替我|幫忙)[^。！？，]{0,6}找[^。！？!?，\n]{0,6}職缺",
        concat!(
            r"\brefer me(?: (?:as well|too|for|internally|at|in|to (?:the |your |a |an )?(?:hiring|recruit|hr|team|",
            r"role|position|job|company|manager|opening))|[?.!,]|$)",
        ),
        concat!(
            r"(?:\b(?:give|get|offer|make|write|provide|need|want|would|could|can|love|appreciate|about|hoping for|",
            r"ask(?:ing)?(?: you)? for|chance of)\b)[^.?!]{0,30}\breferral\b(?:[?.!,]|$| (?:for|to|at|from|would|if|",
            r"possible|please|and|or))",
        ),
        r"\bjob openings? (?:at|on|in|with) (?:your|the)\b",
        concat!(
            r"\b(?:any|an|current|know of|have|are there)[a-z ]{0,12}openings?(?:[?.!,]|$| available| right now| for|",
            r" (?:at|on|in|with) (?:your|the) (?:team|company|group|department|lab|firm|studio|organi[sz]ation))",
        ),
        r"(?:^|[,;:.] |\band |\bbut |\balso,? )are you (?:currently |still )?hiring\b",
        r"\bis your (?:team|company|group|lab|studio)[a-z ]{0,12} hiring\b",
        r"\b(?:forward|pass on|send on) my (?:resume|cv|r[eé]sum[eé])",
    ),
    innocent: Some(pattern!(
        concat!(
            r"(?:不是|不求|不需要|無意|並非|沒有要|沒有想|不打算|不敢|不會|不用|不必|無關|沒有?靠|",
            r"不靠)[^。！？!?\n]{0,12}(?:內推|職缺|推薦)[^。！？!?，\n]{0,2}",
        ),
        r"(?:謝謝|感謝)[^。！？，]{0,10}內推",
        r"(?:not|n't|never) (?:asking|looking|here|writing|hoping|after)[^.!?\n]{0,20}(?:referral|job|opening|refer)[a-z ]*",
        r"\b(?:rather than|without|no|instead of|not) (?:a |any )?referral\b",
        r"\breferral (?:traffic|program|programme|code|link|marketing|bonus|fee|source|data|rate|channel|letter|form|header)s?",
        r"人手|人力|職缺(?:公告|描述|說明|要求|廣告|資料)|怎麼徵人|還是職缺",
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

//! `guilt-trip`: silence is feedback for the message, not a debt of the reader.

use super::hints::Hint;
use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Blame for silence (message-patterns.json, `GUILT`).
pub(super) static BLAME: Phrase = Phrase {
    hint: Some(Hint::Blame),
    find: pattern!(
        r"[您你妳][^，。！？\n]{0,8}已讀不回(?:[，。！？]|$|了)",
        r"(?:卻|都|又|一直|為什麼|為何|被[您你妳])已讀不回|已讀不回(?:了|我|[一二兩三四五六七2-9半幾]個?(?:次|天|週|月|星期))",
        r"[您你妳][^，。！？]{0,8}不想理我|是不是不想理我",
        r"(?:怎麼|為什麼|為何)(?:都|一直|還)?不回(?:我|信|覆|訊|$|[？?，。！])",
        r"(?:怎麼|為什麼|為何)[您你妳](?:都|一直|還|總是)*(?:不|沒有?)回|無視我(?:的(?:信|訊息|留言|問題|請求|來信|郵件)|[，。！？了嗎]|$)|等了[^，。！？]{1,10}(?:都|還是|卻)沒有?(?:任何)?(?:消息|回[音信覆應])",
        r"\b(?:i'm|i am) still waiting (?:for|on) (?:you|your)\b|\bdisappointed (?:not to|that you|you)\b",
        r"[您你妳][^。！？，]{0,6}(?:一個字都|遲遲|一直都?|卻都?)(?:不|沒有?)回",
        r"寄(?:給[您你妳])?了?[兩二三四五2-5]封(?:信|訊息|郵件)?(?:給[您你妳])?(?:了|都|卻|[，。！？]|$)",
        r"第[二三四五2-5]次(?:寫信給|寄信給|寫給|寄給|聯絡|打擾|提醒)[您你妳](?:了|[，。！]|$)",
        r"[您你妳]是不是(?:忘了|忘記)(?:[^，。！？]{0,6}(?:回|我|信)|[，。！？?]|$)",
        r"[您你妳]是不是不想(?:回|理|幫|看|$|[，。！？?])",
        concat!(
            r"\bnot sure (?:if|whether) you (?:saw|got|read|received|have seen|had) (?:my (?:[a-z]+ ){0,2}(?:e-?mails?|mails?|messages?|",
            r"notes?|letters?|dms?|questions?|requests?|one|last|previous)|the (?:last|previous|earlier|first|e-?mail|message|note|letter)|this (?:e-?mail|message|note|letter))\b",
        ),
        r"\bper my (?:last|previous) (?:e-?mail|message|note|mail|letter)\b|\bper my last[.,!]",
        r"\byou (?:still )?(?:haven't|have not|never|didn't) (?:replied|reply|responded|respond|answered|answer|written back)\b",
        r"\bstill haven't heard(?: back| from you| anything|[.,!?]|$)",
        r"\byou(?:'re| are| have|'ve| keep)?(?: just| been| simply)? ignor(?:ed|ing|e) (?:me|my)\b",
        r"\bwhy (?:are you|do you) ignor",
        r"\bignor(?:ed|ing) my (?:e-?mails?|messages?|letters?|notes?|questions?|mails?)\b",
        concat!(
            r"\b(?:second|third|fourth|fifth|2nd|3rd|4th|5th) time (?:that )?i(?:'m|'ve| am| have)? (?:writing|",
            r"written|emailing|emailed|messaging|asking|asked|write|email|ask)(?: to)?(?: you| this| again| about|",
            r"[.,!]|$)",
        ),
        r"\bdid you even (?:read|see|get|open|look|receive|bother|notice)\b",
        r"\bthe least you (?:can|could) do\b",
        r"\bbecause you (?:didn't|did not|never) (?:answer|reply|respond)|\bas i already said\b",
        r"\bas i said (?:before|already|in my (?:last|previous|first))\b|\bas i said[.,]",
    ),
    innocent: Some(pattern!(
        r"已讀不回(?:也|都)(?:沒|無)|(?:客戶|客人|使用者|廠商|學生|家長|對方|讀者|病人)[^，。！？您你妳]{0,4}(?:怎麼|為什麼|為何)[^，。！？]{0,3}回",
        r"(?:每位|受試者|客戶|對方|讀者|廠商)[^，。！？]{0,8}寄(?:給[您你妳])?了?[兩二三四五2-5]封(?:信)?[，。！？了都卻]?",
    )),
    unless: Some(pattern!(r"第一次[^。！？]{0,8}(?:謝謝|感謝)|\bfirst was to thank\b|\bto thank you\b|my talk")),
};

/// Fires at the first such phrase.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(place) = BLAME.first(letter, |_| true) {
        found.push(Finding::at(place, text!("guilt-trip.message"), text!("guilt-trip.help")));
    }
}

//! `over-apology`: one apology is courtesy; several make the reader console the writer.

use super::hints::Hint;
use super::letter::{Finding, Letter};
use super::limits;
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Apologies (message-patterns.json, `APOZH` and `APOEN`).
pub(super) static CHINESE: Phrase = Phrase {
    hint: Some(Hint::ApologyInChinese),
    find: pattern!(
        r"不好意思(?:[，。！,、~～\s]|$|打擾|佔用|冒昧|麻煩|突然|又|再|想|要|耽誤)|抱歉",
        r"打擾(?:[您你妳]|了|到|一下|[，。！,]|$)|冒昧|對不起(?:[^來上齊]|$)|請見諒",
        r"(?:請|望|盼)[^，。！？]{0,4}原諒|原諒我",
    ),
    innocent: Some(pattern!(r"[勿免不]打擾|(?:請勿)打擾")),
    // A sentence that counts or sorts words uses none of them.
    unless: Some(pattern!(r"出現[一二三四五六七八九十0-9]+次|範本|編碼表|詞條|語料|說(?:了|過)?[^，。！？]{1,4}[次遍]")),
};
pub(super) static ENGLISH: Phrase = Phrase {
    hint: Some(Hint::ApologyInEnglish),
    find: pattern!(
        r"\b(?:i'm|i am|so|very|really|terribly) (?:so |very |really |terribly |truly )?sorry\b|^sorry\b",
        r"[,:;—–-] sorry\b|\bsorry (?:to|for|if|about|that|again|once)\b|\bapologi[sz]e\b",
        r"\bapologies (?:for|if|in advance|again|[,.])|\bmy (?:sincere )?apologies\b",
        r"(?:\bfor|\bto|\bnot|\bi'm|\bi am|\bwithout|\bkeep) both(?:er|ering) you\b",
        r"\bforgive me(?: for| if| that| when|[,.;!]|$)",
        r"\bi know you(?:'re| are) (?:so |very |really )?busy\b",
    ),
    innocent: Some(pattern!(
        r"\bnot (?:at all |a bit )?sorry\b|(?:i.m |i am |so |very |really )*\bsorry to (?:hear|read|learn|see)\b|\bi know you(?:.re| are) (?:so |very |really )?busy with\b|\bsorry (?:state|sight|tale|mess)\b|\bsorry! "
    )),
    unless: None,
};
/// An insult to oneself: one is enough (`SELF`).
pub(super) static SELF_INSULT: Phrase = Phrase {
    hint: Some(Hint::Insult),
    find: pattern!(
        r"笨問題|蠢問題|白痴問題|我的問題(?:可能|也許|應該|大概|實在|真的)?(?:很|有點|太|蠻|滿)?(?:蠢|笨|白痴|幼稚)|我(?:很|太|真的很|實在太)[笨廢](?:[^重話拙]|$)|小弟不才",
        r"\b(?:a|my|this|such a|another|probably|maybe|the) (?:really |very |bit of a |a |rather )?(?:stupid|dumb|silly) question\b",
        r"^(?:stupid|dumb|silly) question\b|\bi'm (?:just )?a nobody\b",
    ),
    innocent: Some(pattern!(
        r"(?:沒有|不是|不算|不怕)(?:什麼)?(?:[笨蠢]|白痴)問題",
        r"(?:\b(?:no|not|never)|n't)\b[^.?!]{0,30}(?:stupid|dumb|silly) question|\basked an? (?:stupid|dumb|silly) question|\bsilly question friday\b",
    )),
    unless: None,
};

/// Fires at the apology that is one too many, or at an insult to oneself.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(place) = SELF_INSULT.everywhere(letter).into_iter().next() {
        found.push(Finding::at(place, text!("over-apology.self"), text!("over-apology.self.help")));
        return;
    }
    let mut apologies = if letter.chinese { CHINESE.everywhere(letter) } else { ENGLISH.everywhere(letter) };
    // 抱歉打擾 is one apology in two words.
    apologies.dedup_by(|next, before| {
        let words = |range: &std::ops::Range<usize>| &letter.message.prose[range.clone()];
        let borders = (words(before).chars().next_back(), words(next).chars().next());
        let joined =
            before.end == next.start && matches!(borders, (Some(last), Some(first)) if last.is_alphanumeric() && first.is_alphanumeric());
        before.end = if joined { next.end } else { before.end };
        joined
    });
    let Some(last) = apologies.last().filter(|_| apologies.len() as f64 >= letter.limit(&limits::APOLOGIES)) else { return };
    found.push(Finding::at(last.clone(), text!("over-apology.message", count = apologies.len()), text!("over-apology.help")));
}

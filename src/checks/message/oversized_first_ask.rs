//! `oversized-first-ask`: a stranger is asked for minutes, not for hours.

use std::ops::Range;

use super::hints::Hint;
use super::letter::{Finding, Letter, Relationship};
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};

/// An hour, or a role for months, beside a word of meeting (message-patterns.json, `BIG`): a duration by
/// itself is background.
pub(super) static BIG: Phrase = Phrase {
    hint: Some(Hint::BigAsk),
    find: pattern!(
        concat!(
            r"(?:通話|見面|碰面|聊|談|討論|視訊|開會|面談|請教[您你妳]|佔用|喝[^。，！？]{0,4}咖啡|電話|線上|",
            r"給我)[^。！？!?，,\n]{0,8}[一1兩2三3]\s?個?(?:半)?(?:小時|鐘頭)",
        ),
        r"[一1兩2三3]\s?個?(?:小時|鐘頭)[^。！？!?，,\n]{0,4}(?:通話|見面|碰面|聊|談話|面談|討論|視訊|指導|時間)",
        r"(?:通話|見面|碰面|聊|談|視訊|會議|佔用|給我|電話)[^。！？!?，,\n]{0,6}(?:60|90|六十|九十)\s?分鐘",
        r"請教[您你妳]\s?(?:60|90|六十|九十)\s?分鐘(?:[，。！？嗎]|$)",
        r"(?:60|90|六十|九十)\s?分鐘的?(?:通話|視訊|會議|見面|面談|時間)",
        r"(?:通話|見面|視訊|聊)(?:60|90)分鐘|(?:約|[跟和與][您你妳])[^，。！？\n]{0,4}(?:60|90|六十|九十)\s?分鐘|每[週周](?:都|固定|能|可以)?[跟和與][您你妳](?:上課|通話|見面|聊|視訊|開會|討論|談|學)",
        r"(?:聊|談|通話|見面|視訊|請教)[^。！？\n]{0,8}需要[^，。！？\n]{0,4}[一兩1-3](?:到[兩三23])?個?(?:小時|鐘頭)|\b(?:60|90|sixty|ninety) minutes of your time\b",
        r"(?:請|能|可以|願意|希望|麻煩|想|成為)[^，,。！？]{0,8}[當做]?(?:我的?)\s?(?:導師|mentor|師父|教練)",
        r"擔任我的(?:導師|mentor|師父|教練)",
        r"(?:請|能|可以|願意|希望|麻煩|想)[^，,。！？]{0,6}長期(?:指導|帶)我",
        r"每[週周][跟和與]我(?:通話|見面|聊|視訊|開會|討論|談)",
        r"(?:call|meet|meeting|chat|coffee|talk|speak|session)\b[^.!?\n]{0,30}\b(?:for|of|about|takes?) (?:an|one|two|1|2) hours?\b",
        r"\b(?:meet|call|talk|speak|chat|you)[^.!?\n]{0,24}\bfor an hour\b",
        r"\b(?:an|one|two)[- ]hour(?:-long)? (?:call|meeting|chat|session)\b",
        r"\bhour-long (?:call|meeting|chat|session)\b|\ban hour of your time\b",
        r"\b(?:spare|give|lend|grant) (?:me |us )?(?:an|one|two|1|2) hours?\b",
        r"\b(?:60|90)[- –]?min(?:ute)?s? (?:call|meeting|chat|session|coffee|conversation|video|zoom|talk)",
        r"\b(?:call|meet|chat|talk|coffee|session)\b[^.!?\n]{0,20}\b(?:60|90)[- –]?min(?:ute)?s?\b",
        r"\bbe my mentor\b|\bmentor me\b(?:[^-]|$)",
        r"\b(?:have|set up|do|schedule|start|hold|join)(?: a| our| me for a)? weekly (?:call|meeting|session)",
        r"\bweekly (?:call|meeting|session)s? (?:with (?:me|you)|together)",
    ),
    innocent: Some(pattern!(
        r"(?:不是|不敢|並非|沒有要|無意|不用|不必|不求)[^，,。！？]{0,12}(?:導師|mentor|師父|教練|小時|分鐘|長期)[^，,。！？]{0,4}",
        r"(?:導師|教練|師父)(?:的|建議)",
        r"\b(?:spent|worked|tried|debugged|searched|read|been|ran|waited|stared|stuck)\b[^.!?\n]{0,24}\bfor an hour\b",
        r"\bsession (?:cookie|token|timeout|length|id)",
        r"(?:not|n't|never)[^.!?]{0,20}(?:be my mentor|mentor me|weekly)",
    )),
    unless: None,
};
/// What asks or wishes, in the same clause: a duration in the next one is background.
static WISH: Pattern = pattern!(
    r"希望|想|請|可否|能否|可不可以|可以|能|方便|是否|願意|麻煩|拜託|嗎|[?？]|\bwould\b|\bcould\b",
    r"\bcan\b|\bmay i\b|\bi'd (?:love|like)\b|\bhop(?:e|ing)\b|\bplease\b|\bperfect\b|\bask\b",
);

/// Fires in letters to someone not talked with yet, inside clauses that ask or wish.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !letter.kind.is_letter() || letter.relationship() == Relationship::Warm {
        return;
    }
    let wishes = |place: &Range<usize>| WISH.is_in(&letter.message.prose[clause(&letter.message.prose, place)]);
    if let Some(place) = BIG.everywhere(letter).into_iter().find(wishes) {
        found.push(Finding::at(place, text!("oversized-first-ask.message"), text!("oversized-first-ask.help")));
    }
}

/// The clause around a place: from behind the mark before it to the mark after it, which may ask.
fn clause(prose: &str, place: &Range<usize>) -> Range<usize> {
    const MARKS: [char; 13] = [',', '，', '。', '！', '？', '；', '、', '.', '!', '?', ';', ':', '：'];
    let before = prose[..place.start].rsplit(MARKS).next().map_or(0, str::len);
    let after = prose[place.end..].split_inclusive(MARKS).next().map_or(0, str::len);
    place.start - before..place.end + after
}

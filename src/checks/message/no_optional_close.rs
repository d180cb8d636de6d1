//! `no-optional-close`: the request may be left unanswered.

use super::letter::{Finding, Letter};
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};
use crate::text::script::length;

/// A way out or a small answer in Chinese (message-patterns.json, `OPT`, and what careful letters say instead).
static CHINESE: Pattern = pattern!(
    r"(?:不|沒)(?:一定|用|必)?(?:要|有)?回(?:也|，|都|完全)|很感激|答不上來|[^我]有空[時再就]|方便時",
    r"方便的話|[看依][您你妳](?:的)?方便",
    r"(?:若|如果|要是|萬一|倘若|如)[^。！？，,\n]{0,14}(?:不|沒|忙|為難|抽不出|太|難)",
    r"不(?:方便|便|合適|適合|好說|確定)[^。！？\n]{0,8}(?:就|也|沒關係|理解|跟我說)",
    r"不(?:用|必|需)?回[覆復信]?[^。！？\n]{0,4}也|一句(?:話|建議)?(?:就|即|也)",
    r"[一兩二三幾個]個?[字詞句行](?:話|母)?[^。！？\n]{0,4}(?:就|即|也|都)",
    r"簡短(?:回[覆復應])?(?:就|即|也)|(?:^|[^急])不急|不趕|不用急|慢慢",
    r"(?:不必|不用|無須|不需|毋需|無需)(?:特地|特別|急著|勉強)?(?:回|急|勉強|客氣)",
    r"(?:婉拒|拒絕|說不)[^。！？\n]{0,6}(?:沒關係|也|理解)|(?:都|也|我)(?:能)?理解的?[。！]?$",
    r"(?:^|[^沒不未])完全理解|沒關係|不要緊|不打緊|無妨|別放在心上|當我沒[問說]|略過|跳過|忽略",
    r"按個?(?:讚|表情)|貼圖",
    r"(?:就|即|也)(?:好|可|行|夠|可以|很(?:夠|好|有幫助|受用|感謝|足夠|開心)|沒問題)(?:了|以)?(?:[。！，,、；~～)）]|$)",
    r"就很受用|再(?:看|回)就|都(?:好|行|可以)[。！，]|隨時都",
    r"(?:請|可以|也|就|歡迎|不妨)直接(?:跟|告訴)我(?:說)?|(?:時間|行程)(?:允許|許可)|行有餘力|願意的話",
);
/// A way out or a small answer in English.
static ENGLISH: Pattern = pattern!(
    r"\bno (?:rush|pressure|hurry|worries|obligation|problem|reply|answer|response|need to (?:reply|answer|respond))\b",
    r"\bnot urgent\b|\btake your time\b|\bat your (?:leisure|convenience|own pace)\b",
    r"\bwhen(?:ever)? (?:you (?:have|get|find|next|like|can)|it suits|it is convenient|it's convenient|convenient|suits)\b",
    r"\bwhenever\b",
    concat!(
        r"\bif (?:you(?:'re|'d|'ve no| are| aren't| can| can't| cannot| could| do| don't| would| prefer| like|",
        r" wish| ever| only| find| feel| think| get| happen| need| see| want| must| were| had| have (?:a|an|time|",
        r"no|any|only|five|two|one|little|other|never)| haven't| no longer)|it|it's|that|that's|this|the|not|",
        r"neither|none|either|now|time|your|anything here)\b",
    ),
    r"\bfeel free (?:to (?:ignore|skip|decline|say no|pass)|not to)\b",
    concat!(
        r"\b(?:one|single|short|quick)[- ](?:line|sentence|word|answer|reply)(?: (?:is|would|will|back|helps?|of|",
        r"does|answer|reply|or|on|either|from|each)|[,.;!]|$)",
    ),
    r"\banswer [a-z] or [a-z]\b|\bjust delete\b|\bshould it not\b",
    concat!(
        r"\b(?:a|one|two|any|even a|just a) (?:[a-z]+[- ]){0,2}(?:line|lines|sentence|sentences|word|words|",
        r"one-liner|thumbs[- ]up|emoji|link|pointer|yes|no|number|letter|name|reply|",
        r"answer)s?(?: or [a-z]+)? (?:is|are|would|will|before|by|on|back|helps?|does|suffices)\b",
    ),
    r"\ba (?:yes or no|simple yes|quick no|yes/no|thumbs[- ]up|one-liner|plain no)\b",
    concat!(
        r"\b(?:is|are|would be|will be|be) (?:plenty|enough|(?:perfectly |just |totally |quite |also )?fine|",
        r"welcome too|more than enough)\b",
    ),
    r"\bwould (?:make a fine|do|suit|help|already help|suffice)\b",
    r"\b(?:totally|completely|perfectly|fully|of course|entirely) (?:fine|ok|okay)\b",
    r"\b(?:totally|completely|fully) understand(?:[.,!;]| if|$)",
    r"\bi(?:'d|'ll| would| will)? (?:completely |fully |totally |quite )?understand(?:[.,!;]| if| that| too|$)",
    r"\bhappy to take no\b|\bsaying no is\b|\b(?:just |simply )?say no\b|\bsilence is\b",
    r"\b(?:ignore|skip) (?:this|it|my|me)\b|\blet it go\b|\bforget (?:i|that i|this|it)\b",
    r"\bdon't (?:feel|worry|trouble)\b|\b(?:ok|okay|fine) (?:too|to (?:skip|ignore|say no|decline))\b",
    r"\bwon't (?:write|ask|mind|chase|follow up)\b|\beither way\b|\bonly if\b",
);

/// Fires where the last half of the sentences of a letter or nudge leaves no way out and asks for no small
/// answer. The article's courtesy: the evidence for more replies is weak, and the text promises none.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !letter.asks_someone() || letter.message.asks().next().is_none() {
        return;
    }
    let sentences = &letter.message.sentences;
    // Names and greetings below the letter are not its last half.
    let body = sentences.len() - sentences.iter().rev().take_while(|sentence| is_sign_off(letter.message.words(sentence))).count();
    let last_half = &sentences[body / 2..];
    if !last_half.iter().rev().any(|sentence| is_optional(letter.message.words(sentence), letter.chinese)) {
        let place = sentences[..body.max(1)].last().map_or(letter.beginning(), |sentence| sentence.range.clone());
        found.push(Finding::at(place, text!("no-optional-close.message"), text!("no-optional-close.help")));
    }
}

/// Whether a sentence leaves a way out; letters mix languages.
fn is_optional(words: &str, chinese: bool) -> bool {
    let (likely, other) = if chinese { (&CHINESE, &ENGLISH) } else { (&ENGLISH, &CHINESE) };
    likely.is_in(words) || other.is_in(words)
}

/// A short line without a mark that ends a sentence: 品妤 敬上, Best regards, Marta.
fn is_sign_off(words: &str) -> bool {
    !words.ends_with(['。', '！', '？', '.', '!', '?']) && length(words).units() <= 5.0
}

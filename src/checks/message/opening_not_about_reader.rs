//! `opening-not-about-reader`: the opening names the reader's value and the writer's concern.

use std::borrow::Cow;

use super::letter::{Finding, Letter, Relationship};
use super::names;
use crate::journal::{Kind, Recipient};
use crate::labels::text;
use crate::message::Message;
use crate::text::pattern::{Pattern, pattern};

/// Forms that name the reader without speaking of them.
static FORMULAS: Pattern = pattern!(
    r"[您你妳]好|請[您你妳]|麻煩[您你妳]|打擾[您你妳]|打擾到[您你妳]|(?:希望|祝)[您你妳]?(?:近來|最近)?一切(?:都)?(?:安|好|順利|平安)",
    r"(?:謝謝|感謝)[您你妳]?(?:願意)?(?:撥空|撥冗|抽空|花時間|百忙之中)[^，。！？]{0,8}",
    r"\bhope (?:that )?(?:this|my|the) (?:e-?mail|message|note|letter|mail) finds you(?: and yours)?(?: [a-z]+)?|\bhope (?:that )?you(?:'re| are)(?: all| both)? (?:doing )?(?:well|good|great|fine)",
    r"\bwonder(?:ing)? (?:if|whether) you (?:could|can|might|would|may)(?: be able to)?(?: please)? (?:help|advise|assist)(?: me)?|\b(?:could|can|would) you (?:please )?help me|\bthank(?:s| you) (?:so much )?for (?:reading|your time|taking the time)",
    concat!(
        r"\b(?:help|ask|bother|contact|email|emailing|message|messaging|write to|writing to|reach out to|",
        r"reaching out to|disturb|trouble|asking|contacting) you\b",
    ),
    r"\bplease\b",
);
/// The reader, or what is theirs: second person, a title that stands for it, thanks, an earlier meeting.
static READER: Pattern = pattern!(
    r"[您你妳]|貴[^重要陽州]|老師|教授|學長|學姊|學姐|前輩|經理|主任|醫師|律師|總監|執行長|顧問|拜讀",
    r"謝謝|感謝|恭喜|好久不見|上次|上回|那(?:一|幾)?(?:天|次|場|串|篇|段|集|句|則|封|本|欄|頁|張|支|份)|(?:電子報|專欄|頻道|節目|粉專)|[聽看讀翻追](?:完|了|到)[^，。！？]{0,10}(?:直播|演講|講座|書|文章|分享|簡報|影片)|[〈《]",
    r"演講|講座|年會|研討會|工作坊|讀書會|分享會|論壇|直播|第[一二三四五六七八九十0-9 ]+[集章課期講]|那個(?:學員|學生|聽眾|讀者)|(?:介紹|建議|推薦|鼓勵)我(?:來|寫|問|找|跟|和)",
    r"\b(?:episode|chapter|lesson|issue|volume|slide|season) \d+|\blong time no\b|\bit's been (?:a while|too long|ages|years)\b",
    r"\b(?:suggested|recommended|said|thought|proposed|told me|advised)\b[^.!?]{0,20}\b(?:get in touch|write|contact|reach out|ask)\b|\bpassed (?:on|me)\b",
    r"這[篇本場集份](?:文章|書|演講|節目|報告)",
    concat!(
        r"\b(?:the|that|this|last) [a-z ]{0,30}(?:post|talk|article|book|edition|chapter|slide|slides|episode|",
        r"paper|thread|workshop|write-up|podcast|newsletter|repo|readme|library|plugin|answer|meetup)\b",
    ),
    r"\b(?:loved|enjoyed|read|saw|watched|heard) (?:the|that)\b",
    r"\b(?:you|your|yours|you['’]re|you['’]ve|you'd|you'll|u)\b|\bthank|\bcongrat|\blast time we\b",
    r"\bwe shared\b|\bmeetup\b|\bwe (?:met|spoke|talked|worked|chatted|sat|shared|crossed)\b",
);
/// Who sent the writer, told with words that by themselves are a formula: "Maria suggested I write to you".
static SENT_BY: Pattern = pattern!(
    r"\b(?:suggested|recommended|proposed|advised|told me|said)\b[^.!?]{0,24}\b(?:get in touch|write|contact|reach out|ask|e-?mail|message)[a-z ]{0,12} you\b",
);
/// What a nudge may open with instead: the letter it follows.
static BEFORE: Pattern = pattern!(
    r"寫信|來信|去信|前信|寄[了過]|請教[過了]?|請問|問[過了]|之前|先前",
    r"\b(?:i|we) (?:wrote|asked|sent|mentioned)\b|\bmy (?:last |first |earlier |previous )?(?:note|message|letter|question|e-?mail|mail)\b",
);
/// Sentences of the opening.
const OPENING: usize = 2;

/// Fires where the first two sentences after the greeting of a letter or nudge hold neither the reader nor
/// the reader's name, house or work.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    // A nudge to someone close goes on with the talk.
    let goes_on = letter.kind == Kind::Nudge && letter.relationship() == Relationship::Warm;
    if letter.asks_someone() && !goes_on && !letter.message.sentences.is_empty() && !is_in_opening(letter) {
        let text = text!("opening-not-about-reader.message");
        found.push(Finding::at(letter.beginning(), text, text!("opening-not-about-reader.help")));
    }
}

/// Whether the reader, or in a nudge the letter before it, stands in the first two sentences.
fn is_in_opening(letter: &Letter<'_>) -> bool {
    let mut opening = letter.message.sentences.iter().take(OPENING).map(|sentence| letter.message.words(sentence));
    opening.any(|words| is_about_reader(words, letter.to) || letter.kind == Kind::Nudge && BEFORE.is_in(words))
}

/// Whether a paragraph before the first that asks, or else the first one, is about the reader: what a
/// template's opening is told by.
pub(crate) fn opens_with_reader(text: &str, to: &Recipient) -> bool {
    let message = Message::read(text);
    let first_ask = message.asks().next().map_or(usize::MAX, |ask| ask.range.start);
    let before = message.sentences.iter().enumerate().filter(|(at, sentence)| *at < OPENING || sentence.range.start < first_ask);
    before.map(|(_, sentence)| message.words(sentence)).any(|words| is_about_reader(words, Some(to)))
}

/// The first sentence after the greeting.
pub(crate) fn opening(text: &str) -> std::ops::Range<usize> {
    Message::read(text).sentences.first().map_or(0..0, |sentence| sentence.range.clone())
}

/// A place that is still to be filled may become about the reader.
fn is_about_reader(words: &str, to: Option<&Recipient>) -> bool {
    if words.contains("{{") {
        return true;
    }
    let rest = without(words, &FORMULAS);
    READER.is_in(&rest) || SENT_BY.is_in(words) || own_names(to).iter().any(|name| rest.contains(name.as_str()))
}

fn without<'a>(words: &'a str, formulas: &Pattern) -> Cow<'a, str> {
    let mut rest = Cow::Borrowed(words);
    for range in formulas.all(words).collect::<Vec<_>>().into_iter().rev() {
        rest.to_mut().replace_range(range, " ");
    }
    rest
}

/// The recipient's name, its parts, call and house, as prose holds them.
fn own_names(to: Option<&Recipient>) -> Vec<String> {
    let Some(to) = to else { return Vec::new() };
    let parts = names::tokens(to).into_iter();
    let whole = [&to.call, &to.org, &to.handle].into_iter().flatten().map(|name| name.trim_start_matches('@').to_owned());
    let longer = |name: &String| name.chars().count() > 1;
    parts.chain(whole).map(|name| crate::message::folded(&name)).filter(longer).collect()
}
